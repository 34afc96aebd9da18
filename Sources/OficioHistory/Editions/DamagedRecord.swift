import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// A released record whose snapshot is missing or altered: its title, version and date, and nothing else.
enum DamagedRecord {
    /// - Parameters:
    ///   - key: `protocol/cobro`
    ///   - isDocument: whether the record is the document that the ledger is about, and not a member of it.
    ///   - working: the record of the sources, where there is one; only its title is taken.
    static func make(_ key: String, _ entry: LedgerEntry, isDocument: Bool, working: Record?, _ schema: Schema)
        -> Record?
    {
        guard let slash = key.firstIndex(of: "/"), let type = schema.type(id: String(key[..<slash])) else { return nil }
        let id = String(key[key.index(after: slash)...])
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
        // Whom the text was for is as unknown as the text; the source may say it, and without one nobody outside sees the page.
        let access = schema.types[type].field(.access).flatMap { working?.value($0) }
        if let access {
            add(.access, access)
        } else if working == nil {
            add(.access, .text(Text("interno", span: span)))
        }
        return Record(
            type: type, id: id, form: schema.defaultForm(of: schema.types[type]), file: file, span: span,
            title: working?.title ?? id, fields: fields, extra: [],
            isBroken: false, permitted: [])
    }
}
