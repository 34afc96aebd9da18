import Diagnostics
import OficioSchema
import OficioSource

/// Collects words of a document that seem to call something internal although no mark hides it; see
/// `Rule.unmarkedInternal`.
struct UnmarkedInternal {
    /// A suspicious text, which is reported if its document and its section are public.
    struct Suspect {
        /// The span of the heading of the text's section, or the text's own span outside sections.
        let section: Span
        let text: Text
        let label: Localized
        let fix: Diagnostic.Fix?
        /// Whether the words are a label that can only mean something internal: *Interno: la clave es…*
        var isLabel = false
        /// Whether the words say so plainly, so that only the document's own permission lets them be published.
        var isPlain = false

        /// The message; nil for the usual one.
        var message: Localized?

        func finding(_ record: String?) -> Diagnostic {
            if let message {
                var finding = Diagnostic(
                    .unmarkedInternal, at: text.span, message, label: isPlain ? Self.permission : nil, record: record)
                if isPlain { finding.severity = .error }
                return finding
            }
            let shown = text.plain.count > 60 ? text.plain.prefix(60) + "…" : text.plain[...]
            if isLabel {
                return Diagnostic(
                    .unclearAccess, at: text.span,
                    Localized(
                        es: "«\(shown)» dice que es interno, y no lo oculta",
                        en: "“\(shown)” says that it is internal, and does not hide it"),
                    label: label, record: record)
            }
            var finding = Diagnostic(
                .unmarkedInternal, at: text.span,
                Localized(
                    es: "«\(shown)» parece decir que esto es interno, y se publica",
                    en: "“\(shown)” seems to say that this is internal, and it is published"),
                label: isPlain ? Self.orPermit(label) : label, fixes: fix.map { [$0] } ?? [], record: record)
            if isPlain { finding.severity = .error }
            return finding
        }

        private static let permission = Localized(
            es: "si es para todos, ponga «oficio: permitir interno-sin-marca — motivo» en el encabezado del documento",
            en: "if it is for everybody, write “oficio: allow interno-sin-marca — reason” in the front matter")

        /// Returns a hint with the ways to publish a text that says plainly that it is internal.
        private static func orPermit(_ hint: Localized) -> Localized {
            Localized(
                es: """
                    \(hint[.spanish]); si es para todos, dígalo con otras palabras o ponga «oficio: permitir \
                    interno-sin-marca — motivo» en el encabezado del documento
                    """,
                en: """
                    \(hint[.english]); if it is for everybody, say it in other words or write “oficio: allow \
                    interno-sin-marca — reason” in the front matter of the document
                    """)
        }
    }

    var found: [Suspect] = []
    /// The spans of texts whose label is among `found`.
    var labelled: Set<Span> = []
    /// The bytes of the document.
    private let bytes: [UInt8]

    /// Prepares to read a document.
    init(of document: SourceDocument) { bytes = document.bytes }

    /// Returns the source of a text with the line breaks of the document. A text without markup and a value of the
    /// front matter hold blanks in place of line breaks.
    func written(_ text: Text) -> String {
        guard text.inlines == nil, Int(text.span.end) <= bytes.count, bytes[text.span.range].contains(0x0A) else {
            return text.source
        }
        let whole = String(decoding: bytes[text.span.range], as: UTF8.self).precomposed
        return whole.split(whereSeparator: \.isNewline).map { $0.drop { " \t>".contains($0) } }.joined(separator: "\n")
    }

    private static let ofTitle = Localized(
        es: "se oculta con una línea «acceso: interno» en el encabezado",
        en: "a line “access: internal” in the front matter hides it")
    private static let ofDraft = Localized(
        es: "con una línea «estado: borrador» en el encabezado no se publica",
        en: "with a line “state: draft” in the front matter it is not published")
    private static let ofSection = Localized(
        es: "se oculta con «{acceso=interno}» al final del título",
        en: "“{access=internal}” at the end of the heading hides it")
    private static let ofLabel = Localized(
        es: """
            para ocultarlo, póngalo bajo un título «## … {acceso=interno}»; si es para todos, no empiece con esa palabra
            """,
        en: """
            to hide it, put it under a heading “## … {access=internal}”; if it is for everybody, do not begin with \
            that word
            """)
    private static let ofPart = Localized(
        es: "para ocultarlo, póngalo bajo un título «## … {acceso=interno}»",
        en: "to hide it, put it under a heading “## … {access=internal}”")

