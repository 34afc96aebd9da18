import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports entries of one list that end in different ways, and names with a full stop.
    package static let endPunctuation = Rule(
        "punto-final-desigual", .language, .note,
        what: Localized(
            es: """
                Unas pocas entradas de una lista llevan punto final y las otras no, o al revés; o un nombre lleva \
                punto final.
                """,
            en: """
                A few entries of a list end with a full stop and the others do not, or the other way round; or a \
                name ends with one.
                """
        ),
        why: Localized(
            es: "Hace dudar de si la frase está entera, y quien compara o ordena las entradas las toma por distintas.",
            en: """
                The reader wonders whether the sentence is whole, and whoever compares or sorts the entries takes \
                them for different ones.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cobrar los aranceles.
            - Entregar los recibos.
            - Cerrar la caja
            - Contar el efectivo.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cobrar los aranceles
            - Entregar los recibos
            - Cerrar la caja
            - Contar el efectivo, los vales, etc.
            """)
}

/// Compares the final punctuation of the entries of each list, and of the main cells of each table.
enum EndPunctuation {
    private static let types: Set<String> = ["job", "protocol", "standard", "manual"]
    /// The identifiers of fields and columns that hold a name.
    private static let names: Set<String> = ["title", "generic-title", "name", "role"]
    /// The minimum number of entries for inferring the punctuation style of a list.
    private static let leastEntries = 4

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard types.contains(type.id) else { return [] }
        let name = corpus.name(ofRecord: index)
        var found: [Diagnostic] = []
        func report(_ span: Span, es: String, en: String) {
            found.append(Diagnostic(.endPunctuation, at: span, Localized(es: es, en: en), record: name))
        }
        func compare(_ entries: [Text]) {
            guard entries.count >= leastEntries else { return }
            let ends = entries.map { Ending(of: $0.source) }
            let (stopped, bare) = (ends.count { $0 == .stop }, ends.count { $0 == .bare })
            // A full stop after the last entry alone closes the list.
            if stopped == 1 && ends.last == .stop { return }
            guard stopped > 0, bare > 0, stopped + bare >= leastEntries, min(stopped, bare) * 3 <= stopped + bare else {
                return
            }
            let odd: Ending = stopped < bare ? .stop : .bare
            for (entry, end) in zip(entries, ends) where end == odd {
                if odd == .stop {
                    report(
                        entry.span, es: "lleva punto final y las otras entradas de la lista no",
                        en: "ends with a full stop and the other entries of the list do not")
                } else {
                    report(
                        entry.span, es: "no lleva punto final y las otras entradas de la lista sí",
                        en: "has no full stop and the other entries of the list do")
                }
            }
        }
        func visit(_ value: Value, _ field: () -> Field) {
            switch value {
            case .text(let text):
                if Ending.isStoppedName(text.source), names.contains(field().id) {
                    report(text.span, es: "un nombre no lleva punto final", en: "a name takes no full stop")
                }
            case .list(let items): compare(items.compactMap { words($0.blocks) })
            case .blocks(let blocks):
                for case .list(let list) in blocks { compare(list.items.compactMap { words($0.blocks) }) }
            case .rows(let rows):
                let type = field().kind.rowType
                compare(rows.rows.compactMap { $0[type.main].flatMap(words) })
                for row in rows.rows {
                    for cell in row.cells where !row.continued.contains(cell.field) {
                        visit(cell.value) { type.columns[cell.field] }
                    }
                }
            case .group(let members):
                if case .group(let fields) = field().kind {
                    for member in members { visit(member.value) { fields[member.field] } }
                }
            case .notApplicable, .references, .date, .integer, .percent, .boolean, .duration, .codes, .codeList: break
            }
        }
        for value in corpus.records[index].fields { visit(value.value) { type.fields[value.field] } }
        return found
    }

    /// Returns the text of an entry that is one paragraph, nil for any other entry.
    private static func words(_ blocks: [Block]) -> Text? {
        if blocks.count == 1, case .paragraph(let text) = blocks[0] { text } else { nil }
    }

    private static func words(_ cell: Value) -> Text? {
        switch cell {
        case .text(let text): text
        case .blocks(let blocks): words(blocks)
        default: nil
        }
    }
}

/// The ways in which an entry of a list ends.
private enum Ending {
    case stop
    case bare
    /// The entry is empty, or ends with another sign or an abbreviation, and is not compared.
    case other

    init(of text: String) {
        self = text.withBytes { bytes in
            var end = bytes.count
            while end > 0, Self.isMarkup(bytes[end - 1]) { end -= 1 }
            guard end > 2 else { return .other }
            switch bytes[end - 1] {
            case UInt8(ascii: "."): return Self.isAbbreviation(bytes[..<(end - 1)]) ? .other : .stop
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: ")"), UInt8(ascii: "%"): return .bare
            default: return .other
            }
        }
    }

    /// Whether a name of at least two words ends with a full stop that is not part of an abbreviation: its last word
    /// has at least five letters.
    static func isStoppedName(_ text: String) -> Bool {
        text.utf8.last == UInt8(ascii: ".") && (text.split(separator: " ").dropFirst().last?.utf8.count ?? 0) > 5
            && Ending(of: text) == .stop
    }

    private static func isMarkup(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x2A || byte == 0x5F || byte == 0x0A }

    /// Whether the last word, before its full stop, is short or contains another stop: `etc.`, `S. A.`, `Ltda.`, `EE.
    /// UU.`.
    private static func isAbbreviation(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let word = bytes.suffix(while: { $0 != 0x20 })
        return word.count < 4 || word.contains(UInt8(ascii: ".")) || word.elementsEqual("Ltda".utf8)
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    /// Returns the longest suffix whose bytes all satisfy a condition.
    fileprivate func suffix(while isWanted: (UInt8) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex, isWanted(self[start - 1]) { start -= 1 }
        return self[start..<endIndex]
    }
}
