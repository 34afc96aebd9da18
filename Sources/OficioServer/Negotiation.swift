import OficioSource

/// Parses `Accept-Encoding` (RFC 9110, § 12.5.3).
package enum AcceptEncoding {
    /// Whether the client accepts gzip: the header lists `gzip` or `*` with a weight above zero.
    package static func allowsGzip(_ header: String?) -> Bool {
        var byName: Bool?
        var byStar: Bool?
        for element in (header ?? "").split(separator: ",") {
            let parts = element.split(separator: ";", omittingEmptySubsequences: false).map {
                String($0).trimmedASCII.lowercased()
            }
            switch parts.first {
            case "gzip", "x-gzip": byName = hasWeight(parts.dropFirst())
            case "*": byStar = hasWeight(parts.dropFirst())
            default: break
            }
        }
        return byName ?? byStar ?? false
    }

    private static func hasWeight(_ parameters: ArraySlice<String>) -> Bool {
        for parameter in parameters where parameter.hasPrefix("q=") { return (Double(parameter.dropFirst(2)) ?? 0) > 0 }
        return true
    }
}

/// The entity tags of a file: one for its bytes and one for the gzip-compressed response (RFC 9110, § 8.8.3.3).
struct EntityTags {
    let plain: String
    let compressed: String

    init(of hash: String) {
        plain = "\"\(hash)\""
        compressed = "\"\(hash)-gzip\""
    }

    /// Whether `If-None-Match` contains `tag` or `*`. Weak tags match strong ones (§ 13.1.2).
    static func matches(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").map { String($0).trimmedASCII }.contains {
            $0 == "*" || $0 == tag || $0 == "W/" + tag
        }
    }

    /// Whether `If-Match` contains `*` or one of the tags of the file. Weak tags match none (§ 13.1.1).
    static func matchesStrongly(_ header: String, _ tags: [String]) -> Bool {
        header.split(separator: ",").map { String($0).trimmedASCII }.contains { $0 == "*" || tags.contains($0) }
    }
}
