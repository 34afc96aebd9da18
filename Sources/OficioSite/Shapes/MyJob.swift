import OficioModel
import OficioSchema
import OficioTheme

extension LinkShapes {
    /// Returns the facts about a job of the institution that the browser stores if the reader holds it, with a link
    /// to its onboarding page; absent for other records and on pages of archived versions.
    func myJobFacts(_ job: Int, isOnboarding: Bool = false) -> TemplateValue {
        let record = site.corpus.records[job]
        guard site.type(job).key == .job, !site.isArchive, !site.corpus.isExternal(record) else { return .absent }
        let boss = site.jobs.bosses[job]
        let start = site.jobs.checklists[job] == nil ? nil : OnboardingPage.path(site, job)
        let hasPage = site.linkBase == nil
        return Shape(
            ("id", .text(record.id)), ("title", .text(record.title)), ("url", .text(site.paths[job])),
            ("boss", .optional(boss.map { site.corpus.records[$0].title })),
            ("bossUrl", .optional(boss.map { site.paths[$0] })), ("startUrl", .optional(start)),
            ("startLink", .optional(isOnboarding || !hasPage ? nil : start.map { root + $0 })),
            ("unit", .optional(site.jobs.units[job].map { site.corpus.records[$0].title }))
        ).value
    }
}
