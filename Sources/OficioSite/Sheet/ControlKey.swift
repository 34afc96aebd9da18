import OficioModel
import OficioSchema
import OficioTheme

/// Marks a part of a page as the value of a field, so that an office file made from the page contains it as a content
/// control. Published pages have no such marks.
///
/// A key is `type/id:field`, followed by `.member` for a member of a group, `/row/column` for a cell of a row,
/// `/item` for an item of a list, and `=code` for the tick of one code.
struct ControlKey: Sendable {
    let key: String
    /// The printed label of the field or column.
    let label: String

    init(key: String, label: String) {
        self.key = key
        self.label = label
    }

    /// Creates the mark of a field of a record; nil for published pages.
    init?(of record: Int, _ field: Int, _ site: SiteContext) {
        guard site.writesControls else { return nil }
        let declared = site.type(record).fields[field]
        key = site.corpus.recordID(of: record).text + ":" + declared.id
        label = declared.label[site.language]
    }

    func adding(_ part: String, label: String? = nil) -> ControlKey {
        ControlKey(key: key + "/" + part, label: label ?? self.label)
    }

    func member(_ id: String, label: String) -> ControlKey { ControlKey(key: key + "." + id, label: label) }

    func code(_ code: String) -> ControlKey { ControlKey(key: key + "=" + code, label: label + " " + code) }

    /// Returns content in an element with the key and the label: a `div` if it contains paragraphs or lists
    /// (`isBlock`), otherwise a `span`.
    func around(_ content: Markup, isBlock: Bool = false) -> Markup {
        var markup = Markup()
        if isBlock { markup.tag("<div data-field=\"") } else { markup.tag("<span data-field=\"") }
        markup.text(key)
        markup.tag("\" data-label=\"")
        markup.text(label.replacing("\n", with: " "))
        markup.tag("\">")
        markup.append(content)
        if isBlock { markup.tag("</div>") } else { markup.tag("</span>") }
        return markup
    }
}

extension ControlKey? {
    /// Returns content in an element with the key and the label; unchanged without a field mark.
    func around(_ content: Markup, isBlock: Bool = false) -> Markup {
        self?.around(content, isBlock: isBlock) ?? content
    }
}

extension SheetBuilder {
    /// Returns the field mark of a field or of a member of a group; `nil` on published pages.
    func controlKey(_ path: [Int], label: String? = nil) -> ControlKey? {
        guard site.writesControls else { return nil }
        let field = field(at: path)
        var id = type.fields[path[0]].id
        if path.count > 1 { id += "." + field.id }
        let words = label.flatMap { $0.isEmpty ? nil : $0 } ?? field.label[site.language]
        return ControlKey(key: site.corpus.recordID(of: index).text + ":" + id, label: words)
    }

    /// Returns the field mark of a row; `nil` on published pages. A row of a clause gets the key of the clause, not
    /// of the field that uses it.
    func rowMark(_ path: [Int], _ row: Row) -> ControlKey? {
        guard var mark = controlKey(path) else { return nil }
        if row.span.file != record.file,
            let clause = site.corpus.records.indices.first(where: {
                site.corpus.records[$0].file == row.span.file && site.type($0).key == .clause
            })
        {
            mark = ControlKey(key: site.corpus.recordID(of: clause).text + ":rows", label: mark.label)
        }
        return mark.adding(row.id)
    }

    /// Returns the field mark of a cell; `nil` on published pages.
    func cellMark(_ path: [Int], _ row: Row, _ type: RowType, _ column: Int, label: String? = nil) -> ControlKey? {
        let words = label.flatMap { $0.isEmpty ? nil : $0 } ?? type.columns[column].label[site.language]
        return rowMark(path, row)?.adding(type.columns[column].id, label: words)
    }
}

extension Shape {
    /// Adds the key and the label of a field mark as `field` and `fieldLabel`, or under names that begin with a
    /// prefix; adds nothing for `nil`.
    mutating func set(_ mark: ControlKey?, _ prefix: String = "") {
        guard let mark else { return }
        let name = prefix.isEmpty ? "field" : prefix + "Field"
        set(TemplateName(name), .text(mark.key))
        set(TemplateName(name + "Label"), .text(mark.label))
    }
}

extension ValueWriter {
    func withMark(_ mark: ControlKey?) -> ValueWriter {
        var writer = self
        writer.mark = mark
        return writer
    }
}
