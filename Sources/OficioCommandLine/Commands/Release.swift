import Diagnostics
import OficioBuild
import OficioHistory
import OficioSchema
import OficioSource

extension Option {
    static let effective = Option(
        name: "effective", value: Localized(es: "FECHA", en: "DATE"),
        help: Localized(es: "el día desde el que rige", en: "the day from which it is effective"))
    static let authorized = Option(
        name: "authorized-by", value: Localized(es: "CARGO", en: "POST"),
        help: Localized(es: "quién autoriza; puede repetirse", en: "who authorises it; may be repeated"))
    static let act = Option(
        name: "act", value: Localized(es: "TEXTO", en: "TEXT"),
        help: Localized(
            es: "el acto que la pone en vigor: «Resolución 123-2026»",
            en: "the legal act that puts it into force: “Resolution 123-2026”"))
    static let actDate = Option(
        name: "act-date", value: Localized(es: "FECHA", en: "DATE"),
        help: Localized(es: "la fecha del acto", en: "the date of the act"))
    static let actFile = Option(
        name: "act-file", value: "PDF",
        help: Localized(es: "el acto firmado, que se guarda al lado", en: "the signed act, to keep beside it"))
    static let note = Option(
        name: "note", value: Localized(es: "TEXTO", en: "TEXT"),
        help: Localized(
            es: "fila de la bitácora en lugar del borrador; puede repetirse",
            en: "log row instead of the draft; may be repeated"))
    static let version = Option(
        name: "version", value: "V",
        help: Localized(es: "la versión, si no es la que sigue", en: "the version, if not the next one"))
    static let editorial = Option(
        name: "editorial", value: nil,
        help: Localized(es: "declara que el cambio no es de fondo", en: "declares that nothing of substance changes"))
    static let withdraw = Option(
        name: "withdraw", value: nil, help: Localized(es: "deroga el documento", en: "ends the document"))
    static let successor = Option(
        name: "successor", value: "DOC",
        help: Localized(
            es: "con --withdraw: el documento que lo sustituye",
            en: "with --withdraw: the document that takes its place"))
    static let reinstate = Option(
        name: "reinstate", value: nil,
        help: Localized(es: "deja sin efecto una derogación", en: "takes a withdrawal back"))
    static let annul = Option(
        name: "annul", value: nil,
        help: Localized(
            es: "deja sin efecto lo último que todavía no rige: una versión, una derogación o una reposición",
            en: "takes back the last thing that is still to come: a version, a withdrawal or a reinstatement"))
    static let erratum = Option(
        name: "erratum", value: nil,
        help: Localized(
            es: "corrige filas publicadas de la bitácora, y muestra las dos lecturas",
            en: "corrects released rows of the log, and shows both readings"))
    static let markInternal = Option(
        name: "mark-internal", value: nil,
        help: Localized(
            es: "anota en el historial lo que la fuente marca como interno, para cuando ya no haya fuente",
            en: "records in the history what the source marks as internal, for when there is no source any more"))
    static let reason = Option(
        name: "reason", value: Localized(es: "TEXTO", en: "TEXT"),
        help: Localized(
            es: "por qué se corrige, se repone o queda sin efecto", en: "why it is corrected, taken back or annulled"))
    static let dated = Option(
        name: "dated", value: Localized(es: "FECHA", en: "DATE"),
        help: Localized(
            es: "anota un estado anterior, reconstruido, que rigió desde ese día",
            en: "enters an earlier state, reconstructed, effective from that day"))
    static let from = Option(
        name: "from", value: "DIR",
        help: Localized(es: "carpeta de sitio con ese estado anterior", en: "site folder that holds that earlier state")
    )
    static let signedCopy = Option(
        name: "signed-copy", value: "PDF",
        help: Localized(
            es: "original firmado y digitalizado que se guarda al lado",
            en: "scanned, signed original to keep beside it"))
    static let key = Option(
        name: "key", value: Localized(es: "ARCHIVO", en: "FILE"),
        help: Localized(
            es: "clave con que se firma («oficio key» la hace); puede repetirse",
            en: "key to sign with (“oficio key” makes it); may be repeated"))
    static let dryRun = Option(
        name: "dry-run", value: nil,
        help: Localized(es: "muestra lo que haría y no escribe nada", en: "shows what it would do and writes nothing"))
}

extension Command {
    static let release = Command(
        name: "release", words: Localized(es: "DOC…", en: "DOC…"),
        summary: Localized(
            es: "publica una versión: la guarda entera, anota sus cambios y la encadena al libro",
            en: "releases a version: keeps it whole, logs its changes, chains it to the ledger"),
        options: [
            .effective, .authorized, .act, .actDate, .actFile, .note, .version, .editorial, .withdraw, .successor,
            .reinstate, .annul, .erratum, .markInternal, .reason, .dated,
            .from, .signedCopy, .key, .dryRun,
        ]
    ) { call in
        try call.requireSite()
        let words = call.arguments.words
        guard !words.isEmpty else {
            throw UsageError(
                message: Localized(
                    es: "se escribe «oficio release DOC --effective FECHA»",
                    en: "write “oficio release DOC --effective DATE”"))
        }
        let today = try call.recordingDay()
        let isDry = call.arguments.flags.contains("dry-run")
        let template = try call.releaseRequest(today)
        let release = SiteRelease(
            root: call.site, from: call.arguments.values["from"].map { call.absolute($0) }, today: today,
            keys: isDry ? [] : try call.signingKeys())
        let requests = words.map { word in
            var request = template
            request.document = word
            return request
        }
        let plan =
            isDry
            ? try release.rehearse(requests)
            : try release.perform(requests) { call.console.err($0[call.language] + "\n") }
        guard let plan else { return .done }
        for document in plan.documents { call.console.out(ReleaseReport.text(document, call.language, isDry: isDry)) }
        call.console.err(ReleaseReport.remarks(plan, isDry: isDry, call.language))
        return .done
    }
}

