import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema

extension Command {
    static let diff = Command(
        name: "diff", words: Localized(es: "DOC [A] [B]", en: "DOC [A] [B]"),
        summary: Localized(
            es: "dice qué cambió: desde la última versión, desde A, o de A a B",
            en: "says what changed: since the last version, since A, or from A to B"), options: []
    ) { call in
        try call.requireSite()
        let words = call.arguments.words
        guard (1...3).contains(words.count) else {
            throw UsageError(
                message: Localized(es: "se escribe «oficio diff DOC [A] [B]»", en: "write “oficio diff DOC [A] [B]”"))
        }
        let (site, history) = History.loadConsistently(call.site) { SiteLoader.load(call.site) }
        let corpus = site.corpus
        let document = try ReleasePlanner.find(words[0], in: corpus)
        guard let place = history.ledger(of: document, in: corpus) else {
            throw ReleaseRefusal(
                "«\(corpus.records[document].title)» no tiene versiones publicadas",
                "“\(corpus.records[document].title)” has no released version")
        }
        let ledger = history.ledgers[place]
        func content(_ version: String) throws -> VersionContent {
            guard
                let entry = ledger.versions.last(where: {
                    $0.version == version || VersionNumber($0.version) == VersionNumber(version)
                })
            else {
                let known = ledger.versions.map(\.version).joined(separator: ", ")
                throw ReleaseRefusal(
                    "no hay versión «\(version)»; hay: \(known)", "there is no version “\(version)”; known: \(known)")
            }
            return try call.snapshot(of: ledger.contentLine(of: entry), ledger, history, corpus.schema)
        }
        let old =
            if words.count > 1 { try content(words[1]) } else if let latest = ledger.latestContent {
                try call.snapshot(of: latest, ledger, history, corpus.schema)
            } else {
                throw ReleaseRefusal("no hay versiones", "there are no versions")
            }
        let new = if words.count > 2 { try content(words[2]) } else { VersionContent(working: document, in: corpus) }
        let difference = DocumentDifference(from: old, to: new, corpus.schema)
        let changes = difference.changes
        for change in changes {
            let mark = change.isMaterial ? "" : Localized(es: "  (de forma)", en: "  (editorial)")[call.language]
            call.console.out("- \(change.text[call.language])\(mark)\n")
        }
        for clause in difference.clauses {
            call.console.out(
                Localized(
                    es: "  cláusula compartida que cambió: \(clause)\n", en: "  shared clause that changed: \(clause)\n"
                )[call.language])
        }
        if changes.isEmpty { call.console.err(Localized(es: "sin cambios\n", en: "no change\n")[call.language]) }
        return .done
    }
}

extension Invocation {
    fileprivate func snapshot(of entry: LedgerEntry, _ ledger: Ledger, _ history: History, _ schema: Schema) throws
        -> VersionContent
    {
        guard let snapshot = ledger.snapshot(of: entry, root: history.root) else {
            throw ReleaseRefusal(
                "la versión \(entry.version) falta o fue alterada; «oficio verify» dice cuál",
                "version \(entry.version) is missing or altered; “oficio verify” tells which")
        }
        return VersionContent(snapshot, schema)
    }
}
