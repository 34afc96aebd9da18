import OficioSchema

/// Decides which signatures a site requires and accepts, from the keys in its settings.
package struct SigningPolicy: Sendable {
    /// The keys that the settings declare.
    package let keys: [DeclaredKey]

    /// Creates a policy from the keys that the settings declare.
    package init(_ keys: [DeclaredKey] = []) { self.keys = keys }

    /// Whether a line written on a day must be signed, because some key is valid on that day.
    package func requiresSignature(on day: CalendarDate) -> Bool { keys.contains { $0.isValid(on: day) } }

    /// The result of checking a line's signatures.
    package enum Verdict: Equatable, Sendable {
        /// The line is signed by a key that is valid on the day of the line.
        case signed
        /// The line is unsigned, and no signature is required on the day of the line.
        case unsigned
        /// The line is unsigned although a signature is required.
        case missing
        /// A signature does not match the line, or its key is not valid on the day of the line.
        case wrong
        /// The line is signed by a key that the settings do not declare, on a day that requires no signature.
        case undeclared(String)
    }

    /// Checks the signatures of a line.
    ///
    /// - Parameters:
    ///   - signatures: the signatures of the line.
    ///   - named: the public keys of the signers that the line itself names.
    ///   - hash: the line's hash as 64 hexadecimal digits.
    ///   - day: the day on which the line was recorded.
    /// - Returns: the result; one mismatching signature makes it `wrong`.
    package func verdict(
        _ signatures: [LedgerEntry.Signature], by named: [String], of hash: String, on day: CalendarDate
    ) -> Verdict {
        // The list of signers and the signatures must correspond one to one.
        guard signatures.map(\.key) == named else { return .wrong }
        if signatures.isEmpty { return requiresSignature(on: day) ? .missing : .unsigned }
        let message = Array(hash.utf8)
        if signatures.contains(where: { $0.value.isEmpty }) { return .missing }
        // A single mismatch shows that the line, or its list of signatures, was altered.
        guard signatures.allSatisfy({ SigningKey.isValid($0.value, of: message, by: $0.key) }) else { return .wrong }
        if signatures.contains(where: { signature in keys.contains { $0.key == signature.key && $0.isValid(on: day) } })
        {
            return .signed
        }
        if requiresSignature(on: day) { return .wrong }
        // A signature by a declared key that is not valid on the day of the line proves nothing.
        if signatures.contains(where: { signature in keys.contains { $0.key == signature.key } }) { return .wrong }
        return .undeclared(signatures.first?.key ?? "")
    }
}

extension DeclaredKey {
    /// Whether the key may sign lines on a day.
    package func isValid(on day: CalendarDate) -> Bool {
        if let from, day < from { return false }
        if let until, day > until { return false }
        if let revoked, day >= revoked { return false }
        return true
    }
}
