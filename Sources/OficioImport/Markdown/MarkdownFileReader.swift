import Diagnostics
import OficioSource

/// Reads Markdown files of other site generators: Hugo, MkDocs, Docusaurus, Jekyll.
///
/// The front matter becomes a table of keys and values before the text. Only ``MarkdownPictures`` opens files beside
/// the Markdown file.
final class MarkdownFileReader {
    private let builder: DocumentBuilder
    private var lists = 0
    private var notes: [String: Int] = [:]
    private let root = BlockContainer(.init())

    private init(_ builder: DocumentBuilder) { self.builder = builder }

    static func read(_ bytes: [UInt8], fileName: String, limits: ReadingLimits) throws(ImportRefusal) -> LocatedDocument
    {
        guard bytes.count <= Limits.fileBytes else {
            throw ImportRefusal(
                .tooLarge, Localized(es: "el archivo es demasiado grande", en: "the file is too large"))
        }
        let text = TextEncoding.decode(bytes).text.replacing("\r\n", with: "\n")
        if text.utf8.contains(0) {
            throw ImportRefusal(.notThatFormat, Localized(es: "no es un archivo de texto", en: "not a text file"))
        }
        let builder = DocumentBuilder(LocatedDocument(fileName: fileName, format: .markdown), limits: limits)
        let reader = MarkdownFileReader(builder)
        try reader.readAll(text)
        builder.document.finish()
        return builder.document
    }

    private func readAll(_ text: String) throws(ImportRefusal) {
        let settings = MarkdownSettings(text)
        let body = ForeignMarkdown(settings.body, firstLine: settings.bodyLine)
        var section = LocatedDocument.Section(address: .init())
        if let table = try frontMatter(settings) { section.blocks.append(.table(table)) }
        // A line before the text keeps a rule (`---`) at its beginning from being read as front matter.
        let source = SourceDocument(Array(("\n" + body.text).utf8), file: FileID(0), path: "text.md")
        gatherNotes(source.blocks)
        for block in source.blocks { try add(block, Place(), &section.blocks) }
        addHidden(body.hidden, &section.blocks)
        builder.document.sections = [section]
        for name in Set(body.kept).sorted() {
            builder.remark(
                .loss, es: "queda como está escrito lo que otra herramienta interpreta: \(name.prefix(60))",
                en: "what another tool interprets stays as it is typed: \(name.prefix(60))")
        }
        if settings.isBroken {
            builder.remark(
                .damage, es: "el encabezado no es YAML válido: cada línea se leyó por sí sola",
                en: "the front matter is not valid YAML: each line was read for itself")
        }
    }

    private static let tooDeep = ImportRefusal(
        .tooLarge,
        Localized(es: "el archivo anida listas o citas sin fin", en: "the file nests lists or quotes without end"))

    // MARK: Front matter

