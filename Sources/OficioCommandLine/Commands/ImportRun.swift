import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioHistory
import OficioImport
import OficioModel
import OficioSchema
import OficioFiles
import OficioSource

/// A run of `oficio import`: reads the files, matches them with forms, and writes the sources and the report.
struct ImportRun {
    private let call: Invocation
    private let report: String
    private let language: Language
    private let isDry: Bool

    init(_ call: Invocation) {
        self.call = call
        language = call.language
        isDry = call.arguments.flags.contains("dry-run")
        report = call.arguments.values["report"].map { call.absolute($0) } ?? Self.usualReport(call)
    }

    /// Returns the folder of the report that the site has, otherwise the one for its language. The folder also records
    /// what was imported, so that it must not change with the language of the messages.
    private static func usualReport(_ call: Invocation) -> String {
        let names = Localized(es: "importacion", en: "import-report")
        let known = [names.spanish, names.english].first { Files.status(call.site + "/" + $0)?.kind == .folder }
        return call.site + "/" + (known ?? names[call.language])
    }

    func run() throws -> ExitStatus {
        try checkReportFolder()
        try SourceTransaction(root: call.site).recover()
        if call.arguments.flags.contains("update") { return try ImportUpdate(call, report: report).run() }
        let paths = try ImportFiles.all(call.arguments.words) { call.absolute($0) }
        let corpus = SiteLoader.load(call.site).corpus
        let (type, form, folder) = try choices(corpus.schema)
        let state = ImportedFiles(report + "/importado.jsonl", site: call.site)
        if !isDry { try state.settle() }
        var skipped: [String] = []
        var files: [ImportedFile] = []
        for start in stride(from: 0, to: paths.count, by: 16) {
            show(Localized(es: "leyendo \(start + 1) de \(paths.count)", en: "reading \(start + 1) of \(paths.count)"))
            let chunk = Array(paths[start..<min(paths.count, start + 16)])
            for file in chunk.concurrentMap({ ImportRun.read($0, unlessIn: state) }) {
                if file.document == nil, file.refusal == nil { skipped.append(file.name) } else { files.append(file) }
            }
        }
        let besides = SiblingSheets(corpus.schema).sheetsBeside(files)
        files += besides
        var batch = matchFiles(files, corpus, type, form, folder)
        let proposals = form == nil ? FormProposal.all(batch.files, corpus.schema, taken: Set(corpus.paths)) : []
        let names = learnedNames(batch, corpus)
        if !proposals.isEmpty || !names.isEmpty {
            // Turn the labels in the files into new forms and names, and match the files again.
            let replaced = Dictionary(
                uniqueKeysWithValues: proposals.map { ($0.path, Array($0.text.utf8)) }
                    + names.map { ($0.path, $0.after ?? []) })
            batch = matchFiles(files, SiteLoader.load(call.site, replacing: replaced).corpus, type, form, folder)
        }
        show(nil)
        let summary = BatchSummary(batch.files, proposed: Set(proposals.map(\.id)))
        // A run that finds nothing new keeps the report of the run that imported the files. The report comes first, so
        // that it is there whenever the sources are.
        if skipped.isEmpty || !batch.files.isEmpty { try writeReport(batch, summary) }
        if !isDry { try write(batch, corpus, proposals, names, state) }
        report(besides)
        reportUnreadSettings()
        report(batch, summary, skipped, proposals)
        return batch.files.contains { $0.refusal != nil || $0.ledger?.isExact == false } ? .contentErrors : .done
    }

    private func matchFiles(_ files: [ImportedFile], _ corpus: Corpus, _ type: String?, _ form: Int?, _ folder: String?)
        -> ImportBatch
    {
        var batch = ImportBatch(corpus, files: files, folder: folder)
        batch.run(type: type, form: form) { done in
            show(
                Localized(
                    es: "buscando rótulos: \(done) de \(files.count)", en: "finding labels: \(done) of \(files.count)"))
        }
        return batch
    }

    /// Reads a file; leaves its document and its refusal nil if an earlier run imported it.
    private static func read(_ named: ImportedFile, unlessIn state: ImportedFiles) -> ImportedFile {
        var file = named
        do throws(ImportRefusal) {
            let bytes = try DocumentReader.bytes(path: file.path)
            file.fingerprint = String(SourceDocument.stamp(of: bytes), radix: 16)
            if state.isImported(file.fingerprint) { return file }
            var document = try DocumentReader.read(bytes, fileName: file.name)
            MarkdownPictures.load(&document, path: file.path, root: file.root)
            file.document = document
        } catch { file.refusal = error }
        return file
    }

