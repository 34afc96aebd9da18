import OficioSchema
import OficioSource

/// Finds the columns of a field that the headings of a table name.
struct CrossColumns {
    let type: RowType
    private let form: FormLabels
    private let field: Int
    private let names: Set<String>

    init(_ type: RowType, _ form: FormLabels, _ field: Int) {
        self.type = type
        self.form = form
        self.field = field
        let known = form.type.fields[field]
        names = Set(
            ([known.label.spanish, known.label.english] + known.spellings + known.others.map(\.spelling)).map(\.folded))
    }

    static let functions: Set<String> = [
        "funcion", "funciones", "actividad", "actividades", "tarea", "tareas", "actividades y tareas", "duty", "duties",
        "descripcion de la funcion", "descripcion de funciones", "descripcion de las funciones",
        "descripcion de la actividad", "descripcion de actividades", "descripcion de las actividades",
    ]

    static func isNumber(_ text: String) -> Bool {
        let letters = text.folded.filter { $0.isLetter || $0.isNumber }
        return letters.isEmpty
            || ["no", "n", "nro", "nº", "n°", "num", "numero", "item", "paso", "orden", "step"].contains(letters)
    }

    /// Returns the column that a heading names; nil if it names none.
    func column(_ text: String) -> Int? {
        for name in LabelText.candidates(text) {
            if let column = type.column(named: name) { return column }
            if names.contains(name) { return type.main }
            for (id, others) in Self.others where others.contains(name) {
                if let column = type.columns.firstIndex(where: { $0.id == id }) { return column }
            }
            if form.type.fields[field].key == .functions, Self.functions.contains(name) { return type.main }
        }
        return nil
    }

    /// Whether a heading may name the rows themselves, because the text before the table introduces them.
    func mayBeMain(_ text: String) -> Bool {
        let name = text.folded
        return ["descripcion", "detalle", "nombre", "denominacion", "concepto", "description", "name"].contains(name)
            || type.columns[type.main].names.contains { name.hasPrefix($0) }
    }

    private static let others: [String: Set<String>] = [
        "frequency": ["frecuencia", "periodicidad", "frecuencia de ejecucion", "cada cuanto", "frequency"],
        "level": [
            "nivel", "nivel requerido", "grado", "grado requerido", "nivel de dominio", "nivel esperado", "dominio",
            "nivel de desarrollo", "escala", "grado de dominio", "level", "required level", "nivel de conocimiento",
        ],
        "percent": ["porcentaje", "peso", "ponderacion"],
        "behaviours": [
            "comportamientos", "conductas", "comportamientos asociados", "conductas asociadas", "conductas observables",
            "comportamientos observables", "indicadores de conducta", "indicadores conductuales", "behaviours",
        ],
        "result": ["resultado", "resultados", "resultado esperado", "producto", "productos", "entregable", "result"],
        "note": ["nota", "notas", "observaciones", "observacion", "note", "notes"],
        "time": ["tiempo", "porcentaje de tiempo", "dedicacion", "tiempo asignado"],
        "purpose": ["proposito", "para que", "motivo", "asunto", "finalidad"],
    ]

    // MARK: Codes

    /// Returns the codes that headings over crosses stand for, each with its column, by the position of the
    /// heading in the table.
    func codes(_ head: TableHead) -> [Int: (column: Int, code: Code)] {
        if let column = type.column(.frequency) {
            let found = frequencies(head, column)
            if !found.isEmpty { return found.merging(kinds(head)) { first, _ in first } }
        }
        if let column = type.column(.level) { return levels(head, column) }
        return [:]
    }

    private func frequencies(_ head: TableHead, _ column: Int) -> [Int: (column: Int, code: Code)] {
        var found: [Int: (column: Int, code: Code)] = [:]
        let list = form.lists[.init(field: field, column: column)]
        var count = 0
        for (place, heading) in head.columns.enumerated() where !heading.isEmpty {
            if let group = heading.group, self.column(group) != column { continue }
            if let list, case .codes(let own) = list.match(heading.text), own.count == 1 {
                found[place] = (column, list.codes[own[0]])
            } else if let code = head.legend.frequency(heading.text) {
                found[place] = (column, list?.codes.first { $0.meaning == code.meaning } ?? code)
            } else if heading.group != nil {
                return [:]
            }
            if found[place] != nil { count += 1 }
        }
        // A single column called *Anual* is not a scale, nor are two columns with the same meaning.
        return count > 1 && Set(found.values.map(\.code.code)).count == count ? found : [:]
    }

    /// Returns, by the place of the heading in the table, the column and the code of each heading that is a code of
    /// another column whose list the form has: *Planificar*, *Ejecutar* under *Clase*.
    private func kinds(_ head: TableHead) -> [Int: (column: Int, code: Code)] {
        var found: [Int: (column: Int, code: Code)] = [:]
        for (place, heading) in head.columns.enumerated() {
            guard let group = heading.group, let column = column(group), column != type.main,
                let list = form.lists[.init(field: field, column: column)],
                case .codes(let own) = list.match(heading.text), own.count == 1
            else { continue }
            found[place] = (column, list.codes[own[0]])
        }
        return found
    }

    private func levels(_ head: TableHead, _ column: Int) -> [Int: (column: Int, code: Code)] {
        var found: [Int: (column: Int, code: Code)] = [:]
        for (place, heading) in head.columns.enumerated() where !heading.isEmpty {
            let isBelow = heading.group.map { self.column($0) == column } ?? false
            guard isBelow || Self.isLevel(heading.text) else { continue }
            found[place] = (column, Code(code: heading.text, label: heading.text, meaning: nil))
        }
        return found.count > 1 && Set(found.values.map(\.code.code)).count == found.count ? found : [:]
    }

    private static func isLevel(_ text: String) -> Bool {
        let words = text.folded.split(separator: " ").map(String.init)
        guard let last = words.last, words.count <= 2 else { return false }
        if words.count == 2, !["nivel", "grado", "level", "muy"].contains(words[0]) { return false }
        return levelWords.contains(last) || last.count == 1 && ("a"..."e").contains(last)
            || Int(last).map { (0...10).contains($0) } ?? false || ["i", "ii", "iii", "iv", "v"].contains(last)
    }

    private static let levelWords: Set<String> = [
        "basico", "basica", "intermedio", "intermedia", "medio", "media", "avanzado", "avanzada", "alto", "alta",
        "bajo",
        "baja", "experto", "experta", "elemental", "minimo", "maximo", "superior", "inicial", "basic", "intermediate",
        "advanced", "high", "medium", "low", "expert",
    ]
}
