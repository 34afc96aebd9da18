import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioTheme

/// The pages *Who does it*: the functions of all jobs in one table, or in one table for each unit if a single one would
/// be too long.
struct FunctionsPages: UnitTablePages, Sendable {
    static let titleKey = "functionsTitle"
    static let path = SitePaths.functions
    static let folder = "quien-hace"
    let site: SiteContext
    private let facts: JobFacts
    /// The jobs by unit, in the order of titles; `nil` stands for no unit.
    private let groups: [(unit: Int?, jobs: [Int])]
    private let total: Int

    /// The number of rows above which the table is divided by unit.
    static let limit = 3000

    init(_ site: SiteContext) {
        self.site = site
        facts = site.jobs
        groups = site.jobs.byUnit(site.titleOrder)
        total = site.jobs.jobs.reduce(0) { $0 + site.jobs.count(of: $1).functions }
    }

    func plan(_ plan: inout PagePlan) {
        if total == 0 { return }
        var known = facts.stamp(of: groups)
        known.add(total > Self.limit)
        plan.page(site.address(Self.path), known: known) { whole }
        plan.add(files.files(PlannedFile(path: site.address(SitePaths.functionsCSV), csv), name: title))
        guard total > Self.limit else { return }
        for group in groups {
            plan.page(path(group.unit), known: facts.stamp(of: [group])) { part(group.unit, group.jobs) }
        }
    }

    private var files: TableFiles { TableFiles(site: site, csv: site.address(SitePaths.functionsCSV)) }

    private var columns: [TablePage.Column] {
        [
            .init(name: site.message("columnFunction")), .init(name: site.message("columnJob"), isFacet: true),
            .init(name: site.message("columnUnit"), isFacet: true),
            .init(name: site.message("columnFrequency"), isFacet: true, classes: "narrow"),
            .init(name: site.message("columnKind"), isFacet: true, classes: "narrow"),
        ]
    }

    private var whole: PageFrame {
        wholeFrame { page, links in
            page.lead = site.message("functionsLead")
            page.files = files.links(links, csv: "downloadCSV", xlsx: "downloadXLSX")
            if total > Self.limit {
                page.parts = groups.map { group in
                    let count = group.jobs.reduce(0) { $0 + facts.count(of: $1).functions }
                    return links.link(path(group.unit), unitTitle(group.unit), note: String(count))
                }
            } else {
                page.tables = [table(groups.flatMap(\.jobs), root: "")]
            }
        }
    }

    private func part(_ unit: Int?, _ jobs: [Int]) -> PageFrame {
        partFrame(unit) { root in table(jobs, root: root) }
    }

    private func table(_ jobs: [Int], root: String) -> TablePage.Table {
        var table = TablePage.Table(
            anchor: "funciones", title: title, columns: columns,
            empty: site.message("emptyList"))
        for job in jobs {
            let url = site.url(of: job, from: root) ?? ""
            let title = site.corpus.records[job].title
            let unit = facts.units[job].map { site.corpus.records[$0].title } ?? ""
            for function in facts.functions[job] ?? [] {
                var words = Markup()
                if !function.group.isEmpty {
                    words.tag("<span class=\"note\">")
                    words.text(function.group)
                    words.tag("</span> ")
                }
                words.link(to: "\(url)#\(function.id)", function.words)
                var name = Markup()
                name.link(to: url, title)
                table.rows.append(
                    TablePage.row([
                        TablePage.cell(words), TablePage.cell(name, words: title), TablePage.cell(unit),
                        TablePage.cell(frequency(function)),
                        TablePage.cell(function.kinds.joined(separator: ", ")),
                    ]))
            }
        }
        return table
    }

    private func frequency(_ function: JobFunction) -> String {
        if !function.frequencies.isEmpty { return function.frequencies.joined(separator: ", ") }
        if function.field == .keyFunctions, let share = function.share { return "\(share / 100) %" }
        return ""
    }

    private var csv: ChunkedFile {
        let heads = CSV(
            [
                "columnFunction", "columnFunctionGroup", "columnJob", "columnCode", "columnUnit", "columnFrequency",
                "columnFrequencyMeaning", "columnKind",
                "columnShare",
                "columnAddress",
            ].map { site.message($0) }, separator: site.settings.separator)
        let jobs = groups.flatMap { group in group.jobs.map { (unit: group.unit, job: $0) } }
        let keys = groups.flatMap { group in facts.rowKeys(of: group.jobs, in: group.unit) }
        return ChunkedFile(head: heads.bytes, keys: keys) { place in
            let (unit, job) = jobs[place]
            let record = site.corpus.records[job]
            var csv = CSV(separator: site.settings.separator)
            for function in facts.functions[job] ?? [] {
                csv.add([
                    function.words, function.group, record.title, site.corpus.words(record, .code) ?? "",
                    unit.map { site.corpus.records[$0].title } ?? "",
                    function.frequencies.joined(separator: ", "),
                    function.meanings.map { Frequencies.name(of: $0, in: site.language) }.joined(separator: ", "),
                    function.kinds.joined(separator: ", "),
                    function.share.map {
                        $0 % 100 == 0 ? String($0 / 100) : "\($0 / 100),\($0 % 100 < 10 ? "0" : "")\($0 % 100)"
                    } ?? "",
                    site.settings.baseURL + site.paths[job] + "#" + function.id,
                ])
            }
            return csv.bytes
        }
    }
}

extension FunctionsPages: PageKind {
    static let dataNames: [TemplateName] = ["tablePage"]

    static func plan(_ plan: inout PagePlan) {
        FunctionsPages(plan.site).plan(&plan)
    }
}
