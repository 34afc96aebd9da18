/// Hashes of 64 bits: FNV-1a for names of shards and boundaries of blocks, a quicker one for whether much is as it was; nothing that has to resist an attacker.
package enum Fingerprint {
    package static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBufferPointer { of($0) } }

    package static func of(_ text: String) -> UInt64 {
        text.withBytes { of($0) }
    }

    private static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return hash ^ (hash >> 29)
    }

    /// Another hash, of eight bytes at a time: for much.
    package static func quick(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var stamp = Stamp()
        var place = 0
        while place + 8 <= bytes.count {
            stamp.add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
            place += 8
        }
        while place < bytes.count {
            stamp.add(UInt64(bytes[place]))
            place += 1
        }
        stamp.add(UInt64(bytes.count))
        return stamp.value
    }

    /// Six characters for a file's name.
    package static func name(_ bytes: [UInt8]) -> String {
        let hash = bytes.withUnsafeBytes { quick($0) }
        return letters(hash ^ hash >> 29, count: 6)
    }

    /// A hash in thirteen characters, which a `String` holds without memory of its own.
    ///
    /// - Parameter kind: an ASCII character in front of them.
    package static func word(_ hash: UInt64, after kind: UInt8? = nil) -> String { letters(hash, count: 13, after: kind) }

    private static func letters(_ hash: UInt64, count: Int, after kind: UInt8? = nil) -> String {
        String(unsafeUninitializedCapacity: 14) { out in
            var place = 0
            if let kind {
                out[0] = kind
                place = 1
            }
            var rest = hash
            for _ in 0..<count {
                out[place] = digits[Int(rest & 31)]
                rest >>= 5
                place += 1
            }
            return place
        }
    }

    private static let digits = Array<UInt8>("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

/// A hash of several things in their order, for telling whether any of them is another.
package struct Stamp: Sendable {
    package private(set) var value: UInt64 = 14_695_981_039_346_656_037

    package init() {}

    package mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 32
    }

    package mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

    package mutating func add(_ numbers: [Int]) {
        for number in numbers { add(number) }
        add(numbers.count)
    }

    package mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }

    package mutating func add(_ text: String) {
        add(text.withBytes { Fingerprint.quick(UnsafeRawBufferPointer($0)) })
    }

    package mutating func add(_ bytes: [UInt8]) {
        add(bytes.withUnsafeBytes { Fingerprint.quick($0) })
    }

    package mutating func add(_ texts: [String]) {
        for text in texts { add(text) }
        add(texts.count)
    }
}
