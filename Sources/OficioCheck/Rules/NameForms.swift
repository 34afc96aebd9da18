import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a proper name that is written in several forms.
    package static let nameForms = Rule(
        "nombre-de-varios-modos", .language, .note,
        what: Localized(
            es: """
                Un nombre propio está escrito de varios modos que solo cambian en una preposición, un artículo o un \
                plural.
                """,
            en: "A name is written in several ways that differ by a preposition, an article or a plural only."),
        why: Localized(
            es: """
                Un puesto, una unidad o un sistema con dos nombres parece dos, y quien busca uno no encuentra el otro.
                """,
            en: """
                A post, a unit or a system with two names seems to be two, and whoever searches for one does not \
                find the other.
                """
        ),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Avisar al Centro de Contactos Telefónico. El Centro de Contactos Telefónico responde.
            === content/protocolos/b.md
            ---
            título: Dos
            ---

            ## Objetivo

            Visitar el Centro de Contactos Telefónicos.
            """,
        passes: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Avisar al Centro de Contactos Telefónico. El Centro de Contactos Telefónico responde.
            === content/protocolos/b.md
            ---
            título: Dos
            ---

            ## Objetivo

            Visitar los Centros de Contactos Telefónicos y el Centro de Contactos Postales.
            """)
}

enum NameForms {
    /// A use of a name in a text.
    struct Use: ExtractedFact {
        let key: String
        let written: String
        let span: Span
        let record: Int
        /// Whether the name is the title of a document.
        let isTitle: Bool
        /// The number of uses in the document; the span is that of the first.
        var count = 1

        init(key: String, written: String, span: Span, record: Int, isTitle: Bool) {
            (self.key, self.written, self.span, self.record, self.isTitle) = (key, written, span, record, isTitle)
        }

        func write(to out: inout StoreWriter) {
            out.text(key)
            out.text(written)
            out.span(span)
            out.flag(isTitle)
            out.count(count)
        }

        func add(to stamp: inout Stamp) {
            stamp.add([key, written, "\(isTitle)"])
            for number in [Int(span.start), Int(span.end), count] { stamp.add(number) }
        }

        init(from reader: inout StoreReader, of record: Int) {
            (key, written, span, isTitle) = (reader.text(), reader.text(), reader.span(), reader.flag())
            count = reader.count()
            self.record = record
        }
    }

    static let rule = AggregatingRule(extractTexts: uses, aggregate: check)

    static func uses(_ context: CheckContext, _ texts: RecordTexts) -> [Use] {
        let corpus = context.corpus
        let index = texts.record
        let title = corpus.records[index].title
        var found: [Use] = []
        var seen: [String: Int] = [:]
        let isEnglish = corpus.schema.language == .english
        func examine(_ text: Text) {
            let words = text.plain
            func add(_ name: (key: String, written: String)) {
                found.append(
                    Use(
                        key: name.key, written: name.written, span: text.span, record: index,
                        isTitle: name.written == title))
            }
            for name in names(in: words, isEnglish: isEnglish) {
                let known = name.key + name.written
                if let place = seen[known] {
                    found[place].count += 1
                } else {
                    seen[known] = found.count
                    add(name)
                }
            }
            // Names in capitals are collected here; `check` decides by their number of uses whether they are
            // misspellings.
            if !isEnglish { ShoutedNames.all(in: words).forEach(add) }
        }
        if !isEnglish {
            texts.forEach(having: .lowercaseName) { text in
                for name in LowercaseNames.all(in: text.plain) {
                    found.append(
                        Use(key: name.key, written: name.written, span: text.span, record: index, isTitle: false))
                }
            }
        }
        texts.forEach(having: .name, examine)
        texts.forEachReference(having: .name, examine)
        return found
    }

