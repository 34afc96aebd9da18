internal import Glibc
import OficioBasics

/// Reads and writes messages with the base protocol of the Language Server Protocol: a header with `Content-Length`,
/// an empty line and JSON.
final class MessageStream: Sendable {
    /// The result of reading.
    enum Event: Sendable {
        case message(ClientMessage)
        /// A message that cannot be read; later messages can.
        case malformed(ResponseError)
        /// The client closed the stream, or sent a header after which no message can be found.
        case end
    }

    /// The largest message that is read, in bytes. A client sends whole documents, and a document has at most 32 MiB.
    private static let limit = 128 << 20
    /// The longest header, in bytes.
    private static let headerLimit = 16 << 10

    private let input: Int32
    private let output: Int32
    /// Bytes that were read and not used yet. Only the reading thread uses them.
    private let rest = Locked<[UInt8]>([])
    private let writing = Locked<Bool>(true)

    /// Creates a stream over two file descriptors.
    init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
    }

    // MARK: Reading

    /// Waits for the next message.
    func next() -> Event {
        var buffer = rest.withLock { rest in
            defer { rest = [] }
            return rest
        }
        defer { rest.withLock { $0 = buffer } }
        guard let header = header(&buffer), let length = Self.length(header), length <= Self.limit else { return .end }
        while buffer.count < length {
            guard fill(&buffer, atMost: max(65_536, length - buffer.count)) else { return .end }
        }
        let body = Array(buffer[..<length])
        buffer.removeFirst(length)
        guard let value = JSONText(body, omittingNulls: true) else { return .malformed(.parse) }
        guard let message = ClientMessage(value) else { return .malformed(.invalidRequest) }
        return .message(message)
    }

    /// Reads up to the empty line behind the header, and returns the header without that line; `nil` at the end of the
    /// stream or for a header that is too long.
    private func header(_ buffer: inout [UInt8]) -> [UInt8]? {
        let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        var searched = 0
        while true {
            while searched + 4 <= buffer.count {
                if buffer[searched] == 0x0D, buffer[searched..<(searched + 4)].elementsEqual(end) {
                    let header = Array(buffer[..<searched])
                    buffer.removeFirst(searched + 4)
                    return header
                }
                searched += 1
            }
            guard buffer.count <= Self.headerLimit, fill(&buffer, atMost: 65_536) else { return nil }
        }
    }

    /// Returns the number of bytes that a header announces; `nil` without a valid `Content-Length`.
    private static func length(_ header: [UInt8]) -> Int? {
        for line in String(decoding: header, as: UTF8.self).split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
            return Int(parts[1].filter { $0 != " " }).flatMap { $0 >= 0 ? $0 : nil }
        }
        return nil
    }

    /// Appends the next bytes of the stream; false at its end.
    private func fill(_ buffer: inout [UInt8], atMost count: Int) -> Bool {
        let count = min(count, 1 << 20)
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: count))
        while true {
            let got = buffer.withUnsafeMutableBytes { bytes -> Int in
                bytes.baseAddress.map { read(input, $0 + start, count) } ?? 0
            }
            if got < 0, errno == EINTR { continue }
            buffer.removeLast(count - max(0, got))
            return got > 0
        }
    }

    // MARK: Writing

    /// Sends the result of a request; `nil` is JSON's `null`.
    func respond(to id: RequestID, _ result: JSONText?) {
        var out = JSONBytes()
        out.object { out in
            out.member("jsonrpc", "2.0")
            out.member("id") { $0.write(id.json.compact) }
            out.member("result") { $0.write(result?.compact ?? "null") }
        }
        send(out.bytes)
    }

    /// Sends the reason why a request has no result. An error about a message without an identifier has the id `null`.
    func respond(to id: RequestID?, _ error: ResponseError) {
        var out = JSONBytes()
        out.object { out in
            out.member("jsonrpc", "2.0")
            out.member("id") { $0.write(id?.json.compact ?? "null") }
            out.member("error") { out in
                out.object { out in
                    out.member("code", error.code)
                    out.member("message", error.message)
                }
            }
        }
        send(out.bytes)
    }

    /// Sends a notification, or a request if it has an identifier.
    func notify(_ method: String, _ parameters: JSONText, id: RequestID? = nil) {
        var members: [(String, JSONText)] = [("jsonrpc", .string("2.0")), ("method", .string(method))]
        if let id { members.append(("id", id.json)) }
        var bytes: [UInt8] = []
        JSONText.object(members + [("params", parameters)]).write(to: &bytes)
        send(bytes)
    }

    private func send(_ body: [UInt8]) {
        let bytes = Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
        writing.withLock { isOpen in
            var sent = 0
            while isOpen, sent < bytes.count {
                let count = bytes.withUnsafeBytes { bytes -> Int in
                    bytes.baseAddress.map { write(output, $0 + sent, bytes.count - sent) } ?? 0
                }
                if count < 0, errno == EINTR { continue }
                // The client has closed the stream; the reader ends the server.
                if count <= 0 { isOpen = false }
                sent += max(0, count)
            }
        }
    }
}
