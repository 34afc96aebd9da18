import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Proposes keys, values, headings, references and paths for the text at the cursor.
struct Completion {
    private let source: EditedSource
    private let place: CursorPlace
    private let type: DocumentType?
    private let values: ValueProposals

    /// Prepares the proposals at an offset of a document; `today` is proposed for dates.
    init(_ source: EditedSource, at offset: Int, today: CalendarDate) {
        self.source = source
        place = CursorPlace(source, offset)
        type = source.type
        values = ValueProposals(source, source.type, today: today)
    }

    /// The proposals; `nil` where there are none.
    var json: JSONText? { list?.json(source) }

    private var list: CompletionList? {
        if let reference { return reference }
        if let path { return path }
        guard let type else { return nil }
        return place.part == .data ? data(type) : body(type)
    }

    /// Returns the range of the last `count` characters before the cursor.
    private func range(ofLast text: some StringProtocol) -> Range<Int> {
        (place.offset - text.utf8.count)..<place.offset
    }

    // MARK: References and paths

    /// The proposals behind `[[`.
    private var reference: CompletionList? {
        guard let open = place.before.range(ofLast: "[["), !place.before[open...].contains("]]") else { return nil }
        let typed = place.before[place.before.index(open, offsetBy: 2)...]
        if typed.contains("|") { return nil }
        if let hash = typed.firstIndex(of: "#") {
            return anchors(of: String(typed[..<hash]), typed: typed[typed.index(after: hash)...])
        }
        return values.records(typed: String(typed), types: [], range: range(ofLast: typed))
    }

    /// Returns proposals for the part of a document behind `#`.
    private func anchors(of target: String, typed: Substring) -> CompletionList? {
        let corpus = source.corpus
        let file = corpus.paths.firstIndex(of: source.path).map { FileID($0) } ?? FileID(0)
        let own = target.isEmpty ? source.records.first : nil
        guard let index = own ?? corpus.resolve(target, from: file).record else { return nil }
        let record = corpus.records[index]
        var items: [CompletionItem] = []
        for field in record.fields {
            guard case .rows(let rows) = field.value else { continue }
            items += rows.rows.map { row in
                let words = row.cells.first?.value.plain ?? ""
                return CompletionItem(label: row.id, detail: words, kind: .heading, text: row.id)
            }
        }
        items += TextHeadings(of: record).ids.map {
            CompletionItem(label: $0.words, kind: .heading, text: $0.words.slug())
        }
        return CompletionList(range: range(ofLast: typed), items: items)
    }

    /// The proposals behind `](`: the sources and attachments of the site, relative to the document.
    private var path: CompletionList? {
        guard let open = place.before.range(ofLast: "]("), !place.before[open...].contains(")") else { return nil }
        let typed = place.before[place.before.index(open, offsetBy: 2)...]
        if typed.contains(":") { return nil }
        return PathProposals(source).list(typed: typed, range: range(ofLast: typed))
    }

    // MARK: Front matter

    private func data(_ type: DocumentType) -> CompletionList? {
        let text = place.before
        let outer = place.outerKeys
        let bare = text.drop { $0 == " " }
        if CursorPlace.key(text) == nil, !bare.contains(":"), !bare.hasPrefix("#") {
            // A new line: a key, or an item of the list of the key above.
            if let field = outer.last.flatMap({ NamedFields(type: type).field(ofKeys: outer.dropLast(), $0) }) {
                return insideField(field, typed: bare)
            }
            let isItem = bare.hasPrefix("- ")
            let typed = isItem ? bare.dropFirst(2) : bare
            return keys(type.fields, typed: typed, taken: takenKeys(outer))
        }
        guard let key = CursorPlace.key(text + " "), let colon = text.lastIndex(of: ":") else { return nil }
        var typed = text[text.index(after: colon)...].drop { $0 == " " }
        // In a list between brackets, the last item is being typed.
        if typed.hasPrefix("["), !typed.hasPrefix("[[") {
            typed = typed.dropFirst()
            if let comma = typed.lastIndex(of: ",") { typed = typed[typed.index(after: comma)...] }
            typed = typed.drop { $0 == " " }
        }
        if typed.hasPrefix("\"") { typed = typed.dropFirst() }
        if ["formato", "form"].contains(key.folded) { return values.forms(typed: typed, range: range(ofLast: typed)) }
        guard let field = NamedFields(type: type).field(ofKeys: outer[...], key) else { return nil }
        let hasBlank = text.last == " " || !typed.isEmpty
        return values.list(field, typed: typed, range: range(ofLast: typed), prefix: hasBlank ? "" : " ")
    }

    /// Returns proposals for a line below a key: members of a group, columns of a row, or values of a list.
    private func insideField(_ field: Field, typed bare: Substring) -> CompletionList? {
        let typed = bare.hasPrefix("- ") ? bare.dropFirst(2) : bare.hasPrefix("-") ? bare.dropFirst() : bare
        switch field.kind {
        case .group(let members): return keys(members, typed: typed, taken: [])
        case .rows(let rows): return keys(rows.columns, typed: typed, taken: [])
        default:
            return values.list(
                field, typed: typed, range: range(ofLast: typed), prefix: bare == "-" ? " " : "")
        }
    }

