import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// A word that the law no longer uses for people.
    package static let inclusiveTerms = Rule(
        "termino-no-inclusivo", .language, .note,
        what: Localized(
            es: "Una palabra nombra a las personas por una carencia.", en: "A word names people by what they lack."),
        why: Localized(
            es: "La Convención sobre los Derechos de las Personas con Discapacidad (ONU, 2006) y las leyes que la siguen dicen «persona con discapacidad».",
            en: "The Convention on the Rights of Persons with Disabilities (UN, 2006) and the laws that follow it say “person with a disability”."),
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
    /// Stems of words for people, with what is said instead. *Inválido* is left out: a document may be.
    private static let terms: [(stem: String, instead: Localized)] = [
        ("discapacitad", Localized(es: "persona con discapacidad", en: "person with a disability")), ("minusvalid", Localized(es: "persona con discapacidad", en: "person with a disability")),
        ("incapacitados", Localized(es: "persona con discapacidad", en: "person with a disability")), ("sordomud", Localized(es: "persona sorda", en: "deaf person")),
        ("retrasados mentales", Localized(es: "persona con discapacidad intelectual", en: "person with an intellectual disability")),
        ("capacidades diferentes", Localized(es: "discapacidad", en: "disability")), ("ancianos", Localized(es: "personas mayores", en: "older people")),
        ("the handicapped", Localized(es: "persona con discapacidad", en: "person with a disability")), ("handicapped person", Localized(es: "persona con discapacidad", en: "person with a disability")),
    ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        if corpus.type(of: index).id == "term" { return [] }
        var found: [Diagnostic] = []
        corpus.forEachText(of: index) { text in
            // What the stems begin with, in either case: most texts hold none of it.
            guard mayHold(text.source), case let folded = text.plain.folded else { return }
            for (stem, instead) in terms {
                guard let place = folded.firstRange(of: stem), place.lowerBound == folded.startIndex || folded[folded.index(before: place.lowerBound)] == " " else { continue }
                let written = String(folded[place.lowerBound...].prefix { $0.isLetter || stem.contains(" ") && $0 == " " })
                found.append(
                    Diagnostic(
                        .inclusiveTerms, at: text.span,
                        Localized(es: "«\(written)»: se dice «\(instead.spanish)»", en: "“\(written)”: say “\(instead.english)”"), record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }

    private static func mayHold(_ text: String) -> Bool {
        text.withBytes { bytes in
            guard bytes.count > 6 else { return false }
            for place in 0..<(bytes.count - 5) {
                let three = (bytes[place] | 0x20, bytes[place + 1] | 0x20, bytes[place + 2] | 0x20)
                switch three {
                case (0x64, 0x69, 0x73), (0x6D, 0x69, 0x6E), (0x69, 0x6E, 0x63), (0x73, 0x6F, 0x72), (0x72, 0x65, 0x74), (0x63, 0x61, 0x70), (0x61, 0x6E, 0x63), (0x68, 0x61, 0x6E): return true
                default: continue
                }
            }
            return false
        }
    }
}
