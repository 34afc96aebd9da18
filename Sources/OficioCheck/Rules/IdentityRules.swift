import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a colour of the institution whose contrast with the page is too low.
    package static let lowContrast = Rule(
        "contraste-insuficiente", .site, .warning,
        what: Localized(
            es: "Un color de la identidad no se distingue lo bastante del fondo de la página.",
            en: "A colour of the identity does not stand out enough from the page."),
        why: Localized(
            es: """
                Enlaces y botones en ese color no los lee quien ve poco, ni nadie en un teléfono al sol. WCAG 2.2 \
                pide 4,5 a 1.
                """,
            en: """
                Links and buttons in it cannot be read by people with low vision, nor by anybody on a phone in the \
                sun. WCAG 2.2 asks for 4.5 to 1.
                """
        ),
        fires: """
            === content/site.yaml
            institución: Archivo
            identidad: {color: "#7fb2d9"}
            """,
        passes: """
            === content/site.yaml
            institución: Archivo
            identidad: {color: "#0b5d3b", color oscuro: "#8fd6b1"}
            """)

    /// Reports a logo that is not among the site's files.
    package static let missingLogo = Rule(
        "logo-inexistente", .site, .warning,
        what: Localized(
            es: "El logo que nombra el sitio no está en «recursos».",
            en: "The logo that the site names is not in “recursos”."),
        why: Localized(
            es: "Las páginas y los documentos impresos salen sin la marca de la institución.",
            en: "Pages and printed documents come out without the institution's mark."),
        fires: """
            === content/site.yaml
            institución: Archivo
            identidad: {logo: recursos/logo.svg}
            """,
        passes: """
            === content/site.yaml
            institución: Archivo
            identidad: {logo: recursos/logo.svg}
            === content/recursos/logo.svg
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>
            """)
}

enum IdentityRules {
    /// The background colours on which the built-in themes show text in the institution's colour (page and bands), by
    /// token.
    private static let grounds: [String: [String]] = [
        "color": ["#ffffff", "#f1f3f5"], "color-oscuro": ["#14171b", "#1f242a"],
    ]

    static func check(_ context: CheckContext) -> [Diagnostic] {
        let identity = context.corpus.schema.settings.identity
        var found: [Diagnostic] = []
        for (name, value, span) in identity.colors + context.corpus.schema.settings.themeValues {
            guard grounds[name] != nil, let color = RGB(value) else { continue }
            let ratio = (grounds[name] ?? []).compactMap { RGB($0) }.map { color.contrast(with: $0) }.min() ?? 21
            if ratio >= 4.5 { continue }
            let tenths = Int(ratio * 10)
            found.append(
                Diagnostic(
                    .lowContrast, at: span,
                    Localized(
                        es: """
                            «\(value)» contrasta \(tenths / 10),\(tenths % 10) a 1 con el \
                            fondo\(name == "color" ? " claro" : " oscuro"); hacen falta 4,5
                            """,
                        en: """
                            “\(value)” contrasts \(tenths / 10).\(tenths % 10) to 1 with the \
                            \(name == "color" ? "light" : "dark") ground; 4.5 is needed
                            """
                    ),
                    label: Localized(
                        es: name == "color" ? "un tono más oscuro" : "un tono más claro",
                        en: name == "color" ? "a darker shade" : "a lighter shade")))
        }
        if let logo = identity.logo, !context.corpus.attachments.contains("content/" + logo.path) {
            let known = context.corpus.attachments.map { String($0.dropFirst("content/".count)) }
            found.append(
                Diagnostic(
                    .missingLogo, at: logo.span,
                    Localized(
                        es: "no hay ningún archivo «content/\(logo.path)»",
                        en: "there is no file “content/\(logo.path)”"),
                    label: Suggestion.nearest(to: logo.path, in: known.sorted()).map {
                        Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?")
                    }))
        }
        return found
    }
}
