import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema

extension Command {
    static let log = Command(
        name: "log", words: Localized(es: "[DOC]", en: "[DOC]"),
        summary: Localized(
            es: "muestra las versiones publicadas y lo que falta publicar",
            en: "shows the released versions and what is still to be released"),
        options: [.knownOn]
    ) { call in
        try call.requireSite()
        let (site, whole) = History.loadConsistently(call.site) { SiteLoader.load(call.site) }
        let history = try call.date("known-on").map { whole.asKnown(on: $0) } ?? whole
        var wanted: Int?
        if let word = call.arguments.words.first { wanted = try ReleasePlanner.find(word, in: site.corpus) }
        var shown = 0
        for (index, ledger) in history.ledgers.enumerated() {
            let (folder, id) = history.name(of: index)
            let record = site.corpus.records.indices.first {
                site.corpus.type(of: $0).folder == folder && site.corpus.records[$0].id == id
            }
            if let wanted, wanted != record { continue }
            shown += 1
            call.console.out("\(folder)/\(id)  \(record.map { site.corpus.records[$0].title } ?? "")\n")
            for entry in ledger.entries { call.console.out(ReleaseReport.line(entry, in: ledger, call.language)) }
            for entry in ledger.voided {
                call.console.out(
                    Localized(es: "  (apartada al unir dos ramas)", en: "  (set aside when two branches were joined)")[
                        call.language]
                        + ReleaseReport.line(entry, in: ledger, call.language))
            }
            if let record {
                call.console.out(UnreleasedChanges.text(record, ledger, site.corpus, history, call.language))
            }
        }
        if history.pending != nil {
            call.console.err(HistoryProblem(PendingRelease.path, .interrupted).message[call.language] + "\n")
        }
        if shown == 0 {
            call.console.err(
                Localized(es: "no hay versiones publicadas\n", en: "nothing has been released\n")[call.language])
        }
        return .done
    }
}

/// Lists changes in the sources since the last release of each document.
enum UnreleasedChanges {
    static func text(_ record: Int, _ ledger: Ledger, _ corpus: Corpus, _ history: History, _ language: Language)
        -> String
    {
        guard let latest = ledger.latestContent, DocumentContent(of: record, in: corpus).hash != latest.contentHash,
            let snapshot = ledger.snapshot(of: latest, root: history.root)
        else { return "" }
        let changes = DocumentDifference(
            from: VersionContent(snapshot, corpus.schema), to: VersionContent(working: record, in: corpus),
            corpus.schema
        ).changes
        let head = Localized(es: "  sin publicar:", en: "  not released:")[language]
        return ([head] + changes.map { "      - \($0.text[language])" }).joined(separator: "\n") + "\n"
    }
}
