import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The page of a release other than the one that the document's own page shows, in the form of that release and with a
/// notice.
struct ArchivedPage {
    let history: DocumentHistory
    let entry: LedgerEntry

    private var site: SiteContext { history.site }

    func frame() -> PageFrame {
        let path = history.path(of: entry)
        let state = history.state(of: entry)
        let links = LinkShapes(site: site, root: PageFrame.root(of: path))
        guard let edition = Edition(archived: entry, of: history.ledger, as: state, in: site.edition) else {
            var frame = PageFrame(
                site, path: path, kind: "notice",
                title: "\(site.corpus.records[history.index].title), \(history.label(entry))")
            frame.breadcrumb = HistoryCrumbs.make(history, links, last: history.label(entry))
            frame.data = [("noticePage", Shape(("text", .text(site.message("versionMissing")))).value)]
            return frame
        }
        let archive = SiteContext(archive: edition, path: path, of: site)
        let notice = notice(state, links), facts = facts(links)
        // Reading records of a snapshot records no dependency, because they are not records of the edition. The
        // dependency on the ledger is recorded already; record the dependency on the public view as well.
        site.recordPublicView()
        var page = RecordPage(archive, 0)
        page.notice = notice
        page.versionFacts = facts
        var frame = page.frame()
        frame.breadcrumb = HistoryCrumbs.make(history, links, last: history.label(entry))
        frame.isIndexed = false
        frame.isDated = false
        return frame
    }

    private func notice(_ state: DocumentState, _ links: LinkShapes) -> TemplateValue {
        var markup = Markup()
        let pattern = DatePattern.long(site.language)
        switch state {
        case .coming:
            markup.text(
                site.message("noticeComingOn").replacing("{date}", with: pattern.format(entry.effective, site.language))
            )
        case .annulled: markup.text(site.message("noticeAnnulled") + " " + (history.annulmentWords(entry) ?? ""))
        default:
            if let next = history.next(entry), next.effective <= site.edition.today {
                markup.text(
                    site.message("noticeReplacedBy").replacing("{version}", with: next.version)
                        .replacing("{date}", with: pattern.format(next.effective, site.language)))
            } else {
                markup.text(site.message("noticeInForceElsewhere"))
            }
        }
        markup.text(" ")
        markup.link(to: site.url(of: history.index, from: links.root), site.message("seeCurrent"))
        markup.text(" · ")
        markup.link(to: links.root + history.listPath, site.message("seeVersions"))
        return Shape(("code", .text(state.rawValue)), ("html", markup.value)).value
    }

    private func facts(_ links: LinkShapes) -> [TemplateValue] { ReleaseFacts.make(history, entry, links) }
}

/// Builds the facts about a release in the control block: its code, its changes, its act, its signed copy.
enum ReleaseFacts {
    static func make(_ history: DocumentHistory, _ entry: LedgerEntry, _ links: LinkShapes) -> [TemplateValue] {
        let site = history.site
        var facts: [TemplateValue] = []
        func addFact(_ message: String, _ write: (inout Markup) -> Void) {
            var markup = Markup()
            write(&markup)
            facts.append(links.fact(site.message(message), markup))
        }
        addFact("factVersions") { markup in
            let count = history.releases.count
            markup.link(
                to: links.root + history.listPath,
                count == 1
                    ? site.message("versionsOne") : site.message("versionsMany").replacing("{n}", with: String(count)))
        }
        if let former = history.previous(entry) {
            addFact("factChanges") {
                $0.link(to: links.root + history.changesPath(of: entry), "\(site.message("since")) \(former.version)")
            }
        }
        addFact("factShortCode") {
            $0.tag("<code>")
            $0.text(entry.shortCode)
            $0.tag("</code>")
        }
        if let act = entry.act {
            addFact("factAct") { markup in
                let words = ActWords.text(act, site)
                if let file = history.actFile(of: entry) {
                    markup.link(to: links.root + history.attachmentPath(file), words)
                } else {
                    markup.text(words)
                }
            }
        }
        if !entry.isReconstructed, entry.recorded > entry.effective {
            addFact("factRecorded") { markup in
                let date = DatePattern.long(site.language).format(entry.recorded, site.language)
                markup.text(site.message("recordedLate").replacing("{date}", with: date))
            }
        }
        if let copy = history.signedCopy(of: entry) {
            addFact("factSigned") { $0.link(to: links.root + history.attachmentPath(copy), site.message("signedCopy")) }
        }
        return facts
    }
}
