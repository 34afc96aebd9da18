import Diagnostics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioHistory
import OficioBasics

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
        do throws(WriteError) {
            let outcome = try SourceTransaction(root: root).commit(changes)
            if outcome == .written { commitToGit(entry, changes.map(\.path)) } else { saved.forget(entry) }
            return outcome
        } catch {
            saved.forget(entry)
            throw error
        }
    }

    /// Commits files to Git in the name of the person, if the options ask for it. Reports a failure on the terminal;
    /// the written files stay.
    private func commitToGit(_ entry: SavedStates.Entry, _ paths: [String]) {
        guard let git else { return }
        let subject = SavedPage.subject(entry, language)
        if let problem = git.commit(paths, author: entry.note.author, subject: subject) {
            report(
                Localized(
                    es: "no quedó en Git «\(subject)»: \(problem.spanish)\n",
                    en: "“\(subject)” is not in Git: \(problem.english)\n")[language])
        }
    }

    /// The release operations of this site on the recording day.
    var releases: SiteRelease { SiteRelease(root: root, today: recordingDay(), keys: keys) }

    /// Carries out a release as reviewed. Stores the texts of changed sources as a save does.
    func perform(_ release: Proposal.Release, _ note: SavedStates.Note) throws(EditorRefusal) {
        guard writes.take() else { throw EditorRefusal(Self.tooOften) }
        let plan = try EditorRefusal.wrapping {
            var entry: SavedStates.Entry?
            do {
                let plan = try releases.perform([release.request], report: { report($0[language] + "\n") }) { plan in
                    guard plan.meaning == release.plan.meaning else { return false }
                    let files = plan.documents.compactMap(\.edited) + [plan.settings].compactMap(\.self)
                    let changed = files.map { (path: $0.path, before: bytesOnDisk($0.path), after: Optional($0.bytes)) }
                    entry = changed.isEmpty ? nil : try? saved.keep(changed, note)
                    return true
                }
                if let plan {
                    let paths = plan.files.map(\.path) + [GitAttributes.path]
                    commitToGit(entry ?? SavedStates.Entry(id: "", time: 0, note: note, files: []), paths)
                }
                return plan
            } catch {
                if let entry { saved.forget(entry) }
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
