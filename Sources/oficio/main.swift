internal import Diagnostics
internal import Glibc
internal import OficioCheck
internal import OficioHistory
internal import OficioModel
internal import OficioSchema
internal import OficioSite
internal import OficioSource
internal import OficioTheme

let root = CommandLine.arguments.dropFirst(2).first ?? "."
let site = SiteLoader.load(root)
if CommandLine.arguments[1] == "build" {
    let edition = Edition(working: site.corpus, today: CalendarDate(iso: "2026-11-21")!)
    let theme = Theme(site.corpus.schema.settings, root: root)
    let out = CommandLine.arguments[3]
    for file in SitePlan(edition: edition, theme: theme).files {
        let parts = file.path.split(separator: "/")
        if parts.count > 1 { mkdir(out + "/" + parts[0], 0o755) }
        let f = fopen(out + "/" + file.path, "w")
        let bytes = file.render()
        fwrite(bytes, 1, bytes.count, f)
        fclose(f)
    }
}
let found = Checker.check(site, today: CalendarDate(iso: "2026-11-21")!)
let paths = site.corpus.paths
let context = DiagnosticContext(paths: paths) { file in
    file.index >= 0 ? (try? Files.read(root + "/" + paths[Int(file.index)])) ?? [] : []
}
print(TextRenderer(context: context, language: .spanish, usesColor: false).render(found))
print(site.corpus.records.count, "records", found.count, "findings")
