import OficioSource

/// Recognizes lines that a new employee or a boss signs. Oficio prints such lines below every checklist.
enum ReceiptLine {
    /// Whether a text says only what to write on a line: *Firma del colaborador: ____*.
    static func matches(_ text: String) -> Bool {
        let all = PlainText.words(text).map(\.folded).filter { word in !word.allSatisfy { $0 == "_" } }
        guard let first = all.first, all.count <= 12 else { return false }
        let isOpen = text.contains("__") || text.contains("....") || text.hasSuffix(":") || first == "firma"
        return isOpen && all.allSatisfy { words.contains($0) } && all.contains { marks.contains($0) }
    }

    private static let marks: Set<String> = [
        "firma", "firmas", "nombre", "fecha", "cedula", "dni", "signature", "name", "date", "cargo", "puesto",
        "ingreso",
    ]
    private static let words: Set<String> = [
        "firma", "firmas", "nombre", "nombres", "apellidos", "fecha", "cargo", "puesto", "cedula", "dni", "documento",
        "identidad", "de", "del", "la", "el", "los", "y", "o", "a", "colaborador", "colaboradora", "trabajador",
        "trabajadora", "empleado", "empleada", "jefe", "jefa", "jefatura", "inmediato", "inmediata", "responsable",
        "recursos", "humanos", "talento", "humano", "gestion", "area", "departamento", "unidad", "ingreso", "inicio",
        "nuevo", "persona", "encargado", "induccion", "signature", "name", "date", "of", "the",
        "employee", "supervisor", "manager", "position", "start",
    ]
}
