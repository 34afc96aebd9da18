import Diagnostics
import OficioBasics
import OficioModel
import OficioSource

extension Rule {
    /// Reports a link whose words are another address than its target.
    package static let disguisedLink = Rule(
        "enlace-disfrazado", .relations, .warning,
        what: Localized(
            es: "Las palabras de un enlace son una dirección, y el enlace lleva a otra.",
            en: "The words of a link are an address, and the link leads to another one."),
        why: Localized(
            es: "Quien lee la dirección confía en ella, y llega a un sitio que no es el que dice.",
            en: "Whoever reads the address trusts it, and arrives at a site other than the one that it names."),
        fires: """
            === content/paginas/a.md
            ---
            título: Uno
            ---

            Pague en [https://banco.example](https://otro.example/pago).
            """,
        passes: """
            === content/paginas/a.md
            ---
            título: Uno
            ---

            Pague en [banco.example](https://www.banco.example/pago).
            """)
}

enum DisguisedLink {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        var found: [Diagnostic] = []
        context.corpus.records[index].forEachText { text in
            guard text.source.contains("](") || text.source.contains("]["), let inlines = text.inlines else { return }
            for (words, destination) in links(inlines) where isDisguised(words, destination) {
                found.append(
                    Diagnostic(
                        .disguisedLink, at: context.locate(words, in: text.span),
                        Localized(
                            es: "el enlace dice «\(words)» y lleva a «\(destination)»",
                            en: "the link says “\(words)” and leads to “\(destination)”"),
                        label: Localized(
                            es: "escriba la misma dirección en los dos lugares, o palabras que no sean una dirección",
                            en: "write the same address in both places, or words that are no address"),
                        record: context.corpus.name(ofRecord: index)))
            }
        }
        return found
    }

    /// Whether the words of a link are an address of another host or mailbox than its target.
    private static func isDisguised(_ words: String, _ destination: String) -> Bool {
        guard let named = host(words.trimmedASCII) else { return false }
        let target = LinkTarget(destination)
        guard let scheme = target.scheme else { return hasScheme(words) }
        if scheme == "mailto" || named.contains("@") {
            let address = target.path.dropFirst(scheme.count + 1).prefix { $0 != "?" }
            return address.lowercased() != named && named.contains("@")
        }
        guard let real = host(destination) else { return false }
        return real != named && !real.hasSuffix("." + named) && !named.hasSuffix("." + real)
    }

    private static func hasScheme(_ words: String) -> Bool {
        let words = words.lowercased()
        return words.hasPrefix("https://") || words.hasPrefix("http://")
    }

    /// Returns the host of an address, or all of an e-mail address, in lower case; `nil` for other words. Without a
    /// scheme, words count if they begin with *www.* or if their last part is a common one: *banco.com*.
    private static func host(_ address: String) -> String? {
        guard !address.contains(where: \.isWhitespace) else { return nil }
        let lower = address.lowercased()
        if hasScheme(lower) || lower.hasPrefix("//") {
            let rest = lower.drop { $0 != "/" }.drop { $0 == "/" }
            return withoutWWW(rest.prefix { !"/?#".contains($0) })
        }
        if lower.contains("@") {
            let parts = lower.split(separator: "@")
            let mail = lower.hasPrefix("mailto:") ? String(lower.dropFirst(7)) : lower
            return parts.count == 2 && parts[1].contains(".") ? mail : nil
        }
        let front = lower.prefix { !"/?#".contains($0) }
        let labels = front.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last,
            front.allSatisfy({ $0.isLetter || $0.isNumber || ".-".contains($0) }),
            lower.hasPrefix("www.") || endings.contains(String(last))
        else { return nil }
        return withoutWWW(front)
    }

    private static func withoutWWW(_ host: Substring) -> String {
        // Whoever signs in stands in front of @, and misleads: *https://banco.example@otro.example*.
        let host = host.split(separator: "@").last ?? host
        return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
    }

    /// Last parts of the names of hosts that no ending of a file shares.
    private static let endings: Set<String> = [
        "com", "org", "net", "gob", "gov", "edu", "mil", "int", "info", "example", "es", "mx", "ar", "cl", "sv", "gt",
        "hn", "ni", "cr", "pa", "ec", "pe", "uy", "bo", "ve", "uk", "eu", "us",
    ]

    private static func links(_ inlines: [Inline]) -> [(words: String, destination: String)] {
        inlines.flatMap { inline -> [(words: String, destination: String)] in
            switch inline {
            case .link(let destination, _, let inside):
                var words = ""
                Inline.appendPlain(inside, to: &words)
                return [(words, destination)]
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside): return links(inside)
            case .text, .code, .image, .reference, .softBreak, .lineBreak: return []
            }
        }
    }
}
