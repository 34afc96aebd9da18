import OficioSchema

/// Which signatures the settings of a site ask for and accept.
package struct SigningPolicy: Sendable {
    package let keys: [DeclaredKey]

    package init(_ keys: [DeclaredKey] = []) { self.keys = keys }

    /// Whether a line that was written on a day has to be signed.
    package func requiresSignature(on day: CalendarDate) -> Bool { keys.contains { $0.isValid(on: day) } }

    /// What a line's signatures are worth.
    package enum Verdict: Equatable, Sendable {
        /// Signed by a key that counts on that day.
        case signed
        /// No signature, and none is needed on that day.
        case unsigned
        /// No signature where one is needed.
        case missing
        /// A signature that does not match the line, or one of a key that does not count on that day.
        case wrong
        /// Signed by a key that the settings do not know, where none is needed.
        case undeclared(String)
    }

    /// - Parameters:
    ///   - keys: the signers that the line itself names.
    ///   - hash: the line's own hash, 64 hexadecimal digits.
    package func verdict(_ signatures: [LedgerEntry.Signature], by named: [String], of hash: String, on day: CalendarDate) -> Verdict {
        // A signature that the line promises is there, and no other.
        guard signatures.map(\.key) == named else { return .wrong }
        if signatures.isEmpty { return requiresSignature(on: day) ? .missing : .unsigned }
        let message = Array(hash.utf8)
        if signatures.contains(where: { $0.value.isEmpty }) { return .missing }
        // One signature that does not match shows that the line, or the list of its signatures, was altered.
        guard signatures.allSatisfy({ SigningKey.isValid($0.value, of: message, by: $0.key) }) else { return .wrong }
        if signatures.contains(where: { signature in keys.contains { $0.key == signature.key && $0.isValid(on: day) } }) {
            return .signed
        }
        if requiresSignature(on: day) { return .wrong }
        // A key that was declared and does not count on that day proves nothing.
        if signatures.contains(where: { signature in keys.contains { $0.key == signature.key } }) { return .wrong }
        return .undeclared(signatures.first?.key ?? "")
    }
}

extension DeclaredKey {
    /// Whether lines that are written on a day may be signed with the key.
    package func isValid(on day: CalendarDate) -> Bool {
        if let from, day < from { return false }
        if let until, day > until { return false }
        if let revoked, day >= revoked { return false }
        return true
    }
}
