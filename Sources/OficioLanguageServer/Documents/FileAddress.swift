import OficioBasics

/// Converts between paths of files and `file:` addresses (RFC 8089).
enum FileAddress {
    /// Returns the absolute path of an address; `nil` for an address of another kind, such as `untitled:`.
    static func path(_ address: String) -> String? {
        guard address.lowercased().hasPrefix("file://") else { return nil }
        let rest = address.dropFirst("file://".count)
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let host = rest[..<slash]
        guard host.isEmpty || host == "localhost" else { return nil }
        return String(rest[slash...]).removingPercents
    }

    /// Returns the address of an absolute path.
    static func address(_ path: String) -> String {
        "file://"
            + path.split(separator: "/", omittingEmptySubsequences: false).map { String($0).percentEncoded }
            .joined(separator: "/")
    }
}
