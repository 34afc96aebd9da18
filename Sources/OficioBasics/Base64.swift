internal import CSodium

/// Base64 with padding (RFC 4648), from libsodium.
package enum Base64 {
    /// The Base64 text of bytes.
    package static func text(_ bytes: [UInt8]) -> String {
        let length = sodium_base64_encoded_len(bytes.count, Int32(sodium_base64_VARIANT_ORIGINAL))
        var out = [CChar](repeating: 0, count: length)
        sodium_bin2base64(&out, length, bytes, bytes.count, Int32(sodium_base64_VARIANT_ORIGINAL))
        return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
