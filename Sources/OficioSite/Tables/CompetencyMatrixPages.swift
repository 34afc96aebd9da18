import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioTheme

/// The pages of the competency matrix: a table of jobs by competencies, with the required level in each cell and a
/// shade for it.
struct CompetencyMatrixPages: UnitTablePages, Sendable {
    static let titleKey = "matrixTitle"
    static let path = SitePaths.matrix
    static let folder = "matriz"
    let site: SiteContext
    private let facts: JobFacts
    /// The jobs that require some competency, grouped by unit in the order of titles.
    private let groups: [(unit: Int?, jobs: [Int])]
    private let isDivided: Bool

    /// The number of jobs above which the table is divided by unit, and the number of columns above which a table
    /// lists the competencies of each job instead.
    static let limit = (jobs: 150, columns: 60)

    init(_ site: SiteContext) {
        self.site = site
        facts = site.jobs
        groups = site.jobs.byUnit(site.titleOrder) { site.jobs.count(of: $0).requirements > 0 }
        isDivided = groups.reduce(0) { $0 + $1.jobs.count } > Self.limit.jobs
    }

    var isEmpty: Bool { groups.isEmpty }

    func plan(_ plan: inout PagePlan) {
        if isEmpty { return }
        var known = facts.stamp(of: groups)
        known.add(facts.jobs.count)
        plan.page(site.address(Self.path), known: known) { whole }
        plan.add(files.files(PlannedFile(path: site.address(SitePaths.matrixCSV), csv), name: title))
        guard isDivided else { return }
        for group in groups {
            plan.page(path(group.unit), known: facts.stamp(of: [group])) { part(group.unit, group.jobs) }
        }
    }

    private var files: TableFiles { TableFiles(site: site, csv: site.address(SitePaths.matrixCSV)) }

    private var whole: PageFrame {
        wholeFrame { page, links in
            page.lead = site.message("matrixLead")
            let listed = groups.reduce(0) { $0 + $1.jobs.count }
            if listed < facts.jobs.count {
                page.lead =
                    site.message("matrixLead") + " "
                    + site.message("matrixCount").replacing("{n}", with: String(listed)).replacing(
                        "{total}", with: String(facts.jobs.count))
            }
            page.files =
                [links.link(site.address(SitePaths.compare), site.message("compareJobs"))]
                + files.links(links, csv: "downloadCSV", xlsx: "downloadXLSX")
            if isDivided {
                page.parts = groups.map { links.link(path($0.unit), unitTitle($0.unit), note: String($0.jobs.count)) }
            } else {
                page.tables = [table(groups.flatMap { group in group.jobs.map { (group.unit, $0) } }, root: "")]
            }
        }
    }

    private func part(_ unit: Int?, _ jobs: [Int]) -> PageFrame {
        partFrame(unit) { root in table(jobs.map { (unit, $0) }, root: root) }
    }

    /// Returns the competencies that some jobs require: those of the catalogue by title, followed by names that it does
    /// not have.
    private func columns(of jobs: [Int]) -> [(title: String, competency: Int?)] {
        var catalogue: Set<Int> = []
        var words: Set<String> = []
        for requirement in jobs.flatMap({ facts.requirements[$0] ?? [] }) {
            if let competency = requirement.competency {
                catalogue.insert(competency)
            } else {
                words.insert(requirement.title)
            }
        }
        return catalogue.sorted { site.titleOrder[$0] < site.titleOrder[$1] }.map {
            (site.corpus.records[$0].title, $0)
        } + words.sorted().map { ($0, nil) }
    }

    private func table(_ jobs: [(unit: Int?, job: Int)], root: String) -> TablePage.Table {
        let columns = columns(of: jobs.map(\.job))
        let isList = columns.count > Self.limit.columns
        var table = TablePage.Table(
            anchor: "matriz", title: title,
            columns: [.init(name: site.message("columnJob")), .init(name: site.message("columnUnit"), isFacet: true)]
                + (isList
                    ? [.init(name: site.message("relationCompetencies"))]
                    : columns.map { .init(name: $0.title, classes: "upright") }),
            empty: site.message("emptyList"), classes: isList ? "" : "heat")
        for (unit, job) in jobs {
            let title = site.corpus.records[job].title
            var name = Markup()
            name.link(to: site.url(of: job, from: root), title)
            let asked = facts.requirements[job] ?? []
            var cells = [
                TablePage.cell(name, words: title, isHead: true),
                TablePage.cell(unit.map { site.corpus.records[$0].title } ?? "", classes: "unit"),
            ]
            if isList {
                cells.append(
                    TablePage.cell(
                        asked.map { $0.level.isEmpty ? $0.title : "\($0.title): \($0.level)" }.joined(separator: " · "))
                )
            } else {
                for column in columns {
                    let found = asked.first {
                        column.competency == nil
                            ? $0.competency == nil && $0.title == column.title : $0.competency == column.competency
                    }
                    cells.append(
                        found.map {
                            TablePage.cell(
                                $0.level.isEmpty ? "✓" : $0.level, classes: "level heat-\(min(5, $0.rank ?? 1))",
                                label: column.title)
                        }
                            ?? TablePage.cell("", classes: "level"))
                }
            }
            table.rows.append(TablePage.row(cells))
        }
        return table
    }

    private var csv: ChunkedFile {
        let heads = CSV(
            ["columnJob", "columnCode", "columnUnit", "columnCompetency", "level"].map { site.message($0) },
            separator: site.settings.separator)
        let jobs = groups.flatMap { group in group.jobs.map { (unit: group.unit, job: $0) } }
        let keys = groups.flatMap { group in facts.rowKeys(of: group.jobs, in: group.unit) }
        return ChunkedFile(head: heads.bytes, keys: keys) { place in
            let (unit, job) = jobs[place]
            var csv = CSV(separator: site.settings.separator)
            for requirement in facts.requirements[job] ?? [] {
                csv.add([
                    site.corpus.records[job].title, site.corpus.words(site.corpus.records[job], .code) ?? "",
                    unit.map { site.corpus.records[$0].title } ?? "",
                    requirement.title, requirement.level,
                ])
            }
            return csv.bytes
        }
    }
}

extension CompetencyMatrixPages: PageKind {
    static let dataNames: [TemplateName] = []

    static func plan(_ plan: inout PagePlan) {
        CompetencyMatrixPages(plan.site).plan(&plan)
    }
}
