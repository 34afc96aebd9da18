import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The files for the service worker (`sin conexión: sí`), which caches the pages of a unit and the files that all pages
/// need.
///
/// `datos/sin-conexion.json` is `{version, common: [path], units: {id: [path]}}`. The version is a hash of the lists
/// of paths, the records, the states of the documents and the theme.
struct OfflineFiles: Sendable {
    let site: SiteContext
    static let worker = "oficio-sw.js"
    static let list = "datos/sin-conexion.json"

    var files: [PlannedFile] {
        guard site.settings.keepsOffline, let worker = site.theme.worker else { return [] }
        return [PlannedFile(path: Self.worker) { worker }, PlannedFile(path: Self.list) { listing }]
    }

    private var listing: [UInt8] {
        let theme = site.theme
        let common =
            [
                "index.html", site.address(SitePaths.search), site.address(SitePaths.index),
                site.address(SitePaths.organization),
                SitePaths.searchFolder + "m.js", "estilos/oficio.css", "estilos/pages.css",
                DayFiles.style, DayFiles.script,
            ]
            + theme.scripts.map { "guiones/" + $0.name } + [SitePaths.searchEngine]
            + theme.assets.map { "estilos/" + $0.name }
        var units: [(String, JSONText)] = []
        let children = childrenByUnit
        for (index, record) in site.corpus.records.enumerated() where site.type(index).key == .unit {
            var seen: Set<Int> = []
            var pages: Set<String> = [site.paths[index]]
            func visit(_ unit: Int) {
                guard seen.insert(unit).inserted else { return }
                pages.insert(site.paths[unit])
                for mention in site.edition.mentionedBy[unit] {
                    guard let field = mention.field.map({ site.type(mention.source).fields[$0].key }),
                        [FieldKey.unit, .area, .owner].contains(field)
                    else { continue }
                    pages.insert(site.paths[mention.source])
                    guard site.type(mention.source).key == .job else { continue }
                    if site.jobs.checklists[mention.source] != nil {
                        pages.insert(OnboardingPage.path(site, mention.source))
                    }
                    // Add protocols and standards in which the unit's jobs take part.
                    for other in site.edition.mentionedBy[mention.source]
                    where [TypeKey.protocol, .standard].contains(site.type(other.source).key) {
                        pages.insert(site.paths[other.source])
                    }
                }
                (children[unit] ?? []).forEach(visit)
            }
            visit(index)
            units.append((record.id, .array(pages.sorted().map { .string($0) })))
        }
        let members: [(String, JSONText)] = [("common", .array(common.map { .string($0) })), ("units", .object(units))]
        var words = Array(JSONText.object(members).compact.utf8)
        // A cached page may show text of any document.
        let encoder = RecordEncoder(site.corpus)
        for (index, record) in site.corpus.records.enumerated() {
            encoder.record(record).write(to: &words)
            // The state depends on the day; a cached page would show it on later days.
            words += Array("\(site.edition.states[index]?.rawValue ?? "")\n".utf8)
        }
        words += site.theme.stylesheet + site.theme.sources
        var bytes: [UInt8] = []
        JSONText.object([("version", .string(String(SHA256.hex(words).prefix(16))))] + members).write(to: &bytes)
        return bytes + [0x0A]
    }

    private var childrenByUnit: [Int: [Int]] {
        var children: [Int: [Int]] = [:]
        for (index, record) in site.corpus.records.enumerated() where site.type(index).key == .unit {
            if let parent = LinkShapes(site: site, root: "").unit(record) {
                children[parent, default: []].append(index)
            }
        }
        return children
    }
}
