import Diagnostics
import OficioSource

/// What documents became when they were last decoded, in one file: one whose bytes are as they were is not decoded again, and its body is not even read before
/// it is asked for.
///
/// A line that names format and basis, then an entry a document: how long it is, how long its head, a hash of that, the head and the bodies (`StoreWriter`). Of
/// two entries of a document the later one counts; one without records tells that the document was touched and says what it said. Whatever is missing, damaged
/// or of another basis is decoded as if it had never been kept.
struct RecordStore: Sendable {
    private let store: OpenedFile?
    /// The heads of all entries, one behind the other.
    private let heads: [UInt8]
    private let entries: [String: Entry]
    /// The line that the file begins with.
    let head: [UInt8]
    /// Whether the file can be added to.
    let isOpen: Bool

    private struct Entry {
        /// The hash of the document's bytes.
        let source: UInt64
        /// Of the stamp that the file bore when these were read (`SiteFile`), 0 where that tells nothing.
        var stamp: UInt64
        /// Where its head lies among the heads, and the hash of it.
        let head: Range<Int>
        let hash: UInt64
        /// Where its bodies begin in the file.
        let bodies: Int
        /// Bytes in the file.
        let length: Int
    }

    /// Words in front of the head of an entry.
    static let lead = 24
    /// What is read of an entry at first: mostly its head is no longer.
    private static let guess = 2_048

    /// - Parameter basis: tells the program, and what types and forms say.
    init(at path: String, basis: UInt64) {
        head = Array("oficio registros 4 \(String(basis, radix: 36))\n".utf8)
        guard let file = OpenedFile(path), file.bytes(at: 0, count: head.count) == head else {
            (store, heads, entries, isOpen) = (nil, [], [:], false)
            return
        }
        var heads: [UInt8] = []
        var entries: [String: Entry] = [:]
        var place = head.count
        var live = 0
        while place + Self.lead <= file.size {
            var bytes = file.bytes(at: place, count: Self.guess)
            let (length, headLength, hash) = bytes.withUnsafeBytes { bytes in
                var reader = StoreReader(bytes)
                return (reader.word(), reader.word(), reader.word())
            }
            guard length >= UInt64(Self.lead), length <= UInt64(file.size - place), headLength <= length - UInt64(Self.lead) else { break }
            let end = Self.lead + Int(headLength)
            if end > bytes.count { bytes += file.bytes(at: place + bytes.count, count: end - bytes.count) }
            guard end <= bytes.count else { break }
            let isRead = bytes.withUnsafeBytes { bytes -> Bool in
                var reader = StoreReader(UnsafeRawBufferPointer(rebasing: bytes[Self.lead..<end]))
                // Its hash is looked at when its records are asked for.
                let path = reader.text(), source = reader.word(), stamp = reader.word(), isWhole = reader.flag()
                if reader.isBroken { return false }
                if isWhole {
                    live += Int(length) - (entries[path]?.length ?? 0)
                    entries[path] = Entry(
                        source: source, stamp: stamp, head: heads.count..<(heads.count + Int(headLength)), hash: hash, bodies: place + end, length: Int(length))
                } else if entries[path]?.source == source {
                    entries[path]?.stamp = stamp
                }
                return true
            }
            if !isRead { break }
            heads += bytes[Self.lead..<end]
            place += Int(length)
        }
        store = file
        self.heads = heads
        self.entries = entries
        // What is cut short cannot be added to; what is mostly out of date is better written anew.
        isOpen = place == file.size && live * 2 > file.size
    }

    /// The hash of the bytes of a file that is as it was when it was last read; `nil` where it has to be read to know it.
    func source(of file: SiteFile) -> UInt64? {
        guard file.isSettled, let entry = entries[file.path], entry.stamp == StorableDocument.stamp(of: file) else { return nil }
        return entry.source
    }

    /// The records of a document, `nil` where it has to be decoded.
    ///
    /// - Parameters:
    ///   - source: the hash of its bytes.
    ///   - decoded: decodes it, where a body turns out to be damaged.
    func records(of path: String, source: UInt64, file: FileID, otherwise decoded: @escaping @Sendable () -> [Record]) -> [Record]? {
        guard let store, let entry = entries[path], entry.source == source else { return nil }
        return heads.withUnsafeBytes { all in
            let bytes = UnsafeRawBufferPointer(rebasing: all[entry.head])
            guard Fingerprint.quick(bytes) == entry.hash else { return nil }
            var reader = StoreReader(bytes, file)
            _ = (reader.text(), reader.word(), reader.word(), reader.flag())
            var place = entry.bodies
            var number = 0
            let records = reader.list { reader in
                reader.record(in: file) { head, count, hash in
                    defer {
                        place += count
                        number += 1
                    }
                    let own = number
                    return StoredBody(.init(store: store, start: place, count: count, hash: hash), file, head: head) {
                        let records = decoded()
                        return records.indices.contains(own) ? records[own] : nil
                    }
                }
            }
            return reader.isBroken ? nil : records
        }
    }
}

/// What a document became, as the store keeps it.
package struct StorableDocument: Sendable {
    let path: String
    let source: UInt64
    /// See `stamp(of:)`.
    let stamp: UInt64
    let file: FileID
    let records: [Record]
    /// Whether the store has its records, and only the stamp is another.
    let isTouched: Bool

    /// Tells a file as it lay when the folder was scanned; 0 where that tells nothing.
    static func stamp(of file: SiteFile) -> UInt64 { file.isSettled ? file.stamp.withBytes { Fingerprint.quick(UnsafeRawBufferPointer($0)) } : 0 }

    /// The same with its records, for a store that is written anew.
    var whole: StorableDocument { StorableDocument(path: path, source: source, stamp: stamp, file: file, records: records, isTouched: false) }

    /// Its entry; `nil` for one that says something of other files.
    package var entry: [UInt8]? {
        var head = StoreWriter(file), bodies = StoreWriter(file)
        head.text(path)
        head.word(source)
        head.word(stamp)
        head.flag(!isTouched)
        if !isTouched { head.list(records) { $0.record($1, body: &bodies) } }
        if head.isForeign || bodies.isForeign { return nil }
        var lead = StoreWriter()
        lead.word(UInt64(RecordStore.lead + head.bytes.count + bodies.bytes.count))
        lead.word(UInt64(head.bytes.count))
        lead.word(head.bytes.withUnsafeBytes { Fingerprint.quick($0) })
        return lead.bytes + head.bytes + bodies.bytes
    }
}
