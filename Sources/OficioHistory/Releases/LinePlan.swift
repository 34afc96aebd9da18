import Diagnostics
import OficioBasics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// The parts of a release that can be computed before the changed sources are read again.
struct LinePlan {
    let folder: String
    let title: String
    /// The source with its new control block, `nil` if the release does not change it.
    let editedSource: ReleasePlan.File?

    private let request: ReleaseRequest
    private let ledger: Ledger?
    /// The index of the document's type.
    private let type: Int
    private let id: String
    private let source: (path: String, hash: String)?
    /// The new line, without the parts that come from the second reading of the source.
    private let entry: LedgerEntry
    private let changes: [Change]

    /// Returns the new ledger lines of a request: one in the document's ledger, or for a request to record marks, one
    /// in each ledger that does not record them yet. Throws if the document cannot be released.
    static func drafts(_ request: ReleaseRequest, _ planner: ReleasePlanner) throws(ReleaseRefusal) -> [LinePlan] {
        let corpus = planner.corpus
        let document = try ReleasePlanner.find(request.document, in: corpus)
        if request.kind == .mark {
            return try ledgers(marking: document, planner).map { ledger, own throws(ReleaseRefusal) in
                try LinePlan(request, planner, own, ledger.path, ledger)
            }
        }
        let record = corpus.records[document]
        guard corpus.type(of: document).isControlled else {
            throw ReleaseRefusal(
                "«\(record.title)» no es un documento controlado", "“\(record.title)” is not a controlled document")
        }
        if let manual = Self.manual(of: document, corpus) {
            let title = corpus.records[manual].title
            let name = corpus.name(of: corpus.records[manual])
            throw ReleaseRefusal(
                "«\(record.title)» se publica con su manual: \(title) (\(name))",
                "“\(record.title)” is released with its manual: \(title) (\(name))")
        }
        let folder = "\(Ledger.folder)/\(corpus.type(of: document).folder)/\(record.id)"
        let ledger = planner.history.ledger(of: document, in: corpus).map { planner.history.ledgers[$0] }
        return [try LinePlan(request, planner, document, folder, ledger)]
    }

    /// Returns the ledgers with a release of text that a source marks as internal, if no line records the mark. The
    /// document released the text itself, or another document did. Each ledger comes with the document whose content
    /// the new line records. Throws if there are none.
    private static func ledgers(
        marking document: Int, _ planner: ReleasePlanner
    ) throws(ReleaseRefusal) -> [(ledger: Ledger, document: Int)] {
        let history = planner.history
        let contents = history.contents(in: planner.corpus)
        let found = history.unrecordedMarks(planner.corpus, contents) { marked, ledger in
            guard let content = contents[ledger], content.records.first == document else { return marked == document }
            return (content.records + content.competencies).contains(marked)
        }
        let moved = history.movedTexts(DocumentNames(planner.corpus, history), contents).filter { place, text in
            text.holder == document || contents[place]?.records.first == document
        }
        if found.isEmpty, moved.isEmpty {
            let title = planner.corpus.records[document].title
            throw ReleaseRefusal(
                "«\(title)» no marca como interno nada que se haya publicado y no conste",
                "“\(title)” marks nothing as internal that was released and is not on record")
        }
        let marked = Set(found.map(\.ledger))
        return marked.union(moved.map(\.ledger)).sorted().map { place in
            (history.ledgers[place], marked.contains(place) ? document : contents[place]?.records.first ?? document)
        }
    }

