import Diagnostics

extension Rule {
    /// Words beside a reference where only the reference is published.
    package static let wordsBesideReference = Rule(
        "palabras-junto-a-referencia", .form, .warning,
        what: Localized(
            es: "Junto a una referencia hay palabras que no se publican.",
            en: "Beside a reference there are words that are not published."),
        why: Localized(
            es: "El lector no las vería. Se escriben dentro, «[[cajero|el cajero de turno]]», o en otro dato.",
            en: "Readers would not see them. Write them inside, “[[cashier|the cashier on duty]]”, or in another field."
        ),
        fires: """
            === content/puestos/jefe.md
            ---
            título: Jefe
            ---
            === content/protocolos/cobro.md
            ---
            título: Cobro
            responsable: "[[jefe]] y su equipo"
            ---
            """,
        passes: """
            === content/puestos/jefe.md
            ---
            título: Jefe
            ---
            === content/protocolos/cobro.md
            ---
            título: Cobro
            responsable: "[[jefe|Jefe y su equipo]]"
            ---
            """)

    /// Reports a key, heading or column that the type does not have.
    package static let unknownField = Rule(
        "campo-desconocido", .form, .error,
        what: Localized(
            es: "Una clave, un título o una columna no es de este tipo de documento.",
            en: "A key, heading or column does not belong to this type of document."),
        why: Localized(
            es: """
                No se sabe dónde publicarlo. Casi siempre es un nombre mal escrito; si es un dato propio de la \
                institución, se declara en «tipos/».
                """,
            en: """
                Nobody can tell where to publish it. Mostly a misspelled name; a fact of the institution's own is \
                declared in “tipos/”.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            color favorito: A
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            CATEGORÍA: A
            ---
            """)

    /// Reports a field that is given twice.
    package static let repeatedField = Rule(
        "campo-repetido", .form, .error,
        what: Localized(es: "Un mismo campo está dado dos veces.", en: "One field is given twice."),
        why: Localized(
            es: """
                Dos claves de un mismo campo («objetivo» y «misión») dirían dos cosas distintas del puesto. Dos \
                títulos «##» son dos grupos del campo; si uno repite lo dicho en el encabezado, o se llaman igual, \
                se avisa.
                """,
            en: """
                Two keys of one field (“objetivo” and “misión”) would say two different things of the job. Two “##” \
                headings are two groups of the field; where one repeats the front matter, or both have one name, it \
                is a warning.
                """),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Cobrar aranceles.
            misión: Cobrar aranceles y multas.
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Misión

            Cobrar aranceles y multas.
            """)

    /// Reports a value that is not of its field's kind.
    package static let wrongValue = Rule(
        "valor-invalido", .form, .error,
        what: Localized(
            es: "Un valor no es de la clase que su campo pide.",
            en: "A value is not of the kind that its field asks for."),
        why: Localized(
            es: "Una fecha, un número o una lista que no se entiende no se puede comparar, ordenar ni calcular.",
            en: "A date, number or list that cannot be understood cannot be compared, sorted or computed with."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro de aranceles
            vigencia: 2 de enero de 2018
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro de aranceles
            vigencia: 2018-01-02
            ---
            """)

    /// Reports a code that is not in its column's list.
    package static let unknownCode = Rule(
        "codigo-desconocido", .form, .error,
        what: Localized(
            es: "Un código no está en la lista de su columna.", en: "A code is not in the list of its column."),
        why: Localized(
            es: "La matriz no tendría columna para él y la marca se perdería.",
            en: "The matrix would have no column for it and the mark would be lost."),
        fires: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            listas:
              periodicidad: {D: Diario, s: Semanal, S: Semestral}
            secciones:
              - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, \
            frecuencia: Periodicidad], listas: {frecuencia: periodicidad}}
            === content/puestos/cajero.md
            ---
            título: Cajero
            formato: ficha
            ---

            ## Funciones

            - Cobrar aranceles. {frecuencia=Z}
            """,
        passes: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            listas:
              periodicidad: {D: Diario, s: Semanal, S: Semestral}
            secciones:
              - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, \
            frecuencia: Periodicidad], listas: {frecuencia: periodicidad}}
            === content/puestos/cajero.md
            ---
            título: Cajero
            formato: ficha
            ---

            ## Funciones

            - Cobrar aranceles. {frecuencia=s}
            """)

    /// Reports a key without a value.
    package static let blankField = Rule(
        "campo-en-blanco", .form, .note,
        what: Localized(es: "Un campo está nombrado y no dice nada.", en: "A field is named and says nothing."),
        why: Localized(
            es: "Nadie sabe si falta el dato o no lo hay: la hoja sale con un hueco que cada quien lee a su modo.",
            en: """
                Nobody knows whether the fact is missing or there is none: the sheet has a gap that everybody reads \
                their own way.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            folio:
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            folio: N/A
            ---
            """)

    /// Reports a heading with nothing below it.
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
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Bienes

            ## Valores

            N/A
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Bienes

            N/A

            ## Valores

            N/A
            """)

    /// Reports text in front of the first heading, which belongs to no field.
    package static let strayText = Rule(
        "texto-suelto", .form, .error,
        what: Localized(es: "Hay texto antes del primer título.", en: "Text before the first heading."),
        why: Localized(
            es: "No pertenece a ningún campo, y se perdería.", en: "It belongs to no field, and would be lost."),
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

    /// Reports a file or collection whose type is unknown.
    package static let unknownType = Rule(
        "tipo-desconocido", .form, .error,
        what: Localized(es: "No se sabe de qué tipo es un archivo.", en: "Nobody can tell the type of a file."),
        why: Localized(
            es: "El tipo sale de la carpeta, del nombre del archivo o de «tipo:»; sin él nada del archivo se publica.",
            en: """
                The type comes from the folder, the file's name or “type:”; without it nothing of the file is \
                published.
                """
        ),
        fires: """
            === content/varios/cajero.md
            ---
            título: Cajero
            ---
            """,
        passes: """
            === content/varios.yaml
            tipo: puesto
            elementos:
              - título: Cajero
            """)

    /// Reports a section of the author's own whose heading is nearly a field's name.
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

    /// Reports a heading that names no field and becomes a section of the author's own.
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
                institution's own is declared in “tipos/”.
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

    /// Reports words of an imported file that are still to be placed.
    package static let notPlaced = Rule(
        "sin-colocar", .form, .warning,
        what: Localized(
            es: "Quedan palabras de un archivo importado en «Sin colocar».",
            en: "Words of an imported file stand under “Not placed”."),
        why: Localized(
            es: """
                La importación no supo a qué campo pertenecen y no pierde ninguna. Póngalas en su sitio, o bórrelas, \
                y quite la sección.
                """,
            en: """
                The import could not tell which field they belong to, and loses none. Put them where they belong, or \
                delete them, and take the section out.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Sin colocar {acceso=interno}

            Abrió en 1950.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Observaciones

            La caja abrió en 1950.
            """)

    /// Reports a heading with attributes for another program.
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

    /// Reports a reference that leads to no document.
    package static let unknownReference = Rule(
        "referencia-desconocida", .relations, .error,
        what: Localized(es: "Una referencia no lleva a ningún documento.", en: "A reference leads to no document."),
        why: Localized(
            es: """
                El lector llegaría a una página que no existe. Lo que existe fuera del manual se declara con \
                «estado: externo».
                """,
            en: """
                A reader would reach a page that does not exist. What exists outside the manual is declared with \
                “state: external”.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-cajaa
            ---
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-caja
            ---
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            ---
            """)
}
