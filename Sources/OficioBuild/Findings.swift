import Diagnostics
import OficioCheck
import OficioFiles
import OficioHistory
import OficioModel
import OficioReceipts
import OficioSchema
import OficioSite
import OficioSource
import OficioTheme

/// The findings of a build or check, and the files and lines needed to print them.
package struct Findings: Sendable {
    /// The findings of the build or check, sorted and without repetitions.
    package var diagnostics: [Diagnostic]
    /// The context with which the files and lines of the findings are resolved.
    package let context: DiagnosticContext
    /// The language of the site, in which messages are written.
    package let language: Language
    /// The number of records, including the entries of catalogues. Messages call them documents, because each has a
    /// page.
    package let records: Int
    /// The first day after the build's day on which the site would differ; `nil` if nothing or a past day was built,
    /// or if no change is planned.
    package var nextChange: CalendarDate?
    /// The result of printing the PDFs of the build.
    package var printed = PrintReport()
    /// Whether an endless template stopped the build, possibly after some pages were written.
    package private(set) var isCutOff = false
    private let settings: SiteSettings
    /// The index of the first template in the files of `context`.
    private let firstTemplate: Int
    /// The cache of findings; `nil` if the caller caches none.
    private var known: CheckCache?

    /// Checks a site, and stores the fingerprints of its history files in the caches.
    ///
    /// - Parameters:
    ///   - site: the site with its theme and history.
    ///   - contents: the working content for each ledger; `nil` for a document without a source.
    ///   - today: the day of the check.
    ///   - caches: the paths of cached results; `nil` to use no cache.
    ///   - storesResults: whether to record new results for the cache.
    ///   - showsDamaged: whether a released version with a damaged snapshot is published without its text.
    ///   - path: the path of the only source whose findings are returned; `nil` to return all findings.
    ///   - memory: the results of the last check in memory, which are used instead of those at `caches`; `nil` to use
    ///     those at `caches`.
    init(
        _ site: OpenedSite, _ contents: [DocumentContent?], today: CalendarDate, caches: CachePaths? = nil,
        storesResults: Bool = false,
        showsDamaged: Bool = false, about path: String? = nil, memory: CheckMemory? = nil
    ) {
        let sources = site.loaded.folder.sources.map(\.path)
        let paths = sources + site.loaded.folder.others
        // Findings about templates, resources and settings are never about a document.
        let templates = path == nil ? Self.templateFindings(site, from: paths.count) : (paths: [], diagnostics: [])
        firstTemplate = paths.count
        let fingerprints = FileFingerprints(caches.flatMap { try? Files.read($0.history) } ?? [])
        let audit = HistoryAudit(site.history, today: today, fingerprints: fingerprints).adding(
            ReceiptWitness.problems(site.root, site.history))
        if let caches, let bytes = fingerprints.bytes {
            try? AtomicFile.replace(caches.history, with: bytes, mode: 0o600)
        }
        let past = HistoryCheck(
            site.loaded, site.history, audit, contents, today: today, showsDamaged: showsDamaged,
            from: paths.count + templates.paths.count)
        let resources =
            path == nil
            ? ResourceCheck(site, from: paths.count + templates.paths.count + past.paths.count) : ResourceCheck()
        let interrupted = InterruptedEdit(
            root: site.root, from: paths.count + templates.paths.count + past.paths.count + resources.paths.count)
        let withoutText = sources.count..<paths.count, texts = paths.count + templates.paths.count + past.paths.count
        let all = paths + templates.paths + past.paths + resources.paths + interrupted.paths
        let root = site.root
        context = DiagnosticContext(paths: all) { file in
            // Findings about images, folders and missing files show no line of text.
            let place = Int(file.index)
            guard all.indices.contains(place), !withoutText.contains(place), place < texts else { return [] }
            return (try? Files.read(root + "/" + all[place])) ?? []
        }
        let base = site.loaded.configurationStamp
        known =
            memory?.cache(baseStamp: base)
            ?? caches.map {
                CheckCache(
                    (try? Files.read($0.findings)) ?? [], baseStamp: base, storesResults: storesResults)
            }
        let file = path.flatMap { sources.firstIndex(of: $0) }.map { FileID($0) }
        let drafts = DraftFindings(
            file == nil ? site.drafts : site.history.drafts(in: site.corpus, of: file), in: site.corpus)
        let checked = Checker.check(
            site.loaded, today: today,
            and: past.diagnostics + resources.diagnostics + interrupted.diagnostics + drafts.ofComplete, about: file,
            knowing: &known)
        if let memory, let known { memory.store(known) }
        diagnostics =
            (site.history.decidingMarks(in: drafts.applied(to: checked), of: site.corpus)
            + templates.diagnostics + (path == nil ? RuleNames.findings(site.corpus.schema) : [])).sortedAndUnique()
        settings = site.settings
        language = settings.language
        records = site.corpus.records.count
    }

    /// Returns the findings about the templates of a site, with the paths of the templates; `from` is the index of the
    /// first template's file.
    private static func templateFindings(
        _ site: OpenedSite, from start: Int
    ) -> (paths: [String], diagnostics: [Diagnostic]) {
        let names = HiddenNames(ofInternalIn: site.corpus)
        let found = site.theme.findings(
            from: start, and: { names.findings(inSettings: $0, of: site.corpus) },
            inText: { names.findings(inText: $0, of: $1, site.corpus) })
        return (found.paths, found.diagnostics)
    }

    /// Adds the findings about endless templates. Call it after the pages were rendered.
    mutating func addEndlessTemplates(of theme: Theme) {
        isCutOff = true
        diagnostics = (diagnostics + theme.findings(from: firstTemplate).diagnostics).sortedAndUnique()
    }

    /// Makes errors of the findings about names of internal documents in types and in the file names of forms, for a
    /// public build: what a type calls its fields, and the address of a page, cannot be replaced.
    mutating func stopAtNamesInTypes() {
        diagnostics = diagnostics.map { one in
            var diagnostic = one
            if one.code == Rule.internalName.code {
                let role = Schema.role(of: context.path(one.span.file))
                // A finding about the name of a file has no place in it.
                if role == .type || role == .form && one.span.end == one.span.start { diagnostic.severity = .error }
            }
            return diagnostic
        }
    }

    /// Writes the cache of findings. If writing fails, the next check computes the findings again.
    func writeCache(at caches: CachePaths) {
        guard let known, known.isNew else { return }
        try? AtomicFile.replace(caches.findings, with: known.bytes, mode: 0o600)
    }

    /// The findings converted for the quality report.
    var quality: [QualityFinding] {
        let rules = Dictionary(Rule.all.map { ($0.code, $0) }) { a, _ in a }
        return diagnostics.compactMap { diagnostic in
            rules[diagnostic.code].map {
                QualityFinding(
                    record: diagnostic.record, severity: diagnostic.severity, message: diagnostic.message,
                    what: $0.what, why: $0.why, code: $0.code,
                    group: diagnostic.groupKey)
            }
        }
    }

    /// Returns the address at which the built site explains a finding.
    package func reference(of finding: Diagnostic) -> String {
        settings.reference(ofFinding: finding.code, about: finding.record)
    }

    /// Whether the findings make a command fail: errors always do, warnings only if `strict` is true.
    package func areFatal(strict: Bool) -> Bool {
        diagnostics.hasErrors || strict && diagnostics.contains { $0.severity == .warning }
    }
}

extension Rule {
    /// All rules of the program, in the order of the reference page.
    package static let all: [Rule] =
        catalogue + historyRules + [
            .draftOmitted, .interruptedEdit, .activeResource, .secretFile, .attachmentMetadata, .invalidTheme,
            .invalidTemplate, .unknownTemplateName,
        ]
}
