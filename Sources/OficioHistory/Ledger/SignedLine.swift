import OficioBasics

/// How lines of ledgers and of the index carry their signatures.
enum SignedLine {
    /// `[{"key":…,"signature":…}]`
    static func json(_ signatures: [LedgerEntry.Signature]) -> JSONText {
        .array(signatures.map { .object([("key", .string($0.key)), ("signature", .string($0.value))]) })
    }

    /// - Parameter isSingle: whether the line holds one signature, in members of its own, as ledgers of format 1 do.
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
    /// A signature over the hash of a line.
    func signature(ofLine hash: String) -> LedgerEntry.Signature {
        LedgerEntry.Signature(key: publicKey, value: signature(of: Array(hash.utf8)))
    }
}

extension JSONText {
    /// The texts of a member that is an array; empty where there is none.
    func texts(_ name: String) -> [String] { (self[name]?.items ?? []).compactMap(\.text) }
}
