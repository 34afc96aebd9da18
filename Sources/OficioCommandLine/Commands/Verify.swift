import Diagnostics
import OficioBuild
import OficioHistory
import OficioModel
import OficioReceipts
import OficioSchema
import OficioSource

extension Option {
    static let expect = Option(
        name: "expect", value: Localized(es: "HUELLA", en: "HASH"),
        help: Localized(
            es: "una huella anotada antes: el historial tiene que contenerla",
            en: "a hash written down before: the history has to contain it"))
    static let anchorProblems = Option(
        name: "anchor", value: Localized(es: "ARCHIVO|tag:NOMBRE", en: "FILE|tag:NAME"),
        help: Localized(
            es: "un sello de tiempo (RFC 3161, .tsr) o una etiqueta de Git que el historial tiene que contener",
            en: "a time stamp (RFC 3161, .tsr) or a Git tag that the history has to contain"))
    static let anchorCertificate = Option(
        name: "anchor-ca", value: "PEM",
        help: Localized(es: "los certificados de quien selló", en: "the certificates of whoever stamped"))
    static let anchorRequest = Option(
        name: "anchor-request", value: Localized(es: "ARCHIVO", en: "FILE"),
        help: Localized(
            es: "escribe la petición de un sello de tiempo (RFC 3161, .tsq)",
            en: "writes the request for a time stamp (RFC 3161, .tsq)"))
    static let trust = Option(
        name: "trust", value: Localized(es: "ARCHIVO", en: "FILE"),
        help: Localized(
            es: "claves públicas guardadas fuera del sitio: solo ellas cuentan",
            en: "public keys kept outside the site: they alone count"))
    static let digest = Option(
        name: "digest", value: nil,
        help: Localized(es: "una sola huella de todo el historial", en: "one hash of the whole history"))
    static let knownOn = Option(
        name: "known-on", value: Localized(es: "FECHA", en: "DATE"),
        help: Localized(es: "solo lo que estaba anotado ese día", en: "only what was recorded on that day"))
}

extension Command {
    static let verify = Command(
        name: "verify", words: Localized(same: ""),
        summary: Localized(
            es: "comprueba que nada del historial fue alterado; no escribe nada",
            en: "checks that nothing of the history has been altered; writes nothing"),
        options: [.digest, .expect, .anchorProblems, .anchorCertificate, .anchorRequest, .trust]
    ) { call in
        try call.requireSite()
        let site = SiteLoader.load(call.site)
        var settings = site.corpus.schema.settings.history
        if let path = call.arguments.values["trust"] { settings.keys = try call.trustedKeys(path) }
        let history = History(call.site, settings: settings, corpus: site.corpus)
        let audit = HistoryAudit(history, today: try call.today())
        var problems = audit.problems.filter { $0.kind != .interrupted }
        var remarks = audit.remarks
        remarks += audit.problems.filter { $0.kind == .interrupted }.map(\.message)
        problems += ReceiptWitness.problems(call.site, history)
        if call.arguments.values["trust"] != nil {
            problems += Witness.untrustedSignatureProblems(history, settings.keys)
        }
        if let hash = call.arguments.values["expect"] { problems += Witness.unexpectedHashProblems(hash, history) }
        if let anchor = call.arguments.values["anchor"] {
            problems += try call.anchorProblems(anchor, history, &remarks)
        }
        if let path = call.arguments.values["anchor-request"] { try call.requestAnchor(path, history) }
        let isWitnessed = ["expect", "anchor", "trust"].contains { call.arguments.values[$0] != nil }
        if !isWitnessed, !history.isEmpty {
            remarks.append(
                Localized(
                    es: """
                        un historial reescrito entero no se nota desde dentro: compárelo con --expect, --anchor o \
                        --trust
                        """,
                    en: """
                        a history rewritten whole cannot be told from inside: compare it with --expect, --anchor or \
                        --trust
                        """
                ))
        }
        if call.arguments.flags.contains("digest") { call.console.out(history.digest + "\n") }
        for problem in problems { call.console.out(problem.message[call.language] + "\n") }
        if !call.isQuiet {
            for remark in remarks { call.console.err(remark[call.language] + "\n") }
            call.console.err(Self.summary(history, problems.count)[call.language])
        }
        return problems.isEmpty ? .done : .contentErrors
    }

