import OficioBasics

/// A document that is open in the client, with its unsaved text.
struct OpenDocument: Sendable {
    /// The address by which the client names the document.
    let address: String
    /// The absolute path of the file.
    let path: String
    /// The number that the client gives the text; it grows with every change.
    private(set) var version: Int
    /// The text with its lines.
    private(set) var lines: TextLines

    /// The bytes of the text.
    var bytes: [UInt8] { lines.bytes }

    /// Opens a document.
    init(address: String, path: String, version: Int, text: String) {
        self.address = address
        self.path = path
        self.version = version
        lines = TextLines(Array(text.utf8))
    }

    /// Applies the changes of a notification in their order. A change without a range replaces the whole text.
    mutating func apply(_ changes: [JSONText], version: Int, _ encoding: PositionEncoding) {
        for change in changes {
            guard let text = change["text"]?.text else { continue }
            guard let start = TextPosition(change["range"]?["start"]), let end = TextPosition(change["range"]?["end"])
            else {
                lines = TextLines(Array(text.utf8))
                continue
            }
            let from = lines.offset(start, encoding)
            let to = max(from, lines.offset(end, encoding))
            var bytes = lines.bytes
            bytes.replaceSubrange(from..<to, with: text.utf8)
            lines = TextLines(bytes)
        }
        self.version = version
    }
}
