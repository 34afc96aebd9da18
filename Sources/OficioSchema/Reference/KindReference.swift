import Diagnostics

/// Describes the values of each kind of field, in words and with an example, for `oficio explain`.
package struct KindReference {
    /// The kind's names in declarations of types: `duración`, `duration`.
    package let names: Localized
    /// The description of the values, in words.
    package let what: Localized
    /// An example value as written after a key.
    package let example: Localized

    /// The descriptions of all kinds, in the order in which `oficio explain` lists them.
    package static let all: [KindReference] = [
        .init(
            names: Localized(es: "texto", en: "text"),
            what: Localized(es: "un texto en una línea, tal cual", en: "text on one line, as it stands"),
            example: Localized(es: "Atención al público", en: "Public counter")),
        .init(
            names: Localized(same: "markdown"),
            what: Localized(
                es: "texto de cualquier extensión, con listas y enlaces", en: "text of any length, with lists and links"
            ),
            example: Localized(es: "Atender a quien llega.", en: "Serve whoever comes.")),
        .init(
            names: Localized(es: "fecha", en: "date"),
            what: Localized(es: "un día: año, mes y día", en: "a day: year, month and day"),
            example: Localized(same: "2026-01-31")),
        .init(
            names: Localized(es: "entero", en: "integer"),
            what: Localized(es: "un número sin decimales", en: "a whole number"), example: Localized(same: "3")),
        .init(
            names: Localized(es: "porcentaje", en: "percent"), what: Localized(es: "un porcentaje", en: "a percentage"),
            example: Localized(same: "30%")),
        .init(
            names: Localized(es: "lógico", en: "boolean"), what: Localized(es: "sí o no", en: "yes or no"),
            example: Localized(es: "sí", en: "yes")),
        .init(
            names: Localized(es: "duración", en: "duration"),
            what: Localized(es: "cuánto dura algo", en: "how long something takes"),
            example: Localized(es: "2 días hábiles", en: "2 working days")),
        .init(
            names: Localized(es: "intervalo", en: "interval"),
            what: Localized(
                es: "cada cuánto: 2 años, anual, 1 año y 6 meses", en: "how often: 2 years, annual, 1 year and 6 months"
            ),
            example: Localized(es: "2 años", en: "2 years")),
        .init(
            names: Localized(same: "url"), what: Localized(es: "una dirección web", en: "a web address"),
            example: Localized(es: "https://ejemplo.org/", en: "https://example.org/")),
        .init(
            names: Localized(es: "correo", en: "email"),
            what: Localized(es: "un correo electrónico", en: "an e-mail address"),
            example: Localized(es: "archivo@ejemplo.org", en: "archive@example.org")),
        .init(
            names: Localized(es: "código", en: "choice"),
            what: Localized(es: "un código de una lista", en: "one code of a list"), example: Localized(same: "D")),
        .init(
            names: Localized(es: "códigos", en: "codes"),
            what: Localized(es: "códigos de una lista: D M, o [D, M]", en: "codes of a list: D M, or [D, M]"),
            example: Localized(same: "D M")),
        .init(
            names: Localized(es: "ref", en: "ref"),
            what: Localized(
                es: "el nombre del archivo de otro documento, o su título",
                en: "the file name of another document, or its title"),
            example: Localized(es: "jefe-archivo", en: "head-archivist")),
        .init(
            names: Localized(es: "refs", en: "refs"),
            what: Localized(es: "uno o varios documentos: [uno, otro]", en: "one or several documents: [one, another]"),
            example: Localized(es: "[jefe-archivo]", en: "[head-archivist]")),
        .init(
            names: Localized(es: "lista", en: "list"),
            what: Localized(es: "una lista de textos", en: "a list of texts"),
            example: Localized(es: "[Orden, Paciencia]", en: "[Order, Patience]")),
        .init(
            names: Localized(es: "filas", en: "rows"),
            what: Localized(
                es: "filas de varias columnas: una lista o una tabla",
                en: "rows of several columns: a list or a table"),
            example: Localized(es: "[Atender consultas.]", en: "[Answer questions.]")),
        .init(
            names: Localized(es: "campos", en: "fields"),
            what: Localized(es: "varios campos, cada uno bajo su «###»", en: "several fields, each under its “###”"),
            example: Localized(same: "")),
        .init(
            names: Localized(es: "listado", en: "code list"),
            what: Localized(es: "una lista de códigos con sus nombres", en: "a list of codes with their names"),
            example: Localized(es: "{antes: Antes del primer día}", en: "{before: Before the first day}")),
    ]

    /// Returns the kind that a folded word of a declaration names, `nil` for an unknown word.
    package static func named(_ folded: String) -> KindReference? {
        all.first { $0.names.spanish.folded == folded || $0.names.english.folded == folded }
    }

    /// Returns the description of a field's kind.
    package static func of(_ kind: FieldKind) -> KindReference {
        let name: String =
            switch kind {
            case .text: "text"
            case .markdown: "markdown"
            case .date: "date"
            case .integer: "integer"
            case .percent: "percent"
            case .boolean: "boolean"
            case .duration: "duration"
            case .interval: "interval"
            case .url: "url"
            case .email: "email"
            case .choice: "choice"
            case .codes: "codes"
            case .references(let reference): reference.isMany ? "refs" : "ref"
            case .list: "list"
            case .rows: "rows"
            case .group: "fields"
            case .codeList: "code list"
            }
        return named(name) ?? all[0]
    }
}
