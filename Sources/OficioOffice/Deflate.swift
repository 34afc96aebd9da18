internal import CZip

/// Compresses and decompresses zlib streams (RFC 1950), and computes the checksums of PNG. Uses zlib.
package enum Deflate {
    /// Returns the decompressed bytes, at most `limit` of them; those before the damage if the stream is damaged.
    package static func inflated(_ bytes: ArraySlice<UInt8>, limit: Int) -> [UInt8] {
        var used = 0
        return inflated(bytes, limit: limit, used: &used)
    }

    /// Returns the decompressed bytes; `used` gets the number of bytes that were read.
    static func inflated(_ bytes: ArraySlice<UInt8>, limit: Int, used: inout Int) -> [UInt8] {
        var read: UInt = 0
        defer { used = Int(read) }
        return bytes.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: limit) { out, count in
                guard let start = input.baseAddress, let room = out.baseAddress else { return }
                count = Int(oficio_inflate(start, UInt(input.count), room, UInt(limit), &read))
            }
        }
    }

    /// Returns a zlib stream that stores the bytes uncompressed, so that it does not depend on the version of zlib.
    static func storedStream(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count + bytes.count / 1000 + 64) { out, count in
            var length = UInt(out.count)
            count = compress2(out.baseAddress, &length, bytes, UInt(bytes.count), 0) == Z_OK ? Int(length) : 0
        }
    }

    /// Returns the CRC-32 of bytes.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
    }
}
