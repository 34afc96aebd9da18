import OficioHistory
import OficioModel
import OficioSchema

/// What a build is asked for besides the site of today.
package struct BuildOptions: Sendable {
    package var edition = Edition.Options()
    /// Whether a released version whose file is missing or altered is published without its text; otherwise nothing is published.
    package var showsDamaged = false
    /// `nil` prints nothing.
    package var print: PrintOrder?
    /// What is told of the parts of the build.
    package var progress = Progress()
    /// Whether the process ends with this build: then nothing is taken apart.
    package var isLast = false
    /// What the next build need not do again, `nil` for nothing: outside of everything that is published.
    package var kept: KeptFiles?
    /// What the next build into the same folder need not do again, `nil` for nothing.
    package var state: OutputState?

    package init(edition: Edition.Options = Edition.Options()) { self.edition = edition }
}

/// From sources to site, a stage a line.
package enum Pipeline {
    /// Everything that can be said of a site without publishing it.
    ///
    /// - Parameters:
    ///   - isLast: whether the process ends with it: then nothing is taken apart.
    ///   - kept: what builds have kept, `nil` for nothing.
    package static func check(_ root: String, today: CalendarDate, isLast: Bool = false, kept: KeptFiles? = nil) -> Findings {
        let site = OpenedSite(root, kept: kept)
        if isLast { ProcessLifetime.keep(site) }
        return check(site, today: today, kept: kept)
    }

    /// The same of a site that was read already.
    static func check(_ site: OpenedSite, today: CalendarDate, kept: KeptFiles? = nil) -> Findings {
        Findings(site, site.history.contents(in: site.corpus), today: today, kept: kept)
    }

    /// Makes the site; with errors nothing is written and the outcome is `nil`.
    ///
    /// - Parameter stopsAtWarnings: whether a warning stops it as an error does.
    package static func build(
        _ root: String, output: String, today: CalendarDate, stopsAtWarnings: Bool, options: BuildOptions = BuildOptions()
    ) throws(WriteError) -> (Findings, OutputFolder.Outcome?) {
        let folder = try OutputFolder(output, site: root, state: options.state)
        let progress = options.progress
        defer { progress.end() }
        progress.enter(.reading)
        let site = OpenedSite(root, kept: options.kept)
        let contents = site.history.contents(in: site.corpus)
        progress.enter(.checking)
        var found = Findings(site, contents, today: today, kept: options.kept, isKept: true, showsDamaged: options.showsDamaged)
        if found.fail(strict: stopsAtWarnings) { return (found, nil) }
        if options.edition.isPublic, !site.settings.declaresAccess { throw .undeclaredAccess }
        let build = SiteBuild(site, contents, folder, quality: found.quality, today: today, options)
        if !build.edition.isPast { found.nextChange = build.edition.nextChange }
        if options.isLast { ProcessLifetime.keep((site, build)) }
        let outcome: OutputFolder.Outcome
        do {
            if let order = options.print {
                outcome = try build.publish(printing: order, telling: &found.printed)
            } else {
                outcome = try build.publish(with: build.printing.upToDate())
            }
        } catch .endlessTemplate {
            found.addEndlessTemplates(of: site.theme)
            return (found, nil)
        }
        if let kept = options.kept { found.keep(at: kept) }
        return (found, outcome)
    }
}
