import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The groups of links beside a record: its superior, its team, and the documents that refer to it.
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
        // List all other records that mention the record, by type in the order of the schema.
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
    /// Returns links to the other pages about a job; empty for a job of another institution.
    fileprivate static func pages(_ site: SiteContext, _ index: Int, _ links: LinkShapes) -> [TemplateValue] {
        guard !site.corpus.isExternal(site.corpus.records[index]) else { return [] }
        let id = site.corpus.records[index].id.percentEncoded
        var pages: [TemplateValue] = []
        if site.jobs.checklists[index] != nil {
            pages.append(links.link(links.root + OnboardingPage.path(site, index), site.message("jobOnboarding")))
        }
        pages.append(
            links.link("\(links.root)\(site.address(SitePaths.calendar))?puesto=\(id)", site.message("jobCalendar")))
        if let boss = site.jobs.bosses[index], site.jobs.requirements[boss] != nil {
            let title = site.message("jobNext").replacing("{title}", with: site.corpus.records[boss].title)
            let other = site.corpus.records[boss].id.percentEncoded
            pages.append(
                links.link("\(links.root)\(site.address(SitePaths.compare))?de=\(id)&a=\(other)", title))
        }
        pages.append(links.link("\(links.root)\(site.address(SitePaths.compare))?de=\(id)", site.message("jobCompare")))
        return pages
    }
}

extension [Int] {
    /// The elements without duplicates, in the order of first occurrence.
    var unique: [Int] {
        var seen: Set<Int> = []
        return filter { seen.insert($0).inserted }
    }
}
