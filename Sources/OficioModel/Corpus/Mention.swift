import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// An occurrence in a record of a reference to another record, to an attachment or to an unknown name.
package final class Mention: Sendable {
    /// The index of the record that contains the mention.
    package let source: Int
    /// The index of the field in the source's type that contains the mention, `nil` in an extra section.
    package let field: Int?
    /// The index of the column that contains the mention, `nil` outside rows.
    package let column: Int?
    /// The name or path that the mention gives, as written.
    package let target: String
    /// Whether the target is a path relative to the source's file.
    package let isPath: Bool
    /// Whether a target that matches no record is plain text instead of an error.
    package let isOptional: Bool
    /// Whether the mention is a link in running text and not the value of a field.
    package let isInline: Bool
    /// Keys of the types that the mention may lead to, empty for any type.
    package let types: [TypeKey]
    /// The words shown in place of the target's title, `nil` for the title.
    package let label: String?
    /// The span of the text that contains the mention.
    package let span: Span
    /// The record or file that the target leads to, or why it leads nowhere.
    package let resolution: Resolution

    init(
        source: Int, field: Int?, column: Int?, target: String, isPath: Bool, isOptional: Bool, isInline: Bool,
        types: [TypeKey], label: String?, span: Span,
        resolution: Resolution
    ) {
        self.source = source
        self.field = field
        self.column = column
        self.target = target
        self.isPath = isPath
        self.isOptional = isOptional
        self.isInline = isInline
        self.types = types
        self.label = label
        self.span = span
        self.resolution = resolution
    }
}

extension Mention {
    /// Adds the mention to a fingerprint, without its span: a mention that only moved keeps its fingerprint. `keys`
    /// are the hashes of the record ids (`Corpus.keys`), because indices change when records come and go.
    func add(to stamp: inout Stamp, _ keys: [UInt64]) {
        stamp.add(keys[source])
        stamp.add(field ?? -1)
        stamp.add(column ?? -1)
        stamp.add(target)
        stamp.add(isPath)
        stamp.add(isOptional)
        stamp.add(isInline)
        stamp.add(types.map(\.text))
        stamp.add(label ?? "")
        switch resolution {
        case .record(let record, let way):
            stamp.add(keys[record])
            stamp.add(way.rawValue)
        case .attachment(let path): stamp.add(path)
        case .ambiguous(let records): for record in records { stamp.add(keys[record]) }
        case .unknown: stamp.add(-1)
        }
    }
}

extension Corpus {
    /// Returns every mention in a record, in the order of its fields and then of its extra sections.
    package func mentions(in index: Int) -> [Mention] {
        var walker = MentionWalker(corpus: self, source: index)
        let record = records[index]
        let type = schema.types[record.type]
        for value in record.fields { walker.visit(value.value, field: value.field) { type.fields[value.field].kind } }
        for section in record.extra {
            walker.visit(text: section.heading, field: nil)
            section.blocks.forEachText { walker.visit(text: $0, field: nil) }
        }
        return walker.mentions
    }
}

private struct MentionWalker {
    let corpus: Corpus
    let source: Int
    var mentions: [Mention] = []

    private var file: FileID { corpus.records[source].file }

    init(corpus: Corpus, source: Int) {
        self.corpus = corpus
        self.source = source
    }

    /// Visits a value; `kind` is only called for values with references, rows or members.
    mutating func visit(_ value: Value, field: Int?, column: Int? = nil, _ kind: () -> FieldKind) {
        switch value {
        case .references(let references):
            var types: [TypeKey] = []
            if case .references(let declared) = kind() { types = declared.types }
            for reference in references { add(reference, types, field: field, column: column) }
        case .blocks(let blocks): blocks.forEachText { visit(text: $0, field: field, column: column) }
        case .list(let items): items.forEach { $0.blocks.forEachText { visit(text: $0, field: field, column: column) } }
        case .rows(let rows):
            if let clause = rows.clause { add(clause.clause, [.clause], field: field, column: nil) }
            for block in [rows.introduction, rows.closing] { block.forEachText { visit(text: $0, field: field) } }
            for group in rows.groups { group.note.forEachText { visit(text: $0, field: field) } }
            let columns = kind().rowType.columns
            for row in rows.rows {
                for cell in row.cells where !row.continued.contains(cell.field) {
                    visit(cell.value, field: field, column: cell.field) { columns[cell.field].kind }
                }
            }
        case .group(let values):
            if case .group(let members) = kind() {
                for value in values { visit(value.value, field: field) { members[value.field].kind } }
            }
        case .text(let text), .notApplicable(let text): visit(text: text, field: field, column: column)
        case .date, .integer, .percent, .boolean, .duration, .codes, .codeList: break
        }
    }

    private mutating func add(_ reference: Reference, _ types: [TypeKey], field: Int?, column: Int?) {
        // A reference inside other words may mean a record of any type.
        let allowed = reference.hasContext ? [] : types
        mentions.append(
            Mention(
                source: source, field: field, column: column, target: reference.target, isPath: reference.isPath,
                isOptional: reference.isOptional,
                isInline: false, types: allowed, label: reference.label, span: reference.text.span,
                resolution: corpus.resolve(reference.target, types: allowed, from: file, isPath: reference.isPath)))
    }

    mutating func visit(text: Text, field: Int?, column: Int? = nil) {
        guard let inlines = text.inlines else { return }
        visit(inlines, text.span, field: field, column: column)
    }

    private mutating func visit(_ inlines: [Inline], _ span: Span, field: Int?, column: Int?) {
        for inline in inlines {
            switch inline {
            case .reference(let target, let label):
                add(target, isPath: false, label, span, field: field, column: column)
            case .link(let destination, _, let inside):
                let link = LinkTarget(destination)
                if link.isRelativePath {
                    var label = ""
                    Inline.appendPlain(inside, to: &label)
                    add(destination, isPath: true, label, span, field: field, column: column)
                } else {
                    visit(inside, span, field: field, column: column)
                }
            case .image(let destination, _, let alternative):
                if LinkTarget(destination).isRelativePath {
                    add(destination, isPath: true, alternative, span, field: field, column: column)
                }
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside):
                visit(inside, span, field: field, column: column)
            case .text, .code, .softBreak, .lineBreak: break
            }
        }
    }

    private mutating func add(_ target: String, isPath: Bool, _ label: String?, _ span: Span, field: Int?, column: Int?)
    {
        mentions.append(
            Mention(
                source: source, field: field, column: column, target: target, isPath: isPath, isOptional: false,
                isInline: true, types: [],
                label: label, span: span, resolution: corpus.resolve(target, from: file, isPath: isPath)))
    }
}
