import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports the name of an internal document in the running text of a public document.
    package static let internalName = Rule(
        "nombre-interno", .relations, .warning,
        what: Localized(
            es: "Un documento público, o un texto de los ajustes, dice cómo se llama un documento interno.",
            en: "A public document, or a text of the settings, says what an internal document is called."),
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
            let record = corpus.name(ofRecord: index)
            found += context.hiddenNames.findings(in: text, of: corpus, record) { context.locate($0, in: text.span) }
        }
        return found
    }

    /// Reads the texts of the settings, and of types and forms that are not internal.
    static func checkDeclarations(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        if context.hiddenNames.isEmpty || corpus.schema.settings.isInternal { return [] }
        return corpus.paths.enumerated().flatMap { index, path -> [Diagnostic] in
            guard Schema.role(of: path) != .document else { return [] }
            let file = FileID(index)
            let document = SourceDocument(context.bytes(of: file), file: file, path: path)
            return context.hiddenNames.findings(inSettings: document, of: corpus)
        }
    }
}

extension HiddenNames {
    /// Returns the findings about names of internal documents in the texts of settings, a type, a form or messages;
    /// none about a type that is internal or a form of one.
    package func findings(inSettings document: SourceDocument, of corpus: Corpus) -> [Diagnostic] {
        if isEmpty || Self.isOfInternalType(document, corpus.schema) { return [] }
        return document.entries.flatMap { Self.texts(of: $0) }.flatMap { text in
            findings(in: text, of: corpus, nil) { _ in text.span }
        }
    }

    fileprivate func findings(in text: Text, of corpus: Corpus, _ record: String?, at place: (String) -> Span)
        -> [Diagnostic]
    {
        occurrences(in: text.wordsOutsideReferences).filter { !$0.mayBeWords }.map { name in
            let path = corpus.path(of: corpus.records[name.record].file) ?? ""
            return Diagnostic(
                .internalName, at: place(name.words),
                Localized(
                    es: "«\(name.words)» es nombre de «\(path)», que es interno, y se publica",
                    en: "“\(name.words)” is a name of “\(path)”, which is internal, and it is published"),
                record: record)
        }
    }

    private static func isOfInternalType(_ document: SourceDocument, _ schema: Schema) -> Bool {
        document.entries.contains { entry in
            guard case .scalar(let scalar) = entry.value else { return false }
            switch entry.key.text.folded {
            case "acceso", "access": return document.path != SiteSettings.path && Access(scalar.text) == .staff
            case "para", "for":
                return schema.type(named: scalar.text.folded).map { schema.types[$0].isInternal } ?? false
            default: return false
            }
        }
    }

    private static func texts(of entry: YAMLNode.Entry) -> [Text] {
        [Text(entry.key.text, span: entry.key.span)] + texts(of: entry.value)
    }

    private static func texts(of node: YAMLNode) -> [Text] {
        switch node {
        case .scalar(let scalar): [Text(scalar.text, span: scalar.span)]
        case .sequence(let items, _): items.flatMap { texts(of: $0) }
        case .mapping(let entries, _): entries.flatMap { texts(of: $0) }
        }
    }
}
