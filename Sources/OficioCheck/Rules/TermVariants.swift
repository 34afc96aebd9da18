import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports an acronym that is spelled in several ways.
    package static let termVariants = Rule(
        "sigla-de-varios-modos", .language, .note,
        what: Localized(es: "Una sigla está escrita de varios modos.", en: "An acronym is spelled in several ways."),
        why: Localized(
            es: "«PQRS», «PQRs» y «PQR's» son lo mismo para quien escribe y tres cosas para quien busca.",
            en: "“PQRS”, “PQRs” and “PQR's” are one thing to the writer and three to whoever searches."),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Recibir las PQRS. Clasificar las PQRS. Archivar las PQRS.
            === content/protocolos/b.md
            ---
            título: Dos
            ---

            ## Objetivo

            Responder las PQRs.
            """,
        passes: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            RECIBIR LAS PQRS. QUIEN ESTE DE TURNO, ESTÉ DONDE ESTÉ, ENVIÓ EL ENVÍO HACIA DONDE SE HACÍA.
            """)
}

enum TermVariants {
    /// A use of an acronym in a text. The fingerprint covers everything that the position of the acronym depends on.
    struct Use: ExtractedFact {
        /// The folded letters of the acronym.
        let key: String
        let written: String
        let span: Span
        let record: Int
        let stamp: UInt64

        init(key: String, written: String, span: Span, record: Int, stamp: UInt64) {
            self.key = key
            self.written = written
            self.span = span
            self.record = record
            self.stamp = stamp
        }

        func write(to out: inout BinaryWriter) {
            out.text(key)
            out.text(written)
            out.span(span)
            out.word(stamp)
        }

        func add(to stamp: inout Stamp) {
            stamp.add([key, written])
            for number in [span.start, span.end] { stamp.add(Int(number)) }
            stamp.add(self.stamp)
        }

        init(from reader: inout BinaryReader, of record: Int) {
            key = reader.text()
            written = reader.text()
            span = reader.span()
            self.record = record
            stamp = reader.word()
        }
    }

    static func uses(_ context: CheckContext, _ texts: RecordTexts) -> [Use] {
        let corpus = context.corpus
        let index = texts.record
        // The glossary mentions spellings without using them.
        if corpus.type(of: index).key == .term { return [] }
        var found: [Use] = []
        texts.forEach(having: [.capitals, .initial]) { text in
            for written in spacedAcronyms(text.plain) {
                found.append(
                    Use(
                        key: written.filter(\.isLetter).folded, written: written, span: text.span, record: index,
                        stamp: corpus.records[index].stamp))
            }
            // A quick filter: an acronym has no space and at least three capitals, which are ASCII or begin with C3 or
            // more.
            let parts = text.plain.utf8.split(separator: 0x20).filter {
                $0.count { $0 >= 0x41 && $0 <= 0x5A || $0 >= 0xC3 } > 2
            }
            for written in parts.flatMap({ hyphenatedAcronyms(Substring($0)) }) {
                found.append(
                    Use(
                        key: base(of: written.filter(\.isLetter)), written: written, span: text.span, record: index,
                        stamp: corpus.records[index].stamp))
            }
            for word in parts.flatMap({
                Substring($0).split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" && $0 != "." })
            }) {
                let written = String(word).trimmingDots
                let letters = written.filter(\.isLetter)
                let upper = letters.count { $0.isUppercase }
                // An acronym has three to six capitals and little else.
                guard (3...6).contains(upper), letters.count - upper <= 1, letters.count <= 7,
                    letters.last?.isLowercase != true || letters.hasSuffix("s")
                else {
                    continue
                }
                // Acronyms have no accents; words in capitals do.
                guard letters.utf8.allSatisfy({ $0 < 0x80 }) || letters.contains("Ñ") else { continue }
                found.append(
                    Use(
                        key: base(of: letters), written: written, span: text.span, record: index,
                        stamp: corpus.records[index].stamp))
            }
        }
        return found
    }

    /// Returns the folded letters without the lower-case *s* of a plural. `check` restores it if `PQRS` is the acronym.
    private static func base(of letters: String) -> String {
        let isPlural = letters.last == "s" && letters.dropLast().allSatisfy(\.isUppercase)
        return String(isPlural ? letters.dropLast() : letters[...]).folded
    }

    /// Returns the acronyms that the site declares (in its settings and in the glossary) as written, by their folded
    /// letters.
    private static func acronyms(_ corpus: Corpus) -> [String: String] {
        var known: [String: String] = [:]
        for record in corpus.records where corpus.schema.types[record.type].key == .term {
            let name = record.title
            if name.filter(\.isUppercase).count > 2, !name.contains(" ") {
                known[name.filter(\.isLetter).folded] = name
            }
        }
        let own = corpus.schema.settings.acronym
        if !own.isEmpty { known[own.filter(\.isLetter).folded] = own }
        return known
    }

    /// Whether folded letters spell a Spanish word, in the singular or in the plural.
    private static func isWord(_ key: String) -> Bool {
        let words = SpanishWords.short
        return words.contains(key) || key.hasSuffix("s") && words.contains(String(key.dropLast()))
    }

