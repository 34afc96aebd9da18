import Diagnostics
import OficioBasics
import OficioFiles
import OficioSource

/// A file of decoded documents. The program neither decodes a document with the same bytes again, nor reads its body
/// before it is needed.
///
/// The file begins with a line that names the format and the base fingerprint, followed by batches of documents. A
/// batch holds its length, the length of its heads, a hash of the heads, the heads, and the bodies in order (see
/// `BinaryWriter`). Of two entries for a document, the later one is valid. An entry without records means that a
/// document with other metadata has the same bytes. Documents with missing or damaged entries, or with entries of
/// another base fingerprint, are decoded again.
struct RecordStore: Sendable {
    private let store: OpenedFile?
    /// The heads of all batches, one after the other.
    private let heads: [UInt8]
    private let entries: [String: Entry]
    /// The line that begins the store's file.
    let head: [UInt8]
    /// Whether batches can be appended to the file of the store.
    let isOpen: Bool

    private struct Entry {
        /// The hash of the document's bytes.
        let source: UInt64
        /// A fingerprint of the file's metadata when the bytes were read (see `SiteFile`); 0 if it is not reliable.
        var stamp: UInt64
        /// The range of the document's head in `RecordStore.heads`.
        let head: Range<Int>
        let bodies: Range<Int>

        var length: Int { head.count + bodies.count }
    }

    /// The number of bytes in a batch before its heads.
    static let lead = 24

    /// Opens a store; `baseStamp` is a fingerprint of the program, the types and the forms. A missing file, or a file
    /// with another base fingerprint, is an empty store.
    init(at path: String, baseStamp: UInt64) {
        head = Array("oficio registros 8 \(Fingerprint.word(baseStamp))\n".utf8)
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
                var reader = BinaryReader(bytes)
                return (reader.word(), reader.word(), reader.word())
            }
            guard length >= UInt64(Self.lead), length <= UInt64(file.size - place),
                headLength <= length - UInt64(Self.lead)
            else { break }
            let bytes = file.bytes(at: place + Self.lead, count: Int(headLength))
            guard bytes.count == Int(headLength), bytes.withUnsafeBytes({ Fingerprint.quick($0) }) == hash else {
                break
            }
            let (end, start) = (place + Int(length), heads.count)
            var bodies = place + Self.lead + Int(headLength)
            let isRead = bytes.withUnsafeBytes { bytes -> Bool in
                var reader = BinaryReader(bytes)
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
        // A truncated file cannot be appended to, and a file that is mostly out of date is better written anew.
        isOpen = place == file.size && live * 2 > file.size
    }

    /// Returns the hash of the bytes of a file whose metadata has not changed; `nil` if the file must be read.
    func source(of file: SiteFile) -> UInt64? {
        guard file.isSettled, let entry = entries[file.path], entry.stamp == StorableDocument.stamp(of: file) else {
            return nil
        }
        return entry.source
    }

    /// Returns the records of a document, `nil` if it must be decoded. `source` is the hash of its bytes; `decoded`
    /// decodes the document if a body turns out to be damaged.
    func records(of path: String, source: UInt64, file: FileID, otherwise decoded: @escaping @Sendable () -> [Record])
        -> [Record]?
    {
        guard let store, let entry = entries[path], entry.source == source else { return nil }
        return heads.withUnsafeBytes { all in
            var reader = BinaryReader(UnsafeRawBufferPointer(rebasing: all[entry.head]), file)
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

/// A decoded document in the form in which `RecordStore` writes it.
package struct StorableDocument: Sendable {
    let path: String
    let source: UInt64
    /// A fingerprint of the file's metadata; see `stamp(of:)`.
    let stamp: UInt64
    let file: FileID
    let records: [Record]
    /// Whether the store already has the records and only the metadata changed.
    let isTouched: Bool

    /// Returns a fingerprint of a file's metadata from the scan of the folder; 0 if it is not reliable.
    static func stamp(of file: SiteFile) -> UInt64 {
        file.isSettled ? file.stamp.withBytes { Fingerprint.quick(UnsafeRawBufferPointer($0)) } : 0
    }

    /// A copy of the document that includes its records, for a store that is written anew.
    var whole: StorableDocument {
        StorableDocument(path: path, source: source, stamp: stamp, file: file, records: records, isTouched: false)
    }

    /// Returns a batch with the entries of some documents, ready to append. Leaves out documents that refer to other
    /// files.
    package static func encodedBatch(_ documents: [StorableDocument]) -> [UInt8] {
        let entries = documents.concurrentMap { $0.entry }
        let (heads, bodies) = (entries.flatMap(\.head), entries.flatMap(\.bodies))
        var lead = BinaryWriter()
        lead.word(UInt64(RecordStore.lead + heads.count + bodies.count))
        lead.word(UInt64(heads.count))
        lead.word(heads.withUnsafeBytes { Fingerprint.quick($0) })
        return lead.bytes + heads + bodies
    }

    private var entry: (head: [UInt8], bodies: [UInt8]) {
        var head = BinaryWriter(file, capacity: 1_024), bodies = BinaryWriter(file, capacity: 16_384)
        if !isTouched { head.list(records) { $0.record($1, body: &bodies) } }
        if head.isForeign || bodies.isForeign { return ([], []) }
        var entry = BinaryWriter()
        entry.text(path)
        entry.word(source)
        entry.word(stamp)
        entry.flag(!isTouched)
        entry.count(head.bytes.count)
        entry.count(bodies.bytes.count)
        return (entry.bytes + head.bytes, bodies.bytes)
    }
}
