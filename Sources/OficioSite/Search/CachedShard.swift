import OficioSource

/// A cached shard: the version line, the fingerprint of its input, and its bytes.
struct CachedShard {
    private static let line = Array("oficio buscador 6\n".utf8)

    let body: ArraySlice<UInt8>

    /// Reads a cached shard; `nil` if it has another version or the fingerprint of another input.
    init?(_ bytes: [UInt8], _ fingerprint: UInt64) {
        let head = Self.head(fingerprint)
        guard bytes.starts(with: head) else { return nil }
        body = bytes[head.count...]
    }

    /// Returns the head of a cached shard, which precedes its bytes.
    static func head(_ fingerprint: UInt64) -> [UInt8] {
        var out = BinaryWriter()
        out.word(fingerprint)
        return line + out.bytes
    }
}
