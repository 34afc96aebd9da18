import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The releases, withdrawals, reinstatements, annulments and errata of the whole site by effective date, in two
/// lists: future and past ones.
struct News: Sendable {
    struct Item: Sendable {
        let history: DocumentHistory
        let entry: LedgerEntry
    }

    /// Future releases and events, the next one first.
    let coming: [Item]
    /// Past releases and events, the latest one first; at most `limit`.
    let past: [Item]

    /// The maximum number of past releases and events on the page and in the feed.
    static let limit = 200

    init(_ histories: [DocumentHistory], today: CalendarDate) {
        // An annulled version has no effect; its annulment is listed instead.
        let items = histories.flatMap { history in
            (history.releases + history.events).filter { history.ledger.annulment(of: $0) == nil }.map {
                Item(history: history, entry: $0)
            }
        }
        func order(_ item: Item) -> (CalendarDate, String, Int) {
            (item.entry.effective, item.history.ledger.path, item.entry.number)
        }
        coming = items.filter { $0.entry.effective > today }.sorted { order($0) < order($1) }
        past = Array(items.filter { $0.entry.effective <= today }.sorted { order($0) > order($1) }.prefix(Self.limit))
    }
}

/// The page *What's new*: future releases and events, followed by past ones grouped by year and month.
struct NewsPage {
    let site: SiteContext
    let news: News

    func frame() -> PageFrame {
        var frame = PageFrame(site, path: site.address(SitePaths.news), kind: "news", title: site.message("news"))
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        frame.feed = site.address(SitePaths.feed)
        var groups: [TemplateValue] = []
        func addGroup(_ anchor: String, _ title: String, _ items: [News.Item]) {
            if items.isEmpty { return }
            groups.append(
                Shape(("anchor", .text(anchor)), ("title", .text(title)))
                    .with(ListName("entries"), items.map { EntryShape($0.history, $0.entry, links, root: "").value })
                    .value)
        }
        addGroup("por-venir", site.message("homeComing"), news.coming)
        var months: [(key: String, title: String, items: [News.Item])] = []
        let pattern = DatePattern.month(site.language)
        for item in news.past {
            let key = String(item.entry.effective.iso.prefix(7))
            if months.last?.key != key {
                months.append((key, pattern.format(item.entry.effective, site.language).capitalizedFirst, []))
            }
            months[months.count - 1].items.append(item)
        }
        for month in months { addGroup("m-" + month.key, month.title, month.items) }
        var shape = Shape(("feed", .text(site.address(SitePaths.feed))))
        shape.set(.groups, groups)
        shape.set(ListName("absent"), site.edition.isPast ? site.edition.absent.map { .text($0) } : [])
        frame.data = [("newsPage", shape.value)]
        return frame
    }
}

/// The news of the site as an Atom feed (RFC 4287).
struct NewsFeed {
    let site: SiteContext
    let news: News

    func rendered() -> [UInt8] {
        let base = site.settings.baseURL
        var out = Markup()
        func writeElement(_ open: StaticString, _ text: String, _ close: StaticString) {
            out.tag(open)
            out.text(Self.withoutControlCharacters(text))
            out.tag(close)
        }
        func writeLink(_ rel: String, _ path: String) {
            out.tag("<link rel=\"")
            out.text(rel)
            out.tag("\" href=\"")
            out.text(base + path)
            out.tag("\"/>\n")
        }
        let all = news.coming.reversed() + news.past
        out.tag("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
        out.text(site.settings.languageTag)
        out.tag("\">\n")
        let institution = site.settings.institution
        writeElement(
            "<title>", institution.isEmpty ? site.message("news") : "\(site.message("news")) · \(institution)",
            "</title>\n")
        writeElement(
            "<id>",
            base.isEmpty
                ? "urn:sha256:" + SHA256.hex(Array(("oficio " + institution).utf8))
                : base + site.address(SitePaths.feed),
            "</id>\n")
        writeLink("self", site.address(SitePaths.feed))
        writeLink("alternate", site.address(SitePaths.news))
        writeElement(
            "<updated>", (all.map(\.entry.recorded).max() ?? site.edition.today).iso + "T00:00:00Z", "</updated>\n")
        writeElement("<author><name>", institution.isEmpty ? "Oficio" : institution, "</name></author>\n")
        for item in all {
            let (history, entry) = (item.history, item.entry)
            let title = history.site.corpus.records[history.index].title
            let label =
                switch entry.kind {
                case .withdrawal: site.message("kindWithdrawal")
                case .reinstatement: site.message("kindReinstatement")
                case .erratum: site.message("kindErratum")
                case .annulment: site.message("kindAnnulment")
                case .material, .editorial, .mark, .join: history.label(entry)
                }
            out.tag("<entry>\n")
            writeElement("<title>", "\(title): \(label)", "</title>\n")
            writeElement("<id>", "urn:sha256:" + entry.hash, "</id>\n")
            writeLink(
                "alternate",
                !entry.isVersion || history.previous(entry) == nil ? history.listPath : history.changesPath(of: entry))
            writeElement("<updated>", entry.recorded.iso + "T00:00:00Z", "</updated>\n")
            let date = DatePattern.long(site.language).format(entry.effective, site.language)
            writeElement(
                "<summary>",
                (["\(site.message("effective")) \(date)."] + [history.annulmentWords(entry)].compactMap(\.self)
                    + history.log(entry)).joined(separator: " "),
                "</summary>\n")
            out.tag("</entry>\n")
        }
        out.tag("</feed>\n")
        return out.bytes
    }

    /// Returns the text without control characters other than tab and line feed. XML 1.0 forbids nearly all of them.
    private static func withoutControlCharacters(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\t" || $0 == "\n" }))
    }
}
