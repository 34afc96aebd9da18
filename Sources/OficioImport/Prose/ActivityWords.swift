import OficioSchema

/// The words in the headings of tables of activities: the steps of a procedure, the tasks of a checklist.
struct ActivityWords {
    /// The identifiers of columns by the folded names that institutions give them.
    let names: [String: String]
    /// Whether the table may have columns that no field takes, such as boxes to tick off.
    let allowsOthers: Bool

    static let steps = ActivityWords(
        names: [
            "actividad": "action", "actividades": "action", "descripcion": "action",
            "descripcion de la actividad": "action", "descripcion de actividades": "action",
            "descripcion de las actividades": "action", "tarea": "action", "accion": "action", "acciones": "action",
            "activity": "action", "que se hace": "action", "paso": "action", "responsable": "actor",
            "responsables": "actor", "cargo responsable": "actor", "quien": "actor", "responsible": "actor",
            "puesto responsable": "actor", "ejecutor": "actor", "registro": "record", "registros": "record",
            "documento": "record", "documentos": "record", "formato": "record", "evidencia": "record",
            "registro asociado": "record", "documento de referencia": "record", "documento o registro": "record",
            "records": "record", "tiempo": "time-limit", "duracion": "time-limit", "plazo": "time-limit",
            "time": "time-limit", "observaciones": "note", "observacion": "note", "nota": "note", "notas": "note",
            "punto de control": "note", "notes": "note",
        ], allowsOthers: false)

    static let tasks = ActivityWords(
        names: [
            "actividad": "task", "actividades": "task", "actividad a realizar": "task",
            "actividades a realizar": "task", "descripcion de la actividad": "task", "descripcion": "task",
            "tarea": "task", "tareas": "task", "tema": "task", "temas": "task", "tema a tratar": "task",
            "temas a tratar": "task", "contenido": "task", "contenidos": "task", "asunto": "task", "accion": "task",
            "acciones": "task", "aspecto": "task", "aspectos": "task", "aspectos a verificar": "task",
            "aspecto a verificar": "task", "que hacer": "task", "que": "task", "punto": "task", "item": "task",
            "activity": "task", "activities": "task", "task": "task", "tasks": "task", "topic": "task",
            "what to do": "task", "responsable": "helper", "responsables": "helper", "area responsable": "helper",
            "responsable de la actividad": "helper", "cargo responsable": "helper", "quien": "helper",
            "quien apoya": "helper", "encargado": "helper", "encargada": "helper", "a cargo de": "helper",
            "apoya": "helper", "facilitador": "helper", "instructor": "helper", "expositor": "helper",
            "capacitador": "helper", "dirigido por": "helper", "responsible": "helper", "owner": "helper",
            "who": "helper", "contact": "helper", "para que": "why", "objetivo": "why", "proposito": "why",
            "evidencia": "evidence", "evidencias": "evidence", "registro": "evidence", "registros": "evidence",
            "evidence": "evidence", "documento": "document", "documentos": "document",
            "documento de referencia": "document", "material": "document", "materiales": "document",
            "material de apoyo": "document", "document": "document", "plazo": "due", "plazo maximo": "due",
        ], allowsOthers: true)

    /// Headings of columns that put rows into phases.
    static let phases: Set<String> = [
        "fase", "etapa", "momento", "modulo", "bloque", "phase", "stage", "periodo",
    ]

    /// Whether a line is the title of a phase by its first words: *Fase 1. Valoración*.
    static func beginsPhase(_ text: String) -> Bool {
        let words = text.folded.split(separator: " ").map(String.init)
        guard words.count > 1, phases.contains(words[0]) else { return false }
        return words[1].allSatisfy(\.isNumber) || words[1].allSatisfy { "ivx".contains($0) }
    }

    /// Headings of columns that say when something is due, with the word before a bare number.
    static let times: [String: String] = [
        "dia": "Día", "dias": "Día", "semana": "Semana", "semanas": "Semana", "mes": "Mes", "day": "Day",
        "week": "Week", "month": "Month", "cuando": "", "fecha limite": "", "when": "", "due": "", "plazo": "",
        "plazo maximo": "",
    ]

    /// Headings of columns that somebody fills in: boxes, signatures, days.
    static let blanks: Set<String> = [
        "hecho", "hecha", "realizado", "realizada", "cumple", "cumplido", "cumplida", "cumplimiento", "completado",
        "completada", "listo", "ok", "check", "verificado", "ejecutado", "si", "no", "n a", "na", "si no", "estado",
        "firma", "firmas", "firma del colaborador", "firma del trabajador", "firma del empleado",
        "firma del responsable", "firma responsable", "visto bueno", "vo bo", "v b", "fecha", "fecha de realizacion",
        "fecha realizado", "fecha de cumplimiento", "fecha y firma", "done", "completed", "yes", "signature", "date",
        "initials", "status", "",
    ]

    /// What a box to tick off may say.
    static let boxes: Set<String> = ["si", "no", "na", "n a", "a", "n", "x", "ok", "yes"]

    /// The titles over activities that say nothing more.
    static let headings: Set<String> = [
        "actividades", "actividad", "lista", "lista de actividades", "programa", "programa de actividades",
        "cronograma", "cronograma de actividades", "desarrollo", "contenido", "contenidos", "temas", "temario",
        "checklist", "tareas", "lista de tareas", "plan de actividades", "activities", "tasks", "agenda",
    ]
}
