import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a section that has only paragraphs although its field holds rows, and entries that are written as
    /// paragraphs or lines below its rows.
    package static let proseWithoutRows = Rule(
        "prosa-sin-filas", .form, .warning,
        what: Localized(
            es: "Una sección que se lee por filas (funciones, pasos …) solo tiene párrafos.",
            en: "A section that is read by rows (functions, steps …) has only paragraphs."),
        why: Localized(
            es: """
                Se publica como texto: no sale en tablas, calendarios ni en «quién hace qué», y un formato la daría \
                por vacía.
                """,
            en: """
                It is published as text: it is in no table, calendar or “who does what”, and a form would show it as \
                empty.
                """
        ),
        fires: """
            === content/puestos/a.md
            ---
            título: Uno
            ---

            ## Funciones

            Atender al público.

            Cobrar los aranceles.
            """,
        passes: """
            === content/puestos/a.md
            ---
            título: Uno
            ---

            ## Funciones

            - Atender al público.
            - Cobrar los aranceles.
            """)
}

enum ProseWithoutRows {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        let body = record.fields.dropFirst(record.headCount)
        let joined = body.flatMap { joinedLines($0, type, context, index) + entriesBehind($0, context, index) }
        let prose = body.compactMap { field -> Diagnostic? in
            guard case .rows(let rows) = field.value, rows.rows.isEmpty, rows.clause == nil,
                !rows.groups.contains(where: \.isNotApplicable)
            else { return nil }
            let prose = rows.introduction + rows.groups.flatMap(\.note) + rows.closing
            let paragraphs = prose.compactMap { if case .paragraph(let text) = $0 { text } else { nil } }
            // Other rules report a table without its delimiter row, and pasted bullets and numbers.
            guard let first = paragraphs.first, let sign = first.plain.first, sign.isLetter || "¿¡«“(".contains(sign)
            else { return nil }
            if paragraphs.contains(where: { isTypedItem($0.plain) }) { return nil }
            let label = type.fields[field.field].label
            return Diagnostic(
                .proseWithoutRows, at: field.span,
                Localized(
                    es: """
                        «\(field.ownHeading ?? label.spanish)» debe ser una lista o una tabla, y aquí solo hay párrafos
                        """,
                    en: """
                        “\(field.ownHeading ?? label.english)” should be a list or a table, and here are only paragraphs
                        """),
                label: Localized(
                    es: "escriba cada entrada en una línea con «- » delante",
                    en: "write each entry in a line of its own behind “- ”"),
                fixes: [
                    .init(
                        Localized(es: "hacer de cada párrafo una fila", en: "make each paragraph a row"), safe: false,
                        paragraphs.map {
                            .init(Span(file: $0.span.file, start: Int($0.span.start), end: Int($0.span.start)), "- ")
                        })
                ], record: corpus.name(ofRecord: index))
        }
        return joined + prose
    }

    /// Returns findings about paragraphs after a list that begin with an infinitive like its entries: *Cobrar.* after
    /// *- Contar.*
    private static func entriesBehind(_ field: FieldValue, _ context: CheckContext, _ index: Int) -> [Diagnostic] {
        guard case .rows(let rows) = field.value, !rows.closing.isEmpty, context.corpus.schema.language == .spanish,
            let last = rows.rows.last, last.span.end <= rows.closing[0].span.start
        else { return [] }
        func isTask(_ words: String) -> Bool {
            let first = String(words.prefix { $0.isLetter }).folded
            return first.count > 3 && ["ar", "er", "ir"].contains { first.hasSuffix($0) }
        }
        guard rows.rows.allSatisfy({ row in row.cells.contains { isTask($0.value.plain) } }) else { return [] }
        return rows.closing.compactMap { block in
            guard case .paragraph(let text) = block, isTask(text.plain) else { return nil }
            return Diagnostic(
                .proseWithoutRows, at: text.span,
                Localized(
                    es: "este párrafo está tras la lista y parece una entrada más",
                    en: "this paragraph stands behind the list and reads like one more entry"),
                label: Localized(es: "si lo es, escríbalo con «- » delante", en: "if it is one, write it behind “- ”"),
                fixes: [
                    .init(
                        Localized(es: "hacer del párrafo una entrada", en: "make the paragraph an entry"), safe: false,
                        [
                            .init(
                                Span(file: text.span.file, start: Int(text.span.start), end: Int(text.span.start)), "- "
                            )
                        ])
                ], record: context.corpus.name(ofRecord: index))
        }
    }

    /// Returns findings about entries on separate lines below a row, which Markdown joins into one line.
    private static func joinedLines(
        _ field: FieldValue, _ type: DocumentType, _ context: CheckContext, _ index: Int
    ) -> [Diagnostic] {
        guard case .rows(let rows) = field.value, case .rows(let kind) = type.fields[field.field].kind,
            let children = kind.children
        else { return [] }
        return rows.rows.flatMap { row -> [Diagnostic] in
            guard case .list(let items)? = row[children] else { return [] }
            return items.compactMap { item in
                guard item.blocks.count == 1, case .paragraph(let text) = item.blocks[0],
                    let starts = sentenceStarts(text.span, context)
                else { return nil }
                return Diagnostic(
                    .proseWithoutRows, at: text.span,
                    Localized(
                        es: "estas \(starts.count) líneas se leen como una sola entrada",
                        en: "these \(starts.count) lines are read as a single entry"),
                    label: Localized(
                        es: "escriba cada una en una línea con «- » delante",
                        en: "write each in a line of its own behind “- ”"),
                    fixes: [
                        .init(
                            Localized(es: "hacer de cada línea una entrada", en: "make each line an entry"), safe: true,
                            starts.map { .init(Span(file: text.span.file, start: $0, end: $0), "- ") })
                    ], record: context.corpus.name(ofRecord: index))
            }
        }
    }

    /// Returns the starts of the lines of a paragraph without list markers in which every line is a sentence; `nil`
    /// for any other text.
    private static func sentenceStarts(_ span: Span, _ context: CheckContext) -> [Int]? {
        let bytes = context.bytes(of: span.file)
        let range = span.range.clamped(to: 0..<bytes.count)
        guard range.lowerBound == 0 || bytes[range.lowerBound - 1] == 0x0A, bytes[range].contains(0x0A) else {
            return nil
        }
        var starts: [Int] = []
        for line in bytes[range].split(separator: 0x0A) {
            let words = String(decoding: line, as: UTF8.self).trimmedASCII
            guard words.first?.isUppercase == true, let last = words.last, ".;".contains(last) else { return nil }
            starts.append(line.startIndex)
        }
        return starts.count > 1 ? starts : nil
    }

    /// Whether a text begins like a list item typed by hand: `a) Abrir`, `1.- Abrir`, `• Abrir`.
    private static func isTypedItem(_ words: String) -> Bool {
        let mark = words.prefix { $0 != " " }
        guard mark.count < words.count, mark.count < 5, let last = mark.last else { return false }
        return ").-".contains(last) && mark.contains { $0.isLetter || $0.isNumber }
            || !mark.contains { $0.isLetter || $0.isNumber }
    }
}
