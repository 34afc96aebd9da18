import OficioModel
import OficioSource
internal import Glibc

/// Keeps what documents became when they were decoded, for whoever reads the site next. It holds every source, drafts and what is internal among them:
/// it lies in the cache of the person who builds, never in what is published.
enum StoredRecords {
    /// Adds to what lies at the path, where that can be done. Where it fails, the next run decodes again.
    static func keep(_ storing: LoadedSite.Storing, at path: String) {
        if storing.isOpen, storing.lacking.isEmpty { return }
        let temporary = path + ".oficio-nuevo"
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
        let descriptor = open(storing.isOpen ? path : temporary, (storing.isOpen ? O_WRONLY | O_APPEND : O_WRONLY | O_CREAT) | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        // Two builds at once: the second one leaves it to the first, and touches nothing before it knows.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, storing.isOpen || ftruncate(descriptor, 0) == 0 else {
            close(descriptor)
            return
        }
        let documents = storing.isOpen ? storing.lacking : storing.all
        var isWhole = storing.isOpen || put(storing.head, to: descriptor)
        // A part at a time: nobody needs all of it at once.
        for start in stride(from: 0, to: documents.count, by: 256) where isWhole {
            isWhole = put(StorableDocument.batch(Array(documents[start..<min(documents.count, start + 256)])), to: descriptor)
        }
        if isWhole, !storing.isOpen { isWhole = rename(temporary, path) == 0 }
        close(descriptor)
        if !isWhole { unlink(storing.isOpen ? path : temporary) }
    }

    private static func put(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + offset, $0.count - offset) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }
}
