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
        ("capacidades diferentes", Localized(es: "discapacidad", en: "disability")),
        ("handicapped", Localized(es: "persona con discapacidad", en: "person with a disability")),
    ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        if corpus.type(of: index).id == "term" { return [] }
        var found: [Diagnostic] = []
        corpus.forEachText(of: index) { text in
            // Most texts hold no such word, and are not looked at any closer.
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

    /// Whether some word begins as a stem does.
    private static func mayHold(_ text: String) -> Bool {
        text.withBytes { bytes in
            var isStart = true
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                defer { place += 1 }
                if isStart, let wanted = beginning(byte | 0x20), place + 4 < bytes.count,
                    bytes[place + 1] | 0x20 == wanted.0, bytes[place + 2] | 0x20 == wanted.1, bytes[place + 3] | 0x20 == wanted.2, bytes[place + 4] | 0x20 == wanted.3
                {
                    return true
                }
                isStart = byte == 0x20 || byte == 0x0A || byte == 0x28
            }
            return false
        }
    }

    /// The four letters behind the first one of a stem.
    private static func beginning(_ first: UInt8) -> (UInt8, UInt8, UInt8, UInt8)? {
        switch first {
        case 0x64: (0x69, 0x73, 0x63, 0x61)
        case 0x6D: (0x69, 0x6E, 0x75, 0x73)
        case 0x69: (0x6E, 0x63, 0x61, 0x70)
        case 0x73: (0x6F, 0x72, 0x64, 0x6F)
        case 0x72: (0x65, 0x74, 0x72, 0x61)
        case 0x63: (0x61, 0x70, 0x61, 0x63)
        case 0x68: (0x61, 0x6E, 0x64, 0x69)
        default: nil
        }
    }
}
