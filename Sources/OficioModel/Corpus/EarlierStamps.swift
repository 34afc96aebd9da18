import OficioBasics
import OficioSource

/// The fingerprints of everything that results of an earlier build could depend on, and the names of its records.
/// `build --explain` compares them with the current fingerprints. They do not decide what is rendered again.
package struct EarlierStamps: Sendable {
    private static let head = Array("oficio lecturas 1\n".utf8)

    private var stamps: [UInt64: UInt64] = [:]
    private var names: [UInt64: String] = [:]

    /// Whether there are no fingerprints: there was no earlier build, or the bytes are damaged.
    package var isEmpty: Bool { stamps.isEmpty }

    /// The fingerprint that a key had, 0 for none.
    package subscript(key: UInt64) -> UInt64 { stamps[key] ?? 0 }

    /// Returns the record id of the record to which the key of a part or a fact belonged, `nil` if no record had the
    /// key.
    package func name(of key: UInt64) -> String? { names[DependencyKey.part(.whole, of: key)] }

    /// Decodes the result of `bytes(of:adding:)`. The value is empty if the bytes are damaged or in another format.
    package init(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.head) else { return }
        bytes[Self.head.count...].withUnsafeBytes { bytes in
            guard var reader = BinaryReader(sealed: bytes) else { return }
            let names = reader.list { reader in (reader.word(), reader.text()) }
            let stamps = reader.list { reader in (reader.word(), reader.word()) }
            if reader.isBroken { return }
            self.names = Dictionary(names) { first, _ in first }
            self.stamps = Dictionary(stamps) { first, _ in first }
        }
    }

    /// Returns the encoded fingerprints of this build. `more` has further fingerprints with their keys.
    package static func bytes(of stamps: ReadStamps, adding more: [(key: UInt64, stamp: UInt64)]) -> [UInt8] {
        let names = stamps.names, all = stamps.entries
        return BinaryWriter.sealed(after: head, capacity: names.count * 40 + all.count * 16) { out in
            out.list(names) { out, name in
                out.word(name.key)
                out.text(name.name)
            }
            out.list(all + more) { out, entry in
                out.word(entry.key)
                out.word(entry.stamp)
            }
        }
    }
}
