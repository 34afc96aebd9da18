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
        var kindPlaces: [String: Int] = [:]
        // The findings of each document, and the others, by their places in `findings`.
        var documents: [Int: [Int]] = [:]
        var others: [Int] = []
        // Findings of one group have one number, so that words are compared only here.
        var numbers: [String: Int] = [:]
        var group: [Int] = []
        group.reserveCapacity(findings.count)
        for (place, finding) in findings.enumerated() {
            let number = numbers[finding.group] ?? numbers.count
            if number == numbers.count { numbers[finding.group] = number }
            group.append(number)
            if let kind = kindPlaces[finding.code] {
                kinds[kind].count += 1
            } else {
                kindPlaces[finding.code] = kinds.count
                kinds.append((finding.code, finding, 1))
            }
            if let index = finding.record.flatMap({ byKey[$0] }) {
                documents[index, default: []].append(place)
            } else {
                others.append(place)
            }
        }
        kinds.sort {
            ($0.finding.severity == .note ? 1 : 0, $1.count, $0.code) < (
                $1.finding.severity == .note ? 1 : 0, $0.count, $1.code
            )
        }
        // Equal findings appear once; warnings and errors come before notes. Those in several documents have links to
        // them.
        func items(_ list: [Int], at places: [Int: [Int]] = [:]) -> [TemplateValue] {
            let counts = Dictionary(list.map { (group[$0], 1) }, uniquingKeysWith: +)
            var reported: Set<Int> = []
            let once = list.filter { reported.insert(group[$0]).inserted }
            let ordered =
                once.filter { findings[$0].severity != .note } + once.filter { findings[$0].severity == .note }
            return ordered.map { place in
                let finding = findings[place]
                let count = counts[group[place]] ?? 1
                let text = finding.message[site.language].capitalizedFirst + (count > 1 ? " (× \(count))" : "")
                return Shape(
                    ("text", .text(text)), ("why", .text(finding.what[site.language])),
                    ("url", .text(site.schema.settings.reference(ofFinding: finding.code, about: finding.record))),
                    ("warning", .bool(finding.severity == .warning))
                ).with(.links, (places[group[place]] ?? []).map { links.link(to: $0) }).value
            }
        }
        // How many findings are no notes, and how many there are.
        typealias Counts = (severe: Int, all: Int)
        let counts = documents.mapValues { places -> Counts in
            (places.count { findings[$0].severity != .note }, places.count)
        }
        // Group documents by owner; those without an owner come last.
        let owned = Dictionary(grouping: documents.keys) { site.answerable(for: $0) ?? "" }
        let totals = owned.mapValues { documents in
            documents.reduce(into: Counts(0, 0)) { total, document in
                total.severe += counts[document]?.severe ?? 0
                total.all += counts[document]?.all ?? 0
            }
        }
        let owners = owned.keys.map { (name: $0, folded: $0.folded, total: totals[$0] ?? (0, 0)) }.sorted { a, b in
            if a.name.isEmpty != b.name.isEmpty { return b.name.isEmpty }
            return a.total == b.total ? (a.folded, a.name) < (b.folded, b.name) : a.total > b.total
        }.map(\.name)
        var groups: [TemplateValue] = []
        for owner in owners {
            let order = (owned[owner] ?? []).map { (document: $0, count: counts[$0] ?? (0, 0)) }.sorted { a, b in
                a.count == b.count
                    ? site.titleOrder[a.document] < site.titleOrder[b.document] : a.count > b.count
            }.map(\.document)
            var heading: String? = owner.isEmpty ? site.message("qualityNobody") : owner
            func append(_ document: Int?, _ list: [Int], at places: [Int: [Int]] = [:]) {
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
            var places: [Int: [Int]] = [:]
            for index in order {
                for number in Set((documents[index] ?? []).map { group[$0] }) {
                    places[number, default: []].append(index)
                }
            }
            places = places.filter { $1.count > 1 }
            append(nil, order.flatMap { documents[$0] ?? [] }.filter { places[group[$0]] != nil }, at: places)
            for index in order { append(index, (documents[index] ?? []).filter { places[group[$0]] == nil }) }
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
                    ("count", .number($0.count)),
                    ("url", .text(site.schema.settings.reference(ofFinding: $0.code, about: nil)))
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
