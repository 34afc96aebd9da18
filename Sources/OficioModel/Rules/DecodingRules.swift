import Diagnostics

extension Rule {
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
                declared in “types/”.
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
                De dos claves de un mismo campo («objetivo» y «misión») solo una se publica: la que lleva el nombre \
                del campo, o si no la primera. Si se contradicen el código, la versión, la vigencia, el estado o el \
                acceso, nada se publica hasta corregirlo. Dos títulos «##» son dos partes del campo; si uno repite \
                lo dicho en el encabezado, o se llaman igual, se avisa.
                """,
            en: """
                Of two keys of one field (“objetivo” and “misión”) only one is published: the one with the name of \
                the field, or else the first. Where they contradict each other about the code, the version, the \
                effective date, the state or the access, nothing is published until this is corrected. Two “##” \
                headings are two parts of the field; where one repeats the front matter, or both have one name, it \
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

    /// Reports a value that does not fit the kind of its field.
    package static let wrongValue = Rule(
        "valor-invalido", .form, .error,
        what: Localized(
            es: "Un valor no es de la clase que su campo pide.",
            en: "A value is not of the kind that its field asks for."),
        why: Localized(
            es: "Una fecha, un número o una lista que no se entiende no se puede comparar, ordenar ni calcular.",
            en: "A date, number or list that cannot be understood cannot be compared, sorted or computed with."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            plazas: varias
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            plazas: 2
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

    /// Reports words of an imported file that nobody has assigned to a field yet.
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
}
