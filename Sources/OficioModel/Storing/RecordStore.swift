import Diagnostics
import OficioBasics
import OficioFiles
import OficioSource

/// What documents became when they were last decoded, in one file: one whose bytes are as they were is not decoded again, and its body is not even read before
/// it is asked for.
///
/// A line that names format and basis, then batches of documents: how long a batch is, how long its heads, a hash of these, the heads, and the bodies in their
/// order (`StoreWriter`). Of two entries of a document the later one counts; one without records tells that the document was touched and says what it said.
/// Whatever is missing, damaged or of another basis is decoded as if it had never been kept.
struct RecordStore: Sendable {
    private let store: OpenedFile?
    /// The heads of all batches, one behind the other.
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
        /// Where its head lies among the heads, and its bodies in the file.
        let head: Range<Int>
        let bodies: Range<Int>

        var length: Int { head.count + bodies.count }
    }

    /// Bytes in front of the heads of a batch.
    static let lead = 24

    /// - Parameter basis: tells the program, and what types and forms say.
    init(at path: String, basis: UInt64) {
        head = Array("oficio registros 6 \(Fingerprint.word(basis))\n".utf8)
        guard let file = OpenedFile(path), file.bytes(at: 0, count: head.count) == head else {
            (store, heads, entries, isOpen) = (nil, [], [:], false)
            return
        }
        var heads: [UInt8] = []
        var entries: [String: Entry] = [:]
        var place = head.count
        var live = 0
        while place + Self.lead <= file.size {
            let (length, headLength, hash) = file.bytes(at: place, count: Self.lead).withUnsafeBytes { bytes in
                var reader = StoreReader(bytes)
                return (reader.word(), reader.word(), reader.word())
            }
            guard length >= UInt64(Self.lead), length <= UInt64(file.size - place), headLength <= length - UInt64(Self.lead) else { break }
            let bytes = file.bytes(at: place + Self.lead, count: Int(headLength))
            guard bytes.count == Int(headLength), bytes.withUnsafeBytes({ Fingerprint.quick($0) }) == hash else { break }
            let (end, start) = (place + Int(length), heads.count)
            var bodies = place + Self.lead + Int(headLength)
            let isRead = bytes.withUnsafeBytes { bytes -> Bool in
                var reader = StoreReader(bytes)
                while reader.place < bytes.count {
                    let path = reader.text(), source = reader.word(), stamp = reader.word(), isWhole = reader.flag()
                    let headLength = reader.size(), length = reader.count()
                    if reader.isBroken || length < 0 || length > end - bodies { return false }
                    if isWhole {
                        let head = (start + reader.place)..<(start + reader.place + headLength)
                        let entry = Entry(source: source, stamp: stamp, head: head, bodies: bodies..<(bodies + length))
                        live += entry.length - (entries.updateValue(entry, forKey: path)?.length ?? 0)
                    } else if entries[path]?.source == source {
                        entries[path]?.stamp = stamp
                    }
                    reader.skip(headLength)
                    bodies += length
                }
                return true
            }
            if !isRead { break }
            heads += bytes
            place = end
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
            var reader = StoreReader(UnsafeRawBufferPointer(rebasing: all[entry.head]), file)
            var place = entry.bodies.lowerBound
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

    /// The entries of some documents, as the file holds them: without those that say something of other files.
    package static func batch(_ documents: [StorableDocument]) -> [UInt8] {
        let entries = documents.concurrentMap { $0.entry }
        let (heads, bodies) = (entries.flatMap(\.head), entries.flatMap(\.bodies))
        var lead = StoreWriter()
        lead.word(UInt64(RecordStore.lead + heads.count + bodies.count))
        lead.word(UInt64(heads.count))
        lead.word(heads.withUnsafeBytes { Fingerprint.quick($0) })
        return lead.bytes + heads + bodies
    }

    private var entry: (head: [UInt8], bodies: [UInt8]) {
        var head = StoreWriter(file, capacity: 1_024), bodies = StoreWriter(file, capacity: 16_384)
        if !isTouched { head.list(records) { $0.record($1, body: &bodies) } }
        if head.isForeign || bodies.isForeign { return ([], []) }
        var entry = StoreWriter()
        entry.text(path)
        entry.word(source)
        entry.word(stamp)
        entry.flag(!isTouched)
        entry.count(head.bytes.count)
        entry.count(bodies.bytes.count)
        return (entry.bytes + head.bytes, bodies.bytes)
    }
}
