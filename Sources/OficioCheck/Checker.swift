import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The way in which a rule looks at a site.
package enum CheckRule: Sendable {
    /// Called for every record, on all processors.
    case record(@Sendable (CheckContext, Int) -> [Diagnostic])
    /// Called once for the whole site.
    case site(@Sendable (CheckContext) -> [Diagnostic])
    /// Asked of the whole site, but of each record only where it says something else than before.
    case gathering(GatheringRule)
}

/// Runs every rule over a site, and applies the severities and permissions that the site sets.
package enum Checker {
    /// Returns everything found in a loaded site, including the findings of reading it, sorted by
    /// file, position and code. The same severities and permissions apply to `more`, the findings
    /// of other stages.
    package static func check(_ site: LoadedSite, today: CalendarDate, and more: [Diagnostic] = []) -> [Diagnostic] {
        var known: KeptFindings?
        return check(site, today: today, and: more, knowing: &known)
    }

    /// Returns everything found in a loaded site, and takes over from `known` what an earlier check
    /// found and still applies. Afterwards `known` holds the results of this check; nobody keeps
    /// them if it is `nil`.
    package static func check(_ site: LoadedSite, today: CalendarDate, and more: [Diagnostic] = [], knowing known: inout KeptFindings?) -> [Diagnostic] {
        let context = CheckContext(site, today: today)
        let ofRecords = rules.compactMap { if case .record(let ask) = $0 { ask } else { nil } }
        let gathering = rules.compactMap { if case .gathering(let rule) = $0 { rule } else { nil } }
        // Each record goes through all rules at once, while it is in the processor's cache.
        let ask = { @Sendable (index: Int) in
            RecordAnswer(found: ofRecords.flatMap { $0(context, index) }, gathered: gathering.map { $0.gather(context, index) })
        }
        let answers = known?.ask(ask, context) ?? Array(site.corpus.records.indices).concurrentMap(ask)
        known?.link(site.corpus)
        var found = site.diagnostics + more + answers.flatMap(\.found)
        for case .site(let ask) in rules { found += ask(context) }
        for (number, rule) in gathering.enumerated() {
            let gathered = answers.map { $0.gathered[number] }
            let conclusion = known?.conclude(number, gathered, context) { rule.conclude(context, gathered) } ?? rule.conclude(context, gathered)
            found += rule.tell(context, gathered, conclusion)
        }
        PastedHeadings.mend(&found, context)
        return settle(found, context).sortedAndUnique()
    }

    /// Applies the severities of `site.yaml` and of forms, and the permissions of the documents.
    /// Errors stay as they are.
    private static func settle(_ found: [Diagnostic], _ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        var permitted: [String: Set<String>] = [:]
        var forms: [String: RuleSettings] = [:]
        var inFile: [FileID: (permitted: Set<String>, form: RuleSettings)] = [:]
        for record in corpus.records {
            let key = "\(corpus.schema.types[record.type].id)/\(record.id)"
            let rules = corpus.schema.forms[record.form].rules
            if !record.permitted.isEmpty { permitted[key] = Set(record.permitted.map(\.code)) }
            if !rules.severities.isEmpty { forms[key] = rules }
            if !record.permitted.isEmpty || !rules.severities.isEmpty, record.file.index >= 0 {
                // A finding that names no record belongs to the document in its file.
                inFile[record.file, default: ([], RuleSettings())].permitted.formUnion(record.permitted.map(\.code))
                inFile[record.file, default: ([], RuleSettings())].form = rules
            }
        }
        var used: Set<String> = []
        var result = found.compactMap { diagnostic -> Diagnostic? in
            guard diagnostic.severity != .error else { return diagnostic }
            let file = diagnostic.record == nil ? inFile[diagnostic.span.file] : nil
            let codes = diagnostic.record.flatMap { permitted[$0] } ?? file?.permitted ?? []
            if codes.contains(diagnostic.code) {
                used.insert("\(diagnostic.span.file.index)|\(diagnostic.code)")
                if let record = diagnostic.record { used.insert("\(record)|\(diagnostic.code)") }
                return nil
            }
            let form = diagnostic.record.flatMap { forms[$0] } ?? file?.form
            guard let setting = form?.severities[diagnostic.code] ?? corpus.schema.settings.rules.severities[diagnostic.code] else { return diagnostic }
            guard let severity = setting else { return nil }
            var changed = diagnostic
            changed.severity = severity
            return changed
        }
        result += Permissions.findings(corpus) { used.contains("\(corpus.name(ofRecord: $0))|\($1)") || used.contains("\(corpus.records[$0].file.index)|\($1)") }
        return result
    }
}
