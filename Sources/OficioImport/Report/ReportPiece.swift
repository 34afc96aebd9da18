import Diagnostics
import OficioSchema
import OficioSource

/// A part of the file with one fate, as the report shows it.
package struct ReportPiece: Sendable {
    /// The number of the piece in the file, from 1.
    package let number: Int
    /// The part of the file that contains the piece.
    package let part: LocatedDocument.WordPart
    /// The place of the piece in the file.
    package let address: LocatedDocument.Address
    /// The text of the piece, on one line.
    package let text: String
    /// The number of words in the piece.
    package let words: Int
    /// The fate of the words of the piece.
    package let fate: Fate
    /// The value that the piece is part of; nil if it is in no field.
    package var field: FoundField?
    /// The name of the field that the piece is part of; nil if it is in no field.
    package var fieldName: Localized?
    /// The path of the source that holds the piece, and the number of the line in the source, from 1; nil if no
    /// source holds the piece.
    package var place: (path: String, line: Int)?
}

/// Splits a matched file into pieces.
struct ReportPieceSplitter {
    private let file: ImportedFile
    private let match: Match

    /// The shown text of each paragraph, by its id.
    private let texts: [Int: String]
    /// The lines of text of each record that keeps its own headings: the words, and the line's number from 1.
    private let prose: [Int: [(words: String, line: Int)]]

    init?(_ file: ImportedFile) {
        guard let match = file.match else { return nil }
        self.file = file
        self.match = match
        let document = match.outline.document
        let all =
            document.paragraphs + document.margins.flatMap { $0.blocks.paragraphs }
            + document.notes.flatMap { $0.blocks.paragraphs }
            + document.comments.flatMap { $0.blocks.paragraphs }
        texts = Dictionary(all.map { ($0.id, $0.text) }) { first, _ in first }
        prose = file.drafts.filter { match.records.indices.contains($0.key) && match.records[$0.key].isProse }.mapValues
        {
            $0.lines.enumerated().compactMap { index, line in
                let words = PlainText.words(line.text).joined(separator: " ")
                return line.field != nil || words.isEmpty ? nil : (words, index + 1)
            }
        }
    }

    /// Returns the words of the file that have a fate, as pieces: adjacent words of one paragraph with one fate form
    /// a piece.
    func all() -> [ReportPiece] {
        var pieces: [ReportPiece] = []
        let words = match.outline.words
        var start = 0
        var next: [Int: Int] = [:]
        var lines: [Int: DraftLines] = [:]
        while start < words.count {
            var end = start + 1
            while end < words.count, isSame(start, end) { end += 1 }
            if let fate = match.fates.all[start] {
                var piece = piece(start..<end, fate, number: pieces.count + 1, &lines)
                if case .field(let record, ProseText.field) = fate {
                    piece.fieldName = Localized(es: "Texto", en: "Text")
                    piece.place = proseLine(of: piece.text, record, &next)
                }
                pieces.append(piece)
            }
            start = end
        }
        return pieces
    }

    /// Returns the source and the line of a text in a record that keeps its own headings. The search starts at the
    /// line of the piece before. Returns `nil` if none of the next 200 lines contains the text.
    private func proseLine(of text: String, _ record: Int, _ next: inout [Int: Int]) -> (String, Int)? {
        guard let lines = prose[record], let draft = file.drafts[record] else { return nil }
        let wanted = PlainText.words(text).joined(separator: " ")
        let from = next[record] ?? 0
        // Texts keep their order, so a match far ahead is another text with the same words.
        for index in from..<min(lines.count, from + 200) where lines[index].words.contains(wanted) {
            next[record] = index
            return (draft.path, lines[index].line)
        }
        return nil
    }

    private func isSame(_ first: Int, _ other: Int) -> Bool {
        let (a, b) = (match.outline.words[first].id, match.outline.words[other].id)
        return a.part == b.part && a.paragraph == b.paragraph && match.fates.all[first] == match.fates.all[other]
    }

    private func piece(_ range: Range<Int>, _ fate: Fate, number: Int, _ lines: inout [Int: DraftLines]) -> ReportPiece
    {
        let words = match.outline.words[range]
        var text = words.map(\.text).joined(separator: " ")
        if let first = words.first, let from = first.range, let to = words.last?.range,
            let paragraph = texts[first.id.paragraph]
        {
            text = PlainText.clean(paragraph.slice(from.lowerBound..<to.upperBound))
        }
        var piece = ReportPiece(
            number: number, part: words[words.startIndex].id.part, address: words[words.startIndex].address, text: text,
            words: words.count, fate: fate)
        switch fate {
        case .field(let record, let name):
            let known = match.records[record]
            let type = match.labels.forms[known.form].type
            guard let field = known.fields.firstIndex(where: { Assembler.name($0.path, type) == name }) else { break }
            piece.field = known.fields[field]
            piece.fieldName = type.fields[known.fields[field].path[0]].label
            piece.place = place(of: text, record, field: field, &lines)
        case .unplaced(let record): piece.place = place(of: text, record, field: nil, &lines)
        case .label, .mark, .furniture, .dropped: break
        }
        return piece
    }

