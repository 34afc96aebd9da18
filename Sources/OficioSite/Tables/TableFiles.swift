import OficioBasics
import OficioOffice
import OficioSource
import OficioTheme

/// Plans a table for spreadsheets as a CSV file and as an XLSX file with the same cells, and links to both.
struct TableFiles {
    let site: SiteContext
    /// The path of the CSV file.
    let csv: String

    private var xlsx: String { csv.dropLast(4) + ".xlsx" }

    /// Returns the plans of both files. `name` is the name of the sheet in the workbook.
    func files(_ table: PlannedFile, name: String) -> [PlannedFile] {
        let separator = site.settings.separator
        let csv = csv
        return [
            table,
            PlannedFile(path: xlsx, from: [csv]) { root in
                let bytes = (try? Files.read(root + "/" + csv)) ?? []
                return XLSXWriter.bytes(ofTable: bytes, separator: separator, name: name)
            },
        ]
    }

    /// Returns the links to both files, each with a message as its text.
    func links(_ links: LinkShapes, csv csvMessage: String, xlsx xlsxMessage: String) -> [TemplateValue] {
        [links.link(xlsx, site.message(xlsxMessage)), links.link(csv, site.message(csvMessage))]
    }
}
