import Diagnostics
import OficioBuild
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

extension Option {
    static let effective = Option(name: "effective", value: "FECHA", help: Localized(es: "el día desde el que rige", en: "the day from which it is effective"))
    static let authorized = Option(
        name: "authorized-by", value: "CARGO", help: Localized(es: "quién autoriza; puede repetirse", en: "who authorises it; may be repeated"))
    static let note = Option(
        name: "note", value: "TEXTO",
        help: Localized(es: "fila de la bitácora en lugar del borrador; puede repetirse", en: "log row instead of the draft; may be repeated"))
    static let version = Option(name: "version", value: "V", help: Localized(es: "la versión, si no es la que sigue", en: "the version, if not the next one"))
    static let editorial = Option(
        name: "editorial", value: nil, help: Localized(es: "declara que el cambio no es de fondo", en: "declares that nothing of substance changes"))
    static let withdraw = Option(name: "withdraw", value: nil, help: Localized(es: "deroga el documento", en: "ends the document"))
    static let dated = Option(
        name: "dated", value: "FECHA",
        help: Localized(es: "anota un estado anterior, reconstruido, que rigió desde ese día", en: "enters an earlier state, reconstructed, effective from that day"))
    static let from = Option(
        name: "from", value: "DIR", help: Localized(es: "carpeta de sitio con ese estado anterior", en: "site folder that holds that earlier state"))
    static let signedCopy = Option(
        name: "signed-copy", value: "PDF", help: Localized(es: "original firmado y digitalizado que se guarda al lado", en: "scanned, signed original to keep beside it"))
    static let key = Option(
        name: "key", value: "ARCHIVO", help: Localized(es: "clave con que se firma; se crea si no existe", en: "key to sign with; made if it does not exist"))
    static let dryRun = Option(
        name: "dry-run", value: nil, help: Localized(es: "muestra lo que haría y no escribe nada", en: "shows what it would do and writes nothing"))
}

extension Command {
    static let release = Command(
        name: "release", words: Localized(es: "DOC…", en: "DOC…"),
        summary: Localized(
            es: "publica una versión: la guarda entera, anota sus cambios y la encadena al libro",
            en: "releases a version: keeps it whole, logs its changes, chains it to the ledger"),
        options: [.effective, .authorized, .note, .version, .editorial, .withdraw, .dated, .from, .signedCopy, .key, .dryRun]
    ) { call in
        try call.requireSite()
        let words = call.arguments.words
        guard !words.isEmpty else {
            throw UsageError(message: Localized(es: "se escribe «oficio release DOC --effective FECHA»", en: "write “oficio release DOC --effective DATE”"))
        }
        let today = try call.today()
        try call.settleInterruptedReleases()
        var template = ReleaseRequest(document: "")
        template.effective = try call.date("effective")
        template.authorized = call.arguments.lists["authorized-by"] ?? []
        template.notes = call.arguments.lists["note"] ?? []
        template.version = call.arguments.values["version"]
        template.isEditorial = call.arguments.flags.contains("editorial")
        template.isWithdrawal = call.arguments.flags.contains("withdraw")
        if let dated = try call.date("dated") {
            guard dated <= today else { throw UsageError(message: Localized(es: "«--dated» es un día pasado", en: "“--dated” is a day that has gone")) }
            template.isReconstructed = true
            template.effective = dated
        }
        if call.arguments.values["from"] != nil, !template.isReconstructed {
            throw UsageError(message: Localized(es: "«--from» va con «--dated»", en: "“--from” goes with “--dated”"))
        }
        if let path = call.arguments.values["signed-copy"] {
            let ending = path.split(separator: ".").last.map { String($0).folded } ?? ""
            template.signedCopy = (try Files.read(call.absolute(path)), ending.isEmpty || ending.utf8.count > 5 ? "pdf" : ending)
        }
        if !call.arguments.flags.contains("dry-run") { template.key = try call.signingKey() }
        for word in words {
            var request = template
            request.document = word
            let site = SiteLoader.load(call.arguments.values["from"].map { call.absolute($0) } ?? call.site)
            if site.diagnostics.hasErrors {
                throw ReleaseRefusal("las fuentes tienen errores; «oficio check» los dice", "the sources have errors; “oficio check” tells them")
            }
            let history = History(call.site, publicKey: site.corpus.schema.settings.signingKey)
            let plan = try ReleasePlanner(root: call.site, site: site, history: history, today: today).plan(request)
            call.console.out(ReleaseReport.text(plan, call.language, isDry: call.arguments.flags.contains("dry-run")))
            if call.arguments.flags.contains("dry-run") { continue }
            try ReleaseTransaction(root: call.site, folder: plan.folder).commit(plan)
            try GitAttributes.ensure(call.site)
        }
        return .done
    }

