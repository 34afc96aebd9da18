import OficioHistory
import OficioSite
import OficioSource

extension SiteFolder {
    /// The files below `content/recursos/`, to be published below `recursos/`; for the public only those that some document still refers to.
    func attachments(for edition: Edition) -> [PlannedFile] {
        var named: Set<String>?
        if edition.publicView != nil {
            named = Set(edition.corpus.links.flatMap(\.attachments))
        }
        return attachments.filter { named?.contains($0.path) ?? true }.map { file in
            let source = root + "/" + file.path
            return PlannedFile(path: String(file.path.dropFirst("content/".count))) { (try? Files.read(source)) ?? [] }
        }
    }
}
