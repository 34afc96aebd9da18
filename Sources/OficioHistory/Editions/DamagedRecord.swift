import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Builds a placeholder for a released record whose snapshot is missing or altered. The placeholder has only a title
/// and an access, and for the ledger's document a version and a date.
enum DamagedRecord {
    /// Returns the placeholder for a record, `nil` if the site has no such type.
    ///
    /// - Parameters:
    ///   - name: the id of the record.
    ///   - entry: the release.
    ///   - isDocument: whether the record is the ledger's document and not a member of it.
    ///   - working: the record in the sources, `nil` for none. Only its title, access and file are used.
    ///   - schema: the schema of the site.
    /// - Returns: the placeholder, without the text of the release.
    static func make(_ name: RecordID, _ entry: LedgerEntry, isDocument: Bool, working: Record?, _ schema: Schema)
        -> Record?
    {
        guard let type = schema.index(of: name.type) else { return nil }
        let file = working?.file ?? FileID(-1)
        let span = Span.start(of: file)
        var fields: [FieldValue] = []
        func add(_ field: FieldKey, _ value: Value) {
            if let place = schema.types[type].field(field) {
                fields.append(FieldValue(field: place, value: value, span: span))
            }
        }
        if isDocument {
            add(.version, .text(Text(entry.version, span: span)))
            add(.effective, .date(entry.effective, Text(entry.effective.iso, span: span)))
        }
        // The access of the released text is unknown. The source may give it; without a source the page is internal.
        let access = schema.types[type].field(.access).flatMap { working?.value($0) }
        if let access {
            add(.access, access)
        } else if working == nil {
            add(.access, .text(Text("interno", span: span)))
        }
        var stamp = Stamp()
        stamp.add(entry.hash)
        stamp.add(working?.headStamp ?? 0)
        return Record(
            type: type, id: name.id, form: schema.defaultForm(of: schema.types[type]), file: file, span: span,
            title: working?.title ?? name.id, fields: fields, extra: [],
            isBroken: false, permitted: [], stamp: stamp.value)
    }
}
