import OficioSource

/// A validated HTTP request to the preview server.
package enum Request: Equatable, Sendable {
    /// A request for a file of the site, given its path; the path is empty for the home page.
    case file(String)
    /// A request that waits until the site's version differs from the given one.
    case wait(version: Int)
    /// A request for the preview script.
    case script
    /// A request for the condition of the server, by a program that watches it.
    case health
    /// A request to the editor, given its path below `/-oficio/editar/`.
    case editor(String)
    /// A request for a page of the site at the address of the editor, which the server redirects to the given path at
    /// the address of the site.
    case otherOrigin(String)
    /// A request that the server refuses, with the status and the text of the response.
    case refused(status: Int, words: String)

    /// Validates a request.
    ///
    /// - Parameters:
    ///   - method: the HTTP method.
    ///   - target: the request target, without the query.
    ///   - hosts: the values of all `Host` headers.
    ///   - version: the value of the query argument `v`, if any.
    ///   - port: the port of the server.
    ///   - isEditing: whether the server has an editor. The editor has the address `127.0.0.1`, and the pages of the
    ///     site have `localhost`: to a browser these are two sites, so that no page acts with the editor's cookie.
    ///   - authority: host and port of the address at which browsers reach the reverse proxy; `nil` without a proxy.
    ///     Behind a proxy, the editor and the pages of the site share one address.
    package init(
        method: String, url target: String, hosts: [String], version: String?, port: Int, isEditing: Bool = false,
        authority: String? = nil
    ) {
        guard hosts.count == 1, var host = hosts.first else {
            self = .refused(status: 400, words: "exactly one Host header is required")
            return
        }
        var url = target
        // The host of an absolute target takes precedence over the header (RFC 9112, 3.2.2).
        let schemes = authority == nil ? ["http://"] : ["http://", "https://"]
        let scheme = schemes.first { target.lowercased().hasPrefix($0) }
        if let scheme {
            let rest = target.dropFirst(scheme.count)
            host = String(rest.prefix { $0 != "/" })
            url = String(rest.dropFirst(host.count))
            if url.isEmpty { url = "/" }
        }
        // Check the host: a page of another site could read this site through a host name that resolves to this
        // machine (DNS rebinding).
        let own = authority.map { [$0] } ?? ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"]
        guard own.contains(host.lowercased()) else {
            self = .refused(status: 421, words: "this server only answers requests for \(authority ?? "localhost")")
            return
        }
        let isEditor = isEditing && url.hasPrefix("/-oficio/editar/")
        if isEditor, authority == nil, host != "127.0.0.1:\(port)" {
            self = .refused(status: 421, words: "the editor only answers requests for 127.0.0.1")
            return
        }
        guard method == "GET" || method == "HEAD" || isEditor && method == "POST" else {
            self = .refused(status: 405, words: "only GET and HEAD are allowed")
            return
        }
        let path = String(url.dropFirst()).removingPercents
        guard url.utf8.count <= 4096, url.hasPrefix("/"), !path.hasPrefix("/"),
            !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }),
            path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ $0 != ".." && $0 != "." })
        else {
            self = .refused(status: 400, words: "invalid address")
            return
        }
        if isEditor {
            self = .editor(String(path.dropFirst("-oficio/editar/".count)))
            return
        }
        if isEditing, authority == nil, host == "127.0.0.1:\(port)", path != "-oficio/salud" {
            self = .otherOrigin(url)
            return
        }
        switch path {
        case "-oficio/espera" where authority == nil: self = .wait(version: version.flatMap { Int($0) } ?? -1)
        case "-oficio/vista.js" where authority == nil: self = .script
        case "-oficio/salud": self = .health
        default: self = .file(path)
        }
    }
}

/// Maps file name extensions to media types.
package enum MediaType {
    /// Returns the media type of a path, `application/octet-stream` if its extension is unknown.
    package static func mediaType(_ path: String) -> String {
        let ending = path.split(separator: "/").last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[ending] ?? "application/octet-stream"
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "webp": "image/webp", "pdf": "application/pdf",
        "xml": "application/xml", "atom": "application/atom+xml", "txt": "text/plain; charset=utf-8",
        "csv": "text/csv; charset=utf-8", "zip": "application/zip",
        "ics": "text/calendar; charset=utf-8", "odt": "application/vnd.oasis.opendocument.text",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]

    /// Whether files of this media type are text and worth compressing.
    package static func isText(_ type: String) -> Bool {
        type.hasPrefix("text/") || type.hasSuffix("json") || type.hasSuffix("xml")
    }
}
