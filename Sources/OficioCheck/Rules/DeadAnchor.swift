import Diagnostics
import OficioBasics
import OficioModel
import OficioSource

extension Rule {
    /// Reports a link to a section that does not exist.
    package static let deadAnchor = Rule(
        "seccion-enlazada-inexistente", .relations, .warning,
        what: Localized(
            es: "Un enlace lleva a una sección que no existe.", en: "A link leads to a section that does not exist."),
        why: Localized(
            es: """
                Quien lo sigue llega al principio de la página y busca en vano. Se escribe «#» y el título con \
                guiones: «#anexo-tecnico».
                """,
            en: """
                Whoever follows it arrives at the top of the page and looks in vain. Write “#” and the heading with \
                hyphens: “#technical-annex”.
                """
        ),
        fires: """
            === content/paginas/a.md
            ---
            título: Uno
            ---

            Vea el [horario](#horarios).

            ## Horario

            De 8 a 12.
            """,
        passes: """
            === content/paginas/a.md
            ---
            título: Uno
            ---

            Vea el [horario](#horario).

            ## Horario

            De 8 a 12.
            """)
}

enum DeadAnchor {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        var found: [Diagnostic] = []
        context.corpus.records[index].forEachText { text in
            guard let inlines = text.inlines else { return }
            for destination in destinations(inlines) {
                guard let finding = finding(destination, text, context, index) else { continue }
                found.append(finding)
            }
        }
        return found
    }

    private static func finding(_ destination: String, _ text: Text, _ context: CheckContext, _ index: Int)
        -> Diagnostic?
    {
        let corpus = context.corpus
        let link = LinkTarget(destination)
        guard link.scheme == nil, let anchor = link.anchor, !anchor.isEmpty else { return nil }
        var target = index
        if !link.path.isEmpty {
            let resolution = corpus.resolve(destination, from: corpus.records[index].file, isPath: true)
            guard let record = resolution.record, !corpus.isExternal(corpus.records[record]) else { return nil }
            target = record
        }
        if corpus.anchor(anchor, in: target) != nil || anchor == "contenido" { return nil }
        let nearest = Suggestion.nearest(to: anchor.slug(), in: names(corpus, target))
        let title = corpus.records[target].title
        return Diagnostic(
            .deadAnchor, at: context.locate("#" + anchor, in: text.span),
            Localized(
                es: "«\(title)» no tiene ninguna sección «#\(anchor)»", en: "“\(title)” has no section “#\(anchor)”"),
            label: nearest.map { Localized(es: "¿quiso decir «#\($0)»?", en: "did you mean “#\($0)”?") },
            record: corpus.name(ofRecord: index))
    }

    private static func names(_ corpus: Corpus, _ index: Int) -> [String] {
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        return record.extra.map { $0.heading.plain.slug() } + TextHeadings(of: record).ids.map { $0.words.slug() }
            + record.fields.dropFirst(record.headCount).map {
                type.fields[$0.field].label[corpus.schema.language].slug()
            }
    }

    private static func destinations(_ inlines: [Inline]) -> [String] {
        inlines.flatMap { inline -> [String] in
            switch inline {
            case .link(let destination, _, let inside): return [destination] + destinations(inside)
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside): return destinations(inside)
            case .text, .code, .image, .reference, .softBreak, .lineBreak: return []
            }
        }
    }
}
