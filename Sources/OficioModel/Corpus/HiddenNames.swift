import OficioBasics
import OficioSchema
import OficioSource

/// Finds the names of internal documents in running text: titles, codes, former names, ids.
package struct HiddenNames: Sendable {
    /// An occurrence of a name in a text.
    package struct Occurrence: Sendable {
        /// The words of the occurrence, as in the text.
        package let words: String
        /// The record with the name, as an index into the corpus of the names.
        package let record: Int
        /// Whether the words may be ordinary language and no name at all: an id without its hyphens, *una persona
        /// alterada* beside `persona-alterada`; common nouns in lower case, *la persona encargada*; a verb in front of
        /// an article, *Guarda la llave*.
        package let mayBeWords: Bool
        /// Where the words stand in the text.
        let range: Range<String.Index>
    }

    /// The names by their first word, each with its other words, its record, and whether the name is an id.
    private var names: [String: [(rest: [String], record: Int, isID: Bool)]] = [:]

    /// The records by their folded names of one word, distinctive or not, unless a record that is not hidden has that
    /// id.
    private var short: [String: Int] = [:]

    /// Whether the collection has no names.
    package var isEmpty: Bool { names.isEmpty }

    /// Collects the names of some records. Leaves out a name of one word that is not distinctive, and a name that a
    /// document visible to everybody also has: `isShared` is called with the folded name.
    package init(of records: some Collection<Int>, in corpus: Corpus, isShared: (String) -> Bool = { _ in false }) {
        var seen: Set<String> = []
        let hidden = Set(records)
        let visible =
            hidden.isEmpty
            ? [] : Set(corpus.records.indices.filter { !hidden.contains($0) }.map { corpus.records[$0].id.folded })
        for index in records {
            let id = corpus.records[index].id
            for name in corpus.records[index].namesInRunningText(in: corpus) where !isShared(name.folded) {
                let words = Self.words(name.folded).map(String.init)
                if words.count == 1, !visible.contains(words[0]) { short[words[0]] = short[words[0]] ?? index }
                guard let first = words.first, words.count > 1 || Self.isDistinctive(words[0], of: name),
                    seen.insert(words.joined(separator: " ")).inserted
                else { continue }
                names[first, default: []].append((Array(words.dropFirst()), index, name == id))
            }
        }
    }

    /// Collects the names of the records in `hiddenRecords`, without titles that a visible record also has.
    package init(ofInternalIn corpus: Corpus) {
        let hidden = Set(corpus.hiddenRecords)
        let shared =
            hidden.isEmpty
            ? [] : Set(corpus.records.indices.filter { !hidden.contains($0) }.map { corpus.records[$0].title.folded })
        self.init(of: hidden.sorted(), in: corpus, isShared: shared.contains)
    }

    /// Whether one word alone is a name: it has a digit, or it has at least five letters and the name begins with a
    /// capital letter.
    private static func isDistinctive(_ word: String, of name: String) -> Bool {
        word.contains(where: \.isNumber) || word.count > 4 && name.first?.isUppercase == true
    }

    private static func words(_ text: String) -> [Substring] { text.split { !$0.isLetter && !$0.isNumber } }

    /// Returns the names in a text, in order. A name of one word must have a capital letter or a digit in the text.
    /// Names in paths and addresses, which `HiddenPaths` finds, are left out.
    package func occurrences(in text: String) -> [Occurrence] {
        if names.isEmpty { return [] }
        let words = Self.words(text)
        let folded = words.map { String($0).folded }
        var found: [Occurrence] = []
        var place = 0
        while place < words.count {
            let match = (names[folded[place]] ?? []).filter { name in
                if name.rest.isEmpty { return words[place].contains { $0.isUppercase || $0.isNumber } }
                return folded[(place + 1)...].starts(with: name.rest)
            }.max { $0.rest.count < $1.rest.count }
            if let match {
                let last = words[place + match.rest.count]
                let whole = words[place].startIndex..<last.endIndex
                if !Self.isPath(whole, in: text) {
                    let own = String(text[whole])
                    let next = words.dropFirst(place + match.rest.count + 1).first
                    let mayBeWords =
                        match.isID && own.contains(" ") || Self.isCommon(own)
                        || match.rest.isEmpty && Self.isVerb(whole, before: next, in: text)
                    found.append(
                        Occurrence(words: own, record: match.record, mayBeWords: mayBeWords, range: whole))
                }
                place += match.rest.count
            }
            place += 1
        }
        return found
    }

    /// Returns an occurrence in a path: in the name of a file or of a folder, without its ending. A name of one word
    /// counts without a capital letter if it is the whole name of a file or folder below `content/recursos/`.
    package func occurrence(inPath path: String) -> Occurrence? {
        if names.isEmpty && short.isEmpty { return nil }
        let parts = path.parts(between: "/").map { $0.split(separator: ".").first.map(String.init) ?? "" }
        for part in path.hasPrefix("content/recursos/") ? parts.dropFirst(2) : parts[...] {
            if let record = short[part.folded] {
                return Occurrence(
                    words: part, record: record, mayBeWords: false, range: part.startIndex..<part.endIndex)
            }
            if let found = occurrences(in: part).first(where: { !$0.mayBeWords }) { return found }
        }
        return nil
    }

    /// Returns the text with `neutral` in place of each name that is wanted.
    func replacing(in text: String, with neutral: String, where isWanted: (Occurrence) -> Bool) -> String {
        var out = ""
        var place = text.startIndex
        for found in occurrences(in: text) where !found.mayBeWords && isWanted(found) {
            out += text[place..<found.range.lowerBound] + neutral
            place = found.range.upperBound
        }
        return out.isEmpty ? text : out + text[place...]
    }

    /// Whether a name in lower case consists only of common nouns such as *persona encargada*, and the words between
    /// them.
    private static func isCommon(_ name: String) -> Bool {
        let words = words(name).map { String($0).folded }
        return words.count > 1 && !name.contains(where: \.isUppercase) && words.allSatisfy(common.contains)
    }

    private static let common: Set<String> = [
        "persona", "personas", "personal", "encargado", "encargada", "encargados", "encargadas", "responsable",
        "responsables", "equipo", "apoyo", "turno", "titular", "titulares", "interesado", "interesada", "usuario",
        "usuaria", "usuarios", "cliente", "clientes", "publico", "atencion", "servicio", "servicios", "funcionario",
        "funcionaria", "funcionarios", "empleado", "empleada", "empleados", "trabajador", "trabajadora", "autorizado",
        "autorizada", "designado", "designada", "competente", "delegado", "delegada", "a", "al", "con", "de", "del",
        "el", "en", "la", "las", "los", "para", "por", "que", "person", "people", "staff", "in", "charge", "of", "the",
        "responsible", "authorized", "team", "support", "customer", "user", "service",
    ]

    /// Whether one word at the beginning of a sentence is followed by an article, as a verb is: *Guarda la llave*.
    private static func isVerb(_ word: Range<String.Index>, before next: Substring?, in text: String) -> Bool {
        guard let next, articles.contains(next.lowercased()),
            text[word.upperBound..<next.startIndex].allSatisfy(\.isWhitespace)
        else { return false }
        let front = text[..<word.lowerBound].reversed().first { !$0.isWhitespace && !"¿¡«“\"(*_".contains($0) }
        return front.map { ".!?:;•-–—".contains($0) } ?? true
    }

    private static let articles: Set<String> = [
        "el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "su", "sus", "cada", "todo", "toda", "todos",
        "todas", "este", "esta", "estos", "estas", "the", "an", "its", "their", "each", "all", "this", "these",
    ]

    /// Whether some words lie in the path of a file or page, or in the query or the fragment of an address, in which
    /// `HiddenPaths` finds names.
    private static func isPath(_ words: Range<String.Index>, in text: String) -> Bool {
        let behind = text[words.upperBound...]
        let front = text[..<words.lowerBound].suffix(300)
        let address = front.reversed().prefix { !$0.isWhitespace }
        if address.contains(where: { $0 == "?" || $0 == "#" }), !text[words].contains(where: \.isWhitespace) {
            return true
        }
        return text[..<words.lowerBound].last == "/" || [".md", ".html"].contains { behind.lowercased().hasPrefix($0) }
    }

    /// Adds the names to a fingerprint, without their records.
    package func add(to stamp: inout Stamp) {
        for (first, rest) in names.sorted(by: { $0.key < $1.key }) {
            stamp.add(first)
            for name in rest { stamp.add(name.rest) }
        }
    }
}

extension Record {
    /// Returns the names of a document: title, code, acronym, synonyms and former names, and its id last.
    func namesInRunningText(in corpus: Corpus) -> [String] {
        var names = [title]
        for field in [FieldKey.code, .formerNames, .acronym, .synonyms] {
            switch corpus.value(self, field) {
            case .list(let items)?: names += items.map(\.blocks.plain)
            case let value?: names.append(value.plain)
            case nil: break
            }
        }
        names.append(id)
        return names
    }
}

extension Corpus {
    /// The records that are internal as a whole by their own access, their type's or the site's. The access of a
    /// manual does not apply to its members here.
    package var hiddenRecords: [Int] {
        records.indices.filter { InternalParts(of: records[$0], schema, manual: nil).isWhole }
    }
}
