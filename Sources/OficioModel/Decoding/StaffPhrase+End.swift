import OficioBasics

extension StaffPhrase {
    /// The last words of a text, which a sign, emphasis or the end of a sentence separates from the rest.
    struct End {
        enum Kind {
            case brackets, dash, sentence, comma, emphasis, colon

            /// Whether such words may also continue the text in front of them: *segura, confidencial*.
            var isLoose: Bool { self == .comma || self == .emphasis || self == .colon }
        }
        let words: String
        let rest: String
        let kind: Kind

        /// The number of characters at the end of a text among which the last words begin.
        static let longest = 90

        /// Finds the last words of a text without signs of emphasis.
        init?(of text: String) {
            let tail = text.suffix(Self.longest)
            if let close = tail.last, let open = [")": "(", "]": "[", "}": "{", ">": "<"][close] as Character? {
                guard let start = tail.lastIndex(of: open) else { return nil }
                // References name a document: *Véase [[reservado]]*, *Véase [el manual][interno]*.
                if close == "]", let before = text[..<start].last, before == "[" || before == "]" { return nil }
                self.init(tail[tail.index(after: start)...].dropLast(), behind: text[..<start], .brackets)
                return
            }
            var last: (range: Range<String.Index>, kind: Kind)?
            for (sign, kind) in Self.signs {
                guard let range = tail.ranges(of: sign).last else { continue }
                if last.map({ $0.range.upperBound < range.upperBound }) ?? true { last = (range, kind) }
            }
            guard let last else { return nil }
            self.init(tail[last.range.upperBound...], behind: text[..<last.range.lowerBound], last.kind)
        }

        /// Finds the last words of a text if emphasis surrounds them and nothing else separates them from the rest:
        /// *La clave **interno***.
        init?(ofEmphasis source: String) {
            let text = source.withoutFinalStop
            let inside = text.reversed().drop(while: Self.isEmphasis)
            guard inside.startIndex != text.reversed().startIndex else { return nil }
            let words = inside.prefix { !Self.isEmphasis($0) }
            let front = inside.dropFirst(words.count)
            let rest = front.drop(while: Self.isEmphasis)
            guard front.first.map(Self.isEmphasis) == true, rest.first?.isWhitespace == true else { return nil }
            let plain = String(rest.reversed()).bareOfEmphasis
            guard let last = plain.last, last.isLetter || last.isNumber else { return nil }
            self.init(String(words.reversed())[...], behind: plain[...], .emphasis)
        }

        private init?(_ words: Substring, behind rest: Substring, _ kind: Kind) {
            self.words = String(words).withoutFinalStop
            // The words directly in front decide what a word describes.
            self.rest = String(rest.suffix(120))
            self.kind = kind
            if rest.allSatisfy({ !$0.isLetter }) && kind != .brackets { return nil }
        }

        /// A line break that the author wrote on purpose separates like a dash.
        private static let signs: [(String, Kind)] = [
            (" - ", .dash), ("–", .dash), ("—", .dash), (" · ", .dash), (" | ", .dash), (" / ", .dash),
            (" → ", .dash), (" => ", .dash), (" -> ", .dash), (" \\| ", .dash), ("… ", .dash), ("... ", .dash),
            ("\\\n", .dash), ("  \n", .dash), ("<br>", .dash), ("<br/>", .dash), ("<br />", .dash),
            (", ", .comma), ("; ", .comma), (": ", .colon), (". ", .sentence), ("? ", .sentence), ("! ", .sentence),
            ("\n", .sentence),
        ]

        private static func isEmphasis(_ sign: Character) -> Bool { sign == "*" || sign == "_" }

