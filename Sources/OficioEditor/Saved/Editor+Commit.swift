import Diagnostics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioHistory
import OficioBasics
import OficioSource

/// Writes changes of the site as transactions. All changes of the editor pass through here.
extension Editor {
    /// Stores the texts before and after for 90 days, and writes the changes as one transaction. Writes nothing if a
    /// file has changed since it was read.
    func commit(
        _ changes: [SourceChange], _ note: SavedStates.Note
    ) throws(WriteError) -> SourceTransaction.Outcome {
        let changes = changes.filter { $0.before != $0.after }
        if changes.isEmpty { return .written }
        guard writes.take() else { throw .refused(path: changes[0].path, Self.tooOften) }
        let entry: SavedStates.Entry
        do throws(DiskError) {
            entry = try saved.keep(changes.map { ($0.path, $0.before, $0.after) }, note)
        } catch {
            throw WriteError(error)
        }
        let noted = noteForGit(entry, changes.map { ($0.path, $0.after) })
        func undo() {
            saved.forget(entry)
            if let noted { pendingCommits.forget(noted) }
        }
        do throws(WriteError) {
            let outcome = try SourceTransaction(root: root).commit(changes)
            if outcome == .written { commitToGit() } else { undo() }
            return outcome
        } catch {
            undo()
            throw error
        }
    }

    /// The changes that Git does not have yet.
    private var pendingCommits: PendingCommits { PendingCommits(in: saved.folder) }

    /// Notes a change for Git before it is written; returns `nil` if the site does not commit.
    private func noteForGit(_ entry: SavedStates.Entry, _ files: [(path: String, after: [UInt8]?)]) -> String? {
        guard git != nil else { return nil }
        let isRelease = entry.note.action == .release
        return try? pendingCommits.note(
            author: entry.note.author, subject: SavedPage.subject(entry, language), files: files,
            companions: isRelease ? [GitAttributes.path] : [], isWhole: isRelease)
    }

    /// Commits all changes that Git does not have yet, each in the name of its person, if the options ask for it.
    /// Reports a failure on the terminal and on the pages; the written files stay, and the next change tries again.
    func commitToGit() {
        guard let git else { return }
        gitProblem.withLock { $0 = nil }
        for commit in pendingCommits.all {
            // Files that do not have the text of the change were never written, or belong to a later change.
            let paths = commit.files.filter { file in
                let bytes = try? Files.read(root + "/" + file.path)
                return (bytes.map { SHA256.hex($0) } ?? "") == file.after
            }.map(\.path)
            // A release that was cut short is finished or undone by the next one.
            if commit.isWhole, !paths.isEmpty, paths.count < commit.files.count { continue }
            let problem =
                paths.isEmpty
                ? nil : git.commit(paths + commit.companions, author: commit.author, subject: commit.subject)
            guard let problem else {
                pendingCommits.forget(commit.name)
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

    /// A note that changes are not in Git yet, as HTML; empty if Git has all of them.
    var gitNote: String {
        guard let words = gitProblem.withLock({ $0 }) else { return "" }
        let more = Localized(
            es: "El archivo está guardado, y se intenta otra vez con el cambio siguiente.",
            en: "The file is saved, and the next change tries again.")
        return "<p class=\"aviso error\" role=\"status\">\(words[language].capitalizedFirst.escapedForHTML). "
            + "\(more[language])</p>\n"
    }

    /// The release operations of this site on the recording day.
    var releases: SiteRelease { SiteRelease(root: root, today: recordingDay(), keys: keys) }

    /// Carries out a release as reviewed. Stores the texts of changed sources as a save does.
    func perform(_ release: Proposal.Release, _ note: SavedStates.Note) throws(EditorRefusal) {
        guard writes.take() else { throw EditorRefusal(Self.tooOften) }
        let plan = try EditorRefusal.wrapping {
            var entry: SavedStates.Entry?
            var noted: String?
            do {
                let plan = try releases.perform([release.request], report: { report($0[language] + "\n") }) { plan in
                    guard plan.meaning == release.plan.meaning else { return false }
                    let files = plan.documents.compactMap(\.edited) + [plan.settings].compactMap(\.self)
                    let changed = files.map { (path: $0.path, before: bytesOnDisk($0.path), after: Optional($0.bytes)) }
                    entry = changed.isEmpty ? nil : try? saved.keep(changed, note)
                    noted = noteForGit(
                        entry ?? SavedStates.Entry(id: "", time: 0, note: note, files: []),
                        plan.files.map { ($0.path, $0.bytes) })
                    return true
                }
                if plan != nil { commitToGit() }
                return plan
            } catch {
                if let entry { saved.forget(entry) }
                if let noted { pendingCommits.forget(noted) }
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
    /// The content of a release and the files that it depends on, without the parts that differ between two plans of
    /// the same release: signatures, and the index that a first release begins.
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