    private init(
        _ request: ReleaseRequest, _ planner: ReleasePlanner, _ document: Int, _ folder: String, _ ledger: Ledger?
    ) throws(ReleaseRefusal) {
        let corpus = planner.corpus
        let record = corpus.records[document]
        self.request = request
        self.folder = folder
        self.ledger = ledger
        title = record.title
        type = record.type
        id = record.id
        if ledger == nil, planner.history.folderProblems.contains(where: { $0.path == folder }) {
            throw ReleaseRefusal("falta el libro de «\(folder)»", "the ledger of “\(folder)” is missing")
        }
        let writing = EntryWriter(request, planner, document, ledger)
        let isOwnSite = planner.site.folder.root == planner.root
        let path = corpus.paths.indices.contains(Int(record.file.index)) ? corpus.paths[Int(record.file.index)] : ""
        source = isOwnSite && !path.isEmpty ? (path, SHA256.hex(planner.site.bytes(of: record.file))) : nil
        let (entry, changes) = try writing.line()
        self.entry = entry
        self.changes = changes
        let isEdited = entry.isVersion && !request.isReconstructed
        editedSource = isEdited ? try Self.editedSource(record, path, entry, request, planner) : nil
    }

    private static func manual(of document: Int, _ corpus: Corpus) -> Int? {
        corpus.records.indices.first { index in
            guard case .references(let members)? = corpus.value(corpus.records[index], .members) else { return false }
            return members.contains { corpus.target(of: $0, from: corpus.records[index].file) == document }
        }
    }

    /// Returns the source with the release's version, date, state and log row; `nil` if the source already has them
    /// all. Throws if the file holds other documents too.
    private static func editedSource(
        _ record: Record, _ path: String, _ entry: LedgerEntry, _ request: ReleaseRequest, _ planner: ReleasePlanner
    ) throws(ReleaseRefusal) -> ReleasePlan.File? {
        let corpus = planner.corpus
        guard corpus.records.count(where: { $0.file == record.file }) == 1 else {
            throw ReleaseRefusal(
                "«\(path)» reúne varios documentos; uno que se publica necesita archivo propio",
                "“\(path)” holds several documents; one that is released needs a file of its own")
        }
        let bytes = planner.site.bytes(of: record.file)
        let editor = SourceEditor(bytes, path: path, schema: corpus.schema)
        var edits: [Edit] = []
        if corpus.words(record, .version) != entry.version { edits.append(.set("version", .text(entry.version))) }
        if case .date(entry.effective, _)? = corpus.value(record, .effective) {
        } else {
            edits.append(.set("effective", .text(entry.effective.iso)))
        }
        // A released document is no longer a draft; its ledger decides what is in force.
        if let state = corpus.declaredState(record), [.draft, .review].contains(state) {
            edits.append(.set("state", .text(corpus.schema.language == .spanish ? "vigente" : "current")))
        }
        do throws(EditRefusal) {
            if !entry.log.isEmpty, WrittenLogRow(record, version: entry.version, corpus) == nil {
                let row = LogRow(
                    version: entry.version, modified: planner.today, effective: entry.effective,
                    authorized: request.authorized, descriptions: entry.log)
                edits.append(try editor.adding(row).get())
            }
            let edited = try editor.patch(edits).get().applied(to: bytes) ?? bytes
            return edited == bytes
                ? nil : ReleasePlan.File(path: path, bytes: edited, formerHash: SHA256.hex(bytes))
        } catch {
            throw ReleaseRefusal(error.message.spanish, error.message.english)
        }
    }

    // MARK: Second reading