    /// Returns the acronyms of three to six letters that have a full stop and a space after each letter: `P. Q. R.`.
    private static func spacedAcronyms(_ text: String) -> [String] {
        guard text.hasAdjacentBytes(where: { $0 >= 0x41 && $0 <= 0x5A && $1 == 0x2E }) else { return [] }
        var found: [String] = []
        var run: [Substring] = []
        func end() {
            if (3...6).contains(run.count) { found.append(run.joined(separator: " ")) }
            run = []
        }
        for word in text.split(separator: " ") {
            let bare = word.hasSuffix(",") ? word.dropLast() : word
            if bare.utf8.count == 2, bare.hasSuffix("."), bare.first?.isUppercase == true {
                run.append(bare)
            } else {
                end()
            }
        }
        end()
        return found
    }

    /// Returns the acronyms of three to six capitals with a hyphen inside: `SIG-MU`.
    private static func hyphenatedAcronyms(_ text: Substring) -> [String] {
        guard text.utf8.contains(UInt8(ascii: "-")) else { return [] }
        return text.split { !$0.isLetter && $0 != "-" }.filter { word in
            let pieces = word.split(separator: "-", omittingEmptySubsequences: false)
            return pieces.count == 2 && pieces.allSatisfy { $0.utf8.count > 1 && $0.utf8.allSatisfy(isCapital) }
                && (3...6).contains(word.utf8.count - 1)
        }.map(String.init)
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    /// Whether every letter has a full stop: `S.I.G`. A spelling with full stops is no word.
    private static func isDotted(_ written: String) -> Bool {
        written.count { $0 == "." } + 1 >= written.count { $0.isLetter }
    }

    /// Whether an acronym is written with an apostrophe: `KPI's`, `PQR’S`.
    private static func isPossessive(_ written: String) -> Bool {
        guard let last = written.last, last == "s" || last == "S", let sign = written.dropLast().last else {
            return false
        }
        return sign == "'" || sign == "’"
    }

    static func check(_ context: CheckContext, _ uses: [[Use]]) -> [Diagnostic] {
        let corpus = context.corpus
        let known = acronyms(corpus)
        var byKey: [String: [Use]] = [:]
        for use in uses.joined() { byKey[use.key, default: []].append(use) }
        // `PQRs` is a spelling of `PQRS` if the site has the acronym `PQRS`.
        for key in byKey.keys.sorted()
        where byKey[key + "s"]?.contains(where: { $0.written.hasSuffix("S") }) == true
            || byKey[key] != nil && known[key + "s"] != nil && known[key] == nil
        {
            let plurals = byKey[key]?.filter { $0.written.hasSuffix("s") } ?? []
            guard !plurals.isEmpty else { continue }
            byKey[key] = byKey[key]?.filter { !$0.written.hasSuffix("s") }
            byKey[key + "s", default: []] += plurals
        }
        let isEnglish = corpus.schema.language == .english
        var found: [Diagnostic] = []
        for key in byKey.keys.sorted() {
            guard var all = byKey[key], !all.isEmpty else { continue }
            // In English a plural *s* is correct; an apostrophe before it is wrong in both languages.
            if isEnglish, known[key] == nil {
                all = all.filter { !$0.written.hasSuffix("s") || $0.written.contains("'") || $0.written.contains("’") }
            }
            for use in all where known[key] == nil && isPossessive(use.written) {
                let bare = String(use.written.dropLast(2))
                found.append(
                    Diagnostic(
                        .termVariants, at: context.locate(use.written, in: use.span),
                        Localized(
                            es: "«\(use.written)»: las siglas no llevan apóstrofo: «\(bare)»",
                            en: "“\(use.written)”: acronyms take no apostrophe: “\(bare)”"),
                        record: corpus.name(ofRecord: use.record)))
            }
            if known[key] == nil { all = all.filter { !isPossessive($0.written) } }
            var counts: [String: Int] = [:]
            for use in all { counts[use.written, default: 0] += 1 }
            guard counts.count > 1,
                known[key] != nil || isEnglish || !isWord(key) || counts.keys.contains(where: isDotted),
                let most = counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).first
            else { continue }
            let usual = (key: known[key] ?? most.key, value: known[key].map { counts[$0] ?? 0 } ?? most.value)
            // If the site declares no spelling, only spellings rarer than the usual spelling are reported.
            let isDeclared = known[key] != nil
            for use in all where use.written != usual.key {
                let (written, count) = (use.written, counts[use.written] ?? 0)
                guard isDeclared || count < usual.value else { continue }
                found.append(
                    Diagnostic(
                        .termVariants, at: context.locate(written, in: use.span),
                        isDeclared
                            ? Localized(
                                es: "«\(written)» se escribe «\(usual.key)»",
                                en: "“\(written)” is written “\(usual.key)”")
                            : Localized(
                                es: "«\(written)» (\(count)) se escribe casi siempre «\(usual.key)» (\(usual.value))",
                                en: "“\(written)” (\(count)) is mostly written “\(usual.key)” (\(usual.value))"),
                        record: corpus.name(ofRecord: use.record)))
            }
        }
        return found
    }
}

extension String {
    fileprivate var trimmingDots: String {
        var text = Substring(self)
        while let last = text.last, !last.isLetter { text.removeLast() }
        while let first = text.first, !first.isLetter { text.removeFirst() }
        return String(text)
    }
}
