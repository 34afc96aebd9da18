import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a section that has only paragraphs although its field holds rows.
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
        return record.fields.dropFirst(record.headCount).compactMap { field in
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
                    es: "«\(label.spanish)» debe ser una lista o una tabla, y aquí solo hay párrafos",
                    en: "“\(label.english)” should be a list or a table, and here are only paragraphs"),
                label: Localized(
                    es: "escriba cada una en una línea con «- » delante",
                    en: "write each in a line of its own behind “- ”"),
                fixes: [
                    .init(
                        Localized(es: "hacer de cada párrafo una fila", en: "make each paragraph a row"), safe: false,
                        paragraphs.map {
                            .init(Span(file: $0.span.file, start: Int($0.span.start), end: Int($0.span.start)), "- ")
                        })
                ], record: corpus.name(ofRecord: index))
        }
    }

    /// Whether a text begins like a list item typed by hand: `a) Abrir`, `1.- Abrir`, `• Abrir`.
    private static func isTypedItem(_ words: String) -> Bool {
        let mark = words.prefix { $0 != " " }
        guard mark.count < words.count, mark.count < 5, let last = mark.last else { return false }
        return ").-".contains(last) && mark.contains { $0.isLetter || $0.isNumber }
            || !mark.contains { $0.isLetter || $0.isNumber }
    }
}
