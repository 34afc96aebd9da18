import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The master list of controlled documents, overdue ones first, and the list of versions that are no longer in force.
struct MasterListPage: Sendable {
    let site: SiteContext
    /// The controlled documents in the order of the list.
    private let documents: [Int]

    init(_ site: SiteContext) {
        self.site = site
        // Members of a manual are controlled with their manual, so the list leaves them out.
        let controlled = site.corpus.records.indices.filter {
            site.type($0).isControlled && site.edition.manuals[$0] == nil
                && !site.corpus.isExternal(site.corpus.records[$0])
        }
        func rank(_ index: Int) -> Int {
            switch site.edition.states[index] {
            case .overdue: 0
            case .expiring: 1
            case .review, .draft, .coming: 2
            case .current: 3
            case nil: 4
            case .external, .replaced, .repealed, .annulled: 5
            }
        }
        documents = controlled.map { (rank($0), site.titleOrder[$0], $0) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(
            \.2)
    }

    func plan(_ plan: inout PagePlan) {
        if documents.isEmpty { return }
        var known = Stamp()
        known.add(site.corpus.stamp(of: documents))
        plan.page(site.address(SitePaths.masterList), known: known) { frame() }
        plan.add(
            table.files(PlannedFile(path: site.address(SitePaths.masterListCSV), csv), name: site.message("masterList"))
                + obsoleteTable.files(
                    PlannedFile(path: site.address(SitePaths.obsoleteCSV), tracksDependencies: true) { obsoleteCSV },
                    name: site.message("obsoleteTitle")))
    }

    private var table: TableFiles { TableFiles(site: site, csv: site.address(SitePaths.masterListCSV)) }
    private var obsoleteTable: TableFiles { TableFiles(site: site, csv: site.address(SitePaths.obsoleteCSV)) }

    private func frame() -> PageFrame {
        var frame = PageFrame(
            site, path: site.address(SitePaths.masterList), kind: "table", title: site.message("masterList"))
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        var page = TablePage(site)
        page.lead = site.message("masterListLead")
        page.files =
            table.links(links, csv: "downloadCSV", xlsx: "downloadXLSX")
            + obsoleteTable.links(links, csv: "downloadObsoleteCSV", xlsx: "downloadObsoleteXLSX")
        func column(_ message: String, isFacet: Bool = false, _ classes: String = "") -> TablePage.Column {
            .init(name: site.message(message), isFacet: isFacet, classes: classes)
        }
        var list = TablePage.Table(
            anchor: "vigentes", title: site.message("masterListDocuments"),
            columns: [
                column("columnCode", "narrow"), column("columnTitle"), column("columnType", isFacet: true),
                column("factVersion", "narrow"),
                column("factEffective", "narrow"), column("columnUntil", "narrow"), column("recordedOn", "narrow"),
                column("factAuthorized"),
                column("factOwner", isFacet: true), column("factNextReview", "narrow"),
                column("columnState", isFacet: true, "narrow"),
            ], empty: site.message("emptyList"))
        for index in documents {
            let record = site.corpus.records[index]
            var title = Markup()
            title.link(to: site.url(of: index, from: ""), record.title)
            list.rows.append(
                TablePage.row([
                    TablePage.cell(site.corpus.words(record, .code) ?? ""), TablePage.cell(title, words: record.title),
                    TablePage.cell(site.typeName(site.type(index))),
                    TablePage.cell(site.corpus.words(record, .version) ?? ""), date(effective(index)),
                    date(release(index)?.until),
                    date(release(index)?.entry.recorded),
                    TablePage.cell(release(index).map { Self.authorityWords($0.entry, site) } ?? ""),
                    TablePage.cell(answerableName(index)),
                    date(site.edition.nextReviews[index]), state(site.edition.states[index], site.type(index)),
                ]))
        }
        var obsolete = TablePage.Table(
            anchor: "obsoletos", title: site.message("obsoleteTitle"),
            columns: [
                column("columnCode", "narrow"), column("columnTitle"), column("factVersion", "narrow"),
                column("factEffective", "narrow"),
                column("columnUntil", "narrow"), column("recordedOn", "narrow"), column("factAuthorized"),
                column("factShortCode", "narrow"),
            ], empty: site.message("obsoleteNone"))
        for item in self.obsolete {
            var title = Markup()
            title.link(to: item.history.path(of: item.entry), item.title)
            obsolete.rows.append(
                TablePage.row([
                    TablePage.cell(item.code), TablePage.cell(title, words: item.title),
                    TablePage.cell(item.entry.version), date(item.entry.effective), date(item.until),
                    date(item.entry.recorded), TablePage.cell(Self.authorityWords(item.entry, site)),
                    TablePage.cell(item.entry.shortCode),
                ]))
        }
        page.tables = [list, obsolete]
        frame.data = [("tablePage", page.value)]
        return frame
    }

    private func state(_ state: DocumentState?, _ type: DocumentType) -> TemplateValue {
        guard let state else { return TablePage.cell("") }
        let label = site.states[state, type]
        var html = Markup()
        html.tag("<span class=\"state state-")
        html.text(state.rawValue)
        html.tag("\">")
        html.text(label)
        html.tag("</span>")
        return TablePage.cell(html, words: label)
    }

    private func date(_ date: CalendarDate?) -> TemplateValue {
        guard let date else { return TablePage.cell("") }
        var html = Markup()
        html.tag("<time datetime=\"")
        html.text(date.iso)
        html.tag("\">")
        html.text(date.iso)
        html.tag("</time>")
        return TablePage.cell(html, words: date.iso)
    }

    private func effective(_ index: Int) -> CalendarDate? {
        if case .date(let date, _)? = site.corpus.value(site.corpus.records[index], .effective) { return date }
        return nil
    }

    /// Returns the release that a document's page shows, with the last day on which it is in force; `nil` if the page
    /// shows unreleased changes or the document was never released.
    private func release(_ index: Int) -> (entry: LedgerEntry, until: CalendarDate?)? {
        guard let publication = site.edition.publications[index], !publication.showsUnreleasedChanges else {
            return nil
        }
        let ledger = site.edition.history.ledgers[publication.ledger]
        return (publication.entry, ledger.replacementDay(of: publication.entry)?.adding(days: -1))
    }

    /// Returns the words that say who authorised a release, and by which act.
    private static func authorityWords(_ entry: LedgerEntry, _ site: SiteContext) -> String {
        (entry.authorized.filter(site.mayShow(authorizer:))
            + [entry.act.map { ActWords.text($0, site) }].compactMap(\.self)).joined(separator: "; ")
    }

    private func answerableName(_ index: Int) -> String { site.answerable(for: index) ?? "" }

    /// A version that was in force and has been replaced or withdrawn.
    private struct ObsoleteVersion {
        let history: DocumentHistory
        let entry: LedgerEntry
        let code: String
        let title: String
        let until: CalendarDate?
    }

    /// Obsolete versions by the day on which they ceased to be in force, the latest first.
    private var obsolete: [ObsoleteVersion] {
        var found: [ObsoleteVersion] = []
        for index in site.corpus.records.indices where site.edition.publications[index] != nil {
            guard let history = DocumentHistory(site, of: index) else { continue }
            for entry in history.releases {
                guard [.replaced, .repealed].contains(history.state(of: entry)) else { continue }
                let until = history.lastDay(of: entry)
                let record = site.corpus.records[index]
                found.append(
                    ObsoleteVersion(
                        history: history, entry: entry, code: site.corpus.words(record, .code) ?? "",
                        title: record.title, until: until))
            }
        }
        return found.sorted {
            ($1.until?.iso ?? "", $0.title, $0.entry.number) < ($0.until?.iso ?? "", $1.title, $1.entry.number)
        }
    }

    private var csv: ChunkedFile {
        let heads = CSV(
            [
                "columnCode", "columnTitle", "columnType", "factVersion", "factEffective", "factOwner",
                "factNextReview", "columnState", "columnAddress",
                "columnUntil", "recordedOn", "factAuthorized", "factShortCode",
            ].map { site.message($0) }, separator: site.settings.separator)
        let keys = site.corpus.keys
        return ChunkedFile(head: heads.bytes, keys: documents.map { keys[$0] }) { place in
            let index = documents[place]
            let record = site.corpus.records[index]
            var csv = CSV(separator: site.settings.separator)
            csv.add([
                site.corpus.words(record, .code) ?? "", record.title, site.typeName(site.type(index)),
                site.corpus.words(record, .version) ?? "",
                effective(index)?.iso ?? "", answerableName(index), site.edition.nextReviews[index]?.iso ?? "",
                site.edition.states[index].map { site.states[$0, site.type(index)] } ?? "",
                site.settings.baseURL + site.paths[index],
                release(index)?.until?.iso ?? "", release(index)?.entry.recorded.iso ?? "",
                release(index).map { Self.authorityWords($0.entry, site) } ?? "", release(index)?.entry.shortCode ?? "",
            ])
            return csv.bytes
        }
    }

    private var obsoleteCSV: [UInt8] {
        var csv = CSV(
            [
                "columnCode", "columnTitle", "factVersion", "factEffective", "columnUntil", "factShortCode",
                "columnAddress", "recordedOn", "factAuthorized",
            ].map {
                site.message($0)
            }, separator: site.settings.separator)
        for item in obsolete {
            csv.add([
                item.code, item.title, item.entry.version, item.entry.effective.iso, item.until?.iso ?? "",
                item.entry.shortCode,
                site.settings.baseURL + item.history.path(of: item.entry), item.entry.recorded.iso,
                Self.authorityWords(item.entry, site),
            ])
        }
        return csv.bytes
    }
}

extension MasterListPage: PageKind {
    static let dataNames: [TemplateName] = []

    static func plan(_ plan: inout PagePlan) {
        MasterListPage(plan.site).plan(&plan)
    }
}
