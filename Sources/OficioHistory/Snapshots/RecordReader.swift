import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Reads records from the JSON that `RecordEncoder` writes, with a schema that may have changed since.
///
/// A field that the schema no longer has becomes an extra section, so that no word is lost.
package struct RecordReader {
    private let schema: Schema
    /// Labels of fields at the time of the release, by `type/field`.
    private let labels: [String: String]
    /// Returns the target and label of a reference at the time of the release, `nil` to keep the reference as it is.
    private let target: (String, Bool, [TypeKey]) -> (target: String, label: String?)?
    private let file: FileID
    /// Counts spans, so that every text has a span of its own, by which `NewWords` stores its ranges.
    private let spans = SpanCounter()
    private var kept: [ExtraSection] = []
    private var typeID = ""

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - schema: the schema of the site today.
    ///   - labels: labels of fields at the time of the release, by `type/field`.
    ///   - file: the file of all spans, the base of relative links.
    ///   - target: resolves a reference from its text, whether it is a path, and the types it may lead to.
    package init(
        _ schema: Schema, labels: [String: String] = [:], file: FileID = FileID(-1),
        target: @escaping (String, Bool, [TypeKey]) -> (target: String, label: String?)? = { _, _, _ in nil }
    ) {
        self.schema = schema
        self.labels = labels
        self.file = file
        self.target = target
    }

    /// Reads a record, `nil` if the schema has no such type.
    ///
    /// - Parameters:
    ///   - json: the record as `RecordEncoder` wrote it.
    ///   - form: the index of its form in the schema.
    ///   - unrecorded: internal parts that the content does not mark.
    ///   - arranged: the author's arrangement, `nil` if it is unknown.
    ///   - stamp: fingerprint of the data that the record is made from, 0 if no cache uses the record.
    /// - Returns: the record. Its spans are not offsets; they only make its texts distinct.
    package mutating func record(
        _ json: JSONText, form: Int, unrecorded: UnrecordedMarks = UnrecordedMarks(), arranged: Arrangement? = nil,
        stamp: UInt64 = 0
    ) -> Record? {
        guard let typeName = json["type"]?.text, let type = schema.type(id: typeName), let id = json["id"]?.text else {
            return nil
        }
        kept = []
        typeID = typeName
        let (fields, head) = arrange(values(json["fields"], schema.types[type].fields), arranged, schema.types[type])
        var extra = (json["extra"]?.items ?? []).enumerated().map { place, section in
            // The heading contains marks that the program did not recognise at the time of the release.
            let written = text(section["heading"])
            let mark = AccessMark(written)
            let isMarked = section["internal"]?.flag ?? false
            return ExtraSection(
                heading: mark?.heading ?? written, blocks: blocks(section["blocks"]),
                isInternal: isMarked || mark?.isInternal ?? false || unrecorded.sections.contains(place),
                recorded: .init(heading: written, isInternal: isMarked),
                after: section["after"]?.text.flatMap { schema.types[type].field(id: $0) },
                place: arranged?.place(ofOwn: place, fields, head: head, schema.types[type]))
        }
        extra += kept
        let titleField = schema.types[type].titleField
        let title = fields.first { $0.field == titleField }?.value.plain
        return Record(
            type: type, id: id, form: form, file: file, span: .start(of: file), title: title ?? id, fields: fields,
            extra: extra, isBroken: false,
            permitted: [],
            internalFields: Set(
                ((json["internal"]?.items ?? []).compactMap(\.text) + unrecorded.fields).compactMap {
                    schema.types[type].field(id: $0)
                }),
            typeInternal: Set(unrecorded.typed),
            stamp: stamp, head: arranged == nil ? nil : (head, stamp))
    }

    /// Returns the fields in the author's order, with their rows in the order of the page, and the number of fields in
    /// the front matter.
    private mutating func arrange(
        _ fields: [FieldValue], _ arranged: Arrangement?, _ type: DocumentType
    ) -> (fields: [FieldValue], head: Int) {
        guard let arranged else { return (fields, fields.count) }
        var shown = fields
        for (name, json) in arranged.rows {
            guard let place = shown.firstIndex(where: { type.fields[$0.field].id == name }),
                case .rows(let recorded) = shown[place].value,
                case .rows(let rowType) = type.fields[shown[place].field].kind
            else { continue }
            var rows = rows(json, rowType)
            rows.recorded = RecordedRows(recorded)
            shown[place] = shown[place].with(.rows(rows))
        }
        return arranged.inAuthorsOrder(arranged.withHeadings(shown, type), type)
    }

    private mutating func values(_ json: JSONText?, _ fields: [Field]) -> [FieldValue] {
        (json?.items ?? []).compactMap { item in
            guard let id = item["field"]?.text else { return nil }
            guard let index = fields.index(of: id) else {
                keep(id, item)
                return nil
            }
            guard let value = value(item, fields[index].kind) else { return nil }
            return FieldValue(field: index, value: value, span: .start(of: file))
        }
    }

    private mutating func keep(_ field: String, _ json: JSONText) {
        var words: [String] = []
        Self.collect(json, into: &words)
        guard !words.isEmpty else { return }
        let label = labels["\(typeID)/\(field)"] ?? field
        // It is unknown whether the removed field was public, so the section is internal.
        kept.append(
            ExtraSection(
                heading: Text(label, span: next()), blocks: words.map { .paragraph(Text($0, span: .start(of: file))) },
                isInternal: true))
    }

    /// Collects the author's texts from a JSON value.
    private static func collect(_ json: JSONText, into words: inout [String]) {
        switch json {
        case .string(let text): words.append(text)
        case .array(let items): items.forEach { collect($0, into: &words) }
        case .object(let members):
            if let source = json["md"]?.text { return words.append(source) }
            for (name, value) in members
            where !["field", "date", "duration", "codes", "continued", "id", "to", "within", "label"].contains(name) {
                collect(value, into: &words)
            }
        case .integer, .bool: break
        }
    }

    private func next() -> Span { spans.next(in: file) }

    // MARK: Values

    private mutating func value(_ json: JSONText, _ kind: FieldKind) -> Value? {
        guard let (name, content) = json.members.first(where: { $0.0 != "field" }) else { return nil }
        let written = text(json["as"])
        switch name {
        case "none": return .notApplicable(text(content))
        case "text": return .text(text(content))
        case "blocks": return .blocks(blocks(content))
        case "date": return content.text.flatMap { CalendarDate(iso: $0) }.map { .date($0, written) }
        case "integer": return content.number.map { .integer($0, written) }
        case "percent": return content.number.map { .percent($0, written) }
        case "boolean": return content.flag.map { .boolean($0, written) }
        case "duration":
            guard content.items.count == 2, let amount = content.items[0].number,
                let unit = content.items[1].text.flatMap(TimeSpan.Unit.init)
            else { return nil }
            return .duration(TimeSpan(amount: amount, unit: unit), written)
        case "codes": return .codes(content.items.compactMap(Self.code), written)
        case "references": return .references(references(content, kind))
        case "list":
            return .list(
                content.items.map {
                    ListItem(id: $0["id"]?.text ?? "", blocks: blocks($0["blocks"]), span: .start(of: file))
                })
        case "rows": return .rows(rows(content, kind.rowType))
        case "group":
            guard case .group(let fields) = kind else { return nil }
            return .group(values(content, fields))
        case "code-list":
            return .codeList(
                CodeList(
                    name: content["name"]?.text ?? "", codes: (content["codes"]?.items ?? []).compactMap(Self.code)))
        default: return nil
        }
    }

    private static func code(_ json: JSONText) -> Code? {
        let parts = json.items.compactMap(\.text)
        return parts.count >= 2 ? Code(code: parts[0], label: parts[1], meaning: parts.count > 2 ? parts[2] : nil) : nil
    }

    private mutating func references(_ json: JSONText, _ kind: FieldKind) -> [Reference] {
        var types: [TypeKey] = []
        if case .references(let declared) = kind { types = declared.types }
        var texts: [Int: Span] = [:]
        return json.items.compactMap { item in
            guard let typed = item["to"]?.text else { return nil }
            let isPath = item["path"]?.flag ?? false
            let within = item["within"]?.number
            let led = target(typed, isPath, within == nil ? types : [])
            var written = text(item["as"])
            let span = within.flatMap { texts[$0] } ?? next()
            if let within { texts[within] = span }
            written = Text(written.source, inlines: written.inlines, span: span)
            return Reference(
                target: led?.target ?? typed, isPath: led == nil && isPath, isOptional: item["optional"]?.flag ?? false,
                text: written,
                hasContext: within != nil, label: item["label"]?.text ?? led?.label)
        }
    }

    private mutating func rows(_ json: JSONText, _ type: RowType) -> Rows {
        var rows = Rows()
        rows.introduction = blocks(json["introduction"])
        rows.closing = blocks(json["closing"])
        let column = type.groupBy.map { type.columns[$0].kind } ?? .text
        for group in json["groups"]?.items ?? [] {
            let heading = text(group["heading"])
            rows.groups.append(
                RowGroup(
                    heading: heading, value: group["value"].flatMap { value($0, column) } ?? .text(heading),
                    note: blocks(group["note"]),
                    isNotApplicable: group["none"]?.flag ?? false))
        }
        rows.rows = (json["rows"]?.items ?? []).map { row($0, type) }
        return rows
    }

    /// Reads a row of a table.
    package mutating func row(_ json: JSONText, _ type: RowType) -> Row {
        let continued = (json["continued"]?.items ?? []).compactMap { item in
            item.text.flatMap { type.columns.index(of: $0) }
        }
        return Row(
            id: json["id"]?.text ?? "", cells: values(json["cells"], type.columns), continued: Set(continued),
            group: json["group"]?.number, span: next())
    }

    // MARK: Text

    private func text(_ json: JSONText?) -> Text {
        switch json {
        case .string(let source): Text(source, span: next())
        case .object: Text(json?["md"]?.text ?? "", inlines: inlines(json?["in"]), span: next())
        default: Text("", span: .start(of: file))
        }
    }

    private func inlines(_ json: JSONText?) -> [Inline] {
        (json?.items ?? []).compactMap { item in
            switch item {
            case .string(let text): .text(text)
            case .object(let members):
                switch members.first?.0 {
                case "em": .emphasis(inlines(members[0].1))
                case "strong": .strong(inlines(members[0].1))
                case "del": .strikethrough(inlines(members[0].1))
                case "code": .code(members[0].1.text ?? "")
                case "link": link(members[0].1.text ?? "", item)
                case "image":
                    .image(
                        destination: members[0].1.text ?? "", title: item["title"]?.text ?? "",
                        alternative: item["alt"]?.text ?? "")
                case "ref": reference(members[0].1.text ?? "", item["label"]?.text)
                case "break": members[0].1.text == "line" ? .lineBreak : .softBreak
                default: nil
                }
            default: nil
            }
        }
    }

    private func link(_ destination: String, _ json: JSONText) -> Inline {
        let inside = inlines(json["in"])
        if LinkTarget(destination).isRelativePath, let led = target(destination, true, []) {
            var label = ""
            Inline.appendPlain(inside, to: &label)
            return .reference(target: led.target, label: label)
        }
        return .link(destination: destination, title: json["title"]?.text ?? "", inside)
    }

    private func reference(_ typed: String, _ label: String?) -> Inline {
        guard let led = target(typed, false, []) else { return .reference(target: typed, label: label) }
        return .reference(target: led.target, label: label ?? led.label)
    }

    private func blocks(_ json: JSONText?) -> [Block] {
        let here = Span.start(of: file)
        return (json?.items ?? []).compactMap { item -> Block? in
            guard case .object(let members) = item, let name = members.first?.0 else { return nil }
            switch name {
            case "p": return .paragraph(text(item["p"]))
            case "h": return .heading(level: item["h"]?.number ?? 3, text(item["text"]))
            case "start", "items":
                let items = (item["items"]?.items ?? []).map { ListBlock.Item(blocks: blocks($0), span: here) }
                return .list(ListBlock(start: item["start"]?.number, items: items, span: here))
            case "head":
                let rows = (item["body"]?.items ?? []).map {
                    TableBlock.Row(cells: $0.items.map { text($0) }, span: here)
                }
                return .table(TableBlock(header: (item["head"]?.items ?? []).map { text($0) }, rows: rows, span: here))
            case "quote": return .quote(blocks(item["quote"]), here)
            case "code": return .code(item["code"]?.text ?? "", info: item["info"]?.text ?? "", here)
            case "rule": return .rule(here)
            default: return nil
            }
        }
    }
}

/// Generates distinct spans for texts.
private final class SpanCounter {
    private var count = 0

    func next(in file: FileID) -> Span {
        count += 1
        return Span(file: file, start: count, end: count)
    }
}
