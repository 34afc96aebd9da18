import OficioBasics
import OficioSchema

extension AccessWords {
    /// Whether a name and its value, as in *Visibilidad: interna*, declare that only the staff may see a text.
    static func limits(name: String, value: String) -> Bool {
        let words = name.folded.parts(between: " ").map(String.init)
        guard let first = words.first, words.count < 6 else { return false }
        var folded: String { value.folded }
        if words.count == 1, Access.isNearlyName(first) {
            return Access(value) == .staff || otherStaffWords.contains(folded) || isInternalUse(value)
        }
        if documentKinds.contains(words.joined(separator: " ")) { return Access(value) == .staff }
        if words.count == 1, switches.contains(first) { return ["no", "false", "falso"].contains(folded) }
        guard words.contains(where: { readers.contains($0) || circulation.contains($0) }),
            words.allSatisfy({ readers.contains($0) || circulation.contains($0) || companions.contains($0) })
        else { return false }
        // Plurals describe things: *Distribución: internos y externos*.
        if Access(value) == .staff { return !folded.hasSuffix("os") && !folded.hasSuffix("as") }
        if otherStaffWords.contains(folded) || isInternalUse(value) { return true }
        return words.contains(where: readers.contains) && StaffPhrase.namesStaff(value)
    }

    /// Whether a folded name asks who reads a text, and not who enters a place: *visibilidad*, *nivel de
    /// confidencialidad*.
    static func asksForReaders(_ name: String) -> Bool { consists(name, of: readers) }

    /// Whether a folded name may ask who reads a text, or what kind of thing something is: *clasificación*.
    static func asksForClass(_ name: String) -> Bool { consists(name, of: circulation) }

    private static func consists(_ name: String, of names: Set<String>) -> Bool {
        let words = name.split(separator: " ").map(String.init)
        return words.contains(where: names.contains)
            && words.allSatisfy { names.contains($0) || companions.contains($0) }
    }

    private static func isInternalUse(_ value: String) -> Bool {
        StaffPhrase.strength(of: value) == .phrase && !StaffPhrase.describes(value)
            || StaffPhrase.isLimitedToStaff(value)
    }

    private static let readers: Set<String> = [
        "visibilidad", "visibility", "audiencia", "audience", "confidencialidad", "confidentiality", "privacidad",
        "privacy", "lectores", "readers",
    ]
    private static let circulation: Set<String> = [
        "clasificacion", "classification", "difusion", "distribucion", "distribution", "circulacion", "circulation",
        "divulgacion", "disclosure", "reserva", "sensibilidad", "sensitivity", "caracter",
    ]
    /// Folded words that may stand beside such a name: *nivel de confidencialidad*, *clasificación del documento*.
    private static let companions: Set<String> = [
        "nivel", "grado", "tipo", "level", "type", "de", "del", "la", "el", "of", "the", "documento", "document",
        "informacion", "information", "texto", "text", "seccion", "section", "pagina", "page", "y", "and",
    ]
    private static let documentKinds: Set<String> = ["tipo de documento", "document type", "type of document"]
    /// Folded names whose value *no* says that a text is not for everybody.
    private static let switches: Set<String> = [
        "publicar", "publicado", "publicada", "publish", "published", "visible", "publico", "publica", "public",
    ]
}
