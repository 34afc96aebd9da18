import Diagnostics

/// A sorted table of keys and payloads, cut into blocks of bounded size whose boundaries follow from the keys,
/// so that a key that comes or goes changes the block it stands in and no other.
///
/// A block is a run of entries: length shared with the key before, length of the rest, the rest, length of the payload, the payload; all lengths
/// are varints.
struct BlockTable: Sendable {
    /// One block: the key that it begins with, and its bytes.
    struct Block: Sendable {
        var first: [UInt8]
        let bytes: [UInt8]
    }

    private(set) var blocks: [Block] = []

    /// - Parameters:
    ///   - entries: sorted by key, no two alike.
    ///   - target: bytes that a block has on average; none but one of a single entry is more than twice that.
    init(_ entries: [(key: [UInt8], payload: [UInt8])], target: Int) {
        var bytes: [UInt8] = []
        var first: [UInt8] = []
        var former: [UInt8] = []
        /// The last key of the block before.
        var last: [UInt8] = []
        func flush() {
            if !bytes.isEmpty {
                // As much of the first key as tells it from the one before.
                var shared = 0
                while shared < min(last.count, first.count), last[shared] == first[shared] { shared += 1 }
                var length = min(first.count, shared + 1)
                while length < first.count, first[length] & 0xC0 == 0x80 { length += 1 }
                // As long as it is: all of them are kept until they are written.
                blocks.append(Block(first: Array(first.prefix(length)), bytes: [UInt8](unsafeUninitializedCapacity: bytes.count) { $1 = $0.initialize(fromContentsOf: bytes) }))
                last = former
            }
            bytes.removeAll(keepingCapacity: true)
            former.removeAll(keepingCapacity: true)
        }
        for entry in entries {
            let size = entry.key.count + entry.payload.count + 3
            // A boundary before keys whose hash says so, the likelier the longer the entry, and four times as likely once the block has its size;
            // what fills a block by itself stands alone, and a key that ends in a blank stays with the one before.
            let share = max(1, target / max(1, size) / (bytes.count > target ? 4 : 1))
            let wantsCut = bytes.count > target / 2 && entry.key.last != UInt8(ascii: " ") && Fingerprint.of(entry.key) % UInt64(share) == 0
            if wantsCut || size > target || bytes.count + size > target * 2 { flush() }
            if bytes.isEmpty { first = entry.key }
            var shared = 0
            while shared < min(former.count, entry.key.count), former[shared] == entry.key[shared] { shared += 1 }
            bytes.appendVarint(shared)
            bytes.appendVarint(entry.key.count - shared)
            bytes += entry.key[shared...]
            bytes.appendVarint(entry.payload.count)
            bytes += entry.payload
            former = entry.key
            if size > target { flush() }
        }
        flush()
    }
}

extension [UInt8] {
    /// Seven bits a byte, the lowest first.
    mutating func appendVarint(_ value: Int) {
        var rest = UInt64(value)
        while rest >= 0x80 {
            append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// RFC 4648, § 4.
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