    static let log = Command(
        name: "log", words: Localized(es: "[DOC]", en: "[DOC]"),
        summary: Localized(es: "muestra las versiones publicadas y lo que falta publicar", en: "shows the released versions and what is still to be released"),
        options: []
    ) { call in
        try call.requireSite()
        try call.settleInterruptedReleases()
        let site = SiteLoader.load(call.site)
        let history = History(of: site)
        var wanted: Int?
        if let word = call.arguments.words.first { wanted = try ReleasePlanner.find(word, in: site.corpus) }
        var shown = 0
        for (index, ledger) in history.ledgers.enumerated() {
            let (folder, id) = history.name(of: index)
            let record = site.corpus.records.indices.first { site.corpus.type(of: $0).folder == folder && site.corpus.records[$0].id == id }
            if let wanted, wanted != record { continue }
            shown += 1
            call.console.out("\(folder)/\(id)  \(record.map { site.corpus.records[$0].title } ?? "")\n")
            for entry in ledger.entries { call.console.out(ReleaseReport.line(entry, call.language)) }
            if let record { call.console.out(Unreleased.text(record, ledger, site.corpus, history, call.language)) }
        }
        if shown == 0 { call.console.err(Localized(es: "no hay versiones publicadas\n", en: "nothing has been released\n")[call.language]) }
        return .done
    }

    static let diff = Command(
        name: "diff", words: Localized(es: "DOC [A] [B]", en: "DOC [A] [B]"),
        summary: Localized(
            es: "dice qué cambió: desde la última versión, desde A, o de A a B", en: "says what changed: since the last version, since A, or from A to B"), options: []
    ) { call in
        try call.requireSite()
        let words = call.arguments.words
        guard (1...3).contains(words.count) else {
            throw UsageError(message: Localized(es: "se escribe «oficio diff DOC [A] [B]»", en: "write “oficio diff DOC [A] [B]”"))
        }
        let site = SiteLoader.load(call.site)
        let corpus = site.corpus
        let history = History(of: site)
        let document = try ReleasePlanner.find(words[0], in: corpus)
        guard let place = history.ledger(of: document, in: corpus) else {
            throw ReleaseRefusal("«\(corpus.records[document].title)» no tiene versiones publicadas", "“\(corpus.records[document].title)” has no released version")
        }
        let ledger = history.ledgers[place]
        func content(_ version: String) throws -> VersionContent {
            guard let entry = ledger.entries.last(where: { $0.kind != .withdrawal && ($0.version == version || VersionNumber($0.version) == VersionNumber(version)) })
            else {
                let known = ledger.entries.map(\.version).joined(separator: ", ")
                throw ReleaseRefusal("no hay versión «\(version)»; hay: \(known)", "there is no version “\(version)”; known: \(known)")
            }
            return try call.snapshot(of: entry, ledger, history, corpus.schema)
        }
        let old =
            if words.count > 1 { try content(words[1]) } else if let latest = ledger.latest { try call.snapshot(of: latest, ledger, history, corpus.schema) } else {
                throw ReleaseRefusal("no hay versiones", "there are no versions")
            }
        let new = if words.count > 2 { try content(words[2]) } else { VersionContent(working: document, in: corpus) }
        let difference = DocumentDifference(from: old, to: new, corpus.schema)
        let changes = difference.changes
        for change in changes {
            let mark = change.isMaterial ? "" : Localized(es: "  (de forma)", en: "  (editorial)")[call.language]
            call.console.out("- \(change.text[call.language])\(mark)\n")
        }
        for clause in difference.clauses {
            call.console.out(Localized(es: "  cláusula compartida que cambió: \(clause)\n", en: "  shared clause that changed: \(clause)\n")[call.language])
        }
        if changes.isEmpty { call.console.err(Localized(es: "sin cambios\n", en: "no change\n")[call.language]) }
        return .done
    }

    static let verify = Command(
        name: "verify", words: Localized(same: ""),
        summary: Localized(es: "comprueba que nada del historial fue alterado", en: "checks that nothing of the history has been altered"),
        options: [Option(name: "digest", value: nil, help: Localized(es: "una sola huella de todo el historial", en: "one hash of the whole history"))]
    ) { call in
        try call.requireSite()
        try call.settleInterruptedReleases()
        let history = History(call.site, publicKey: SiteSettings.reading(call.site).signingKey)
        let problems = history.verify()
        if call.arguments.flags.contains("digest") { call.console.out(history.digest + "\n") }
        for problem in problems { call.console.out(problem.message[call.language] + "\n") }
        let releases = history.ledgers.reduce(0) { $0 + $1.entries.count }
        if !call.isQuiet {
            call.console.err(
                Localized(
                    es: "\(history.ledgers.count) libros, \(releases) anotaciones: \(problems.isEmpty ? "todo como se publicó" : "\(problems.count) alteraciones")\n",
                    en: "\(history.ledgers.count) ledgers, \(releases) entries: \(problems.isEmpty ? "all as released" : "\(problems.count) alterations")\n")[
                        call.language])
        }
        return problems.isEmpty ? .done : .contentErrors
    }
}

extension Invocation {
    fileprivate func date(_ option: String) throws -> CalendarDate? {
        guard let text = arguments.values[option] else { return nil }
        guard let date = CalendarDate(iso: text) else {
            throw UsageError(message: Localized(es: "«--\(option)» es una fecha como 2026-12-01", en: "“--\(option)” is a date like 2026-12-01"))
        }
        return date
    }

