import Diagnostics
import OficioSource

/// What documents became when they were last decoded, in one file: one whose bytes are as they were is not decoded again.
///
/// A head that names format and basis, then an entry a document: length, hash, and what `StoreWriter` makes of it; of two entries of a document the later
/// one counts. An entry without records tells that the document was touched and says what it said. Whatever is missing, damaged or of another basis is decoded as if it had never been kept.
struct RecordStore: Sendable {
    private let bytes: [UInt8]
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
        let sealed: Range<Int>
    }

    /// - Parameter basis: tells the program, and what types and forms say.
    init(at path: String, basis: UInt64) {
        head = Array("oficio registros 3 \(String(basis, radix: 36))\n".utf8)
        let bytes = (try? Files.read(path)) ?? []
        guard bytes.starts(with: head) else {
            self.bytes = []
            entries = [:]
            isOpen = false
            return
        }
        var entries: [String: Entry] = [:]
        var place = head.count
        var live = 0
        bytes.withUnsafeBytes { all in
            while place + 8 <= all.count {
                var reader = StoreReader(UnsafeRawBufferPointer(rebasing: all[place...]))
                let length = reader.word()
                guard length <= UInt64(all.count - place - 8) else { break }
                // Its hash is looked at when it is asked for.
                _ = reader.word()
                let path = reader.text(), source = reader.word(), stamp = reader.word(), isWhole = reader.flag()
                if reader.isBroken { break }
                let sealed = (place + 8)..<(place + 8 + Int(length))
                place = sealed.upperBound
                if isWhole {
                    live += sealed.count - (entries[path]?.sealed.count ?? 0)
                    entries[path] = Entry(source: source, stamp: stamp, sealed: sealed)
                } else if entries[path]?.source == source {
                    entries[path]?.stamp = stamp
                }
            }
        }
        self.bytes = bytes
        self.entries = entries
        // What is cut short cannot be added to; what is mostly out of date is better written anew.
        isOpen = place == bytes.count && live * 2 > bytes.count
    }

    /// The hash of the bytes of a file that is as it was when it was last read; `nil` where it has to be read to know it.
    func source(of file: SiteFile) -> UInt64? {
        guard file.isSettled, let entry = entries[file.path], entry.stamp == StorableDocument.stamp(of: file) else { return nil }
        return entry.source
    }

    /// The records of a document, `nil` where it has to be decoded.
    ///
    /// - Parameter source: the hash of its bytes.
    func records(of path: String, source: UInt64, file: FileID) -> [Record]? {
        guard let entry = entries[path], entry.source == source else { return nil }
        return bytes.withUnsafeBytes { all in
            guard var reader = StoreReader(sealed: UnsafeRawBufferPointer(rebasing: all[entry.sealed]), file) else { return nil }
            _ = reader.text()
            _ = reader.word()
            _ = reader.word()
            _ = reader.flag()
            let start = all.baseAddress
            let records = reader.list { reader in
                reader.record(in: file) { body, head in
                    let place = body.baseAddress! - start!
                    return StoredBody(bytes, place..<(place + body.count), file, head: head)
                }
            }
            return reader.isBroken ? nil : records
        }
    }
}

/// A document that was decoded, as the store keeps it.
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
        var body = StoreWriter(file)
        body.text(path)
        body.word(source)
        body.word(stamp)
        body.flag(!isTouched)
        if !isTouched { body.list(records) { $0.record($1) } }
        if body.isForeign { return nil }
        let sealed = body.sealed
        var length = StoreWriter()
        length.word(UInt64(sealed.count))
        return length.bytes + sealed
    }
}
