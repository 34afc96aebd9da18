import OficioBasics
import OficioModel
import OficioSchema
import OficioTheme

/// The onboarding page of one job. Readers tick and date its tasks, transfer their progress to another computer, or
/// print it.
struct OnboardingPage {
    let site: SiteContext
    let job: Int

    static func path(_ site: SiteContext, _ job: Int) -> String {
        let folder = site.schema.addressFolder(of: site.type(job))
        return "\(site.address("incorporacion"))/\(folder)/\(site.corpus.records[job].id).html"
    }

    func frame() -> PageFrame {
        let record = site.corpus.records[job]
        var frame = PageFrame(
            site, path: Self.path(site, job), kind: "onboarding",
            title: "\(site.message("onboarding")): \(record.title)")
        frame.door = .start
        let links = LinkShapes(site: site, root: frame.root)
        frame.breadcrumb = [links.link(frame.root + "index.html", site.message("home"))]
        if let type = site.schema.index(of: .checklist) {
            frame.breadcrumb.append(
                links.link(
                    frame.root + site.listPath(site.schema.types[type]), site.pluralName(site.schema.types[type])))
        }
        frame.breadcrumb.append(links.link(nil, record.title, isCurrent: true))
        let plan = OnboardingPlan(site, job: job, root: frame.root)
        var anchors = UniqueNames()
        let phases = plan.phases.enumerated().map { number, phase in
            Shape(
                ("anchor", .text("fase-\(number + 1)")), ("title", .text(phase.label)),
                ("count", .number(phase.groups.reduce(0) { $0 + $1.items.count })),
                ("due", .optional(phase.time.map(Self.code)))
            ).with(
                .groups,
                phase.groups.filter { !$0.items.isEmpty }.map { group in
                    Shape(("title", .optional(group.title))).with(.items, group.items.map { item($0, &anchors) }).value
                }
            ).value
        }
        var facts: [TemplateValue] = []
        func addFact(_ message: String, _ index: Int?) {
            guard let index else { return }
            var html = Markup()
            html.link(to: site.url(of: index, from: frame.root), site.corpus.records[index].title)
            facts.append(links.fact(site.message(message), html))
        }
        addFact("columnJob", job)
        addFact("relationReportsTo", site.jobs.bosses[job])
        addFact("factUnit", site.jobs.units[job])
        let checklists = (site.jobs.checklists[job] ?? []).map { links.link(to: $0) }
        frame.data = [
            (
                "onboardingPage",
                Shape(
                    ("job", .text(record.id)), ("title", .text(record.title)),
                    ("mine", links.myJobFacts(job, isOnboarding: true)), ("total", .number(plan.count)),
                    ("receipt", AcknowledgementPage.path(site, of: job).map { .text(frame.root + $0) } ?? .absent),
                    ("calendar", .text("\(frame.root)\(site.address(SitePaths.calendar))?puesto=\(record.id)"))
                ).with(.phases, phases).with(.facts, facts).with(.links, checklists).value
            )
        ]
        return frame
    }

    private func item(_ item: OnboardingPlan.Item, _ anchors: inout UniqueNames) -> TemplateValue {
        Shape(
            ("anchor", .text(anchors.next(item.id))), ("text", .text(item.words)), ("why", item.why?.value ?? .absent),
            ("due", .optional(item.due)),
            ("dueCode", .optional(item.span.map { Self.code($0) })),
            (
                "roles",
                .text(OnboardingPlan.Role.allCases.filter(item.roles.contains).map(\.rawValue).joined(separator: " "))
            )
        ).with(.facts, item.facts).value
    }

    /// Returns a time limit such as `5 workingDays`, which the script counts from the first day.
    private static func code(_ span: TimeSpan) -> String { "\(span.amount) \(span.unit.rawValue)" }

    private static func code(_ time: PhaseTime) -> String { time.isBefore ? "-1 days" : code(time.span) }
}

extension OnboardingPage: PageKind {
    static let dataNames: [TemplateName] = ["onboardingPage"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        for job in site.jobs.jobs where site.jobs.checklists[job] != nil {
            plan.page(path(site, job)) { OnboardingPage(site: site, job: job).frame() }
        }
    }
}
