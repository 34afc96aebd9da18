import Diagnostics

extension Rule {
    /// Reports a YAML comment, tag or anchor that may have been meant as part of a value.
    package static let cutValue = Rule(
        "valor-cortado", .form, .warning,
        what: Localized(
            es: """
                Un valor sin comillas se corta en « #», o empieza con «!» o «&»: ese comentario, esa etiqueta o \
                esa ancla de YAML no se publica.
                """,
            en: """
                A value without quotes ends at “ #”, or begins with “!” or “&”: that comment, tag or anchor of \
                YAML is not published.
                """
        ),
        why: Localized(
            es: """
                «Carrera 7 # 12-34» quedaría en «Carrera 7», y «!Ojo con la puerta» en «con la puerta», sin que \
                nadie lo note. Con comillas, el signo es parte del texto.
                """,
            en: """
                “Carrera 7 # 12-34” would become “Carrera 7”, and “!Mind the door” “the door”, and nobody \
                would notice. In quotes the sign is part of the text.
                """
        ),
        fires: """
            === content/sedes.yaml
            elementos:
              - título: Sede Norte
                dirección: Calle 8 # 20-15, local 3
            """,
        passes: """
            === content/sedes.yaml
            elementos:
              - título: Sede Norte
                dirección: "Calle 8 # 20-15, local 3"
              - título: Sede Sur
                dirección: Avenida Tercera   # 2 plantas; falta el número
            """)
}

extension YAMLNode.Scalar {
    /// Returns the finding that a comment cuts off the plain value, with a fix that quotes both; nil if there is no
    /// such comment.
    ///
    /// - Parameter record: the record that the value belongs to, as `type/id`; nil in settings.
    /// - Returns: a warning at the comment.
    package func cutFinding(of record: String? = nil) -> Diagnostic? {
        guard let comment else { return nil }
        // If the value is empty, leave out the blank before the comment.
        let whole =
            text.isEmpty
            ? Span(file: span.file, start: Int(comment.span.start) + 1, end: Int(comment.span.end))
            : span.union(comment.span)
        let fix = CutValue.quoting(comment.whole, at: whole)
        let end = text.count > 60 ? "…" + text.suffix(60) : text
        return Diagnostic(
            .cutValue, at: comment.span,
            text.isEmpty
                ? Localized(
                    es: "el valor queda vacío: lo que sigue es un comentario y no se publica",
                    en: "the value is empty: what follows is a comment and is not published")
                : Localized(
                    es: "el valor termina en «\(end)»: lo que sigue es un comentario y no se publica",
                    en: "the value ends at “\(end)”: what follows is a comment and is not published"),
            label: CutValue.advice,
            fixes: comment.whole.contains(byte: 0x0A) ? [] : [fix], record: record)
    }
}

/// Findings about words at the ends of YAML values that YAML takes for something else than text.
enum CutValue {
    static let advice = Localized(
        es: "si es parte del texto, ponga todo entre comillas",
        en: "if it belongs to the text, put all of it in quotes")

    /// Returns the finding about a tag (`!Ojo`) or an unused anchor (`&Asociados`) before a value; with a fix that
    /// quotes both if the value is plain and on one line.
    static func diagnostic(_ word: String, before node: YAMLNode, in bytes: [UInt8]) -> Diagnostic {
        let isTag = word.hasPrefix("!")
        var fixes: [Diagnostic.Fix] = []
        if case .scalar(let scalar) = node, scalar.isPlain, scalar.comment == nil {
            let whole = String(decoding: bytes[node.span.range], as: UTF8.self)
            if !whole.contains(byte: 0x0A), !whole.contains(byte: 0x0D) { fixes = [quoting(whole, at: node.span)] }
        }
        return Diagnostic(
            .cutValue, at: node.span,
            Localized(
                es: "«\(word)» es \(isTag ? "una etiqueta" : "un ancla") de YAML y no se publica",
                en: "“\(word)” is \(isTag ? "a tag" : "an anchor") of YAML and is not published"),
            label: advice, fixes: fixes)
    }

    /// Returns the fix that puts a text in quotes.
    static func quoting(_ text: String, at span: Span) -> Diagnostic.Fix {
        let quoted = text.trimmedASCII.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return Diagnostic.Fix(
            Localized(es: "poner todo entre comillas", en: "put all of it in quotes"), safe: false,
            [.init(span, "\"" + quoted + "\"")])
    }
}
