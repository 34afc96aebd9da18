import Diagnostics
import OficioFiles
import OficioSchema
import OficioSite
import OficioSource
import OficioTheme

// Records what a build did, and repeats it while nothing has changed.

extension OutputFolder {
    /// Repeats the last build if the same request would change nothing but the files that show the day. Returns the
    /// report of the last build and the numbers of files; `nil` if the build must run. See `RunState`.
    package func repeatBuild(_ request: String, today: CalendarDate, site: String) throws(WriteError)
        -> (report: RunState.Report, outcome: Outcome)?
    {
        guard let state,
            let run = RunState(at: state.run, request: request, today: today, root: site, output: root)
        else { return nil }
        // Subtract the manifest, because it is not a page of the site.
        var outcome = Outcome(unchanged: run.written.count - 1)
        if run.days.first == today { return (run.report, outcome) }
        let lock = try acquireLock()
        defer { lock.release() }
        guard let files = Self.filesShowingDay(run, today, site: site, output: root), FileSystem.remove(state.run)
        else {
            return nil
        }
        for file in files { if try write(file.bytes, to: file.path) { outcome.written += 1 } }
        outcome.unchanged -= outcome.written
        let renewed = Set(files.map(\.path))
        let written = run.written.map {
            renewed.contains($0.path)
                ? .init(path: $0.path, stamp: ReadJournal.stamp(ofFile: root + "/" + $0.path)) : $0
        }
        state.store(
            RunState.bytes(
                run.read, written: written, days: RunState.Days(run.days, from: today), report: run.report,
                request: request),
            at: state.run)
        return (run.report, outcome)
    }

    /// Returns the files of the last build that show its day, made for `today`; `nil` if they cannot be made alone.
    private static func filesShowingDay(_ run: RunState, _ today: CalendarDate, site: String, output: String)
        -> [(path: String, bytes: [UInt8])]?
    {
        var settings = SiteSettings(), found: [Diagnostic] = []
        if let file = run.read.first(where: { Schema.role(of: $0.path) == .settings && $0.stamp != "-" }) {
            guard let bytes = try? Files.read(site + "/" + file.path) else { return nil }
            settings = SiteSettings(SourceDocument(bytes, file: FileID(0), path: file.path), reporting: &found)
        }
        let index =
            run.written.contains { $0.path == DayFiles.indexPath }
            ? try? Files.read(output + "/" + DayFiles.indexPath) : nil
        let files = DayFiles.renewed(
            Theme(settings, root: site), settings, days: (run.days.first, today), next: run.days.nextChange,
            index: index)
        let written = Set(run.written.map(\.path))
        return files.flatMap { files in files.allSatisfy { written.contains($0.path) } ? files : nil }
    }

    /// Records what a build read, wrote and reported, and for which days. If recording fails, the next build runs in
    /// full.
    package func recordRun(
        _ journal: ReadJournal, _ outcome: Outcome, _ report: RunState.Report, days: RunState.Days, request: String
    ) {
        guard let state else { return }
        let list = outcome.list
        let written = (list.paths + [Self.manifestPath]).map { path -> ReadJournal.Entry in
            // The mark of an expensive file lacks part of the metadata, so examine the file again.
            if let metadata = list[path]?.metadata, ReadJournal.isStampOfFile(metadata) {
                return .init(path: path, stamp: metadata)
            }
            return .init(path: path, stamp: ReadJournal.stamp(ofFile: root + "/" + path))
        }
        state.store(
            RunState.bytes(journal.all, written: written, days: days, report: report, request: request), at: state.run)
    }
}