    /// Reads the title of the document. `entry` is the title's entry in front matter without an access key.
    mutating func read(title: Text, entry: YAMLNode.Entry?) {
        if StaffPhrase.saysDraft(title.source) {
            return found.append(Suspect(section: title.span, text: title, label: Self.ofDraft, fix: nil))
        }
        guard StaffPhrase.occurs(inHeading: title.source) else { return }
        let fix = entry.map { entry in
            Diagnostic.Fix(
                Localized(es: "agregar «acceso: interno»", en: "add “access: internal”"), safe: false,
                [.init(Self.point(Int(entry.span.start), in: entry.span.file), "acceso: interno\n")])
        }
        found.append(
            Suspect(
                section: title.span, text: title, label: Self.ofTitle, fix: fix,
                isPlain: StaffPhrase.isPlain(heading: title)))
    }

    /// Adds to `found` the first name in the path of a Markdown document that sounds internal,
    /// `content/paginas/interno/claves.md`. Names of folders and files hide nothing.
    mutating func read(path: String, of file: FileID) {
        let parts = path.parts(between: "/").dropFirst(2).map(String.init)
        guard let last = parts.last, last.isMarkdownPath else { return }
        let names = parts.dropLast() + [String(last.dropLast(3))]
        guard let name = names.first(where: StaffPhrase.occurs(inName:)) else { return }
        let place = Span.start(of: file)
        found.append(Suspect(section: place, text: Text(name, span: place), label: Self.ofTitle, fix: nil))
    }

    /// Reads the heading of a section and its blocks, unless the heading has a mark.
    mutating func read(section heading: Text, _ blocks: some Collection<Block>) {
        if AccessMark(heading) != nil { return }
        if StaffPhrase.occurs(inHeading: heading.source) || StaffPhrase.occurs(inEmphasisOf: heading) {
            let isPlain = Int(heading.span.end) - Int(heading.span.start) == heading.source.utf8.count
            let fix = Diagnostic.Fix(
                Localized(es: "agregar «{acceso=interno}»", en: "add “{access=internal}”"), safe: false,
                [.init(Self.point(Int(heading.span.end), in: heading.span.file), " {acceso=interno}")])
            found.append(
                Suspect(
                    section: heading.span, text: heading, label: Self.ofSection, fix: isPlain ? fix : nil,
                    isPlain: StaffPhrase.isPlain(heading: heading)))
        }
        read(blocks, in: heading.span)
    }

    private static func point(_ offset: Int, in file: FileID) -> Span {
        Span(file: file, start: offset, end: offset)
    }

    /// Adds a heading or a key that names a public field and sounds like the name of a hidden one.
    mutating func read(likeHidden span: Span, _ message: Localized) {
        found.append(
            Suspect(section: span, text: Text("", span: span), label: Self.ofPart, fix: nil, message: message))
    }

    /// Adds a key that asks for a person although the field that it names does not, and is published.
    mutating func read(person span: Span, _ message: Localized) {
        found.append(
            Suspect(
                section: span, text: Text("", span: span), label: Self.ofPart, fix: nil, isPlain: true,
                message: message))
    }

    /// Reads blocks that belong to no section.
    mutating func read(_ blocks: some Collection<Block>) { read(blocks, in: nil) }

    /// Adds the first block of a body to `found` if it is front matter between code fences that declares the document
    /// internal: it is code, and hides nothing.
    mutating func read(start block: Block?) {
        guard case .code(let text, _, let span)? = block, text.utf8.count < 2000 else { return }
        let isMeant = text.split(whereSeparator: \.isNewline).contains { line in
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            return parts.count == 2 && Access.isNearlyName(parts[0].folded) && Access(parts[1]) == .staff
        }
        guard isMeant, let first = text.split(whereSeparator: \.isNewline).first else { return }
        found.append(Suspect(section: span, text: Text(String(first), span: span), label: Self.ofTitle, fix: nil))
    }

    /// Reads the only word of a section, which may be its subject.
    mutating func read(value word: String, ofSection heading: Text) {
        let text = Text("\(heading.plain): \(word)", span: heading.span)
        found.append(Suspect(section: heading.span, text: text, label: Self.ofSection, fix: nil))
    }

    /// Reads the only word of a field in front matter, which may be an ordinary value.
    mutating func read(value word: String, of entry: YAMLNode.Entry) {
        let text = Text("\(entry.key.text): \(word)", span: entry.span)
        found.append(Suspect(section: entry.span, text: text, label: Self.ofTitle, fix: nil))
    }

