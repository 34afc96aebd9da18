import Diagnostics
import OficioBasics
import OficioFiles
import OficioSite
import OficioSource

/// The folder of the finished site, and the list of what the program has made in it.
///
/// Only what differs is written, to a temporary name beside its place and then renamed; what was made before and is no longer
/// produced is removed, and never a file that the program did not make.
package struct OutputFolder: Sendable {
    /// Files that were written, left as they were, and removed.
    package struct Outcome: Sendable, Equatable {
        package var written = 0
        package var unchanged = 0
        package var removed = 0
        /// Of those left as they were, the ones that did not have to be made to know it.
        package var spared = 0
        /// The files, and how they lie there.
        fileprivate var list = Manifest()

        package static func == (a: Outcome, b: Outcome) -> Bool { (a.written, a.unchanged, a.removed, a.spared) == (b.written, b.unchanged, b.removed, b.spared) }

        package init(written: Int = 0, unchanged: Int = 0, removed: Int = 0) {
            self.written = written
            self.unchanged = unchanged
            self.removed = removed
        }
    }

    private let root: String
    /// As given, without a slash at its end.
    package var path: String { root }
    private static let manifestPath = ".oficio/archivos"
    /// What the next build need not do again; `nil` where nobody keeps it.
    let state: OutputState?

    /// - Parameters:
    ///   - site: the site's folder, which the output must not be nor hold.
    ///   - state: what the next build need not do again; `nil` where nobody keeps it.
    ///   - home: the folder of whoever runs the program, which it must not be either.
    package init(_ path: String, site: String, state: OutputState? = nil, home: String? = nil) throws(WriteError) {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        root = trimmed
        self.state = state
        if let error = OutputPlace(trimmed).refusal(site: site, home: home) { throw error }
    }

    /// Makes the folder hold exactly these files besides those that are not the program's.
    ///
    /// - Parameters:
    ///   - files: paths below the folder with `/`, no two alike, and what makes their bytes; called on all processors, and not at all for a file that was
    ///     made with the same fingerprint, or of records that say the same, and lies untouched since.
    ///   - stamps: what tells whether they say the same; `nil` where every file is to be made.
    ///   - isSound: whether every file made so far is whole: where one is not, it is not written, and `endlessTemplate` is thrown.
    package func publish(
        _ files: [PlannedFile], stamps: SiteStamps? = nil, _ progress: Progress = Progress(), isSound: @escaping @Sendable () -> Bool = { true }
    ) throws(WriteError) -> Outcome {
        try makeFolder("")
        let lock = try locked()
        defer { lock.release() }
        // A build that was killed may have left files under way; one that ended left its state.
        let wasWhole = state.map { Files.status($0.run) != nil && FileSystem.remove($0.run) } ?? false
        removeFormerState()
        let own = manifest()
        var known = own
        if let state { known.add(marksOf: Manifest(state.bytes(of: state.files))) }
        if !wasWhole { for path in known.paths { FileSystem.remove(root + "/" + path + AtomicFile.temporaryEnding) } }
        // Before anything is replaced: a stranger at a planned path stops the build.
        let new = files.filter { !known.contains($0.path) }
        for file in new {
            if file.path.hasPrefix("/") || file.path.parts(between: "/").contains("..") { throw .leavesFolder(file.path) }
            guard Files.status(root + "/" + file.path) != nil else { continue }
            if file.fromOthers != nil || (try? Files.read(root + "/" + file.path)) != file.render() { throw .foreignFile(root + "/" + file.path) }
        }
        for folder in Set(files.map { Self.parent($0.path) } + [".oficio"]).sorted() { try makeFolder(folder) }
        // What is about to be made is the program's from now on, even if it is interrupted.
        if !new.isEmpty {
            var begun = own
            for file in new { begun.add(file.path, nil) }
            try write(begun.bytes, to: Self.manifestPath)
        }
        progress.enter(.writing, of: files.count)
        let problem = Locked<WriteError?>(nil)
        let notes = PieceNotes(state.map { $0.bytes(of: $0.pieces) } ?? [])
        let former = known
        var changes = files.concurrentMap { file -> Change in
            if file.fromOthers != nil { return Change() }
            guard problem.withLock({ $0 == nil }) else { return Change() }
            if let mark = former[file.path], isUpToDate(file, mark, stamps, notes) {
                progress.step()
                return Change(isSpared: true, mark: mark, pieces: notes.files[file.path])
            }
            do throws(WriteError) {
                return try make(file, former[file.path], stamps, notes, progress, isSound)
            } catch {
                problem.withLock { $0 = $0 ?? error }
                return Change()
            }
        }
        if let problem = problem.withLock({ $0 }) { throw problem }
        for (index, file) in files.enumerated() { if let make = file.fromOthers { changes[index].isWritten = try write(make(root), to: file.path) } }
        var outcome = Outcome()
        outcome.written = changes.count { $0.isWritten }
        outcome.unchanged = changes.count - outcome.written
        outcome.spared = changes.count { $0.isSpared }
        var list = Manifest()
        var pieces = PieceNotes()
        for place in files.indices.sorted(by: { files[$0].path.isBefore(files[$1].path) }) {
            list.add(files[place].path, changes[place].mark)
            if let known = changes[place].pieces { pieces.files[files[place].path] = known }
        }
        var folders: Set<String> = []
        // Where all that was made is made again, nothing is to be looked for.
        let gone = known.paths.count == files.count - new.count ? [] : known.paths.filter { !list.contains($0) }
        for path in gone {
            if FileSystem.remove(root + "/" + path) { outcome.removed += 1 }
            folders.insert(Self.parent(path))
        }
        for folder in folders.sorted(by: >) where !folder.isEmpty { FileSystem.removeEmptyFolder(root + "/" + folder) }
        // The pieces first: where the list of files is older, they are made again.
        if let state {
            state.keep(pieces.bytes, at: state.pieces)
            state.keep(list.bytes, at: state.files)
        }
        let expensive = Set(files.filter(\.isExpensive).map(\.path))
        try write(list.withoutMarks { expensive.contains($0) }.bytes, to: Self.manifestPath)
        outcome.list = list
        return outcome
    }

    /// What became of a file.
    private struct Change: Sendable {
        var isWritten = false
        var isSpared = false
        var mark: Manifest.Mark?
        var pieces: PieceNotes.File?
    }

    /// Makes a file, and writes it where it is not there yet.
    ///
    /// - Parameter known: how it lay when it was last made.
    private func make(
        _ file: PlannedFile, _ known: Manifest.Mark?, _ stamps: SiteStamps?, _ notes: PieceNotes, _ progress: Progress, _ isSound: () -> Bool
    ) throws(WriteError) -> Change {
        guard file.isNoted, let stamps else {
            let bytes = progress.step(file.path) { file.render() }
            if !isSound() { throw .endlessTemplate }
            let isWritten = try write(bytes, to: file.path)
            return Change(isWritten: isWritten, mark: file.fingerprint.flatMap { mark(file.path, $0, isExpensive: file.isExpensive) })
        }
        if let pieces = file.pieces {
            // As it was made: what is to stay of it need not be looked at.
            let former = notes.files[file.path].flatMap { known?.fingerprint == $0.fingerprint && known == mark(file.path, $0.fingerprint) ? $0 : nil }
            let rewritten = RewrittenFile(root + "/" + file.path)
            let made: PieceNotes.File
            let isWritten: Bool
            do throws(DiskError) {
                made = try progress.step(file.path) { () throws(DiskError) in
                    try notes.assemble(file, pieces, stamps, takesFormer: former != nil) { part throws(DiskError) in try rewritten.put(part) }
                }
                isWritten = try rewritten.finish()
            } catch {
                throw WriteError(error)
            }
            return Change(isWritten: isWritten, mark: mark(file.path, made.fingerprint), pieces: made)
        }
        let (bytes, reads) = progress.step(file.path) { Reads.noting { file.render() } }
        if !isSound() { throw .endlessTemplate }
        let isWritten = try write(bytes, to: file.path)
        guard let records = stamps.records(of: reads), let fingerprint = stamps.fingerprint(of: records, known: file.known) else { return Change(isWritten: isWritten) }
        return Change(isWritten: isWritten, mark: mark(file.path, fingerprint, records: records))
    }

    // MARK: What was made

    /// The fingerprints of dear files below a folder that lie as they were made.
    func fingerprints(below prefix: String) -> [String: String] {
        var found: [String: String] = [:]
        let known = manifest(below: prefix)
        for path in known.paths {
            if let mark = known[path], self.mark(path, mark.fingerprint, isExpensive: true) == mark { found[path] = mark.fingerprint }
        }
        return found
    }

    /// A folder of the program's own, made and removed by whoever prints.
    var scratch: String { state?.scratch ?? root + "/.oficio/imprenta" }

    private func mark(_ path: String, _ fingerprint: String, records: String? = nil, isExpensive: Bool = false) -> Manifest.Mark? {
        let path = root + "/" + path
        guard isExpensive else { return Manifest.Mark(fingerprint: fingerprint, place: ReadJournal.stamp(ofFile: path), records: records) }
        return Files.status(path).map { Manifest.Mark(fingerprint: fingerprint, place: "\($0.size) \($0.modified)", records: records) }
    }

    private func isUpToDate(_ file: PlannedFile, _ mark: Manifest.Mark, _ stamps: SiteStamps?, _ notes: PieceNotes) -> Bool {
        if let pieces = file.pieces {
            guard let stamps, notes.isUpToDate(file, pieces, stamps), let known = notes.files[file.path] else { return false }
            return mark == self.mark(file.path, known.fingerprint)
        }
        let fingerprint = file.isNoted ? mark.records.flatMap { stamps?.fingerprint(of: $0, known: file.known) } : file.fingerprint
        return mark.fingerprint == fingerprint && mark == self.mark(file.path, mark.fingerprint, records: mark.records, isExpensive: file.isExpensive)
    }

    /// - Parameter prefix: what the paths that are wanted begin with.
    private func manifest(below prefix: String = "") -> Manifest { Manifest((try? Files.read(root + "/" + Self.manifestPath)) ?? [], below: prefix) }

    // MARK: Disk

    /// One build writes at a time: the others wait for it.
    private func locked() throws(WriteError) -> FolderLock {
        let lock: FolderLock
        do throws(DiskError) { lock = try FolderLock(root) } catch { throw WriteError(error) }
        // A share without locks is not locked.
        try? lock.acquire(.exclusive, waits: true)
        return lock
    }

    // MARK: State

    /// Removes what earlier programs have kept in the folder: paths of sources and the words of the checker, which are nobody else's business.
    private func removeFormerState() {
        let folder = root + "/.oficio"
        for name in (try? Files.names(in: folder)) ?? [] where ["estado", "piezas"].contains(name) || name.hasPrefix("palabras-") {
            FileSystem.remove(folder + "/" + name)
        }
    }

    /// What the last build said, `nil` where the next one has to be a whole one; see `RunState`.
    package func unchanged(_ request: String, site: String) -> (report: RunState.Report, files: Int)? {
        // Without the list of files, which is no file of the site.
        state.flatMap { RunState(at: $0.run, request: request, root: site, output: root) }.map { ($0.report, $0.written - 1) }
    }

    /// Keeps what a build read, wrote and said. Where that fails, the next build is a whole one.
    package func keep(_ journal: ReadJournal, _ outcome: Outcome, _ report: RunState.Report, request: String) {
        guard let state else { return }
        let list = outcome.list
        let written = (list.paths + [Self.manifestPath]).map { path -> ReadJournal.Entry in
            // How it lay when it was made, or was found to lie as it was made; of a dear file the list tells less.
            if let place = list[path]?.place, ReadJournal.isStampOfFile(place) { return .init(path: path, stamp: place) }
            return .init(path: path, stamp: ReadJournal.stamp(ofFile: root + "/" + path))
        }
        state.keep(RunState.bytes(journal, written: written, report: report, request: request), at: state.run)
    }

    private static func parent(_ path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }

    private func makeFolder(_ folder: String) throws(WriteError) {
        do throws(DiskError) { try FileSystem.makeFolder(folder.isEmpty ? root : root + "/" + folder) } catch {
            throw WriteError(error)
        }
    }

    /// Whether the file was written: not where its bytes are already there.
    @discardableResult private func write(_ bytes: [UInt8], to relative: String) throws(WriteError) -> Bool {
        let file = RewrittenFile(root + "/" + relative)
        do throws(DiskError) {
            try file.put(.made(bytes))
            return try file.finish()
        } catch {
            throw WriteError(error)
        }
    }
}
