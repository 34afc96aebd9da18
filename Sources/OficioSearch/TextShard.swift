import Diagnostics

/// Writes the texts of the documents of one bucket after the other: what results show.
struct TextShards {
    /// By bucket, of those that are finished.
    private(set) var files: [(name: String, bytes: [UInt8])] = []
    /// The shard under way.
    private var bytes: [UInt8] = []
    private var isEmpty = true

    mutating func add(_ document: SearchDocument, number: Int) {
        write(isEmpty ? "{\"n\":" : ",{\"n\":")
        isEmpty = false
        write(String(number))
        let members = [
            ("key", document.key), ("url", document.url), ("title", document.title), ("type", document.type), ("code", document.code),
            ("version", document.version), ("unit", document.unit), ("owner", document.owner), ("state", document.state),
        ]
        for (name, text) in members {
            write(",\"\(name)\":")
            JSONText.quote(text, to: &bytes)
        }
        write(",\"deeds\":[")
        write(document.sections.indices.filter { document.sections[$0].answer == .who }.map(String.init).joined(separator: ","))
        write("],\"sections\":[")
        for (number, section) in document.sections.enumerated() {
            write(number == 0 ? "[" : ",[")
            JSONText.quote(section.heading, to: &bytes)
            for piece in section.pieces {
                write(",[")
                JSONText.quote(piece.anchor, to: &bytes)
                write(",")
                JSONText.quote(piece.text, to: &bytes)
                write("]")
            }
            write("]")
        }
        write("]}")
    }

    /// Ends the shard of a bucket; the next one begins.
    mutating func finish(_ bucket: Int) {
        let name = "t-\(bucket)"
        let (start, end) = ("oficioDato(\"\(name)\",[", "]);\n")
        var file: [UInt8] = []
        // As long as it is: thousands of them are kept until they are written.
        file.reserveCapacity(start.utf8.count + bytes.count + end.utf8.count)
        file += start.utf8
        file += bytes
        file += end.utf8
        files.append((name + ".js", file))
        bytes.removeAll(keepingCapacity: true)
        isEmpty = true
    }

    private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
