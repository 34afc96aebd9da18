import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// What whoever releases a document says of it.
package struct ReleaseRequest: Sendable {
    /// An id, a code, a title, or a path like `manuales/900-0935`.
    package var document: String
    /// `nil` takes the date that the source carries.
    package var effective: CalendarDate?
    package var authorized: [String] = []
    /// Log rows in the author's words; empty takes the draft.
    package var notes: [String] = []
    /// `nil` goes on counting.
    package var version: String?
    package var isEditorial = false
    /// Whether an earlier state is entered: nothing is written into the sources.
    package var isReconstructed = false
    package var isWithdrawal = false
    /// The bytes of a scanned original, and the ending of its name.
    package var signedCopy: (bytes: [UInt8], ending: String)?
    package var key: SigningKey?

    package init(document: String) {
        self.document = document
    }
}

/// Why a release cannot be made; nothing has been written.
package struct ReleaseRefusal: Error, Sendable {
    package let message: Localized

    package init(_ es: String, _ en: String) { message = Localized(es: es, en: en) }
}

/// One release, worked out to the last byte and not yet written.
package struct ReleasePlan: Sendable {
    /// `content/historial/manuales/man-atc-01`
    package let folder: String
    /// Name and bytes of files beside the ledger.
    package let files: [(name: String, bytes: [UInt8])]
    package let ledger: [UInt8]
    /// SHA-256 of the ledger that was read, empty where there was none: another release in between changes it.
    package let formerLedger: String
    /// The source with its new control block, `nil` where it stays as it is.
    package let source: (path: String, bytes: [UInt8], formerHash: String)?
    package let entry: LedgerEntry
    package let title: String
    /// What changed, as drafted.
    package let changes: [Change]
}

