import OficioBasics

/// A sorted table of keys and payloads, cut into blocks by content-defined chunking: a key that is added or removed
/// changes its own block and seldom another.
///
/// A block is a run of entries. An entry is the length of the prefix that it shares with the key
/// before, the length of the rest, the rest, the length of the payload, and the payload. Lengths
/// are varints.
struct BlockTable: Sendable {
    /// A block with a prefix of its first key that is greater than the last key of the block
    /// before.
    struct Block: Sendable {
        var first: [UInt8]
        let bytes: [UInt8]
    }

    private(set) var blocks: [Block] = []

    /// Cuts sorted entries into blocks.
    ///
    /// - Parameters:
    ///   - entries: sorted by key; keys are unique.
    ///   - target: the average size of a block in bytes. Only a block of a single entry is larger
    ///     than twice that.
    init(_ entries: [(key: [UInt8], payload: [UInt8])], target: Int) {
        var bytes: [UInt8] = []
        var first: [UInt8] = []
        var previous: [UInt8] = []
        /// The last key of the previous block.
        var lastOfPreviousBlock: [UInt8] = []
        func flush() {
            if !bytes.isEmpty {
                // Find the shortest prefix of the first key that is greater than the key before. The prefix
                // ends between two characters of UTF-8.
                var shared = 0
                while shared < min(lastOfPreviousBlock.count, first.count),
                    lastOfPreviousBlock[shared] == first[shared]
                { shared += 1 }
                var length = min(first.count, shared + 1)
                while length < first.count, first[length] & 0xC0 == 0x80 { length += 1 }
                // An exact copy: all blocks stay in memory until they are written, so spare
                // capacity would add up.
                let copy = [UInt8](unsafeUninitializedCapacity: bytes.count) {
                    $1 = $0.initialize(fromContentsOf: bytes)
                }
                blocks.append(Block(first: Array(first.prefix(length)), bytes: copy))
                lastOfPreviousBlock = previous
            }
            bytes.removeAll(keepingCapacity: true)
            previous.removeAll(keepingCapacity: true)
        }
        for entry in entries {
            let size = entry.key.count + entry.payload.count + 3
            // The hash of the key decides whether a block begins here: one key in `share`, more
            // often for long entries and four times as often once the block has its size. An entry
            // larger than `target` stands alone. A key that ends in a space stays in the block of
            // the key before.
            let share = max(1, target / max(1, size) / (bytes.count > target ? 4 : 1))
            let isBoundary =
                bytes.count > target / 2 && entry.key.last != UInt8(ascii: " ")
                && Fingerprint.of(entry.key) % UInt64(share) == 0
            if isBoundary || size > target || bytes.count + size > target * 2 { flush() }
            if bytes.isEmpty { first = entry.key }
            var shared = 0
            while shared < min(previous.count, entry.key.count), previous[shared] == entry.key[shared] { shared += 1 }
            bytes.appendVarint(shared)
            bytes.appendVarint(entry.key.count - shared)
            bytes += entry.key[shared...]
            bytes.appendVarint(entry.payload.count)
            bytes += entry.payload
            previous = entry.key
            if size > target { flush() }
        }
        flush()
    }
}

extension [UInt8] {
    /// Appends a number as unsigned LEB128: seven bits a byte, the lowest first.
    mutating func appendVarint(_ value: Int) {
        var rest = UInt64(value)
        while rest >= 0x80 {
            append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// The bytes encoded in Base64 with padding (RFC 4648, § 4).
    var base64: [UInt8] {
        let digits = Array<UInt8>("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        out.reserveCapacity((count + 2) / 3 * 4)
        var index = 0
        while index < count {
            let a = UInt32(self[index]) << 16
            let b = index + 1 < count ? UInt32(self[index + 1]) << 8 : 0
            let c = index + 2 < count ? UInt32(self[index + 2]) : 0
            let word = a | b | c
            out.append(digits[Int(word >> 18 & 63)])
            out.append(digits[Int(word >> 12 & 63)])
            out.append(index + 1 < count ? digits[Int(word >> 6 & 63)] : UInt8(ascii: "="))
            out.append(index + 2 < count ? digits[Int(word & 63)] : UInt8(ascii: "="))
            index += 3
        }
        return out
    }
}
