import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// A site with everything that checks and pages need: its sources, its theme and its history.
struct OpenedSite: Sendable {
    let loaded: LoadedSite
    private(set) var theme: Theme
    let history: History
    private let knownDrafts = Lazy<[UnreleasedDraft]>()

    /// The drafts among the sources, computed on first access.
    var drafts: [UnreleasedDraft] { knownDrafts.value { history.drafts(in: corpus) } }

    /// Opens a site. Calls `load` to read its sources, and calls it again if a release moved files meanwhile.
    init(_ root: String, load: () -> LoadedSite) {
        (loaded, history) = History.loadConsistently(root, load)
        let filter = ThemeResources(root: loaded.folder.root, loaded.corpus.schema.settings, isPublic: false)
        theme = Theme(loaded.corpus.schema.settings, root: loaded.folder.root, shown: filter.used)
    }

    /// Opens a site with a theme that was read before.
    init(_ root: String, theme: Theme, load: () -> LoadedSite) {
        (loaded, history) = History.loadConsistently(root, load)
        self.theme = theme
    }

    /// Opens a site; `caches` has the paths of the site's caches; `nil` to use no cache.
    init(_ root: String, caches: CachePaths? = nil) {
        self.init(root) { SiteLoader.load(root, store: caches?.records) }
    }

    var root: String { loaded.folder.root }
    var corpus: Corpus { loaded.corpus }
    var settings: SiteSettings { loaded.corpus.schema.settings }

    /// Returns the site with the theme of an edition: in that of a public build, no text of the site's own theme says
    /// the name of a hidden document, and no picture says who made it.
    func withTheme(of edition: Edition) -> OpenedSite {
        guard let view = edition.publicView, view.hidesNames || !theme.filesOnDisk.isEmpty else { return self }
        var site = self
        let settings = edition.corpus.schema.settings
        let filter = ThemeResources(root: root, settings, isPublic: true)
        site.theme = Theme(settings, root: root) { path, bytes in
            guard let bytes = filter.used(path, bytes) else { return nil }
            let isText = Self.texts.contains { path.hasSuffix($0) }
            guard isText || path.hasSuffix(".css") || path.hasSuffix(".js") else { return bytes }
            let text = String(decoding: bytes, as: UTF8.self)
            let shown = isText ? view.withoutHiddenNames(inText: text) : view.withoutHiddenNames(inCode: text)
            return shown == text ? bytes : Array(shown.utf8)
        }
        return site
    }

    private static let texts = [".mustache", ".yaml", ".html", ".svg", ".txt", ".json", ".xml", ".md", ".webmanifest"]

    /// Returns the edition that the options select, by default the edition of the given day.
    func edition(today: CalendarDate, options: Edition.Options = Edition.Options()) -> Edition {
        Edition(of: corpus, history: history, drafts: drafts, today: today, options: options)
    }
}
