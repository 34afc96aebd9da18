import OficioBasics
import OficioFiles
import OficioSource
internal import Glibc

/// The states of documents that the editor has saved or replaced, kept for 90 days outside the site.
///
/// A folder for each site below the user's state folder: `textos/SHA256` holds a text, and `guardados/TIME-HASH.json`
/// an entry with the path of the document and the hashes of its texts before and after a save. An entry is written
/// before the save, so that a crash never loses a text.
struct SavedStates: Sendable {
    /// One save of a document.
    struct Entry: Sendable {
        /// The path of the source relative to the site.
        let path: String
        /// The time of the save in milliseconds since 1970 (UTC).
        let time: Int
        /// The hash of the text that the save replaced; empty for a new file.
        let before: String
        /// The hash of the text that the save wrote.
        let after: String
        fileprivate let file: String
    }

    /// How long an entry is kept, in milliseconds.
    static let lifetime = 90 * 24 * 3600 * 1000
    /// The name of the format of an entry (`docs/formats.md`).
    private static let format = "oficio-guardado-1"
    let folder: String
    private var entries: String { folder + "/guardados" }
    private var texts: String { folder + "/textos" }

    /// The states of the site in a folder; `state` is the user's state folder of the program.
    init(of root: String, in state: String) {
        let site = Files.resolved(root) ?? root
        folder = state + "/sitios/" + SHA256.hex(Array(site.utf8)).prefix(16)
    }

    /// Keeps both texts of a save and returns its entry. Removes entries that are older than 90 days.
    func keep(_ path: String, before: [UInt8], after: [UInt8]) throws(DiskError) -> Entry {
        try FileSystem.makeFolder(folder, mode: 0o700)
        let now = Self.now
        let hashes = (before: try keep(before), after: try keep(after))
        let file = "\(now)-\(hashes.after.prefix(12)).json"
        let members: [(String, JSONText)] = [
            ("format", .string(Self.format)), ("path", .string(path)), ("time", .integer(now)),
            ("before", .string(hashes.before)), ("after", .string(hashes.after)),
        ]
        try AtomicFile.replace(
            entries + "/" + file, with: Array(JSONText.object(members).compact.utf8), mode: 0o600, isDurable: true)
        removeExpired(now)
        return Entry(path: path, time: now, before: hashes.before, after: hashes.after, file: file)
    }

    /// Forgets an entry whose save did not happen. The texts stay until they expire.
    func forget(_ entry: Entry) { FileSystem.remove(entries + "/" + entry.file) }

    /// The saves of a document, newest first.
    func entries(of path: String) -> [Entry] { all.filter { $0.path == path } }

    /// The text with a hash, `nil` if no entry of the document has it.
    func text(_ hash: String, of path: String) -> [UInt8]? {
        guard entries(of: path).contains(where: { $0.before == hash || $0.after == hash }),
            let bytes = try? Files.read(texts + "/" + hash), SHA256.hex(bytes) == hash
        else { return nil }
        return bytes
    }

    private func keep(_ bytes: [UInt8]) throws(DiskError) -> String {
        let hash = SHA256.hex(bytes)
        let path = texts + "/" + hash
        if let known = try? Files.read(path), known == bytes { return hash }
        try AtomicFile.replace(path, with: bytes, mode: 0o600, isDurable: true)
        return hash
    }

    /// All saves, newest first. Files that are no entries are passed over.
    private var all: [Entry] {
        let names = (try? Files.names(in: entries)) ?? []
        return names.reversed().compactMap { name in
            guard name.hasSuffix(".json"), let bytes = try? Files.read(entries + "/" + name),
                let value = JSONText(bytes), value["format"]?.text == Self.format,
                let path = value["path"]?.text, let time = value["time"]?.number,
                let before = value["before"]?.text, let after = value["after"]?.text
            else { return nil }
            return Entry(path: path, time: time, before: before, after: after, file: name)
        }
    }

    private func removeExpired(_ now: Int) {
        let entries = all
        let old = entries.filter { now - $0.time > Self.lifetime }
        if old.isEmpty { return }
        for entry in old { forget(entry) }
        let used = Set(self.all.flatMap { [$0.before, $0.after] })
        for hash in Set(old.flatMap { [$0.before, $0.after] }).subtracting(used) {
            FileSystem.remove(texts + "/" + hash)
        }
    }

    /// The present time in milliseconds since 1970 (UTC).
    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}

extension SavedStates.Entry {
    /// The local time of the save: `2026-11-30 08:40:12`.
    var localTime: String { SavedStates.localTime(time) }
}

extension SavedStates {
    /// A time in milliseconds since 1970 (UTC) as local time: `2026-11-30 08:40:12`.
    static func localTime(_ time: Int) -> String {
        var seconds = time_t(time / 1000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday)) "
            + "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
    }
}
