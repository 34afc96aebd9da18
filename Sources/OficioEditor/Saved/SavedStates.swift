import OficioBasics
import OficioFiles
import OficioSource
internal import Glibc

/// Stores the states of files before and after every change by the editor, for 90 days and outside the site.
///
/// Each site has a folder below the user's state folder. `textos/SHA256` holds the bytes of a file.
/// `guardados/TIME-HASH.json` holds an entry: the action, its author, and the hashes of each file before and after.
/// An entry is written before the change, so that a crash never loses a text.
struct SavedStates: Sendable {
    /// The action that a person performs. Its raw values are the names of actions in the entries on disk.
    enum Action: String, Sendable, CaseIterable {
        case save = "guardar"
        case create = "crear"
        case rename = "renombrar"
        case delete = "borrar"
        case restore = "restaurar"
        case attach = "adjuntar"
        case importing = "importar"
        case release = "publicar"
        case reorganize = "reorganizar"
    }

    /// The description of a change that an entry stores with the hashes of the texts.
    struct Note: Sendable {
        let action: Action
        /// The title of the document, or another name of the changed files.
        let title: String
        /// The name of the person; empty if the name is unknown.
        let author: String
        /// The units of the changed documents before and after the change, each with the units above it; `nil` for a
        /// change in an editor of one person.
        var owners: [UnitTree.Chain]?
    }

    /// The state of one file before and after the change of an entry. An empty hash means that the file did not
    /// exist.
    struct File: Sendable {
        let path: String
        let before: String
        let after: String
    }

    /// One change of one or several files, as it is stored.
    struct Entry: Sendable {
        /// The name of the entry: its time and a part of a hash.
        let id: String
        /// The time of the change in milliseconds since 1970 (UTC).
        let time: Int
        /// The position among all changes. It is the time, or a larger number if the clock was set back, so that a
        /// later change never sorts before an earlier one.
        let order: Int
        let note: Note
        let files: [File]

        /// Returns the file with a path; `nil` if the change did not touch it.
        func file(_ path: String) -> File? { files.first { $0.path == path } }
    }

    /// The time after which an entry is removed, in milliseconds.
    static let lifetime = 90 * 24 * 3600 * 1000
    /// The age at which the next change removes a text that no entry names, in milliseconds.
    private static let orphanLifetime = 24 * 3600 * 1000
    /// The name of the file format of an entry (`docs/formats.md`).
    private static let format = "oficio-guardado-2"
    /// The name of the former file format: one file, without author and action.
    private static let formerFormat = "oficio-guardado-1"
    /// The folder of the site's saved states.
    let folder: String
    /// Decides which changes a person sees; `nil` for an editor of one person.
    private let isShown: (@Sendable (Entry) -> Bool)?
    private var entries: String { folder + "/guardados" }
    private var texts: String { folder + "/textos" }

    /// Opens the saved states of the site in the folder `root`; `state` is the user's state folder of the program.
    init(of root: String, in state: String) {
        let site = Files.resolved(root) ?? Self.resolvedBelowParent(root)
        folder = state + "/sitios/" + SHA256.hex(Array(site.utf8)).prefix(16)
        isShown = nil
    }

    /// Opens the saved states as a person sees them, with only the changes of documents that the person may read.
    init(_ states: SavedStates, as viewer: Viewer) {
        folder = states.folder
        let rights = viewer.rights
        isShown = { entry in
            if rights.seesEverything { return true }
            guard let owners = entry.note.owners, !owners.isEmpty else { return false }
            return owners.allSatisfy { rights.role($0) != nil }
        }
    }

    /// Returns the path that a folder will have without symbolic links once it exists.
    private static func resolvedBelowParent(_ root: String) -> String {
        guard let parent = Files.resolved(FileSystem.folder(of: root)), let slash = root.lastIndex(of: "/") else {
            return root
        }
        return (parent == "/" ? "" : parent) + root[slash...]
    }

    // MARK: Writing

    /// Stores all texts of a change and returns its entry; bytes that are `nil` stand for an absent file. Removes
    /// entries that are older than 90 days.
    func store(
        _ files: [(path: String, before: [UInt8]?, after: [UInt8]?)], _ note: Note
    ) throws(DiskError) -> Entry {
        try FileSystem.makeFolder(folder, mode: 0o700)
        let now = Self.now, known = everything
        let order = max(now, (known.first?.order ?? 0) + 1)
        var kept: [File] = []
        for file in files {
            kept.append(File(path: file.path, before: try store(file.before), after: try store(file.after)))
        }
        let names = kept.map { "\($0.path)\n\($0.before)\n\($0.after)" }.joined(separator: "\n")
        let id = "\(order)-\(SHA256.hex(Array(names.utf8)).prefix(12))"
        let owners = note.owners.map { chains in
            [("owners", JSONText.array(chains.map { .array($0.map { .string($0) }) }))]
        }
        let members: [(String, JSONText)] =
            [
                ("format", .string(Self.format)), ("time", .integer(now)), ("order", .integer(order)),
                ("action", .string(note.action.rawValue)),
                ("title", .string(note.title)), ("author", .string(note.author)),
                (
                    "files",
                    .array(
                        kept.map {
                            .object([
                                ("path", .string($0.path)), ("before", .string($0.before)),
                                ("after", .string($0.after)),
                            ])
                        })
                ),
            ] + (owners ?? [])
        try AtomicFile.replace(
            "\(entries)/\(id).json", with: Array(JSONText.object(members).compact.utf8), mode: 0o600, isDurable: true)
        let entry = Entry(id: id, time: now, order: order, note: note, files: kept)
        removeExpired(now, known + [entry])
        return entry
    }

