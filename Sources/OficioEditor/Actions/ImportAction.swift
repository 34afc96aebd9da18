import Diagnostics
import OficioBuild
import OficioEditing
import OficioImport
import OficioModel
import OficioSchema
import OficioSource

/// Creates sources from an office file, as `oficio import` does. Its page shows what becomes of each word of the file
/// before the action writes.
struct ImportAction: EditorAction {
    static let path = "importar"
    static let sendsFiles = true
    static let isLongRunning = true
    private let fields: ActionFields
    private let editor: Editor
    private var language: Language { editor.language }

    init?(_ fields: ActionFields, _ editor: Editor) {
        self.fields = fields
        self.editor = editor
    }

    var title: String { Localized(es: "Importar un archivo de Word", en: "Import a Word file")[language] }
    var back: (link: String, words: String) {
        ("/-oficio/editar/", Localized(es: "Volver a la lista", en: "Back to the list")[language])
    }
    var confirmation: Localized { Localized(es: "Importar", en: "Import") }
    var isComplete: Bool { false }

    var inputs: String {
        let types = editor.site().corpus.schema.types
        let any = Localized(es: "El que se reconozca", en: "Whichever is recognised")[language]
        let options = [("", any)] + types.map { ($0.id, $0.name[language].capitalizedFirst) }
        let make = ActionInputs(language: language)
        return make.file(
            "archivo", Localized(es: "Archivo", en: "File"),
            accept: ".docx,.doc,.odt,.rtf,.xlsx,.ods,.csv,.html,.md,.pdf", received: fields.file("archivo")?.name,
            help: Localized(
                es: "Word, LibreOffice, Excel, HTML, Markdown o PDF. Elíjalo o suéltelo aquí.",
                en: "Word, LibreOffice, Excel, HTML, Markdown or PDF. Choose it or drop it here."))
            + make.choice(
                "tipo", Localized(es: "Tipo de documento", en: "Type of document"), fields["tipo"],
                [("", options.map { (value: $0.0, words: $0.1) })])
    }

    func hiddenFileFields() throws(EditorRefusal) -> [(name: String, value: String)] {
        try fields.hiddenFileFields("archivo")
    }

    func proposal() throws(EditorRefusal) -> Proposal {
        guard let sent = fields.file("archivo") else { throw EditorRefusal("elija un archivo", "choose a file") }
        let site = editor.freshSite()
        let schema = site.corpus.schema
        let type = fields["tipo"].isEmpty ? nil : schema.types.first { $0.id == fields["tipo"] }?.id
        let name = sent.name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? "archivo"
        var file = ImportedFile(path: name)
        do throws(ImportRefusal) {
            file.document = try DocumentReader.read(sent.bytes, fileName: name)
        } catch {
            throw EditorRefusal(error.message)
        }
        var batch = ImportBatch(site.corpus, files: [file])
        batch.run(type: type)
        let proposals = FormProposal.all(batch.files, schema, taken: Set(site.corpus.paths))
        if !proposals.isEmpty {
            // The proposed forms contain the labels of the file, so match the file again with the proposed forms.
            let forms = Dictionary(uniqueKeysWithValues: proposals.map { ($0.path, Array($0.text.utf8)) })
            batch = ImportBatch(site.replacing(forms).corpus, files: [file])
            batch.run(type: type)
        }
        if Task.isCancelled { throw EditorRefusal("nadie esperó la respuesta", "nobody waited for the answer") }
        let imported = batch.files[0]
        let stubs = StubFile.all(batch.stubs, site.corpus)
        var changes = imported.sources.map { SourceChange($0.path, before: nil, after: Array($0.text.utf8)) }
        let report = """
            <link rel="stylesheet" href="/-oficio/editar/informe.css">
            <section class="informe">\(ReportPage(imported, language).body(showsSources: false))</section>

            """
        guard let first = changes.first else {
            let words = Localized(
                es: "de este archivo no sale ningún documento que se pueda escribir",
                en: "no document that could be written comes out of this file")
            let why = reasons(imported)
            throw EditorRefusal("\(words.spanish): \(why.spanish)", "\(words.english): \(why.english)")
        }
        changes += (proposals.map { ($0.path, $0.text) } + stubs.map { ($0.path, $0.text) }).map {
            SourceChange($0.0, before: nil, after: Array($0.1.utf8))
        }
        changes += imported.pictures.filter { editor.bytesOnDisk($0.path) == nil }.map {
            SourceChange($0.path, before: nil, after: $0.bytes)
        }
        return Proposal(
            report + ChangesHTML(language: language).html(changes), changes: changes, action: .importing, title: name,
            next: DocumentAddress(path: first.path, record: nil).link("documento"))
    }

    /// Returns the reasons why a file yields no document.
    private func reasons(_ file: ImportedFile) -> Localized {
        if file.match == nil { return Localized(es: "no se reconoció ningún rótulo", en: "no label was recognised") }
        if let id = file.collisions.sorted(by: { $0.key < $1.key }).first?.value {
            return Localized(es: "ya hay un documento «\(id)»", en: "there is a document “\(id)” already")
        }
        return file.ledger?.problems.first
            ?? Localized(es: "las palabras no cuadran", en: "the words do not agree")
    }
}
