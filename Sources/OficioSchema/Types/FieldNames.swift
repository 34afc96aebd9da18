import Diagnostics
import OficioBasics
import OficioSource

/// An additional name of a field, besides the declared ones.
package struct OtherName: Sendable {
    /// The name as declared, with its accents and without a final `…`.
    package let spelling: String
    /// The folded form of the name.
    package let folded: String
    /// The language of the name.
    package let language: Language
    /// Whether the name is a prefix (`tareas …`), which matches every longer name that begins with it.
    package let isBeginning: Bool
    /// Whether a second declaration repeats the name, as when a site declares a name that the program knows already.
    package private(set) var isConfirmed = false

    /// A copy of the name that a second declaration confirms.
    var confirmed: OtherName {
        var name = self
        name.isConfirmed = true
        return name
    }

    init(_ declared: String, _ language: Language) {
        isBeginning = declared.hasSuffix("…")
        spelling = isBeginning ? String(declared.dropLast()).trimmedASCII : declared
        folded = spelling.folded
        self.language = language
    }
}

/// Finds the fields that a key or a heading may name: by a declared name, by an additional name, or loosely
/// (`LooseName`).
struct FieldNames: Sendable {
    /// Fields by folded name; declared names take precedence over additional ones.
    private let exact: NameTable
    /// Fields by loose name, each list in the order of the type.
    private let loose: [String: [Int]]
    /// Fields by the loose form of the prefixes that they declare.
    private let beginnings: [String: Int]

    init(_ fields: [Field]) {
        let declared = fields.enumerated().flatMap { place, field in field.names.map { ($0, place) } }
        let others = fields.enumerated().flatMap { place, field in
            field.others.filter { !$0.isBeginning }.map { ($0.folded, place) }
        }
        beginnings = Dictionary(
            fields.enumerated().flatMap { place, field in
                field.others.filter(\.isBeginning).map { (LooseName.looseForm($0.folded), place) }
            }
        ) { first, _ in first }
        exact = NameTable(declared + others)
        var loose: [String: [Int]] = [:]
        for (name, place) in declared + others {
            let key = LooseName.looseForm(name)
            if key.isEmpty || loose[key]?.contains(place) == true { continue }
            loose[key, default: []].append(place)
        }
        self.loose = loose
    }

    /// Returns the indices of the fields that a folded name may mean: an exact match first, then loose matches.
    func candidates(for folded: String) -> [Int] {
        let alike = loose[LooseName.looseForm(folded)] ?? []
        guard let exact = exact[folded] ?? exact[Self.withoutArticle(folded)] else { return alike }
        return [exact] + alike.filter { $0 != exact }
    }

    /// Returns a folded name without an article before it: *las funciones principales* are the functions, although
    /// *función principal* is the objective.
    private static func withoutArticle(_ folded: String) -> String {
        for article in ["las ", "los ", "la ", "el ", "the "] where folded.hasPrefix(article) {
            return String(folded.dropFirst(article.count))
        }
        return folded
    }

    /// Returns the index of the field whose declared prefix is the longest that a folded name begins with, such as
    /// *tareas* for *tareas de apoyo*. Words such as *otras* may precede the prefix. A prefix has at most three
    /// words. `nil` if no prefix matches.
    func field(beginning folded: String) -> Int? {
        let stems = LooseName.stems(folded).drop { Self.modifiers.contains($0) }
        for count in stride(from: min(3, stems.count), to: 0, by: -1) {
            if let place = beginnings[stems.prefix(count).joined(separator: " ")] { return place }
        }
        return nil
    }

    /// Returns the index of the only field that a folded name means without the words before it that do not change its
    /// meaning, such as *key* in *key selection criteria*; `nil` if there are no such words, or not one such field.
    func field(qualified folded: String) -> Int? {
        let stems = LooseName.stems(folded)
        let rest = stems.drop { Self.modifiers.contains($0) || Self.qualifiers.contains($0) }
        guard !rest.isEmpty, rest.count < stems.count, let alike = loose[rest.joined(separator: " ")] else {
            return nil
        }
        return alike.count == 1 ? alike[0] : nil
    }

    /// Stems of further words before a whole name that do not change its meaning.
    private static let qualifiers = Set(["principales", "generales"].flatMap { LooseName.stems($0) })

    /// Stems of words before a name that do not change its meaning.
    private static let modifiers = Set(
        ["principales", "otras", "otros", "demás", "más", "breve", "detalle", "main", "other", "key"].flatMap {
            LooseName.stems($0.folded)
        })

    /// Returns the index of the field that matches a folded name exactly, or else of the only field that matches
    /// loosely; `nil` if none or several match loosely.
    func field(for folded: String) -> Int? {
        if let exact = exact[folded] { return exact }
        guard let alike = loose[LooseName.looseForm(folded)], alike.count == 1 else { return nil }
        return alike[0]
    }
}

extension [Field] {
    /// Returns the index of the field that a folded name means: by a declared name, by an additional name, or loosely
    /// if only one field fits; otherwise `nil`.
    package func place(of folded: String) -> Int? {
        if let exact = firstIndex(where: { $0.names.contains(folded) }) { return exact }
        if let other = firstIndex(where: { field in field.others.contains { !$0.isBeginning && $0.folded == folded } })
        {
            return other
        }
        let wanted = LooseName.looseForm(folded)
        if wanted.isEmpty { return nil }
        let alike = indices.filter { place in
            self[place].names.contains { LooseName.looseForm($0) == wanted }
                || self[place].others.contains { !$0.isBeginning && LooseName.looseForm($0.folded) == wanted }
        }
        return alike.count == 1 ? alike[0] : nil
    }

    /// Returns the declared name in `language` of which a folded name is probably a misspelling, and whether that is
    /// certain; `nil` if no name is close enough.
    package func suggestion(for folded: String, _ language: Language) -> (name: String, isCertain: Bool)? {
        FieldSpellings(self, language).suggestion(for: folded)
    }
}

/// The spellings of fields in one language, indexed to look up any number of misspelled names.
struct FieldSpellings: Sendable {
    private let spellings: [String: String]
    private let names: SuggestionIndex

    init(_ fields: [Field], _ language: Language) {
        let known = fields.flatMap { $0.spellings(in: language) }.map { ($0.folded, $0) }
        spellings = Dictionary(known) { first, _ in first }
        names = SuggestionIndex(known.map(\.0))
    }

    /// Returns the spelling of which a folded name is probably a misspelling, and whether that is certain; `nil` if
    /// none is close enough.
    func suggestion(for folded: String) -> (name: String, isCertain: Bool)? {
        guard let near = names.likelyName(for: folded), let spelling = spellings[near] else { return nil }
        return (spelling, near == Suggestion.certainName(for: folded, in: names.names))
    }
}
