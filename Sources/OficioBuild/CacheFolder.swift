import OficioFiles
import OficioSource

/// The folder in which commands keep, for the person who runs them, what the next ones need not do again.
package enum CacheFolder {
    /// In nanoseconds: what nobody has used for so long belongs to a site that was moved or deleted.
    private static let age: Int64 = 60 * 86_400 * 1_000_000_000
    private static let endings = [
        ".registros", ".hallazgos", ".puestos", ".historial", ".estado", ".archivos", ".piezas", ".palabras", ".oficio-nuevo",
    ]

    /// Marks files as used now, and removes those of the program's that nobody has used for sixty days. What cannot be removed stays.
    ///
    /// - Parameter used: paths of files, whether they are there or not.
    package static func tidy(_ folder: String, used: [String]) {
        for path in used { FileSystem.markUsed(path) }
        // By the clock that has just marked them.
        guard let now = used.compactMap({ Files.status($0)?.modified }).max() else { return }
        for name in (try? Files.names(in: folder)) ?? [] where endings.contains(where: { name.hasSuffix($0) }) {
            let path = folder + "/" + name
            if let status = Files.status(path), status.kind == .file, now - status.modified > age { FileSystem.remove(path) }
        }
    }
}
