import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The groups beside a record: whom it reports to, its team, and what refers to it.
struct Relations {
    let groups: [TemplateValue]

    init(_ site: SiteContext, _ index: Int, _ links: LinkShapes) {
        let record = site.corpus.records[index]
        let type = site.type(index)
        var groups: [TemplateValue] = []
        var shown: Set<Int> = [index]
        func add(_ message: String, _ indices: [Int]) {
            var unique: [Int] = []
            for target in indices where target != index && !unique.contains(target) { unique.append(target) }
            shown.formUnion(unique)
            if let group = links.group("relacion-\(groups.count + 1)", site.message(message), unique.map { links.link(to: $0) }) { groups.append(group) }
        }
        func targets(_ field: String) -> [Int] {
            guard let place = type.field(id: field), case .references(let references)? = record.value(place),
                case .references(let kind) = type.fields[place].kind
            else { return [] }
            return references.compactMap { site.corpus.target(of: $0, types: $0.hasContext ? [] : kind.types, from: record.file) }
        }
        let mentions = site.edition.mentionedBy[index]
        func sources(_ field: String, of typeID: String) -> [Int] {
            mentions.filter { mention in
                let source = site.type(mention.source)
                return source.id == typeID && mention.field.map { source.fields[$0].id } == field
            }.map(\.source)
        }
        if type.id == "job" {
            add("relationReportsTo", targets("reports-to"))
            add("relationDirectReports", targets("supervises") + sources("reports-to", of: "job"))
            add("relationTechnical", targets("technically-supervises"))
        }
        // Everything else that mentions the record, by type in the order of the schema.
        var byType: [Int: [Int]] = [:]
        for mention in mentions where !shown.contains(mention.source) {
            let source = site.corpus.records[mention.source].type
            if byType[source]?.contains(mention.source) != true { byType[source, default: []].append(mention.source) }
        }
        for source in site.schema.types.indices {
            guard let records = byType[source] else { continue }
            let other = site.schema.types[source]
            let title = "\(site.message("usedIn")): \(other.plural[site.language])"
            if let group = links.group("relacion-\(groups.count + 1)", title, records.map { links.link(to: $0) }) { groups.append(group) }
        }
        self.groups = groups
    }
}

/// The main column of a unit: its units, posts and documents.
struct UnitBlocks {
    let groups: [TemplateValue]

    init(_ site: SiteContext, _ index: Int, _ links: LinkShapes) {
        var children: [Int] = []
        var jobs: [Int] = []
        var documents: [Int] = []
        for mention in site.edition.mentionedBy[index] {
            let source = mention.source
            let type = site.type(source)
            guard let field = mention.field.map({ type.fields[$0].id }) else { continue }
            switch (type.id, field) {
            case ("unit", "parent-unit"): children.append(source)
            case ("job", "unit"), ("job", "area"): if !jobs.contains(source) { jobs.append(source) }
            case (_, "unit"), (_, "area"): if !documents.contains(source) { documents.append(source) }
            default: break
            }
        }
        groups = [("blockChildren", children), ("blockJobs", jobs), ("blockDocuments", documents)].enumerated().compactMap { number, block in
            links.group("bloque-\(number + 1)", site.message(block.0), block.1.map { links.link(to: $0, isRow: true) })
        }
    }
}
