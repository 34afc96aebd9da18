import OficioFiles
import OficioModel

/// Keeps what documents became when they were decoded, for whoever reads the site next. It holds every source, drafts and what is
/// internal among them: it lies in the cache of the person who builds, never in what is published.
enum StoredRecords {
    /// Adds to what lies at the path, where that can be done. Where it fails, the next run decodes again.
    static func keep(_ storing: LoadedSite.Storing, at path: String) {
        if storing.isOpen, storing.lacking.isEmpty { return }
        let temporary = path + AtomicFile.temporaryEnding
        try? FileSystem.makeFolder(FileSystem.folder(of: path), mode: 0o700)
        let written = storing.isOpen ? path : temporary
        // Two builds at once: the second one leaves it to the first, and touches nothing before it knows.
        guard let file = try? WritableFile(written, storing.isOpen ? .append : .keep, mode: 0o600), file.isLockedNow()
        else { return }
        do throws(DiskError) {
            if !storing.isOpen {
                try file.truncate(to: 0)
                try file.write(storing.head)
            }
            let documents = storing.isOpen ? storing.lacking : storing.all
            // A part at a time: nobody needs all of it at once.
            for start in stride(from: 0, to: documents.count, by: 256) {
                try file.write(StorableDocument.batch(Array(documents[start..<min(documents.count, start + 256)])))
            }
            if !storing.isOpen { try FileSystem.rename(temporary, to: path) }
            try file.close()
        } catch {
            FileSystem.remove(written)
        }
    }
}
