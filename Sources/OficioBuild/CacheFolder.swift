import OficioFiles
import OficioSource

/// Maintains the folder in which commands keep caches for the user who runs them.
package enum CacheFolder {
    /// The age in nanoseconds at which an unused file is removed, because its site was probably moved or deleted: sixty
    /// days.
    private static let age: Int64 = 60 * 86_400 * 1_000_000_000
    private static let endings = [
        ".registros", ".hallazgos", ".puestos", ".historial", ".estado", ".archivos", ".piezas", ".lecturas",
        ".palabras", ".oficio-nuevo",
    ]

    /// The name of the file whose modification time records when the folder was last cleaned.
    private static let mark = "limpieza"
    private static let day: Int64 = 86_400 * 1_000_000_000

    /// Sets the time of last use of files to now, and once a day removes the program's files that were not used for
    /// sixty days.
    ///
    /// - Parameters:
    ///   - folder: the cache folder.
    ///   - used: the paths of files in use; they need not exist. If none exists, nothing is removed.
    package static func tidy(_ folder: String, used: [String]) {
        for path in used { FileSystem.markUsed(path) }
        // Take the current time from a file in use, because the clock of the file system may differ from the clock of
        // the system.
        guard let now = used.compactMap({ Files.status($0)?.modified }).max() else { return }
        // Clean at most once a day, because listing a folder with the caches of many sites takes longer than most
        // commands.
        if let last = Files.status(folder + "/" + mark)?.modified, (0..<day).contains(now - last) { return }
        try? AtomicFile.replace(folder + "/" + mark, with: [], mode: 0o600)
        for name in (try? Files.names(in: folder)) ?? [] where endings.contains(where: { name.hasSuffix($0) }) {
            let path = folder + "/" + name
            if let status = Files.status(path), status.kind == .file, now - status.modified > age {
                FileSystem.remove(path)
            }
        }
    }
}