    /// Reads the texts of a value of the front matter.
    mutating func read(_ node: YAMLNode) {
        switch node {
        case .scalar(let scalar):
            read(values: [Text(scalar.text, span: scalar.span)])
        case .sequence(let items, _):
            let texts = items.compactMap { item in
                if case .scalar(let scalar) = item { Text(scalar.text, span: scalar.span) } else { nil as Text? }
            }
            read(values: texts)
            for item in items {
                if case .scalar = item { continue }
                read(item)
            }
        case .mapping(let entries, _): for entry in entries { read(entry.value) }
        }
    }

    private mutating func read(values texts: [Text]) {
        let hints = texts.map { StaffPhrase.hints(in: $0.source) }
        read(labels: texts, hints, in: nil, isValue: true)
        read(endsOf: texts, in: nil)
        for (text, hints) in zip(texts, hints) where hints.contains(.staff) { read(line: text, in: nil) }
    }

    private mutating func read(_ blocks: some Collection<Block>, in section: Span?, isNested: Bool = false) {
        if blocks.isEmpty { return }
        // Most documents have no suspicious word in most of their parts, so each text is searched once.
        let hints = blocks.map { block -> StaffPhrase.Hints in
            switch block {
            case .paragraph(let text), .heading(_, let text): StaffPhrase.hints(in: text.source)
            default: []
            }
        }
        if hints.contains(where: { $0.maySayStaff }) { read(labelsOf: Array(blocks), hints, in: section) }
        if hints.contains(where: { $0.contains(.staff) }) {
            read(marksOf: Array(blocks), in: section, isNested: isNested)
        }
        for (block, hints) in zip(blocks, hints) {
            switch block {
            case .heading(_, let text):
                if labelled.contains(text.span) { continue }
                if StaffPhrase.occurs(inHeading: text.source, isWholeEnough: false)
                    || StaffPhrase.occurs(inEmphasisOf: text) || StaffPhrase.isReserved(text.plain)
                {
                    add(text, in: section, isPlain: StaffPhrase.isPlain(heading: text))
                }
            case .paragraph(let text):
                if hints.contains(.staff) { read(line: text, in: section, isParagraph: true) }
            case .list(let list):
                let texts = list.items.map(\.firstParagraph)
                let hints = texts.map { text in text.map { StaffPhrase.hints(in: $0.source) } }
                if hints.contains(where: { $0?.maySayStaff == true }) {
                    read(labels: texts.compactMap(\.self), hints.compactMap(\.self), in: section)
                }
                if hints.contains(where: { $0?.contains(.staff) == true }) { read(marksOf: list, in: section) }
                for (place, item) in list.items.enumerated() {
                    if let text = texts[place], hints[place]?.contains(.staff) == true {
                        read(line: text, in: section)
                    }
                    read(item.blocks.dropFirst(texts[place] == nil ? 0 : 1), in: section, isNested: true)
                }
            case .quote(let inside, _): read(inside, in: section, isNested: true)
            case .table(let table):
                let header = table.header.map { StaffPhrase.hints(in: $0.source) }
                let rows = table.rows.map { row in row.cells.map { StaffPhrase.hints(in: $0.source) } }
                if (rows + [header]).contains(where: { $0.contains(where: \.maySayStaff) }) {
                    read(labelsOf: table, header, rows, in: section)
                    read(marksOf: table, in: section)
                }
                for (cells, hints) in zip([table.header] + table.rows.map(\.cells), [header] + rows) {
                    for (text, hints) in zip(cells, hints) where hints.contains(.staff) {
                        read(line: text, in: section)
                    }
                }
                read(columnsOf: table, in: section)
            case .code(let text, _, let span): read(code: text, span, in: section)
            case .rule: break
            }
        }
    }

    /// Reads the labels of the paragraphs between headings, of which some may have a suspicious word. `hints` has the
    /// kinds of words of each block.
    private mutating func read(labelsOf blocks: [Block], _ hints: [StaffPhrase.Hints], in section: Span?) {
        let places = blocks.indices.split { if case .heading = blocks[$0] { true } else { false } }
        for part in places {
            let paragraphs = part.filter { if case .paragraph = blocks[$0] { true } else { false } }
            let texts = paragraphs.compactMap { place in
                if case .paragraph(let text) = blocks[place] { text } else { nil as Text? }
            }
            read(labels: texts, paragraphs.map { hints[$0] }, in: section)
        }
    }

