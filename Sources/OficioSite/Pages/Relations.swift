import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The groups of links beside a record: its boss, its team, and the documents that refer to it.
struct Relations {
    let groups: [TemplateValue]

    init(_ site: SiteContext, _ index: Int, _ links: LinkShapes) {
        let record = site.corpus.records[index]
        let type = site.type(index)
        var groups: [TemplateValue] = []
        var shown: Set<Int> = type.key == .unit ? UnitBlocks(site, index).shown.union([index]) : [index]
        func add(_ message: String, _ indices: [Int]) {
            let unique = indices.filter { $0 != index }.unique
            shown.formUnion(unique)
            if let group = links.group(
                "relacion-\(groups.count + 1)", site.message(message), unique.map { links.link(to: $0) })
            {
                groups.append(group)
            }
        }
        func targets(_ field: FieldKey) -> [Int] {
            guard let place = type.field(field), case .references(let references)? = record.value(place),
                case .references(let kind) = type.fields[place].kind
            else { return [] }
            return references.compactMap {
                site.corpus.target(of: $0, types: $0.hasContext ? [] : kind.types, from: record.file)
            }
        }
        let mentions = site.edition.mentionedBy[index]
        func sources(_ field: FieldKey, of key: TypeKey) -> [Int] {
            mentions.filter { mention in
                let source = site.type(mention.source)
                return source.key == key && mention.field.map { source.fields[$0].key } == field
            }.map(\.source)
        }
        if type.key == .job, !site.isArchive {
            if let group = links.group("este-puesto", site.message("jobPages"), Self.pages(site, index, links)) {
                groups.append(group)
            }
        }
        if type.key == .job {
            add("relationReportsTo", targets(.reportsTo))
            add("relationDirectReports", targets(.supervises) + sources(.reportsTo, of: .job))
            add("relationTechnical", targets(.technicallySupervises))
        }
        // All other records that mention this one, by type in the order of the schema.
        var byType: [Int: [Int]] = [:]
        for source in mentions.map(\.source).unique where !shown.contains(source) {
            byType[site.corpus.records[source].type, default: []].append(source)
        }
        for source in site.schema.types.indices {
            guard let records = byType[source] else { continue }
            let other = site.schema.types[source]
            let title = "\(site.message("usedIn")): \(other.plural[site.language])"
            if let group = links.group("relacion-\(groups.count + 1)", title, records.map { links.link(to: $0) }) {
                groups.append(group)
            }
        }
        self.groups = groups
    }
}

extension Relations {
    /// Links to the other pages about a job.
    fileprivate static func pages(_ site: SiteContext, _ index: Int, _ links: LinkShapes) -> [TemplateValue] {
        guard !site.corpus.isExternal(site.corpus.records[index]) else { return [] }
        let id = site.corpus.records[index].id.percentEncoded
        var pages: [TemplateValue] = []
        if site.jobs.checklists[index] != nil {
            pages.append(links.link(links.root + OnboardingPage.path(site, index), site.message("jobOnboarding")))
        }
        pages.append(links.link("\(links.root)\(SitePaths.calendar)?puesto=\(id)", site.message("jobCalendar")))
        if let boss = site.jobs.bosses[index], site.jobs.requirements[boss] != nil {
            let title = site.message("jobNext").replacing("{title}", with: site.corpus.records[boss].title)
            pages.append(
                links.link(
                    "\(links.root)\(SitePaths.compare)?de=\(id)&a=\(site.corpus.records[boss].id.percentEncoded)", title
                ))
        }
        pages.append(links.link("\(links.root)\(SitePaths.compare)?de=\(id)", site.message("jobCompare")))
        return pages
    }
}

/// The main column of a unit's page: its units, posts and documents.
struct UnitBlocks {
    /// The records of each block, with the message that is the block's title.
    private let blocks: [(message: String, records: [Int])]

    init(_ site: SiteContext, _ index: Int) {
        var children: [Int] = []
        var jobs: [Int] = []
        var documents: [Int] = []
        for mention in site.edition.mentionedBy[index] {
            let source = mention.source
            let type = site.type(source)
            guard let field = mention.field.map({ type.fields[$0].key }) else { continue }
            switch (type.known, field) {
            case (.unit, .parentUnit): children.append(source)
            case (.job, .unit), (.job, .area): jobs.append(source)
            case (_, .unit), (_, .area): documents.append(source)
            default: break
            }
        }
        jobs = jobs.unique
        let (own, taken) = Self.protocols(site, index, jobs)
        let named = Set(own)
        blocks = [
            ("blockProtocols", own), ("blockTakesPart", taken), ("blockChildren", children), ("blockJobs", jobs),
            ("blockDocuments", documents.unique.filter { !named.contains($0) }),
        ]
    }

    /// All records that the blocks list.
    var shown: Set<Int> { Set(blocks.flatMap(\.records)) }

    func groups(_ site: SiteContext, _ links: LinkShapes) -> [TemplateValue] {
        blocks.enumerated().compactMap { number, block in
            links.group(
                "bloque-\(number + 1)", site.message(block.message),
                block.records.map { links.link(to: $0, isRow: true) })
        }
    }

    /// The protocols that the unit is responsible for, and those in which its posts take part.
    private static func protocols(_ site: SiteContext, _ unit: Int, _ jobs: [Int]) -> (own: [Int], taken: [Int]) {
        var own: Set<Int> = []
        var taken: Set<Int> = []
        func visit(_ mention: Mention, _ fields: Set<FieldKey>, _ found: inout Set<Int>) {
            let type = site.type(mention.source)
            if type.key == .protocol, let field = mention.field, fields.contains(type.fields[field].key) {
                found.insert(mention.source)
            }
        }
        for mention in site.edition.mentionedBy[unit] { visit(mention, [.unit, .owner], &own) }
        for job in jobs {
            for mention in site.edition.mentionedBy[job] { visit(mention, [.audience, .steps], &taken) }
        }
        func sorted(_ found: Set<Int>) -> [Int] { found.sorted { site.titleOrder[$0] < site.titleOrder[$1] } }
        return (sorted(own), sorted(taken.subtracting(own)))
    }
}

extension [Int] {
    /// The elements without repetitions, in the order of their first occurrence.
    fileprivate var unique: [Int] {
        var seen: Set<Int> = []
        return filter { seen.insert($0).inserted }
    }
}
