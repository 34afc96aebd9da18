import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports the name of an internal document in the running text of a public one.
    package static let internalName = Rule(
        "nombre-interno", .relations, .warning,
        what: Localized(
            es: "Un documento público dice en su texto cómo se llama uno interno.",
            en: "A public document says in its text what an internal one is called."),
        why: Localized(
            es: """
                Una referencia, «[[clave]]», se publica como «(documento interno)»; lo escrito sin más se publica tal \
                cual. Escríbalo como referencia, o cambie la frase. Si el nombre no es un secreto: «oficio: permitir \
                nombre-interno — motivo».
                """,
            en: """
                A reference, “[[key]]”, is published as “(internal document)”; what is just written is published as it \
                stands. Write it as a reference, or change the sentence. If the name is no secret: “oficio: allow \
                nombre-interno — reason”.
                """),
        fires: """
            === content/protocolos/boveda.md
            ---
            título: Apertura de la bóveda
            acceso: interno
            ---
            === content/paginas/aviso.md
            ---
            título: Aviso
            ---

            Se cierra según la Apertura de la bóveda.
            """,
        passes: """
            === content/protocolos/boveda.md
            ---
            título: Apertura de la bóveda
            acceso: interno
            ---
            === content/paginas/aviso.md
            ---
            título: Aviso
            ---

            Se cierra según [[boveda|otro documento]].
            """)
}

enum InternalName {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        if context.hiddenNames.isEmpty { return [] }
        let corpus = context.corpus
        var found: [Diagnostic] = []
        corpus.records[index].forEachPublicText(in: corpus) { text in
            for name in context.hiddenNames.found(in: text.wordsOutsideReferences) where !name.mayBeWords {
                let path = corpus.path(of: corpus.records[name.record].file) ?? ""
                found.append(
                    Diagnostic(
                        .internalName, at: context.locate(name.words, in: text.span),
                        Localized(
                            es: "«\(name.words)» es nombre de «\(path)», que es interno, y se publica",
                            en: "“\(name.words)” is a name of “\(path)”, which is internal, and it is published"),
                        record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }
}
