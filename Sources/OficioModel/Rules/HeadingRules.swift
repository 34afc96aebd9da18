import Diagnostics

extension Rule {
    /// Reports a heading with nothing below it, or a list item without words.
    package static let emptySection = Rule(
        "seccion-vacia", .form, .error,
        what: Localized(es: "Hay un título sin nada debajo.", en: "A heading with nothing under it."),
        why: Localized(
            es: "No se sabe si falta escribirla o si no hay nada que decir; lo segundo se escribe «N/A».",
            en: """
                Nobody can tell whether it is still to be written or there is nothing to say; for the latter write \
                “N/A”.
                """
        ),
        fires: """
            === content/glosario/arancel.md
            ---
            título: Arancel
            ---

            ## Definición
            """,
        passes: """
            === content/glosario/arancel.md
            ---
            título: Arancel
            ---

            ## Definición

            Precio oficial de un trámite.
            """)

    /// Reports text before the first heading of a document or of a group, which belongs to no field.
    package static let strayText = Rule(
        "texto-suelto", .form, .warning,
        what: Localized(es: "Hay texto antes del primer título.", en: "Text before the first heading."),
        why: Localized(
            es: """
                No se sabe a qué campo pertenece, y se publica en una sección aparte. Si es un texto pegado, \
                «oficio check --fix» le pone los títulos y los datos.
                """,
            en: """
                Nobody can tell which field it belongs to, and it is published in a section of its own. If it was \
                pasted, “oficio check --fix” gives it its headings and facts.
                """),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            Cobra aranceles.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Objetivo

            Cobrar aranceles.
            """)

    /// Reports an extra section whose heading is nearly a field's name.
    package static let nearMissHeading = Rule(
        "titulo-parecido", .form, .warning,
        what: Localized(
            es: "El título de una sección se parece mucho al nombre de un campo.",
            en: "A section's heading is nearly the name of a field."),
        why: Localized(
            es: """
                En protocolos y estándares las secciones propias se publican tal cual; una errata deja el campo vacío.
                """,
            en: "Protocols and standards keep sections of one's own; a misspelling leaves the field empty."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro de aranceles
            ---

            ## Objetvo

            Cobrar.
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro de aranceles
            ---

            ## Objetivo

            Cobrar.
            """)

    /// Reports a heading that names no field and becomes an extra section.
    package static let unknownHeading = Rule(
        "titulo-desconocido", .form, .warning,
        what: Localized(es: "Un título no nombra ningún campo del tipo.", en: "A heading names no field of the type."),
        why: Localized(
            es: """
                Lo que hay debajo se publica como sección aparte: ni los formatos, ni las búsquedas por campo, ni \
                las comparaciones lo encuentran. «oficio explain puesto» da los nombres que se entienden; un campo \
                propio de la institución se declara en «tipos/».
                """,
            en: """
                What stands below it is published as a section of its own, where forms, searches by field and \
                comparisons do not find it. “oficio explain job” lists the names that are understood; a field of the \
                institution's own is declared in “types/”.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Historia de la caja

            Abrió en 1950.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## 2. Objetivos del cargo

            Cobrar aranceles.
            """)

    /// Reports a heading that ends in attributes for other programs, such as `{#id}`.
    package static let headingAttributes = Rule(
        "llaves-en-titulo", .form, .warning,
        what: Localized(
            es: "Un título acaba en «{#id}» o «{.clase}», que leen otros programas.",
            en: "A heading ends in “{#id}” or “{.class}”, which other programs read."),
        why: Localized(
            es: """
                Aquí las direcciones de las secciones salen de sus títulos; las llaves quedarían a la vista y el \
                título no nombraría su campo.
                """,
            en: """
                Here the addresses of sections follow from their headings; the braces would be seen and the heading \
                would not name its field.
                """
        ),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro de aranceles
            ---

            ## Objetivo {#objetivo}

            Cobrar.
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro de aranceles
            ---

            ## Objetivo

            Cobrar.
            """)
}
