import Diagnostics
import OficioBasics

/// The first page of a report. It lists every file, those that need a look first.
package struct ReportIndex {
    /// An imported file with the address of its page.
    package struct Entry {
        /// The imported file.
        package let file: ImportedFile
        /// The address of the file's page, relative to the first page.
        package let page: String

        /// Creates an entry of a file.
        package init(_ file: ImportedFile, page: String) {
            self.file = file
            self.page = page
        }
    }

    private let entries: [Entry]
    private let summary: String
    private let language: Language

    /// Makes the first page. `summary` stands above the list.
    package init(_ entries: [Entry], summary: String, _ language: Language) {
        self.entries = entries
        self.summary = summary
        self.language = language
    }

    /// The page as HTML.
    package var html: String {
        let title = language == .spanish ? "Informe de importación" : "Import report"
        let heads =
            language == .spanish
            ? ["Archivo", "Formato", "Documentos", "Palabras", "Sin colocar", "En duda"]
            : ["File", "Form", "Documents", "Words", "Not placed", "In doubt"]
        let sorted = entries.filter(\.file.needsLook) + entries.filter { !$0.file.needsLook }
        let rows = sorted.map { entry -> String in
            let file = entry.file
            let forms =
                file.match?.labels.forms.map { $0.form.isBuiltIn ? "—" : $0.form.id }.joined(separator: " + ")
                ?? (file.refusal?.message[language] ?? "—")
            let unplaced = file.ledger?.counts.filter { $0.fate.kind == "unplaced" }.map(\.words).reduce(0, +) ?? 0
            let doubtful = file.match?.records.flatMap(\.fields).count { $0.confidence < 0.75 } ?? 0
            let cells = [
                "\(file.match?.records.count ?? 0)", "\(file.ledger?.total ?? 0)", "\(unplaced)", "\(doubtful)",
            ]
            return
                "<tr><th class=\"\(file.needsLook ? "look" : "sure")\">"
                + "<a href=\"\(entry.page.escapedForHTML)\">\(file.name.escapedForHTML)</a>"
                + "\(file.needsLook ? " — " + (language == .spanish ? "por revisar" : "needs a look") : "")</th>"
                + "<td>\(forms.escapedForHTML)</td>" + cells.map { "<td class=\"number\">\($0)</td>" }.joined()
                + "</tr>\n"
        }.joined()
        let body =
            "<h1>\(title)</h1>\n<p>\(summary.escapedForHTML)</p>\n<table class=\"wide\">\n<tr>"
            + heads.map { "<th>\($0)</th>" }.joined() + "</tr>\n\(rows)</table>\n"
        return ReportHTML.page(title, body, language)
    }
}