    static func check(_ context: CheckContext, _ uses: [[Use]]) -> [Diagnostic] {
        let corpus = context.corpus
        var byKey: [String: [Use]] = [:]
        for use in uses.joined() { byKey[use.key, default: []].append(use) }
        var found: [Diagnostic] = []
        // A name may be a part of a longer one that differs as well.
        var told: Set<Span> = []
        for key in byKey.keys.sorted() {
            guard let all = byKey[key], all.count > 1, let first = all.first,
                all.contains(where: { $0.written != first.written })
            else { continue }
            var weights: [String: Int] = [:]
            for use in all { weights[use.written, default: 0] += use.isTitle ? 1000 : use.count }
            let folded = Dictionary(weights.map { ($0.key.folded, $0.value) }, uniquingKeysWith: +)
            guard folded.count > 1,
                let usual = usual(key.hasPrefix("…") ? weights.filter({ $0.key.contains(" de") }) : weights, all)
            else { continue }
            // The glossary mentions spellings without using them.
            for use in all
            where corpus.type(of: use.record).key != .term && use.written.folded != usual.key.folded
                && !(use.isTitle && usual.value < 1000)
                && !(key.hasPrefix("…") && use.written.contains(" de"))
            {
                // Other differences of names in lower case are grammar: *centro de atención* and *de la atención*.
                if key.hasPrefix(LowercaseNames.mark),
                    !LowercaseNames.lacksPreposition(use.written) || LowercaseNames.lacksPreposition(usual.key)
                {
                    continue
                }
                if key.hasPrefix(ShoutedNames.mark),
                    !ShoutedNames.isMisspelling(weights[use.written] ?? 0, beside: usual.value)
                {
                    continue
                }
                for place in places(of: use, context)
                where told.insert(Span(file: place.file, start: Int(place.start), end: Int(place.start))).inserted {
                    found.append(
                        Diagnostic(
                            .nameForms, at: place,
                            Localized(
                                es: "«\(use.written)» se escribe también «\(usual.key)»",
                                en: "“\(use.written)” is also written “\(usual.key)”"),
                            record: corpus.name(ofRecord: use.record)))
                }
            }
        }
        return found
    }

    /// Returns the spelling that counts: the most frequent one, else the one with most words, which has its
    /// prepositions, else the first one.
    private static func usual(_ weights: [String: Int], _ uses: [Use]) -> (key: String, value: Int)? {
        func rank(_ entry: (key: String, value: Int)) -> (Int, Int, Int) {
            let first = uses.firstIndex { $0.written == entry.key } ?? 0
            let isLower = entry.key.utf8.first.map { $0 >= 0x61 } ?? false
            // A name in lower case without its preposition is never right.
            let value = isLower && LowercaseNames.lacksPreposition(entry.key) ? 0 : entry.value
            return (value, entry.key.utf8.count { $0 == 0x20 }, -first)
        }
        return weights.max { rank($0) < rank($1) }
    }

    /// Returns the places of all uses of a name in its document; the first one alone if the file does not hold the name
    /// so often literally.
    private static func places(of use: Use, _ context: CheckContext) -> [Span] {
        let first = context.locate(use.written, in: use.span)
        if use.count == 1 { return [first] }
        let rest = Span(file: use.span.file, start: Int(use.span.start), end: context.bytes(of: use.span.file).count)
        let all = context.occurrences(of: use.written, in: rest).prefix(use.count)
        return all.count == use.count ? Array(all) : [first]
    }

    /// Whether a word is an infinitive. *Auxiliar* is the title of a post.
    private static func isVerb(_ word: Substring) -> Bool {
        let folded = String(word).folded
        return !posts.contains(folded) && !SpanishWords.likeInfinitives.contains(folded)
            && InfinitiveStart.isInfinitive(folded)
    }

    /// Returns the words of a key: the first word of a name and the stems of the others, without gender unless the name
    /// is a person's (*Administración Financiera* equals *Financiero*; *Asistente Administrativa* is a person).
    private static func stems(_ head: String, _ words: [Substring], isEnglish: Bool) -> [String] {
        let isPerson = isPerson(head)
        return [head]
            + words.map { word in
                let own = stem(String(word).folded)
                return isEnglish || isPerson ? own : withoutGender(own)
            }
    }

    /// Returns the index of a unit inside a longer name: *Jefe de la Unidad de Estadística e Informática*, *Personal
    /// del Servicio de Cuidados Intensivos*. An article precedes it.
    private static func unit(in run: [Substring]) -> Int? {
        run.indices.dropFirst(2).first { place in
            ShoutedNames.heads.contains(String(run[place]).folded)
                && (["del", "al"].contains(run[place - 1]) || ["la", "el"].contains(run[place - 1]))
        }
    }

