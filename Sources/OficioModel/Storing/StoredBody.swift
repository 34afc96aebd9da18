import Diagnostics
import OficioSource

/// The body of a record as the store keeps it, read when it is first asked for.
final class StoredBody: Sendable {
    /// All of a record, head and body.
    struct Content: Sendable {
        let fields: [FieldValue]
        let extra: [ExtraSection]
    }

    private let bytes: [UInt8]
    private let range: Range<Int>
    private let file: FileID
    private let head: [FieldValue]
    private let known = Guarded<Content?>(nil)

    /// - Parameters:
    ///   - bytes: of the store; what lies in the range has been compared with its hash.
    ///   - head: the fields in front of it.
    init(_ bytes: [UInt8], _ range: Range<Int>, _ file: FileID, head: [FieldValue]) {
        self.bytes = bytes
        self.range = range
        self.file = file
        self.head = head
    }

    var content: Content {
        known.withLock { known in
            if let known { return known }
            let read = bytes.withUnsafeBytes { all in
                var reader = StoreReader(UnsafeRawBufferPointer(rebasing: all[range]), file)
                let (fields, extra) = reader.body()
                // These bytes are those that this program has written: to publish half of them would be worse than to stop.
                precondition(!reader.isBroken, "a stored document that is not whole")
                return Content(fields: head + fields, extra: extra)
            }
            known = read
            return read
        }
    }
}
