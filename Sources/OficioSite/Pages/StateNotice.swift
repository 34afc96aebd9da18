import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// What stands above a document that is not simply in force, or will not be for long.
struct StateNotice {
    let value: TemplateValue

    init(_ site: SiteContext, _ index: Int, _ history: DocumentHistory?, _ links: LinkShapes) {
        var lines: [Markup] = []
        var code = ""
        func say(_ state: String, _ text: String, _ url: String? = nil, _ words: String = "") {
            var markup = Markup()
            markup.text(text)
            if let url {
                markup.tag(" ")
                markup.link(to: url, words)
            }
            lines.append(markup)
            if code.isEmpty { code = state }
        }
        func date(_ entry: LedgerEntry) -> String { DatePattern.long(site.language).format(entry.effective, site.language) }
        func fill(_ key: String, _ entry: LedgerEntry) -> String {
            site.message(key).replacing("{date}", with: date(entry)).replacing("{version}", with: entry.version)
        }
        let publication = history?.publication
        switch site.edition.states[index] {
        case .draft?:
            if let history, let publication, publication.showsDraft {
                say("draft", fill("noticeDraftOf", publication.entry), links.root + history.path(of: publication.entry), site.message("seeInForce"))
            } else {
                say("draft", site.message("noticeDraft"))
            }
        case .review?: say("review", site.message("noticeReview"))
        case .repealed?:
            if let end = publication?.withdrawal { say("repealed", fill("noticeRepealedOn", end)) } else { say("repealed", site.message("noticeRepealed")) }
        case .overdue?: say("overdue", site.message("noticeOverdue"))
        case .coming?: if let publication { say("coming", fill("noticeComingOn", publication.entry)) }
        case .replaced?, .current?, .expiring?, .external?, nil: break
        }
        if let history, let publication {
            for entry in publication.coming where entry.number != publication.entry.number {
                say("coming", fill("noticeNext", entry), links.root + history.path(of: entry), "\(site.message("version")) \(entry.version)")
            }
            if let end = publication.comingWithdrawal { say("coming", fill("noticeEnds", end)) }
            if publication.hasDraft, !publication.showsDraft, !site.edition.isPast { say("draft", site.message("noticeNewerDraft")) }
        }
        guard !lines.isEmpty else {
            value = .absent
            return
        }
        var markup = Markup()
        for (number, line) in lines.enumerated() {
            if number > 0 { markup.tag("<br>") }
            markup.append(line)
        }
        value = Shape(("code", .text(code)), ("html", markup.value)).value
    }
}
