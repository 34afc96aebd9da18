import Diagnostics

/// The relation of a receipt's signer to the people of the roster, or else of the register.
package enum Standing: Sendable, Equatable {
    /// The roster has the person, or there is no roster and nothing contradicts the receipt.
    case known
    /// The person is listed under another form of the name.
    case otherWriting(String)
    /// Without a roster, an unrelated name has an identity document that differs only in separators.
    case resembles(name: String, identity: String)
    /// Without a roster, somebody of the same name has another identity document.
    case namesake(identity: String)
    /// The roster does not have the person.
    case unknown
    /// The roster has the name with another identity document.
    case otherIdentity(String)
    /// The identity document belongs to a person with an unrelated name.
    case otherPerson(String)
    /// Several people have the name, and the receipt has no identity document.
    case ambiguous

    /// Whether `receipts add` accepts the receipt only with `--allow-unknown`.
    package var isStranger: Bool {
        switch self {
        case .known, .otherWriting, .resembles, .namesake: false
        case .unknown, .otherIdentity, .otherPerson, .ambiguous: true
        }
    }

    /// The message that describes the standing; nil for `known`.
    package var message: Localized? {
        switch self {
        case .known: nil
        case .otherWriting(let name):
            Localized(es: "se conoce a la misma persona como «\(name)»", en: "the same person is known as “\(name)”")
        case .resembles(let name, let identity):
            Localized(
                es: "su documento de identidad se parece al de «\(name)» (\(identity))",
                en: "the identity document resembles that of “\(name)” (\(identity))")
        case .namesake(let identity):
            Localized(
                es: "otra persona del mismo nombre tiene otro documento de identidad (\(identity))",
                en: "another person of the same name has another identity document (\(identity))")
        case .unknown: Localized(es: "no está en el personal", en: "not in the roster")
        case .otherIdentity(let identity):
            Localized(
                es: "en el personal, quien se llama así tiene otro documento de identidad (\(identity))",
                en: "in the roster, the person of that name has another identity document (\(identity))")
        case .otherPerson(let name):
            Localized(
                es: "ese documento de identidad es de «\(name)»", en: "that identity document belongs to “\(name)”")
        case .ambiguous:
            Localized(
                es: "varias personas se llaman así, y el acuse no lleva documento de identidad",
                en: "several people have that name, and the receipt has no identity document")
        }
    }
}

/// Determines the standing of signers among the people of a roster or a register.
package struct KnownPeople: Sendable {
    private struct Known: Sendable {
        let name: String
        let identity: String
        let key: PersonKey
    }

    private var seen: Set<PersonKey> = []
    private var byIdentity: [String: Known] = [:]
    private var byDigits: [String: [Known]] = [:]
    private var byName: [String: [Known]] = [:]
    /// Whether people who are not listed are strangers: true for a roster.
    private let isRoster: Bool

    /// Creates a list of the people in a roster.
    package init(_ roster: Roster) {
        isRoster = true
        for person in roster.people {
            insert(Known(name: person.name.printable, identity: person.identity.printable, key: person.key))
        }
    }

    /// Creates a list of the people who signed a receipt in a register.
    package init(_ register: ReceiptRegister) {
        isRoster = false
        for line in register.lines { insert(line.receipt) }
    }

    /// Adds the signer of a receipt.
    package mutating func insert(_ receipt: Receipt) {
        insert(Known(name: receipt.name.printable, identity: receipt.identity.printable, key: receipt.person))
    }

    private mutating func insert(_ known: Known) {
        guard seen.insert(known.key).inserted else { return }
        if !known.key.identity.isEmpty {
            if byIdentity[known.key.identity] == nil { byIdentity[known.key.identity] = known }
            byDigits[known.key.digits, default: []].append(known)
        }
        byName[known.key.name, default: []].append(known)
    }

    /// Returns the standing of a person among the listed people.
    package func standing(of key: PersonKey) -> Standing {
        let bearers = byName[key.name] ?? []
        guard !key.identity.isEmpty else {
            let identities = Set(bearers.map(\.key.digits)).subtracting([""])
            if bearers.isEmpty { return isRoster ? .unknown : .known }
            return isRoster && identities.count > 1 ? .ambiguous : .known
        }
        if let same = byIdentity[key.identity] {
            if same.key.name == key.name { return .known }
            return key.sharesName(with: same.key) ? .otherWriting(same.name) : .otherPerson(same.name)
        }
        let alike = byDigits[key.digits] ?? []
        if let likely = alike.first(where: { key.isLikely($0.key) }) {
            return likely.key.name == key.name ? .known : .otherWriting(likely.name)
        }
        if bearers.contains(where: { $0.key.identity.isEmpty }) { return .known }
        if isRoster { return bearers.first.map { .otherIdentity($0.identity) } ?? .unknown }
        if let other = alike.first { return .resembles(name: other.name, identity: other.identity) }
        return bearers.first.map { .namesake(identity: $0.identity) } ?? .known
    }
}
