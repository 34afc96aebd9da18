import Diagnostics

/// The parts of a link's destination.
package struct LinkTarget: Sendable {
    /// The destination of the link without its anchor.
    package let path: String
    /// The anchor of the link without `#`, `nil` if there is none.
    package let anchor: String?
    /// The scheme in lower case (`https`, `mailto`); `//` for a scheme-relative address, `nil` for a relative path.
    package let scheme: String?

    /// Splits the destination of a link into its parts.
    package init(_ destination: String) {
        let bytes = destination.utf8
        if destination.contains("#"), let hash = bytes.firstIndex(of: UInt8(ascii: "#")) {
            path = String(destination[..<hash])
            anchor = String(destination[bytes.index(after: hash)...])
        } else {
            path = destination
            anchor = nil
        }
        scheme = Self.scheme(of: path)
    }

    /// Whether the destination is a path relative to the source's file.
    package var isRelativePath: Bool { scheme == nil && !path.isEmpty }

    /// Returns the scheme of a path (RFC 3986): letters before a colon that comes before any slash. Skips control
    /// characters and spaces, as browsers do. Returns `//` for a path that begins so, and `nil` for a path without a
    /// scheme.
    private static func scheme(of path: String) -> String? {
        if path.hasPrefix("//") { return "//" }
        var name: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case 0...0x20: continue
            case UInt8(ascii: ":"): return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
            case 0x41...0x5A: name.append(byte | 0x20)
            case 0x61...0x7A: name.append(byte)
            case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if name.isEmpty { return nil }
                name.append(byte)
            default: return nil
            }
        }
        return nil
    }
}

extension String {
    /// Returns the path without `.` and `..`, relative to the folder of `base`; `nil` if it leaves the site.
    func normalizedPath(relativeTo base: String) -> String? {
        var out: [UInt8] = []
        out.reserveCapacity(base.utf8.count + utf8.count)
        out.append(contentsOf: base.utf8)
        func dropLast() { out.removeSubrange((out.lastIndex(of: UInt8(ascii: "/")) ?? 0)...) }
        dropLast()
        let stays = withBytes { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != UInt8(ascii: "/") { end += 1 }
                defer { start = end + 1 }
                let isDot = end > start && bytes[start] == UInt8(ascii: ".")
                if end == start || isDot && end == start + 1 { continue }
                if isDot, end == start + 2, bytes[start + 1] == UInt8(ascii: ".") {
                    if out.isEmpty { return false }
                    dropLast()
                } else {
                    if !out.isEmpty { out.append(UInt8(ascii: "/")) }
                    out.append(contentsOf: bytes[start..<end])
                }
            }
            return true
        }
        return stays ? String(decoding: out, as: UTF8.self) : nil
    }
}
