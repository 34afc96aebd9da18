import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Runs every rule over a site, and applies the severities and permissions that the site sets.
package enum Checker {
    /// Returns all findings about a loaded site, including findings made while it was read, sorted by file, position
    /// and code. Severities and permissions also apply to `more`, the findings of other stages.
    package static func check(_ site: LoadedSite, today: CalendarDate, and more: [Diagnostic] = []) -> [Diagnostic] {
        var known: CheckCache?
        return check(site, today: today, and: more, knowing: &known)
    }

    /// Returns all findings about a loaded site, and reuses the valid results of an earlier check in `known`.
    /// Afterwards `known` holds the results of this check; if it is `nil`, nothing is reused or kept. With a file,
    /// returns only the findings about this file and about its records.
    package static func check(
        _ site: LoadedSite, today: CalendarDate, and more: [Diagnostic] = [], about file: FileID? = nil,
        knowing known: inout CheckCache?
    ) -> [Diagnostic] {
        let context = CheckContext(site, today: today)
        let ofRecords = rules.compactMap {
            if case .record(let traits, let check) = $0.check { (traits, check) } else { nil }
        }
        let ofWords = rules.compactMap { if case .words(let check) = $0.check { check } else { nil } }
        let aggregating = rules.compactMap { if case .aggregating(let rule) = $0.check { rule } else { nil } }
        // All rules run on one record before the next, while it is in the processor's cache.
        let evaluate = { @Sendable (index: Int) in
            let texts = RecordTexts(of: index, in: context.corpus)
            var found: [Diagnostic] = []
            for (traits, check) in ofRecords where traits.map({ !texts.traits.isDisjoint(with: $0) }) ?? true {
                found += check(context, index)
            }
            for check in ofWords { found += check(context, texts) }
            return RecordFindings(
                found: found, atEnd: PastedHeadings.findingAtEnd(of: index, context),
                extracted: aggregating.map { $0.extract(context, texts) })
        }
        // Compute the links first: results depend on mentions and on their targets.
        known?.link(site.corpus)
        let answers = known?.evaluate(evaluate, context) ?? Array(site.corpus.records.indices).concurrentMap(evaluate)
        // Select early: sorting and adjusting the findings of all other files would take most of the time.
        let own = file.map { file in
            let records = site.corpus.records
            return Set(records.indices.filter { records[$0].file == file }.map { site.corpus.name(ofRecord: $0) })
        }
        func selected(_ found: [Diagnostic]) -> [Diagnostic] {
            guard let file, let own else { return found }
            return found.filter { $0.span.file == file || $0.record.map(own.contains) == true }
        }
        var found = selected(site.diagnostics + more)
        for answer in answers { found += selected(answer.found) }
        for rule in rules { if case .site(let check) = rule.check { found += selected(check(context)) } }
        for (number, rule) in aggregating.enumerated() {
            let extracted = answers.map { $0.extracted[number] }
            let aggregate =
                known?.aggregate(number, extracted, context) { rule.aggregate(context, extracted) }
                ?? rule.aggregate(context, extracted)
            found += selected(rule.report(context, extracted, aggregate))
        }
        PastedHeadings.addFixes(&found, context)
        found += PastedHeadings.findingsBelowTemplate(context, in: file)
        // A file has one finding of text without headings.
        let stray = Set(found.lazy.filter { $0.code == Rule.strayText.code }.map(\.span.file))
        found += selected(answers.compactMap(\.atEnd)).filter { !stray.contains($0.span.file) }
        ConsequentFindings.dropConsequences(&found)
        // A permission of the document may have settled the internal words, so this comes after the settings.
        var result = applyingSettings(found, context)
        ConsequentFindings.dropUnknownHeadings(&result)
        return result.sortedAndUnique()
    }

    /// Returns the findings with the severities that `site.yaml` and forms set, and without findings that documents
    /// permit or that a setting turns off. Adds a finding about each permission that silenced nothing. Errors stay as
    /// they are, except words that call a text internal: the document's own permission publishes them.
    private static func applyingSettings(_ found: [Diagnostic], _ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        var permitted: [String: Set<String>] = [:]
        var forms: [String: RuleSettings] = [:]
        var inFile: [FileID: (permitted: Set<String>, form: RuleSettings)] = [:]
        for record in corpus.records {
            let rules = corpus.schema.forms[record.form].rules
            if record.permitted.isEmpty, rules.severities.isEmpty { continue }
            let key = record.recordID(corpus.schema).text
            if !record.permitted.isEmpty { permitted[key] = Set(record.permitted.map(\.code)) }
            if !rules.severities.isEmpty { forms[key] = rules }
            if record.file.index >= 0 {
                // The settings of all documents in a file apply to a finding without a record.
                inFile[record.file, default: ([], RuleSettings())].permitted.formUnion(record.permitted.map(\.code))
                inFile[record.file, default: ([], RuleSettings())].form = rules
            }
        }
        var used: Set<String> = []
        var result = found.compactMap { diagnostic -> Diagnostic? in
            let isError = diagnostic.severity == .error
            if isError, diagnostic.code != Rule.unmarkedInternal.code { return diagnostic }
            let file = diagnostic.record == nil ? inFile[diagnostic.span.file] : nil
            let codes = diagnostic.record.flatMap { permitted[$0] } ?? file?.permitted ?? []
            if codes.contains(diagnostic.code) {
                used.insert("\(diagnostic.span.file.index)|\(diagnostic.code)")
                if let record = diagnostic.record { used.insert("\(record)|\(diagnostic.code)") }
                return nil
            }
            if isError { return diagnostic }
            let form = diagnostic.record.flatMap { forms[$0] } ?? file?.form
            guard
                let setting = form?.severities[diagnostic.code]
                    ?? corpus.schema.settings.rules.severities[diagnostic.code]
            else { return diagnostic }
            guard let severity = setting else { return nil }
            var changed = diagnostic
            changed.severity = severity
            return changed
        }
        result += Permissions.findings(corpus) {
            used.contains("\(corpus.name(ofRecord: $0))|\($1)")
                || used.contains("\(corpus.records[$0].file.index)|\($1)")
        }
        return result
    }
}
