import Diagnostics
import OficioBasics
import OficioFiles
import OficioModel
import OficioSchema
import OficioSite
import OficioSource

/// The folder of the published site, with the list of files that the program wrote.
///
/// A build writes only files that differ, each under a temporary name that is then renamed. It removes files that are
/// no longer part of the site, but never a file that the program did not write.
package struct OutputFolder: Sendable {
    /// The numbers of written, unchanged and removed files.
    package struct Outcome: Sendable, Equatable {
        /// The number of files that the build wrote.
        package var written = 0
        /// The number of files that the build found unchanged, including those that it did not render.
        package var unchanged = 0
        /// The number of obsolete files that the build removed.
        package var removed = 0
        /// The number of unchanged files that did not need to be rendered.
        package var skipped = 0
        /// The explanation of why the build rendered the file named by `explaining`, or why it did not; `nil` if no
        /// file has that path.
        package var explanation: Explanation?
        /// The manifest of the published files.
        var list = Manifest()

        /// Whether the numbers of two outcomes are equal. Explanations and manifests are ignored.
        package static func == (a: Outcome, b: Outcome) -> Bool {
            (a.written, a.unchanged, a.removed, a.skipped) == (b.written, b.unchanged, b.removed, b.skipped)
        }

        /// Creates an outcome from the numbers of files.
        package init(written: Int = 0, unchanged: Int = 0, removed: Int = 0) {
            self.written = written
            self.unchanged = unchanged
            self.removed = removed
        }
    }

    let root: String
    /// The path of the output folder as given, without a final slash.
    package var path: String { root }
    static let manifestPath = ".oficio/archivos"
    /// The cache of the output folder; `nil` if the caller keeps none.
    let state: OutputCache?

    /// Opens an output folder, which need not exist yet.
    ///
    /// - Parameters:
    ///   - path: the output folder.
    ///   - site: the site's folder, which the output folder must not be or contain.
    ///   - state: the cache of the output folder; `nil` to cache nothing.
    ///   - home: the user's home folder, which the output folder must not be; `nil` if it is unknown.
    /// - Throws: `WriteError` if the folder must not be written.
    package init(_ path: String, site: String, state: OutputCache? = nil, home: String? = nil) throws(WriteError) {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        root = trimmed
        self.state = state
        if let error = OutputLocation(trimmed).refusal(site: site, home: home) { throw error }
    }

    /// Makes the folder contain exactly the given files, apart from foreign files. Renders files that are not up to
    /// date, on all processors.
    ///
    /// - Parameters:
    ///   - files: the files with distinct paths.
    ///   - stamps: fingerprints of the records; `nil` to render every file.
    ///   - explaining: the path of a file to explain in the outcome; `nil` to explain no file.
    ///   - progress: receives the steps.
    ///   - isSound: returns false after a template failed to end; the file is then not written, and `endlessTemplate`
    ///     is thrown.
    /// - Returns: the numbers of written, unchanged and removed files.
    /// - Throws: `WriteError`, for example for a foreign file at a planned path, before any file is replaced.
    package func publish(
        _ files: [PlannedFile], stamps: SiteStamps? = nil, explaining: String? = nil,
        _ progress: Progress = Progress(),
        isSound: @escaping @Sendable () -> Bool = { true }
    ) throws(WriteError) -> Outcome {
        try makeFolder("")
        let lock = try acquireLock()
        defer { lock.release() }
        // A build that was killed has left no run state, and may have left temporary files.
        let wasWhole = state.map { Files.status($0.run) != nil && FileSystem.remove($0.run) } ?? false
        if let file = firstForeignFile { throw .foreignFolder(root, file: file) }
        removeFormerState()
        let own = manifest()
        var known = own
        if let state { known.add(statesOf: Manifest(state.bytes(of: state.files))) }
        try checkLinks(Set((files.map(\.path) + known.paths + [Self.manifestPath]).map(Self.parent)))
        if !wasWhole { for path in known.paths { FileSystem.remove(root + "/" + path + AtomicFile.temporaryEnding) } }
        // A foreign file at a planned path stops the build before it replaces any file.
        let new = files.filter { !known.contains($0.path) }
        for file in new {
            if file.path.hasPrefix("/") || file.path.parts(between: "/").contains("..") {
                throw .leavesFolder(file.path)
            }
            guard Files.status(root + "/" + file.path) != nil else { continue }
            if file.fromOthers != nil || (try? Files.read(root + "/" + file.path)) != file.render() {
                throw .foreignFile(root + "/" + file.path)
            }
        }
        // Write the manifest first. If the build is interrupted, the next one knows from it that these files are ours,
        // and does not refuse the folder.
        try makeFolder(".oficio")
        if !new.isEmpty {
            var begun = own
            for file in new { begun.add(file.path, nil) }
            try write(begun.bytes, to: Self.manifestPath)
        }
        for folder in Set(files.map { Self.parent($0.path) }).sorted() { try makeFolder(folder) }
        progress.enter(.writing, of: files.count)
        let problem = Locked<WriteError?>(nil)
        let notes = FileNotes(state.map { $0.bytes(of: $0.notes) } ?? [])
        let former = known
        let explained = files.firstIndex { $0.path == explaining }
        var explanation = explained.map { explain(files[$0], former[files[$0].path], stamps, notes) }
        var changes = files.concurrentMap { file -> WriteResult in
            if file.fromOthers != nil { return WriteResult() }
            guard problem.withLock({ $0 == nil }) else { return WriteResult() }
            if let entry = former[file.path], isUpToDate(file, entry, stamps, notes) {
                progress.step()
                return WriteResult(
                    isSkipped: true, entry: entry, chunks: notes.files[file.path], trace: notes.traces[file.path])
            }
            do throws(WriteError) {
                return try renderIfOutdated(file, former[file.path], stamps, notes, progress, isSound)
            } catch {
                problem.withLock { $0 = $0 ?? error }
                return WriteResult()
            }
        }
        if let problem = problem.withLock({ $0 }) { throw problem }
        for (index, file) in files.enumerated() {
            guard let make = file.fromOthers else { continue }
            let fingerprint = Self.fingerprint(ofSources: file.sources, files, changes)
            if let fingerprint, let entry = former[file.path], entry == self.fileState(file.path, fingerprint) {
                changes[index] = WriteResult(isSkipped: true, entry: entry)
                continue
            }
            let isWritten = try write(make(root), to: file.path)
            changes[index] = WriteResult(isWritten: isWritten, entry: fingerprint.flatMap { fileState(file.path, $0) })
        }
        var outcome = Outcome()
        outcome.written = changes.count { $0.isWritten }
        outcome.unchanged = changes.count - outcome.written
        outcome.skipped = changes.count { $0.isSkipped }
        if let explained {
            explanation?.isMade = !changes[explained].isSkipped
            explanation?.isWritten = changes[explained].isWritten
        }
        outcome.explanation = explanation
        var list = Manifest()
        var pieces = FileNotes()
        for place in files.indices.sorted(by: { files[$0].path.isBefore(files[$1].path) }) {
            list.add(files[place].path, changes[place].entry)
            pieces.add(files[place].path, changes[place].chunks, changes[place].trace)
        }
        var emptied: Set<String> = []
        // If the build produces all files of the last build, no file is obsolete.
        let gone = known.paths.count == files.count - new.count ? [] : known.paths.filter { !list.contains($0) }
        for path in gone {
            if FileSystem.remove(root + "/" + path) { outcome.removed += 1 }
            // Collect the parent folders, which may now be empty.
            var folder = Self.parent(path)
            while !folder.isEmpty, emptied.insert(folder).inserted { folder = Self.parent(folder) }
        }
        for folder in emptied.sorted(by: >) { FileSystem.removeEmptyFolder(root + "/" + folder) }
        // Write the notes before the list of files. If the build is killed in between, the next build finds the older
        // list, and renders the files whose fingerprints differ from those in the list.
        if let state {
            state.store(pieces.bytes, at: state.notes)
            state.store(list.bytes, at: state.files)
            if let stamps { state.store(stamps.kept, at: state.stamps) }
        }
        let expensive = Set(files.filter(\.isExpensive).map(\.path))
        try write(list.withoutStates { expensive.contains($0) }.bytes, to: Self.manifestPath)
        outcome.list = list
        return outcome
    }

    /// The result of writing one file.
    private struct WriteResult: Sendable {
        var isWritten = false
        var isSkipped = false
        var entry: Manifest.FileState?
        var chunks: FileNotes.File?
        /// The dependencies of the file; `nil` if they are not recorded.
        var trace: Trace?
    }

    /// Returns the fingerprint of a file that depends only on the files `sources`; `nil` if `sources` is empty, or if
    /// one of them has no fingerprint.
    private static func fingerprint(ofSources sources: [String], _ files: [PlannedFile], _ changes: [WriteResult])
        -> String?
    {
        let fingerprints = sources.compactMap { source in
            files.firstIndex { $0.path == source }.flatMap { changes[$0].entry?.fingerprint }
        }
        return fingerprints.isEmpty || fingerprints.count < sources.count
            ? nil : fingerprints.joined(separator: "+")
    }

    /// Renders a file, and writes it if it differs from the file in the folder. `known` is the file's entry in the
    /// manifest of the last build; `nil` if the last build did not write the file.
    private func renderIfOutdated(
        _ file: PlannedFile, _ known: Manifest.FileState?, _ stamps: SiteStamps?, _ notes: FileNotes,
        _ progress: Progress,
        _ isSound: () -> Bool
    ) throws(WriteError) -> WriteResult {
        guard file.tracksDependencies, let stamps else {
            let bytes = progress.step(file.path) { file.render() }
            if !isSound() { throw .endlessTemplate }
            let isWritten = try write(bytes, to: file.path)
            return WriteResult(
                isWritten: isWritten,
                entry: file.fingerprint.flatMap { fileState(file.path, $0, isExpensive: file.isExpensive) })
        }
        if let pieces = file.chunks {
            // The file in the folder is unmodified, so unchanged chunks are copied from it without comparison.
            let former = notes.files[file.path].flatMap {
                known?.fingerprint == $0.fingerprint && known == fileState(file.path, $0.fingerprint) ? $0 : nil
            }
            let rewritten = RewrittenFile(root + "/" + file.path)
            let made: FileNotes.File
            let isWritten: Bool
            do throws(DiskError) {
                made = try progress.step(file.path) { () throws(DiskError) in
                    try notes.assemble(file, pieces, stamps, takesFormer: former != nil) { part throws(DiskError) in
                        try rewritten.put(part)
                    }
                }
                isWritten = try rewritten.finish()
            } catch {
                throw WriteError(error)
            }
            return WriteResult(isWritten: isWritten, entry: fileState(file.path, made.fingerprint), chunks: made)
        }
        let (bytes, trace) = progress.step(file.path) { stamps.tracing(known: file.known) { file.render() } }
        if !isSound() { throw .endlessTemplate }
        let isWritten = try write(bytes, to: file.path)
        guard let trace else { return WriteResult(isWritten: isWritten) }
        return WriteResult(
            isWritten: isWritten, entry: fileState(file.path, Fingerprint.word(trace.fingerprint)), trace: trace)
    }

    /// Throws if the folder has the site's pages in the other language, in which all of them have other addresses.
    func requireAddresses(of settings: SiteSettings) throws(WriteError) {
        let (own, other) = (settings.address(SitePaths.search), SitePaths.otherSearch(settings))
        guard manifest(below: other).paths.contains(other), !manifest(below: own).paths.contains(own) else { return }
        throw .refused(
            path: path,
            Localized(
                es: """
                    aquí está el sitio con otras direcciones («\(other)», no «\(own)»); si ya se publicó, deje en \
                    site.yaml la lengua y «direcciones:» como estaban; si no, borre la carpeta
                    """,
                en: """
                    the site is here with other addresses (“\(other)”, not “\(own)”); if it is already published, \
                    leave the language and “addresses:” of site.yaml as they were; if not, delete the folder
                    """))
    }

    // MARK: Fingerprints

    /// Returns the fingerprints of expensive files below a folder, such as PDFs, by path. Leaves out files that were
    /// modified after the build wrote them.
    func fingerprints(below prefix: String) -> [String: String] {
        var found: [String: String] = [:]
        let known = manifest(below: prefix)
        for path in known.paths {
            if let entry = known[path], self.fileState(path, entry.fingerprint, isExpensive: true) == entry {
                found[path] = entry.fingerprint
            }
        }
        return found
    }

    /// The temporary folder for printing, which `Printing` creates and removes.
    var scratch: String { state?.scratch ?? root + "/.oficio/imprenta" }

    private func fileState(_ path: String, _ fingerprint: String, isExpensive: Bool = false) -> Manifest.FileState? {
        let path = root + "/" + path
        guard isExpensive else {
            return Manifest.FileState(fingerprint: fingerprint, metadata: ReadJournal.stamp(ofFile: path))
        }
        return Files.status(path).map {
            Manifest.FileState(fingerprint: fingerprint, metadata: "\($0.size) \($0.modified)")
        }
    }

    private func isUpToDate(_ file: PlannedFile, _ entry: Manifest.FileState, _ stamps: SiteStamps?, _ notes: FileNotes)
        -> Bool
    {
        if let pieces = file.chunks {
            guard let stamps, notes.isUpToDate(file, pieces, stamps), let known = notes.files[file.path] else {
                return false
            }
            return entry == self.fileState(file.path, known.fingerprint)
        }
        var fingerprint = file.fingerprint
        if file.tracksDependencies, let stamps, let trace = notes.traces[file.path],
            stamps.holds(trace, known: file.known)
        {
            fingerprint = Fingerprint.word(trace.fingerprint)
        }
        return entry.fingerprint == fingerprint
            && entry == self.fileState(file.path, entry.fingerprint, isExpensive: file.isExpensive)
    }

    private func explain(_ file: PlannedFile, _ entry: Manifest.FileState?, _ stamps: SiteStamps?, _ notes: FileNotes)
        -> Explanation
    {
        let isIntact = entry.map { $0 == self.fileState(file.path, $0.fingerprint, isExpensive: file.isExpensive) }
        let former = EarlierStamps(state.map { $0.bytes(of: $0.stamps) } ?? [])
        return Explanation(file, isIntact: isIntact, notes, stamps, former)
    }

    /// Returns the entries of the folder's manifest whose paths begin with `prefix`.
    private func manifest(below prefix: String = "") -> Manifest {
        Manifest((try? Files.read(root + "/" + Self.manifestPath)) ?? [], below: prefix)
    }

    // MARK: Disk

    /// Locks the folder, after waiting for other builds, and returns the lock.
    func acquireLock() throws(WriteError) -> FolderLock {
        let lock: FolderLock
        do throws(DiskError) { lock = try FolderLock(root) } catch { throw WriteError(error) }
        // Without locks in the file system, use the folder without one.
        try? lock.acquire(.exclusive, waits: true)
        return lock
    }

    // MARK: State

    /// The name of an entry in the output folder if the program has never written to the folder; `nil` if the folder
    /// is empty or has the program's manifest. Hidden names (`.git`) and `lost+found` are ignored.
    private var firstForeignFile: String? {
        if Files.status(root + "/" + Self.manifestPath) != nil { return nil }
        let names = (try? Files.names(in: root)) ?? []
        return names.first { !$0.hasPrefix(".") && $0 != "lost+found" }
    }

    /// Removes caches that earlier versions kept in the published folder, although they contain
    /// paths of sources and internal words.
    private func removeFormerState() {
        let folder = root + "/.oficio"
        for name in (try? Files.names(in: folder)) ?? []
        where ["estado", "piezas"].contains(name) || name.hasPrefix("palabras-") {
            FileSystem.remove(folder + "/" + name)
        }
    }

    private static func parent(_ path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }

    /// Throws if one of some folders, or a folder above it in the output, is a symbolic link: files below it would be
    /// written or removed outside of the output.
    private func checkLinks(_ folders: Set<String>) throws(WriteError) {
        var seen: Set<String> = []
        for var folder in folders.sorted() {
            while !folder.isEmpty, seen.insert(folder).inserted {
                if Files.isLink(root + "/" + folder) { throw .behindLink(root + "/" + folder) }
                folder = Self.parent(folder)
            }
        }
    }

    private func makeFolder(_ folder: String) throws(WriteError) {
        do throws(DiskError) { try FileSystem.makeFolder(folder.isEmpty ? root : root + "/" + folder) } catch {
            throw WriteError(error)
        }
    }

    /// Writes a file unless it already has the given bytes, and returns whether it was written.
    @discardableResult func write(_ bytes: [UInt8], to relative: String) throws(WriteError) -> Bool {
        let file = RewrittenFile(root + "/" + relative)
        do throws(DiskError) {
            try file.put(.new(bytes))
            return try file.finish()
        } catch {
            throw WriteError(error)
        }
    }
}
