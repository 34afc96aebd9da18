import Diagnostics
import OficioBasics
import OficioTheme

/// A kind of page: plans every page of its kind that a site has.
protocol PageKind: SendableMetatype {
    /// The names at the root of a template under which pages of the kind hand over data, without
    /// those that another kind declares: a shared name such as `tablePage` is declared once.
    static var dataNames: [TemplateName] { get }

    /// Adds the pages of the kind to a plan.
    static func plan(_ plan: inout PagePlan)
}

/// Every kind of page, one line each.
enum PageRegistry {
    /// The kinds in the order of planning: where two plan the same path, the first has it.
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

    /// The names of all kinds: every template finds every name, absent where a page says nothing
    /// under it.
    static let dataNames: [TemplateName] = kinds.flatMap { $0.dataNames }
}

/// The pages of a site, planned kind by kind before anything is rendered.
struct PagePlan {
    let site: SiteContext
    /// The findings that the quality report shows.
    let quality: [QualityFinding]
    /// Every rule, for the reference page of rules.
    let rules: [Rule]
    private(set) var files: [PlannedFile] = []
    /// Pages that the site map leaves out.
    var unindexed: Set<String> = []

    init(_ site: SiteContext, quality: [QualityFinding], rules: [Rule]) {
        self.site = site
        self.quality = quality
        self.rules = rules
        for kind in PageRegistry.kinds { kind.plan(&self) }
    }

    /// Plans one page.
    ///
    /// `known` is a fingerprint of what the frame depends on besides the site.
    mutating func page(_ path: String, known: Stamp = Stamp(), _ frame: @escaping @Sendable () -> PageFrame) {
        files.append(PlannedFile(path: path, isNoted: true, known: known) { frame().rendered() })
    }

    /// Plans files that pages of the kind come with: styles, tables to download.
    mutating func add(_ more: [PlannedFile]) { files += more }
}
