import OficioSource

/// Decides which files are accepted as scanned, signed originals: PDF files and images, recognised by their first bytes
/// and their extension. Any other file could be a page that runs under the site's address.
package enum SignedCopy {
    /// Whether a file is a PDF or an image. `beginning` has its first `length` bytes, and `ending` is its extension
    /// without a dot.
    package static func isAcceptable(_ beginning: [UInt8], ending: String) -> Bool {
        kinds.contains { $0.endings.contains(ending.lowercased()) && $0.matches(beginning) }
    }

    /// The number of bytes at the beginning of a file that `isAcceptable` examines.
    package static let length = 16

    private struct Kind: Sendable {
        let endings: Set<String>
        /// Alternative signatures of the file type, each with its offset; one of them must match.
        let marks: [(place: Int, bytes: [UInt8])]

        func matches(_ bytes: [UInt8]) -> Bool { marks.contains { bytes.dropFirst($0.place).starts(with: $0.bytes) } }
    }

    private static let kinds = [
        Kind(endings: ["pdf"], marks: [(0, Array("%PDF-".utf8))]),
        Kind(endings: ["png"], marks: [(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])]),
        Kind(endings: ["jpg", "jpeg"], marks: [(0, [0xFF, 0xD8, 0xFF])]),
        Kind(endings: ["gif"], marks: [(0, Array("GIF87a".utf8)), (0, Array("GIF89a".utf8))]),
        Kind(endings: ["webp"], marks: [(8, Array("WEBP".utf8))]),
        Kind(endings: ["tif", "tiff"], marks: [(0, [0x49, 0x49, 0x2A, 0x00]), (0, [0x4D, 0x4D, 0x00, 0x2A])]),
        Kind(endings: ["heic", "heif", "avif"], marks: [(4, Array("ftyp".utf8))]),
    ]
}

extension Ledger {
    /// Whether a file beside the ledger (a signed copy, or the file of an act) is a PDF or an image. Reads its first
    /// bytes, which the fingerprint of the ledger covers.
    package func isAcceptable(_ copy: LedgerEntry.Attachment, root: String) -> Bool {
        guard !copy.file.contains("/"),
            let bytes = DependencyRecorder.pausing({
                Files.beginning(of: "\(root)/\(path)/\(copy.file)", count: SignedCopy.length)
            })
        else { return false }
        return SignedCopy.isAcceptable(bytes, ending: copy.file.split(separator: ".").last.map(String.init) ?? "")
    }
}