    private static let articles: Set<String> = ["the", "an", "our", "un", "una"]
    private static let singular: Set<String> = ["el", "la", "del", "al", "un", "una", "su", "the", "a"]
    private static let particles: Set<Substring> = ["de", "del", "la", "las", "los", "el", "al", "a", "en"]

    /// Returns the names in a text. A name is a run of at least three words, capitalized words with particles and *y*
    /// between them, of which two carry meaning; or a pair of a post and its unit.
    ///
    /// A plural at the beginning makes another name (*los Jefes de Turno*) unless a singular article precedes it.
    private static func names(in text: String, isEnglish: Bool) -> [(key: String, written: String)] {
        var found: [(key: String, written: String)] = []
        var run: [Substring] = []
        var isSingular = false
        let bytes = text.utf8
        func end() {
            if run.isEmpty {
                isSingular = false
                return
            }
            defer {
                run = []
                isSingular = false
            }
            while let last = run.last, particles.contains(last) || links.contains(last) || last == "y" || last == "e" {
                run.removeLast()
            }
            // *Informar al Centro…*, *El Centro…*: the first word of a sentence is not part of the name.
            if run.count > 1,
                particles.contains(Substring(run[0].lowercased())) || articles.contains(run[0].lowercased())
                    || isVerb(run[0])
            {
                run.removeFirst()
                while let first = run.first, particles.contains(first) { run.removeFirst() }
            }
            if run.count == 2, !isEnglish, let pair = pair(run) { found.append(pair) }
            guard run.count >= 3, let first = run.first else { return }
            let rest = run.dropFirst().filter { !particles.contains($0) && !links.contains($0) }
            guard !rest.isEmpty, rest.contains(where: { $0 != "y" && $0 != "e" }) else { return }
            var stems = Self.stems(String(first).folded, rest, isEnglish: isEnglish)
            // *The Record Management Office*: in English the first word has no number of its own, and the words may be
            // in another order around *of*.
            if isEnglish {
                stems[0] = stem(stems[0])
                stems = stems.filter { $0 != "of" }.sorted()
            } else if isSingular {
                stems[0] = stem(stems[0])
            }
            found.append((stems.joined(separator: " "), run.joined(separator: " ")))
            if !isEnglish, let start = unit(in: run) {
                let own = run[start...]
                let words = own.dropFirst().filter { !particles.contains($0) && !links.contains($0) }
                if words.count > 1 {
                    let stems = Self.stems(String(own[start]).folded, words, isEnglish: false)
                    found.append((stems.joined(separator: " "), own.joined(separator: " ")))
                }
            }
            if !isEnglish, let pair = pair(run) { found.append(pair) }
        }
        // Words in lower case before a name are skipped by their first byte.
        var former = 0..<0
        for range in pieces(of: text) {
            let first = bytes[bytes.index(bytes.startIndex, offsetBy: range.lowerBound)]
            if run.isEmpty, first >= 0x61, first <= 0x7A {
                former = range
                continue
            }
            let piece = text.slice(range)
            let isPlain = piece.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
            let word = isPlain ? piece : piece.drop { !$0.isLetter }
            let own = (range.upperBound - word.utf8.count)..<range.upperBound
            // Punctuation before a word ends the name.
            if word.startIndex != piece.startIndex { end() }
            let letters = isPlain ? piece : word.prefix { $0.isLetter || $0 == "-" }
            defer { former = own }
            if run.isEmpty, isCapitalized(letters) {
                let last = text.slice(former).prefix { $0.isLetter || $0 == "-" }
                isSingular = last.isEmpty || singular.contains(last.lowercased()) || !letters.hasSuffix("s")
            }
            if isCapitalized(letters)
                || !run.isEmpty
                    && (particles.contains(letters) || letters == "y" || letters == "e" || isEnglish && letters == "of")
            {
                // *Cuentas por Cobrar*, but not *el Informe para la Gerencia*.
                if let last = run.last, links.contains(last), !isCapitalized(letters) {
                    end()
                    continue
                }
                run.append(letters)
            } else if !run.isEmpty, !isEnglish, links.contains(letters), letters.endIndex == word.endIndex {
                run.append(letters)
            } else {
                end()
                continue
            }
            if letters.endIndex != word.endIndex { end() }
        }
        end()
        return found
    }

