import OficioOffice
import OficioSource

/// The site as one ZIP file, for use without a network: the same bytes for the same files.
enum SiteArchive {
    /// - Parameters:
    ///   - root: the output folder.
    ///   - paths: below it, sorted.
    static func bytes(_ root: String, _ paths: [String]) -> [UInt8] {
        ZIPFile.bytes(paths.compactMap { path in (try? Files.read(root + "/" + path)).map { ZIPFile.Entry("sitio/" + path, $0) } })
    }
}
