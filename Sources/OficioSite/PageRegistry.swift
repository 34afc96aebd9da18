import Diagnostics
import OficioBasics
import OficioTheme

/// A kind of page, which can plan every page of its kind on a site.
protocol PageKind: SendableMetatype {
    /// The names at the root of the template data that pages of the kind set, without names that another kind declares:
    /// a shared name such as `tablePage` is declared once.
    static var dataNames: [TemplateName] { get }

    /// Adds the pages of the kind to a plan.
    static func plan(_ plan: inout PagePlan)
}

/// Lists every kind of page.
enum PageRegistry {
    /// The kinds in the order of planning. If two kinds plan the same path, the first one gets it.
    static let kinds: [any PageKind.Type] = [
        HistoryPlan.self,
        RecordPage.self,
        ListPage.self,
        FormPage.self,
        HomePage.self,
        IndexPage.self,
        SearchPage.self,
        RulesPage.self,
        QualityPage.self,
        AboutPage.self,
        AccessibilityPage.self,
        NotFoundPage.self,
        OrganizationPage.self,
        FunctionsPages.self,
        CompetencyMatrixPages.self,
        MasterListPage.self,
        AcknowledgementPage.self,
        JobsPage.self,
        OnboardingPage.self,
        RedirectPage.self,
        SingleFile.self,
    ]

    /// The data names of all kinds. Every page defines all of them, so that any template may test them; names that a
    /// page does not set are absent.
    static let dataNames: [TemplateName] = kinds.flatMap { $0.dataNames }
}

/// The planned pages of a site. Each kind adds its pages before anything is rendered.
struct PagePlan {
    let site: SiteContext
    /// The findings that the quality report shows.
    let quality: [QualityFinding]
    /// Every rule, for the reference page of rules.
    let rules: [Rule]
    private(set) var files: [PlannedFile] = []
    /// Paths of pages that the site map leaves out.
    var unindexed: Set<String> = []

    init(_ site: SiteContext, quality: [QualityFinding], rules: [Rule]) {
        self.site = site
        self.quality = quality
        self.rules = rules
        for kind in PageRegistry.kinds { kind.plan(&self) }
    }

    /// Plans one page.
    ///
    /// `known` is a fingerprint of everything, other than records, that the frame depends on.
    mutating func page(_ path: String, known: Stamp = Stamp(), _ frame: @escaping @Sendable () -> PageFrame) {
        files.append(PlannedFile(path: path, tracksDependencies: true, known: known) { frame().rendered() })
    }

    /// Adds files that belong to pages of the kind, such as style sheets and tables to download.
    mutating func add(_ more: [PlannedFile]) { files += more }
}
