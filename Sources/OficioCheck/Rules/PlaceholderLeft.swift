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
            case .blocks(let blocks):
                // A stroke to write on (`____`) is a rule to Markdown.
                if blocks.count == 1, case .rule(let span) = blocks[0] { report(Text("____", span: span)) }
                let isWhole = blocks.count == 1 && (type.id == "job" || type.id == "protocol")
                blocks.forEachText { if isPlaceholder($0.source) || asks($0.source) || isWhole && isLone($0.source) { report($0) } }
            case .list(let items): for item in items { visit(.blocks(item.blocks), field) }
            case .rows(let rows):
                let columns = field().kind.rowType.columns
                for row in rows.rows { for cell in row.cells where !row.continued.contains(cell.field) { visit(cell.value) { columns[cell.field] } } }
            case .group(let members):
                if case .group(let fields) = field().kind { for member in members { visit(member.value) { fields[member.field] } } }
            case .notApplicable(let text): if isLone(text.source) { report(text) }
            case .date, .integer, .percent, .boolean, .duration, .codes, .references, .codeList: break
            }
        }
        for value in record.fields { visit(value.value) { type.fields[value.field] } }
        return found
    }

    private static let words: Set<String> = [
        "tbd", "tba", "xxx", "xx", "por definir", "a definir", "sin definir", "pendiente", "por completar", "completar", "lorem ipsum", "si aplican", "si aplica", "rellenar",
        "por determinar", "a determinar", "por confirmar", "pendiente de definir", "pendiente de completar", "pendiente de definicion", "por llenar", "llenar",
        "to be defined", "to be determined", "por asignar", "falta", "falta completar", "insertar texto", "texto aqui", "escriba aqui",
    ]

    /// What a template asks of its author: `[DESCRIBIR …]`, `<<nombre>>`.
    private static let orders = [
        "describ", "indi", "especifi", "inserta", "inserte", "complet", "escrib", "nombre d", "nombre y", "detall", "anot", "coloc", "ingres", "agreg", "defin", "insert",
        "describe", "specify",
    ]

    private static func isPlaceholder(_ text: String) -> Bool {
        if text.utf8.count < 40, text.hasPrefix("TODO") && !text.hasPrefix("TODOS") || words.contains(text.folded) { return true }
        let signs = signs(in: text)
        return signs.hasRun && holdsGap(text) || signs.hasBracket && isOrder(text) || isPrinter(text)
    }

    /// The printer's dummy text.
    private static func isPrinter(_ text: String) -> Bool {
        guard text.utf8.count >= 11, let first = text.utf8.first, first | 0x20 == 0x6C else { return false }
        return String(text.prefix(20)).folded.hasPrefix("lorem ipsum")
    }

    /// Whether a text holds three equal signs in a row that may stand for a gap, and whether it holds a bracket: most texts have neither.
    private static func signs(in text: String) -> (hasRun: Bool, hasBracket: Bool) {
        text.withBytes { bytes in
            var (hasRun, hasBracket) = (false, false)
            var run = 0
            var last: UInt8 = 0
            for byte in bytes {
                run = byte == last ? run + 1 : 1
                last = byte
                if run == 3, byte == 0x58 || byte == 0x78 || byte == 0x5F || byte == 0x2E || byte == 0x3F { hasRun = true }
                if byte == 0x5B || byte == 0x3C || byte == 0x7B || byte == 0x28 { hasBracket = true }
            }
            return (hasRun, hasBracket)
        }
    }

    /// A run of `X`, `_`, `.` or `?` where a word should stand, wherever it is in the text.
    private static func holdsGap(_ text: String) -> Bool {
        return text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "," || $0 == ";" || $0 == ":" || $0 == "(" || $0 == ")" }).contains { word in
            var bare = word[...]
            while let last = bare.last, last == ".", bare.contains(where: { $0 != "." }) { bare = bare.dropLast() }
            guard let sign = bare.first, bare.allSatisfy({ $0 == sign }) else { return bare.contains("____") }
            // `XXX` may be a number and `…` a pause: four and more are neither.
            switch sign {
            case "X", "x": return bare.count >= 4 || sign == "x" && bare.count == 3
            case "_": return bare.count >= 3
            case ".": return bare.count >= 5
            case "?": return bare.count >= 3
            default: return false
            }
        }
    }

    /// A text, or its end, between brackets that tells its author what to write.
    private static func isOrder(_ text: String) -> Bool {
        for (open, close) in [("[", "]"), ("<", ">"), ("{", "}"), ("(", ")")] where text.contains(open) && !text.contains("[[") && !text.contains("](") {
            for piece in text.split(separator: Character(open)).dropFirst(text.hasPrefix(open) ? 0 : 1) {
                guard let end = piece.firstIndex(of: Character(close)) else { continue }
                let inside = String(piece[..<end])
                // Between round brackets only where nothing else is said.
                if open == "(", inside.utf8.count + 4 < text.utf8.count { continue }
                let folded = inside.folded
                if inside.utf8.count < 80, orders.contains(where: { folded.hasPrefix($0) }) || words.contains(folded) { return true }
            }
        }
        return false
    }

    /// What a template leaves for its reader to decide: `(Si aplican)`.
    private static func asks(_ text: String) -> Bool {
        guard text.contains("(s") || text.contains("(S") else { return false }
        let folded = text.lowercased().replacing("í", with: "i")
        return ["(si aplican)", "(si aplica)", "(si corresponde)"].contains { folded.contains($0) }
    }

    /// A lone stroke or zero where words should stand; dashes are a usual way to say *not applicable*.
    private static func isLone(_ text: String) -> Bool { text == "-" || text == "0" || text == "." || text == "*" }

    private static func isZero(_ text: String) -> Bool { text.contains("0") && text.utf8.allSatisfy { $0 == 0x30 || $0 == 0x2D || $0 == 0x20 } }
}
