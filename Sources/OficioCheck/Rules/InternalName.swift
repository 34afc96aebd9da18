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
                Una referencia, «[[clave]]», se publica como «(documento interno)», y lo mismo un nombre en los \
                ajustes, los formatos y el tema; lo escrito sin más en un documento se publica tal cual. Escríbalo \
                como referencia, o cambie la frase. Un tipo no puede llevarlo. Si el nombre no es un secreto: \
                «oficio: permitir nombre-interno — motivo».
                """,
            en: """
                A reference, “[[key]]”, is published as “(internal document)”, and so is a name in settings, forms \
                and the theme; what is just written in a document is published as it stands. Write it as a reference, \
                or change the sentence. A type cannot have it. If the name is no secret: “oficio: allow \
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
        if context.hiddenNames.isEmpty { return [] }
        if corpus.schema.settings.isInternal, corpus.hiddenRecords.count == corpus.records.count { return [] }
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
        let role = Schema.role(of: document.path)
        let fate = role == .type ? Self.stopping : Self.replaced
        // The page of a form has the name of its file.
        let start = Span.start(of: document.file)
        let stem = role == .form ? Text(document.path.fileStem, span: start) : Text("", span: start)
        return findings(in: stem, of: corpus, nil, Self.stopping) { _ in start }
            + document.entries.filter { role != .settings || !Self.unpublished.contains($0.key.text.folded) }.flatMap {
                Self.texts(of: $0)
            }.flatMap { text in
                findings(in: text, of: corpus, nil, fate) { _ in text.span }
            }
    }

    /// Returns the findings about names of internal documents in a file of a theme: a template, a style, a script.
    package func findings(inText bytes: [UInt8], of file: FileID, _ corpus: Corpus) -> [Diagnostic] {
        if isEmpty { return [] }
        let source = String(decoding: bytes, as: UTF8.self)
        var start = source.startIndex
        return findings(in: Text(source, span: .start(of: file)), of: corpus, nil, Self.replaced) { words in
            guard let found = source[start...].firstRange(of: words) else { return .start(of: file) }
            start = found.upperBound
            let offset = source.utf8.distance(from: source.startIndex, to: found.lowerBound)
            return Span(file: file, start: offset, end: offset + words.utf8.count)
        }
    }

    /// Settings that are no texts of the site.
    private static let unpublished: Set<String> = ["recursos", "resources", "tema", "theme", "reglas", "rules"]

    private static let published = Localized(es: "y se publica", en: "and it is published")
    private static let replaced = Localized(
        es: "y la versión pública dice en su lugar «(documento interno)»",
        en: "and public builds say “(internal document)” instead")
    private static let stopping = Localized(
        es: "y la compilación pública se detiene: llámelo de otro modo",
        en: "and public builds stop: call it something else")

    fileprivate func findings(
        in text: Text, of corpus: Corpus, _ record: String?, _ fate: Localized = published,
        at place: (String) -> Span
    ) -> [Diagnostic] {
        occurrences(in: text.wordsOutsideReferences).filter { !$0.mayBeWords }.map { name in
            let path = corpus.path(of: corpus.records[name.record].file) ?? ""
            return Diagnostic(
                .internalName, at: place(name.words),
                Localized(
                    es: "«\(name.words)» es nombre de «\(path)», que es interno, \(fate.spanish)",
                    en: "“\(name.words)” is a name of “\(path)”, which is internal, \(fate.english)"),
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
