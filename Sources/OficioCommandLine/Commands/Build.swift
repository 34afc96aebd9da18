import Diagnostics
import OficioBuild
import OficioCheck
import OficioFiles
import OficioHistory
import OficioSchema
import OficioSource

extension Command {
    static let build = Command(
        name: "build", words: Localized(es: "[DOC… con --pdf]", en: "[DOC… with --pdf]"),
        summary: Localized(es: "comprueba y publica el sitio", en: "checks and publishes the site"),
        options: [.output, .strict, .asOf, .knownOn, .drafts, .audience, .showDamaged, .pdf, .profile, .explain]
    ) { call in
        try call.requireSite()
        let output = call.arguments.values["output"].map { call.absolute($0) } ?? call.site + "/output"
        let isStrict = call.arguments.flags.contains("strict")
        var options = BuildOptions()
        options.isLast = true
        options.caches = call.cachePaths
        options.state = call.console.cacheFolder.map { OutputCache(in: $0, site: call.site, output: output) }
        options.edition.showsDrafts = call.arguments.flags.contains("drafts")
        options.edition.isPublic = try call.isPublic()
        if let text = call.arguments.values["as-of"] {
            guard let day = CalendarDate(iso: text) else {
                throw UsageError(
                    message: Localized(
                        es: "«--as-of» es una fecha como 2017-03-01", en: "“--as-of” is a date like 2017-03-01"))
            }
            options.edition.asOf = day
        }
        options.edition.knownOn = try call.date("known-on")
        options.showsDamaged = call.arguments.flags.contains("show-damaged")
        if call.arguments.flags.contains("pdf") {
            var order = PrintOrder()
            order.documents = call.arguments.words
            order.engine = PrintEngine.find(in: call.console.searchPath)
            options.print = order
        }
        options.explaining = call.arguments.values["explain"]
        if options.explaining != nil, options.print != nil {
            throw UsageError(
                message: Localized(
                    es: "«--explain» no va con «--pdf»", en: "“--explain” does not go with “--pdf”"))
        }
        let today = try call.today()
        let usesColor = try call.usesColor()
        let request = [
            Program.version, call.site, output, options.edition.asOf?.iso ?? "",
            options.edition.knownOn?.iso ?? "",
            "\(options.edition.showsDrafts) \(options.edition.isPublic) \(options.showsDamaged)",
            "\(isStrict) \(usesColor) \(call.isQuiet) \(call.language)",
        ].joined(separator: "\n")
        let isProfiled = call.arguments.flags.contains("profile")
        options.progress = Progress(
            language: call.language, keepsSlowest: isProfiled,
            show: call.console.showsProgress && !call.isQuiet ? call.console.err : nil)
        let folder = try OutputFolder(output, site: call.site, state: options.state, home: call.console.homeFolder)
        let isShortcutAllowed = options.print == nil && options.explaining == nil && !isProfiled
        if isShortcutAllowed, let former = try folder.repeatBuild(request, today: today, site: call.site) {
            call.console.err(former.report.err)
            if !call.isQuiet { call.console.err(Summary.text(former.outcome, output, call.language)) }
            return .done
        }
        let (((found, outcome), journal), days) = try DayJournal.recording {
            try ReadJournal.recording(below: call.site, except: output) {
                try Pipeline.build(
                    call.site, output: output, today: today.asToday, stopsAtWarnings: isStrict, options: options)
            }
        }
        var report = TextRenderer(context: found.context, language: call.language, usesColor: usesColor).render(
            found.diagnostics.filter { $0.severity != .note })
        if !call.isQuiet { report += Summary.text(found, call.language) }
        if !call.isQuiet, outcome != nil, let next = found.nextChange {
            let due = Localized(
                es: "conviene generarlo de nuevo el \(next.iso): ese día cambia alguna vigencia o revisión",
                en: "due for another build on \(next.iso): on that day something comes into force or falls due")
            report += due[call.language] + "\n"
        }
        call.console.err(report)
        if isProfiled {
            call.console.err(Summary.text(options.progress, call.language))
            if let outcome { call.console.err(Summary.rendered(outcome, call.language)) }
        }
        for failure in found.printed.failures {
            call.console.err("\(failure.title): \(failure.reason[call.language])\n")
        }
        if options.print != nil, !call.isQuiet {
            let words = Localized(
                es: """
                    PDF: \(found.printed.created) \(found.printed.created == 1 ? "hecho" : "hechos"), \
                    \(found.printed.unchanged) \(found.printed.unchanged == 1 ? "igual" : "iguales"), \
                    \(found.printed.failures.count) sin hacer\n
                    """,
                en: """
                    PDF: \(found.printed.created) made, \(found.printed.unchanged) unchanged, \
                    \(found.printed.failures.count) not made\n
                    """
            )
            call.console.err(words[call.language])
        }
        guard let outcome else {
            let words =
                found.isCutOff
                ? Localized(
                    es: "la generación se detuvo en esa plantilla: en \(output) quedan páginas de antes",
                    en: "the build stopped at that template: some pages in \(output) are those of before")
                : Localized(
                    es: "no se publicó nada: \(output) queda como estaba",
                    en: "nothing was published: \(output) is as it was")
            call.console.err(words[call.language] + "\n")
            return .contentErrors
        }
        if let page = options.explaining {
            call.console.out(Summary.text(outcome.explanation, of: page, call.language))
        }
        if !call.isQuiet { call.console.err(Summary.text(outcome, output, call.language)) }
        if options.print == nil {
            folder.recordRun(
                journal, outcome, RunState.Report(err: report),
                days: RunState.Days(days, today: today, nextChange: found.nextChange), request: request)
        }
        call.tidyCache(used: options.state?.all ?? [])
        return .done
    }
}