/// Works releases out.
package struct ReleasePlanner {
    private let root: String
    private let site: LoadedSite
    private let history: History
    private let today: CalendarDate

    /// - Parameter site: where the record is read: the site itself, or an earlier state of it.
    package init(root: String, site: LoadedSite, history: History, today: CalendarDate) {
        self.root = root
        self.site = site
        self.history = history
        self.today = today
    }

    private var corpus: Corpus { site.corpus }

    /// The document that a word of the command line means.
    package static func find(_ name: String, in corpus: Corpus) throws(ReleaseRefusal) -> Int {
        var wanted = name
        if wanted.hasPrefix("content/") { wanted = String(wanted.dropFirst("content/".utf8.count)) }
        for ending in [".md", ".yaml", ".yml"] where wanted.hasSuffix(ending) { wanted = String(wanted.dropLast(ending.utf8.count)) }
        switch corpus.resolve(wanted, from: FileID(-1)) {
        case .record(let index, _): return index
        case .ambiguous(let found):
            let names = found.map { corpus.name(of: corpus.records[$0]) }.joined(separator: ", ")
            throw ReleaseRefusal("«\(name)» puede ser \(names): escriba tipo/id", "“\(name)” may be \(names): write type/id")
        case .attachment, .unknown(nil): throw ReleaseRefusal("no hay ningún documento «\(name)»", "there is no document “\(name)”")
        case .unknown(let nearest?):
            throw ReleaseRefusal("no hay ningún documento «\(name)»; ¿quiso decir «\(nearest)»?", "there is no document “\(name)”; did you mean “\(nearest)”?")
        }
    }

    package func plan(_ request: ReleaseRequest) throws(ReleaseRefusal) -> ReleasePlan {
        let document = try Self.find(request.document, in: corpus)
        let record = corpus.records[document]
        let type = corpus.type(of: document)
        guard type.isControlled else {
            throw ReleaseRefusal("«\(record.title)» no es un documento controlado", "“\(record.title)” is not a controlled document")
        }
        if let manual = manual(of: document) {
            let title = corpus.records[manual].title
            throw ReleaseRefusal(
                "«\(record.title)» se publica con su manual: \(title) (\(corpus.name(of: corpus.records[manual])))",
                "“\(record.title)” is released with its manual: \(title) (\(corpus.name(of: corpus.records[manual])))")
        }
        let folder = "\(Ledger.folder)/\(type.folder)/\(record.id)"
        let ledger = history.ledger(of: document, in: corpus).map { history.ledgers[$0] }
        if let problem = ledger?.problems.first {
            throw ReleaseRefusal("el historial no está como se dejó: \(problem.message.spanish)", "the history is not as it was left: \(problem.message.english)")
        }
        if ledger == nil, history.problems.contains(where: { $0.path == folder }) {
            throw ReleaseRefusal("falta el libro de «\(folder)»", "the ledger of “\(folder)” is missing")
        }
        if request.isWithdrawal { return try withdrawal(request, record, folder, ledger) }
        return try release(request, document, folder, ledger)
    }

    private func manual(of document: Int) -> Int? {
        corpus.records.indices.first { index in
            guard case .references(let members)? = corpus.value(corpus.records[index], "members") else { return false }
            return members.contains { corpus.target(of: $0, from: corpus.records[index].file) == document }
        }
    }

    // MARK: Release

    private func release(_ request: ReleaseRequest, _ document: Int, _ folder: String, _ ledger: Ledger?) throws(ReleaseRefusal) -> ReleasePlan {
        let record = corpus.records[document]
        if ledger?.entries.last?.kind == .withdrawal {
            throw ReleaseRefusal("«\(record.title)» está derogado", "“\(record.title)” has been withdrawn")
        }
        let latest = ledger?.latest
        if let latest, DocumentContent(of: document, in: corpus).hash == latest.contentHash {
            throw ReleaseRefusal(
                "«\(record.title)» no ha cambiado desde la versión \(latest.version)", "“\(record.title)” has not changed since version \(latest.version)")
        }
        let differences = try changes(since: latest, ledger, document)
        let written = corpus.words(record, "version")
        let version = try version(request, written, latest)
        let effective = try effective(request, record, isFirst: latest == nil)
        if let former = latest, effective < former.effective {
            throw ReleaseRefusal(
                "la versión \(former.version) rige desde el \(former.effective.iso); la nueva no puede regir antes",
                "version \(former.version) is effective from \(former.effective.iso); the new one cannot be so earlier")
        }
        let first = Localized(es: "Creación", en: "Creation")[corpus.schema.language]
        var log = request.notes
        // The author's own row for this version counts before the draft.
        if log.isEmpty { log = writtenLog(record, version) ?? differences?.draft(corpus.schema.language) ?? [first + "."] }
        // What is written into the source.
        var site = site
        var source: (path: String, bytes: [UInt8], formerHash: String)?
        if !request.isReconstructed {
            source = try edited(record, version: version, effective: effective, request, log: log)
            if let source { site = SiteLoader.load(site.folder.root, replacing: [source.path: source.bytes]) }
        }
        guard let place = site.corpus.records.firstIndex(where: { $0.type == record.type && $0.id == record.id }) else {
            throw ReleaseRefusal("«\(record.title)» dejaría de leerse al anotar la versión", "“\(record.title)” could no longer be read with the version entered")
        }
        let content = DocumentContent(of: place, in: site.corpus)
        let snapshot = Snapshot(content, version: version, effective: effective, in: site.corpus) { file in
            site.corpus.schema.forms.first { $0.file == file && !$0.isBuiltIn }?.source
        }
        let isMaterial = differences.map { $0.contains { $0.isMaterial } } ?? true
        var entry = LedgerEntry(
            number: (ledger?.entries.count ?? 0) + 1, kind: request.isEditorial || !isMaterial ? .editorial : .material, version: version, effective: effective,
            recorded: today)
        entry.isReconstructed = request.isReconstructed
        entry.authorized = request.authorized
        entry.log = log
        let bytes = snapshot.bytes
        entry.snapshotHash = SHA256.hex(bytes)
        entry.contentHash = content.hash
        entry.snapshot = "\(version.slug())-\(entry.snapshotHash.prefix(8)).json"
        entry.records = content.records.map { site.corpus.key(of: $0) }
        return finish(request, entry, ledger, folder, record.title, files: [(entry.snapshot, bytes)], source: source, changes: differences ?? [])
    }

    private func finish(
        _ request: ReleaseRequest, _ entry: LedgerEntry, _ ledger: Ledger?, _ folder: String, _ title: String, files: [(name: String, bytes: [UInt8])],
        source: (path: String, bytes: [UInt8], formerHash: String)?, changes: [Change]
    ) -> ReleasePlan {
        var entry = entry
        var files = files
        if let copy = request.signedCopy {
            let hash = SHA256.hex(copy.bytes)
            entry.attachment = .init(file: "firmado-\(entry.version.slug())-\(hash.prefix(8)).\(copy.ending)", sha256: hash)
            files.append(("firmado-\(entry.version.slug())-\(hash.prefix(8)).\(copy.ending)", copy.bytes))
        }
        entry.previous = ledger?.entries.last?.hash ?? ""
        if let key = request.key {
            entry.key = key.publicKey
            entry.signature = key.signature(of: Array(entry.hash.utf8))
        }
        return ReleasePlan(
            folder: folder, files: files, ledger: Ledger.bytes((ledger?.entries ?? []) + [entry]), formerLedger: ledger?.hash ?? "", source: source,
            entry: entry, title: title, changes: changes)
    }

    /// What changed since the last release, `nil` for a first one.
    private func changes(since latest: LedgerEntry?, _ ledger: Ledger?, _ document: Int) throws(ReleaseRefusal) -> [Change]? {
        guard let latest, let ledger else { return nil }
        guard let snapshot = ledger.snapshot(of: latest, root: history.root) else {
            throw ReleaseRefusal(
                "falta la versión \(latest.version) o fue alterada; «oficio verify» dice cuál",
                "version \(latest.version) is missing or altered; “oficio verify” tells which")
        }
        let schema = corpus.schema
        return DocumentDifference(from: VersionContent(snapshot, schema), to: VersionContent(working: document, in: corpus), schema).changes
    }

    private func version(_ request: ReleaseRequest, _ written: String?, _ latest: LedgerEntry?) throws(ReleaseRefusal) -> String {
        if let version = request.version {
            guard VersionNumber(version) != nil else { throw ReleaseRefusal("«\(version)» no tiene número", "“\(version)” has no number") }
            return version
        }
        guard let latest else { return written ?? "01" }
        let released = VersionNumber(latest.version)
        // A version that the author has already counted up stays; one that was released counts on.
        if let written, let number = VersionNumber(written), let released, released < number { return written }
        guard !request.isReconstructed else {
            throw ReleaseRefusal(
                "la versión \(written ?? "—") ya está en el libro; el estado anterior que se importa lleva la suya en «versión:» o en --version",
                "version \(written ?? "—") is in the ledger already; an earlier state carries its own in “version:” or in --version")
        }
        guard let next = VersionNumber.following(written ?? latest.version) else {
            throw ReleaseRefusal(
                "no se sabe qué versión sigue a «\(latest.version)»: dígala con --version",
                "nobody can tell which version follows “\(latest.version)”: say it with --version")
        }
        return next
    }

    private func effective(_ request: ReleaseRequest, _ record: Record, isFirst: Bool) throws(ReleaseRefusal) -> CalendarDate {
        if let date = request.effective { return date }
        if isFirst || request.isReconstructed, case .date(let date, _)? = corpus.value(record, "effective") { return date }
        throw ReleaseRefusal("¿desde cuándo rige? dígalo con --effective FECHA", "effective from when? say it with --effective DATE")
    }

    /// What the source's own log says of a version, `nil` where it has no row for it.
    private func writtenLog(_ record: Record, _ version: String) -> [String]? {
        guard case .rows(let rows)? = corpus.value(record, "log"), let field = corpus.schema.types[record.type].field(id: "log"),
            let column = corpus.schema.types[record.type].fields[field].kind.rowType.columns.index(of: "version"), let wanted = VersionNumber(version)
        else { return nil }
        guard let row = rows.rows.last(where: { $0[column].flatMap { VersionNumber($0.plain) } == wanted }) else { return nil }
        guard let place = corpus.schema.types[record.type].fields[field].kind.rowType.columns.index(of: "description"), let words = row[place] else { return [] }
        if case .list(let items) = words { return items.map(\.blocks.plain) }
        var lines: [String] = []
        if case .blocks(let blocks) = words { blocks.forEachText { lines.append($0.plain) } } else { lines = [words.words] }
        return lines.filter { !$0.isEmpty }
    }

    /// The source with the version, the date and the log row of the release; `nil` where it says all that already.
    private func edited(
        _ record: Record, version: String, effective: CalendarDate, _ request: ReleaseRequest, log: [String]
    ) throws(ReleaseRefusal) -> (path: String, bytes: [UInt8], formerHash: String)? {
        let path = corpus.paths[Int(record.file.index)]
        guard corpus.records.count(where: { $0.file == record.file }) == 1 else {
            throw ReleaseRefusal(
                "«\(path)» reúne varios documentos; uno que se publica necesita archivo propio",
                "“\(path)” holds several documents; one that is released needs a file of its own")
        }
        let bytes: [UInt8]
        do { bytes = try Files.read(root + "/" + path) } catch {
            throw ReleaseRefusal("no se puede leer «\(path)»: \(error.reason)", "cannot read “\(path)”: \(error.reason)")
        }
        let type = corpus.schema.types[record.type]
        var edit = SourceEdit(bytes, path: path, type: type, language: corpus.schema.language)
        if corpus.words(record, "version") != version { edit.set("version", to: version) }
        if case .date(effective, _)? = corpus.value(record, "effective") {} else { edit.set("effective", to: effective.iso) }
        if !log.isEmpty, writtenLog(record, version) == nil {
            do throws(SourceEdit.Unsupported) {
                try edit.addLogRow(.init(version: version, modified: today, effective: effective, authorized: request.authorized, descriptions: log))
            } catch { throw ReleaseRefusal(error.message.spanish, error.message.english) }
        }
        return edit.bytes == bytes ? nil : (path, edit.bytes, SHA256.hex(bytes))
    }

    // MARK: Withdrawal

    private func withdrawal(_ request: ReleaseRequest, _ record: Record, _ folder: String, _ ledger: Ledger?) throws(ReleaseRefusal) -> ReleasePlan {
        guard let ledger, let latest = ledger.latest, ledger.entries.last?.kind != .withdrawal else {
            throw ReleaseRefusal("«\(record.title)» no está publicado", "“\(record.title)” has not been released")
        }
        guard let effective = request.effective else { throw ReleaseRefusal("¿desde cuándo? dígalo con --effective FECHA", "from when? say it with --effective DATE") }
        guard effective >= latest.effective else {
            throw ReleaseRefusal(
                "la versión \(latest.version) rige desde el \(latest.effective.iso)", "version \(latest.version) is effective from \(latest.effective.iso)")
        }
        var entry = LedgerEntry(number: ledger.entries.count + 1, kind: .withdrawal, version: latest.version, effective: effective, recorded: today)
        entry.authorized = request.authorized
        entry.log = request.notes.isEmpty ? [Localized(es: "Derogación.", en: "Withdrawal.")[corpus.schema.language]] : request.notes
        return finish(request, entry, ledger, folder, record.title, files: [], source: nil, changes: [])
    }
}

extension [Change] {
    /// Log rows: every material change once; editorial ones in one row, where there is nothing else.
    package func draft(_ language: Language) -> [String] {
        let material = filter(\.isMaterial).map { $0.text[language] }
        if !material.isEmpty || isEmpty { return material }
        var fields: [String] = []
        for change in self {
            let name = [change.record, change.field[language]].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
            if !name.isEmpty, !fields.contains(name) { fields.append(name) }
        }
        let places = fields.isEmpty ? "" : " (\(fields.joined(separator: "; ")))"
        return [Localized(es: "Correcciones de forma\(places).", en: "Editorial corrections\(places).")[language]]
    }
}
