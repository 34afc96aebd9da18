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

/// What a build or a check found, and what is needed to show it.
package struct Findings: Sendable {
    package var diagnostics: [Diagnostic]
    package let context: DiagnosticContext
    package let language: Language
    package let records: Int
    /// The first day after the one built for on which the site would read otherwise; `nil` where nothing was built.
    package var nextChange: CalendarDate?
    package var printed = PrintReport()
    /// Whether a page that goes on without end stopped the build: pages before it are written.
    package private(set) var isCutOff = false
    /// The place of the first template among the files of the context.
    private let firstTemplate: Int
    /// What the next check need not ask again, where that is kept.
    private var known: KeptFindings?

    /// Everything that can be said of a site.
    ///
    /// - Parameters:
    ///   - contents: by record, as the history tells it.
    ///   - kept: what builds have kept, `nil` for nothing.
    ///   - isKept: whether this is one of them.
    ///   - showsDamaged: whether a released version whose file is damaged is published without its text.
    init(
        _ site: OpenedSite, _ contents: [DocumentContent?], today: CalendarDate, kept: KeptFiles? = nil, isKept: Bool = false,
        showsDamaged: Bool = false
    ) {
        let sources = site.loaded.folder.sources.map(\.path)
        let paths = sources + site.loaded.folder.others
        let templates = site.theme.findings(from: paths.count)
        firstTemplate = paths.count
        let fingerprints = FileFingerprints(kept.flatMap { try? Files.read($0.history) } ?? [])
        let audit = HistoryAudit(site.history, today: today, fingerprints: fingerprints).adding(ReceiptWitness.problems(site.root, site.history))
        if let kept, let bytes = fingerprints.bytes { try? AtomicFile.replace(kept.history, with: bytes, mode: 0o600) }
        let past = HistoryCheck(
            site.loaded, site.history, audit, contents, today: today, showsDamaged: showsDamaged, from: paths.count + templates.paths.count)
        let resources = ResourceCheck(site, from: paths.count + templates.paths.count + past.paths.count)
        let interrupted = InterruptedEdit(
            root: site.root, from: paths.count + templates.paths.count + past.paths.count + resources.paths.count)
        let strange = sources.count..<paths.count, texts = paths.count + templates.paths.count + past.paths.count
        let all = paths + templates.paths + past.paths + resources.paths + interrupted.paths
        let root = site.root
        context = DiagnosticContext(paths: all) { file in
            // Of what is no source nothing is shown: it may be a picture, a folder, or nothing at all.
            let place = Int(file.index)
            guard all.indices.contains(place), !strange.contains(place), place < texts else { return [] }
            return (try? Files.read(root + "/" + all[place])) ?? []
        }
        known = kept.map { KeptFindings((try? Files.read($0.findings)) ?? [], basis: site.loaded.governing, isKept: isKept) }
        let drafts = DraftFindings(site.history.drafts(in: site.corpus), in: site.corpus)
        let checked = Checker.check(
            site.loaded, today: today,
            and: past.diagnostics + resources.diagnostics + interrupted.diagnostics + drafts.ofComplete,
            knowing: &known)
        diagnostics =
            (drafts.applied(to: checked)
            + templates.diagnostics + RuleNames.findings(site.corpus.schema)).sortedAndUnique()
        language = site.settings.language
        records = site.corpus.records.count
    }

    /// Adds where the templates of a theme went on without end while pages were rendered.
    mutating func addEndlessTemplates(of theme: Theme) {
        isCutOff = true
        diagnostics = (diagnostics + theme.findings(from: firstTemplate).diagnostics).sortedAndUnique()
    }

    /// Keeps what the next check need not ask again. Where that fails, it asks again.
    func keep(at kept: KeptFiles) {
        guard let known, known.isNew else { return }
        try? AtomicFile.replace(kept.findings, with: known.bytes, mode: 0o600)
    }

    /// What the quality report tells of them.
    var quality: [QualityFinding] {
        let rules = Dictionary(Rule.all.map { ($0.code, $0) }) { a, _ in a }
        return diagnostics.compactMap { diagnostic in
            rules[diagnostic.code].map {
                QualityFinding(
                    record: diagnostic.record, severity: diagnostic.severity, message: diagnostic.message, what: $0.what, why: $0.why, code: $0.code,
                    group: diagnostic.groupKey)
            }
        }
    }

    /// Whether a command fails for them, and nothing is published.
    ///
    /// - Parameter strict: whether a warning counts as an error does.
    package func fail(strict: Bool) -> Bool { diagnostics.hasErrors || strict && diagnostics.contains { $0.severity == .warning } }
}

extension Rule {
    /// Every rule of the program, in the order of the reference page.
    package static let all: [Rule] = catalogue + historyRules + [.draftOmitted, .interruptedEdit, .activeResource, .invalidTheme, .invalidTemplate, .unknownTemplateName]
}
