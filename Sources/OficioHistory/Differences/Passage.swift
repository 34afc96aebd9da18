import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// A unit of a record's text: a value, a row, an entry of a list, or a heading.
package struct Passage: Sendable, Hashable {
    /// The label of the passage's field, or the heading of its extra section.
    package let section: String
    /// The heading of the group that the passage belongs to, empty for a passage outside groups. A heading belongs to
    /// its own group.
    package let group: String
    /// An identifier of the passage that is stable within its section; empty for running text.
    package let id: String
    /// The plain text of the passage.
    package let text: String
    /// Whether the passage is a heading among rows.
    package let isHeading: Bool
}

/// Splits records into passages with all their words, in order.
package struct PassageWriter: Sendable {
    private let schema: Schema
    /// Titles of referenced records, by the reference as written.
    private let names: [String: String]
    /// A function that adds the rows of a clause before a field's own rows.
    private let expand: @Sendable (Rows) -> Rows
    /// A function that returns the words of a text.
    private let plain: @Sendable (Text) -> String

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - schema: the types of the records.
    ///   - names: titles of referenced records, by the reference as written.
    ///   - plain: returns the words of a text. By default a reference without a label gives its target.
    ///   - expand: adds the rows of the clauses that a record uses; records from sources need it.
    package init(
        _ schema: Schema, names: [String: String], plain: @escaping @Sendable (Text) -> String = { $0.plain },
        expand: @escaping @Sendable (Rows) -> Rows = { $0 }
    ) {
        self.schema = schema
        self.names = names
        self.plain = plain
        self.expand = expand
    }

    private func plain(_ blocks: [Block]) -> String {
        var parts: [String] = []
        blocks.forEachText { parts.append(plain($0)) }
        return parts.joined(separator: " ")
    }

    private var language: Language { schema.language }

    /// Returns the passages of a record: first the passages of its fields, then the passages of its extra sections.
    package func passages(of record: Record) -> [Passage] {
        var found: [Passage] = []
        for value in record.fields { write(value, of: record, &found) }
        for section in record.extra {
            let title = plain(section.heading)
            section.blocks.forEachText { text in
                let words = plain(text)
                if !words.isEmpty {
                    found.append(Passage(section: title, group: "", id: "", text: words, isHeading: false))
                }
            }
        }
        return found
    }

    /// Returns the passages of one field of a record.
    package func passages(of value: FieldValue, in record: Record) -> [Passage] {
        var found: [Passage] = []
        write(value, of: record, &found)
        return found
    }

    private func write(_ value: FieldValue, of record: Record, _ found: inout [Passage]) {
        let field = schema.types[record.type].fields[value.field]
        write(value.value, field, field.label[language], &found)
    }

    private func write(_ value: Value, _ field: Field, _ section: String, _ found: inout [Passage]) {
        func add(_ text: String, id: String = "", group: String = "", isHeading: Bool = false) {
            if !text.isEmpty {
                found.append(Passage(section: section, group: group, id: id, text: text, isHeading: isHeading))
            }
        }
        switch value {
        case .blocks(let blocks): blocks.forEachText { add(plain($0)) }
        case .list(let items): for item in items { add(plain(item.blocks), id: item.id) }
        case .references(let references): for text in describe(references) { add(text) }
        case .rows(let own):
            let rows = expand(own)
            rows.introduction.forEachText { add(plain($0)) }
            let type = field.kind.rowType
            func write(_ row: Row, group: String) {
                add(words(row, type), id: row.id, group: group)
                guard let children = type.children, case .rows(let nested)? = row[children] else { return }
                let inner = type.columns[children].kind.rowType
                for (number, child) in nested.rows.enumerated() {
                    add(words(child, inner), id: "\(row.id)/\(child.id.isEmpty ? "\(number)" : child.id)", group: group)
                }
            }
            for row in rows.rows where row.group == nil { write(row, group: "") }
            for (index, group) in rows.groups.enumerated() {
                let heading = plain(group.heading)
                add(heading, group: heading, isHeading: true)
                group.note.forEachText { add(plain($0), group: heading) }
                for row in rows.rows where row.group == index { write(row, group: heading) }
            }
            rows.closing.forEachText { add(plain($0)) }
        case .group(let members):
            guard case .group(let fields) = field.kind else { return }
            for member in members {
                write(
                    member.value, fields[member.field],
                    "\(section), \(fields[member.field].label[language].lowercased())", &found)
            }
        case .codeList(let list): for code in list.codes { add("\(code.code) \(code.label)", id: code.code) }
        default: add(describe(value))
        }
    }

    /// Returns the words of the main column, followed by the words of the other columns with their names.
    private func words(_ row: Row, _ type: RowType) -> String {
        var parts: [String] = []
        if let main = row[type.main] { parts.append(describe(main)) }
        for cell in row.cells
        where cell.field != type.main && cell.field != type.children && !row.continued.contains(cell.field)
            && cell.field != type.groupBy
        {
            let text = describe(cell.value)
            if !text.isEmpty { parts.append("\(type.columns[cell.field].label[language]): \(text)") }
        }
        return parts.joined(separator: " · ")
    }

    private func describe(_ value: Value) -> String {
        switch value {
        case .references(let references): describe(references).joined(separator: ", ")
        case .codes(let codes, let text):
            codes.isEmpty
                ? plain(text)
                : codes.map { $0.label == $0.code ? $0.code : "\($0.code) (\($0.label))" }.joined(separator: ", ")
        default: value.words(plain)
        }
    }

    /// Returns the words of references. A text that contains several references appears only once.
    private func describe(_ references: [Reference]) -> [String] {
        var written: Set<Span> = []
        return references.compactMap { reference in
            let words = plain(reference.text)
            if reference.hasContext { return written.insert(reference.text.span).inserted ? words : nil }
            return reference.label ?? names[reference.target] ?? words
        }
    }
}
