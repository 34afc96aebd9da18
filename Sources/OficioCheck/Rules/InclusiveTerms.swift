import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a term that describes people by a deficiency.
    package static let inclusiveTerms = Rule(
        "termino-no-inclusivo", .language, .note,
        what: Localized(
            es: "Una palabra nombra a las personas por una carencia.", en: "A word names people by what they lack."),
        why: Localized(
            es: """
                La Convención sobre los Derechos de las Personas con Discapacidad (ONU, 2006) y las leyes que la \
                siguen dicen «persona con discapacidad».
                """,
            en: """
                The Convention on the Rights of Persons with Disabilities (UN, 2006) and the laws that follow it say \
                “person with a disability”.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Atender con prioridad a las personas discapacitadas.
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Atender con prioridad a las personas con discapacidad y revisar la pensión de invalidez.
            ---
            """)
}

enum InclusiveTerms {
    /// Stems of terms for people, each with the term to use instead. *Inválido* is left out, because a document may be
    /// invalid.
    private static let terms: [(stem: String, instead: Localized)] = [
        ("discapacitad", Localized(es: "persona con discapacidad", en: "person with a disability")),
        ("minusvalid", Localized(es: "persona con discapacidad", en: "person with a disability")),
        ("incapacitados", Localized(es: "persona con discapacidad", en: "person with a disability")),
        ("sordomud", Localized(es: "persona sorda", en: "deaf person")),
        (
            "retrasados mentales",
            Localized(es: "persona con discapacidad intelectual", en: "person with an intellectual disability")
        ),
        ("capacidades diferentes", Localized(es: "discapacidad", en: "disability")),
        ("handicapped", Localized(es: "persona con discapacidad", en: "person with a disability")),
    ]

    static func check(_ context: CheckContext, _ texts: RecordTexts) -> [Diagnostic] {
        let corpus = context.corpus
        let index = texts.record
        if corpus.type(of: index).key == .term { return [] }
        var found: [Diagnostic] = []
        texts.forEach(having: .exclusiveTerm) { text in
            // Only texts that may contain one of the terms reach this point.
            let folded = text.plain.folded
            for (stem, instead) in terms {
                guard let place = folded.firstRange(of: stem),
                    place.lowerBound == folded.startIndex || folded[folded.index(before: place.lowerBound)] == " "
                else {
                    continue
                }
                let written = String(
                    folded[place.lowerBound...].prefix { $0.isLetter || stem.contains(" ") && $0 == " " })
                found.append(
                    Diagnostic(
                        .inclusiveTerms, at: text.span,
                        Localized(
                            es: "«\(written)»: se dice «\(instead.spanish)»",
                            en: "“\(written)”: say “\(instead.english)”"), record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }

    /// Tells quickly whether the word at an offset begins like a stem, up to the first letter that may have an
    /// accent.
    static func mayBegin(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard place + 4 <= bytes.count else { return false }
        var key: UInt32 = 0
        for offset in 0..<4 { key = key << 8 | UInt32(bytes[place + offset] | 0x20) }
        switch key {
        case 0x6469_7363, 0x6D69_6E75, 0x696E_6361, 0x736F_7264, 0x7265_7472, 0x6361_7061, 0x6861_6E64: break
        default: return false
        }
        let rest = bytes[place...]
        return beginnings.contains { beginning in
            beginning.count <= rest.count && zip(beginning, rest).allSatisfy { $0 == $1 | 0x20 }
        }
    }

    /// The beginnings of the stems. `mayBegin` compares their first four letters as one integer.
    private static let beginnings = ["discapacita", "minus", "incapacitado", "sordo", "retra", "capacidades", "handi"]
        .map { Array($0.utf8) }
}
