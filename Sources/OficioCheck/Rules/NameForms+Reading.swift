import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Reads the names in a text, and the keys under which two spellings are one name.
extension NameForms {
    /// Whether a word is an infinitive. *Auxiliar* is excluded, because it is a title of posts.
    private static func isVerb(_ word: Substring) -> Bool {
        let folded = String(word).folded
        return !posts.contains(folded) && !SpanishWords.likeInfinitives.contains(folded)
            && InfinitiveStart.isInfinitive(folded)
    }

    /// Returns the words of a key: the first word of a name and the stems of the other words, without gender unless
    /// the name is a person's (*Administración Financiera* equals *Financiero*; *Asistente Administrativa* is a
    /// person).
    private static func stems(_ head: String, _ words: [Substring], isEnglish: Bool) -> [String] {
        let isPerson = isPerson(head)
        return [head]
            + words.map { word in
                let own = stem(String(word).folded)
                return isEnglish || isPerson ? own : withoutGender(own)
            }
    }

    /// Returns the index of a unit inside a longer name: *Jefe de la Unidad de Estadística e Informática*, *Personal
    /// del Servicio de Cuidados Intensivos*. An article precedes the unit. Returns `nil` if there is none.
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
    static func names(in text: String, isEnglish: Bool) -> [(key: String, written: String)] {
        var found: [(key: String, written: String)] = []
        var run: [Substring] = []
        var isSingular = false
        func end() {
            if run.isEmpty {
                isSingular = false
                return
            }
            defer {
                run = []
                isSingular = false
            }
            // A single word is no name.
            if run.count == 1 { return }
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
            // *The Record Management Office*: in English the first word has no number of its own, and the words
            // around *of* may change places.
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
        // Words in lower case before a name are skipped at their first byte.
        var former = 0..<0
        for (range, isSmall) in pieces(of: text) {
            if run.isEmpty, isSmall {
                former = range
                continue
            }
            let piece = text.slice(range)
            let plain = plainLetters(of: piece)
            let word =
                plain.map { text.slice((range.lowerBound + $0.lowerBound)..<range.upperBound) }
                ?? piece.drop { !$0.isLetter }
            let own = (range.upperBound - word.utf8.count)..<range.upperBound
            // Punctuation before a word ends the name.
            if word.startIndex != piece.startIndex { end() }
            let letters =
                plain.map {
                    text.slice((range.lowerBound + $0.lowerBound)..<(range.lowerBound + $0.upperBound))
                } ?? word.prefix { $0.isLetter || $0 == "-" }
            defer { former = own }
            let isCapital = isCapitalized(letters)
            if run.isEmpty {
                guard isCapital else {
                    end()
                    continue
                }
                let last = text.slice(former).prefix { $0.isLetter || $0 == "-" }
                isSingular = last.isEmpty || singular.contains(last.lowercased()) || !letters.hasSuffix("s")
            }
            if isCapital
                || !run.isEmpty
                    && (particles.contains(letters) || letters == "y" || letters == "e" || isEnglish && letters == "of")
            {
                // *Cuentas por Cobrar*, but not *el Informe para la Gerencia*.
                if let last = run.last, links.contains(last), !isCapital {
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

    /// Whether two spellings join two words by different prepositions, and the first word names no unit or system: *la
    /// Biblia de Lutero* and *la Biblia para Lutero* are no variants of a name.
    static func isOtherRelation(_ one: String, _ other: String) -> Bool {
        let words = (one.folded.parts(between: " "), other.folded.parts(between: " "))
        guard words.0.count < 5, let head = words.0.first, words.0.last == words.1.last,
            !ShoutedNames.heads.contains(String(head)), !isPerson(String(head))
        else { return false }
        func joining(_ parts: [Substring]) -> Set<Substring> {
            Set(parts.dropFirst().dropLast().map { $0 == "del" ? "de" : $0 == "al" ? "a" : $0 })
                .subtracting(["la", "las", "el", "los"])
        }
        let relations = (joining(words.0), joining(words.1))
        return relations.0.count == 1 && relations.1.count == 1 && relations.0 != relations.1
    }

    /// Returns the byte ranges of the parts between spaces and line ends, and whether each begins with an ASCII
    /// lower-case letter.
    static func pieces(of text: String) -> [(range: Range<Int>, isSmall: Bool)] {
        text.withBytes { bytes in
            var found: [(range: Range<Int>, isSmall: Bool)] = []
            found.reserveCapacity(bytes.count / 5)
            var start = 0
            for place in 0...bytes.count where place == bytes.count || bytes[place] == 0x20 || bytes[place] == 0x0A {
                if start < place { found.append((start..<place, bytes[start] >= 0x61 && bytes[start] <= 0x7A)) }
                start = place + 1
            }
            return found
        }
    }

    /// Returns the beginning of a name that consists of a post and its unit: *Jefe Área*, *Jefe de Área*; `nil` for
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

    /// Whether a folded word is a known post or ends like a word for a person (*analista*, *operador*). This is a
    /// guess: *inventario* passes too.
    private static func isPerson(_ word: String) -> Bool {
        posts.contains(word) || endings.contains { word.hasSuffix($0) }
    }

    /// Endings of words that name persons.
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

    /// Whether a word is a capital followed by lower-case letters; false for a word all in capitals.
    private static func isCapitalized(_ word: Substring) -> Bool {
        guard let byte = word.utf8.first, byte >= 0x80 || byte >= 0x41 && byte <= 0x5A else { return false }
        if word.utf8.allSatisfy({ $0 < 0x80 }) {
            return word.utf8.count > 2 && !word.utf8.dropFirst().contains { $0 >= 0x41 && $0 <= 0x5A }
        }
        if let plain = plainLetters(of: word), plain == 0..<word.utf8.count {
            return word.utf8.count > 2 && isPlainCapitalized(word.utf8)
        }
        guard let first = word.first, first.isUppercase else { return false }
        return word.utf8.count > 2 && !word.dropFirst().contains(where: \.isUppercase)
    }

    /// Returns the range of the letters and hyphens behind the first signs of a word, as offsets of its bytes; nil if
    /// the word has another character than ASCII and the letters of Western Europe (U+00C0 to U+00FF).
    static func plainLetters(of word: Substring) -> Range<Int>? {
        var (start, end): (Int?, Int?) = (nil, nil)
        var place = 0
        var isBehindLead = false
        for byte in word.utf8 {
            defer { place += 1 }
            if isBehindLead {
                isBehindLead = false
                // × and ÷ are no letters.
                if byte == 0x97 || byte == 0xB7 { return nil }
                continue
            }
            if byte == 0xC3 { isBehindLead = true } else if byte >= 0x80 { return nil }
            let isLetter = byte == 0xC3 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
            if start == nil, isLetter { start = place }
            if start != nil, end == nil, !isLetter, byte != UInt8(ascii: "-") { end = place }
        }
        if isBehindLead { return nil }
        let first = start ?? place
        return first..<(end ?? place)
    }

    /// Whether a word of such letters is a capital followed by lower-case letters.
    private static func isPlainCapitalized(_ word: Substring.UTF8View) -> Bool {
        var isFirst = true
        var isBehindLead = false
        for byte in word {
            if byte == 0xC3 {
                isBehindLead = true
                continue
            }
            let isCapital = isBehindLead ? byte < 0x9F : byte >= 0x41 && byte <= 0x5A
            if isCapital != isFirst { return false }
            (isFirst, isBehindLead) = (false, false)
        }
        return true
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
