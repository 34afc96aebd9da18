import Diagnostics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioHistory
import OficioBasics
import OficioSource

/// Writes changes of the site as transactions. Every change by the editor is written with these functions.
extension Editor {
    /// Writes changes as one transaction, and stores the texts before and after it for 90 days. Writes nothing, and
    /// returns the conflicts, if a file has changed since it was read. Writes nothing if all texts are unchanged.
    /// Throws if the rate limit for writes is reached.
    func commit(
        _ changes: [SourceChange], _ note: SavedStates.Note
    ) throws(WriteError) -> SourceTransaction.Outcome {
        let changes = changes.filter { $0.before != $0.after }
        if changes.isEmpty { return .written }
        guard writes.takeToken() else { throw .refused(path: changes[0].path, Self.tooOften) }
        do throws(EditorRefusal) { try authorize(changes) } catch {
            self.note(note.action.rawValue, changes, .refused)
            throw .refused(path: changes[0].path, error.message)
        }
        var note = note
        note.owners = owners(of: changes.map { ($0.path, $0.before, $0.after) })
        let entry: SavedStates.Entry
        let audited: AuditedChange
        do throws(DiskError) {
            entry = try saved.store(changes.map { ($0.path, $0.before, $0.after) }, note)
            audited = try AuditedChange(self, note.action.rawValue, changes)
        } catch {
            throw WriteError(error)
        }
        let noted = noteForGit(entry, changes.map { ($0.path, $0.after) })
        func undo() {
            saved.remove(entry)
            if let noted { pendingCommits.remove(noted) }
        }
        do throws(WriteError) {
            let outcome = try SourceTransaction(root: root).commit(changes)
            try audited.end(outcome == .written ? .written : .conflict)
            if outcome == .written { commitToGit() } else { undo() }
            return outcome
        } catch {
            // A change that was written stays, also if the log cannot say so.
            if !audited.isEnded {
                undo()
                try? audited.end(.failed)
            }
            throw error
        }
    }

    /// The changes that are not in Git yet.
    private var pendingCommits: PendingCommits { PendingCommits(in: saved.folder) }

    /// Stores the description of a change for a later Git commit, before the change is written, and returns its name;
    /// `nil` if the editor does not commit, or if the disk fails.
    private func noteForGit(_ entry: SavedStates.Entry, _ files: [(path: String, after: [UInt8]?)]) -> String? {
        guard git != nil else { return nil }
        let isRelease = entry.note.action == .release
        return try? pendingCommits.add(
            author: entry.note.author, subject: SavedPage.subject(entry, language), files: files,
            companions: isRelease ? [GitAttributes.path] : [], isWhole: isRelease)
    }

    /// Commits all changes that are not in Git yet, each with its author; does nothing if the editor does not commit.
    /// Skips a release whose files are not all written. Reports a failure on the terminal and on the pages; the
    /// written files stay, and the next change tries again.
    func commitToGit() {
        guard let git else { return }
        gitProblem.withLock { $0 = nil }
        for commit in pendingCommits.all {
            // A file without the text of the change was never written, or belongs to a later change.
            let paths = commit.files.filter { file in
                let bytes = try? Files.read(root + "/" + file.path)
                return (bytes.map { SHA256.hex($0) } ?? "") == file.after
            }.map(\.path)
            // An interrupted release is finished or undone by the next release.
            if commit.isWhole, !paths.isEmpty, paths.count < commit.files.count { continue }
            let problem =
                paths.isEmpty
                ? nil : git.commit(paths + commit.companions, author: commit.author, subject: commit.subject)
            guard let problem else {
                pendingCommits.remove(commit.name)
                continue
            }
            let words = Localized(
                es: "no quedó en Git «\(commit.subject)»: \(problem.spanish)",
                en: "“\(commit.subject)” is not in Git: \(problem.english)")
            report(words[language] + "\n")
            gitProblem.withLock { $0 = words }
            return
        }
    }

