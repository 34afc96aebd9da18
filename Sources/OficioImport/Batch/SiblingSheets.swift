import OficioSchema
import OficioSource

/// Joins the CSV files that a workbook was saved as: a catalogue, and further sheets about the same
/// documents.
package struct SiblingSheets {
    private let forms: [FormLabels]

    init(_ forms: [FormLabels]) { self.forms = forms }

    /// Prepares the search with the forms of a site.
    package init(_ schema: Schema) { self.init(Matcher(schema).forms) }

    /// The number of files of a folder that are read to find a sheet among them.
    private static let limit = 20

    /// Returns CSV files that are not on the command line and are further sheets about the documents of `files`. A
    /// further sheet lies in the folder of a file on the command line, and most of its rows have the same documents.
    /// Reads up to twenty files of each folder.
    package func sheetsBeside(_ files: [ImportedFile]) -> [ImportedFile] {
        let named = files.filter { $0.document?.format == .csv }
        let known = Set(files.map(\.path))
        var found: [ImportedFile] = []
        for folder in Set(named.map { MarkdownPaths.parent($0.path) }).sorted() {
            let names = ((try? Files.names(in: folder)) ?? []).sorted().filter { name in
                name.lowercased().hasSuffix(".csv") && !name.hasPrefix(".") && !known.contains(folder + "/" + name)
            }
            for name in names.prefix(Self.limit) {
                var file = ImportedFile(path: folder + "/" + name)
                guard let document = try? DocumentReader.read(path: file.path) else { continue }
                file.document = document
                file.fingerprint =
                    (try? Files.read(file.path)).map { String(SourceDocument.stamp(of: $0), radix: 16) } ?? ""
                var batch = named + [file]
                join(&batch)
                if let main = batch.last?.joinedTo, known.contains(main) { found.append(file) }
            }
        }
        return found
    }

    private struct Sheet {
        let file: Int
        let type: String
        let fields: Int
        let keys: Set<String>
    }

    /// Appends each sheet to the file of the same folder that has rows about the same documents.
    func join(_ files: inout [ImportedFile]) {
        var folders: [String: [Sheet]] = [:]
        for (index, file) in files.enumerated() where file.document?.format == .csv {
            guard let document = file.document, let sheet = sheet(index, document) else { continue }
            folders[String(file.path.dropLast(file.name.count)), default: []].append(sheet)
        }
        for sheets in folders.values where sheets.count > 1 { join(sheets, &files) }
    }

    private func join(_ sheets: [Sheet], _ files: inout [ImportedFile]) {
        var joined: Set<Int> = []
        for sheet in sheets.sorted(by: { ($0.fields, $0.file) < ($1.fields, $1.file) }) {
            let main = sheets.filter { other in
                other.file != sheet.file && !joined.contains(other.file) && other.type == sheet.type
                    && other.fields > sheet.fields && sheet.keys.count >= 2
                    && sheet.keys.intersection(other.keys).count * 10 >= sheet.keys.count * 8
            }
            guard main.count == 1, let part = files[sheet.file].document else { continue }
            let (name, path) = (files[sheet.file].name, files[main[0].file].path)
            files[main[0].file].document?.append(part, named: name)
            files[sheet.file].joinedTo = path
            joined.insert(sheet.file)
        }
    }

    private func sheet(_ file: Int, _ document: LocatedDocument) -> Sheet? {
        let outline = Outline(document)
        guard let table = outline.topTables.first else { return nil }
        let grid = Grid(outline, table)
        var best: Sheet?
        for form in forms where form.form.isBuiltIn {
            let names = FieldNamesOfType(form.type, forms)
            guard let header = SheetHeader(grid, names), header.fields > best?.fields ?? 1,
                let column = header.uses.firstIndex(of: .field(names.code ?? names.title))
                    ?? header.uses.firstIndex(of: .field(names.title))
            else { continue }
            var keys: Set<String> = []
            for row in (header.row + 1)..<max(header.row + 1, grid.table.rows.count) {
                if let cell = grid.cell(row, column), !grid.isEmpty(cell) { keys.insert(grid.text(cell).folded) }
            }
            best = Sheet(file: file, type: form.type.id, fields: header.fields, keys: keys)
        }
        return best
    }
}

extension LocatedDocument {
    /// Appends the sections of another document, which has no notes, pictures, fields and changes, because CSV
    /// files have none.
    mutating func append(_ other: LocatedDocument, named name: String) {
        let paragraphs = (sections.flatMap(\.blocks).paragraphs.map(\.id).max() ?? 0) + 1
        let tables = (sections.flatMap(\.blocks).tables.map(\.id).max() ?? 0) + 1
        for section in other.sections {
            var section = section
            section.sheetName = name
            section.address = Address([.sheet(name)] + section.address.steps)
            section.blocks = section.blocks.map { $0.moved(paragraphs, tables, name) }
            sections.append(section)
        }
        remarks += other.remarks
    }
}

extension LocatedDocument.Block {
    /// Returns the block with its indices offset by those of another document, and its addresses in a sheet.
    fileprivate func moved(_ paragraphs: Int, _ tables: Int, _ sheet: String) -> LocatedDocument.Block {
        func place(_ address: LocatedDocument.Address) -> LocatedDocument.Address {
            LocatedDocument.Address([.sheet(sheet)] + address.steps)
        }
        switch self {
        case .paragraph(var paragraph):
            paragraph.id += paragraphs
            paragraph.address = place(paragraph.address)
            return .paragraph(paragraph)
        case .table(var table):
            table.id += tables
            table.address = place(table.address)
            for row in table.rows.indices {
                table.rows[row].address = place(table.rows[row].address)
                for cell in table.rows[row].cells.indices {
                    table.rows[row].cells[cell].address = place(table.rows[row].cells[cell].address)
                    table.rows[row].cells[cell].blocks = table.rows[row].cells[cell].blocks.map {
                        $0.moved(paragraphs, tables, sheet)
                    }
                }
            }
            return .table(table)
        }
    }
}