    /// Completes the release with its line and snapshot.
    ///
    /// - Parameters:
    ///   - site: the site with every changed source.
    ///   - history: the history before the release.
    ///   - index: the hash of the last line of the index.
    ///   - keys: the keys that sign the line.
    /// - Returns: the files to write, with the signed line of the ledger.
    /// - Throws: a refusal if the document can no longer be read.
    func completedRelease(
        in site: LoadedSite, _ history: History, index: String, keys: [SigningKey]
    ) throws(ReleaseRefusal) -> ReleasePlan.DocumentRelease {
        let corpus = site.corpus
        guard let place = corpus.index(ofType: type, id: id) else {
            throw ReleaseRefusal(
                "«\(title)» dejaría de leerse al anotar la versión",
                "“\(title)” could no longer be read with the version entered")
        }
        var entry = entry
        var files: [ReleasePlan.File] = []
        func keep(_ name: String, _ bytes: [UInt8]) {
            files.append(.init(path: "\(folder)/\(name)", bytes: bytes, formerHash: ""))
        }
        entry.document = entry.kind == .mark ? ledger?.namedDocument : corpus.recordID(of: place)
        entry.index = index
        entry.previous = ledger?.heads.last ?? ""
        if entry.isVersion || entry.kind == .erratum || entry.kind == .mark {
            let content = DocumentContent(of: place, in: corpus)
            let plain = Snapshot(
                content, of: entry.document, version: entry.version, effective: entry.effective, in: corpus
            ) { file in
                corpus.schema.forms.first { $0.file == file && !$0.isBuiltIn }?.source
            }
            let bytes = plain.recording(withheldRecords(entry, content, plain, corpus, history)).bytes
            entry.snapshotHash = SHA256.hex(bytes)
            entry.contentHash = content.hash
            entry.snapshot = name("", entry, entry.snapshotHash, "json")
            entry.records = content.records.map { corpus.recordID(of: $0) }
            keep(entry.snapshot, bytes)
        }
        if let copy = request.signedCopy {
            let hash = SHA256.hex(copy.bytes)
            let name = name("firmado-", entry, hash, copy.ending)
            entry.attachment = .init(file: name, sha256: hash)
            keep(name, copy.bytes)
        }
        if let act = request.act {
            var attachment: LedgerEntry.Attachment?
            if let file = act.file {
                let hash = SHA256.hex(file.bytes)
                let name = name("acto-", entry, hash, file.ending)
                attachment = .init(file: name, sha256: hash)
                if !files.contains(where: { $0.path == "\(folder)/\(name)" }) { keep(name, file.bytes) }
            }
            entry.act = .init(title: act.title, date: act.date, attachment: attachment)
        }
        entry.sign(with: keys)
        let bytes = ledger?.bytesAdding(entry) ?? Ledger.bytes([entry])
        return ReleasePlan.DocumentRelease(
            folder: folder, files: files,
            ledger: .init(path: "\(folder)/\(Ledger.fileName)", bytes: bytes, formerHash: ledger?.hash ?? ""),
            formerLines: ledger?.lineCount ?? 0, source: source, edited: editedSource, entry: entry, title: title,
            changes: changes)
    }

    /// Returns the parts of earlier versions that the line must record as withheld, because sources of other
    /// documents mark the same text as internal.
    private func withheldRecords(
        _ entry: LedgerEntry, _ content: DocumentContent, _ snapshot: Snapshot, _ corpus: Corpus, _ history: History
    ) -> [WithheldRecord] {
        guard let ledger, !entry.isReconstructed else { return [] }
        let elsewhere = InternalText(of: corpus)
        if elsewhere.isEmpty { return [] }
        let names = DocumentNames(corpus, history)
        var contents = ledger.releasedContents(root: history.root, corpus.schema)
        var latest = ledger.latestContent
        var next: DocumentContent?
        if entry.kind == .mark {
            let place = history.ledgers.firstIndex { $0.path == ledger.path }
            next = place.flatMap { history.content(of: $0, in: corpus) }
        } else {
            var entry = entry
            entry.contentHash = content.hash
            contents.append(ReleasedContent(entry, snapshot, in: ledger, corpus.schema))
            (latest, next) = (entry, content)
        }
        return MovedText(in: contents, latest: latest, names, elsewhere, next: next)?.withheld ?? []
    }

    /// Returns the name of a file beside the ledger: `01-36e11afa.json`. If an older file with other content has that
    /// name, the new name contains the whole hash.
    private func name(_ kind: String, _ entry: LedgerEntry, _ hash: String, _ ending: String) -> String {
        let taken = Set(
            (ledger.map { $0.entries + $0.voided } ?? []).flatMap {
                [$0.snapshot: $0.snapshotHash].merging($0.attachments.map { ($0.file, $0.sha256) }) { a, _ in a }
            }
            .filter { $0.value != hash }.map(\.key))
        let slug = entry.version.slug()
        let short = "\(kind)\(slug)-\(hash.prefix(8)).\(ending)"
        return taken.contains(short) ? "\(kind)\(slug)-\(hash).\(ending)" : short
    }
}
