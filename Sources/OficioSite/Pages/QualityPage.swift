import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// A finding as the quality report shows it.
package struct QualityFinding: Sendable {
    /// The name of the record that the finding is about (`type/id`), `nil` for other findings.
    package let record: String?
    /// The severity of the finding.
    package let severity: Severity
    /// The message of the finding.
    package let message: Localized
    /// What the rule reports.
    package let what: Localized
    /// Why the finding matters.
    package let why: Localized
    /// The code of the rule.
    package let code: String
    /// A key that is the same for findings with the same message.
    package let group: String

    /// Creates a finding.
    package init(record: String?, severity: Severity, message: Localized, what: Localized, why: Localized, code: String, group: String) {
        self.group = group
        self.record = record
        self.severity = severity
        self.message = message
        self.what = what
        self.why = why
        self.code = code
    }
}

/// The page with the quality report, for people who never see a terminal: findings by kind and by
/// document, with the person or unit responsible.
struct QualityPage {
    let site: SiteContext
    let findings: [QualityFinding]

    /// Fingerprint of everything that the report shows of the findings. The texts of rules are
    /// covered by the program's own fingerprint.
    static func stamp(of findings: [QualityFinding], _ language: Language) -> Stamp {
        var stamp = Stamp()
        for finding in findings { stamp.add([finding.code, finding.group, finding.record ?? "", finding.severity.rawValue, finding.message[language]]) }
        return stamp
    }

    func frame() -> PageFrame {
        var frame = PageFrame(site, path: SitePaths.quality, kind: "quality", title: site.message("quality"))
        frame.isIndexed = false
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(SitePaths.about, site.message("about")), links.link(nil, frame.title, isCurrent: true),
        ]
        var byKey: [String: Int] = [:]
        for index in site.corpus.records.indices { byKey[site.corpus.key(of: index)] = index }
        var kinds: [(code: String, finding: QualityFinding, count: Int)] = []
        var documents: [Int: [QualityFinding]] = [:]
        var others: [QualityFinding] = []
        for finding in findings {
            if let place = kinds.firstIndex(where: { $0.code == finding.code }) { kinds[place].count += 1 } else { kinds.append((finding.code, finding, 1)) }
            if let index = finding.record.flatMap({ byKey[$0] }) { documents[index, default: []].append(finding) } else { others.append(finding) }
        }
        kinds.sort { ($1.count, $0.code) < ($0.count, $1.code) }
        // Equal findings of a document appear once; warnings and errors come before notes.
        func items(_ list: [QualityFinding]) -> [TemplateValue] {
            let counts = Dictionary(list.map { ($0.group, 1) }, uniquingKeysWith: +)
            var told: Set<String> = []
            let once = list.filter { told.insert($0.group).inserted }
            return (once.filter { $0.severity != .note } + once.filter { $0.severity == .note }).map { finding in
                let count = counts[finding.group] ?? 1
                let text = finding.message[site.language].capitalizedFirst + (count > 1 ? " (× \(count))" : "")
                return Shape(("text", .text(text)), ("why", .text(finding.what[site.language])), ("warning", .bool(finding.severity == .warning))).value
            }
        }
        func harm(_ index: Int) -> (Int, Int) { ((documents[index] ?? []).count { $0.severity != .note }, documents[index]?.count ?? 0) }
        let order = documents.keys.sorted { a, b in harm(a) == harm(b) ? site.titleOrder[a] < site.titleOrder[b] : harm(a) > harm(b) }
        var groups = order.map { index -> TemplateValue in
            Shape(("document", links.link(to: index)), ("owner", .optional(site.owner(of: index))), ("title", .absent), ("count", .number(documents[index]?.count ?? 0)))
                .with(ListName("findings"), items(documents[index] ?? [])).value
        }
        if !others.isEmpty {
            groups.append(
                Shape(("document", .absent), ("owner", .absent), ("title", .text(site.message("qualityOthers"))), ("count", .number(others.count)))
                    .with(ListName("findings"), items(others)).value)
        }
        let shape = Shape(("total", .number(findings.count)), ("warnings", .number(findings.count { $0.severity == .warning })))
            .with(
                ListName("kinds"),
                kinds.map { Shape(("what", .text($0.finding.what[site.language])), ("why", .text($0.finding.why[site.language])), ("count", .number($0.count))).value }
            ).with(.groups, groups)
        frame.data = [("qualityPage", shape.value)]
        return frame
    }

}