    /// A note that changes are not in Git yet, as HTML; empty if all changes are in Git, or if the editor does not
    /// commit.
    var gitNote: String {
        guard var words = gitProblem.withLock({ $0 }) else { return "" }
        // The words name the document of another person's change.
        if viewer?.person.isAdministrator == false {
            words = Localized(es: "hay cambios que no quedaron en Git", en: "there are changes that are not in Git")
        }
        let more = Localized(
            es: "El archivo está guardado, y se intenta otra vez con el cambio siguiente.",
            en: "The file is saved, and the next change tries again.")
        return "<p class=\"aviso error\" role=\"status\">\(words[language].capitalizedFirst.escapedForHTML). "
            + "\(more[language])</p>\n"
    }

    /// The release operations for the site on the recording day.
    var releases: SiteRelease { SiteRelease(root: root, today: recordingDay(), keys: keys) }

    /// Performs a release as reviewed, and commits it to Git. Stores the texts of changed sources, as a save does.
    /// Releases nothing if the plan is no longer the reviewed one.
    func perform(_ release: Proposal.Release, _ note: SavedStates.Note) throws(EditorRefusal) {
        guard writes.takeToken() else { throw EditorRefusal(Self.tooOften) }
        try authorize(release)
        var note = note
        note.owners = owners(of: release.plan.documents.compactMap(\.source).map { ($0.path, nil, nil) })
        let settled = note
        let audited = try EditorRefusal.wrapping {
            let source = release.plan.documents.compactMap(\.source?.path)
            return try AuditedChange(
                self, note.action.rawValue,
                release.plan.files.map { SourceChange($0.path, before: bytesOnDisk($0.path), after: $0.bytes) },
                documents: source)
        }
        let plan = try EditorRefusal.wrapping {
            var entry: SavedStates.Entry?
            var noted: String?
            do {
                let plan = try releases.perform([release.request], report: { report($0[language] + "\n") }) { plan in
                    guard plan.meaning == release.plan.meaning else { return false }
                    let files = plan.documents.compactMap(\.edited) + [plan.settings].compactMap(\.self)
                    let changed = files.map { (path: $0.path, before: bytesOnDisk($0.path), after: Optional($0.bytes)) }
                    entry = changed.isEmpty ? nil : try? saved.store(changed, settled)
                    noted = noteForGit(
                        entry ?? SavedStates.Entry(id: "", time: 0, order: 0, note: settled, files: []),
                        plan.files.map { ($0.path, $0.bytes) })
                    return true
                }
                try audited.end(plan == nil ? .conflict : .written)
                if plan != nil { commitToGit() }
                return plan
            } catch {
                if audited.isEnded { throw error }
                try? audited.end(.failed)
                if let entry { saved.remove(entry) }
                if let noted { pendingCommits.remove(noted) }
                throw error
            }
        }
        guard plan != nil else {
            throw EditorRefusal(
                "algo ha cambiado desde que usted lo vio; no se ha publicado nada",
                "something has changed since you saw it; nothing was released")
        }
    }
}

extension ReleasePlan {
    /// The content of a release and of the files that it depends on. It omits the parts that differ between two plans
    /// of one release: signatures, and the index that a first release begins.
    var meaning: String {
        documents.map { document in
            let entry = document.entry
            let texts: [String] = [
                document.folder, "\(entry.kind)", entry.version, entry.effective.iso, entry.recorded.iso,
                entry.act.map { "\($0.title)/\($0.date?.iso ?? "")/\($0.attachment?.sha256 ?? "")" } ?? "",
                entry.successor?.id ?? "", entry.attachment?.sha256 ?? "", entry.contentHash, entry.previous,
                document.source?.hash ?? "", document.edited.map { SHA256.hex($0.bytes) } ?? "",
            ]
            return (texts + entry.authorized + entry.log).joined(separator: "\u{1}")
        }.joined(separator: "\u{2}")
    }
}
