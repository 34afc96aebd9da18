import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// A page whose tables a script draws from the data of jobs: the comparison of two jobs, or the calendar of one.
struct JobsPage {
    enum Kind: String { case compare, calendar }

    let site: SiteContext
    let kind: Kind

    func frame() -> PageFrame {
        let path = kind == .compare ? site.address(SitePaths.compare) : site.address(SitePaths.calendar)
        var frame = PageFrame(
            site, path: path, kind: kind.rawValue,
            title: site.message(kind == .compare ? "compareJobs" : "calendarTitle"))
        frame.door = .job
        let links = LinkShapes(site: site, root: "")
        frame.breadcrumb = [
            links.link("index.html", site.message("home")), links.link(nil, frame.title, isCurrent: true),
        ]
        let list = site.navigation.lists["job"].map { links.link($0, site.message("homeJobs")) }
        frame.data = [
            (
                "jobsPage",
                Shape(
                    ("data", .text(SitePaths.jobData)), ("list", list ?? .absent),
                    ("functions", .text(site.address(SitePaths.functions)))
                ).value
            )
        ]
        return frame
    }
}

extension JobsPage: PageKind {
    static let dataNames: [TemplateName] = ["jobsPage"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        guard site.navigation.hasFunctions else { return }
        plan.page(site.address(SitePaths.compare)) { JobsPage(site: site, kind: .compare).frame() }
        plan.page(site.address(SitePaths.calendar)) { JobsPage(site: site, kind: .calendar).frame() }
    }
}
