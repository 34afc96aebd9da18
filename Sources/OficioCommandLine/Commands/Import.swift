import Diagnostics
import OficioImport
import OficioModel
import OficioSchema
import OficioSource

extension Option {
    static let importType = Option(
        name: "type", value: Localized(es: "TIPO", en: "TYPE"),
        help: Localized(
            es: "tipo de los documentos (lo averigua el programa, si no se dice)",
            en: "type of the documents (default: found out by the program)"))
    static let importForm = Option(
        name: "form", value: "ID",
        help: Localized(
            es: "formato de los archivos (lo averigua el programa, si no se dice)",
            en: "form of the files (default: found out by the program)"))
    static let importInto = Option(
        name: "into", value: "DIR",
        help: Localized(
            es: "carpeta de «content» para las fuentes (la de su tipo, si no se dice)",
            en: "folder of “content” for the sources (default: that of their type)"))
    static let importDryRun = Option(
        name: "dry-run", value: nil,
        help: Localized(es: "no escribe fuentes: solo el informe", en: "writes no sources: only the report"))
    static let importReport = Option(
        name: "report", value: "DIR",
        help: Localized(
            es: "carpeta del informe («importacion» del sitio, si no se dice)",
            en: "folder of the report (default: the site's “import-report”)"))
    static let importUpdate = Option(
        name: "update", value: nil,
        help: Localized(
            es: "los archivos son exportaciones editadas: muestra qué cambian en sus documentos",
            en: "the files are edited exports: shows what they change in their documents"))
    static let importApply = Option(
        name: "apply", value: nil,
        help: Localized(
            es: "con «--update»: escribe los cambios en las fuentes",
            en: "with “--update”: writes the changes into the sources"))
    static let learn = Option(
        name: "learn", value: nil,
        help: Localized(
            es: "guarda en el formato los otros nombres de sus rótulos que traen los archivos",
            en: "keeps in the form the other names of its labels that the files bear")
    )
}

extension Command {
    static let `import` = Command(
        name: "import", words: Localized(es: "ARCHIVO|CARPETA…", en: "FILE|FOLDER…"),
        summary: Localized(
            es: """
                convierte archivos de Word, Excel, LibreOffice, HTML, PDF o Markdown en fuentes, con cuenta de cada \
                palabra
                """,
            en: """
                turns Word, Excel, LibreOffice, HTML, PDF or Markdown files into sources, with every word accounted \
                for
                """
        ),
        options: [
            .importType, .importForm, .importInto, .importDryRun, .importReport, .learn, .importUpdate, .importApply,
        ]
    ) { call in
        try call.requireSite()
        guard !call.arguments.words.isEmpty else {
            throw UsageError(
                message: Localized(
                    es: "se escribe «oficio import ARCHIVO|CARPETA…»", en: "write “oficio import FILE|FOLDER…”"))
        }
        return try ImportRun(call).run()
    }
}