    // MARK: Choices

    private func choices(_ schema: Schema) throws(UsageError) -> (type: String?, form: Int?, folder: String?) {
        var type: String?
        if let name = call.arguments.values["type"] {
            guard let index = schema.type(named: name.folded) else {
                let known = schema.types.map { $0.name[language] }.joined(separator: ", ")
                throw UsageError(
                    message: Localized(
                        es: "no hay ningún tipo «\(name)»; hay: \(known)",
                        en: "there is no type “\(name)”; known: \(known)"))
            }
            type = schema.types[index].id
        }
        var form: Int?
        if let name = call.arguments.values["form"] {
            guard let index = schema.form(id: name.folded) else {
                let known = schema.forms.filter { !$0.isBuiltIn }.map(\.id).joined(separator: ", ")
                throw UsageError(
                    message: Localized(
                        es: "no hay ningún formato «\(name)»; hay: \(known)",
                        en: "there is no form “\(name)”; known: \(known)"))
            }
            form = index
        }
        guard let into = call.arguments.values["into"] else { return (type, form, nil) }
        var folder = into
        if folder.hasPrefix("content/") { folder = String(folder.dropFirst(8)) }
        while folder.hasSuffix("/") { folder.removeLast() }
        let top = folder.split(separator: "/").first.map { String($0).folded } ?? ""
        guard folder.pathProblem == nil, let owner = schema.type(named: top) else {
            let known = schema.types.map(\.folder).sorted().joined(separator: ", ")
            throw UsageError(
                message: Localized(
                    es: "«--into» es una carpeta de «content» que empieza por la de un tipo: \(known)",
                    en: "“--into” is a folder of “content” that begins with that of a type: \(known)"))
        }
        return (type ?? schema.types[owner].id, form, folder)
    }

    /// Throws if the report's folder is published or contains sources. The report contains comments and deleted text,
    /// which must not be published.
    private func checkReportFolder() throws(UsageError) {
        for folder in ["content", "output"]
        where report == call.site + "/" + folder || report.hasPrefix(call.site + "/" + folder + "/") {
            throw UsageError(
                message: Localized(
                    es: "el informe lleva comentarios y texto borrado: no puede ir en «\(folder)»",
                    en: "the report holds comments and deleted text: it cannot lie in “\(folder)”"))
        }
    }

    // MARK: Writing

    /// Writes everything that the batch yields in one transaction, because the sources refer to each other: a batch
    /// that was killed has written all of it or nothing, and the same command run again gives the same sources.
    private func write(
        _ batch: ImportBatch, _ corpus: Corpus, _ proposals: [FormProposal], _ names: [SourceChange],
        _ state: ImportedFiles
    ) throws {
        show(Localized(es: "escribiendo", en: "writing"))
        let made = proposals.map { ($0.path, $0.text) } + StubFile.all(batch.stubs, corpus).map { ($0.path, $0.text) }
        let sources = batch.files.flatMap(\.sources).map { ($0.path, $0.text) }
        let pictures = Dictionary(batch.files.flatMap(\.pictures).map { ($0.path, $0.bytes) }) { first, _ in first }
        let newPictures = pictures.filter { Files.status(call.site + "/" + $0.key) == nil }.sorted { $0.key < $1.key }
        let changes =
            (made + sources).map { SourceChange($0.0, before: nil, after: Array($0.1.utf8)) } + names
            + learnedForms(batch, corpus) + newPictures.map { SourceChange($0.key, before: nil, after: $0.value) }
        try state.plan(batch.files)
        try SourceTransaction(root: call.site).write(changes)
        try state.settle()
        show(nil)
    }

    /// Returns the changes of forms that add the labels which the files use for their fields; empty without
    /// `--learn`.
    private func learnedForms(_ batch: ImportBatch, _ corpus: Corpus) -> [SourceChange] {
        guard call.arguments.flags.contains("learn") else { return [] }
        return LearnedLabels.all(batch.files).sorted { $0.key < $1.key }.compactMap { index, names in
            let file = Int(corpus.schema.forms[index].file.index)
            guard corpus.paths.indices.contains(file),
                let before = try? Files.read(call.site + "/" + corpus.paths[file])
            else { return nil }
            let after = LearnedLabels.adding(names, to: String(decoding: before, as: UTF8.self))
            return SourceChange(corpus.paths[file], before: before, after: Array(after.utf8))
        }
    }