    private func frontMatter(_ settings: MarkdownSettings) throws(ImportRefusal) -> LocatedDocument.Table? {
        var rows: [LocatedDocument.Row] = []
        var technical: [String] = []
        for entry in settings.entries where !entry.key.isEmpty || !entry.values.isEmpty {
            let address = LocatedDocument.Address([.line(entry.line)])
            let isTechnical = MarkdownSettings.isTechnical(entry.key)
            if isTechnical { technical.append(entry.key) }
            var row = LocatedDocument.Row(address: address)
            for (column, values) in [[Self.words(entry.key)], entry.values].enumerated() {
                var cell = LocatedDocument.Cell(row: rows.count, column: column, address: address)
                cell.blocks = values.filter { !$0.isEmpty }.map { value in
                    var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: address)
                    paragraph.runs = CSVReader.lines(value)
                    if isTechnical {
                        for index in paragraph.runs.indices { paragraph.runs[index].visibility = .hidden }
                    } else if column == 1, values.count > 1 {
                        paragraph.list = .init(label: "•", level: 0, isBullet: true, listID: "front", number: nil)
                    }
                    paragraph.deriveLook()
                    return .paragraph(paragraph)
                }
                row.cells.append(cell)
            }
            rows.append(row)
            try builder.charge(cells: 2)
        }
        if !technical.isEmpty {
            builder.remark(
                .leftOut,
                es: "ajustes de la otra herramienta, que no pasan a la fuente: \(technical.joined(separator: ", "))",
                en: "settings of the other tool, which do not go into the source: \(technical.joined(separator: ", "))")
        }
        guard !rows.isEmpty else { return nil }
        let id = builder.tableID()
        builder.document.frontMatter = id
        return LocatedDocument.Table(id: id, columnCount: 2, rows: rows, address: root.nextTable())
    }

    /// Returns a key as words: `reports_to`, `reportsTo` and `reports-to` are *reports to*.
    static func words(_ key: String) -> String {
        var out = ""
        var previous: Character = " "
        for sign in key {
            if "_-.".contains(sign) {
                out.append(" ")
            } else {
                if sign.isUppercase, previous.isLowercase { out.append(" ") }
                out.append(sign)
            }
            previous = sign
        }
        return out
    }

    // MARK: Blocks

    /// The container of a block.
    private struct Place {
        var style: String?
        var level = 0
        var depth = 0
    }

    private func add(
        _ block: Block, _ place: Place, _ out: inout [LocatedDocument.Block]
    ) throws(ImportRefusal) {
        try builder.checkParagraphs()
        switch block {
        case .paragraph(let text): addParagraph(text, place, &out)
        case .heading(let level, let text):
            var paragraph = made(text, place)
            if place.style == nil {
                paragraph.heading.styleLevel = level
                paragraph.style = "heading \(level)"
            }
            out.append(.paragraph(paragraph))
        case .list(let list): try add(list, place, &out)
        case .table(let table): out.append(.table(try made(table)))
        case .quote(let inside, _): try addQuote(inside, place, &out)
        case .code(let code, _, _):
            var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: root.nextParagraph())
            paragraph.runs = CSVReader.lines(code.hasSuffix("\n") ? String(code.dropLast()) : code)
            paragraph.deriveLook()
            paragraph.style = ProseStyles.code
            out.append(.paragraph(paragraph))
        case .rule: break
        }
    }

    private func addParagraph(_ text: Text, _ place: Place, _ out: inout [LocatedDocument.Block]) {
        guard let inlines = text.inlines, Footnotes.isMarked(text) else {
            out.append(.paragraph(made(text, place)))
            return
        }
        // Footnotes are read where the text refers to them.
        let lines = Footnotes.lines(inlines).filter { Footnotes.parseNote($0) == nil }
        if lines.isEmpty { return }
        var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: root.nextParagraph())
        paragraph.runs = runs(Array(lines.joined(separator: [.softBreak])), [], nil)
        finish(&paragraph, place)
        out.append(.paragraph(paragraph))
    }

    private func made(_ text: Text, _ place: Place) -> LocatedDocument.Paragraph {
        var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: root.nextParagraph())
        paragraph.runs = text.inlines.map { runs($0, [], nil) } ?? [.init(.text(text.source))]
        finish(&paragraph, place)
        return paragraph
    }

    private func finish(_ paragraph: inout LocatedDocument.Paragraph, _ place: Place) {
        paragraph.runs = TickBoxes.withTickBoxes(paragraph.runs, inCell: false)
        paragraph.deriveLook()
        paragraph.style = place.style ?? paragraph.style
    }

    private func add(
        _ list: ListBlock, _ place: Place, _ out: inout [LocatedDocument.Block]
    ) throws(ImportRefusal) {
        lists += 1
        let id = "\(lists)"
        for (index, item) in list.items.enumerated() {
            var isFirst = true
            for block in item.blocks {
                if case .paragraph(let text) = block {
                    var paragraph = made(text, place)
                    if !isFirst, case .paragraph(var last)? = out.last, last.list?.listID == id {
                        // The paragraph continues the item.
                        last.runs += [.init(.lineBreak)] + paragraph.runs
                        out[out.count - 1] = .paragraph(last)
                        continue
                    }
                    let number = list.start.map { $0 + index }
                    paragraph.list = .init(
                        label: number.map { "\($0)." } ?? "•", level: place.level, isBullet: number == nil, listID: id,
                        number: number)
                    out.append(.paragraph(paragraph))
                    isFirst = false
                } else {
                    var inner = place
                    inner.level += 1
                    inner.depth += 1
                    guard inner.depth <= builder.limits.depth else { throw Self.tooDeep }
                    try add(block, inner, &out)
                }
            }
        }
    }

    private func addQuote(
        _ inside: [Block], _ place: Place, _ out: inout [LocatedDocument.Block]
    ) throws(ImportRefusal) {
        guard place.depth < builder.limits.depth else { throw Self.tooDeep }
        var blocks = inside
        var inner = place
        inner.depth += 1
        let callout = Callout(inside)
        let name = callout.map { $0.kind.rawValue.uppercased() }
        inner.style = "quote" + (name.map { " " + $0 } ?? "")
        let first = out.count
        if let callout {
            blocks = callout.blocks
            if !callout.title.isEmpty {
                var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: root.nextParagraph())
                paragraph.runs = runs(callout.title, .bold, nil)
                finish(&paragraph, inner)
                out.append(.paragraph(paragraph))
            }
        }
        for block in blocks { try add(block, inner, &out) }
        if out.count > first, case .paragraph(var paragraph) = out[first] {
            paragraph.style = (inner.style ?? "") + "+"
            out[first] = .paragraph(paragraph)
        }
    }

    private func made(_ table: TableBlock) throws(ImportRefusal) -> LocatedDocument.Table {
        let address = root.nextTable()
        var rows: [LocatedDocument.Row] = []
        for (number, cells) in ([table.header] + table.rows.map(\.cells)).enumerated() {
            var row = LocatedDocument.Row(address: address.adding(.row(number + 1)))
            row.isHeader = number == 0
            for (column, text) in cells.enumerated() {
                let place = row.address.adding(.cell(column + 1))
                var cell = LocatedDocument.Cell(row: number, column: column, address: place)
                var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: place)
                paragraph.runs = TickBoxes.withTickBoxes(
                    text.inlines.map { runs($0, [], nil) } ?? [.init(.text(text.source))], inCell: true)
                paragraph.deriveLook()
                cell.blocks = [.paragraph(paragraph)]
                row.cells.append(cell)
            }
            rows.append(row)
            try builder.charge(cells: cells.count)
        }
        return LocatedDocument.Table(
            id: builder.tableID(), columnCount: table.header.count, rows: rows, address: address)
    }

    /// Records the parts that are not text of the page: imports, comments, attributes of tags.
    private func addHidden(_ hidden: [(text: String, line: Int)], _ out: inout [LocatedDocument.Block]) {
        for (text, line) in hidden where !PlainText.words(text).isEmpty {
            var paragraph = LocatedDocument.Paragraph(
                id: builder.paragraphID(), address: LocatedDocument.Address([.line(line)]))
            var run = LocatedDocument.Run(.text(text))
            run.visibility = .hidden
            paragraph.runs = [run]
            paragraph.deriveLook()
            out.append(.paragraph(paragraph))
        }
    }

    // MARK: Inlines

    private func runs(
        _ inlines: [Inline], _ style: LocatedDocument.TextStyle, _ link: String?
    ) -> [LocatedDocument.Run] {
        inlines.flatMap { inline -> [LocatedDocument.Run] in
            func text(_ words: String, _ style: LocatedDocument.TextStyle) -> LocatedDocument.Run {
                var run = LocatedDocument.Run(.text(words), style: style)
                run.link = link
                return run
            }
            switch inline {
            case .text(let words):
                return Footnotes.pieces(of: words).map { piece in
                    switch piece {
                    case .words(let words): text(words, style)
                    case .reference(let label):
                        notes[label].map { LocatedDocument.Run(.note($0)) } ?? text("[^\(label)]", style)
                    }
                }
            case .code(let words): return [text(words, style.union(.code))]
            case .emphasis(let inside): return runs(inside, style.union(.italic), link)
            case .strong(let inside): return runs(inside, style.union(.bold), link)
            case .strikethrough(let inside): return runs(inside, style.union(.strike), link)
            case .link(let destination, _, let inside): return runs(inside, style, destination)
            case .reference(let target, let label):
                var run = LocatedDocument.Run(.text(label ?? target), style: style)
                run.link = target
                return [run]
            case .image(let destination, _, let alternative):
                builder.document.pictures.append(
                    .init(
                        name: destination, bytes: [], alternativeText: alternative.isEmpty ? nil : alternative,
                        isInMargin: false, address: .init([.picture(builder.document.pictures.count + 1)])))
                return [.init(.picture(builder.document.pictures.count - 1))]
            case .softBreak: return [text(" ", style)]
            case .lineBreak: return [.init(.lineBreak)]
            }
        }
    }

    // MARK: Notes

    /// Adds the definitions of footnotes to the document, the first of each label, before the text is read, so that
    /// references find them.
    private func gatherNotes(_ blocks: [Block]) {
        for case .paragraph(let text) in blocks {
            guard let inlines = text.inlines, Footnotes.isMarked(text) else { continue }
            for line in Footnotes.lines(inlines) {
                guard let (label, body) = Footnotes.parseNote(line), notes[label] == nil else { continue }
                let number = builder.document.notes.count + 1
                notes[label] = number - 1
                let address = LocatedDocument.Address([.footnote(number)])
                var paragraph = LocatedDocument.Paragraph(
                    id: builder.paragraphID(), address: address.adding(.paragraph(1)))
                paragraph.runs = runs(body, [], nil)
                paragraph.deriveLook()
                builder.document.notes.append(
                    .init(kind: .footnote, label: label, blocks: [.paragraph(paragraph)], address: address))
            }
        }
    }
}
