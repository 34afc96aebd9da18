import OficioBasics
import OficioBuild
import OficioFiles
import OficioSource

/// The input of an action: the arguments of the request's address, the fields of its form, and the files sent with
/// it.
struct ActionFields: Sendable {
    private var values: [String: String]
    private let files: [String: SentFile]
    private let received: ReceivedFiles

    init(values: [String: String], files: [String: SentFile] = [:], received: ReceivedFiles) {
        self.values = values
        self.files = files
        self.received = received
    }

    /// The value of a field without white space around it; empty if the field is absent.
    subscript(name: String) -> String {
        get { (values[name] ?? "").trimmedSpaces }
        set { values[name] = newValue }
    }

    /// Whether the request has a field.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// Returns the value of a field on one line, with control characters and line breaks as spaces.
    func line(_ name: String) -> String {
        let scalars = self[name].unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
        return String(scalars).split(separator: " ").joined(separator: " ")
    }

    /// Returns the lines of a field that are not blank.
    func lines(_ name: String) -> [String] {
        self[name].split(separator: "\n").map { String($0).trimmedSpaces }.filter { !$0.isEmpty }
    }

    /// Returns the file that came with the request, otherwise the file that came with an earlier request and that a
    /// hidden field names; `nil` if there is neither.
    func file(_ name: String) -> SentFile? {
        if let file = files[name], !file.bytes.isEmpty { return file }
        let hash = self[name + ".hash"]
        return hash.isEmpty ? nil : received.bytes(hash).map { SentFile(name: self[name + ".nombre"], bytes: $0) }
    }

    /// Stores the file of a field for the next request, and returns the hidden fields that name the file; empty if
    /// the field has no file.
    func hiddenFileFields(_ name: String) throws(EditorRefusal) -> [(name: String, value: String)] {
        guard let file = file(name) else { return [] }
        do throws(DiskError) {
            return [(name + ".hash", try received.store(file.bytes)), (name + ".nombre", file.name)]
        } catch {
            throw EditorRefusal(WriteError(error))
        }
    }
}
