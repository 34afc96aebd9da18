import Diagnostics
import OficioBasics
import OficioSource

// Reads settings that accept a fixed set of values. A finding about any other value lists the values of the set.
extension SettingsReader {
    /// Reads a language of the program, with or without a region: `es`, `es-CO`, `en`. Reports any other value and
    /// returns `nil`.
    mutating func languageTag(_ node: YAMLNode) -> String? {
        let text = word(node)
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isTag = parts.dropFirst().allSatisfy {
            (2...8).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
        if isTag, let first = parts.first, Language.allCases.contains(where: { $0.rawValue == first.lowercased() }) {
            return text
        }
        let meant = Self.languageNames.first { $0.names.contains(text.folded) }?.tag
        report(
            node.span,
            Localized(
                es: "no hay páginas ni mensajes en «\(text)»: las lenguas son «es» (español) y «en» (inglés)",
                en: "there are no pages or messages in “\(text)”: the languages are “es” (Spanish) and “en” (English)"),
            label: meant.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") })
        return nil
    }

    private static let languageNames: [(tag: String, names: Set<String>)] = [
        ("es", ["espanol", "castellano", "spanish", "esp", "spa"]), ("en", ["ingles", "english", "eng", "ing"]),
    ]

    /// Reads the name of an IANA time zone. Reports any other value and returns `nil`.
    mutating func timeZone(_ node: YAMLNode) -> String? {
        let text = word(node)
        let known = TimeZones.names
        if known.contains(text) { return text }
        let folded = text.folded
        let meant =
            known.first { $0.folded == folded }
            ?? known.first { $0.split(separator: "/").last.map { String($0).folded } == folded }
        let near = meant ?? Suggestion.likelyName(for: text, in: known)
        report(
            node.span,
            Localized(
                es: "no hay ninguna zona horaria «\(text)»: se escribe como «America/Bogota» o «Europe/Madrid»",
                en: "there is no time zone “\(text)”: it is written like “America/Bogota” or “Europe/Madrid”"),
            label: near.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") })
        return nil
    }

    /// Reads a separator of cells: `;`, `,` or a tab, as the character or as a word. Reports any other value and
    /// returns `nil`.
    mutating func separator(_ node: YAMLNode) -> UInt8? {
        let text = word(node)
        switch text == "\t" ? "tab" : text.folded.isEmpty ? text.trimmedASCII : text.folded {
        case ";", "punto y coma", "semicolon": return UInt8(ascii: ";")
        case ",", "coma", "comma": return UInt8(ascii: ",")
        case "tab", "tabulador", "tabulacion": return 0x09
        default:
            report(
                node.span,
                Localized(
                    es: "«\(text)» no separa celdas: se espera «punto y coma», «coma» o «tabulador»",
                    en: "“\(text)” does not separate cells: expected “semicolon”, “comma” or “tab”"))
            return nil
        }
    }

    /// Reads the rules of addresses, 1 or 2. Reports any other value and returns `nil`.
    mutating func addressRules(_ node: YAMLNode) -> Int? {
        let text = word(node)
        if let rules = Int(text), (1...2).contains(rules) { return rules }
        report(
            node.span,
            Localized(
                es: "las direcciones se forman de las maneras 1 o 2, no «\(text)»",
                en: "addresses are made by the rules 1 or 2, not “\(text)”"))
        return nil
    }

    /// Reads a whole percentage from 0 to 1000, with or without `%`. Reports any other value and returns `nil`.
    mutating func percent(_ node: YAMLNode) -> Int? {
        let text = word(node)
        if let number = Int(text.filter { $0 != "%" && $0 != " " }), (0...1000).contains(number) { return number }
        report(
            node.span,
            Localized(es: "«\(text)» no es un porcentaje como 100", en: "“\(text)” is not a percentage like 100"))
        return nil
    }
}

/// The names of the time zones in the IANA database (2025), including links. The list is embedded so that a site has
/// the same findings on every machine.
enum TimeZones {
    static let names: [String] = String(decoding: BuiltInFiles.bytes("zones.txt") ?? [], as: UTF8.self).split(
        separator: "\n"
    ).map(String.init)
}
