import OficioBasics

/// A name in templates, stored as the 64-bit hash of its bytes, which makes copies and comparisons cheap.
///
/// Two names of one theme with the same hash would be confused; among ten thousand names the odds are one in 10¹¹.
package struct TemplateName: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The 64-bit FNV-1a hash of the UTF-8 bytes (http://www.isthe.com/chongo/tech/comp/fnv/).
    private let fingerprint: UInt64

    /// Hashes a name.
    package init(_ string: String) {
        fingerprint = string.withBytes { Self.fingerprint($0) }
    }

    /// Hashes a literal name.
    package init(stringLiteral string: StaticString) {
        fingerprint = string.withUTF8Buffer { Self.fingerprint($0) }
    }

    @inline(__always) private static func fingerprint(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return fingerprint
    }
}
