/// A name that templates look up, hashed once: most comparisons read eight bytes.
package struct TemplateName: Hashable, Sendable, ExpressibleByStringLiteral {
    package let string: String
    /// 64-bit FNV-1a of the UTF-8 bytes (http://www.isthe.com/chongo/tech/comp/fnv/).
    package let fingerprint: UInt64

    package init(_ string: String) {
        self.string = string
        var string = string
        fingerprint = string.withUTF8 { bytes in
            var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in bytes { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01b3 }
            return fingerprint
        }
    }

    package init(stringLiteral string: String) {
        self.init(string)
    }

    package static func == (left: TemplateName, right: TemplateName) -> Bool {
        left.fingerprint == right.fingerprint && left.string == right.string
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(fingerprint)
    }
}