    /// Returns the changes that add the headings of files without a form as names of fields; empty without `--learn`.
    private func learnedNames(_ batch: ImportBatch, _ corpus: Corpus) -> [SourceChange] {
        guard call.arguments.flags.contains("learn") else { return [] }
        func bytes(_ path: String) -> [UInt8]? { try? Files.read(call.site + "/" + path) }
        return LearnedNames.all(batch.files, corpus.schema) { path in
            bytes(path).map { String(decoding: $0, as: UTF8.self) }
        }.map { SourceChange($0.path, before: bytes($0.path), after: Array($0.text.utf8)) }
    }

    private func writeReport(_ batch: ImportBatch, _ summary: BatchSummary) throws {
        var entries: [ReportIndex.Entry] = []
        var taken: Set<String> = []
        var lines = ""
        for file in batch.files {
            var name = file.name.slug()
            var number = 2
            while !taken.insert(name).inserted {
                name = file.name.slug() + "-\(number)"
                number += 1
            }
            try put(ReportPage(file, language).html, "\(name).html")
            lines += ReportLines.text(file)
            entries.append(.init(file, page: "\(name).html"))
        }
        try put(lines, "piezas.jsonl")
        try put(ReportIndex(entries, summary: summary.words[language], language).html, "index.html")
    }

    private func put(_ text: String, _ name: String) throws(WriteError) {
        do { try AtomicFile.replace(report + "/" + name, with: Array(text.utf8)) } catch { throw WriteError(error) }
    }

    // MARK: Reporting

    private func show(_ words: Localized?) {
        guard call.console.showsProgress, !call.isQuiet else { return }
        call.console.err("\r\u{1B}[K" + (words?[language] ?? ""))
    }

    /// Prints the names of the sheets that the import read in addition to the files on the command line.
    private func report(_ besides: [ImportedFile]) {
        if call.isQuiet { return }
        for file in besides {
            call.console.out(
                Localized(
                    es: "también se leyó \(file.name): es otra hoja de los mismos documentos\n",
                    en: "\(file.name) was read as well: it is another sheet about the same documents\n")[language])
        }
    }

    /// Prints the settings of site generators that the import does not read, with the titles and descriptions in them.
    private func reportUnreadSettings() {
        if call.isQuiet { return }
        for path in ImportFiles.unreadSettings(call.arguments.words, { call.absolute($0) }) {
            let texts = MarkdownCategory.texts(at: path)
            let said = texts.isEmpty ? "" : ": «" + texts.joined(separator: "», «") + "»"
            call.console.out(
                Localized(
                    es: "no se lee \(path), que ordena y titula páginas de otra herramienta\(said)\n",
                    en: "\(path) is not read; it orders and titles pages of another tool\(said)\n")[language])
        }
    }

    private func report(_ batch: ImportBatch, _ summary: BatchSummary, _ skipped: [String], _ proposals: [FormProposal])
    {
        let out = call.console.out
        for file in batch.files {
            for problem in problems(of: file) { call.console.err("\(file.path): \(problem[language])\n") }
        }
        if call.isQuiet { return }
        for group in summary.groups {
            let name =
                !group.forms.isEmpty
                ? group.forms.joined(separator: " + ")
                : group.ownHeadings.map {
                    Localized(es: "\($0.spanish) con sus propios títulos", en: "\($0.english) with their own headings")[
                        language]
                } ?? Localized(es: "formato desconocido", en: "unknown form")[language]
            out("  \(name): \(group.files.count)\n")
        }
        if !skipped.isEmpty {
            out(Localized(es: "ya importados: \(skipped.count)\n", en: "imported before: \(skipped.count)\n")[language])
        }
        for proposal in proposals {
            out(
                Localized(es: "formato propuesto: \(proposal.path)\n", en: "form proposed: \(proposal.path)\n")[
                    language])
        }
        for path in isDry ? [] : batch.files.flatMap(\.sources).map(\.path) { out(path + "\n") }
        out(summary.words[language] + "\n")
        out(Localized(es: "informe: ", en: "report: ")[language] + report + "/index.html\n")
    }

    private func problems(of file: ImportedFile) -> [Localized] {
        if let refusal = file.refusal { return [refusal.message] }
        if file.joinedTo != nil { return [] }
        guard file.match != nil else {
            return [
                Localized(
                    es: "no se reconoció ningún rótulo; no se importó nada",
                    en: "no label was recognised; nothing was imported")
            ]
        }
        var problems = file.ledger?.problems.prefix(3).map { $0 } ?? []
        if file.ledger?.isExact == false {
            problems.append(
                Localized(
                    es: "las palabras no cuadran: no se escribió nada de este archivo",
                    en: "the words do not agree: nothing of this file was written"))
        }
        problems += file.nameNotices
        return problems
    }
}