    /// Returns the source and the line that contain a text, otherwise the first line of its field; `nil` if the
    /// record has no source, or the field no lines.
    private func place(
        of text: String, _ record: Int, field: Int?, _ lines: inout [Int: DraftLines]
    ) -> (String, Int)? {
        guard let draft = file.drafts[record] else { return nil }
        let wanted = PlainText.words(text).joined(separator: " ")
        return lines[record, default: DraftLines(draft)].line(holding: wanted, field).map { (draft.path, $0) }
    }
}

/// The lines of a source by their field, for finding texts that come in the order of the source.
private struct DraftLines {
    private var byField: [Int?: (lines: [(number: Int, words: String)], next: Int)] = [:]

    init(_ draft: SourceDraft) {
        for (index, line) in draft.lines.enumerated() where !line.text.isEmpty {
            byField[line.field, default: ([], 0)].lines.append(
                (index + 1, PlainText.words(line.text).joined(separator: " ")))
        }
    }

    /// Returns the number of the first line of a field that holds some words, or of the field's first line if none
    /// holds them. The search starts at the line found before. Returns `nil` for a field without lines.
    mutating func line(holding words: String, _ field: Int?) -> Int? {
        guard let (lines, next) = byField[field] else { return nil }
        let order = [next..<lines.count, 0..<next]
        let found = order.lazy.compactMap { range in range.first { lines[$0].words.contains(words) } }.first
        if let found { byField[field]?.next = found }
        return (found.map { lines[$0] } ?? lines.first)?.number
    }
}

extension Fate {
    /// The fate in words, for people.
    package var words: Localized {
        switch self {
        case .field(_, let field): Localized(es: "campo «\(field)»", en: "field “\(field)”")
        case .label: Localized(es: "rótulo del formato", en: "label of the form")
        case .mark: Localized(es: "marca", en: "mark")
        case .furniture(let why): why.words
        case .unplaced: Localized(es: "sin colocar", en: "not placed")
        case .dropped(let why): why.words
        }
    }

    /// The kind of the fate in one word, for scripts.
    package var kind: String {
        switch self {
        case .field: "field"
        case .label: "label"
        case .mark: "mark"
        case .furniture: "furniture"
        case .unplaced: "unplaced"
        case .dropped: "dropped"
        }
    }
}

extension Fate.Furniture {
    /// The reason in words, for people.
    package var words: Localized {
        switch self {
        case .margin: Localized(es: "encabezado o pie de página", en: "page header or footer")
        case .around: Localized(es: "alrededor del documento", en: "around the document")
        case .formHead: Localized(es: "membrete del formato", en: "head of the form")
        case .pageNumber: Localized(es: "número de página", en: "page number")
        case .contents: Localized(es: "índice", en: "table of contents")
        case .placeholder: Localized(es: "texto de un control sin rellenar", en: "placeholder of an empty control")
        case .repeated: Localized(es: "dicho otra vez en el archivo", en: "said again in the file")
        case .catalogue:
            Localized(es: "dicho en el catálogo de competencias", en: "said in the catalogue of competencies")
        case .sheet:
            Localized(es: "título, banda, suma o leyenda de la hoja", en: "title, band, sum or legend of the sheet")
        case .layoutNote: Localized(es: "aviso sobre la página", en: "note on the layout")
        }
    }
}

extension Fate.Dropped {
    /// The reason in words, for people.
    package var words: Localized {
        switch self {
        case .deleted: Localized(es: "borrado con control de cambios", en: "deleted by a tracked change")
        case .hidden: Localized(es: "texto oculto", en: "hidden text")
        case .comment: Localized(es: "comentario", en: "comment")
        case .alternativeText: Localized(es: "texto alternativo de una imagen", en: "alternative text of a picture")
        case .setting: Localized(es: "ajuste de otra herramienta", en: "setting of another tool")
        case .listLabel: Localized(es: "número de una lista", en: "number of a list")
        }
    }
}

extension FoundField.Doubt {
    /// The doubt in words, for people.
    package var words: Localized {
        switch self {
        case .otherLabel: Localized(es: "el rótulo no es el del formato", en: "the label is not the form's")
        case .wrongKind:
            Localized(es: "el valor no es de la clase que el campo pide", en: "the value is not of the field's kind")
        case .byOrder:
            Localized(
                es: "un rótulo para varios campos: repartido por su orden",
                en: "one label for several fields: told apart by their order")
        case .severalTexts:
            Localized(es: "varios párrafos unidos en un dato", en: "several paragraphs joined into one fact")
        case .contradiction:
            Localized(es: "el archivo dice otra cosa en otro lugar", en: "the file says something else elsewhere")
        case .unresolved:
            Localized(
                es: "nombra un documento que no hay, o que se escribe de otro modo",
                en: "names a document that does not exist, or is spelled otherwise")
        case .implied:
            Localized(
                es: "sale de una frase o del título, que conservan sus palabras",
                en: "follows from a sentence or the title, which keep their words")
        }
    }
}
