import OficioOffice
import OficioSource

/// Packs the site as a ZIP file for use without a network. Equal files give equal bytes.
enum SiteArchive {
    /// Returns the bytes of the archive. `root` is the output folder, and `paths` are sorted paths below it. Unreadable
    /// files are left out.
    static func bytes(_ root: String, _ paths: [String]) -> [UInt8] {
        ZIPFile.bytes(
            paths.compactMap { path in (try? Files.read(root + "/" + path)).map { ZIPFile.Entry("sitio/" + path, $0) } }
        )
    }
}
