import Diagnostics
import OficioBasics
import OficioFiles
import OficioHistory
import OficioReceipts
import OficioSchema
import OficioSource
internal import Glibc

/// Copies a site into one archive, with its history, its registers, and the saved states and drafts of the editor.
///
/// While the files are copied nothing is locked. Before and after, all of them are listed under the locks of edits, of
/// releases and of the register; if a file changed in between, the copy is made again, the last time with the locks
/// held. An archive gets its name when it is on the disk and was read back whole.
package struct Backup {
    /// The result of a backup.
    package struct Outcome {
        /// The files of the archive.
        package let manifest: BackupManifest
        /// The files of the archive of keys; `nil` if none was requested.
        package let keys: BackupManifest?
        /// The paths of files with keys or passwords that are in no archive, relative to the site.
        package let leftKeys: [String]
        /// Other paths that are in no archive, with the reasons.
        package let omitted: [(path: String, why: Localized)]
    }

    private let root: String
    private let state: String?
    private let secrets: SecretFiles
    private let version: String
    private let day: CalendarDate

    /// Prepares a backup.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - state: the folder of the site's saved states, which need not exist; `nil` without one.
    ///   - settings: the public keys of the site, by which its private keys are recognised.
    ///   - version: the version of the program.
    ///   - day: the current day.
    package init(_ root: String, state: String?, _ settings: HistorySettings, version: String, day: CalendarDate) {
        self.root = root
        self.state = state
        secrets = SecretFiles(root: root, settings)
        self.version = version
        self.day = day
    }

    /// The number of times that a copy is made; the last one holds the locks.
    private static let attempts = 4

    /// Writes the archive `path`, and `keys` with the keys of the site and those of `keyFiles`.
    package func write(_ path: String, keys: String? = nil, keyFiles: [String] = []) throws -> Outcome {
        for path in [path, keys].compactMap({ $0 }) { try requirePlace(path) }
        for attempt in 1...Self.attempts {
            if let outcome = try copy(path, keys, keyFiles, isLocked: attempt == Self.attempts) { return outcome }
        }
        throw BackupRefusal(
            "los archivos del sitio cambian sin parar: no se hizo el respaldo; pare lo que los cambia",
            "the files of the site keep changing: the backup was not made; stop what changes them")
    }

    private func requirePlace(_ path: String) throws {
        if Files.status(path) != nil || Files.isLink(path) {
            throw BackupRefusal(
                "«\(path)» ya existe, y no se sobrescribe", "“\(path)” exists already, and is not overwritten")
        }
        let folder = FileSystem.folder(of: path)
        guard let real = Files.resolved(folder) else {
            throw BackupRefusal("no hay ninguna carpeta «\(folder)»", "there is no folder “\(folder)”")
        }
        for inside in [root, state].compactMap({ $0.flatMap(Files.resolved) })
        where real == inside || real.hasPrefix(inside + "/") {
            throw BackupRefusal(
                "«\(path)» está dentro del sitio: un respaldo se guarda fuera",
                "“\(path)” lies within the site: a backup is kept outside")
        }
    }

    /// Makes the archives once; returns `nil`, and leaves nothing, if a file changed meanwhile.
    private func copy(_ path: String, _ keys: String?, _ keyFiles: [String], isLocked: Bool) throws -> Outcome? {
        var locks = try lock()
        defer { for lock in locks { lock.release() } }
        func unlock() {
            for lock in locks { lock.release() }
            locks = []
        }
        let list = try SiteFiles(root, state: state)
        if !isLocked { unlock() }
        let (kept, secret) = split(list.items)
        guard let (manifest, sources) = try describe(kept, .site) else { return nil }
        let writer = try BackupWriter(path, manifest)
        guard try fill(writer, manifest, sources) else { return nil }
        var keyManifest: BackupManifest?
        var keyWriter: BackupWriter?
        if let keys {
            let outside = try keyFiles.map { try Self.keyItem($0) }
            guard let (manifest, sources) = try describe(Self.numbered(outside) + secret, .keys) else { return nil }
            let writer = try BackupWriter(keys, manifest)
            guard try fill(writer, manifest, sources) else { return nil }
            keyManifest = manifest
            keyWriter = writer
        }
        var written = [(path, manifest)]
        if let keys, let keyManifest { written.append((keys, keyManifest)) }
        for (path, manifest) in written {
            guard try BackupReader.read(BackupWriter.temporary(path)) == manifest else {
                throw DiskError(path: path, number: EIO)
            }
        }
        if !isLocked { locks = try lock() }
        let after = try SiteFiles(root, state: state)
        guard list.items.filter({ !$0.isDraft }) == after.items.filter({ !$0.isDraft }) else { return nil }
        unlock()
        try keyWriter?.place()
        try writer.place()
        return Outcome(
            manifest: manifest, keys: keyManifest,
            leftKeys: keys == nil ? secret.map { String($0.path.dropFirst(6)) } : [], omitted: list.omitted)
    }

    /// Locks releases, edits and the register, in the order of a release. Waits for commands that hold a lock.
    private func lock() throws -> [FolderLock] {
        let folders = [Ledger.folder, "content", FileSystem.folder(of: ReceiptRegister.path)]
        return try folders.filter { Files.status(root + "/" + $0) != nil }.map { folder in
            let lock = try FolderLock(root + "/" + folder)
            try lock.acquire(.exclusive, waits: true)
            return lock
        }
    }

    /// Divides the files into those of the archive and those with keys or passwords. Documents, releases, registers
    /// and saved states always go into the archive.
    private func split(_ items: [SiteFiles.Item]) -> (kept: [SiteFiles.Item], secret: [SiteFiles.Item]) {
        var kept: [SiteFiles.Item] = [], secret: [SiteFiles.Item] = []
        for item in items {
            let path = item.path.dropFirst(6)
            let isOwn =
                item.path.hasPrefix("estado/") || path.hasPrefix(Ledger.folder + "/") || path.hasPrefix("acuses/")
                || path.hasPrefix("content/") && (String(path).isMarkdownPath || String(path).isYAMLPath)
            if !isOwn, secrets.isKeyOrPasswords(String(path), root: root) {
                secret.append(item)
            } else {
                kept.append(item)
            }
        }
        return (kept, secret)
    }

    private static func keyItem(_ path: String) throws -> SiteFiles.Item {
        guard let status = Files.status(path), status.kind == .file else {
            throw BackupRefusal("no hay ninguna clave en «\(path)»", "there is no key in “\(path)”")
        }
        return SiteFiles.Item("claves/" + (path.split(separator: "/").last ?? "clave"), path, status)
    }

    /// Returns the files with a number before each name that several have.
    private static func numbered(_ items: [SiteFiles.Item]) -> [SiteFiles.Item] {
        var seen: Set<String> = []
        return items.enumerated().map { index, item in
            if seen.insert(item.path).inserted { return item }
            var copy = item
            copy.path = "claves/\(index + 1)-" + item.path.dropFirst(7)
            return copy
        }
    }

    /// Reads the files and returns their manifest; `nil` if one has changed since it was listed. A draft that is gone
    /// is left out.
    private func describe(
        _ items: [SiteFiles.Item], _ kind: BackupManifest.Kind
    ) throws -> (BackupManifest, [SiteFiles.Item])? {
        var files: [BackupManifest.File] = []
        var sources: [SiteFiles.Item] = []
        for item in items {
            guard let bytes = try Self.bytes(item) else {
                if item.isDraft { continue }
                return nil
            }
            guard item.isDraft || bytes.count == item.size else { return nil }
            if bytes.count > TarHeader.sizeLimit { throw DiskError(path: item.source, number: EFBIG) }
            files.append(
                BackupManifest.File(
                    path: item.path, size: bytes.count, hash: SHA256.hex(bytes),
                    modified: max(0, Int(item.modified / 1_000_000_000)), mode: item.mode))
            sources.append(item)
        }
        return (BackupManifest(kind, version: version, day: day.iso, files), sources)
    }

    /// Adds the files to an archive and ends it; returns false if one differs from the manifest.
    private func fill(_ writer: BackupWriter, _ manifest: BackupManifest, _ sources: [SiteFiles.Item]) throws -> Bool {
        for (file, source) in zip(manifest.files, sources) {
            guard let bytes = try Self.bytes(source), bytes.count == file.size, SHA256.hex(bytes) == file.hash else {
                return false
            }
            try writer.add(file, bytes)
        }
        try writer.finish()
        return true
    }

    /// Returns the bytes of a file; `nil` if it no longer exists.
    private static func bytes(_ item: SiteFiles.Item) throws -> [UInt8]? {
        do { return try Files.read(item.source) } catch {
            if error.isMissing { return nil }
            throw error
        }
    }
}
