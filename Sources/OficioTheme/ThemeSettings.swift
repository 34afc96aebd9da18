import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

extension Theme {
    /// Replaces words of the interface by the institution's own. Returns findings about words that no interface
    /// text contains.
    static func useWords(_ words: [InterfaceWords], in messages: inout [String: String]) -> [Diagnostic] {
        words.compactMap { pair in
            let replaced = messages.compactMapValues(pair.replaced)
            messages.merge(replaced) { _, own in own }
            if !replaced.isEmpty { return nil }
            return Diagnostic(
                .invalidSetting, at: pair.span,
                Localized(
                    es: "ningún texto de las páginas dice «\(pair.words)»",
                    en: "no text of the pages says “\(pair.words)”"))
        }
    }

    /// Returns the findings about `tema:` in `site.yaml`: unknown tokens and invalid values.
    static func findings(_ settings: SiteSettings, _ tokens: [(name: String, property: String)]) -> [Diagnostic] {
        guard let node = settings.entries.first(where: { ["tema", "theme"].contains($0.key.text.folded) })?.value else {
            return []
        }
        var found: [Diagnostic] = []
        guard case .mapping(let entries, _) = node else { return found }
        for entry in entries {
            guard case .scalar(let scalar) = entry.value else { continue }
            if ["nombre", "name"].contains(entry.key.text.folded) { continue }
            let name = entry.key.text.slug()
            guard let property = tokens.first(where: { $0.name == name })?.property else {
                let known = tokens.map(\.name) + ["nombre"]
                found.append(
                    Diagnostic(
                        .invalidSetting, at: entry.key.span,
                        Localized(
                            es: """
                                el tema no tiene ningún ajuste «\(entry.key.text)»: tiene \
                                \(known.joined(separator: ", "))
                                """,
                            en: """
                                the theme has no setting “\(entry.key.text)”: it has \(known.joined(separator: ", "))
                                """),
                        label: Suggestion.likelyName(for: name, in: known).map {
                            Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?")
                        }))
                continue
            }
            let isColor = property.hasPrefix("--brand")
            if isColor ? !CSSColor.isValid(scalar.text) : !isPlainValue(scalar.text) {
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

    /// Whether a value is valid inside a CSS declaration.
    static func isPlainValue(_ value: String) -> Bool { !value.isEmpty && !value.contains { ";{}<>\\\n".contains($0) } }
}

/// Recognizes CSS colours (CSS Color 4).
enum CSSColor {
    static func isValid(_ text: String) -> Bool {
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
