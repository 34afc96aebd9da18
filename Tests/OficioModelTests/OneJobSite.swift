import OficioModel
import OficioSource
import TestSupport
import Testing

/// A suite that loads sites with one document, a job unless a test says otherwise.
protocol OneJobSite {}

extension OneJobSite {
    func load(
        _ text: String, _ more: [(path: String, text: String)] = [], at path: String = "content/puestos/cajero.md"
    ) throws -> (Record, LoadedSite) {
        let folder = try TemporaryFolder()
        try folder.write([(path, text)] + more)
        let site = SiteLoader.load(folder.path)
        return (try #require(site.corpus.records.first { $0.id == "cajero" }), site)
    }

    func codes(_ site: LoadedSite) -> [String] { site.diagnostics.map { "\($0.severity) \($0.code)" } }
}
