import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// Plans the files of histories: lists of versions, pages of versions that no other page shows, redlines, news, and
/// the files attached to ledger lines.
struct HistoryPlan {
    private(set) var files: [PlannedFile] = []
    /// Paths of pages that search engines should leave out.
    private(set) var unindexed: Set<String> = []

    init(_ site: SiteContext) {
        let histories = site.edition.publications.all.keys.sorted().compactMap { DocumentHistory(site, of: $0) }
        if site.navigation.hasNews {
            let news = News(histories, today: site.edition.today)
            files.append(
                PlannedFile(path: site.address(SitePaths.news)) { NewsPage(site: site, news: news).frame().rendered() })
            files.append(
                PlannedFile(path: site.address(SitePaths.feed)) { NewsFeed(site: site, news: news).rendered() })
        }
        for history in histories {
            add(history.listPath, of: history) { VersionsPage(history: $0).frame().rendered() }
            if history.releases.count > 1 {
                add(history.dataPath, of: history) { VersionData(history: $0).rendered() }
            }
            for entry in history.releases {
                if !history.isShown(entry) {
                    unindexed.insert(history.path(of: entry))
                    add(history.path(of: entry), of: history) {
                        ArchivedPage(history: $0, entry: entry).frame().rendered()
                    }
                }
                guard let former = history.previous(entry) else { continue }
                unindexed.insert(history.changesPath(of: entry))
                add(history.changesPath(of: entry), of: history) {
                    RedlinePage(history: $0, entry: entry, former: former).frame().rendered()
                }
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

    /// Plans a file that depends on the history of a document. Rendering reads the history again, so that the
    /// dependency on its ledger is recorded.
    private mutating func add(
        _ path: String, of history: DocumentHistory, _ render: @escaping @Sendable (DocumentHistory) -> [UInt8]
    ) {
        let (site, index) = (history.site, history.index)
        files.append(
            PlannedFile(path: path, tracksDependencies: true) { DocumentHistory(site, of: index).map(render) ?? [] })
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
