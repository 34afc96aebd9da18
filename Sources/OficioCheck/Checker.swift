import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// How a rule looks at a site.
package enum CheckRule: Sendable {
    /// Asked of every record, on all processors.
    case record(@Sendable (CheckContext, Int) -> [Diagnostic])
    /// Asked once of the whole site.
    case site(@Sendable (CheckContext) -> [Diagnostic])
}

/// Runs every rule over a site and settles severities and permissions.
package enum Checker {
    /// Everything found in a loaded site, reading included: sorted by file, position and code.
    ///
    /// - Parameter more: findings of other stages, to which the same severities and permissions apply.
    package static func check(_ site: LoadedSite, today: CalendarDate, and more: [Diagnostic] = []) -> [Diagnostic] {
        let context = CheckContext(site, today: today)
        var found = site.diagnostics + more
        for rule in rules {
            switch rule {
            case .record(let ask): found += Array(site.corpus.records.indices).concurrentMap { ask(context, $0) }.flatMap(\.self)
            case .site(let ask): found += ask(context)
            }
        }
        return settle(found, site.corpus).sortedAndUnique()
    }

    /// Applies the severities of `site.yaml` and the permissions of the documents. An error cannot be silenced.
    private static func settle(_ found: [Diagnostic], _ corpus: Corpus) -> [Diagnostic] {
        var permitted: [String: Set<String>] = [:]
        for record in corpus.records where !record.permitted.isEmpty {
            permitted["\(corpus.schema.types[record.type].id)/\(record.id)"] = Set(record.permitted)
        }
        return found.compactMap { diagnostic in
            guard diagnostic.severity != .error else { return diagnostic }
            if let record = diagnostic.record, permitted[record]?.contains(diagnostic.code) == true { return nil }
            guard let setting = corpus.schema.settings.severities[diagnostic.code] else { return diagnostic }
            guard let severity = setting else { return nil }
            var changed = diagnostic
            changed.severity = severity
            return changed
        }
    }
}
