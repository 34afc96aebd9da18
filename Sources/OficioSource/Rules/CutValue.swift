import Diagnostics

extension Rule {
    /// Reports a YAML comment that may have been meant as part of a value.
    package static let cutValue = Rule(
        "valor-cortado", .form, .warning,
        what: Localized(
            es: "Un valor sin comillas se corta en « #»: lo que sigue es un comentario y no se publica.",
            en: "A value without quotes ends at “ #”: what follows is a comment and is not published."),
        why: Localized(
            es: """
                «Carrera 7 # 12-34» quedaría en «Carrera 7» sin que nadie lo note. Con comillas, el signo es parte \
                del texto.
                """,
            en: """
                “Carrera 7 # 12-34” would become “Carrera 7” and nobody would notice. In quotes the sign is part of \
                the text.
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
        let quoted =
            "\"" + comment.whole.trimmedASCII.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        let fix = Diagnostic.Fix(
            Localized(es: "poner todo entre comillas", en: "put all of it in quotes"), safe: false,
            [.init(whole, quoted)])
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
            label: Localized(
                es: "si es parte del texto, ponga todo entre comillas",
                en: "if it belongs to the text, put all of it in quotes"),
            fixes: comment.whole.contains(byte: 0x0A) ? [] : [fix], record: record)
    }
}
