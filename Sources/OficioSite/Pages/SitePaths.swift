import OficioTheme

extension SiteContext {
    /// Returns links to the pages that cover many documents, such as the matrix, if the site has them.
    func tools(_ links: LinkShapes) -> [TemplateValue] {
        let jobs = navigation.lists["job"] != nil
        let pages: [(has: Bool, path: String, message: String)] = [
            (jobs || navigation.lists["unit"] != nil, SitePaths.organization, "organization"),
            (navigation.hasFunctions, SitePaths.functions, "functionsTitle"),
            (navigation.hasMatrix, SitePaths.matrix, "matrixTitle"),
            (navigation.hasFunctions, SitePaths.compare, "compareJobs"),
            (navigation.hasFunctions, SitePaths.calendar, "calendarTitle"),
            (navigation.hasControlled, SitePaths.masterList, "masterList"),
        ]
        return pages.filter(\.has).map { links.link(links.root + $0.path, message($0.message)) }
    }
}

/// The fixed paths of the site.
package enum SitePaths {
    static let index = "indice.html"
    static let organization = "organizacion.html"
    static let about = "acerca.html"
    static let notFound = "404.html"
    static let search = "buscar.html"
    static let searchFolder = "buscar/"
    static let searchEngine = "guiones/" + Theme.searchEngine
    static let quality = "calidad.html"
    static let rules = "reglas.html"
    static let news = "novedades.html"
    static let feed = "novedades.atom"
    static let functions = "quien-hace.html"
    static let functionsCSV = "datos/funciones.csv"
    static let matrix = "matriz.html"
    static let matrixCSV = "datos/competencias-por-puesto.csv"
    static let masterList = "lista-maestra.html"
    static let masterListCSV = "datos/lista-maestra.csv"
    static let obsoleteCSV = "datos/obsoletos.csv"
    static let compare = "comparar.html"
    static let calendar = "calendario.html"
    static let jobData = "datos/puestos/"
    static let receiptData = "datos/acuses.js"
    static let chart = "organigrama.svg"
    /// The path of the archive with the whole site.
    package static let archive = "sitio-sin-conexion.zip"
}
