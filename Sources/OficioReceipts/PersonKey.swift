import OficioSource

/// What tells one person from another, whatever the writing: keys of identity document and name.
///
/// Neither depends on width, case, accents, invisible characters, or letters of other alphabets that
/// look the same; nor the name on the order of its words.
package struct PersonKey: Sendable, Hashable {
    /// Words of the name in alphabetical order, divided by one space.
    package let name: String
    /// Parts of the identity document, divided by one space whatever stood between them; empty where
    /// there is none.
    package let identity: String

    package init(name: String, identity: String) {
        self.name = Self.key(name).split(separator: " ").sorted().joined(separator: " ")
        self.identity = Self.key(identity)
    }

    /// The identity without what divides its parts: `8-123` and `81-23` have the same one, so that it
    /// proves nothing by itself.
    package var digits: String { identity.filter { $0 != " " } }

    /// Whether the two names have something in common, particles apart: a word, or a long word of one
    /// within the other (`D'Ángelo`, `Dángelo`).
    package func sharesName(with other: PersonKey) -> Bool {
        if name == other.name || !words.isDisjoint(with: other.words) { return true }
        return words.contains { $0.count > 3 && other.name.contains($0) }
            || other.words.contains { $0.count > 3 && name.contains($0) }
    }

    /// Whether one name is the other with more words: `Ana Paz` and `Ana María Paz Gil`.
    package func extends(_ other: PersonKey) -> Bool {
        !words.isEmpty && !other.words.isEmpty && (words.isSubset(of: other.words) || other.words.isSubset(of: words))
    }

    /// Whether the identity documents have the same characters whatever divides them, and the names fit.
    package func isLikely(_ other: PersonKey) -> Bool {
        digits == other.digits && (name == other.name || extends(other))
    }

    private var words: Set<Substring> { Set(name.split(separator: " ")).subtracting(Self.particles) }

    private static let particles: Set<Substring> = [
        "de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "dos", "van", "von", "of", "the",
    ]

    private static func key(_ text: String) -> String {
        let plain = Lookalikes.replaced(in: text.compatibilityForm)
        return (plain.utf8.allSatisfy { $0 < 0x80 } ? plain : withPlainDigits(plain)).folded
    }

    /// Decimal digits of any script as `0`–`9`.
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

/// Everybody that a roster and a register name, and which of their keys mean the same person.
///
/// An identity document decides. The same characters with other dividers are the same document where
/// one name is the other, or the other with more words. A key without an identity means the only
/// person of that name; where several bear it, nobody of them.
package struct People: Sendable {
    /// Keys of identities as they were first written.
    private var identities: Set<String> = []
    /// Those keys by the characters of the identity without dividers.
    private var writings: [String: [PersonKey]] = [:]
    /// Identities by name.
    private var named: [String: Set<String>] = [:]

    package init() {}

    package mutating func insert(_ key: PersonKey) {
        guard !key.identity.isEmpty else { return }
        let identity = identity(of: key)
        if identities.insert(identity).inserted { writings[key.digits, default: []].append(key) }
        named[key.name, default: []].insert(identity)
    }

    private func identity(of key: PersonKey) -> String {
        if identities.contains(key.identity) { return key.identity }
        return writings[key.digits]?.first(where: key.isLikely)?.identity ?? key.identity
    }

    /// A text that is the same for two keys of one person.
    package func id(of key: PersonKey) -> String {
        if !key.identity.isEmpty { return "#" + identity(of: key) }
        if let bearers = named[key.name], bearers.count == 1, let only = bearers.first { return "#" + only }
        return key.name
    }

    /// Whether two keys mean one person, even where neither was inserted.
    package func isSame(_ a: PersonKey, _ b: PersonKey) -> Bool {
        if !a.identity.isEmpty, !b.identity.isEmpty {
            let (first, second) = (identity(of: a), identity(of: b))
            if first == second { return true }
            // Two that are both known are two people, however much they resemble each other.
            return !(identities.contains(first) && identities.contains(second)) && a.isLikely(b)
        }
        guard a.name == b.name else { return false }
        if a.identity == b.identity { return true }
        let others = [a, b].filter { !$0.identity.isEmpty }.map(identity(of:))
        return (named[a.name] ?? []).union(others).count <= 1
    }
}
