import Diagnostics
import Foundation
import OficioBuild
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme
import TestSupport

@testable import OficioSite

/// A site of a few sources, opened for its pages without publishing anything.
struct SmallSite {
    let context: SiteContext
    private let folder: TemporaryFolder
    private let files: [String: PlannedFile]

    static let day = CalendarDate.testDay

    /// Makes a site from `sources`, texts keyed by their paths below `content/`, and from lines of `site.yaml`.
    init(_ sources: [String: String], settings: String = "") throws {
        let folder = try TemporaryFolder()
        try folder.write([("content/site.yaml", "institución: Archivo de Prueba\n" + settings)])
        try folder.write(sources.map { ("content/" + $0.key, $0.value) })
        self.init(folder)
    }

    /// Opens a site that exists in a folder.
    init(_ folder: TemporaryFolder) {
        self.folder = folder
        let loaded = SiteLoader.load(folder.path)
        let theme = Theme(loaded.corpus.schema.settings, root: folder.path)
        let edition = Edition(
            of: loaded.corpus, history: History(of: loaded), today: Self.day, options: Edition.Options())
        context = SiteContext(edition: edition, theme: theme)
        let plan = SitePlan(context, quality: [Self.finding], rules: [.interruptedEdit])
        files = Dictionary(uniqueKeysWithValues: plan.files.map { ($0.path, $0) })
    }

    /// The one finding in the quality report of every small site.
    private static let finding = QualityFinding(
        record: nil, severity: .warning, message: Localized(es: "falta algo", en: "something is missing"),
        what: Localized(es: "Falta algo.", en: "Something is missing."),
        why: Localized(es: "Se nota.", en: "It shows."), code: "falta", group: "falta")

    /// The text of a planned file; `nil` if the site has none at the path.
    func file(_ path: String) -> String? { files[path].map { String(decoding: $0.render(), as: UTF8.self) } }

    /// The markup between `<main …>` and `</main>`, with each opening block element on a line of its own.
    func main(of path: String) -> String? {
        guard let page = file(path), let open = page.range(of: "<main"), let close = page.range(of: "</main>") else {
            return nil
        }
        let inside = page[open.lowerBound..<close.upperBound]
        return Self.lines(String(inside))
    }

    /// The markup with each opening block element on a line of its own and without blank lines, so that a difference
    /// shows its place.
    static func lines(_ markup: String) -> String {
        let blocks =
            "main|header|section|article|h[1-6]|p|ul|ol|li|dl|dt|dd|div|table|caption|"
            + "thead|tbody|tr|th|td|figure|blockquote|aside|footer|nav|details|summary"
        let broken = markup.replacingOccurrences(
            of: "\\s*<(\(blocks))(?=[ >])", with: "\n<$1", options: .regularExpression)
        let lines = broken.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        return lines.joined(separator: "\n") + "\n"
    }
}