    /// Returns the byte ranges of the parts between spaces and line ends.
    static func pieces(of text: String) -> [Range<Int>] {
        text.withBytes { bytes in
            var found: [Range<Int>] = []
            found.reserveCapacity(bytes.count / 5)
            var start = 0
            for place in 0...bytes.count where place == bytes.count || bytes[place] == 0x20 || bytes[place] == 0x0A {
                if start < place { found.append(start..<place) }
                start = place + 1
            }
            return found
        }
    }

    /// Returns the beginning of a name that consists of a post and its unit: *Jefe Área*, *Jefe de Área*. `nil` for
    /// other names.
    private static func pair(_ run: [Substring]) -> (key: String, written: String)? {
        guard run.count > 1, posts.contains(String(run[0]).folded) else { return nil }
        let isJoined = run[1] == "de" || run[1] == "del"
        guard run.count > (isJoined ? 2 : 1), !particles.contains(run[isJoined ? 2 : 1]),
            units.contains(String(run[isJoined ? 2 : 1]).folded)
        else { return nil }
        let words = run.prefix(isJoined ? 3 : 2)
        return (
            "… " + [String(run[0]).folded, stem(String(run[isJoined ? 2 : 1]).folded)].joined(separator: " "),
            words.joined(separator: " ")
        )
    }

    /// Prepositions that belong to a name only if a capitalized word follows them.
    private static let links: Set<Substring> = ["por", "para"]

    /// Whether the first word of a name, folded, is a word for a person.
    private static func isPerson(_ word: String) -> Bool {
        posts.contains(word) || word != "secretaria" && endings.contains { word.hasSuffix($0) }
    }

    /// Endings of words for persons.
    private static let endings = [
        "ista", "ente", "ante", "or", "ora", "ico", "ica", "ero", "era", "ado", "ada", "ario", "aria",
    ]

    /// Returns a stem without the *o* or *a* of an adjective of at least seven letters.
    private static func withoutGender(_ stem: String) -> String {
        guard stem.utf8.count >= 7, let last = stem.utf8.last, last == UInt8(ascii: "o") || last == UInt8(ascii: "a")
        else { return stem }
        return String(stem.dropLast())
    }

    private static let posts: Set<String> = [
        "jefe", "jefa", "gerente", "subgerente", "director", "directora", "subdirector", "subdirectora", "coordinador",
        "coordinadora", "encargado", "encargada",
        "supervisor", "supervisora", "secretario",
        "secretaria", "tecnico", "tecnica", "auxiliar", "asistente", "analista", "asesor", "asesora", "responsable",
        "titular",
    ]
    private static let units: Set<String> = [
        "area", "seccion", "departamento", "unidad", "division", "oficina", "servicio", "servicios", "gerencia",
        "direccion", "coordinacion", "subdireccion", "proyecto",
        "proyectos", "centro", "planta", "zona",
        "region", "sistemas", "compras", "ventas", "finanzas", "personal", "planificacion", "auditoria",
        "mantenimiento", "operaciones", "seguridad", "archivo",
        "almacen", "comunicacion", "comunicaciones",
    ]

    /// Whether a word is a capital followed by lower-case letters. Words all in capitals do not count.
    private static func isCapitalized(_ word: Substring) -> Bool {
        guard let byte = word.utf8.first, byte >= 0x80 || byte >= 0x41 && byte <= 0x5A else { return false }
        if word.utf8.allSatisfy({ $0 < 0x80 }) {
            return word.utf8.count > 2 && !word.utf8.dropFirst().contains { $0 >= 0x41 && $0 <= 0x5A }
        }
        guard let first = word.first, first.isUppercase else { return false }
        return word.utf8.count > 2 && !word.dropFirst().contains(where: \.isUppercase)
    }

    /// Returns a word without a plural ending.
    static func stem(_ word: String) -> String {
        guard word.utf8.count > 3, word.hasSuffix("s") else { return word }
        if word.hasSuffix("es"), let letter = word.dropLast(2).last, "dlrnjy".contains(letter) {
            return String(word.dropLast(2))
        }
        return String(word.dropLast())
    }
}

extension String {
    /// Returns the text in a range of UTF-8 offsets, which must not split a character.
    func slice(_ range: Range<Int>) -> Substring {
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        return Substring(utf8[start..<utf8.index(start, offsetBy: range.count)])
    }
}
