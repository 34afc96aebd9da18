import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The notice above a document about its state: not in force, a draft, overdue, about to change, with unreleased
/// changes, or with a damaged snapshot; absent if there is nothing to say.
struct StateNotice {
    let value: TemplateValue

    init(_ site: SiteContext, _ index: Int, _ history: DocumentHistory?, _ links: LinkShapes) {
        var lines: [Markup] = []
        var code = ""
        func addSentence(_ state: String, _ text: String, _ url: String? = nil, _ words: String = "") {
            var markup = Markup()
            markup.text(text)
            if let url {
                markup.tag(" ")
                markup.link(to: url, words)
            }
            lines.append(markup)
            if code.isEmpty { code = state }
        }
        func date(_ entry: LedgerEntry) -> String {
            DatePattern.long(site.language).format(entry.effective, site.language)
        }
        func fill(_ key: String, _ entry: LedgerEntry) -> String {
            site.message(key).replacing("{date}", with: date(entry)).replacing("{version}", with: entry.version)
        }
        let publication = history?.publication
        switch site.edition.states[index] {
        case .draft?:
            if let history, let publication, publication.showsUnreleasedChanges {
                addSentence(
                    "draft", fill("noticeDraftOf", publication.entry), links.root + history.path(of: publication.entry),
                    site.message("seeInForce"))
            } else {
                addSentence("draft", site.message("noticeDraft"))
            }
        case .review?: addSentence("review", site.message("noticeReview"))
        case .repealed?:
            if let end = publication?.withdrawal {
                addSentence("repealed", fill("noticeRepealedOn", end))
                Self.explain(end, site, links, history, addSentence)
                if let back = publication?.comingReinstatement {
                    addSentence("repealed", fill("noticeReturns", back))
                    if let reason = history?.reason(back), !reason.isEmpty {
                        addSentence("repealed", site.message("noticeReason").replacing("{reason}", with: reason))
                    }
                }
            } else {
                addSentence("repealed", site.message("noticeRepealed"))
            }
        case .overdue?: addSentence("overdue", site.message("noticeOverdue"))
        case .coming?: if let publication { addSentence("coming", fill("noticeComingOn", publication.entry)) }
        case .replaced? where publication == nil: addSentence("repealed", site.message("noticeReplacedDocument"))
        case .replaced?, .current?, .expiring?, .external?, .annulled?, nil: break
        }
        if let history, let publication {
            if publication.isDamaged { addSentence("overdue", fill("noticeDamaged", publication.entry)) }
            for entry in publication.coming where entry.number != publication.entry.number {
                addSentence(
                    "coming", fill("noticeNext", entry), links.root + history.path(of: entry),
                    "\(site.message("version")) \(entry.version)")
            }
            if let end = publication.comingWithdrawal {
                addSentence("coming", fill("noticeEnds", end))
                Self.explain(end, site, links, history, addSentence)
            }
            if publication.hasUnreleasedChanges, !publication.showsUnreleasedChanges, !site.edition.isPast {
                addSentence("draft", site.message("noticeNewerDraft"))
            }
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

    /// Adds the reason why a document is withdrawn, and the document that replaces it.
    private static func explain(
        _ end: LedgerEntry, _ site: SiteContext, _ links: LinkShapes, _ history: DocumentHistory?,
        _ addSentence: (_ state: String, _ text: String, _ url: String?, _ words: String) -> Void
    ) {
        let reasons = history?.log(end) ?? []
        if !reasons.isEmpty {
            addSentence(
                "repealed", site.message("noticeReason").replacing("{reason}", with: reasons.joined(separator: " ")),
                nil, "")
        }
        if let index = SuccessorLink.index(end, site) {
            addSentence(
                "repealed", site.message("noticeSuccessor"), site.url(of: index, from: links.root),
                site.corpus.records[index].title)
        }
    }
}
