import OficioBasics
import OficioModel
import OficioSchema

/// The parts of an earlier version that a snapshot records as withheld, because they equalled internal text of a
/// source when the snapshot was made. Without this entry, the old version would show them again once the internal
/// source is rewritten or deleted.
struct WithheldRecord: Sendable {
    /// The id of the record in the earlier version.
    let key: RecordID
    let names: WithheldNames

    init(_ key: RecordID, _ names: WithheldNames) {
        self.key = key
        self.names = names
    }

    /// Reads the withheld parts of one record from an item of a snapshot's member `withheld`.
    init(_ json: JSONText) {
        func texts(_ name: String) -> [String] { (json[name]?.items ?? []).compactMap(\.text) }
        key = RecordID(json["record"]?.text ?? "")
        names = WithheldNames(fields: texts("fields"), headings: texts("headings"), pieces: texts("pieces"))
    }

    /// The item as `{"record":…,"fields":[…],"headings":[…],"pieces":[…]}`, without empty arrays.
    var json: JSONText {
        let lists = [("fields", names.fields), ("headings", names.headings), ("pieces", names.pieces)]
        return .object(
            [("record", .string(key.text))]
                + lists.filter { !$1.isEmpty }.map { ($0, .array($1.map { .string($0) })) })
    }
}
