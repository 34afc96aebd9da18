import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// A release of one or more documents of a site, from reading the sources to writing the history.
package struct SiteRelease {
    private let root: String
    private let today: CalendarDate
    private let keys: [SigningKey]
    /// The site folder with the state to release: the site itself, or a folder with an earlier state.
    private let origin: String

    /// Prepares releases.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - origin: the site folder that holds an earlier state; `nil` for the site itself.
    ///   - today: the day that is recorded.
    ///   - keys: the keys that sign every new line.
    package init(root: String, from origin: String? = nil, today: CalendarDate, keys: [SigningKey] = []) {
        self.root = root
        self.origin = origin ?? root
        self.today = today
        self.keys = keys
    }

    /// Returns the files that a release would write. Needs no key and takes no lock.
    package func rehearse(_ requests: [ReleaseRequest]) throws -> ReleasePlan { try plan(requests, isDry: true) }

    /// Releases documents. Finishes or undoes interrupted changes first.
    ///
    /// - Parameters:
    ///   - requests: the documents to release together.
    ///   - report: takes the messages about interrupted changes.
    ///   - isAccepted: decides about the plan before it is written.
    /// - Returns: the plan; `nil` if it was not accepted.
    /// - Throws: `ReleaseRefusal` or `WriteError`; nothing is released then.
    package func perform(
        _ requests: [ReleaseRequest], report: (Localized) -> Void, isAccepted: (ReleasePlan) -> Bool = { _ in true }
    ) throws -> ReleasePlan? {
        // Hold the lock until the end, and read the sources once only: all decisions depend on the same state.
        let lock = try ReleaseLock(root)
        try Self.recoverInterrupted(lock).forEach(report)
        let plan = try plan(requests, isDry: false)
        guard isAccepted(plan) else { return nil }
        try GitAttributes.ensure(root)
        try ReleaseTransaction(lock).commit(plan)
        return plan
    }

    private func plan(_ requests: [ReleaseRequest], isDry: Bool) throws -> ReleasePlan {
        let own = SiteLoader.loadHolding(root)
        let site = origin == root ? own : SiteLoader.loadHolding(origin)
        let errors = site.errors(releasing: requests.map(\.document), History(of: own))
        if !errors.isEmpty { throw Self.refusal(errors, in: site.corpus) }
        return try ReleasePlanner(root: root, site: site, history: History(of: own), today: today, keys: keys)
            .plan(requests, isDry: isDry)
    }

    /// Returns a refusal that names the first errors. `oficio check` shows errors of a draft as warnings, so the
    /// refusal lists them.
    private static func refusal(_ errors: [Diagnostic], in corpus: Corpus) -> ReleaseRefusal {
        func words(_ language: Language) -> String {
            let shown = errors.prefix(3).map { error in
                (corpus.path(of: error.span.file).map { $0 + ": " } ?? "") + error.message[language]
            }
            let more = errors.count > shown.count ? "; … +\(errors.count - shown.count)" : ""
            return shown.joined(separator: "; ") + more
        }
        return ReleaseRefusal(
            "las fuentes tienen errores: \(words(.spanish))", "the sources have errors: \(words(.english))")
    }

    /// Finishes or undoes interrupted changes and releases of a site, and returns a message about each.
    package static func recoverInterrupted(_ lock: ReleaseLock) throws -> [Localized] {
        var messages: [Localized] = []
        if let outcome = try SourceTransaction(root: lock.root).recover() { messages.append(outcome.message) }
        let corpus = SiteLoader.load(lock.root).corpus
        func source(_ folder: String) -> String? {
            let parts = folder.split(separator: "/").suffix(2).map(String.init)
            guard parts.count == 2, let type = corpus.schema.types.firstIndex(where: { $0.folder == parts[0] }),
                let record = corpus.index(ofType: type, id: parts[1])
            else { return nil }
            return corpus.paths[Int(corpus.records[record].file.index)]
        }
        return messages + (try ReleaseTransaction(lock).recover(source: source).map(\.message))
    }
}

extension ReleaseTransaction.Recovery {
    /// A sentence that says how an interrupted release was settled.
    fileprivate var message: Localized {
        switch self {
        case .finished(let folder, let version):
            Localized(
                es: "una publicación había quedado a medias y se terminó: \(folder), versión \(version)",
                en: "a release had been cut short and was finished: \(folder), version \(version)")
        case .undone(let folder):
            Localized(
                es: "una publicación había quedado a medias y se deshizo: \(folder)",
                en: "a release had been cut short and was undone: \(folder)")
        case .refused(let path):
            Localized(
                es: """
                    «\(path)» no es el diario de ninguna publicación de este sitio: se retiró sin hacer nada de lo \
                    que pedía
                    """,
                en: """
                    “\(path)” is the journal of no release of this site: it was taken away, and nothing that it asked \
                    for was done
                    """
            )
        }
    }
}
