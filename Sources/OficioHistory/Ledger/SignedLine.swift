import OficioBasics

/// Reads and writes the signatures of lines in ledgers and in the index.
enum SignedLine {
    /// Returns the signatures as `[{"key":…,"signature":…}]`.
    static func json(_ signatures: [LedgerEntry.Signature]) -> JSONText {
        .array(signatures.map { .object([("key", .string($0.key)), ("signature", .string($0.value))]) })
    }

    /// Reads the signatures of a line. `isSingle` reads the single signature of a ledger's line in format 1.
    static func signatures(_ json: JSONText, isSingle: Bool) -> [LedgerEntry.Signature] {
        if isSingle {
            let (key, value) = (json["key"]?.text ?? "", json["signature"]?.text ?? "")
            return key.isEmpty && value.isEmpty ? [] : [.init(key: key, value: value)]
        }
        return (json["signatures"]?.items ?? []).map {
            .init(key: $0["key"]?.text ?? "", value: $0["signature"]?.text ?? "")
        }
    }
}

extension SigningKey {
    /// Returns the signature of a line, made over the line's hash.
    func signature(ofLine hash: String) -> LedgerEntry.Signature {
        LedgerEntry.Signature(key: publicKey, value: signature(of: Array(hash.utf8)))
    }
}

extension JSONText {
    /// Returns the texts of an array member, empty if the object lacks the member.
    func texts(_ name: String) -> [String] { (self[name]?.items ?? []).compactMap(\.text) }
}
