import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// Plans the files of histories: lists of versions, pages of versions that no other page shows, redlines, news.
struct HistoryPlan {
    private(set) var files: [PlannedFile] = []
    /// Paths of pages that search engines should leave out.
    private(set) var unindexed: Set<String> = []

    init(_ site: SiteContext) {
        let histories = site.edition.publications.all.keys.sorted().compactMap { DocumentHistory(site, of: $0) }
        if site.navigation.hasNews {
            let news = News(histories, today: site.edition.today)
            files.append(PlannedFile(path: SitePaths.news) { NewsPage(site: site, news: news).frame().rendered() })
            files.append(PlannedFile(path: SitePaths.feed) { NewsFeed(site: site, news: news).rendered() })
        }
        guard !histories.isEmpty else { return }
        let surroundings = Surroundings(site).hash
        func fingerprint(_ parts: [String]) -> String {
            SHA256.hex(Array(([surroundings] + parts).joined(separator: "\n").utf8))
        }
        for history in histories {
            // The page of a damaged snapshot differs.
            let known = history.releases.map { "\($0.hash) \(history.fileStamp(of: $0))" }
            let names = [site.paths[history.index], site.corpus.records[history.index].title]
            files.append(PlannedFile(path: history.listPath) { VersionsPage(history: history).frame().rendered() })
            if history.releases.count > 1 {
                files.append(
                    PlannedFile(path: history.dataPath, fingerprint: fingerprint(["data"] + known)) {
                        VersionData(history: history).rendered()
                    })
            }
            for entry in history.releases {
                if !history.isShown(entry) {
                    let path = history.path(of: entry)
                    unindexed.insert(path)
                    let about =
                        [
                            "version", known.joined(), entry.hash, history.errata.joined(separator: "|"),
                            history.next(entry)?.hash ?? "",
                            history.annulmentWords(entry) ?? "", history.state(of: entry).rawValue,
                            history.next(entry).map { history.state(of: $0).rawValue } ?? "", String(known.count),
                        ] + names
                    files.append(
                        PlannedFile(path: path, fingerprint: fingerprint(about)) {
                            ArchivedPage(history: history, entry: entry).frame().rendered()
                        })
                }
                guard let former = history.previous(entry) else { continue }
                let path = history.changesPath(of: entry)
                unindexed.insert(path)
                let about = ["changes", known.joined(), entry.hash, former.hash, history.path(of: entry)] + names
                files.append(
                    PlannedFile(path: path, fingerprint: fingerprint(about)) {
                        RedlinePage(history: history, entry: entry, former: former).frame().rendered()
                    })
            }
            var attached: Set<String> = []
            for entry in history.releases + history.events + history.setAside {
                for copy in [history.signedCopy(of: entry), history.actFile(of: entry)].compactMap(\.self)
                where attached.insert(copy.file).inserted {
                    guard !copy.file.contains("/") else { continue }
                    let source = "\(site.edition.history.root)/\(history.ledger.path)/\(copy.file)"
                    files.append(
                        PlannedFile(path: history.attachmentPath(copy), fingerprint: copy.sha256) {
                            (try? Files.read(source)) ?? []
                        })
                }
            }
        }
    }
}

extension HistoryPlan: PageKind {
    static let dataNames: [TemplateName] = ["versionsPage", "redlinePage", "newsPage", "noticePage"]

    static func plan(_ plan: inout PagePlan) {
        let history = HistoryPlan(plan.site)
        plan.add(history.files)
        plan.unindexed.formUnion(history.unindexed)
    }
}

/// Fingerprint of everything other than releases that history pages depend on: program, settings, types, forms, theme,
/// messages, navigation.
private struct Surroundings {
    let hash: String

    init(_ site: SiteContext) {
        var frame = PageFrame(site, path: "historial/tipo/documento/version.html", kind: "notice", title: "")
        frame.isDated = false
        frame.data = [("noticePage", Shape(("text", "")).value)]
        let options = [
            "\(site.configuration)", "\(site.theme.stamp)", "\(site.language)", "\(site.edition.isPast)",
            site.edition.publicView?.signature ?? "-", site.postSignature,
        ]
        hash = SHA256.hex(frame.rendered() + Array(options.joined(separator: "\n").utf8))
    }
}
