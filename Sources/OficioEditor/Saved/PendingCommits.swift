import OficioBasics
import OficioFiles
import OficioSource

/// The changes by the editor that are not in Git yet. A change is stored before its files are written, so that it is
/// not lost if the program is killed or if the repository accepts no commits.
///
/// `git/TIME` below the folder of a site's saved states holds one change: author, subject, and its files with their
/// hashes.
struct PendingCommits: Sendable {
    /// A change that goes into Git as one commit.
    struct Commit: Sendable {
        /// The name of the file that describes the change.
        let name: String
        let author: String
        let subject: String
        /// The paths of the changed files, with the SHA-256 of each after the change; empty for a removed file.
        let files: [(path: String, after: String)]
        /// The paths of further files that the commit includes with their present text.
        let companions: [String]
        /// Whether the commit must include all of its files.
        let isWhole: Bool
    }

    private let folder: String

    /// Opens the changes below the folder of a site's saved states.
    init(in states: String) { folder = states + "/git" }

    /// Stores a change and returns its name.
    func add(
        author: String, subject: String, files: [(path: String, after: [UInt8]?)], companions: [String], isWhole: Bool
    ) throws(DiskError) -> String {
        try FileSystem.makeFolder(folder, mode: 0o700)
        var time = SavedStates.now
        while Files.status("\(folder)/\(time)") != nil { time += 1 }
        let items = files.map { file in
            JSONText.object([
                ("path", .string(file.path)), ("after", .string(file.after.map { SHA256.hex($0) } ?? "")),
            ])
        }
        let json = JSONText.object([
            ("format", .string("oficio-git-1")), ("author", .string(author)), ("subject", .string(subject)),
            ("files", .array(items)), ("companions", .array(companions.map { .string($0) })),
            ("whole", .bool(isWhole)),
        ])
        try AtomicFile.replace(
            "\(folder)/\(time)", with: Array(json.compact.utf8), mode: 0o600, isDurable: true)
        return "\(time)"
    }

    /// Removes a change that is in Git, or that was not written.
    func remove(_ name: String) { FileSystem.remove(folder + "/" + name) }

    /// All stored changes, oldest first. Skips files that do not describe a change.
    var all: [Commit] {
        ((try? Files.names(in: folder)) ?? []).filter { Int($0) != nil }.sorted().compactMap { name -> Commit? in
            guard let json = (try? Files.read(folder + "/" + name)).flatMap({ JSONText($0) }),
                json["format"]?.text == "oficio-git-1", let author = json["author"]?.text,
                let subject = json["subject"]?.text, let items = json["files"]?.items
            else { return nil }
            let files = items.compactMap { item -> (path: String, after: String)? in
                guard let path = item["path"]?.text, let after = item["after"]?.text else { return nil }
                return (path, after)
            }
            var isWhole = false
            if case .bool(true)? = json["whole"] { isWhole = true }
            return Commit(
                name: name, author: author, subject: subject, files: files,
                companions: json["companions"]?.items.compactMap(\.text) ?? [], isWhole: isWhole)
        }
    }
}
