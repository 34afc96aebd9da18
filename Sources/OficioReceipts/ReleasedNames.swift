import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema

/// The titles and codes of the records in one release, as its receipt pages show them.
struct ReleasedNames {
    struct Names {
        let title: String
        /// The code of the record, or of the manual if the record has none; empty if neither has one.
        let code: String
    }

    private let names: [RecordID: Names]

    init(_ snapshot: Snapshot) {
        var names: [RecordID: Names] = [:]
        var controlCode: String?
        // The first record is the document; the others are its members.
        for record in snapshot.content["records"]?.items ?? [] {
            let id = record["id"]?.text ?? ""
            func words(_ field: String) -> String? {
                let value = record["fields"]?.items.first { $0["field"]?.text == field }?["text"]
                return value.map(Self.plain).flatMap { $0.isEmpty ? nil : $0 }
            }
            let code = words("code")
            if names.isEmpty { controlCode = code }
            names[RecordID(TypeKey(record["type"]?.text ?? ""), id)] = Names(
                title: words("title") ?? id, code: code ?? controlCode ?? "")
        }
        self.names = names
    }

    /// The title and code of a record; nil if the release does not contain it.
    subscript(record: RecordID) -> Names? { names[record] }

    /// Returns the plain text of a value in a snapshot: a string, a list of parts, or an object with the text in one
    /// of its members (`in`, or the name of a markup such as `em`).
    private static func plain(_ text: JSONText) -> String {
        switch text {
        case .string(let text): return text
        case .array(let items): return items.map(plain).joined()
        case .object(let members):
            return members.filter { ["in", "em", "strong", "del", "code", "alt"].contains($0.0) }.map { plain($0.1) }
                .joined()
        case .integer, .bool: return ""
        }
    }
}
