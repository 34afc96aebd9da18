import Diagnostics
import OficioBasics
import OficioBuild
import OficioCheck
import OficioFiles
import OficioHistory
import OficioSchema
import OficioSource

extension Command {
    static let check = Command(
        name: "check", words: Localized(same: ""),
        summary: Localized(
            es: "comprueba todo el sitio y dice lo que encuentra", en: "checks the whole site and says what it finds"),
        options: [.findingFormat, .strict, .only, .ignore, .fix, .dryRun, .baseline, .base]
    ) { call in
        try call.requireSite()
        let formats = ["text", "json", "sarif", "github", "gitlab"]
        let format = try call.arguments.choice("format", among: formats) ?? "text"
        let selection = try Selection(
            only: call.arguments.lists["only"] ?? [], ignore: call.arguments.lists["ignore"] ?? [])
        let outside = try call.siteFromBase(format: format)
        let baseline = try call.arguments.choice("baseline", among: ["write", "use"])
        if call.arguments.flags.contains("fix") {
            let isDry = call.arguments.flags.contains("dry-run")
            if !isDry { try call.settleInterruptedEdit() }
            let outcome = try Fixes.apply(
                call.site, today: try call.today(), isDry: isDry,
                extracts: call.arguments.lists["only"]?.contains(Rule.divergentFunction.code) == true,
                unsafeRules: Set(call.arguments.lists["only"] ?? []).intersection([
                    Rule.competencyOutsideCatalogue.code, Rule.nearMissHeading.code,
                ])
            ) { selection.includes($0) }
            for change in outcome.changes {
                call.console.out(([change.path] + change.lines.map { "  " + $0 }).joined(separator: "\n") + "\n")
            }
            let fixes = Localized.count(outcome.edits, es: ("arreglo", "arreglos"), en: ("fix", "fixes"))
            let files = Localized.count(outcome.changes.count, es: ("archivo", "archivos"), en: ("file", "files"))
            let words = Localized(
                es: "\(fixes.spanish) en \(files.spanish)\(isDry ? " (simulacro: no se escribió nada)" : "")\n",
                en: "\(fixes.english) in \(files.english)\(isDry ? " (dry run: nothing was written)" : "")\n")
            if !call.isQuiet { call.console.err(words[call.language]) }
            if isDry { return .done }
        }
        let cache = try call.checkCache(format: format + " " + outside, baseline: baseline)
        let today = try call.today()
        if let cache,
            let former = RunState(at: cache.path, request: cache.request, today: today, root: call.site)
        {
            call.console.out(former.report.out)
            if !call.isQuiet { call.console.err(former.report.err) }
            return ExitStatus(rawValue: former.report.status) ?? .fault
        }
        var ((found, journal), days) = DayJournal.recording {
            ReadJournal.recording(below: call.site, except: call.site + "/output") {
                Pipeline.check(call.site, today: today.asToday, isLast: true, caches: call.cachePaths)
            }
        }
        found.diagnostics = found.diagnostics.filter { selection.includes($0) }
        if baseline == "write" {
            let count = try Baseline.write(found.diagnostics, found.context, to: call.site)
            let findings = Localized.count(
                count, es: ("hallazgo aplazado", "hallazgos aplazados"), en: ("finding put off", "findings put off"))
            call.console.err("\(Baseline.path): \(findings[call.language])\n")
        } else if baseline == "use" {
            guard let known = Baseline(call.site) else {
                throw UsageError(
                    message: Localized(
                        es: "no hay «\(Baseline.path)»; se escribe con --baseline write",
                        en: "there is no “\(Baseline.path)”; --baseline write makes it"))
            }
            found.diagnostics = known.newFindings(found.diagnostics, found.context)
        }
        let text =
            switch format {
            case "json": JSONRenderer(context: found.context, language: call.language).render(found.diagnostics)
            case "sarif":
                SARIFRenderer(
                    context: found.context.prefixing(outside), language: call.language, rules: Rule.all,
                    version: Program.version
                )
                .render(found.diagnostics)
            case "github":
                AnnotationRenderer(context: found.context.prefixing(outside), language: call.language).render(
                    found.diagnostics)
            case "gitlab":
                CodeQualityRenderer(context: found.context.prefixing(outside), language: call.language).render(
                    found.diagnostics)
            default:
                TextRenderer(context: found.context, language: call.language, usesColor: try call.usesColor()).render(
                    found.diagnostics)
            }
        call.console.out(text)
        let isText = format == "text"
        let summary =
            (isText ? Summary.byRule(found) : "") + Summary.text(found, call.language)
            + (isText ? Summary.explanationHint(found, call.language) : "")
        if !call.isQuiet { call.console.err(summary) }
        let status: ExitStatus =
            found.areFatal(strict: call.arguments.flags.contains("strict")) ? .contentErrors : .done
        if let cache {
            let report = RunState.Report(out: text, err: summary, status: status.rawValue)
            try? AtomicFile.replace(
                cache.path,
                with: RunState.bytes(
                    journal.all, days: RunState.Days(days, today: today), report: report, request: cache.request),
                mode: 0o600)
            call.tidyCache(used: [cache.path])
        }
        return status
    }
}

extension Invocation {
    /// Returns the path of a check's cached result and a description of the request; `nil` if the result must not be
    /// cached.
    fileprivate func checkCache(format: String, baseline: String?) throws -> (path: String, request: String)? {
        // The command reads and writes the baseline after the check, so the result cannot be cached.
        guard let folder = console.cacheFolder, baseline == nil, !arguments.flags.contains("fix") else { return nil }
        let asked = [
            "check", site, format, "\(language)", "\(try usesColor())", "\(arguments.flags.contains("strict"))",
            (arguments.lists["only"] ?? []).joined(separator: " "),
            (arguments.lists["ignore"] ?? []).joined(separator: " "),
        ].joined(separator: "\n")
        return (
            "\(folder)/\(SHA256.hex(Array(asked.utf8)).prefix(24)).estado",
            [asked, Program.version].joined(separator: "\n")
        )
    }
}
