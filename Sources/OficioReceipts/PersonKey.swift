import OficioSource

/// A comparison key for a person, composed of identity document and name.
///
/// The key ignores width, case, accents, invisible characters and lookalike letters of other alphabets. For the name it
/// also ignores the order of words.
package struct PersonKey: Sendable, Hashable {
    /// The words of the name in alphabetical order, separated by one space.
    package let name: String
    /// The parts of the identity document, separated by single spaces regardless of the original separators; empty if
    /// there is none.
    package let identity: String

    /// Creates the key of a person by normalizing a name and an identity document.
    package init(name: String, identity: String) {
        self.name = Self.key(name).split(separator: " ").sorted().joined(separator: " ")
        self.identity = Self.key(identity)
    }

    /// The identity document without separators. It does not identify a person by itself: `8-123` and `81-23` share it.
    package var digits: String { identity.filter { $0 != " " } }

    /// Whether the names share a word other than a particle, or one name contains a word of the other that is longer
    /// than three characters (`D'Ángelo`, `Dángelo`).
    package func sharesName(with other: PersonKey) -> Bool {
        if name == other.name || !words.isDisjoint(with: other.words) { return true }
        return words.contains { $0.count > 3 && other.name.contains($0) }
            || other.words.contains { $0.count > 3 && name.contains($0) }
    }

    /// Whether the name of one key has all words of the other's name: `Ana Paz` and `Ana María Paz Gil`.
    package func hasAllWords(_ other: PersonKey) -> Bool {
        !words.isEmpty && !other.words.isEmpty && (words.isSubset(of: other.words) || other.words.isSubset(of: words))
    }

    /// Whether the two keys probably mean one person: the identities agree without separators, and one name has all
    /// words of the other.
    package func isLikely(_ other: PersonKey) -> Bool {
        digits == other.digits && (name == other.name || hasAllWords(other))
    }

    private var words: Set<Substring> { Set(name.split(separator: " ")).subtracting(Self.particles) }

    private static let particles: Set<Substring> = [
        "de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "dos", "van", "von", "of", "the",
    ]

    private static func key(_ text: String) -> String {
        let plain = ConfusableLetters.withLatinLetters(in: text.compatibilityForm)
        return (plain.utf8.allSatisfy { $0 < 0x80 } ? plain : withPlainDigits(plain)).folded
    }

    /// Returns the text with decimal digits of any script replaced by `0`–`9`.
    private static func withPlainDigits(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
                let digit = Unicode.Scalar(UInt32(value) + 0x30)
            {
                out.append(digit)
            } else {
                out.append(scalar)
            }
        }
        return String(out)
    }
}

/// Decides which keys of a roster and a register mean the same person.
///
/// The identity document decides. Two documents that differ only in separators are the same if one name has all words
/// of the other. A key without an identity document means the only person of that name; if several people have the
/// name, it means none of them.
package struct People: Sendable {
    /// The identity documents, each in the form inserted first.
    private var identities: Set<String> = []
    /// The keys that were inserted, by identity document without separators.
    private var keysByDigits: [String: [PersonKey]] = [:]
    /// The identity documents of the people with each name.
    private var named: [String: Set<String>] = [:]

    /// Creates a set without people.
    package init() {}

    /// Adds a person. A key without an identity document adds nothing.
    package mutating func insert(_ key: PersonKey) {
        guard !key.identity.isEmpty else { return }
        let identity = identity(of: key)
        if identities.insert(identity).inserted { keysByDigits[key.digits, default: []].append(key) }
        named[key.name, default: []].insert(identity)
    }

    private func identity(of key: PersonKey) -> String {
        if identities.contains(key.identity) { return key.identity }
        return keysByDigits[key.digits]?.first(where: key.isLikely)?.identity ?? key.identity
    }

    /// Returns an identifier that is equal for all keys of one person.
    package func id(of key: PersonKey) -> String {
        if !key.identity.isEmpty { return "#" + identity(of: key) }
        if let bearers = named[key.name], bearers.count == 1, let only = bearers.first { return "#" + only }
        return key.name
    }

    /// Whether two keys mean one person, even if neither was inserted.
    package func isSame(_ a: PersonKey, _ b: PersonKey) -> Bool {
        if !a.identity.isEmpty, !b.identity.isEmpty {
            let (first, second) = (identity(of: a), identity(of: b))
            if first == second { return true }
            // Two identity documents that were both inserted belong to two people, however similar they are.
            return !(identities.contains(first) && identities.contains(second)) && a.isLikely(b)
        }
        guard a.name == b.name else { return false }
        if a.identity == b.identity { return true }
        let others = [a, b].filter { !$0.identity.isEmpty }.map(identity(of:))
        return (named[a.name] ?? []).union(others).count <= 1
    }
}
