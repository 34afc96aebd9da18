import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a placeholder that nobody filled in.
    package static let placeholderLeft = Rule(
        "sin-rellenar", .form, .warning,
        what: Localized(
            es: "Un dato parece un hueco que nadie rellenó.",
            en: "A value looks like a gap that nobody filled in."),
        why: Localized(
            es: "«TODO», «xxx» o un teléfono «0» se publican tal cual, y el lector no sabe a quién llamar.",
            en: """
                “TODO”, “xxx” or the telephone “0” are published as they are, and the reader does not know whom to \
                call.
                """
        ),
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
            let lines = text.source.split(whereSeparator: \.isNewline).map(String.init)
            // If the text has several lines, show the line with the placeholder.
            let gap = lines.first { $0.contains("__") || $0.contains("....") } ?? lines.first ?? text.source
            let shown = lines.count > 1 ? gap.trimmedASCII : text.source
            found.append(
                Diagnostic(
                    .placeholderLeft, at: text.span,
                    Localized(
                        es: "«\(shown)» parece un hueco sin rellenar",
                        en: "“\(shown)” looks like a gap to fill in"),
                    record: context.corpus.name(ofRecord: index)))
        }
        let isForm = [TypeKey.job, .protocol, .standard].contains(type.key)
        func visit(_ value: Value, _ field: () -> Field) {
            switch value {
            case .text(let text):
                if PlaceholderText.isPlaceholder(text) && !(field().key == .salary)
                    || PlaceholderText.isZero(text.source) && field().columnKey == .telephone
                    || PlaceholderText.isNull(text.source)
                {
                    report(text)
                }
            case .blocks(let blocks):
                // Markdown parses a line of underscores to write on (`____`) as a thematic break.
                if blocks.count == 1, case .rule(let span) = blocks[0] { report(Text("____", span: span)) }
                // Markdown parses a lone hyphen as an empty list.
                if blocks.count == 1, case .list(let list) = blocks[0], let item = list.items.first,
                    list.items.count == 1, item.blocks.isEmpty
                {
                    report(Text("-", span: item.span))
                }
                if isForm {
                    for (label, text) in BlankLabels.all(in: blocks) where !PlaceholderText.isPlaceholder(text.source) {
                        report(Text(label, span: context.locate(label, in: text.span)))
                    }
                }
                // A «0» in a table is a figure.
                var isWhole = blocks.count == 1 && isForm
                if case .table? = blocks.first { isWhole = false }
                let holdsCode = blocks.contains { if case .code = $0 { true } else { false } }
                let words = holdsCode ? blocks.filter { if case .code = $0 { false } else { true } } : blocks
                words.forEachText {
                    if PlaceholderText.isPlaceholder($0) || PlaceholderText.hasOpenCondition($0.source)
                        || isWhole && PlaceholderText.isLone($0.source) && (type.key != .standard || $0.source != "0")
                    {
                        report($0)
                    }
                }
            case .list(let items): for item in items { visit(.blocks(item.blocks), field) }
            case .rows(let rows):
                let type = field().kind.rowType
                let columns = type.columns
                for row in rows.rows {
                    // The label of a row announces the list below it: *Remesar al banco:*
                    let announces = type.children.map { row[$0] != nil } ?? false
                    for cell in row.cells where !row.continued.contains(cell.field) {
                        let words = cell.value.plain
                        if announces, cell.field == type.main, words.hasSuffix(":"),
                            !PlaceholderText.isPlaceholder(words)
                        {
                            continue
                        }
                        visit(cell.value) { columns[cell.field] }
                    }
                }
            case .group(let members):
                if case .group(let fields) = field().kind {
                    for member in members { visit(member.value) { fields[member.field] } }
                }
            case .notApplicable(let text): if PlaceholderText.isLone(text.source) { report(text) }
            case .references(let references):
                for reference in references
                where PlaceholderText.isNull(reference.text.source)
                    || PlaceholderText.isPlaceholder(reference.text)
                { report(reference.text) }
            case .date, .integer, .percent, .boolean, .duration, .codes, .codeList: break
            }
        }
        for value in record.fields { visit(value.value) { type.fields[value.field] } }
        if isForm || type.key == .checklist, let field = type.fields.first {
            for section in record.extra { visit(.blocks(section.blocks)) { field } }
        }
        return found
    }
}
