import Diagnostics
import OficioBasics
import OficioFiles
import OficioSource

/// The body of a stored record, which is read on first access.
final class StoredBody: Sendable {
    /// The fields and extra sections of a record, from its head and body.
    struct Content: Sendable {
        let fields: [FieldValue]
        let extra: [ExtraSection]
    }

    /// The range of a body in the store's file.
    struct Place: Sendable {
        let store: OpenedFile
        let start: Int
        let count: Int
        /// The hash of the body's bytes, which shows damage.
        let hash: UInt64
    }

    private let place: Place
    private let file: FileID
    private let head: [FieldValue]
    private let decoded: @Sendable () -> Record?
    private let known = Locked<Content?>(nil)

    /// Creates a body whose fields follow the fields `head`. If the store is damaged, `decoded` decodes the record from
    /// its source.
    init(_ place: Place, _ file: FileID, head: [FieldValue], otherwise decoded: @escaping @Sendable () -> Record?) {
        self.place = place
        self.file = file
        self.head = head
        self.decoded = decoded
    }

    var content: Content {
        known.withLock { known in
            if let known { return known }
            guard let read = stored ?? decoded().map({ Content(fields: $0.fields, extra: $0.extra) }) else {
                // Stop here, because half of the document would be published otherwise. The existing output is kept.
                FatalExit.exit(
                    Localized(
                        es: """
                            un documento guardado está dañado y su fuente desapareció mientras se leía: repita la \
                            orden; no se pierde nada de lo publicado
                            """,
                        en: """
                            a stored document is damaged, and its source went while it was read: run the command \
                            again; nothing that was published is lost
                            """
                    ))
            }
            known = read
            return read
        }
    }

    private var stored: Content? {
        place.store.bytes(at: place.start, count: place.count).withUnsafeBytes { bytes in
            guard bytes.count == place.count, Fingerprint.wordwise(bytes) == place.hash else { return nil }
            var reader = BinaryReader(bytes, file)
            let (fields, extra) = reader.body()
            return reader.isBroken ? nil : Content(fields: head + fields, extra: extra)
        }
    }
}
