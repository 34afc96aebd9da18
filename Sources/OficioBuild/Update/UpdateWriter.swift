import Diagnostics
import OficioEditing
import OficioImport
import OficioModel
import OficioSchema
import OficioSource

/// Writes proposed changes into sources with the source editor, one after the other.
struct UpdateWriter {
    /// The index of the last way of writing a changed text. The ways are tried in order from 0.
    static let lastWay = 3

    struct Refusal {
        var message: Localized
        /// Whether no other way of writing the change remains.
        var isLast: Bool
    }

    private let site: OpenedSite
    private let root: String
    private var editors: [String: SourceEditor] = [:]
    private var originals: [String: [UInt8]] = [:]
    /// The ids of the rows or items of each field, in their order after the changes so far.
    private var orders: [FieldAddress: [String]] = [:]

    init(_ site: OpenedSite, _ root: String) {
        self.site = site
        self.root = root
    }

    /// The changes of all sources so far.
    var sources: [SourceChange] {
        editors.keys.sorted().compactMap { path in
            guard let before = originals[path], let after = editors[path]?.bytes, after != before else { return nil }
            return SourceChange(path, before: before, after: after)
        }
    }

    /// The place in a source that a change edits.
    private struct Target {
        var record: Record
        var type: DocumentType
        var path: String
        var field: Field
        var place: FieldPath
        var value: Value?
    }

    private static let unknown = Localized(
        es: "ya no hay tal campo en la fuente", en: "the source has no such field any more")

    // MARK: Targets

    private func target(_ address: FieldAddress) -> Target? {
        let corpus = site.corpus
        guard let index = corpus.index(of: RecordID(address.record)) else {
            return nil
        }
        let record = corpus.records[index]
        let type = corpus.schema.types[record.type]
        guard let fieldIndex = type.field(id: address.field) else { return nil }
        var field = type.fields[fieldIndex]
        var value = record.value(fieldIndex)
        var names = [field.id]
        if let member = address.member, case .group(let members) = field.kind,
            let place = members.firstIndex(where: { $0.id == member })
        {
            if case .group(let values)? = value {
                value = values.first { $0.field == place }?.value
            } else {
                value = nil
            }
            field = members[place]
            names.append(member)
        }
        let path = corpus.paths[Int(record.file.index)]
        let siblings = corpus.records.indices.filter { corpus.records[$0].file == record.file }
        var place = FieldPath(names)
        if siblings.count > 1 { place = FieldPath(names, inRecord: siblings.firstIndex(of: index)) }
        return Target(record: record, type: type, path: path, field: field, place: place, value: value)
    }

    private mutating func editor(_ path: String) -> SourceEditor? {
        if let editor = editors[path] { return editor }
        guard let bytes = try? Files.read(root + "/" + path) else { return nil }
        let editor = SourceEditor(bytes, path: path, schema: site.corpus.schema)
        editors[path] = editor
        originals[path] = bytes
        return editor
    }

    private mutating func order(_ address: FieldAddress, _ target: Target) -> [String] {
        if let order = orders[address] { return order }
        var order: [String] = []
        switch target.value {
        case .rows(let rows): order = rows.rows.map(\.id)
        case .list(let items): order = items.map(\.id)
        default: break
        }
        orders[address] = order
        return order
    }

    // MARK: Writing

    /// Writes one change; returns the reason why it cannot be written, `nil` on success.
    ///
    /// `way` is the index of the way to write the text.
    mutating func write(_ change: ProposedChange, way: Int) -> Refusal? {
        guard let address = FieldAddress(change.key), let target = target(address), editor(target.path) != nil else {
            return Refusal(message: Self.unknown, isLast: true)
        }
        switch change.request {
        case .none: return nil
        case .text(let text): return setText(text, change.mine, address, target, way)
        case .codes(let codes):
            let joined = codes.joined(separator: way == 0 ? ", " : " ")
            return replace(address, target, .text(joined), isLast: way >= 1)
        case .remove, .add, .move, .group: return changeRows(change, address, target, way)
        }
    }

    private mutating func apply(_ edits: [Edit], _ path: String, isLast: Bool) -> Refusal? {
        guard let editor = editor(path) else { return Refusal(message: Self.unknown, isLast: true) }
        switch editor.patch(edits) {
        case .failure(let refusal): return Refusal(message: refusal.message, isLast: isLast)
        case .success(let patch):
            guard let edited = editor.applying(patch) else { return Refusal(message: Self.unknown, isLast: isLast) }
            editors[path] = edited
            return nil
        }
    }