    private static func summary(_ history: History, _ problems: Int) -> Localized {
        let (ledgers, lines) = (history.ledgers.count, history.ledgers.reduce(0) { $0 + $1.lineCount })
        let counts = Localized(
            es: "\(ledgers) \(ledgers == 1 ? "libro" : "libros"), \(lines) \(lines == 1 ? "anotación" : "anotaciones")",
            en: "\(ledgers) \(ledgers == 1 ? "ledger" : "ledgers"), \(lines) \(lines == 1 ? "entry" : "entries")")
        return Localized(
            es: """
                \(counts.spanish): \
                \(problems == 0 ? "todo como se publicó" : problems == 1 ? "1 alteración" : "\(problems) alteraciones")\
                \n
                """,
            en: """
                \(counts.english): \
                \(problems == 0 ? "all as released" : problems == 1 ? "1 alteration" : "\(problems) alterations")\n
                """
        )
    }
}

extension Invocation {
    /// Returns the public keys in a file, which has one per line, with an optional name after the key; `#` begins a
    /// comment. Throws `UsageError` for a file without keys or with anything else.
    fileprivate func trustedKeys(_ name: String) throws -> [DeclaredKey] {
        let path = absolute(name)
        let keys = String(decoding: try Files.read(path), as: UTF8.self).split(whereSeparator: \.isNewline).compactMap {
            line -> DeclaredKey? in
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard let digits = parts.first, !digits.hasPrefix("#") else { return nil }
            return DeclaredKey(key: digits.lowercased(), name: parts.count > 1 ? parts[1] : "")
        }
        guard !keys.isEmpty, keys.allSatisfy(\.isWellFormed) else {
            throw UsageError(
                message: Localized(
                    es: "«\(path)» no es una lista de claves públicas de 64 cifras hexadecimales",
                    en: "“\(path)” is no list of public keys of 64 hexadecimal digits"))
        }
        return keys
    }

    /// Returns the problems found by comparing the history with a time stamp or a Git tag. Adds a remark about a
    /// valid time stamp.
    fileprivate func anchorProblems(_ name: String, _ history: History, _ remarks: inout [Localized]) throws
        -> [HistoryProblem]
    {
        if name.hasPrefix("tag:") {
            guard
                let bytes = GitTag.file(
                    HistoryIndex.path, at: String(name.dropFirst(4)), site: site, in: console.searchPath)
            else {
                throw UsageError(
                    message: Localized(
                        es: "la etiqueta «\(name.dropFirst(4))» de Git no tiene ningún índice del historial",
                        en: "the Git tag “\(name.dropFirst(4))” has no index of the history"))
            }
            return Witness.missingLineProblems(HistoryIndex(bytes), history, name)
        }
        let path = absolute(name)
        _ = try Files.read(path)
        let hashes = history.index.map { $0.lines.map(\.hash) } ?? [history.digest]
        let certificates = arguments.values["anchor-ca"].map { absolute($0) }
        guard
            let stamped = TimeStamp.stampedHash(path, among: hashes, certificates: certificates, in: console.searchPath)
        else {
            return [
                HistoryProblem(
                    name,
                    .witness(
                        Localized(
                            es: "el sello de tiempo no vale, o es de otro historial",
                            en: "the time stamp does not hold, or is of another history")))
            ]
        }
        let later = (hashes.firstIndex(of: stamped).map { hashes.count - 1 - $0 }) ?? 0
        remarks.append(
            Localized(
                es: "el sello de tiempo vale para este historial; "
                    + (later == 1 ? "después se anotó 1 publicación" : "después se anotaron \(later) publicaciones"),
                en: "the time stamp holds for this history; "
                    + (later == 1 ? "1 release was entered after it" : "\(later) releases were entered after it")))
        return []
    }

    fileprivate func requestAnchor(_ name: String, _ history: History) throws {
        let path = absolute(name)
        guard TimeStamp.writeRequest(for: history.digest, to: path, in: console.searchPath) else {
            throw UsageError(
                message: Localized(
                    es: "«openssl ts» no pudo escribir «\(path)»", en: "“openssl ts” could not write “\(path)”"))
        }
        console.err(
            Localized(
                es: """
                    petición en \(path): envíela a una autoridad de sellado de tiempo y guarde su respuesta (.tsr) \
                    fuera del sitio\n
                    """,
                en: """
                    request in \(path): send it to a time-stamping authority and keep its answer (.tsr) outside the \
                    site\n
                    """
            )[language])
    }
}
