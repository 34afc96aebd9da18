import OficioFiles
import OficioModel

/// Writes decoded documents to the record store, from which the next run reads them. The store contains all sources,
/// with drafts and internal parts, so it is in the user's cache and never published.
enum RecordStoreWriter {
    /// Appends the decoded documents to the store if possible; otherwise writes a new store. If writing fails, the
    /// next run decodes the documents again.
    static func write(_ storing: LoadedSite.Storing, at path: String) {
        if storing.isOpen, storing.lacking.isEmpty { return }
        let temporary = path + AtomicFile.temporaryEnding
        try? FileSystem.makeFolder(FileSystem.folder(of: path), mode: 0o700)
        let written = storing.isOpen ? path : temporary
        // If two builds run at once, only the build that holds the lock writes the store.
        guard let file = try? WritableFile(written, storing.isOpen ? .append : .keep, mode: 0o600), file.tryLock()
        else { return }
        do throws(DiskError) {
            if !storing.isOpen {
                try file.truncate(to: 0)
                try file.write(storing.head)
            }
            let documents = storing.isOpen ? storing.lacking : storing.all
            // Encodes in batches, because all documents at once would need too much memory.
            for start in stride(from: 0, to: documents.count, by: 256) {
                try file.write(
                    StorableDocument.encodedBatch(Array(documents[start..<min(documents.count, start + 256)])))
            }
            if !storing.isOpen { try FileSystem.rename(temporary, to: path) }
            try file.close()
        } catch {
            FileSystem.remove(written)
        }
    }
}
