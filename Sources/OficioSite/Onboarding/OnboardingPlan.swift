import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The onboarding of a job: the checklists that authors wrote, completed by tasks that follow from the job.
///
/// The first day has the job itself, the superior and the team, security measures, resources and the receipt. The
/// first week has protocols, standards, internal contacts and daily functions. The first month has competencies,
/// external contacts, external documents, and functions up to monthly ones. Other functions come later.
struct OnboardingPlan {
    /// A group of people who carry out tasks.
    enum Role: String, CaseIterable { case newcomer = "persona", boss = "jefatura", staff = "talento" }

    struct Item {
        let id: String
        var words: String
        var why: Markup?
        var facts: [TemplateValue] = []
        var due: String?
        var span: TimeSpan?
        var roles: Set<Role> = [.newcomer]
        /// The checklist of an author that has the task, `nil` for a task that follows from the job.
        var checklist: Int?
    }

    struct Group {
        /// The title of the group, `nil` for tasks from a checklist.
        let title: String?
        var items: [Item]
    }

    struct Phase {
        let label: String
        let time: PhaseTime?
        var groups: [Group]
    }

    var phases: [Phase] = []

    let site: SiteContext
    let job: Int
    private let root: String
    private let links: LinkShapes

    init(_ site: SiteContext, job: Int, root: String) {
        self.site = site
        self.job = job
        self.root = root
        links = LinkShapes(site: site, root: root)
        let covered = addAuthored()
        addImpliedTasks(except: covered)
        phases.removeAll { $0.groups.allSatisfy(\.items.isEmpty) }
    }

    var count: Int { phases.reduce(0) { $0 + $1.groups.reduce(0) { $0 + $1.items.count } } }

    // MARK: Checklists

    /// Adds the tasks of the checklists; returns the documents that they lead to.
    private mutating func addAuthored() -> Set<Int> {
        var documents: Set<Int> = []
        var ids: [String: Int] = [:]
        for checklist in site.jobs.checklists[job] ?? [] {
            let record = site.corpus.records[checklist]
            let tasks = ChecklistTasks(of: checklist, ContentWriter(site: site, root: root, file: record.file))
            let staff = self.staff(of: checklist)
            for phase in tasks.phases {
                let time = PhaseTime(phase.code) ?? PhaseTime(phase.label)
                if !phases.contains(where: { $0.label == phase.label }) {
                    phases.append(Phase(label: phase.label, time: time, groups: [Group(title: nil, items: [])]))
                }
                guard let place = phases.firstIndex(where: { $0.label == phase.label }) else { continue }
                for task in phase.tasks {
                    documents.formUnion(task.documents)
                    let count = (ids[task.id] ?? 0) + 1
                    ids[task.id] = count
                    let item = Item(
                        id: "a-\(task.id)\(count == 1 ? "" : "-\(count)")", words: task.words, why: task.why,
                        facts: task.facts, due: task.due, span: time?.limit(task.span) ?? task.span,
                        roles: roles(task.helpers, isBefore: time?.isBefore == true, staff: staff),
                        checklist: checklist)
                    if !phases[place].merge(item) { phases[place].groups[0].items.append(item) }
                }
            }
        }
        return documents
    }

    /// Returns the owner of the checklist with the jobs of the owner's unit, which is usually human resources; empty
    /// if the checklist has no owner.
    private func staff(of checklist: Int) -> Set<Int> {
        let record = site.corpus.records[checklist]
        guard case .references(let owners)? = site.corpus.value(record, .owner),
            let owner = owners.first.flatMap({ site.corpus.target(of: $0, from: record.file) })
        else { return [] }
        guard let unit = site.type(owner).key == .unit ? owner : site.jobs.units[owner] else { return [owner] }
        return Set((site.jobs.members[unit] ?? []) + [owner])
    }

    private func roles(_ helpers: [Int], isBefore: Bool, staff: Set<Int>) -> Set<Role> {
        var roles: Set<Role> = []
        let boss = site.jobs.bosses[job]
        if helpers.contains(where: { $0 == boss }) { roles.insert(.boss) }
        if helpers.contains(where: { staff.contains($0) }) { roles.insert(.staff) }
        if !isBefore { roles.insert(.newcomer) }
        // Before the first day, other people prepare the tasks.
        return roles.isEmpty ? [.boss, .staff] : roles
    }

    // MARK: Tasks that follow from the job

