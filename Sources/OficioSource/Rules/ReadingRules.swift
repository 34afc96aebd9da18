import Diagnostics
extension Rule {
    /// Reports files that are not UTF-8.
    package static let invalidUTF8 = Rule(
        "codificacion-invalida", .form, .error,
        what: Localized(es: "El archivo no está en UTF-8.", en: "The file is not UTF-8."),
        why: Localized(
            es: """
                Las tildes y la eñe saldrían mal, o el texto se cortaría. Los editores lo llaman «codificación»: \
                guarde como UTF-8.
                """,
            en: "Accents would come out wrong, or text would be cut. Editors call it “encoding”: save as UTF-8."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero \u{FFFD}latin1
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero de niñez
            ---
            """)

    /// Reports an exceeded limit of the input.
    package static let limitExceeded = Rule(
        "limite-superado", .form, .error,
        what: Localized(
            es: "Un archivo pasa de los límites documentados.", en: "A file exceeds the documented limits."),
        why: Localized(
            es: """
                Los límites (tamaño, anidamiento, referencias de YAML) protegen de archivos dañados; ningún manual \
                real se acerca a ellos.
                """,
            en: """
                The limits (size, nesting, YAML aliases) protect against damaged files; no real manual comes near \
                them.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            aptitudes: \(String(repeating: "[", count: 70))x\(String(repeating: "]", count: 70))
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            aptitudes: [Cortesía]
            ---
            """)

    /// Reports files that cannot be read or lie outside the site.
    package static let unreadableFile = Rule(
        "archivo-ilegible", .site, .error,
        what: Localized(
            es: "Un archivo no se puede leer, o su enlace sale del sitio.",
            en: "A file cannot be read, or its link leaves the site."),
        why: Localized(
            es: "Publicar sin él sería dejar fuera un documento sin decirlo.",
            en: "Publishing without it would silently leave out a document."),
        fires: "", passes: "")

    /// Reports files in `content/` that are neither sources nor attachments.
    package static let unknownFile = Rule(
        "archivo-no-reconocido", .site, .warning,
        what: Localized(
            es: "Hay un archivo en «content/» que no es Markdown, YAML ni un recurso.",
            en: "A file in “content/” is neither Markdown, YAML nor an attachment."),
        why: Localized(
            es: "No se publica. Los adjuntos y las imágenes van en «content/recursos/».",
            en: "It is not published. Attachments and images belong in “content/recursos/”."),
        fires: """
            === content/puestos/cajero.docx
            texto
            """,
        passes: """
            === content/recursos/cajero.docx
            texto
            """)

    /// Reports file names and ids that are not valid on every system.
    package static let unportableName = Rule(
        "nombre-no-portable", .site, .warning,
        what: Localized(
            es: """
                Un archivo, o un id, tiene un nombre que Windows reserva o que lleva signos que no todos los equipos \
                admiten.
                """,
            en: "A file or an id has a name that Windows reserves, or that has signs that not every system allows."),
        why: Localized(
            es: """
                Al copiar el sitio a una carpeta compartida o a una memoria, el archivo faltaría o cambiaría de \
                nombre.
                """,
            en: """
                When the site is copied to a shared drive or a memory stick, the file would be missing or have \
                another name.
                """
        ),
        fires: """
            === content/puestos/aux.md
            ---
            título: Auxiliar
            ---
            """,
        passes: """
            === content/puestos/auxiliar.md
            ---
            título: Auxiliar
            ---
            """)

    /// Reports names that differ only in case or Unicode form.
    package static let collidingNames = Rule(
        "nombres-que-chocan", .site, .error,
        what: Localized(
            es: "Dos archivos solo se distinguen por mayúsculas.", en: "The names of two files differ only in case."),
        why: Localized(
            es: """
                En Windows y en muchas carpetas compartidas serían un mismo archivo: al copiar el sitio se perdería \
                uno.
                """,
            en: """
                On Windows and on many shared drives they would be one file: copying the site would lose one of them.
                """),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---
            === content/puestos/Cajero.md
            ---
            id: otro
            título: Otro
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---
            === content/puestos/auxiliar.md
            ---
            título: Auxiliar
            ---
            """)
}
