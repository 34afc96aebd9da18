import Diagnostics

extension Rule {
    /// Reports a type declaration that is not understood.
    package static let invalidType = Rule(
        "tipo-invalido", .site, .error,
        what: Localized(es: "Una declaración de tipo no se entiende.", en: "A type declaration cannot be understood."),
        why: Localized(
            es: "El tipo dice qué campos tienen los documentos; sin él no se pueden leer.",
            en: "A type says what fields its documents have; without it they cannot be read."),
        fires: """
            === content/tipos/acta.yaml
            nombre: acta
            campos:
              fecha: día
            """,
        passes: """
            === content/tipos/acta.yaml
            nombre: acta
            campos:
              título: texto
              fecha: fecha
            """)

    /// Reports a form that names a field, a view or a key that does not exist.
    package static let invalidForm = Rule(
        "formato-invalido", .site, .error,
        what: Localized(
            es: "Un formato nombra un campo, una vista o una clave que no existe.",
            en: "A form names a field, a view or a key that does not exist."),
        why: Localized(es: "La hoja saldría incompleta.", en: "The sheet would come out incomplete."),
        fires: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            secciones:
              - {título: Misión, vista: texto, campo: mison}
            """,
        passes: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            secciones:
              - {título: Misión, vista: texto, campo: misión}
            """)

    /// Reports a setting of `site.yaml` that does not exist or is not understood.
    package static let invalidSetting = Rule(
        "ajuste-invalido", .site, .error,
        what: Localized(
            es: "Un ajuste de «site.yaml» no existe o no se entiende.",
            en: "A setting of “site.yaml” does not exist or cannot be understood."),
        why: Localized(
            es: "El ajuste no tendría efecto, y nadie lo notaría.",
            en: "The setting would have no effect, and nobody would notice."),
        fires: """
            === content/site.yaml
            institución: Archivo Municipal
            lenguaje: es
            """,
        passes: """
            === content/site.yaml
            institución: Archivo Municipal
            lengua: es
            """)
}
