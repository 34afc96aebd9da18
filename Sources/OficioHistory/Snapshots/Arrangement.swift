import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema

/// The author's arrangement of a record: the order of its sections, and its rows with the text between them. A snapshot
/// stores it beside the content.
///
/// The content, whose hash shows whether a document has changed, has fields in the order of their type and text between
/// rows after the rows.
package struct Arrangement: Sendable {
    private let json: JSONText

    /// Reads the arrangement of a record from a snapshot.
    init(_ json: JSONText) { self.json = json }

    /// Captures the arrangement of a record for a release, `nil` if the content already has the arrangement. `place`
    /// is the record's index in the snapshot.
    init?(of record: Record, _ type: DocumentType, _ encoder: RecordEncoder, in place: Int) {
        let body = record.fields.indices.dropFirst(record.headCount)
        var sections: [JSONText] = []
        for (number, extra) in record.extra.enumerated() where extra.place == record.headCount {
            sections.append(.integer(number))
        }
        for field in body {
            sections.append(.string(type.fields[record.fields[field].field].id))
            for (number, extra) in record.extra.enumerated() where extra.place == field + 1 {
                sections.append(.integer(number))
            }
        }
        let order = body.map { record.fields[$0].field }
        let isUsual =
            order == order.sorted() && record.extra.allSatisfy { $0.place == nil || $0.place == record.fields.count }
        let rows = record.fields.compactMap { field -> JSONText? in
            guard case .rows(var shown) = field.value, shown.recorded != nil else { return nil }
            shown.recorded = nil
            let kind = type.fields[field.field].kind
            return .object([
                ("field", .string(type.fields[field.field].id)),
                ("value", encoder.value(.rows(shown), kind, from: record.file)),
            ])
        }
        let headings = record.fields.compactMap { field in
            field.heading.map { (type.fields[field.field].id, JSONText.string($0)) }
        }
        let numbered = record.fields.filter(\.isNumbered).map { JSONText.string(type.fields[$0.field].id) }
        let hasOrder = !isUsual || !rows.isEmpty || !headings.isEmpty
        if !hasOrder, numbered.isEmpty { return nil }
        json = .object(
            [("in", .integer(place))] + (hasOrder ? [("sections", .array(sections))] : [])
                + (rows.isEmpty ? [] : [("rows", .array(rows))])
                + (headings.isEmpty ? [] : [("headings", .object(headings))])
                + (numbered.isEmpty ? [] : [("numbered", .array(numbered))]))
    }

    /// The arrangement as `{"in":PLACE,"sections":[FIELD, NUMBER OF A SECTION OF ITS OWN,
    /// …],"rows":[{"field":…,"value":…}],"headings":{FIELD:WORDS},"numbered":[FIELD, …]}`.
    var text: JSONText { json }

    /// The rows in the order in which the page shows them, by field.
    var rows: [(field: String, value: JSONText)] {
        (json["rows"]?.items ?? []).compactMap { item in
            guard let field = item["field"]?.text, let value = item["value"]?["rows"] else { return nil }
            return (field, value)
        }
    }

    /// Returns the fields with the author's headings and numbers.
    func withHeadings(_ fields: [FieldValue], _ type: DocumentType) -> [FieldValue] {
        let numbered = (json["numbered"]?.items ?? []).compactMap(\.text)
        return fields.map { field in
            let id = type.fields[field.field].id
            return FieldValue(
                field: field.field, value: field.value, span: field.span, heading: json["headings"]?[id]?.text,
                isNumbered: numbered.contains(id))
        }
    }

    /// Returns the fields in the author's order, with the fields of the front matter first, and the number of fields
    /// in the front matter.
    func inAuthorsOrder(_ fields: [FieldValue], _ type: DocumentType) -> (fields: [FieldValue], head: Int) {
        let names = (json["sections"]?.items ?? []).compactMap(\.text)
        func place(_ field: FieldValue) -> Int? { names.firstIndex(of: type.fields[field.field].id) }
        let head = fields.filter { place($0) == nil }
        let body = fields.filter { place($0) != nil }.sorted { (place($0) ?? 0) < (place($1) ?? 0) }
        return (head + body, head.count)
    }

    /// Returns the number of fields before an extra section, `nil` if the arrangement does not have the section.
    func place(ofOwn number: Int, _ fields: [FieldValue], head: Int, _ type: DocumentType) -> Int? {
        let items = json["sections"]?.items ?? []
        guard let own = items.firstIndex(where: { $0.number == number }) else { return nil }
        let before = Set(items[..<own].compactMap(\.text))
        return head + fields.dropFirst(head).count { before.contains(type.fields[$0.field].id) }
    }
}
