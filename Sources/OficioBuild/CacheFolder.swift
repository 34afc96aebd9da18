import OficioFiles
import OficioSource

/// Maintains the folder in which commands keep caches for the user who runs them.
package enum CacheFolder {
    /// The age in nanoseconds after which an unused file is removed: its site was moved or deleted.
    private static let age: Int64 = 60 * 86_400 * 1_000_000_000
    private static let endings = [
        ".registros", ".hallazgos", ".puestos", ".historial", ".estado", ".archivos", ".piezas", ".palabras",
        ".oficio-nuevo",
    ]

    /// Marks files as used now, and removes the program's files that were not used for sixty days.
    /// `used` has the paths of files that may not exist. Files that cannot be removed stay.
    package static func tidy(_ folder: String, used: [String]) {
        for path in used { FileSystem.markUsed(path) }
        // Compares times from the clock of the file system, which has just marked the files.
        guard let now = used.compactMap({ Files.status($0)?.modified }).max() else { return }
        for name in (try? Files.names(in: folder)) ?? [] where endings.contains(where: { name.hasSuffix($0) }) {
            let path = folder + "/" + name
            if let status = Files.status(path), status.kind == .file, now - status.modified > age {
                FileSystem.remove(path)
            }
        }
    }
}