    /// Finishes or undoes releases that were cut short, and says which.
    fileprivate func settleInterruptedReleases() throws {
        for recovery in try ReleaseTransaction.recoverAll(site) {
            let words: Localized =
                switch recovery {
                case .finished(let folder, let version):
                    Localized(
                        es: "una publicación había quedado a medias y se terminó: \(folder), versión \(version)",
                        en: "a release had been cut short and was finished: \(folder), version \(version)")
                case .undone(let folder):
                    Localized(es: "una publicación había quedado a medias y se deshizo: \(folder)", en: "a release had been cut short and was undone: \(folder)")
                }
            console.err(words[language] + "\n")
        }
    }

    fileprivate func signingKey() throws -> SigningKey? {
        guard let name = arguments.values["key"] else { return nil }
        let path = absolute(name)
        if Files.status(path) == nil {
            let key = SigningKey.random()
            try NewFile.write(Array((key.text + "\n").utf8), to: path, isSecret: true)
            console.err(
                Localized(
                    es: "clave nueva en \(path): guárdela fuera del sitio. En site.yaml: historial: {clave pública: \(key.publicKey)}",
                    en: "new key in \(path): keep it outside the site. In site.yaml: history: {public key: \(key.publicKey)}")[language] + "\n")
            return key
        }
        guard let key = SigningKey(String(decoding: try Files.read(path), as: UTF8.self)) else {
            throw UsageError(message: Localized(es: "«\(path)» no es una clave de Oficio", en: "“\(path)” is no key of Oficio"))
        }
        return key
    }

    fileprivate func snapshot(of entry: LedgerEntry, _ ledger: Ledger, _ history: History, _ schema: Schema) throws -> VersionContent {
        guard let snapshot = ledger.snapshot(of: entry, root: history.root) else {
            throw ReleaseRefusal(
                "la versión \(entry.version) falta o fue alterada; «oficio verify» dice cuál",
                "version \(entry.version) is missing or altered; “oficio verify” tells which")
        }
        return VersionContent(snapshot, schema)
    }
}

/// What a release says of itself.
enum ReleaseReport {
    static func text(_ plan: ReleasePlan, _ language: Language, isDry: Bool) -> String {
        var lines: [String] = []
        let entry = plan.entry
        let kind = kind(entry, language)
        lines.append(
            Localized(
                es: "\(plan.title): versión \(entry.version), \(kind), rige desde \(entry.effective.iso)\(isDry ? " (simulacro: no se escribió nada)" : "")",
                en: "\(plan.title): version \(entry.version), \(kind), effective \(entry.effective.iso)\(isDry ? " (dry run: nothing was written)" : "")")[language])
        lines += entry.log.map { "  - \($0)" }
        let untold = plan.changes.filter { $0.isMaterial && !entry.log.contains($0.text[language]) }
        if !untold.isEmpty {
            lines.append(Localized(es: "  cambia además, según las fuentes:", en: "  changes besides, by the sources:")[language])
            lines += untold.map { "    · \($0.text[language])" }
        }
        lines.append("  \(entry.shortCode)  \(plan.folder)")
        return lines.joined(separator: "\n") + "\n"
    }

    static func line(_ entry: LedgerEntry, _ language: Language) -> String {
        let head = "  \(entry.version)  \(entry.effective.iso)  \(kind(entry, language))  \(entry.shortCode)"
        return ([head] + entry.log.map { "      - \($0)" }).joined(separator: "\n") + "\n"
    }

    static func kind(_ entry: LedgerEntry, _ language: Language) -> String {
        let words: Localized =
            switch entry.kind {
            case .material: Localized(es: "de fondo", en: "material")
            case .editorial: Localized(es: "de forma", en: "editorial")
            case .withdrawal: Localized(es: "derogación", en: "withdrawal")
            }
        return words[language] + (entry.isReconstructed ? Localized(es: ", reconstruida", en: ", reconstructed")[language] : "")
    }
}

/// What the sources say that no release does.
enum Unreleased {
    static func text(_ record: Int, _ ledger: Ledger, _ corpus: Corpus, _ history: History, _ language: Language) -> String {
        guard let latest = ledger.latest, DocumentContent(of: record, in: corpus).hash != latest.contentHash,
            let snapshot = ledger.snapshot(of: latest, root: history.root)
        else { return "" }
        let changes = DocumentDifference(from: VersionContent(snapshot, corpus.schema), to: VersionContent(working: record, in: corpus), corpus.schema).changes
        let head = Localized(es: "  sin publicar:", en: "  not released:")[language]
        return ([head] + changes.map { "      - \($0.text[language])" }).joined(separator: "\n") + "\n"
    }
}

/// Git must not convert line endings where every byte counts.
enum GitAttributes {
    static func ensure(_ site: String) throws(WriteError) {
        let path = site + "/" + Ledger.folder + "/.gitattributes"
        if Files.status(path) == nil { try NewFile.write(Array("* -text\n".utf8), to: path) }
    }
}
