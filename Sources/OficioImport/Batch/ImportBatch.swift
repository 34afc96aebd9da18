import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Turns read files into sources: chooses identifiers, resolves references within the site and the
/// batch, writes the sources and checks them.
package struct ImportBatch {
    private let schema: Schema
    private let corpus: Corpus
    private let matcher: Matcher
    private let decoder: DocumentDecoder
    /// The folder below `content/` for all sources; nil to use the folder of each type.
    private let folder: String?
    /// The files with their results so far.
    package private(set) var files: [ImportedFile]
    private var plan: ReferencePlan
    /// The paths and identifiers that existing documents, or earlier files of the batch, already use.
    private var takenPaths: Set<String>
    private var takenIDs: [String: Set<String>] = [:]
    /// The words of each document of the batch, by the path of its source.
    private var written: [String: [String]] = [:]
    private let competencies: KnownCompetencies
    private let navigation: MkDocsNavigation
    /// The former names of each document by its folded title, from the logs of the batch.
    private var formerNames: [String: [String]] = [:]

    /// Prepares the import of files into a site. `folder` below `content/` takes all sources; nil
    /// uses the folder of each type.
    package init(_ corpus: Corpus, files: [ImportedFile], folder: String? = nil) {
        self.corpus = corpus
        schema = corpus.schema
        matcher = Matcher(schema)
        decoder = DocumentDecoder(schema: schema)
        self.folder = folder
        self.files = files
        plan = ReferencePlan(NamedDocuments(corpus))
        competencies = KnownCompetencies(corpus)
        navigation = MkDocsNavigation(files)
        takenPaths = Set(corpus.paths)
        for record in corpus.records { takenIDs[schema.types[record.type].id, default: []].insert(record.id) }
    }

    /// The documents that references name but no source describes.
    package var stubs: [NamedDocuments.Entry] { plan.stubs }

    /// Matches every file and writes its sources. `type` and `form` restrict the forms to consider.
    /// `progress` is called with the number of files matched so far. A cancelled task leaves files without a ledger and
    /// therefore without sources.
    package mutating func run(type: String? = nil, form: Int? = nil, progress: (Int) -> Void = { _ in }) {
        let matcher = matcher
        SiblingSheets(matcher.forms).join(&files)
        let foldersOfPages = MarkdownFolders.foldersOfPages(files)
        for start in stride(from: 0, to: files.count, by: 16) {
            progress(start)
            let chunk = Array(files[start..<min(files.count, start + 16)])
            let schema = schema
            let matches = chunk.concurrentMap { file -> Match? in
                guard file.joinedTo == nil, let document = file.document else { return nil }
                let own = type ?? MarkdownFolders.type(of: file, schema, foldersOfPages: foldersOfPages)
                return matcher.match(document, type: own, form: form)
            }
            for (offset, match) in matches.enumerated() { files[start + offset].match = match }
        }
        let manuals = manualCodes
        var codes = SharedCodes(corpus, files)
        for index in files.indices { removeControlOfManual(manuals, index) }
        codes.tell(&files)
        formerNames = FormerNames.all(files)
        for index in files.indices {
            reportOmittedPictures(index)
            if var match = files[index].match {
                competencies.recognize(&match)
                files[index].match = match
            }
            assignIDs(index)
        }
        for index in files.indices { plan.partNames(&files[index].match) }
        readFolders()
        for index in files.indices { write(index) }
    }

    /// Sets the links, the unit and the book of documents from a Markdown site, which follow from the folders of
    /// their files.
    private mutating func readFolders() {
        let links = MarkdownLinks(files)
        if links.isEmpty { return }
        let folders = MarkdownFolders(files)
        let books = folders.books(files, navigation)
        for index in files.indices where files[index].document?.format == .markdown {
            let (targets, lost) = links.targets(of: files[index])
            for link in lost { files[index].document?.remarks.append(MarkdownLinks.remark(link.link, link.at)) }
            let unit = navigation.unit(of: files[index]) ?? folders.unit(of: files[index])
            let members = (books[index] ?? []).compactMap { files[$0].drafts[0]?.id }
            files[index].drafts[0]?.targets = targets
            guard files[index].match?.records.isEmpty == false else { continue }
            files[index].match?.records[0].unit = unit
            files[index].match?.records[0].members = members
        }
    }

    // MARK: Manuals

    /// The codes of the manuals of the site and of the batch, including codes that several
    /// documents of the batch share.
    private var manualCodes: Set<String> {
        var codes: Set<String> = []
        for record in corpus.records where schema.types[record.type].key == .manual {
            if let code = corpus.words(record, .code) { codes.insert(code) }
        }
        var seen: Set<String> = []
        for match in files.compactMap(\.match) {
            for record in match.records {
                let form = match.labels.forms[record.form]
                let code = form.type.field(.code).flatMap { record.field([$0]) }
                guard let words = code?.value.texts.first?.text else { continue }
                if form.isManual || !seen.insert(words).inserted { codes.insert(words) }
            }
        }
        return codes
    }

    /// Removes code, version and date from a document whose headers bear the code of a manual, because they belong to
    /// the manual.
    private mutating func removeControlOfManual(_ codes: Set<String>, _ index: Int) {
        guard var match = files[index].match, !match.labels.forms.isEmpty else { return }
        let margins = files[index].document?.margins.flatMap { $0.blocks.paragraphs.map(\.plainText) } ?? []
        guard margins.contains(where: { line in codes.contains { !$0.isEmpty && line.contains($0) } }) else { return }
        for number in match.records.indices where !match.labels.forms[match.records[number].form].isManual {
            let type = match.labels.forms[match.records[number].form].type
            for place in match.records[number].fields.indices.reversed() {
                let field = match.records[number].fields[place]
                guard field.path.count == 1, [.code, .version, .effective].contains(type.fields[field.path[0]].key),
                    field.value.texts.allSatisfy({ text in margins.contains { $0.contains(text.text) } })
                else { continue }
                for stretch in field.value.texts.flatMap(\.stretches) {
                    match.fates.reassign(match.outline.words(in: stretch), .furniture(.margin))
                }
                match.records[number].removeField(at: place)
            }
        }
        files[index].match = match
    }

    // MARK: Names

    private mutating func assignIDs(_ index: Int) {
        guard let match = files[index].match else { return }
        for (number, record) in match.records.enumerated() {
            let type = match.labels.forms[record.form].type
            let title = title(of: record, type) ?? navigation.pages[files[index].path]?.title ?? stem(files[index].name)
            let code = record.fields.first { $0.path.count == 1 && type.fields[$0.path[0]].key == .code }?.value.texts
                .first?.text
            // Manuals go by their code, because many have the same title.
            let isManual = match.labels.forms[record.form].isManual
            var id = isManual && code != nil ? ImportedID.slug(code ?? "") : ImportedID.slug(title, type, corpus)
            let folder = folder ?? corpus.sourceFolder(of: type)
            var path = "content/\(folder)/\(id).md"
            if takenIDs[type.id]?.contains(id) == true || takenPaths.contains(path) {
                if let known = written[path], words(of: record, match.outline) != known {
                    // Two files of the batch have the same title and different words: give the second one a numbered
                    // id.
                    files[index].renamed[number] = id
                    id = ImportedID.unusedID(id, takenIDs[type.id] ?? [])
                    path = "content/\(folder)/\(id).md"
                } else {
                    files[index].collisions[number] = id
                    if written[path] != nil { files[index].duplicates.insert(number) }
                }
            }
            if files[index].collisions[number] == nil { written[path] = words(of: record, match.outline) }
            takenIDs[type.id, default: []].insert(id)
            takenPaths.insert(path)
            files[index].drafts[number] = SourceDraft(path: path, id: id, type: type.id, title: title)
            let former = formerNames[title.folded] ?? []
            files[index].match?.records[number].formerNames = former
            if files[index].collisions[number] == nil {
                plan.add(NamedDocuments.Entry(id: id, type: type.key, title: title, formerNames: former))
            }
        }
    }

    /// Returns the words of a document, also those without a field, which distinguish the document from another one
    /// with the same title.
    private func words(of record: MatchedRecord, _ outline: Outline) -> [String] {
        record.fields.flatMap(\.value.words) + record.prose.flatMap { $0.texts.flatMap { PlainText.words($0.text) } }
            + record.unplaced.flatMap { PlainText.words(outline.text(of: $0)) }
    }

    private func title(of record: MatchedRecord, _ type: DocumentType) -> String? {
        guard let text = record.field([type.titleField])?.value.texts.first?.text, !text.isEmpty else {
            return nil
        }
        return text
    }

    private func stem(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    // MARK: Sources

    /// Writes the sources of a file. A field whose words differ in the file and in the source goes under *Sin
    /// colocar*.
    private mutating func write(_ index: Int) {
        guard var match = files[index].match else { return }
        for _ in 0..<3 {
            var records: [Int: Record] = [:]
            for number in match.records.indices where !Task.isCancelled {
                records[number] = write(number, of: index, &match)
            }
            // A cancelled import writes nothing, so nobody needs its ledger.
            if Task.isCancelled { break }
            let names = plan.names
            let ledger = WordLedger(match, drafts: files[index].drafts, records: records) {
                names.entry(id: $0, types: $1)?.title
            }
            files[index].ledger = ledger
            if ledger.wrongFields.isEmpty { break }
            for (number, wrong) in ledger.wrongFields {
                let type = match.labels.forms[match.records[number].form].type
                let fields = match.records[number].fields
                if match.records[number].isProse {
                    for field in fields.indices.reversed()
                    where wrong.contains(Assembler.name(fields[field].path, type)) {
                        ProseFallback.restore(field, number, &match)
                    }
                    continue
                }
                demote(
                    Set(fields.indices.filter { wrong.contains(Assembler.name(fields[$0].path, type)) }), number,
                    &match,
                    &files[index])
            }
        }
        for number in match.records.indices {
            for field in files[index].drafts[number]?.unsure ?? []
            where match.records[number].fields.indices.contains(field) {
                match.records[number].fields[field].confidence *= 0.8
                match.records[number].fields[field].doubts.append(.unresolved)
            }
        }
        files[index].match = match
    }

    /// Writes one source, and returns the record that Oficio reads from it; `nil` if Oficio reads none. Moves fields
    /// in which Oficio finds an error to *Sin colocar*.
    private mutating func write(_ number: Int, of index: Int, _ match: inout Match) -> Record? {
        guard let draft = files[index].drafts[number] else { return nil }
        var empty = SourceDraft(path: draft.path, id: draft.id, type: draft.type, title: draft.title)
        empty.targets = draft.targets
        if match.records[number].isProse {
            let (draft, decoded) = writeProse(number, &match, empty)
            files[index].drafts[number] = draft
            return decoded
        }
        let form = match.labels.forms[match.records[number].form]
        let members = form.isManual ? memberIDs(of: files[index], match) : []
        var record: Record?
        // A field in which Oficio finds an error goes under *Sin colocar*. Each round may find an
        // error that an earlier one has hidden.
        for _ in 0..<4 {
            var writer = SourceWriter(match.records[number], form, match.outline, schema.language, empty, plan)
            let draft = writer.write(members: members)
            let (decoded, errors) = decode(draft)
            files[index].drafts[number] = draft
            record = decoded
            let wrong = Set(errors.compactMap { draft.field(at: Int($0.span.start)) })
                .union(
                    match.records[number].fields.indices.filter {
                        if case .wrong = match.records[number].fields[$0].value { true } else { false }
                    })
            if wrong.isEmpty {
                plan = writer.plan
                break
            }
            demote(wrong, number, &match, &files[index])
        }
        return record
    }

    /// Returns the source of a document with its own headings, and the record that Oficio reads from it. A
    /// heading over text with an error becomes a bold line, and a field with an error becomes text again.
    private mutating func writeProse(
        _ number: Int, _ match: inout Match, _ empty: SourceDraft
    ) -> (SourceDraft, Record?) {
        var plain: Set<Int> = []
        while true {
            let record = match.records[number]
            let headings = record.prose.indices.filter { record.prose[$0].heading != nil }
            var writer = ProseWriter(
                record, match.labels.forms[record.form], match.outline, schema.language, empty, plan, plain: plain)
            let draft = writer.write()
            let (decoded, errors) = decode(draft)
            let lines = errors.compactMap { draft.line(at: Int($0.span.start)) }
            let wrongFields = Set(lines.compactMap(\.field)).filter { record.fields[$0].label != "" || $0 > 0 }
            if !wrongFields.isEmpty {
                for field in wrongFields.sorted(by: >) { ProseFallback.restore(field, number, &match) }
                plain = []
                continue
            }
            let wrong = lines.compactMap(\.block).compactMap { block in
                headings.last { $0 <= block && !plain.contains($0) }
            }
            if wrong.isEmpty {
                plan = writer.plan
                return (draft, decoded)
            }
            for place in wrong {
                // A heading that turns out to name no field keeps its words.
                guard case .named(_, let text) = record.prose[place] else {
                    plain.insert(place)
                    continue
                }
                match.records[number].prose[place] = .heading(level: 2, text)
                for stretch in text.stretches {
                    match.fates.reassign(
                        match.outline.words(in: stretch), .field(record: number, field: ProseText.field))
                }
            }
        }
    }

    /// Reports which pictures of the main text are left out, and why.
    private mutating func reportOmittedPictures(_ index: Int) {
        guard let outline = files[index].match?.outline else { return }
        for (place, picture) in outline.document.pictures.enumerated()
        where !picture.isInMargin && !picture.bytes.isEmpty && outline.pictures[place] == nil {
            let name = picture.name.visibleName
            let kind = picture.type?.uppercased() ?? "?"
            files[index].document?.remarks.append(
                .init(
                    .loss,
                    Localized(
                        es: "la imagen «\(name)» (\(kind)) no se guarda: ábrala y guárdela como PNG en «recursos»",
                        en: "the picture “\(name)” (\(kind)) is not kept: open it and save it as PNG in “recursos”"),
                    at: picture.address))
        }
    }

    private func memberIDs(of file: ImportedFile, _ match: Match) -> [String] {
        match.records.indices.filter { !match.labels.forms[match.records[$0].form].isManual }.compactMap {
            file.drafts[$0]?.id
        }
    }

    private func decode(_ draft: SourceDraft) -> (Record?, [Diagnostic]) {
        let document = SourceDocument(Array(draft.text.utf8), file: FileID(0), path: draft.path)
        let (records, diagnostics) = decoder.decode(document)
        return (records.first, diagnostics.filter { $0.severity == .error })
    }

    /// Returns the label of a field, to identify its words under *Sin colocar*; `nil` if the field has no label or no
    /// text, or if the last label before the text is another or holds words of a value.
    private func label(of field: FoundField, _ match: Match) -> Stretch? {
        guard !field.label.isEmpty, let first = field.value.texts.flatMap(\.stretches).first else { return nil }
        let hit = match.hits[...first.paragraph].joined().last { hit in
            (hit.paragraph, hit.range.lowerBound) < (first.paragraph, first.range.lowerBound)
        }
        guard let hit, match.outline.text(of: hit.stretch) == field.label,
            match.outline.words(in: hit.stretch).allSatisfy({ match.fates.all[$0] == .label })
        else { return nil }
        return hit.stretch
    }

    /// Takes fields out of a record and puts their words under *Sin colocar*.
    private func demote(_ fields: Set<Int>, _ number: Int, _ match: inout Match, _ file: inout ImportedFile) {
        for field in fields.sorted(by: >) {
            let found = match.records[number].fields.remove(at: field)
            file.demoted[number, default: []].append(found)
            var seen: Set<Stretch> = []
            if let label = label(of: found, match) {
                match.records[number].unplaced.append(label)
                match.fates.reassign(match.outline.words(in: label), .unplaced(record: number))
            }
            for stretch in (found.value.texts + Assembler.groups(found.value)).flatMap(\.stretches)
            where seen.insert(stretch).inserted {
                match.records[number].unplaced.append(stretch)
                match.fates.reassign(match.outline.words(in: stretch), .unplaced(record: number))
            }
            let outline = match.outline
            for note in found.value.texts.flatMap(\.notes) {
                let text = outline.text(ofNote: note)
                match.records[number].placedNotes.removeAll { $0 == note }
                match.records[number].notes.append(.init(label: outline.document.notes[note].label, text: text))
                match.fates.reassign(outline.wordsOfNote[note], .unplaced(record: number))
            }
            for picture in found.value.texts.flatMap(\.pictures) {
                match.records[number].pictures.append(picture)
                match.fates.reassign(outline.wordsOfPicture[picture], .unplaced(record: number))
            }
        }
        match.records[number].unplaced.sort {
            ($0.paragraph, $0.range.lowerBound) < ($1.paragraph, $1.range.lowerBound)
        }
    }
}