extension Invocation {
    /// Returns the request that the options of `release` describe, without the document.
    fileprivate func releaseRequest(_ today: CalendarDate) throws -> ReleaseRequest {
        var request = ReleaseRequest(document: "")
        let kinds: [(flag: String, kind: ReleaseRequest.Kind)] = [
            ("withdraw", .withdrawal), ("reinstate", .reinstatement), ("annul", .annulment), ("erratum", .erratum),
            ("mark-internal", .mark),
        ]
        let asked = kinds.filter { arguments.flags.contains($0.flag) }
        if asked.count > 1 {
            throw UsageError(
                message: Localized(
                    es: "«--\(asked[0].flag)» y «--\(asked[1].flag)» no van juntas",
                    en: "“--\(asked[0].flag)” and “--\(asked[1].flag)” do not go together"))
        }
        request.kind = asked.first?.kind ?? .version
        try requireFitting(asked.first?.flag)
        request.effective = try date("effective")
        request.authorized = arguments.lists["authorized-by"] ?? []
        request.notes = arguments.lists["note"] ?? []
        request.reason = arguments.values["reason"] ?? ""
        request.successor = arguments.values["successor"]
        request.version = arguments.values["version"]
        request.isEditorial = arguments.flags.contains("editorial")
        if let title = arguments.values["act"] {
            request.act = .init(title: title, date: try date("act-date"), file: try attachment("act-file"))
        } else if let stray = ["act-date", "act-file"].first(where: { arguments.values[$0] != nil }) {
            throw UsageError(
                message: Localized(es: "«--\(stray)» va con «--act»", en: "“--\(stray)” goes with “--act”"))
        }
        if let dated = try date("dated") {
            guard dated <= today else {
                throw UsageError(
                    message: Localized(es: "«--dated» es un día pasado", en: "“--dated” is a day that has gone"))
            }
            request.isReconstructed = true
            request.effective = dated
        }
        if arguments.values["from"] != nil, !request.isReconstructed {
            throw UsageError(message: Localized(es: "«--from» va con «--dated»", en: "“--from” goes with “--dated”"))
        }
        request.signedCopy = try attachment("signed-copy")
        return request
    }

    /// Throws if an option does not fit the request. `kind` is the flag that requests something other than a version,
    /// or `nil` for a version.
    private func requireFitting(_ kind: String?) throws {
        let fitting: [String: Set<String>] = [
            "withdraw": ["effective", "note", "successor"], "reinstate": ["effective", "reason"], "annul": ["reason"],
            "erratum": ["reason"], "mark-internal": ["reason"],
            "": ["effective", "note", "version", "editorial", "dated", "from"],
        ]
        let all = fitting.values.reduce(into: Set()) { $0.formUnion($1) }
        let given = Set(arguments.values.keys).union(arguments.flags).union(arguments.lists.keys)
        let stray = given.intersection(all).subtracting(fitting[kind ?? ""] ?? []).sorted().first
        guard let stray else { return }
        if let kind {
            throw UsageError(
                message: Localized(
                    es: "«--\(stray)» no va con «--\(kind)»", en: "“--\(stray)” does not go with “--\(kind)”"))
        }
        let places = fitting.filter { !$0.key.isEmpty && $0.value.contains(stray) }.keys.sorted().map { "--\($0)" }
        let (es, en) = (places.joined(separator: " o "), places.joined(separator: " or "))
        throw UsageError(message: Localized(es: "«--\(stray)» va con \(es)", en: "“--\(stray)” goes with \(en)"))
    }

    private func attachment(_ option: String) throws -> ReleaseRequest.Attachment? {
        guard let path = arguments.values[option] else { return nil }
        let ending =
            path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map { String($0).slug() } ?? ""
        let file = ReleaseRequest.Attachment(
            bytes: try Files.read(absolute(path)), ending: ending.isEmpty || ending.utf8.count > 5 ? "pdf" : ending)
        guard SignedCopy.isAcceptable(file.bytes, ending: file.ending) else {
            throw ReleaseRefusal(
                "«\(path)» no es un PDF ni una imagen: no se guarda al lado de una versión",
                "“\(path)” is neither a PDF nor a picture: it is not kept beside a version")
        }
        return file
    }

    func date(_ option: String) throws -> CalendarDate? {
        guard let text = arguments.values[option] else { return nil }
        guard let date = CalendarDate(iso: text) else {
            throw UsageError(
                message: Localized(
                    es: "«--\(option)» es una fecha como 2026-12-01", en: "“--\(option)” is a date like 2026-12-01"))
        }
        return date
    }

    /// Finishes or undoes interrupted releases, and prints the outcome of each.
    func settleInterruptedReleases(_ lock: ReleaseLock) throws {
        for message in try SiteRelease.recoverInterrupted(lock) { console.err(message[language] + "\n") }
    }

    /// Returns the keys in the files that `--key` names.
    func signingKeys() throws -> [SigningKey] {
        try (arguments.lists["key"] ?? []).map { name in
            let path = absolute(name)
            guard Files.status(path) != nil else {
                throw UsageError(
                    message: Localized(
                        es: "no hay ninguna clave en «\(path)»; «oficio key ARCHIVO» hace una nueva",
                        en: "there is no key in “\(path)”; “oficio key FILE” makes a new one"))
            }
            guard let key = SigningKey(String(decoding: try Files.read(path), as: UTF8.self)) else {
                throw UsageError(
                    message: Localized(es: "«\(path)» no es una clave de Oficio", en: "“\(path)” is no key of Oficio"))
            }
            return key
        }
    }
}
