import Diagnostics
import OficioBasics
import OficioFiles
import OficioSource
internal import Glibc

/// Restores a backup into a folder that is empty or does not exist yet.
///
/// The whole archive is read and compared with its hashes before a file is written. The files are written to a folder
/// beside the target, which gets the name of the target when everything is on the disk.
package struct Restore {
    /// The result of a restoration.
    package struct Outcome {
        /// The files of the archive.
        package let manifest: BackupManifest
        /// The number of saved states and drafts that were restored.
        package let states: Int
        /// The number of saved states and drafts that existed already and stay as they are.
        package let kept: Int
    }

    private let archive: String

    /// Prepares to restore the archive at an absolute path.
    package init(_ archive: String) { self.archive = archive }

    /// Reads the whole archive, compares its hashes, and returns its manifest.
    package func verify() throws -> BackupManifest { try BackupReader.read(archive) }

    /// Restores a site into the folder `target`, and its saved states and drafts to the folder `state` of the site
    /// there; without `state`, throws if the archive has any. Restores an archive of keys as files that only their
    /// owner reads.
    package func restore(into target: String, state: String?) throws -> Outcome {
        let mode = try requireEmpty(target)
        let manifest = try verify()
        if state == nil, manifest.files.contains(where: Self.isState) {
            throw BackupRefusal(
                "el respaldo tiene borradores y estados guardados: ponga HOME o XDG_STATE_HOME",
                "the backup has drafts and saved states: set HOME or XDG_STATE_HOME")
        }
        let parent = FileSystem.folder(of: target)
        if let space = FileSystem.space(at: parent), space.free < manifest.size {
            throw DiskError(path: target, number: ENOSPC)
        }
        let scratch = target + AtomicFile.temporaryEnding
        let lock = try begin(scratch)
        defer { lock.release() }
        var placed = Placed()
        do {
            let second = try BackupReader.read(archive) { file, bytes in
                try placed.put(file, bytes, in: scratch, state: state, manifest.kind)
            }
            guard second == manifest else { throw BackupRefusal("el respaldo cambió", "the backup changed") }
            if manifest.kind == .site { try FileSystem.makeFolder(scratch + "/content") }
            for folder in placed.folders { try FileSystem.sync(folder) }
            try FileSystem.setMode(scratch, mode ?? (manifest.kind == .site ? 0o755 : 0o700))
            try FileSystem.sync(scratch)
            // The system replaces an empty folder, and no other.
            try FileSystem.rename(scratch, to: target)
        } catch {
            for path in placed.states { FileSystem.remove(path) }
            FileSystem.removeAll(scratch)
            throw error
        }
        try FileSystem.sync(parent)
        return Outcome(manifest: manifest, states: placed.states.count, kept: placed.kept)
    }

    private static func isState(_ file: BackupManifest.File) -> Bool { file.path.hasPrefix("estado/") }

    /// Requires that a folder can be made at a path, and returns the permissions of the empty folder there.
    private func requireEmpty(_ target: String) throws -> UInt32? {
        let parent = FileSystem.folder(of: target)
        guard Files.status(parent)?.kind == .folder else {
            throw BackupRefusal("no hay ninguna carpeta «\(parent)»", "there is no folder “\(parent)”")
        }
        if Files.isLink(target) {
            throw BackupRefusal(
                "«\(target)» es un enlace simbólico: dé la carpeta misma",
                "“\(target)” is a symbolic link: give the folder itself")
        }
        guard let status = Files.status(target) else { return nil }
        guard status.kind == .folder, try Files.names(in: target).isEmpty else {
            throw BackupRefusal(
                "«\(target)» ya tiene algo: un respaldo se restaura en una carpeta nueva o vacía",
                "“\(target)” holds something already: a backup is restored into a new or empty folder")
        }
        return status.permissions
    }

    /// Makes the folder for the files, in place of one that an interrupted command left, and locks it.
    private func begin(_ scratch: String) throws(DiskError) -> FolderLock {
        if Files.isLink(scratch) { throw DiskError(path: scratch, number: ENOTDIR) }
        try FileSystem.makeFolder(scratch, mode: 0o700, withParents: false)
        let old = try FolderLock(scratch)
        try old.acquire(.exclusive, waits: false)
        FileSystem.removeAll(scratch)
        old.release()
        try FileSystem.makeFolder(scratch, mode: 0o700, withParents: false)
        let lock = try FolderLock(scratch)
        try lock.acquire(.exclusive, waits: false)
        return lock
    }

    /// The files that were written so far.
    private struct Placed {
        /// The folders that hold a written file.
        var folders: Set<String> = []
        /// The saved states and drafts that did not exist before.
        var states: [String] = []
        /// The number of saved states and drafts that existed already.
        var kept = 0

        /// Writes a file into `scratch`, or a saved state or draft into `state`.
        mutating func put(
            _ file: BackupManifest.File, _ bytes: [UInt8], in scratch: String, state: String?,
            _ kind: BackupManifest.Kind
        ) throws(DiskError) {
            if isState(file), let state {
                let path = state + file.path.dropFirst("estado".utf8.count)
                if Files.status(path) != nil || Files.isLink(path) {
                    kept += 1
                    return
                }
                try place(bytes, file, to: path, folderMode: 0o700)
                states.append(path)
            } else if kind == .site {
                try place(bytes, file, to: scratch + file.path.dropFirst("sitio".utf8.count), folderMode: 0o755)
            } else {
                try place(bytes, file, to: scratch + "/" + file.path, folderMode: 0o700)
            }
        }

        /// Writes a file, with its time and permissions, and waits until it is on the disk.
        private mutating func place(
            _ bytes: [UInt8], _ file: BackupManifest.File, to path: String, folderMode: UInt32
        ) throws(DiskError) {
            let folder = FileSystem.folder(of: path)
            if folders.insert(folder).inserted { try FileSystem.makeFolder(folder, mode: folderMode) }
            try AtomicFile.create(path, with: bytes, mode: file.mode & 0o755, isDurable: true)
            FileSystem.setModified(path, Int64(file.modified) * 1_000_000_000)
        }
    }
}