    private mutating func addImpliedTasks(except covered: Set<Int>) {
        if phases.isEmpty {
            for message in ["phaseDay1", "phaseWeek1", "phaseMonth1", "phaseDay90"] {
                phases.append(Phase(label: site.message(message), time: PhaseTime(site.message(message)), groups: []))
            }
        }
        let corpus = site.corpus
        let record = corpus.records[job]
        let facts = site.jobs
        func link(_ index: Int, _ message: String) -> TemplateValue {
            var html = Markup()
            html.link(to: site.url(of: index, from: root), corpus.records[index].title)
            return links.fact(site.message(message), html)
        }
        func plain(_ words: String) -> Markup {
            var html = Markup()
            html.text(words)
            return html
        }
        var first: [Item] = [
            Item(
                id: "base-puesto", words: site.message("onboardReadJob"), facts: [link(job, "checkDocument")],
                roles: [.newcomer, .boss])
        ]
        if let boss = facts.bosses[job] {
            first.append(
                Item(
                    id: "base-jefatura",
                    words: site.message("onboardMeetBoss", name: corpus.records[boss].title),
                    facts: [link(boss, "columnJob")],
                    roles: [.newcomer, .boss]))
        }
        if let reports = facts.reports[job], !reports.isEmpty {
            first.append(
                Item(
                    id: "base-equipo",
                    words: site.message(
                        "onboardMeetTeam", name: reports.map { corpus.records[$0].title }.joined(separator: ", ")),
                    roles: [.newcomer, .boss]))
        }
        for (field, id, message) in [
            (FieldKey.securityMeasures, "base-seguridad", "onboardSecurity"),
            (.resources, "base-recursos", "onboardResources"),
        ] {
            guard let value = corpus.value(record, field), !value.isNotApplicable else { continue }
            let words = corpus.plain(value, from: record.file)
            first.append(Item(id: id, words: site.message(message), why: plain(words), roles: [.newcomer, .boss]))
        }
        if AcknowledgementPage.path(site, of: job) != nil {
            var html = Markup()
            html.link(to: AcknowledgementPage.path(site, of: job).map { root + $0 }, site.message("receipt"))
            first.append(
                Item(
                    id: "base-acuse", words: site.message("onboardSign"),
                    facts: [links.fact(site.message("checkDocument"), html)], roles: [.newcomer, .staff]))
        }
        add("onboardGroupJob", first.filter { !mergeWithAuthored($0) }, days: 0)

        var protocols: [Int] = []
        var standards: [Int] = []
        var external: [Int] = []
        func take(_ index: Int) {
            guard !covered.contains(index) else { return }
            switch site.type(index).known {
            case .protocol: if !protocols.contains(index) { protocols.append(index) }
            case .standard: if !standards.contains(index) { standards.append(index) }
            case .externalDocument: if !external.contains(index) { external.append(index) }
            case .checklist, .clause, .competency, .job, .manual, .office, .page, .term, .unit, nil: break
            }
        }
        for mention in site.edition.mentionedBy[job] {
            guard let field = mention.field.map({ site.type(mention.source).fields[$0].key }),
                [FieldKey.audience, .appliesTo, .steps].contains(field)
            else { continue }
            take(mention.source)
        }
        for mention in site.edition.mentions[job] { if let target = mention.resolution.record { take(target) } }
        func reading(_ indices: [Int], _ prefix: String, _ message: String) -> [Item] {
            indices.sorted { site.titleOrder[$0] < site.titleOrder[$1] }.map {
                Item(
                    id: "\(prefix)-\(corpus.records[$0].id)",
                    words: site.message(message).replacing("{title}", with: corpus.records[$0].title),
                    facts: [link($0, "checkDocument")])
            }
        }
        add("relationProtocols", reading(protocols, "p", "onboardProtocol"), days: 7)
        add("relationStandards", reading(standards, "e", "onboardStandard"), days: 7)
        add("relationExternal", reading(external, "d", "onboardDocument"), days: 30)

        add(
            "relationCompetencies",
            (facts.requirements[job] ?? []).map { need in
                let behaviours =
                    need.rank.flatMap { rank in
                        need.competency.flatMap { facts.scales[$0]?.levels[rank - 1].behaviours }
                    } ?? []
                let level = need.level.isEmpty ? "" : ", \(site.message("level").lowercased()) \(need.level)"
                return Item(
                    id: "c-\(need.competency.map { corpus.records[$0].id } ?? need.title.slug())",
                    words: site.message("onboardCompetency").replacing("{title}", with: need.title + level),
                    why: behaviours.isEmpty ? nil : plain(behaviours.joined(separator: " ")),
                    facts: need.competency.map { [link($0, "columnCompetency")] } ?? [], roles: [.newcomer, .boss])
            }, days: 30)
        addContacts(site.edition.publicView?.withoutNames(record) ?? record)

        var functions: [Int: [Item]] = [:]
        for function in facts.functions[job] ?? [] where function.field != .keyFunctions {
            var html = Markup()
            let frequency = function.frequencies.first
            html.link(
                to: (site.url(of: job, from: root) ?? "") + "#" + function.id, frequency ?? record.title)
            let days =
                function.meanings.map(Self.days).min()
                ?? (function.isShared || function.field == .commonFunctions ? 30 : 7)
            functions[days, default: []].append(
                Item(
                    id: "f-\(function.field == .commonFunctions ? "c-" : "")\(function.id)", words: function.words,
                    facts: [links.fact(site.message(frequency == nil ? "columnJob" : "columnFrequency"), html)]))
        }
        for days in functions.keys.sorted() { add("onboardGroupFunctions", functions[days] ?? [], days: days) }
    }

    /// Returns the number of days within which a newcomer should first carry out a function with a given frequency.
    private static func days(_ meaning: String) -> Int {
        switch meaning {
        case "permanente", "diaria": 7
        case "semanal", "quincenal", "mensual": 30
        default: 90
        }
    }

    /// Adds tasks, under the title that `message` names, to the first phase that ends `days` days or more after the
    /// first day; if no phase does, to the one that ends last.
    mutating func add(_ message: String, _ items: [Item], days: Int) {
        if items.isEmpty { return }
        let timed = phases.indices.filter { phases[$0].time.map { !$0.isBefore } ?? false }.sorted {
            (phases[$0].time?.days ?? 0) < (phases[$1].time?.days ?? 0)
        }
        let place = timed.first { (phases[$0].time?.days ?? 0) >= days } ?? timed.last ?? phases.count - 1
        let title = site.message(message)
        if let known = phases[place].groups.firstIndex(where: { $0.title == title }) {
            phases[place].groups[known].items += items
        } else {
            phases[place].groups.append(Group(title: title, items: items))
        }
    }
}