    /// Returns the folded keys beside the line of the cursor.
    private func takenKeys(_ outer: [String]) -> Set<String> {
        guard outer.isEmpty, source.path.hasSuffix(".md"), let lines = place.dataLines else { return [] }
        return Set(
            lines.filter { $0 != place.line && CursorPlace.indent(place.text(ofLine: $0)) == 0 }.compactMap {
                CursorPlace.key(place.text(ofLine: $0))?.folded
            })
    }

    private func keys(_ fields: [Field], typed: Substring, taken: Set<String>) -> CompletionList {
        let language = source.language
        let items = fields.filter { field in !field.names.contains { taken.contains($0) } }.map { field in
            let name = field.label[language].lowercased()
            return CompletionItem(
                label: name, detail: KindReference.of(field.kind).names[language], kind: .field,
                text: name + (place.after.hasPrefix(":") ? "" : ": "),
                filter: ([name] + field.spellings(in: language)).joined(separator: " "))
        }
        return CompletionList(range: range(ofLast: typed), items: items)
    }

    // MARK: Body

    private func body(_ type: DocumentType) -> CompletionList? {
        let text = place.before
        if text.hasPrefix("## ") { return headings(type, typed: text.dropFirst(3)) }
        let (section, _) = place.headings
        let field = section.flatMap { NamedFields(type: type).field(ofHeading: $0) }
        if text.hasPrefix("### "), let field { return subheadings(field, typed: text.dropFirst(4)) }
        if let column = place.column, let field, case .rows(let rows) = field.kind {
            let typed = Substring(place.cellBefore)
            guard
                let place = rows.column(named: column.folded)
                    ?? rows.columns.firstIndex(where: {
                        $0.label[source.language].folded == column.folded
                    })
            else { return nil }
            return values.list(rows.columns[place], typed: typed, range: range(ofLast: typed))
        }
        if let open = text.lastIndex(of: "{"), !text[open...].contains("}"), let field {
            return attributes(field, typed: text[text.index(after: open)...])
        }
        if let field, case .references = field.kind, text.hasPrefix("- ") {
            let typed = text.dropFirst(2)
            return values.list(field, typed: typed, range: range(ofLast: typed))
        }
        return nil
    }

    /// Returns the fields that stand under a heading and are not in the document yet.
    private func headings(_ type: DocumentType, typed: Substring) -> CompletionList {
        let present = Set(source.editor.fields.filter { $0.names.count == 1 }.map { $0.names[0].folded })
        let items = type.fields.filter { field in
            !field.isKey && field.kind.isLong && !field.names.contains { present.contains($0) }
                && !present.contains(field.id)
        }.map { field in
            let name = field.label[source.language]
            return CompletionItem(
                label: name, detail: KindReference.of(field.kind).names[source.language], kind: .heading, text: name,
                filter: field.spellings(in: source.language).joined(separator: " "))
        }
        return CompletionList(range: range(ofLast: typed), items: items)
    }

    /// Returns the headings that may stand in the section of a field: the codes by which rows are grouped, or the
    /// members of a group.
    private func subheadings(_ field: Field, typed: Substring) -> CompletionList? {
        let range = range(ofLast: typed)
        switch field.kind {
        case .group(let members):
            let names = members.map { $0.label[source.language] }
            return CompletionList(
                range: range, items: names.map { CompletionItem(label: $0, kind: .heading, text: $0) })
        case .rows(let rows):
            guard let column = rows.groupBy.map({ rows.columns[$0] }) else { return nil }
            if case .references = column.kind { return values.list(column, typed: typed, range: range) }
            let codes = values.codes(of: column.kind)
            return CompletionList(
                range: range, items: codes.map { CompletionItem(label: $0.label, kind: .heading, text: $0.label) })
        default: return nil
        }
    }

    /// Returns the columns of a row, and their values behind `=`, in the braces of an item.
    private func attributes(_ field: Field, typed text: Substring) -> CompletionList? {
        let rows = field.kind.rowType
        let word = text.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
        if let sign = word.firstIndex(of: "=") {
            let typed = word[word.index(after: sign)...]
            guard let column = rows.column(named: String(word[..<sign]).folded) else { return nil }
            return values.list(rows.columns[column], typed: typed, range: range(ofLast: typed))
        }
        if word.hasPrefix("#") || word.hasPrefix("[") { return nil }
        let items = rows.columns.indices.filter { $0 != rows.main }.map { place in
            let name = rows.columns[place].label[source.language].lowercased()
            return CompletionItem(label: name, kind: .field, text: name.replacing(" ", with: "-") + "=")
        }
        return CompletionList(range: range(ofLast: word), items: items)
    }
}

extension FieldKind {
    /// Whether values of the kind usually stand under a heading and not behind a key.
    fileprivate var isLong: Bool {
        switch self {
        case .markdown, .list, .rows, .group: true
        case .references(let kind): kind.isMany
        case .text, .date, .integer, .percent, .boolean, .duration, .interval, .url, .email, .choice, .codes,
            .codeList:
            false
        }
    }
}

extension String {
    /// Returns the index of the last occurrence of a text of two characters; `nil` if there is none.
    fileprivate func range(ofLast sign: String) -> Index? {
        var found: Index?
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(sign) { found = index }
            index = self.index(after: index)
        }
        return found
    }
}
