import OficioBasics
import OficioSource

/// What the last index depended on, and which files it had.
struct IndexRecord {
    private static let head = Array("oficio indice 1\n".utf8)

    /// The fingerprint of everything but the parts.
    let inputs: UInt64
    /// The dependencies of each part; `nil` for one that must be made every time.
    let parts: [Trace?]
    /// The files besides the text shards, with the fingerprints under which they were planned.
    let files: [(name: String, fingerprint: String)]

    init(inputs: UInt64, parts: [Trace?], files: [(name: String, fingerprint: String)]) {
        (self.inputs, self.parts, self.files) = (inputs, parts, files)
    }

    init?(stored: [UInt8]) {
        guard stored.starts(with: Self.head) else { return nil }
        let record = stored[Self.head.count...].withUnsafeBytes { bytes -> IndexRecord? in
            guard var reader = BinaryReader(sealed: bytes) else { return nil }
            let record = IndexRecord(
                inputs: reader.word(), parts: reader.list { $0.optional { $0.trace() } },
                files: reader.list { ($0.text(), $0.text()) })
            return reader.isBroken ? nil : record
        }
        guard let record else { return nil }
        self = record
    }

    var bytes: [UInt8] {
        BinaryWriter.sealed(after: Self.head) { out in
            out.word(inputs)
            out.list(parts) { $0.optional($1) { $0.trace($1) } }
            out.list(files) { out, file in
                out.text(file.name)
                out.text(file.fingerprint)
            }
        }
    }
}
