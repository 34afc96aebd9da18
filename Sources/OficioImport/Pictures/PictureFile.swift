import OficioOffice
import OficioSource

/// A picture for `recursos/` of the site, without metadata about author, camera and place.
package struct PictureFile: Hashable, Sendable {
    /// The name of the file, derived from the content so that the same picture is kept once:
    /// `importado/3f9a….png`.
    package let name: String
    /// The bytes of the picture, without metadata.
    package let bytes: [UInt8]

    /// The folder below `content/` that pictures are kept in.
    package static let folder = "recursos"

    /// The path of the file, relative to the site.
    package var path: String { "content/\(Self.folder)/\(name)" }

    /// Makes the file of a picture; nil for a picture that is linked, damaged, or of a kind that no browser
    /// shows or that may run.
    package init?(_ picture: LocatedDocument.Picture) {
        guard let ending = Self.endings[picture.type ?? ""],
            let cleaned = PictureMetadata.withoutMetadata(picture.bytes)
        else {
            return nil
        }
        bytes = cleaned
        let hash = String(SourceDocument.stamp(of: cleaned), radix: 16)
        name = "importado/" + String(repeating: "0", count: max(0, 16 - hash.count)) + hash + "." + ending
    }

    private static let endings = ["png": "png", "jpeg": "jpg", "gif": "gif", "webp": "webp"]

    /// Returns the link to the picture from a source, whose path is relative to the site:
    /// `content/protocolos/caidas.md`.
    func link(from source: String) -> String {
        let depth = source.split(separator: "/").count - 2
        return String(repeating: "../", count: max(0, depth)) + "\(Self.folder)/\(name)"
    }
}
