import Diagnostics
import OficioSource

extension TypeReader {
    /// Returns the kind of field that an expression declares, and reports unknown words and flags.
    mutating func kind(_ expression: TypeExpression, at span: Span) -> FieldKind {
        // Report every unknown flag: it may be meant to keep the field internal.
        for mark in expression.unknown {
            reader.report(
                span,
                Localized(
                    es: "no se entiende «\(mark)» en la clase del campo",
                    en: "“\(mark)” is not understood in the kind of the field"))
        }
        if !expression.arguments.isEmpty,
            !["codigo", "choice", "codigos", "codes", "ref", "refs"].contains(expression.word)
        {
            let inside = expression.arguments.joined(separator: ", ")
            reader.report(
                span,
                Localized(
                    es: "«\(expression.word)» no lleva nada entre paréntesis: «(\(inside))»",
                    en: "“\(expression.word)” takes nothing in parentheses: “(\(inside))”"))
        }
        if ["codigo", "choice", "codigos", "codes"].contains(expression.word), expression.arguments.count != 1 {
            reader.report(
                span,
                Localized(
                    es: "«\(expression.written)» lleva el nombre de una lista: \(expression.written)(clases)",
                    en: "“\(expression.written)” takes the name of a list: \(expression.written)(kinds)"))
        }
        switch expression.word {
        case "texto", "text", "persona", "person": return .text
        case "markdown": return .markdown
        case "fecha", "date": return .date
        case "entero", "integer": return .integer
        case "porcentaje", "percent": return .percent
        case "logico", "boolean": return .boolean
        case "duracion", "duration": return .duration
        case "intervalo", "interval": return .interval
        case "url": return .url
        case "correo", "email": return .email
        case "lista", "list": return .list
        case "listado", "code list": return .codeList
        case "codigo", "choice": return .choice(expression.arguments.first ?? "")
        case "codigos", "codes": return .codes(expression.arguments.first ?? "")
        case "ref", "refs":
            referenced += expression.arguments.map { ($0, span) }
            return .references(
                ReferenceKind(
                    types: expression.arguments.map { typeKey($0) }, isMany: expression.word == "refs",
                    allowsText: expression.allowsText))
        default:
            reader.report(
                span,
                Localized(
                    es: "no hay ninguna clase de campo «\(expression.written)»",
                    en: "there is no kind of field “\(expression.written)”"),
                label: Hint.suggest(
                    expression.written, spanish: Self.kinds.map(\.spanish), english: Self.kinds.map(\.english)))
            return .text
        }
    }

    /// The kinds of fields, as the message about an unknown kind lists them.
    private static let kinds: [Localized] = [
        ("texto", "text"), ("markdown", "markdown"), ("lista", "list"), ("fecha", "date"), ("entero", "integer"),
        ("porcentaje", "percent"), ("lógico", "boolean"), ("duración", "duration"), ("intervalo", "interval"),
        ("url", "url"), ("correo", "email"), ("listado", "code list"), ("código(LISTA)", "choice(LIST)"),
        ("códigos(LISTA)", "codes(LIST)"), ("ref(TIPO)", "ref(TYPE)"), ("refs(TIPO)", "refs(TYPE)"),
    ].map { Localized(es: $0.0, en: $0.1) }
}
