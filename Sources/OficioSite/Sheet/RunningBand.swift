import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// A running header or footer with its placeholders filled in.
struct RunningBand {
    let value: TemplateValue

    init(_ text: RunningText, _ sheet: SheetBuilder) {
        guard !text.isEmpty else {
            value = .absent
            return
        }
        let left = Self.lines(text.left, sheet)
        let center = Self.lines(text.center, sheet)
        let right = Self.lines(text.right, sheet)
        // The cell on the right keeps its place at the edge, where the page number is printed.
        let filled = [left, center, right].count { !$0.isEmpty }
        let isAtEdge = !right.isEmpty && !(text.left.isEmpty && text.center.isEmpty)
        let columns = isAtEdge ? max(2, filled) : filled
        value = Shape(("columns", .number(columns))).with(.left, left).with(.center, center).with(.right, right).value
    }

    /// Returns the lines of a cell; none if all are empty, so that the cell is not drawn.
    private static func lines(_ text: String, _ sheet: SheetBuilder) -> [TemplateValue] {
        let lines = text.split(separator: "\n").map { line in
            (text: Placeholders.fill(String(line), sheet), isPage: RunningText.numbersPages(line))
        }
        if lines.allSatisfy({ $0.text.isEmpty && !$0.isPage }) { return [] }
        return lines.map { Shape(("text", .text($0.text)), ("page", .bool($0.isPage))).value }
    }
}

/// Fills placeholders in running text: `{código}`, `{formato.versión}`, `{página}`.
enum Placeholders {
    /// Returns the text with every placeholder replaced by its value, or by nothing if it has none. Page numbers
    /// become empty, because the print engine adds them; in an office file they become characters that stand for page
    /// fields.
    static func fill(_ text: String, _ sheet: SheetBuilder) -> String {
        var out = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            out += rest[..<open]
            out += value(String(rest[rest.index(after: open)..<close]), sheet)
            rest = rest[rest.index(after: close)...]
        }
        return (out + rest).trimmedASCII
    }

    private static func value(_ name: String, _ sheet: SheetBuilder) -> String {
        let folded = name.folded
        switch folded {
        // Word processors number pages themselves: write placeholder characters, which the writers replace by page
        // fields.
        case "pagina", "page": return sheet.site.writesControls ? "\u{E000}" : ""
        case "paginas", "pages": return sheet.site.writesControls ? "\u{E001}" : ""
        default: break
        }
        if folded.hasPrefix("formato ") || folded.hasPrefix("form ") {
            return formValue(String(folded.split(separator: " ")[1]), sheet)
        }
        // A member of a manual shows the code, version and date of its manual.
        for record in [sheet.controlling, sheet.record] {
            let type = sheet.site.schema.types[record.type]
            guard let index = type.field(named: folded) else { continue }
            if sheet.controlling.id != sheet.record.id, record.id == sheet.controlling.id,
                ![FieldKey.code, .version, .effective].contains(type.fields[index].key)
            {
                continue
            }
            guard let value = record.value(index) else { continue }
            if case .date(let date, _) = value {
                return (sheet.form.dates ?? .long(sheet.site.language)).format(date, sheet.site.language)
            }
            return value.plain
        }
        return ""
    }

    private static func formValue(_ name: String, _ sheet: SheetBuilder) -> String {
        let control = sheet.form.control
        switch name {
        case "codigo", "code": return control.code
        case "version": return control.version
        case "emision", "issued":
            return control.issued.map {
                (sheet.form.dates ?? .long(sheet.site.language)).format($0, sheet.site.language)
            } ?? ""
        case "proceso", "process": return control.process
        case "titulo", "title": return sheet.form.title
        default: return ""
        }
    }
}
