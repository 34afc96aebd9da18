import OficioCheck
import OficioHistory
import OficioModel
import OficioSchema

/// The options of a build.
package struct BuildOptions: Sendable {
    /// The options that select the edition to build.
    package var edition = Edition.Options()
    /// Whether a released version with a missing or altered snapshot is published without its text. Otherwise the build
    /// publishes nothing.
    package var showsDamaged = false
    /// The documents to print; `nil` to print none.
    package var print: PrintOrder?
    /// The file to explain in the outcome, given by its path in the site or by the end of that path; `nil` to explain
    /// no file.
    package var explaining: String?
    /// The display that receives the stages and steps of the build.
    package var progress = Progress()
    /// Whether the process ends after this build, so that memory need not be freed.
    package var isLast = false
    /// The paths of the site's caches; `nil` to cache nothing. They must be outside of all published folders.
    package var caches: CachePaths?
    /// The cache of the output folder; `nil` to cache nothing.
    package var state: OutputCache?

    /// Creates the options of a build without printing and caches.
    package init(edition: Edition.Options = Edition.Options()) { self.edition = edition }
}

/// Checks and builds sites.
package enum Pipeline {
    /// Checks a site without publishing it.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - today: the day of the check.
    ///   - isLast: whether the process ends after the check, so that memory need not be freed.
    ///   - caches: the paths of the site's caches; `nil` to use no cache.
    /// - Returns: all findings.
    package static func check(_ root: String, today: CalendarDate, isLast: Bool = false, caches: CachePaths? = nil)
        -> Findings
    {
        let site = OpenedSite(root, caches: caches)
        if isLast { ProcessLifetime.keep(site) }
        return check(site, today: today, caches: caches)
    }

    /// Checks a site with other contents for some files, by path, without writing them.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - replaced: contents by path, relative to the site, that replace those on disk.
    ///   - removed: paths of files that are left out.
    ///   - former: the site as loaded before with `remembers`; unchanged files are not read again; `nil` to read all
    ///     files.
    ///   - today: the day of the check.
    /// - Returns: all findings; their spans are those of the given contents.
    package static func check(
        _ root: String, replacing replaced: [String: [UInt8]], removing removed: Set<String> = [],
        former: LoadedSite?, today: CalendarDate
    ) -> Findings {
        check(
            OpenedSite(root) { SiteLoader.load(root, replacing: replaced, removing: removed, former: former) },
            today: today)
    }

    /// Checks an opened site, and returns the findings. With a path, returns only the findings about that source. With
    /// a memory, does not check records again that nothing has affected since the last check.
    static func check(
        _ site: OpenedSite, today: CalendarDate, caches: CachePaths? = nil, about path: String? = nil,
        memory: CheckMemory? = nil
    ) -> Findings {
        Findings(
            site, site.history.contents(in: site.corpus), today: today, caches: caches, about: path, memory: memory)
    }

    /// Builds a site. Returns the findings and the outcome. If the site has errors, writes nothing and returns no
    /// outcome; with `stopsAtWarnings` a warning counts as an error. If a template never ends, returns no outcome
    /// although some pages may be written.
    package static func build(
        _ root: String, output: String, today: CalendarDate, stopsAtWarnings: Bool,
        options: BuildOptions = BuildOptions()
    ) throws(WriteError) -> (Findings, OutputFolder.Outcome?) {
        let folder = try OutputFolder(output, site: root, state: options.state)
        let progress = options.progress
        defer { progress.end() }
        progress.enter(.reading)
        let site = OpenedSite(root, caches: options.caches)
        let contents = site.history.contents(in: site.corpus)
        progress.enter(.checking)
        var found = Findings(
            site, contents, today: today, caches: options.caches, storesResults: true,
            showsDamaged: options.showsDamaged)
        if options.edition.isPublic { found.stopAtNamesInTypes() }
        if found.areFatal(strict: stopsAtWarnings) { return (found, nil) }
        if options.edition.isPublic, !site.settings.declaresAccess { throw .undeclaredAccess }
        try folder.requireAddresses(of: site.settings)
        let build = SiteBuild(site, contents, folder, quality: found.quality, today: today, options)
        if build.edition.isPast {
            // The files that show the day show the past one.
            DayJournal.noteExactDay()
        } else {
            found.nextChange = build.edition.nextChange
        }
        if options.isLast { ProcessLifetime.keep((site, build)) }
        let outcome: OutputFolder.Outcome
        do {
            if let order = options.print {
                outcome = try build.publish(printing: order, recording: &found.printed)
            } else {
                outcome = try build.publish(with: build.printing.upToDatePDFs())
            }
        } catch .endlessTemplate {
            found.addEndlessTemplates(of: site.theme)
            return (found, nil)
        }
        if let caches = options.caches { found.writeCache(at: caches) }
        return (found, outcome)
    }
}
