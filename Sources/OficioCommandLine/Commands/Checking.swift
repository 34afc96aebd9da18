import Diagnostics
import OficioBuild
import OficioCheck
import OficioFiles
import OficioHistory
import OficioSchema
import OficioSource

extension Command {
    static let check = Command(
        name: "check", words: Localized(same: ""),
        summary: Localized(es: "comprueba todo el sitio y dice lo que encuentra", en: "checks the whole site and says what it finds"),
        options: [.findingFormat, .strict, .only, .ignore, .fix, .dryRun, .baseline, .base]
    ) { call in
        try call.requireSite()
        let format = try call.arguments.choice("format", among: ["text", "json", "sarif", "github"]) ?? "text"
        let selection = try Selection(only: call.arguments.lists["only"] ?? [], ignore: call.arguments.lists["ignore"] ?? [])
        let outside = try call.siteFromBase(format: format)
        let baseline = try call.arguments.choice("baseline", among: ["write", "use"])
        if call.arguments.flags.contains("fix") {
            let isDry = call.arguments.flags.contains("dry-run")
            if !isDry { try call.settleInterruptedEdit() }
            let outcome = try Fixes.apply(
                call.site, today: try call.today(), isDry: isDry, extracts: call.arguments.lists["only"]?.contains(Rule.divergentFunction.code) == true,
                asked: Set(call.arguments.lists["only"] ?? []).intersection([Rule.competencyOutsideCatalogue.code])
            ) { selection.includes($0) }
            for change in outcome.changes { call.console.out(([change.path] + change.lines.map { "  " + $0 }).joined(separator: "\n") + "\n") }
            let fixes = Localized.count(outcome.edits, es: ("arreglo", "arreglos"), en: ("fix", "fixes"))
            let files = Localized.count(outcome.changes.count, es: ("archivo", "archivos"), en: ("file", "files"))
            let words = Localized(
                es: "\(fixes.spanish) en \(files.spanish)\(isDry ? " (simulacro: no se escribió nada)" : "")\n",
                en: "\(fixes.english) in \(files.english)\(isDry ? " (dry run: nothing was written)" : "")\n")
            if !call.isQuiet { call.console.err(words[call.language]) }
            if isDry { return .done }
        }
        let cache = try call.checkCache(format: format + " " + outside, baseline: baseline)
        if let cache, let former = RunState(at: cache.path, request: cache.request, root: call.site) {
            call.console.out(former.report.out)
            if !call.isQuiet { call.console.err(former.report.err) }
            return ExitStatus(rawValue: former.report.status) ?? .fault
        }
        let today = try call.today()
        var (found, journal) = ReadJournal.recording(below: call.site, except: call.site + "/output") {
            Pipeline.check(call.site, today: today, isLast: true, kept: call.keptFiles)
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
                    message: Localized(es: "no hay «\(Baseline.path)»; se escribe con --baseline write", en: "there is no “\(Baseline.path)”; --baseline write makes it"))
            }
            found.diagnostics = known.unknown(found.diagnostics, found.context)
        }
        let text =
            switch format {
            case "json": JSONRenderer(context: found.context, language: call.language).render(found.diagnostics)
            case "sarif":
                SARIFRenderer(context: found.context.prefixing(outside), language: call.language, rules: Rule.all, version: Program.version)
                    .render(found.diagnostics)
            case "github": AnnotationRenderer(context: found.context.prefixing(outside), language: call.language).render(found.diagnostics)
            default: TextRenderer(context: found.context, language: call.language, usesColor: try call.usesColor()).render(found.diagnostics)
            }
        call.console.out(text)
        let summary = Summary.text(found, call.language)
        if !call.isQuiet { call.console.err(summary) }
        let status: ExitStatus = found.fail(strict: call.arguments.flags.contains("strict")) ? .contentErrors : .done
        if let cache {
            let report = RunState.Report(out: text, err: summary, status: status.rawValue)
            try? AtomicFile.replace(cache.path, with: RunState.bytes(journal, report: report, request: cache.request), mode: 0o600)
            call.tidyCache(used: [cache.path])
        }
        return status
    }

    static let build = Command(
        name: "build", words: Localized(es: "[DOC… con --pdf]", en: "[DOC… with --pdf]"),
        summary: Localized(es: "comprueba y publica el sitio", en: "checks and publishes the site"),
        options: [.output, .strict, .asOf, .knownOn, .drafts, .audience, .showDamaged, .pdf, .profile]
    ) { call in
        try call.requireSite()
        let output = call.arguments.values["output"].map { call.absolute($0) } ?? call.site + "/output"
        let isStrict = call.arguments.flags.contains("strict")
        var options = BuildOptions()
        options.isLast = true
        options.kept = call.keptFiles
        options.state = call.console.cacheFolder.map { OutputState(in: $0, site: call.site, output: output) }
        options.edition.showsDrafts = call.arguments.flags.contains("drafts")
        options.edition.isPublic = try call.isPublic()
        if let text = call.arguments.values["as-of"] {
            guard let day = CalendarDate(iso: text) else {
                throw UsageError(message: Localized(es: "«--as-of» es una fecha como 2017-03-01", en: "“--as-of” is a date like 2017-03-01"))
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
        let today = try call.today()
        let usesColor = try call.usesColor()
        let request = [
            Program.version, call.site, output, today.iso, options.edition.asOf?.iso ?? "", options.edition.knownOn?.iso ?? "",
            "\(options.edition.showsDrafts) \(options.edition.isPublic) \(options.showsDamaged)",
            "\(isStrict) \(usesColor) \(call.isQuiet) \(call.language)",
        ].joined(separator: "\n")
        let isProfiled = call.arguments.flags.contains("profile")
        options.progress = Progress(
            language: call.language, keepsSlowest: isProfiled, show: call.console.showsProgress && !call.isQuiet ? call.console.err : nil)
        let folder = try OutputFolder(output, site: call.site, state: options.state, home: call.console.homeFolder)
        if options.print == nil, !isProfiled, let former = folder.unchanged(request, site: call.site) {
            call.console.err(former.report.err)
            if !call.isQuiet { call.console.err(Summary.text(OutputFolder.Outcome(unchanged: former.files), output, call.language)) }
            return .done
        }
        let ((found, outcome), journal) = try ReadJournal.recording(below: call.site, except: output) {
            try Pipeline.build(call.site, output: output, today: today, stopsAtWarnings: isStrict, options: options)
        }
        var report = TextRenderer(context: found.context, language: call.language, usesColor: usesColor).render(found.diagnostics.filter { $0.severity != .note })
        if !call.isQuiet { report += Summary.text(found, call.language) }
        if !call.isQuiet, outcome != nil, let next = found.nextChange {
            let due = Localized(
                es: "conviene generarlo de nuevo el \(next.iso): ese día cambia alguna vigencia o revisión",
                en: "due for another build on \(next.iso): on that day something comes into force or falls due")
            report += due[call.language] + "\n"
        }
        call.console.err(report)
        if isProfiled { call.console.err(Summary.text(options.progress, call.language)) }
        for failure in found.printed.failures { call.console.err("\(failure.title): \(failure.reason[call.language])\n") }
        if options.print != nil, !call.isQuiet {
            let words = Localized(
                es:
                    "PDF: \(found.printed.made) \(found.printed.made == 1 ? "hecho" : "hechos"), \(found.printed.unchanged) \(found.printed.unchanged == 1 ? "igual" : "iguales"), \(found.printed.failures.count) sin hacer\n",
                en: "PDF: \(found.printed.made) made, \(found.printed.unchanged) unchanged, \(found.printed.failures.count) not made\n")
            call.console.err(words[call.language])
        }
        guard let outcome else {
            let words =
                found.isCutOff
                ? Localized(
                    es: "la generación se detuvo en esa plantilla: en \(output) quedan páginas de antes",
                    en: "the build stopped at that template: some pages in \(output) are those of before")
                : Localized(es: "no se publicó nada: \(output) queda como estaba", en: "nothing was published: \(output) is as it was")
            call.console.err(words[call.language] + "\n")
            return .contentErrors
        }
        if !call.isQuiet { call.console.err(Summary.text(outcome, output, call.language)) }
        if options.print == nil { folder.keep(journal, outcome, RunState.Report(err: report), request: request) }
        call.tidyCache(used: options.state?.all ?? [])
        return .done
    }
}

extension Invocation {
    /// The paths of the site's caches, `nil` if the user has no cache folder.
    fileprivate var keptFiles: KeptFiles? { console.cacheFolder.map { KeptFiles("\($0)/\(SHA256.hex(Array("records\n\(site)".utf8)).prefix(24))") } }

    /// Marks the site's caches and other files as used, and removes old caches.
    fileprivate func tidyCache(used paths: [String]) {
        if let folder = console.cacheFolder { CacheFolder.tidy(folder, used: (keptFiles?.all ?? []) + paths) }
    }

    /// The path of a check's cached result and a description of the request, `nil` if the check
    /// must run.
    fileprivate func checkCache(format: String, baseline: String?) throws -> (path: String, request: String)? {
        // A baseline is read or written after the check, so its result cannot be cached.
        guard let folder = console.cacheFolder, baseline == nil, !arguments.flags.contains("fix") else { return nil }
        let asked = [
            "check", site, format, "\(language)", "\(try usesColor())", "\(arguments.flags.contains("strict"))",
            (arguments.lists["only"] ?? []).joined(separator: " "), (arguments.lists["ignore"] ?? []).joined(separator: " "),
        ].joined(separator: "\n")
        // The result of another day replaces this one.
        return ("\(folder)/\(SHA256.hex(Array(asked.utf8)).prefix(24)).estado", [asked, Program.version, try today().iso].joined(separator: "\n"))
    }
}

/// The last line of a check or build.
enum Summary {
    static func text(_ found: Findings, _ language: Language) -> String {
        func count(_ severity: Severity) -> Int { found.diagnostics.count { $0.severity == severity } }
        let (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
        func words(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
        switch language {
        case .spanish:
            return "\(words(found.records, "documento", "documentos")): \(words(errors, "error", "errores")), "
                + "\(words(warnings, "advertencia", "advertencias")), \(words(notes, "nota", "notas"))\n"
        case .english:
            return "\(words(found.records, "document", "documents")): \(words(errors, "error", "errors")), "
                + "\(words(warnings, "warning", "warnings")), \(words(notes, "note", "notes"))\n"
        }
    }

    /// The time that each stage of a build took, with the slowest pages.
    static func text(_ progress: Progress, _ language: Language) -> String {
        func right(_ words: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - words.count)) + words }
        var lines = ["", Localized(es: "      ms   ms de procesador", en: "      ms   ms of processor")[language]]
        for share in progress.shares {
            lines.append(
                "\(right(String(share.wall), 8)) \(right(String(share.processor), 8))  \(share.stage.name[language])" + (share.count > 0 ? " (\(share.count))" : ""))
        }
        lines.append("")
        for page in progress.slowest {
            let tenths = Int((page.milliseconds * 10).rounded())
            lines.append("\(right("\(tenths / 10).\(tenths % 10)", 8))           \(page.name)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The last line of a build.
    static func text(_ outcome: OutputFolder.Outcome, _ output: String, _ language: Language) -> String {
        let written = Localized.count(
            outcome.written, es: ("archivo escrito", "archivos escritos"), en: ("file written", "files written"))
        let same = Localized.count(outcome.unchanged, es: ("igual", "iguales"), en: ("unchanged", "unchanged"))
        let removed = Localized.count(outcome.removed, es: ("retirado", "retirados"), en: ("removed", "removed"))
        return "\(output)/index.html: \(written[language]), \(same[language]), \(removed[language])\n"
    }
}
