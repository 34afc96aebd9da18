import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The main column of a unit's page: its subordinate units, jobs and documents.
struct UnitBlocks {
    /// The records of each block, with the key of the message that is the block's title.
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

    /// Returns the protocols that the unit is responsible for (`own`), and those in which its jobs take part
    /// (`taken`).
    private static func protocols(_ site: SiteContext, _ unit: Int, _ jobs: [Int]) -> (own: [Int], taken: [Int]) {
        var own: Set<Int> = []
        var taken: Set<Int> = []
        func visit(_ mention: Backlink, _ fields: Set<FieldKey>, _ found: inout Set<Int>) {
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
