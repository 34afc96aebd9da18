import Diagnostics
@testable import OficioImport
import OficioModel
import OficioSchema
import OficioSource

/// A paragraph or table of a document that a test makes.
indirect enum OfficeBlock {
    case text(String)
    case bold(String)
    case heading(Int, String)
    case item(String)
    /// An item of a list within the item above.
    case subitem(String)
    /// Rows of cells; an empty cell is an empty string.
    case table([[String]])
    /// Rows of cells, the first column in bold.
    case titled([[String]])
    /// Rows of a label and a cell beside it that holds a table.
    case holding([(String, [[String]])])
}

/// A site with one form, into which tests import office documents that they make.
struct OfficeSite {
    let schema: Schema
    let corpus: Corpus

    /// - Parameters:
    ///   - form: the text of `formatos/ficha.yaml`; nil for a site without forms.
    ///   - type: the text of `tipos/nombres.yaml`; nil for a site without types of its own.
    init(form: String? = nil, type: String? = nil) {
        var documents: [SourceDocument] = []
        if let form {
            documents.append(SourceDocument(Array(form.utf8), file: FileID(0), path: "content/formatos/ficha.yaml"))
        }
        if let type {
            let file = FileID(documents.count)
            documents.append(SourceDocument(Array(type.utf8), file: file, path: "content/tipos/nombres.yaml"))
        }
        schema = Schema(documents)
        corpus = Corpus(schema: schema, records: [], paths: documents.map(\.path), attachments: [])
    }

    func imported(_ blocks: [OfficeBlock], name: String = "prueba.docx") -> ImportedFile {
        batch([Self.document(blocks, name)]).files[0]
    }

    func batch(_ documents: [LocatedDocument]) -> ImportBatch {
        let files = documents.map { document -> ImportedFile in
            var file = ImportedFile(path: document.fileName)
            file.document = document
            return file
        }
        var batch = ImportBatch(corpus, files: files)
        batch.run(form: corpus.schema.forms.first?.isBuiltIn == false ? 0 : nil)
        return batch
    }

    static func document(_ blocks: [OfficeBlock], _ name: String = "prueba.docx") -> LocatedDocument {
        var document = LocatedDocument(fileName: name, format: .docx)
        var section = LocatedDocument.Section(address: .init())
        var builder = Builder()
        section.blocks = blocks.map { builder.block($0) }
        document.sections = [section]
        return document
    }

    private struct Builder {
        private var paragraphs = 0
        private var tables = 0

        private mutating func frame(_ rows: [(String, [[String]])]) -> LocatedDocument.Block {
            tables += 1
            let number = tables
            let address = LocatedDocument.Address([.table(number)])
            let made = rows.enumerated().map { row, parts in
                let blocks: [LocatedDocument.Block] = [
                    .paragraph(cell(parts.0, isBold: true)), block(.table(parts.1)),
                ]
                return LocatedDocument.Row(
                    cells: blocks.enumerated().map { column, block in
                        LocatedDocument.Cell(
                            row: row, column: column, blocks: [block],
                            address: address.adding(.row(row + 1)).adding(.cell(column + 1)))
                    }, address: address.adding(.row(row + 1)))
            }
            return .table(LocatedDocument.Table(id: number - 1, columnCount: 2, rows: made, address: address))
        }

        mutating func block(_ block: OfficeBlock) -> LocatedDocument.Block {
            switch block {
            case .text(let text): return .paragraph(paragraph(text))
            case .bold(let text):
                var made = paragraph(text, style: .bold)
                made.heading.isBold = true
                return .paragraph(made)
            case .heading(let level, let text):
                var made = paragraph(text)
                made.heading.styleLevel = level
                return .paragraph(made)
            case .holding(let rows):
                return frame(rows)
            case .item(let text): return .paragraph(item(text, level: 0))
            case .subitem(let text): return .paragraph(item(text, level: 1))
            case .table(let rows), .titled(let rows):
                var isTitled = false
                if case .titled = block { isTitled = true }
                tables += 1
                let address = LocatedDocument.Address([.table(tables)])
                let made = rows.enumerated().map { row, texts in
                    LocatedDocument.Row(
                        cells: texts.enumerated().map { column, text in
                            LocatedDocument.Cell(
                                row: row, column: column,
                                blocks: [.paragraph(cell(text, isBold: isTitled && column == 0))],
                                address: address.adding(.row(row + 1)).adding(.cell(column + 1)))
                        }, address: address.adding(.row(row + 1)))
                }
                return .table(
                    LocatedDocument.Table(
                        id: tables - 1, columnCount: rows.map(\.count).max() ?? 0, rows: made, address: address))
            }
        }

        private mutating func item(_ text: String, level: Int) -> LocatedDocument.Paragraph {
            var made = paragraph(text)
            made.list = .init(label: "•", level: level, isBullet: true, listID: "1", number: nil)
            return made
        }

        private mutating func cell(_ text: String, isBold: Bool) -> LocatedDocument.Paragraph {
            var made = paragraph(text, style: isBold ? .bold : [])
            made.heading.isBold = isBold
            return made
        }

        private mutating func paragraph(_ text: String, style: LocatedDocument.TextStyle = [])
            -> LocatedDocument.Paragraph
        {
            paragraphs += 1
            var runs: [LocatedDocument.Run] = []
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { runs.append(.init(.lineBreak)) }
                for (column, part) in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
                    if column > 0 { runs.append(.init(.tab)) }
                    if !part.isEmpty { runs.append(.init(.text(String(part)), style: style)) }
                }
            }
            return LocatedDocument.Paragraph(
                id: paragraphs, runs: TickBoxes.withTickBoxes(runs, inCell: false),
                address: .init([.paragraph(paragraphs)]))
        }
    }
}
