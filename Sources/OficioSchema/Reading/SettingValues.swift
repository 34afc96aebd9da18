import Diagnostics
import OficioBasics
import OficioSource

// Values of settings that are one of a known set: what is none of them is a finding that names those that are.
extension SettingsReader {
    /// A language of the program, with a region or without: `es`, `es-CO`, `en`. `nil`, with a finding, for any other.
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

    /// The name of a time zone of the IANA; `nil`, with a finding, for any other.
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

    /// A percentage without a fraction: `100`, `100%`; `nil`, with a finding, for anything else.
    mutating func percent(_ node: YAMLNode) -> Int? {
        let text = word(node)
        if let number = Int(text.filter { $0 != "%" && $0 != " " }), (0...1000).contains(number) { return number }
        report(
            node.span,
            Localized(es: "«\(text)» no es un porcentaje como 100", en: "“\(text)” is not a percentage like 100"))
        return nil
    }
}

/// The time zones of the IANA database (2025), links among them: one list, so that a site is judged alike on every machine.
enum TimeZones {
    static let names: [String] = String(decoding: BuiltInFiles.bytes("zones.txt") ?? [], as: UTF8.self).split(
        separator: "\n"
    ).map(String.init)
}
