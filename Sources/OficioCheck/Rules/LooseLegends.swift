import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a code in a table that the legend of its document does not explain.
    package static let codeWithoutLegend = Rule(
        "codigo-sin-leyenda", .form, .note,
        what: Localized(
            es: "Una tabla usa un código que la leyenda del documento no explica.",
            en: "A table uses a code that the legend of the document does not explain."),
        why: Localized(
            es: "Quien lee la tabla busca el código en la leyenda y no lo encuentra: cada quien supone lo suyo.",
            en: "Whoever reads the table looks the code up in the legend and does not find it: everybody guesses."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---

            ## Controles

            | Control | Cada cuánto |
            |---|---|
            | Arqueo de caja. | D |
            | Conciliación. | M |
            | Inventario de talonarios. | Q |

            D = Diario, M = Mensual.
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---

            ## Controles

            | Control | Cada cuánto |
            |---|---|
            | Arqueo de caja. | D |
            | Conciliación. | M |
            | Inventario de talonarios. | Q |

            D = Diario, M = Mensual, Q = Quincenal.
            """)
}

/// Compares the codes in the tables of a document with a legend that its author wrote as text: `D = Diario, M =
/// Mensual`, `D: diario; M: mensual`.
enum LooseLegends {
    private typealias Entry = (code: String, label: String)
    /// The cells of a column that holds only codes, each with its codes.
    private typealias Column = [(text: Text, codes: [String])]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        var legend: [Entry] = []
        var place: Text?
        corpus.forEachText(of: index) { text in
            var own = text.source.contains(byte: UInt8(ascii: "=")) ? entries(text.plain, sign: "=") : []
            if own.isEmpty, TextTraits.mayBeLegend(text.source) { own = entries(text.plain, sign: ":") }
            guard own.count > 1 else { return }
            legend += own
            place = place ?? text
        }
        guard let place else { return [] }
        let known = Set(legend.map(\.code))
        // A column belongs to the legend if it explains most of its codes.
        let columns = columns(of: index, corpus).filter { column in
            let codes = Set(column.flatMap(\.codes))
            return 2 * codes.count(where: known.contains) > codes.count
        }
        let used = Set(columns.joined().flatMap(\.codes))
        if used.isEmpty { return [] }
        let name = corpus.name(ofRecord: index)
        var found = columns.joined().flatMap { cell in
            cell.codes.filter { !known.contains($0) }.map { code in
                Diagnostic(
                    .codeWithoutLegend, at: cell.text.span,
                    Localized(es: "la leyenda no explica «\(code)»", en: "the legend does not explain “\(code)”"),
                    notes: [.init(Localized(es: "la leyenda está aquí", en: "the legend is here"), at: place.span)],
                    record: name)
            }
        }
        let idle = legend.filter { !used.contains($0.code) }
        if !idle.isEmpty {
            let codes = idle.map { "\($0.code) (\($0.label))" }.joined(separator: ", ")
            found.append(
                Diagnostic(
                    .unusedCode, at: place.span,
                    Localized(
                        es: "la leyenda explica y el documento no usa: \(codes)",
                        en: "the legend explains and the document does not use: \(codes)"),
                    record: name))
        }
        return found
    }

    /// Returns the entries of a legend in a text: a code of at most three capitals or digits, a sign (an equals sign or
    /// a colon), and words up to the next sign.
    private static func entries(_ text: String, sign: Character) -> [Entry] {
        let parts = text.split(separator: sign, omittingEmptySubsequences: false)
        return zip(parts, parts.dropFirst()).compactMap { before, after in
            let words = before.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
            let label = after.prefix { !",;.\n".contains($0) }.split(separator: " ").joined(separator: " ")
            guard let code = words.last.map(String.init), before.hasSuffix(code) || before.hasSuffix(code + " "),
                isCode(code), label.first?.isLetter == true
            else { return nil }
            return (code, label)
        }
    }

    private static func isCode(_ word: String) -> Bool {
        word.count <= 3 && word.contains(where: \.isLetter) && word.allSatisfy { $0.isUppercase || $0.isNumber }
    }

    /// Returns the columns of codes of all tables of a record, whether a field holds the table as rows or as
    /// Markdown, or it is in an extra section.
    private static func columns(of index: Int, _ corpus: Corpus) -> [Column] {
        var found: [Column] = []
        func add(_ cells: [Text]) {
            let column = cells.filter { !$0.isEmpty }.map { text in
                (text, text.plain.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init))
            }
            if column.count > 1, column.allSatisfy({ !$0.1.isEmpty && $0.1.allSatisfy(isCode) }) {
                found.append(column)
            }
        }
        func read(_ blocks: [Block]) {
            for case .table(let table) in blocks {
                for place in table.header.indices { add(table.rows.map { $0.cells[place] }) }
            }
        }
        for field in corpus.records[index].fields {
            switch field.value {
            case .blocks(let blocks): read(blocks)
            case .rows(let rows):
                read(rows.introduction)
                read(rows.closing)
                let columns = Set(rows.rows.flatMap { $0.cells.map(\.field) })
                for place in columns.sorted() {
                    add(
                        rows.rows.compactMap { row in
                            row.cells.first { $0.field == place && !row.continued.contains(place) }.flatMap {
                                text(of: $0.value)
                            }
                        })
                }
            default: continue
            }
        }
        for section in corpus.records[index].extra { read(section.blocks) }
        return found
    }

    private static func text(of value: Value) -> Text? {
        switch value {
        case .text(let text), .codes(_, let text): text
        default: nil
        }
    }
}
