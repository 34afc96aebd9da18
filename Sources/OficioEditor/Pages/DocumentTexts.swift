import Diagnostics
import OficioBasics

/// The localized texts that the script of a form shows.
struct DocumentTexts {
    let language: Language

    /// The localized texts of the script by name, as a JSON object.
    var json: String {
        let words: [(String, Localized)] = [
            ("pagina", Localized(es: "Página al lado", en: "Page beside")),
            ("paginaSola", Localized(es: "Ver la página", en: "See the page")),
            ("volver", Localized(es: "Volver a la ficha", en: "Back to the form")),
            ("marco", Localized(es: "La página con los cambios", en: "The page with the changes")),
            ("haciendo", Localized(es: "Se prepara la página…", en: "The page is being made…")),
            ("sinPagina", Localized(es: "Este documento no tiene página.", en: "This document has no page.")),
            ("opciones", Localized(es: "Sugerencias", en: "Suggestions")),
            ("ninguna", Localized(es: "Nada coincide", en: "Nothing matches")),
            ("marcas", Localized(es: "Marcas de", en: "Marks of")),
            ("negrita", Localized(es: "Negrita", en: "Bold")),
            ("cursiva", Localized(es: "Cursiva", en: "Italics")),
            ("lista", Localized(es: "Lista", en: "List")),
            ("numeros", Localized(es: "Lista numerada", en: "Numbered list")),
            ("enlace", Localized(es: "Enlace", en: "Link")),
            ("tabla", Localized(es: "Tabla", en: "Table")),
            ("nota", Localized(es: "Recuadro", en: "Callout")),
            ("texto", Localized(es: "texto", en: "text")),
            ("destino", Localized(es: "documento", en: "document")),
            ("columna", Localized(es: "Columna", en: "Column")),
            ("notaMarca", Localized(es: "> [!NOTE]", en: "> [!NOTE]")),
        ]
        return JSONText.object(words.map { ($0, .string($1[language])) }).compact
    }
}