    /// Reads the labels of neighbouring texts. `hints` has the kinds of words of each text.
    private mutating func read(
        labels texts: [Text], _ hints: [StaffPhrase.Hints], in section: Span?, isValue: Bool = false
    ) {
        guard hints.contains(where: \.maySayStaff) else { return }
        if hints.contains(where: { $0.contains(.staff) }) { for text in texts { readInside(text, in: section) } }
        var places: [Text] = []
        var labels: [StaffPhrase.Label?] = []
        for (text, hints) in zip(texts, hints) {
            // The words of a text are the same with the line breaks that it was written with.
            // HTML that declares access is an error of its own.
            let isDeclared = text.source.contains("<") && AccessWords.occur(in: text.source)
            guard StaffPhrase.mayHoldLabel(hints), !isDeclared else {
                places.append(text)
                labels.append(nil)
                continue
            }
            for label in StaffPhrase.labels(in: written(text), isValue: isValue) {
                places.append(text)
                labels.append(label)
            }
        }
        for (place, label) in labels.enumerated() {
            guard let label else { continue }
            add(label, isContrasted: StaffPhrase.isContrasted(place, in: labels), of: places[place], in: section)
        }
    }

    /// Reads the labels in front of texts inside a text, and the ends of those texts: the words of links and
    /// references, titles, alternative texts.
    private mutating func readInside(_ text: Text, in section: Span?) {
        guard let inlines = text.inlines else { return }
        for words in inlines.flatMap(\.textsInside) where StaffPhrase.mayOccur(in: words) {
            for label in StaffPhrase.labels(in: words) {
                if let label { add(label, isContrasted: false, of: text, in: section) }
            }
            if StaffPhrase.mark(atEndOf: words) == .staff { addPlain(text, in: section) }
        }
    }

    /// Reads the labels of cells below the header. The neighbours of a cell are the cells next to it in its row and
    /// in its column.
    private mutating func read(
        labelsOf table: TableBlock, _ header: [StaffPhrase.Hints], _ hints: [[StaffPhrase.Hints]], in section: Span?
    ) {
        read(labels: table.header, header, in: section)
        guard hints.contains(where: { $0.contains(where: \.maySayStaff) }) else { return }
        for row in table.rows { for cell in row.cells { readInside(cell, in: section) } }
        let rows = zip(table.rows, hints).map { row, hints in
            zip(row.cells, hints).map { cell, hints in
                StaffPhrase.mayHoldLabel(hints)
                    ? StaffPhrase.labels(in: cell.source, isValue: true).compactMap { $0 }.first : nil
            }
        }
        for (row, labels) in rows.enumerated() {
            for (column, label) in labels.enumerated() {
                guard let label else { continue }
                let others = rows.map { $0.indices.contains(column) ? $0[column] : nil }
                let isContrasted =
                    StaffPhrase.isContrasted(column, in: labels) || StaffPhrase.isContrasted(row, in: others)
                add(label, isContrasted: isContrasted, of: table.rows[row].cells[column], in: section)
            }
        }
    }

    private mutating func add(_ label: StaffPhrase.Label, isContrasted: Bool, of text: Text, in section: Span?) {
        if label.meaning == .forOthers || isContrasted && !label.holdsSecret { return }
        if labelled.contains(text.span) { return }
        // *Confidencial, no difundir* is a mark as a whole.
        if label.meaning == .mayHide, StaffPhrase.mark(ofWhole: text.source) == .staff { return }
        labelled.insert(text.span)
        found.append(
            Suspect(
                section: section ?? text.span, text: text, label: Self.ofLabel, fix: nil,
                isLabel: label.meaning == .hides && !isContrasted))
    }

    /// Reads a text that may have a suspicious word.
    private mutating func read(line text: Text, in section: Span?, isParagraph: Bool = false) {
        if !labelled.isEmpty, labelled.contains(text.span) { return }
        // A long text never consists of words that ask to keep it internal, so it is skipped.
        guard text.source.utf8.count < 400, !text.source.utf8.contains(UInt8(ascii: "`")) else { return }
        let lines = written(text).split(whereSeparator: \.isNewline)
        guard let first = lines.first, let last = lines.last else { return }
        if isParagraph, lines.count > 1, StaffPhrase.isMark(line: String(last)) {
            labelled.insert(text.span)
            found.append(
                Suspect(section: section ?? text.span, text: text, label: Self.ofLabel, fix: nil, isLabel: true))
            return
        }
        if StaffPhrase.occurs(inLine: String(first), isParagraph: isParagraph)
            || lines.count > 1 && StaffPhrase.occurs(inLine: String(last))
        {
            add(text, in: section)
        }
    }

    mutating func add(_ text: Text, in section: Span?, isPlain: Bool = false) {
        found.append(
            Suspect(
                section: section ?? text.span, text: text, label: Self.ofPart, fix: nil,
                isPlain: isPlain))
    }
}