    /// Removes an entry whose change did not happen. The first change on a later day removes its texts.
    func remove(_ entry: Entry) { FileSystem.remove("\(entries)/\(entry.id).json") }

    private func store(_ bytes: [UInt8]?) throws(DiskError) -> String {
        guard let bytes else { return "" }
        let hash = SHA256.hex(bytes)
        let path = texts + "/" + hash
        if let known = try? Files.read(path), known == bytes {
            FileSystem.markUsed(path)
            return hash
        }
        try AtomicFile.replace(path, with: bytes, mode: 0o600, isDurable: true)
        return hash
    }

    /// Removes the entries that are older than 90 days, and the texts that no entry names.
    private func removeExpired(_ now: Int, _ known: [Entry]) {
        let old = known.filter { now - $0.time > Self.lifetime }
        for entry in old { remove(entry) }
        let expired = Set(old.map(\.id))
        func hashes(_ entries: [Entry]) -> Set<String> {
            Set(entries.flatMap { $0.files.flatMap { [$0.before, $0.after] } })
        }
        let named = hashes(known.filter { !expired.contains($0.id) }), outdated = hashes(old)
        for name in (try? Files.names(in: texts)) ?? [] where !named.contains(name) {
            let path = texts + "/" + name
            // Another program may have stored a text a moment ago, and write the entry that names it only now.
            let age = Files.status(path).map { now - Int($0.modified / 1_000_000) } ?? 0
            if outdated.contains(name) || age > Self.orphanLifetime { FileSystem.remove(path) }
        }
    }

    // MARK: Reading

    /// Returns the changes of a file, newest first. Follows renames back to the former paths of the file.
    func entries(of path: String) -> [(entry: Entry, file: File)] {
        var path = path
        var found: [(entry: Entry, file: File)] = []
        for entry in all {
            guard let file = entry.file(path) else { continue }
            found.append((entry, file))
            guard entry.note.action == .rename, file.before.isEmpty,
                let former = entry.files.first(where: { $0.after.isEmpty })
            else { continue }
            found.append((entry, former))
            path = former.path
        }
        return found
    }

    /// Returns the stored text with a hash; `nil` if no entry of the file names the hash.
    func text(_ hash: String, of path: String) -> [UInt8]? {
        entries(of: path).contains { $0.file.before == hash || $0.file.after == hash } ? text(hash) : nil
    }

    /// Returns the stored bytes with a hash; `nil` if they are missing or damaged.
    func text(_ hash: String) -> [UInt8]? {
        guard hash.utf8.count == 64, [UInt8](hexadecimal: hash) != nil,
            let bytes = try? Files.read(texts + "/" + hash), SHA256.hex(bytes) == hash
        else { return nil }
        return bytes
    }

    /// Returns the entry with a name; `nil` if the entry does not exist.
    func entry(_ id: String) -> Entry? { all.first { $0.id == id } }

    /// The entries of all changes that the person sees, newest first.
    var all: [Entry] { isShown.map { everything.filter($0) } ?? everything }

    /// The entries of all changes, newest first. Skips files that are not entries.
    private var everything: [Entry] {
        let names = ((try? Files.names(in: entries)) ?? []).filter { $0.hasSuffix(".json") }
        return names.compactMap { name in
            (try? Files.read(entries + "/" + name)).flatMap { Self.entry(String(name.dropLast(5)), $0) }
        }.sorted { ($0.order, $0.id) > ($1.order, $1.id) }
    }

    private static func entry(_ id: String, _ bytes: [UInt8]) -> Entry? {
        guard let value = JSONText(bytes), let time = value["time"]?.number else { return nil }
        func file(_ value: JSONText) -> File? {
            guard let path = value["path"]?.text, let before = value["before"]?.text, let after = value["after"]?.text
            else { return nil }
            return File(path: path, before: before, after: after)
        }
        switch value["format"]?.text {
        case formerFormat:
            guard let file = file(value) else { return nil }
            let note = Note(action: .save, title: "", author: "")
            return Entry(id: id, time: time, order: time, note: note, files: [file])
        case format:
            let files = (value["files"]?.items ?? []).compactMap(file)
            guard let action = value["action"]?.text.flatMap(Action.init(rawValue:)), !files.isEmpty else { return nil }
            var note = Note(action: action, title: value["title"]?.text ?? "", author: value["author"]?.text ?? "")
            note.owners = value["owners"]?.items.map { $0.items.compactMap(\.text) }
            return Entry(id: id, time: time, order: value["order"]?.number ?? time, note: note, files: files)
        default: return nil
        }
    }

    /// The current time in milliseconds since 1970 (UTC).
    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}

extension SavedStates.Entry {
    /// The local time of the change: `2026-11-30 08:40:12`.
    var localTime: String { SavedStates.localTime(time) }
}

extension SavedStates {
    /// Returns the local time for a time in milliseconds since 1970 (UTC): `2026-11-30 08:40:12`.
    static func localTime(_ time: Int) -> String {
        var seconds = time_t(time / 1000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday)) "
            + "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
    }
}
