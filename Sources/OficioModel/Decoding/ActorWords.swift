/// Recognises names of posts and units, and of people whom a procedure serves, by their first word.
package enum ActorWords {
    /// Whether words begin like the name of somebody who carries out steps: *Cajera*, *Jefe inmediato*, *Solicitante*.
    package static func startsName(_ words: String) -> Bool {
        PastedPeople.isPost(words) || others.contains(String(words.folded.prefix { $0 != " " }))
    }

    /// Folded first words of names that `PastedPeople.isPost` does not recognise.
    private static let others: Set<String> = [
        "cajero", "cajera", "tesorero", "tesorera", "alcalde", "alcaldesa", "enfermero", "enfermera", "medico",
        "medica", "recepcionista", "operador", "operadora", "colector", "colectora", "archivista", "bodeguero",
        "bodeguera", "vigilante", "guardia", "motorista", "chofer", "laboratorista", "solicitante", "usuario",
        "usuaria",
        "ciudadano", "ciudadana", "paciente", "contribuyente", "cliente", "proveedor", "proveedora", "empleado",
        "empleada", "trabajador", "trabajadora", "interesado", "interesada", "comite", "comision", "consejo", "concejo",
        "junta", "unidad", "departamento", "seccion", "gerencia", "subgerencia", "tesoreria", "contaduria",
        "contabilidad", "oficina", "division", "recursos", "cashier", "treasurer", "nurse", "applicant", "user",
        "customer", "supplier", "employee", "committee", "board", "department", "unit", "office", "human",
    ]
}
