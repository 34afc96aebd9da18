import Diagnostics
import OficioModel
import OficioSource

extension Rule {
    /// Reports a footnote reference without a definition, or a definition without a reference.
    package static let looseFootnote = Rule(
        "nota-suelta", .form, .warning,
        what: Localized(
            es: """
                Una llamada «[^1]» no tiene su nota «[^1]: …», tiene dos, está en un dato corto, o una nota no tiene \
                su llamada, o continúa con sangría bajo su párrafo.
                """,
            en: """
                A mark “[^1]” has no note “[^1]: …”, or two, or stands in a short fact, or a note has no mark, or goes \
                on indented below its paragraph.
                """),
        why: Localized(
            es: """
                El lector vería los signos, o una nota que nadie sabe de qué es. De dos notas con la misma llamada, \
                todas las llamadas llevan a la primera.
                """,
            en: """
                A reader would see the signs, or a note of nothing. Where two notes have the same mark, every mark \
                leads to the first one.
                """),
        fires: """
            === content/paginas/a.md
            ---
            título: Uno
            ---

            La tarifa sale del decreto.[^1]
            """,
        passes: """
            === content/paginas/a.md
            ---
            título: Uno
            ---

            La tarifa sale del decreto.[^1]

            [^1]: Decreto 12, artículo 3.
            """)
}

enum LooseFootnote {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let notes = context.corpus.records[index].footnotes
        let known = Set(notes.notes.map(\.label))
        var used = Set(notes.references.map(\.label))
        let inFacts = marksInFacts(context.corpus.records[index])
        used.formUnion(inFacts.map(\.label))
        // Each text is searched once for all of its marks.
        var marks: [Span: [String: Span]] = [:]
        func finding(_ label: String, _ span: Span, es: String, en: String) -> Diagnostic {
            let places = marks[span] ?? context.firstMarks(in: span)
            marks[span] = places
            return Diagnostic(
                .looseFootnote, at: places[label] ?? span, Localized(es: es, en: en),
                record: context.corpus.name(ofRecord: index))
        }
        return inFacts.map {
            finding(
                $0.label, $0.span,
                es: "«[^\($0.label)]» se publica tal cual: un nombre o un dato corto no lleva notas",
                en: "“[^\($0.label)]” is published as typed: a name or a short fact has no notes")
        }
            + notes.references.filter { !known.contains($0.label) }.map {
                finding(
                    $0.label, $0.span, es: "no hay ninguna nota «[^\($0.label)]: …»",
                    en: "there is no note “[^\($0.label)]: …”")
            }
            + notes.notes.filter { !used.contains($0.label) }.map {
                finding(
                    $0.label, $0.span, es: "ningún texto lleva la llamada «[^\($0.label)]»",
                    en: "no text has the mark “[^\($0.label)]”")
            }
            + notes.repeatedNotes.map {
                finding(
                    $0.label, $0.span, es: "otra nota ya lleva «[^\($0.label)]»: cada una necesita su propia llamada",
                    en: "another note already has “[^\($0.label)]”: each needs a mark of its own")
            }
            + continuedNotes(context, notes.notes)
    }

    /// Returns the findings about notes with indented lines below them. A note is one paragraph; Markdown reads such
    /// lines as code, or as words of the paragraph if they follow at once.
    private static func continuedNotes(
        _ context: CheckContext, _ notes: [(label: String, span: Span)]
    ) -> [Diagnostic] {
        notes.enumerated().compactMap { place, note in
            let isLast = place + 1 == notes.count || notes[place + 1].span != note.span
            guard isLast, let line = context.indentedLine(inOrBelow: note.span) else { return nil }
            return Diagnostic(
                .looseFootnote, at: line.span,
                line.isInside
                    ? Localized(
                        es: "la lista se publica en la misma línea que la nota «[^\(note.label)]»",
                        en: "the list is published in one line with the note “[^\(note.label)]”")
                    : Localized(
                        es: "lo que sigue con sangría a la nota «[^\(note.label)]» se publica como código",
                        en: "what follows the note “[^\(note.label)]” indented is published as code"),
                label: Localized(
                    es: "escríbalo en el párrafo de la nota, o sin sangría como texto aparte",
                    en: "write it in the paragraph of the note, or without indent as a text of its own"))
        }
    }

    /// Returns the marks in the title and the other short facts of a record, which pages show as typed.
    private static func marksInFacts(_ record: Record) -> [(label: String, span: Span)] {
        record.fields.flatMap { field -> [(label: String, span: Span)] in
            guard case .text(let text) = field.value, text.inlines == nil, text.source.contains("[^") else { return [] }
            return Footnotes.pieces(of: text.source).compactMap { piece in
                if case .reference(let label) = piece { (label, text.span) } else { nil }
            }
        }
    }
}
