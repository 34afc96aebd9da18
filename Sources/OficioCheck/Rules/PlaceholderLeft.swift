import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// A value looks like a gap that nobody filled in.
    package static let placeholderLeft = Rule(
        "sin-rellenar", .form, .warning,
        what: Localized(
            es: "Un dato parece un hueco que nadie rellenó.",
            en: "A value looks like a gap that nobody filled in."),
        why: Localized(
            es: "«TODO», «xxx» o un teléfono «0» se publican tal cual, y el lector no sabe a quién llamar.",
            en: "“TODO”, “xxx” or the telephone “0” are published as they are, and the reader does not know whom to call."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Contactos externos

            | Contacto | Teléfono | Propósito |
            |---|---|---|
            | Bancos | 0 | Conciliar depósitos |
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Contactos externos

            | Contacto | Teléfono | Propósito |
            |---|---|---|
            | Bancos | 2200 0100 | Conciliar depósitos |
            """)
}

enum PlaceholderLeft {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let record = context.corpus.records[index]
        let type = context.corpus.type(of: index)
        var found: [Diagnostic] = []
        func report(_ text: Text) {
            found.append(
                Diagnostic(
                    .placeholderLeft, at: text.span,
                    Localized(es: "«\(text.source)» parece un hueco sin rellenar", en: "“\(text.source)” looks like a gap to fill in"),
                    record: context.corpus.name(ofRecord: index)))
        }
        func visit(_ value: Value, _ field: () -> Field) {
            switch value {
            case .text(let text): if isPlaceholder(text.source) || isZero(text.source) && field().id == "telephone" { report(text) }
            case .blocks(let blocks): if blocks.count == 1, case .paragraph(let text) = blocks[0], isPlaceholder(text.source) || asks(text.source) { report(text) }
            case .list(let items): for item in items { visit(.blocks(item.blocks), field) }
            case .rows(let rows):
                let columns = field().kind.rowType.columns
                for row in rows.rows { for cell in row.cells where !row.continued.contains(cell.field) { visit(cell.value) { columns[cell.field] } } }
            case .group(let members):
                if case .group(let fields) = field().kind { for member in members { visit(member.value) { fields[member.field] } } }
            case .notApplicable, .date, .integer, .percent, .boolean, .duration, .codes, .references, .codeList: break
            }
        }
        for value in record.fields { visit(value.value) { type.fields[value.field] } }
        return found
    }

    private static let words: Set<String> = [
        "tbd", "xxx", "xx", "xxxx", "por definir", "pendiente", "por completar", "completar", "lorem ipsum", "si aplican", "si aplica", "rellenar",
    ]

    private static func isPlaceholder(_ text: String) -> Bool { text.utf8.count < 30 && (text.hasPrefix("TODO") || words.contains(text.folded)) }

    /// What a template leaves for its reader to decide: `(Si aplican)`.
    private static func asks(_ text: String) -> Bool {
        guard text.contains("(s") || text.contains("(S") else { return false }
        let folded = text.lowercased().replacing("í", with: "i")
        return ["(si aplican)", "(si aplica)", "(si corresponde)"].contains { folded.contains($0) }
    }

    private static func isZero(_ text: String) -> Bool { text.contains("0") && text.utf8.allSatisfy { $0 == 0x30 || $0 == 0x2D || $0 == 0x20 } }
}
