import OficioFiles
import OficioHistory
import OficioSource

/// Writes `.gitattributes` for the history, so that Git does not convert line endings and merges ledgers line by
/// line. After a merge, `oficio repair` makes the ledgers and the index agree again.
package enum GitAttributes {
    private static let text = "* -text\nlibro.jsonl merge=union\nindice merge=union\n"
    /// The text that versions before November 2026 wrote; it is replaced.
    private static let former = "* -text\n"
    /// The path of `.gitattributes`, relative to the site.
    package static let path = Ledger.folder + "/.gitattributes"

    /// Writes the file into a site if it is absent or has the text of earlier versions. Other texts stay.
    package static func ensure(_ site: String) throws(DiskError) {
        let path = site + "/" + Self.path
        guard let bytes = try? Files.read(path) else {
            return try AtomicFile.create(path, with: Array(text.utf8), isDurable: true)
        }
        if bytes == Array(former.utf8) { try AtomicFile.replace(path, with: Array(text.utf8), isDurable: true) }
    }
}
