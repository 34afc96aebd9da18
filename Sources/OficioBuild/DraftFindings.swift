import Diagnostics
import OficioCheck
import OficioHistory
import OficioModel
import OficioSource

extension Rule {
    /// Warns about an unreleased draft, which is not published.
    package static let draftOmitted = Rule(
        "borrador", .history, .warning,
        what: Localized(
            es: "Un documento es un borrador y queda fuera de lo que se publica.",
            en: "A document is a draft and is left out of what is published."),
        why: Localized(
            es: """
                Un borrador es un documento que dice «estado: borrador», o al que le falta un campo obligatorio, una \
                sección que nombra o una fecha, y que no se ha publicado nunca con «oficio release». Se ve con \
                «oficio serve» y con «oficio build --drafts». Para publicarlo, complételo y quite la línea «estado:».
                """,
            en: """
                A draft is a document that says “state: draft”, or that lacks a required field, a section that it \
                names or a date, and that was never released with “oficio release”. “oficio serve” and “oficio build \
                --drafts” show it. To publish it, complete it and take out the line “state:”.
                """),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            estado: borrador
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---
            """)
}

extension LoadedSite {
    /// Returns the errors in the sources that stop a release. Errors in other drafts are ignored. `documents`
    /// contains the names of the documents to release, as on the command line.
    package func errors(releasing documents: [String], _ history: History) -> [Diagnostic] {
        let asked = Set(
            documents.compactMap { try? ReleasePlanner.find($0, in: corpus) }.flatMap {
                DocumentContent(of: $0, in: corpus).records
            })
        let drafts = history.drafts(in: corpus).filter { !asked.contains($0.record) }
        let found = DraftFindings(drafts, in: corpus).applied(to: diagnostics)
        return history.decidingMarks(in: found, of: corpus).filter { $0.severity == .error }
    }
}

/// Adapts the findings of a site to its unreleased drafts, so that an incomplete draft does not stop a build.
struct DraftFindings {
    private let corpus: Corpus
    private let drafts: [UnreleasedDraft]
    private let byName: [String: UnreleasedDraft]
    private let byFile: Set<FileID>
    private let spans: Set<Span>

    init(_ drafts: [UnreleasedDraft], in corpus: Corpus) {
        self.corpus = corpus
        self.drafts = drafts
        byName = Dictionary(drafts.map { (corpus.name(ofRecord: $0.record), $0) }) { first, _ in first }
        spans = Set(drafts.map { corpus.records[$0.record].span })
        let own = Set(drafts.map(\.record))
        var files = Set(drafts.map { corpus.records[$0.record].file })
        // The findings of a file belong to a draft only if the file contains no other records.
        for (index, record) in corpus.records.enumerated() where !own.contains(index) { files.remove(record.file) }
        byFile = files
    }

    /// The warnings about complete drafts, one for each. Settings of rules and permissions of authors apply to them
    /// as to other findings.
    var ofComplete: [Diagnostic] { drafts.filter(\.missing.isEmpty).map { finding($0) } }

    /// Returns the findings with one warning for each incomplete draft in place of the errors about its missing
    /// fields. Where errors say why a draft is unfinished, they become the warnings about it, so that a fault has one
    /// finding. Its other errors become warnings, except those of the rules in `staying`. Errors about empty sections
    /// are dropped from a document that declares itself a draft, and from a form that nobody has filled in yet.
    func applied(to found: [Diagnostic]) -> [Diagnostic] {
        guard !drafts.isEmpty else { return found }
        var empty: [String: Int] = [:]
        for finding in found where finding.code == Rule.emptySection.code {
            if let name = finding.record { empty[name, default: 0] += 1 }
        }
        let explained = explainedDrafts(by: found, empty: empty)
        return found.compactMap { finding in
            if let record = finding.record.flatMap({ byName[$0]?.record }), let causes = explained[record] {
                if finding.code == Rule.draftOmitted.code { return nil }
                if causes.contains(finding) { return self.finding(because: finding, causes.severity) }
            }
            if isNamedByDraft(finding) { return nil }
            if isAmbiguousByDrafts(finding) {
                var changed = finding
                changed.severity = .warning
                return changed
            }
            guard finding.severity == .error, !Self.staying.contains(finding.code), isAboutDraft(finding) else {
                return finding
            }
            if finding.code == Rule.requiredMissing.code { return nil }
            if finding.code == Rule.emptySection.code,
                finding.record.map({ isBlankForm($0, empty: empty[$0] ?? 0) }) == true
            {
                return nil
            }
            var changed = finding
            changed.severity = .warning
            return changed
        } + drafts.filter { !$0.missing.isEmpty }.map { finding($0, isExplained: explained[$0.record] != nil) }
    }

    /// Returns the causes of the drafts whose unfinished fields all have a finding of their own, by record. `empty`
    /// counts the findings about empty sections.
    private func explainedDrafts(by found: [Diagnostic], empty: [String: Int]) -> [Int: DraftCauses] {
        var causes: [Int: DraftCauses] = [:]
        var severities: [Int: Severity] = [:]
        for finding in found {
            guard let name = finding.record, let draft = byName[name], !draft.unfinished.isEmpty else { continue }
            let record = draft.record
            if finding.code == Rule.draftOmitted.code { severities[record] = finding.severity }
            if !draft.missing.isEmpty { severities[record] = .warning }
            guard finding.severity == .error, [Rule.wrongValue.code, Rule.emptySection.code].contains(finding.code),
                finding.code == Rule.wrongValue.code
                    || !draft.isDeclared && !isBlankForm(name, empty: empty[name] ?? 0)
            else { continue }
            causes[record, default: DraftCauses(draft, corpus.records[record], corpus.type(of: record))].add(finding)
        }
        var explained: [Int: DraftCauses] = [:]
        for (record, cause) in causes {
            guard cause.isComplete, let severity = severities[record] else { continue }
            explained[record] = cause
            explained[record]?.severity = severity
        }
        return explained
    }

    /// Returns the warning about a draft in place of the finding that says why it is one.
    private func finding(because cause: Diagnostic, _ severity: Severity) -> Diagnostic {
        let title = cause.record.flatMap { byName[$0] }.map { corpus.records[$0.record].title } ?? ""
        var finding = Diagnostic(
            .draftOmitted, at: cause.span,
            Localized(
                es: "«\(title)» es un borrador y no se publica: \(cause.message.spanish)",
                en: "“\(title)” is a draft and is not published: \(cause.message.english)"),
            label: cause.label, notes: cause.notes, fixes: cause.fixes, record: cause.record)
        finding.severity = severity
        return finding
    }

    /// The codes of findings that remain errors in drafts: duplicate names and unreadable files affect other
    /// documents too, and an unclear access stops every build.
    private static let staying: Set<String> = [
        Rule.duplicateID.code, Rule.invalidUTF8.code, Rule.collidingNames.code, Rule.unclearAccess.code,
        Rule.unmarkedInternal.code,
    ]

    private func isAboutDraft(_ finding: Diagnostic) -> Bool {
        if let name = finding.record { return byName[name] != nil }
        return byFile.contains(finding.span.file)
    }

    /// Whether a reference may mean several documents, of which at most one is no draft: pages without drafts lead to
    /// that one.
    private func isAmbiguousByDrafts(_ finding: Diagnostic) -> Bool {
        guard finding.code == Rule.unknownReference.code, finding.severity == .error, finding.notes.count > 1 else {
            return false
        }
        let meant = finding.notes.compactMap(\.span)
        return meant.count == finding.notes.count && meant.count { !spans.contains($0) } < 2
    }

    /// Whether a finding is about an empty section of a document that is a draft according to its own source or to its
    /// manual. The warning about the draft names the section. Sections of the author's own, which it does not name,
    /// keep their warnings in types with versions.
    private func isNamedByDraft(_ finding: Diagnostic) -> Bool {
        guard finding.code == Rule.emptySection.code, let draft = finding.record.flatMap({ byName[$0] }),
            draft.isDeclared
        else { return false }
        return finding.severity == .error || !corpus.type(of: draft.record).isControlled
    }

    /// Whether a draft has more empty sections than fields with a value, and at least three.
    private func isBlankForm(_ name: String, empty: Int) -> Bool {
        guard let draft = byName[name] else { return false }
        return empty > 2 && empty > corpus.records[draft.record].fields.count
    }

    /// Returns what to do about a draft. `namesUnfinished` is whether the finding names unfinished fields.
    private func label(_ draft: UnreleasedDraft, isComplete: Bool, namesUnfinished: Bool) -> Localized {
        if isComplete { return label(ofComplete: corpus.records[draft.record]) }
        if !namesUnfinished, draft.missing.count == 1, let only = draft.missing.first, only.section == nil {
            return RequiredMissing.hint(only, corpus, draft.record)
        }
        return Localized(
            es: "complételo, o escriba «N/A» donde no haya nada que decir",
            en: "complete it, or write “N/A” where there is nothing to say")
    }

    /// Returns what to do about a complete draft: it says that it is one, or a manual that contains it does.
    private func label(ofComplete record: Record) -> Localized {
        corpus.declaredState(record) == .draft
            ? Localized(es: "quite «estado: borrador» para publicarlo", en: "take out “state: draft” to publish it")
            : Localized(
                es: "lo dice un manual del que es miembro: quite «estado: borrador» de ese manual",
                en: "a manual that it is a member of says so: take out “state: draft” of that manual")
    }

    /// Returns the finding about a draft at its title. `isExplained` is whether its unfinished fields have findings of
    /// their own.
    private func finding(_ draft: UnreleasedDraft, isExplained: Bool = false) -> Diagnostic {
        let record = corpus.records[draft.record]
        let lacking = draft.missing.map { missing in
            guard let section = missing.section, !section.isEmpty else { return missing.field.label }
            let label = missing.field.label
            let title = section.replacing("\n", with: " ")
            func words(_ name: String) -> String { name.folded == title.folded ? name : "\(name) (\(title))" }
            return Localized(es: words(label.spanish), en: words(label.english))
        }
        let open = isExplained ? [] : draft.unfinished.map(\.label)
        func list(_ names: [Localized], es: (String, String), en: (String, String)) -> Localized? {
            if names.isEmpty { return nil }
            let spanish = names.map { "«\($0.spanish)»" }.joined(separator: ", ")
            let english = names.map { "“\($0.english)”" }.joined(separator: ", ")
            return Localized(
                es: (names.count == 1 ? es.0 : es.1) + " " + spanish,
                en: english + " " + (names.count == 1 ? en.0 : en.1))
        }
        let reasons = [
            list(lacking, es: ("falta", "faltan"), en: ("is missing", "are missing")),
            list(
                open, es: ("está por completar", "están por completar"),
                en: ("is still to be completed", "are still to be completed")),
        ].compactMap(\.self)
        let names = lacking + open
        let why = Localized(
            es: reasons.isEmpty ? "" : ": " + reasons.map(\.spanish).joined(separator: "; "),
            en: reasons.isEmpty ? "" : ": " + reasons.map(\.english).joined(separator: "; "))
        let rule: Rule = draft.missing.isEmpty ? .draftOmitted : .requiredMissing
        var finding = Diagnostic(
            rule, at: record.span,
            Localized(
                es: "«\(record.title)» es un borrador y no se publica\(why.spanish)",
                en: "“\(record.title)” is a draft and is not published\(why.english)"),
            label: label(draft, isComplete: names.isEmpty, namesUnfinished: !open.isEmpty),
            notes: draft.missing.flatMap { RequiredMissing.notes($0, corpus, draft.record) },
            record: corpus.name(ofRecord: draft.record))
        finding.severity = .warning
        return finding
    }
}