    private mutating func setText(
        _ text: String, _ old: String, _ address: FieldAddress, _ target: Target, _ way: Int
    ) -> Refusal? {
        let kind = self.kind(address, target)
        guard let raw = sourceText(address, target) else { return Refusal(message: Self.unknown, isLast: true) }
        let candidates = SourceTexts(site.corpus, target.record.file).candidates(text, instead: old, raw, kind)
        guard way < candidates.count else {
            return Refusal(
                message: Localized(
                    es: "escrito así no se leería como en el archivo; cámbielo a mano",
                    en: "written so it would not read as in the file; change it by hand"), isLast: true)
        }
        return replace(address, target, .text(candidates[way]), isLast: way + 1 >= candidates.count)
    }

    /// Returns the kind of the value that a content control shows.
    private func kind(_ address: FieldAddress, _ target: Target) -> FieldKind {
        if case .rows(let type) = target.field.kind, let column = address.column,
            let place = type.columns.index(of: column)
        {
            return type.columns[place].kind
        }
        return target.field.kind
    }

    /// Returns the source text at the place of a control; empty if the field or cell is absent, `nil` if the row or
    /// item is absent or has no text.
    private mutating func sourceText(_ address: FieldAddress, _ target: Target) -> String? {
        guard let editor = editor(target.path) else { return nil }
        guard let row = address.row, !row.hasPrefix("#") else {
            return editor.content(of: target.place)?.joinedText ?? ""
        }
        let items = editor.items(of: target.place)
        guard let index = index(of: address, target), items.indices.contains(index) else { return nil }
        guard let column = address.column else { return items[index].text }
        guard let cell = cell(items[index], column, target) else { return "" }
        guard let item = address.item else { return cell.joinedText }
        guard case .list(let entries, _) = cell, let place = nested(item, address, target),
            entries.indices.contains(place)
        else { return nil }
        return entries[place].text
    }

    private func cell(_ item: Content, _ column: String, _ target: Target) -> Content? {
        if let cell = item[column] { return cell }
        guard case .rows(let type) = target.field.kind, type.columns[type.main].id == column else { return nil }
        return item.text.map { .text($0) }
    }

    /// Returns the index of an item in the list of a cell; `nil` if there is no such item.
    private func nested(_ item: String, _ address: FieldAddress, _ target: Target) -> Int? {
        guard case .rows(let rows)? = target.value, case .rows(let type) = target.field.kind,
            let column = address.column.flatMap({ type.columns.index(of: $0) }),
            case .list(let items)? = rows.rows.first(where: { $0.id == address.row })?[column]
        else { return nil }
        if item.hasPrefix("@") { return Int(item.dropFirst()) }
        return items.firstIndex { $0.id == item }
    }

    private mutating func index(of address: FieldAddress, _ target: Target) -> Int? {
        guard let row = address.row else { return nil }
        if row.hasPrefix("@") { return Int(row.dropFirst()) }
        return order(address.whole, target).firstIndex(of: row)
    }

    private mutating func replace(_ address: FieldAddress, _ target: Target, _ content: Content, isLast: Bool)
        -> Refusal?
    {
        guard let row = address.row, !row.hasPrefix("#") else {
            let isEmpty = content.text?.isEmpty == true
            return apply([isEmpty ? .remove(target.place) : .set(target.place, content)], target.path, isLast: isLast)
        }
        guard let index = index(of: address, target), let editor = editor(target.path) else {
            return Refusal(message: Self.unknown, isLast: true)
        }
        guard let column = address.column else {
            return apply([.setItem(target.place, at: index, content)], target.path, isLast: isLast)
        }
        guard let item = address.item else {
            let value = content.text?.isEmpty == true ? nil : content
            return apply([.setCell(target.place, row: index, column: column, value)], target.path, isLast: isLast)
        }
        let items = editor.items(of: target.place)
        guard items.indices.contains(index), case .list(var entries, let layout)? = cell(items[index], column, target),
            let place = nested(item, address, target), entries.indices.contains(place)
        else { return Refusal(message: Self.unknown, isLast: true) }
        entries[place] = content
        let list = Content.list(entries, layout: layout)
        return apply([.setCell(target.place, row: index, column: column, list)], target.path, isLast: isLast)
    }

    // MARK: Rows

