import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a word for people that the law no longer uses.
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
    /// Stems of words for people, with the term to use instead. *Inválido* is left out, because a
    /// document may be invalid.
    private static let terms: [(stem: String, instead: Localized)] = [
        ("discapacitad", Localized(es: "persona con discapacidad", en: "person with a disability")),
        ("minusvalid", Localized(es: "persona con discapacidad", en: "person with a disability")),
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
            // Most texts hold no such word and need no closer look.
            guard mayHold(text.source), case let folded = text.plain.folded else { return }
            for (stem, instead) in terms {
                guard let place = folded.firstRange(of: stem), place.lowerBound == folded.startIndex || folded[folded.index(before: place.lowerBound)] == " " else {
                    continue
                }
                let written = String(folded[place.lowerBound...].prefix { $0.isLetter || stem.contains(" ") && $0 == " " })
                found.append(
                    Diagnostic(
                        .inclusiveTerms, at: text.span,
                        Localized(es: "«\(written)»: se dice «\(instead.spanish)»", en: "“\(written)”: say “\(instead.english)”"), record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }

    /// Whether some word begins like a stem, up to the first letter that may have an accent.
    private static func mayHold(_ text: String) -> Bool {
        text.withBytes { bytes in
            var place = 0
            while place + 4 < bytes.count {
                if let wanted = beginning(bytes[place] | 0x20, bytes[place + 1] | 0x20),
                    place + wanted.utf8CodeUnitCount <= bytes.count,
                    (0..<wanted.utf8CodeUnitCount).allSatisfy({ bytes[place + $0] | 0x20 == wanted.utf8Start[$0] })
                {
                    return true
                }
                while place < bytes.count, bytes[place] != 0x20, bytes[place] != 0x0A, bytes[place] != 0x28 { place += 1 }
                place += 1
            }
            return false
        }
    }

    /// Returns the beginning of the stem with these first two letters.
    private static func beginning(_ first: UInt8, _ second: UInt8) -> StaticString? {
        switch (first, second) {
        case (0x64, 0x69): "discapacita"
        case (0x6D, 0x69): "minus"
        case (0x69, 0x6E): "incapacitado"
        case (0x73, 0x6F): "sordo"
        case (0x72, 0x65): "retra"
        case (0x63, 0x61): "capacidades"
        case (0x68, 0x61): "handi"
        default: nil
        }
    }
}
