internal import Diagnostics
internal import Glibc
internal import OficioCheck
internal import OficioModel
internal import OficioSchema
internal import OficioSource

let root = CommandLine.arguments.dropFirst(2).first ?? "."
let site = SiteLoader.load(root)
let found = Checker.check(site, today: CalendarDate(iso: "2026-11-21")!)
let paths = site.corpus.paths
let context = DiagnosticContext(paths: paths) { file in
    file.index >= 0 ? (try? Files.read(root + "/" + paths[Int(file.index)])) ?? [] : []
}
print(TextRenderer(context: context, language: .spanish, usesColor: false).render(found))
print(site.corpus.records.count, "records", found.count, "findings")
