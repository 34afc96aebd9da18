import Diagnostics
import OficioBuild
import OficioHistory
import OficioModel
import OficioSchema

extension Option {
    static let keep = Option(
        name: "keep", value: Localized(es: "HUELLA", en: "HASH"),
        help: Localized(
            es: "de un documento publicado en dos ramas, la versión que queda; puede repetirse",
            en: "of a document released in two branches, the version that stands; may be repeated"))
}

extension Command {
    static let repair = Command(
        name: "repair", words: Localized(same: ""),
        summary: Localized(
            es: "termina o deshace una publicación a medias y une en el índice lo que se publicó en ramas",
            en: """
                finishes or undoes a release that was cut short, and joins in the index what was released in branches
                """),
        options: [.keep, .key, .dryRun]
    ) { call in
        try call.requireSite()
        let today = try call.recordingDay()
        let keys = try call.signingKeys()
        let isDry = call.arguments.flags.contains("dry-run")
        let lock = isDry ? nil : try ReleaseLock(call.site)
        if let lock { try call.settleInterruptedReleases(lock) }
        let site = SiteLoader.load(call.site)
        let outcome = RepairPlanner(History(of: site), site.corpus, today: today, keys: keys).plan(
            keeping: call.arguments.lists["keep"] ?? [])
        if outcome.plan != nil, !isDry, keys.isEmpty,
            SigningPolicy(site.corpus.schema.settings.history.keys).requiresSignature(on: today)
        {
            throw ReleasePlanner.missingKey
        }
        if let plan = outcome.plan, let lock {
            try GitAttributes.ensure(call.site)
            try ReleaseTransaction(lock).commit(plan)
        }
        for step in outcome.steps { call.console.out(step[call.language] + "\n") }
        for question in outcome.open { call.console.err(question[call.language] + "\n") }
        if outcome.steps.isEmpty, outcome.open.isEmpty {
            call.console.err(
                Localized(es: "no hay nada que reparar\n", en: "there is nothing to repair\n")[call.language])
        }
        return outcome.open.isEmpty ? .done : .contentErrors
    }
}
