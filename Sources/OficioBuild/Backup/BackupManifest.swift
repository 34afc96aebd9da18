import Diagnostics
import OficioBasics
import OficioSource

/// The list of the files of a backup, with their hashes. It is the first file of the archive (`docs/formats.md`).
package struct BackupManifest: Sendable, Equatable {
    /// What a backup holds.
    package enum Kind: String, Sendable {
        /// A site: content, history, registers, saved states and drafts.
        case site = "sitio"
        /// The keys of a site.
        case keys = "claves"
    }

    /// A file of the backup.
    package struct File: Sendable, Equatable {
        /// The path in the archive: `sitio/…` below the site's folder, `estado/…` below that of its saved states, and
        /// `claves/…` for keys that lie elsewhere.
        package let path: String
        /// The number of bytes.
        package let size: Int
        /// The SHA-256 of the bytes, in hexadecimal.
        package let hash: String
        /// The time of the last change, in seconds since 1970.
        let modified: Int
        /// The permission bits.
        let mode: UInt32
    }

    /// The path of the manifest in the archive.
    static let path = "manifiesto.json"
    private static let format = "oficio-respaldo-1"
    /// The largest manifest that is read, in bytes: enough for a million files.
    static let sizeLimit = 512 << 20
    /// The largest number of files.
    static let fileLimit = 1_000_000

    /// What the backup holds.
    package let kind: Kind
    /// The version of the program that made the backup.
    package let version: String
    /// The day on which the backup was made, as `2026-11-21`.
    package let day: String
    /// The files, in the order of the archive.
    package let files: [File]

    /// The number of bytes of all files.
    package var size: Int { files.reduce(0) { $0 &+ $1.size } }

    init(_ kind: Kind, version: String, day: String, _ files: [File]) {
        self.kind = kind
        self.version = version
        self.day = day
        self.files = files
    }

    var bytes: [UInt8] {
        let items = files.map { file in
            JSONText.object([
                ("path", .string(file.path)), ("size", .integer(file.size)), ("sha256", .string(file.hash)),
                ("modified", .integer(file.modified)), ("mode", .integer(Int(file.mode))),
            ])
        }
        var out: [UInt8] = []
        JSONText.object([
            ("format", .string(Self.format)), ("kind", .string(kind.rawValue)), ("program", .string(version)),
            ("day", .string(day)), ("files", .array(items)),
        ]).write(to: &out)
        return out + [UInt8(ascii: "\n")]
    }

    /// Reads a manifest; `nil` for any other text, and for one with a path that leaves its folder or stands twice.
    init?(_ bytes: [UInt8]) {
        guard let json = JSONText(bytes), json["format"]?.text == Self.format,
            let kind = json["kind"]?.text.flatMap({ Kind(rawValue: $0) }), let version = json["program"]?.text,
            let day = json["day"]?.text, let items = json["files"]?.items, items.count <= Self.fileLimit
        else { return nil }
        var files: [File] = []
        for item in items {
            guard let path = item["path"]?.text, let hash = item["sha256"]?.text, hash.utf8.count == 64,
                [UInt8](hexadecimal: hash) != nil, case .integer(let size)? = item["size"],
                (0...TarHeader.sizeLimit).contains(size), case .integer(let modified)? = item["modified"],
                (0...TarHeader.sizeLimit).contains(modified), case .integer(let mode)? = item["mode"],
                (0...0o777).contains(mode), Self.isInside(path, kind)
            else { return nil }
            files.append(File(path: path, size: size, hash: hash, modified: modified, mode: UInt32(mode)))
        }
        // A path must neither stand twice nor be a folder of another.
        let paths = Set(files.map(\.path))
        if paths.count != files.count { return nil }
        for path in paths {
            var folder = path[...]
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                if paths.contains(String(folder)) { return nil }
            }
        }
        self.init(kind, version: version, day: day, files)
    }

    /// Whether a path stays in one of the folders that a backup of a kind may have.
    private static func isInside(_ path: String, _ kind: Kind) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let tops = kind == .site ? ["sitio", "estado"] : ["sitio", "claves"]
        return parts.count > 1 && tops.contains(String(parts[0])) && path.utf8.count <= 4096
            && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.count <= 255 }
            && !path.utf8.contains(0)
    }
}

/// The reason why a backup is not made, or not restored.
package struct BackupRefusal: Error, Sendable {
    /// The reason, as a message without the name of the program.
    package let message: Localized

    init(_ es: String, _ en: String) { message = Localized(es: es, en: en) }
}