        /// Whether words behind a comma or in emphasis label the rest, instead of belonging to its sentence: *La clave,
        /// interno*, but not *El trato es confidencial* and not *Público, interno*.
        var isApart: Bool {
            let front = rest.folded.split(separator: " ").map(String.init)
            let own = words.foldedWords
            let isOfText = own.first != "de" || own.contains { $0 != "uso" && uses.contains($0) }
            guard let last = front.last, front.count < 9, isOfText else {
                return false
            }
            if namesSecret, front.contains(where: { $0.contains(where: \.isNumber) }) { return true }
            if front.contains(where: {
                Self.joining.contains($0) || contrasts.contains($0) || interno.contains($0) || adjectives.contains($0)
            }) {
                return false
            }
            if kind == .emphasis { return !mayDescribe(last) }
            if kind == .colon { return isMark(of: front) }
            // Several single words in a row are a list: *segura, íntegra, confidencial*.
            let parts = rest.split { $0 == "," || $0 == ";" }
            return parts.count < 2
                || parts.last.map { part in
                    part.contains(where: \.isNumber) || part.split(separator: " ").count > 1
                } ?? false
        }

        /// Whether words behind a colon mark the text in front of it, folded: *La clave: interno*, *Nota: uso interno*.
        ///
        /// A single word is the value of a field or a column instead, as in *Tipo: interno*, *Sueldo: confidencial*,
        /// unless the text in front begins with an article or names something secret.
        private func isMark(of front: [String]) -> Bool {
            guard let first = front.first, let last = front.last else { return false }
            let namesKind = front.contains(where: StaffPhrase.kindsOfThings.contains)
            if front.count == 1, isRemark(first) || messages.contains(first) || Self.calls.contains(first) {
                return true
            }
            if namesKind { return false }
            if front.contains(where: secrets.contains) { return true }
            return articles.contains(first) && !mayDescribe(last)
        }

        /// Folded words in front of a colon that call for attention.
        private static let calls: Set<String> = [
            "importante", "atencion", "ojo", "uso", "important", "attention", "warning", "use",
        ]

        /// Whether a word in emphasis may be an adjective of the noun in front, as in *red **interna***. In *La clave
        /// **interno***, their genders differ.
        private func mayDescribe(_ noun: String) -> Bool {
            if nouns.contains(noun) || Self.papers.contains(noun) { return true }
            switch words.folded.last {
            case "o": return !noun.hasSuffix("ion") && ["o", "l", "r", "n", "ma"].contains(where: noun.hasSuffix)
            case "a": return ["a", "d", "ion", "z"].contains(where: noun.hasSuffix)
            default: return false
            }
        }

        /// Folded nouns for things that are commonly confidential.
        private static let papers: Set<String> = [
            "documentos", "datos", "expediente", "expedientes", "archivo", "archivos", "registro", "registros",
            "informe", "informes", "reporte", "sobre", "carta", "correo", "asunto", "asuntos", "report", "file", "data",
        ]

        /// Folded words of which a sentence or a list consists in which an access word has its ordinary meaning.
        private static let joining: Set<String> = [
            "es", "son", "sea", "sean", "ser", "sera", "seran", "era", "esta", "estan", "queda", "quedan",
            "mantiene", "mantener", "mantenerse", "mantenga", "como", "llama", "llaman", "llamado", "llamada",
            "considera", "consideran", "tipo", "y", "e", "o", "u", "ni", "que", "muy", "un", "una", "siempre",
            "algo", "todo", "toda", "forma", "dice", "diga", "leyenda", "palabra", "sello", "rotulo", "says", "word",
            "manera", "modo", "trato", "lenguaje", "is", "are", "be", "as", "and",
            "or", "nor", "that", "a", "an", "very", "type", "kind", "manner",
        ]

        /// Whether the sentence in front only names or tells a secret, so that a prohibition behind it means the text
        /// itself: *La clave. No difundir.* A step that begins with a verb is a rule instead.
        var namesSecret: Bool {
            let sentence = rest.split { ".!?\n".contains($0) }.last.map(String.init) ?? rest
            let words = sentence.folded.split(separator: " ").map(String.init)
            guard let first = words.first, words.count < 9 else { return false }
            let isNamed = secrets.contains(first) || articles.contains(first)
            let isTold = words.contains(where: secrets.contains) && words.contains { $0.contains(where: \.isNumber) }
            return isNamed && (words.count < 4 || isTold)
        }
    }

    private static let articles: Set<String> = ["el", "la", "los", "las", "the", "nuestra", "nuestro", "our"]
}
