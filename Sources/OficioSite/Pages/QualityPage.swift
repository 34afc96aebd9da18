import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// A finding in the form in which the quality report shows it.
package struct QualityFinding: Sendable {
    /// The record id (`type/id`) of the document that the finding is about; `nil` if the finding is about no record.
    package let record: String?
    /// The severity of the finding.
    package let severity: Severity
    /// The message of the finding.
    package let message: Localized
    /// The kind of defect that the rule reports.
    package let what: Localized
    /// The reason why the finding matters.
    package let why: Localized
    /// The code of the rule.
    package let code: String
    /// A key that is the same for findings with the same message.
    package let group: String

    /// Creates a finding.
    package init(
        record: String?, severity: Severity, message: Localized, what: Localized, why: Localized, code: String,
        group: String
    ) {
        self.group = group
        self.record = record
        self.severity = severity
        self.message = message
        self.what = what
        self.why = why
        self.code = code
    }
}

/// The quality report, for people who do not use the command line. It lists the kinds of findings first, then the
/// documents of each owner, those with the most errors and warnings first.
struct QualityPage {
    let site: SiteContext
    let findings: [QualityFinding]

    /// Returns the fingerprint of everything that the report shows about the findings. The program's own
    /// fingerprint covers the texts of rules.
    static func stamp(of findings: [QualityFinding], _ language: Language) -> Stamp {
        var stamp = Stamp()
        for finding in findings {
            stamp.add([
                finding.code, finding.group, finding.record ?? "", finding.severity.rawValue, finding.message[language],
            ])
        }
        return stamp
    }

    /// Returns the address at which the site explains a finding: the fields of the document's type for an unknown name,
    /// otherwise the rule.
    private func reference(_ finding: QualityFinding) -> String {
        let names = [Rule.unknownField.code, Rule.unknownHeading.code]
        guard names.contains(finding.code), let type = finding.record?.split(separator: "/").first else {
            return "\(site.address(SitePaths.rules))#\(finding.code)"
        }
        return "\(site.address(SitePaths.about))#campos-\(type)"
    }

    func frame() -> PageFrame {
        var frame = PageFrame(
            site, path: site.address(SitePaths.quality), kind: "quality", title: site.message("quality"))
        frame.isIndexed = false
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")),
            links.link(site.address(SitePaths.about), site.message("about")),
            links.link(nil, frame.title, isCurrent: true),
        ]
        var byKey: [String: Int] = [:]
        for index in site.corpus.records.indices { byKey[site.corpus.recordID(of: index).text] = index }
        var kinds: [(code: String, finding: QualityFinding, count: Int)] = []
        var documents: [Int: [QualityFinding]] = [:]
        var others: [QualityFinding] = []
        for finding in findings {
            if let place = kinds.firstIndex(where: { $0.code == finding.code }) {
                kinds[place].count += 1
            } else {
                kinds.append((finding.code, finding, 1))
            }
            if let index = finding.record.flatMap({ byKey[$0] }) {
                documents[index, default: []].append(finding)
            } else {
                others.append(finding)
            }
        }
        kinds.sort {
            ($0.finding.severity == .note ? 1 : 0, $1.count, $0.code) < (
                $1.finding.severity == .note ? 1 : 0, $0.count, $1.code
            )
        }
        // Equal findings appear once; warnings and errors come before notes. Those in several documents have links to
        // them.
        func items(_ list: [QualityFinding], at places: [String: [Int]] = [:]) -> [TemplateValue] {
            let counts = Dictionary(list.map { ($0.group, 1) }, uniquingKeysWith: +)
            var reported: Set<String> = []
            let once = list.filter { reported.insert($0.group).inserted }
            return (once.filter { $0.severity != .note } + once.filter { $0.severity == .note }).map { finding in
                let count = counts[finding.group] ?? 1
                let text = finding.message[site.language].capitalizedFirst + (count > 1 ? " (× \(count))" : "")
                return Shape(
                    ("text", .text(text)), ("why", .text(finding.what[site.language])),
                    ("url", .text(reference(finding))),
                    ("warning", .bool(finding.severity == .warning))
                ).with(.links, (places[finding.group] ?? []).map { links.link(to: $0) }).value
            }
        }
        func severityCounts(_ index: Int) -> (Int, Int) {
            ((documents[index] ?? []).count { $0.severity != .note }, documents[index]?.count ?? 0)
        }
        // Group documents by owner; those without an owner come last.
        let owned = Dictionary(grouping: documents.keys) { site.answerable(for: $0) ?? "" }
        func severityCounts(of owner: String) -> (Int, Int) {
            (owned[owner] ?? []).map(severityCounts).reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
        }
        let owners = owned.keys.sorted { a, b in
            if a.isEmpty != b.isEmpty { return b.isEmpty }
            return severityCounts(of: a) == severityCounts(of: b)
                ? a.folded < b.folded : severityCounts(of: a) > severityCounts(of: b)
        }
        var groups: [TemplateValue] = []
        for owner in owners {
            let order = (owned[owner] ?? []).sorted { a, b in
                severityCounts(a) == severityCounts(b)
                    ? site.titleOrder[a] < site.titleOrder[b] : severityCounts(a) > severityCounts(b)
            }
            var heading: String? = owner.isEmpty ? site.message("qualityNobody") : owner
            func append(_ document: Int?, _ list: [QualityFinding], at places: [String: [Int]] = [:]) {
                if list.isEmpty { return }
                groups.append(
                    Shape(
                        ("document", document.map { links.link(to: $0) } ?? .absent),
                        ("answerable", .optional(heading)),
                        ("owner", .optional(owner.isEmpty ? nil : owner)),
                        ("title", .optional(document == nil ? site.message("qualitySeveral") : nil)),
                        ("count", .number(list.count))
                    ).with(ListName("findings"), items(list, at: places)).value)
                heading = nil
            }
            var places: [String: [Int]] = [:]
            for index in order {
                for group in Set((documents[index] ?? []).map(\.group)) { places[group, default: []].append(index) }
            }
            places = places.filter { $1.count > 1 }
            append(nil, order.flatMap { documents[$0] ?? [] }.filter { places[$0.group] != nil }, at: places)
            for index in order { append(index, (documents[index] ?? []).filter { places[$0.group] == nil }) }
        }
        if !others.isEmpty {
            let title = site.message("qualityOthers")
            groups.append(
                Shape(
                    ("document", .absent), ("answerable", .text(title)), ("owner", .absent), ("title", .absent),
                    ("count", .number(others.count))
                )
                .with(ListName("findings"), items(others)).value)
        }
        let shape = Shape(
            ("total", .number(findings.count)), ("warnings", .number(findings.count { $0.severity == .warning }))
        )
        .with(
            ListName("kinds"),
            kinds.map {
                Shape(
                    ("what", .text($0.finding.what[site.language])), ("why", .text($0.finding.why[site.language])),
                    ("count", .number($0.count)), ("url", .text("\(site.address(SitePaths.rules))#\($0.code)"))
                ).value
            }
        ).with(.groups, groups)
        frame.data = [("qualityPage", shape.value)]
        return frame
    }
}

extension QualityPage: PageKind {
    static let dataNames: [TemplateName] = ["qualityPage"]

    static func plan(_ plan: inout PagePlan) {
        // A public build does not show the faults of the site.
        guard plan.site.edition.publicView == nil else { return }
        let (site, findings) = (plan.site, plan.quality)
        plan.page(site.address(SitePaths.quality), known: stamp(of: findings, site.language)) {
            QualityPage(site: site, findings: findings).frame()
        }
    }
}
