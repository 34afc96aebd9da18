import OficioSchema
import OficioTheme

extension SiteContext {
    /// Returns links to the pages that cover many documents, such as the matrix, if the site has them.
    func tools(_ links: LinkShapes) -> [TemplateValue] {
        let jobs = navigation.lists["job"] != nil
        let pages: [(has: Bool, path: String, message: String)] = [
            (jobs || navigation.lists["unit"] != nil, address(SitePaths.organization), "organization"),
            (navigation.hasFunctions, address(SitePaths.functions), "functionsTitle"),
            (navigation.hasMatrix, address(SitePaths.matrix), "matrixTitle"),
            (navigation.hasFunctions, address(SitePaths.compare), "compareJobs"),
            (navigation.hasFunctions, address(SitePaths.calendar), "calendarTitle"),
            (navigation.hasControlled, address(SitePaths.masterList), "masterList"),
        ]
        return pages.filter(\.has).map { links.link(links.root + $0.path, message($0.message)) }
    }
}

extension SiteContext {
    /// Returns the address of a fixed page or folder: its Spanish path, or the English one on a site with English
    /// addresses.
    package func address(_ path: String) -> String { schema.settings.address(path) }
}

extension SiteSettings {
    /// Returns the address of a fixed page or folder: its Spanish path, or the English one on a site with English
    /// addresses.
    package func address(_ path: String) -> String { hasEnglishAddresses ? SitePaths.english[path] ?? path : path }
}

/// The fixed paths of the site in Spanish. `SiteContext.address` returns those of pages and of their folders in the
/// language of the site's addresses; the other paths are the same on every site.
package enum SitePaths {
    static let index = "indice.html"
    static let organization = "organizacion.html"
    static let about = "acerca.html"
    static let accessibility = "accesibilidad.html"
    static let notFound = "404.html"
    /// The path of the search page.
    package static let search = "buscar.html"
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

    /// The path of the search page by the rules of addresses that a site does not have.
    package static func otherSearch(_ settings: SiteSettings) -> String {
        settings.hasEnglishAddresses ? search : english[search] ?? search
    }

    /// The English paths of pages and folders, by the Spanish ones.
    static let english = [
        index: "a-to-z.html", organization: "organization.html", about: "about.html",
        accessibility: "accessibility.html", search: "search.html", quality: "quality.html", rules: "rules.html",
        news: "news.html", feed: "news.atom", functions: "who-does-what.html", matrix: "matrix.html",
        masterList: "master-list.html", compare: "compare.html", calendar: "calendar.html",
        chart: "organization-chart.svg", archive: "site-offline.zip", "quien-hace": "who-does-what",
        "matriz": "matrix", "sin-unidad": "no-unit", "historial": "history", "acuses": "receipts",
        "incorporacion": "onboarding", functionsCSV: "datos/who-does-what.csv",
        matrixCSV: "datos/competencies-by-job.csv", masterListCSV: "datos/master-list.csv",
        obsoleteCSV: "datos/obsolete.csv",
    ]
}
