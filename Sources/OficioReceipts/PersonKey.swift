import OficioSource

/// What tells one person from another, whatever the writing: keys of the identity document and of
/// the name.
///
/// Neither depends on width, case, accents, invisible characters or letters of other alphabets that
/// look the same.
package struct PersonKey: Sendable, Hashable {
    /// Words of the name, divided by one space.
    package let name: String
    /// Parts of the identity document, divided by one space whatever stood between them; empty
    /// where there is none.
    package let identity: String

    package init(name: String, identity: String) {
        self.name = Self.key(name)
        self.identity = Self.key(identity)
    }

    /// The identity without what divides its parts: `8-123` and `81-23` have the same one, so that
    /// it proves nothing by itself.
    package var digits: String { identity.filter { $0 != " " } }

    /// Whether the two names have a word in common, particles apart.
    package func sharesName(with other: PersonKey) -> Bool {
        !words.isDisjoint(with: other.words) || name == other.name
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
/// An identity document decides. The same characters with other dividers are the same document
/// where the name is the same as well. A key without an identity means the only person of that
/// name; where several bear it, nobody of them.
package struct People: Sendable {
    /// Keys of identities as they were first written.
    private var identities: Set<String> = []
    /// The identity by name and by its characters without dividers.
    private var writings: [String: String] = [:]
    /// Identities by name.
    private var named: [String: Set<String>] = [:]

    package init() {}

    package mutating func insert(_ key: PersonKey) {
        guard !key.identity.isEmpty else { return }
        let identity = identity(of: key)
        identities.insert(identity)
        if writings[Self.writing(key)] == nil { writings[Self.writing(key)] = identity }
        named[key.name, default: []].insert(identity)
    }

    private static func writing(_ key: PersonKey) -> String { key.digits + "|" + key.name }

    private func identity(of key: PersonKey) -> String {
        identities.contains(key.identity) ? key.identity : writings[Self.writing(key)] ?? key.identity
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
            return identity(of: a) == identity(of: b) || a.digits == b.digits && a.name == b.name
        }
        guard a.name == b.name else { return false }
        if a.identity == b.identity { return true }
        let others = [a, b].filter { !$0.identity.isEmpty }.map(identity(of:))
        return (named[a.name] ?? []).union(others).count <= 1
    }
}
