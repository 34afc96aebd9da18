import Diagnostics
import OficioSchema
import OficioSource

extension Rule {
    /// `theme.yaml` of a site's theme names what does not exist.
    package static let invalidTheme = Rule(
        "tema-invalido", .theme, .error,
        what: Localized(
            es: "«theme.yaml» tiene una clave que no existe, o nombra un archivo que el tema no tiene.",
            en: "“theme.yaml” has a key that does not exist, or names a file that the theme does not have."),
        why: Localized(
            es: "Las páginas saldrían sin esa hoja de estilo o ese programa.",
            en: "Pages would come out without that stylesheet or script."),
        fires: """
            === content/site.yaml
            institución: Archivo Municipal
            tema: propio
            === themes/propio/theme.yaml
            styles: [tokens.css, propio.css]
            """,
        passes: """
            === content/site.yaml
            institución: Archivo Municipal
            tema: propio
            === themes/propio/theme.yaml
            styles: [tokens.css, base.css, propio.css]
            === themes/propio/styles/propio.css
            main { margin: 0 }
            """)
}

extension Theme {
    /// Whether there is a theme of a name: one of the program's, or a folder of the site.
    private static func exists(_ name: String, root: String) -> Bool {
        builtInNames.contains(name)
            || !name.contains("/") && !name.isEmpty && Files.status("\(root)/themes/\(name)")?.kind == .folder
    }

    private static var builtInNames: [String] {
        Set(
            BuiltInFiles.paths(under: "themes/").compactMap {
                $0.split(separator: "/").dropFirst().first.map(String.init)
            }
        ).sorted()
    }

    /// What is wrong with `tema:` in `site.yaml`: the theme's name, the names of tokens, their values.
    static func findings(_ settings: SiteSettings, _ tokens: [(name: String, property: String)], root: String)
        -> [Diagnostic]
    {
        guard let node = settings.entries.first(where: { ["tema", "theme"].contains($0.key.text.folded) })?.value else {
            return []
        }
        var found: [Diagnostic] = []
        func checkName(_ name: String, _ span: Span) {
            if exists(name, root: root) { return }
            let own = ((try? Files.names(in: root + "/themes")) ?? []).filter {
                Files.status("\(root)/themes/\($0)")?.kind == .folder
            }
            let known = Set(builtInNames + own).sorted()
            found.append(
                Diagnostic(
                    .invalidSetting, at: span,
                    Localized(
                        es: "no hay ningún tema «\(name)»: hay \(known.map { "«\($0)»" }.joined(separator: ", "))",
                        en: "there is no theme “\(name)”: there are \(known.map { "“\($0)”" }.joined(separator: ", "))"),
                    label: Suggestion.slip(for: name, in: known).map {
                        Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?")
                    }))
        }
        guard case .mapping(let entries, _) = node else {
            if case .scalar(let scalar) = node, !scalar.text.isEmpty { checkName(scalar.text, scalar.span) }
            return found
        }
        for entry in entries {
            guard case .scalar(let scalar) = entry.value else { continue }
            if ["nombre", "name"].contains(entry.key.text.folded) {
                checkName(scalar.text, scalar.span)
                continue
            }
            let name = entry.key.text.slug()
            guard let property = tokens.first(where: { $0.name == name })?.property else {
                let known = tokens.map(\.name) + ["nombre"]
                found.append(
                    Diagnostic(
                        .invalidSetting, at: entry.key.span,
                        Localized(
                            es:
                                "el tema no tiene ningún ajuste «\(entry.key.text)»: tiene \(known.joined(separator: ", "))",
                            en: "the theme has no setting “\(entry.key.text)”: it has \(known.joined(separator: ", "))"),
                        label: Suggestion.slip(for: name, in: known).map {
                            Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?")
                        }))
                continue
            }
            let isColor = property.hasPrefix("--brand")
            if isColor ? !CSSColor.isOne(scalar.text) : !isPlainValue(scalar.text) {
                found.append(
                    Diagnostic(
                        .invalidSetting, at: scalar.span,
                        isColor
                            ? Localized(
                                es: "«\(scalar.text)» no es un color: se escribe entre comillas, como \"#0b5d3b\"",
                                en: "“\(scalar.text)” is no colour: it is written in quotes, like \"#0b5d3b\"")
                            : Localized(
                                es: "un valor del tema no lleva ; { } < > ni \\",
                                en: "a value of the theme has no ; { } < > or \\")))
            }
        }
        return found
    }

    /// Whether a value can stand in a declaration of CSS.
    static func isPlainValue(_ value: String) -> Bool { !value.isEmpty && !value.contains { ";{}<>\\\n".contains($0) } }
}

/// What CSS takes for a colour (CSS Color 4).
enum CSSColor {
    static func isOne(_ text: String) -> Bool {
        let value = text.trimmedASCII.lowercased()
        if value.hasPrefix("#") {
            let digits = value.dropFirst()
            return [3, 4, 6, 8].contains(digits.count) && digits.allSatisfy(\.isHexDigit)
        }
        if let open = value.firstIndex(of: "("), value.hasSuffix(")") {
            let inside = value[value.index(after: open)...].dropLast()
            return functions.contains(String(value[..<open])) && !inside.isEmpty
                && inside.allSatisfy { $0.isNumber || $0.isLetter || " .,%/-+".contains($0) }
        }
        return names.contains(value)
    }

    private static let functions: Set<String> = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"]

    private static let names = Set(
        """
        aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
        burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan
        darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid
        darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet
        deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro
        ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki
        lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow
        lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
        lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
        mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise
        mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange
        orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
        powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell
        sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato
        turquoise violet wheat white whitesmoke yellow yellowgreen
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
