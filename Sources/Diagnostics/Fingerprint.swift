/// FNV-1a, 64 bits: names of shards, boundaries of blocks, whether a file is as it was; nothing that has to resist an attacker.
package enum Fingerprint {
    package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return hash ^ (hash >> 29)
    }

    /// Six characters for a file's name.
    package static func name(_ bytes: [UInt8]) -> String {
        let digits = Array<UInt8>("0123456789abcdefghjkmnpqrstvwxyz".utf8)
        var hash = of(bytes)
        var name: [UInt8] = []
        for _ in 0..<6 {
            name.append(digits[Int(hash & 31)])
            hash >>= 5
        }
        return String(decoding: name, as: UTF8.self)
    }
}