    private mutating func changeRows(
        _ change: ProposedChange, _ address: FieldAddress, _ target: Target, _ way: Int
    ) -> Refusal? {
        let field = address.whole
        var order = order(field, target)
        guard let editor = editor(target.path), editor.items(of: target.place).count == order.count,
            let row = address.row
        else {
            return Refusal(
                message: Localized(
                    es: "las filas están escritas de un modo que se cambia a mano",
                    en: "the rows are written in a way that has to be changed by hand"), isLast: true)
        }
        func place(after: String?) -> Int { after.flatMap { order.firstIndex(of: $0) }.map { $0 + 1 } ?? 0 }
        var edit: Edit
        switch change.request {
        case .remove:
            guard let index = order.firstIndex(of: row) else { return nil }
            edit = .removeItem(target.place, at: index)
            order.remove(at: index)
        case .add(let new, let after):
            let index = place(after: after)
            edit = .insertItem(target.place, at: index < order.count ? index : nil, content(new, target, way))
            order.insert(row, at: index)
        case .move(let after):
            guard let from = order.firstIndex(of: row) else { return nil }
            order.remove(at: from)
            let to = place(after: after)
            order.insert(row, at: to)
            edit = .moveItem(target.place, from: from, to: to)
        case .group(let code):
            guard let index = order.firstIndex(of: row), case .rows(let type) = target.field.kind,
                let column = type.groupBy
            else { return nil }
            edit = .setCell(target.place, row: index, column: type.columns[column].id, .text(code))
        default: return nil
        }
        let refusal = apply([edit], target.path, isLast: way >= 1)
        if refusal == nil { orders[field] = order }
        return refusal
    }

    private func content(_ row: NewRow, _ target: Target, _ way: Int) -> Content {
        let texts = SourceTexts(site.corpus, target.record.file)
        func text(_ words: String, _ kind: FieldKind) -> Content {
            let candidates = texts.candidates(words, instead: "", "", kind)
            return .text(candidates.isEmpty ? words : candidates[min(way, candidates.count - 1)])
        }
        guard case .rows(let type) = target.field.kind else { return text(row.text, .markdown) }
        var members: [Content.Member] = []
        for (place, column) in type.columns.enumerated() {
            let words = row.cells[column.id] ?? (place == type.main ? row.cells[""] : nil)
            if let words {
                members.append(.init(column.id, text(words, column.kind)))
            } else if let codes = row.codes[column.id] {
                members.append(.init(column.id, .text(codes.joined(separator: ", "))))
            } else if place == type.groupBy, let group = row.group {
                members.append(.init(column.id, .text(group)))
            }
        }
        if members.count == 1, members[0].name == type.columns[type.main].id { return members[0].content }
        return .members(members)
    }
}

extension Content {
    /// The content as one text, with blank lines between entries of a list; `nil` if the content has members.
    fileprivate var joinedText: String? {
        switch self {
        case .text(let text, _): text
        case .list(let items, _):
            items.count == 1 ? items[0].joinedText : items.compactMap(\.joinedText).joined(separator: "\n\n")
        case .members: nil
        }
    }
}

/// Finds ways to write a shown text in a source.
struct SourceTexts {
    private let corpus: Corpus
    private let file: FileID

    init(_ corpus: Corpus, _ file: FileID) {
        self.corpus = corpus
        self.file = file
    }

    /// Returns the ways to write a new text in the place of an old one.
    ///
    /// - Parameters:
    ///   - text: the new text, as the file shows it.
    ///   - old: the old text, as the document shows it now.
    ///   - raw: the present source text at that place.
    ///   - kind: the kind of the field.
    /// - Returns: texts to try, the likeliest first.
    func candidates(_ text: String, instead old: String, _ raw: String, _ kind: FieldKind) -> [String] {
        if text.isEmpty { return [""] }
        var text = text
        var old = old
        // The form adds a full stop after a value, which the source does not have.
        if old.hasSuffix("."), !raw.hasSuffix(".") {
            old.removeLast()
            if text.hasSuffix(".") { text.removeLast() }
        }
        var candidates: [String] = []
        switch kind {
        case .date:
            if let date = CalendarDate(iso: text) ?? DateReading.date(in: text)?.date { candidates.append(date.iso) }
        case .references(let kind):
            let isTitle = PlainText.clean(raw) == PlainText.clean(old)
            if isTitle { candidates.append(text) }
            if let index = corpus.resolve(text, types: kind.types, from: file).record {
                let id = corpus.records[index].id
                candidates.append(raw.contains("[[") ? "[[\(id)]]" : id)
            }
            candidates.append(text)
        case .markdown, .list, .rows:
            if let patched = WordPatch.apply(old, text, to: raw) { candidates.append(patched) }
            candidates.append(
                text.split(separator: "\n").map { MarkdownText.escaped(String($0)) }.joined(separator: "\n\n"))
        default:
            if let patched = WordPatch.apply(old, text, to: raw) { candidates.append(patched) }
            candidates.append(text.replacing("\n", with: " "))
        }
        var seen: Set<String> = []
        return candidates.filter { seen.insert($0).inserted }
    }
}
