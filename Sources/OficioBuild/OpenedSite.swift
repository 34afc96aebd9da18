import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// A site as all need it who judge or show it: its sources, the theme that it is shown in, its history.
struct OpenedSite: Sendable {
    let loaded: LoadedSite
    let theme: Theme
    let history: History

    /// - Parameter load: reads the sources; called again where a release moved files meanwhile.
    init(_ root: String, load: () -> LoadedSite) {
        (loaded, history) = History.reading(root, load)
        theme = Theme(loaded.corpus.schema.settings, root: loaded.folder.root)
    }

    /// - Parameter kept: what builds have kept, `nil` for nothing.
    init(_ root: String, kept: KeptFiles? = nil) { self.init(root) { SiteLoader.load(root, store: kept?.records) } }

    var root: String { loaded.folder.root }
    var corpus: Corpus { loaded.corpus }
    var settings: SiteSettings { loaded.corpus.schema.settings }

    /// What is in force on a day, or as the options ask.
    func edition(today: CalendarDate, options: Edition.Options = Edition.Options()) -> Edition {
        Edition(of: corpus, history: history, today: today, options: options)
    }
}
