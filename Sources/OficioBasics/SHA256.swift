internal import CSodium

/// Computes SHA-256 hashes (FIPS 180-4) with libsodium.
package enum SHA256 {
    /// Returns the hash of bytes as 64 lower-case hexadecimal digits.
    package static func hex(_ bytes: [UInt8]) -> String { digest(bytes).hexadecimal }

    /// Returns the hash of bytes in Base64, as a content security policy names a script or a style.
    package static func base64(_ bytes: [UInt8]) -> String { Base64.text(digest(bytes)) }

    private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }
}

extension [UInt8] {
    /// The bytes as text, with two lower-case hexadecimal digits for each.
    package var hexadecimal: String {
        let digits = Array<UInt8>("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: count * 2) { buffer in
            for (index, byte) in enumerated() {
                buffer[index * 2] = digits[Int(byte >> 4)]
                buffer[index * 2 + 1] = digits[Int(byte & 15)]
            }
            return count * 2
        }
    }

    /// Decodes pairs of hexadecimal digits in either case; `nil` for any other text.
    package init?(hexadecimal text: String) {
        func digit(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x61...0x66: byte - 0x57
            case 0x41...0x46: byte - 0x37
            default: nil
            }
        }
        let bytes = Array<UInt8>(text.utf8)
        guard bytes.count % 2 == 0 else { return nil }
        self = []
        for index in stride(from: 0, to: bytes.count, by: 2) {
            guard let high = digit(bytes[index]), let low = digit(bytes[index + 1]) else { return nil }
            append(high << 4 | low)
        }
    }
}
