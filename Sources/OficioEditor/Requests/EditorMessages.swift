import OficioSource

/// A request to the editor, with its body.
package struct EditorRequest: Sendable {
    /// The HTTP method of the request: `GET`, `HEAD` or `POST`.
    package let method: String
    /// The path of the request below `/-oficio/editar/`, such as `documento`.
    package let path: String
    /// The decoded query parameters of the address.
    package let query: [String: String]
    /// The `Cookie` header; `nil` if the request has none.
    package var cookie: String?
    /// The `Origin` header; `nil` if the request has none.
    package let origin: String?
    /// The `Sec-Fetch-Site` header; `nil` if the request has none.
    package let fetchSite: String?
    /// The `Content-Type` header; `nil` if the request has none.
    package let contentType: String?
    /// The person whom the reverse proxy names; `nil` for an editor without a proxy.
    package var person: String?
    /// The body of a `POST` request.
    package var body: [UInt8] = []

    /// Creates a request without a body.
    package init(
        method: String, path: String, query: [String: String], cookie: String?, origin: String?, fetchSite: String?,
        contentType: String?, person: String? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.cookie = cookie
        self.origin = origin
        self.fetchSite = fetchSite
        self.contentType = contentType
        self.person = person
    }
}

/// A response of the editor, with its body.
package struct EditorResponse: Sendable {
    /// The HTTP status of the response.
    package var status: Int
    /// The media type of the response's body.
    package var type: String
    /// The headers of the response other than `Content-Type`.
    package var headers: [(String, String)] = []
    /// The bytes of the response's body.
    package var body: [UInt8]

    /// Creates a response.
    package init(status: Int, type: String, headers: [(String, String)] = [], body: [UInt8]) {
        self.status = status
        self.type = type
        self.headers = headers
        self.body = body
    }

    static func page(_ html: String, status: Int = 200) -> EditorResponse {
        EditorResponse(status: status, type: "text/html; charset=utf-8", body: Array(html.utf8))
    }

    /// Returns a response with a plain text as its body.
    package static func text(_ status: Int, _ words: String) -> EditorResponse {
        EditorResponse(status: status, type: "text/plain; charset=utf-8", body: Array((words + "\n").utf8))
    }

    static func json(_ text: String) -> EditorResponse {
        EditorResponse(status: 200, type: "application/json", body: Array(text.utf8))
    }

    static func redirect(_ address: String) -> EditorResponse {
        EditorResponse(
            status: 303, type: "text/plain; charset=utf-8", headers: [("Location", address)], body: [])
    }
}

/// Parses bodies of the media type `application/x-www-form-urlencoded`.
enum FormBody {
    /// Returns the names and values of a form in the order of its body, with LF line ends; `nil` if a text is not
    /// UTF-8 or has a malformed percent escape.
    static func parse(_ bytes: [UInt8]) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(sides[0]), let value = sides.count > 1 ? decode(sides[1]) : "" else { return nil }
            pairs.append((name, value))
        }
        return pairs
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte == UInt8(ascii: "+") {
                out.append(0x20)
            } else if byte == UInt8(ascii: "%") {
                guard place + 2 < bytes.endIndex, let high = digit(bytes[place + 1]), let low = digit(bytes[place + 2])
                else { return nil }
                out.append(high << 4 | low)
                place += 2
            } else {
                out.append(byte)
            }
            place += 1
        }
        // Browsers send line breaks of text areas as CR LF.
        return String(validating: out, as: UTF8.self)?.replacing("\r\n", with: "\n")
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
