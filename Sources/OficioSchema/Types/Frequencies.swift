import Diagnostics
import OficioBasics
import OficioSource

/// The canonical frequencies. Forms use codes of their own; calendars, checklists and *who does it* compare the
/// canonical frequencies that the codes stand for.
package enum Frequencies {
    /// The name by which types refer to the list of frequencies.
    package static let name = "frecuencias"

    /// The canonical frequencies from the most to the least frequent. The meaning of each code is the code itself.
    package static let list = CodeList(
        name: name,
        codes: [
            ("permanente", "Permanente"), ("diaria", "Diaria"), ("semanal", "Semanal"), ("quincenal", "Quincenal"),
            ("mensual", "Mensual"),
            ("bimestral", "Bimestral"), ("trimestral", "Trimestral"), ("cuatrimestral", "Cuatrimestral"),
            ("semestral", "Semestral"),
            ("anual", "Anual"), ("eventual", "Eventual"), ("ocasional", "Ocasional"),
        ].map { Code(code: $0.0, label: $0.1, meaning: $0.0) })

    /// Returns the name of a canonical frequency in a language. Data files keep the canonical frequency itself.
    package static func name(of meaning: String, in language: Language) -> String {
        language == .english ? englishNames[meaning] ?? meaning : meaning
    }

    /// Returns the canonical frequencies with codes and labels in a language, for authors to choose from.
    package static func list(in language: Language) -> CodeList {
        CodeList(
            name: name,
            codes: list.codes.map { code in
                let name = self.name(of: code.code, in: language)
                return Code(code: name, label: name.capitalizedFirst, meaning: code.meaning)
            })
    }

    /// The canonical frequencies with English codes and labels, for texts such as *Daily, Monthly*.
    package static let english = list(in: .english)

    private static let englishNames = [
        "permanente": "permanent", "diaria": "daily", "semanal": "weekly", "quincenal": "fortnightly",
        "mensual": "monthly", "bimestral": "bimonthly", "trimestral": "quarterly",
        "cuatrimestral": "every four months", "semestral": "semiannual", "anual": "yearly", "eventual": "when needed",
        "ocasional": "occasional",
    ]

    /// Returns the canonical frequency that a label names (*Diario*, *Continuamente*, *Monthly*), `nil` if it names
    /// none.
    package static func meaning(of label: String) -> String? {
        let words = label.folded.parts(between: " ")
        for word in words {
            for (stem, meaning) in stems where word.hasPrefix(stem) { return meaning }
        }
        return nil
    }

    private static let stems: [(String, String)] = [
        ("permanent", "permanente"), ("continu", "permanente"), ("diari", "diaria"), ("daily", "diaria"),
        ("semanal", "semanal"), ("weekly", "semanal"),
        ("quincenal", "quincenal"), ("fortnight", "quincenal"), ("bimestral", "bimestral"), ("bimonthly", "bimestral"),
        ("mensual", "mensual"),
        ("monthly", "mensual"), ("trimestral", "trimestral"), ("quarterly", "trimestral"),
        ("cuatrimestral", "cuatrimestral"),
        ("semestral", "semestral"), ("anual", "anual"), ("annual", "anual"), ("yearly", "anual"),
        ("eventual", "eventual"),
        ("ocasional", "ocasional"), ("occasional", "ocasional"),
    ]
}
