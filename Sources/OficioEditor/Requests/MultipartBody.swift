import OficioBasics

/// A file that a form has sent.
struct SentFile: Sendable {
    /// The file name on the sender's machine. Never use it as a path.
    let name: String
    let bytes: [UInt8]
}

/// Parses bodies of the media type `multipart/form-data` (RFC 7578).
enum MultipartBody {
    /// The maximum number of parts; a body with more parts is refused.
    private static let partLimit = 200

    /// Returns the texts of a body in order, and its files by the names of their fields; `nil` if the body is
    /// damaged, has too many parts, or has a text that is not UTF-8.
    static func parse(
        _ bytes: [UInt8], type: String
    ) -> (pairs: [(name: String, value: String)], files: [String: SentFile])? {
        guard let boundary = boundary(type) else { return nil }
        // Every delimiter except the first follows a line break.
        let delimiter = Array("--\(boundary)".utf8)
        guard bytes.starts(with: delimiter) else { return nil }
        let inner = Array("\r\n--\(boundary)".utf8)
        var pairs: [(name: String, value: String)] = []
        var files: [String: SentFile] = [:]
        var place = delimiter.count
        for _ in 0..<partLimit {
            let rest = bytes[place...]
            if rest.starts(with: "--".utf8) { return (pairs, files) }
            guard rest.starts(with: "\r\n".utf8),
                let headEnd = bytes.firstOffset(of: Array("\r\n\r\n".utf8), in: place..<bytes.count),
                let end = bytes.firstOffset(of: inner, in: (headEnd + 2)..<bytes.count),
                let head = String(validating: bytes[place..<headEnd], as: UTF8.self)
            else { return nil }
            let content = end >= headEnd + 4 ? bytes[(headEnd + 4)..<end] : []
            guard let name = parameter("name", head) else { return nil }
            if let file = parameter("filename", head) {
                files[name] = SentFile(name: file, bytes: Array(content))
            } else {
                guard let text = String(validating: content, as: UTF8.self) else { return nil }
                pairs.append((name, text.replacing("\r\n", with: "\n")))
            }
            place = end + inner.count
        }
        return nil
    }

    private static func boundary(_ type: String) -> String? {
        guard let start = type.firstRange(of: "boundary=") else { return nil }
        var value = type[start.upperBound...].prefix { $0 != ";" }
        if value.hasPrefix("\""), value.hasSuffix("\""), value.count > 1 { value = value.dropFirst().dropLast() }
        let isValid = !value.isEmpty && value.utf8.count <= 70 && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        return isValid ? String(value) : nil
    }

    /// Returns a parameter of `Content-Disposition`; `nil` if it is absent. Browsers write quotes, CR and LF in it as
    /// `%22`, `%0D` and `%0A`; the returned text has spaces for the line breaks.
    private static func parameter(_ name: String, _ head: String) -> String? {
        for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:") {
            guard let start = line.firstRange(of: "; \(name)=\"") else { return nil }
            let value = line[start.upperBound...].prefix { $0 != "\"" }
            return String(value).replacing("%22", with: "\"").replacing("%0D", with: " ").replacing("%0A", with: " ")
        }
        return nil
    }
}
