import OficioModel
import OficioSchema
import OficioTheme

/// The reporting lines of a site: a forest of jobs, as a drawing and as a list.
struct OrganizationChart: Sendable {
    let site: SiteContext
    /// The jobs at the top of the chart, in the order of titles: those without a superior that have reports or a
    /// unit, and one job of each cycle.
    private let roots: [Int]
    /// Whether jobs without reports are drawn. In a large chart they are only counted in the box above them.
    private let drawsLeaves: Bool

    /// The maximum number of boxes in a drawing.
    static let limit = 300

    init(_ site: SiteContext) {
        self.site = site
        let facts = site.jobs
        var jobs = Set(facts.jobs)
        for job in site.corpus.records.indices { if let boss = facts.bosses[job] { jobs.insert(boss) } }
        var roots = jobs.filter { facts.bosses[$0] == nil && (facts.reports[$0] != nil || facts.units[$0] != nil) }
        // A cycle has no top, so one of its jobs becomes a root, and no job is left out.
        var reached: Set<Int> = []
        func reach(_ job: Int) { if reached.insert(job).inserted { (facts.reports[job] ?? []).forEach(reach) } }
        roots.forEach(reach)
        for job in facts.jobs where facts.bosses[job] != nil && !reached.contains(job) {
            roots.insert(job)
            reach(job)
        }
        self.roots = roots.sorted { site.titleOrder[$0] < site.titleOrder[$1] }
        drawsLeaves = jobs.count <= Self.limit
    }

    /// Whether no job reports to another.
    var isEmpty: Bool { !site.corpus.records.indices.contains { site.jobs.bosses[$0] != nil } }

    private var drawn: [ChartLayout.Node] {
        var visited: Set<Int> = []
        func node(_ job: Int, depth: Int) -> ChartLayout.Node {
            visited.insert(job)
            let reports = depth > 30 ? [] : (site.jobs.reports[job] ?? []).filter { !visited.contains($0) }
            let shown = drawsLeaves ? reports : reports.filter { site.jobs.reports[$0] != nil }
            var lines = ChartLayout.titleLines(site.corpus.records[job].title)
            if shown.count < reports.count { lines.append("+ \(reports.count - shown.count)") }
            return ChartLayout.Node(id: job, lines: lines, children: shown.map { node($0, depth: depth + 1) })
        }
        return roots.filter { drawsLeaves || site.jobs.reports[$0] != nil }.map { node($0, depth: 0) }
    }

    /// Returns the chart as SVG; `nil` if it has no boxes or more than `limit`. `isFile` adds the styles and leaves
    /// out the links, for a file of its own.
    func svg(root: String, isFile: Bool) -> [UInt8]? {
        let layout = ChartLayout(drawn)
        guard !layout.boxes.isEmpty, layout.boxes.count <= Self.limit else { return nil }
        let margin = 12
        var out = Markup()
        func writeNumber(_ value: Int) { out.text(String(value)) }
        func writeAttribute(_ name: StaticString, _ value: Int) {
            out.tag(" ")
            out.tag(name)
            out.tag("=\"")
            writeNumber(value)
            out.tag("\"")
        }
        if isFile { out.tag("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
        out.tag("<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-12 -12 ")
        out.text("\(layout.width + 2 * margin) \(layout.height + 2 * margin)")
        out.tag("\"")
        writeAttribute("width", layout.width + 2 * margin)
        writeAttribute("height", layout.height + 2 * margin)
        if isFile {
            out.tag("><title>")
            out.text(
                site.message("chartTitle") + (site.settings.institution.isEmpty ? "" : ". " + site.settings.institution)
            )
            out.tag(
                """
                </title><style>.chart-box{fill:#fff;stroke:#333}.chart-line{fill:none;stroke:#333}.\
                chart-technical{fill:none;stroke:#333;stroke-dasharray:5 4}text{font:13px \
                sans-serif;text-anchor:middle}</style>\n
                """
            )
        } else {
            out.tag(" aria-hidden=\"true\" focusable=\"false\">\n")
        }
        func writePath(_ points: [(x: Int, y: Int)], technical: Bool) {
            if technical {
                out.tag("<path class=\"chart-technical\" d=\"")
            } else {
                out.tag("<path class=\"chart-line\" d=\"")
            }
            for (index, point) in points.enumerated() { out.text("\(index == 0 ? "M" : "L")\(point.x) \(point.y)") }
            out.tag("\"/>\n")
        }
        for line in layout.lines { writePath(line.points, technical: false) }
        var places: [Int: ChartLayout.Box] = [:]
        for box in layout.boxes { places[box.id] = box }
        for box in layout.boxes {
            for target in site.jobs.technical[box.id] ?? [] {
                guard let other = places[target] else { continue }
                // The line connects the sides of two boxes through the gap beside them.
                let isRight = other.x >= box.x
                let from = (x: box.x + (isRight ? ChartLayout.boxWidth : 0), y: box.y + box.height / 2)
                let to = (x: other.x + (isRight ? 0 : ChartLayout.boxWidth), y: other.y + other.height / 2)
                if box.x == other.x {
                    let edge = box.x + ChartLayout.boxWidth
                    writePath([(edge, from.y), (edge + 10, from.y), (edge + 10, to.y), (edge, to.y)], technical: true)
                } else {
                    let bend = to.x + (isRight ? -8 : 8)
                    writePath([from, (bend, from.y), (bend, to.y), to], technical: true)
                }
            }
        }
        for box in layout.boxes {
            let url = isFile ? nil : site.url(of: box.id, from: root)
            if let url {
                out.tag("<a tabindex=\"-1\" href=\"")
                out.text(url)
                out.tag("\">")
            }
            out.tag("<rect class=\"chart-box\"")
            writeAttribute("x", box.x)
            writeAttribute("y", box.y)
            writeAttribute("width", ChartLayout.boxWidth)
            writeAttribute("height", box.height)
            out.tag("/>")
            for (index, line) in box.lines.enumerated() {
                out.tag("<text class=\"chart-text\"")
                writeAttribute("x", box.x + ChartLayout.boxWidth / 2)
                writeAttribute("y", box.y + 19 + index * ChartLayout.lineHeight)
                out.tag(">")
                out.text(line)
                out.tag("</text>")
            }
            if url != nil { out.tag("</a>") }
            out.tag("\n")
        }
        out.tag("</svg>\n")
        return out.bytes
    }

    /// Returns the chart as nested links, without the jobs at the top that have no reports.
    func nodes(_ links: LinkShapes) -> [TemplateValue] {
        var visited: Set<Int> = []
        func node(_ job: Int, depth: Int) -> TemplateValue {
            visited.insert(job)
            let record = site.corpus.records[job]
            let reports =
                depth > 40
                ? []
                : (site.jobs.reports[job] ?? []).filter { !visited.contains($0) }.map { node($0, depth: depth + 1) }
            let technical = (site.jobs.technical[job] ?? []).map { site.corpus.records[$0].title }
            return Shape(
                ("url", .optional(site.url(of: job, from: links.root))), ("title", .text(record.title)),
                ("code", .optional(site.corpus.words(record, .code))),
                ("unit", .absent),
                (
                    "note",
                    .optional(
                        technical.isEmpty
                            ? nil : "\(site.message("relationTechnical")): \(technical.joined(separator: ", "))")
                ), ("state", .absent),
                ("current", false), ("anchor", .text("p-" + record.id))
            ).with(.links, []).with(.nodes, reports).value
        }
        return roots.filter { site.jobs.reports[$0] != nil }.map { node($0, depth: 0) }
    }
}
