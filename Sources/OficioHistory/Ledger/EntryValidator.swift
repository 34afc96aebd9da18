import Diagnostics
import OficioSchema

/// Checks whether the program could have written a ledger's line after the lines before it.
///
/// A chain of hashes proves that nobody changed lines afterwards, but not that the program wrote them.
struct EntryValidator {
    /// The lines of the ledger that were checked so far, in order.
    private var former: [LedgerEntry] = []

    /// The maximum length of a version in characters.
    static let longestVersion = 60

    /// Returns why no release could have written the next line; `nil` if one could. Of a line of format 1, checks
    /// only that no newer format precedes it. Call this function for every line, in order.
    mutating func flaw(of entry: LedgerEntry) -> Localized? {
        defer { former.append(entry) }
        if let last = former.last, entry.format < last.format {
            return Localized(
                es: "es de un formato anterior al de la línea de arriba",
                en: "is of an older format than the line above it")
        }
        guard entry.format > 1 else { return nil }
        if let last = former.last, entry.recorded < last.recorded {
            return Localized(
                es: "dice haberse anotado el \(entry.recorded.iso), antes que la línea de arriba",
                en: "says that it was recorded on \(entry.recorded.iso), before the line above it")
        }
        if entry.texts.contains(where: ReleaseRequest.hasControlCharacter) || entry.version.count > Self.longestVersion
        {
            return Localized(
                es: "lleva caracteres que ninguna publicación escribe", en: "holds characters that no release writes")
        }
        guard (entry.kind == .join) == !entry.joins.isEmpty else {
            return Localized(es: "une ramas que no existen", en: "joins branches that do not exist")
        }
        let holdsContent =
            !entry.snapshot.isEmpty && !entry.contentHash.isEmpty && entry.records.first == entry.document
        let annulled = Set(former.filter { $0.kind == .annulment }.compactMap(\.reversedLine))
        let latest = former.last { $0.isVersion && !annulled.contains($0.number) }
        let end = standingWithdrawal(but: annulled)
        if !entry.presentMembers.isSubset(of: Self.optionalMembers(entry.kind)) {
            return Localized(
                es: "dice lo que una línea de su clase no dice", en: "says what a line of its kind does not say")
        }
        if entry.isVersion || entry.kind == .withdrawal, let latest, entry.effective < latest.effective {
            return Localized(es: "rige antes que la versión de arriba", en: "takes effect before the version above it")
        }
        switch entry.kind {
        case .material, .editorial:
            guard holdsContent else {
                return Localized(es: "es una versión sin contenido", en: "is a version without content")
            }
            if let end, end.effective <= entry.effective {
                return Localized(es: "es una versión de lo que está derogado", en: "is a version of what is withdrawn")
            }
        case .erratum:
            guard holdsContent, entry.version == latest?.version, !entry.corrections.isEmpty, !entry.reason.isEmpty
            else {
                return Localized(
                    es: "es una fe de erratas que no corrige nada", en: "is an erratum that corrects nothing")
            }
        case .withdrawal:
            guard end == nil, entry.version == latest?.version else {
                return Localized(es: "deroga una versión que no existe", en: "withdraws a version that does not exist")
            }
        case .reinstatement:
            guard let end, end.number == entry.reversedLine, entry.version == latest?.version else {
                return Localized(es: "repone lo que no está derogado", en: "takes back what is not withdrawn")
            }
        case .annulment:
            let target = former.first { $0.number == entry.reversedLine }
            guard !entry.reason.isEmpty, entry.effective == entry.recorded, let target,
                target.isVersion || target.kind == .withdrawal || target.kind == .reinstatement,
                target.version == entry.version, target.effective > entry.effective, !annulled.contains(target.number)
            else {
                return Localized(es: "deja sin efecto lo que no está por venir", en: "annuls what is not to come")
            }
        case .mark:
            guard !entry.snapshot.isEmpty, !entry.contentHash.isEmpty, !entry.records.isEmpty,
                entry.effective == entry.recorded,
                former.contains(where: { $0.isVersion && $0.version == entry.version })
            else {
                return Localized(es: "no anota ninguna marca", en: "records no mark")
            }
        case .join: break
        }
        return nil
    }
}

extension EntryValidator {
    /// Returns the last withdrawal so far that no line annuls or reverses; `nil` if there is none.
    private func standingWithdrawal(but annulled: Set<Int>) -> LedgerEntry? {
        let taken = Set(
            former.filter { $0.kind == .reinstatement && !annulled.contains($0.number) }.compactMap(\.reversedLine))
        return former.last { $0.kind == .withdrawal && !annulled.union(taken).contains($0.number) }
    }

    /// Returns the names of the optional members that lines of a kind may have.
    private static func optionalMembers(_ kind: LedgerEntry.Kind) -> Set<String> {
        switch kind {
        case .material, .editorial: ["reconstructed", "authorized", "act", "log", "reason", "snapshot", "attachment"]
        case .withdrawal: ["authorized", "act", "log", "reason", "successor", "attachment"]
        case .reinstatement, .annulment: ["authorized", "act", "reason", "takesBack", "attachment"]
        case .erratum: ["authorized", "act", "reason", "corrections", "snapshot", "attachment"]
        case .mark: ["authorized", "act", "reason", "snapshot", "attachment"]
        case .join: ["joins"]
        }
    }
}

extension LedgerEntry {
    /// The names of the line's optional members that are present.
    fileprivate var presentMembers: Set<String> {
        let all: [(String, Bool)] = [
            ("reconstructed", isReconstructed), ("authorized", !authorized.isEmpty), ("act", act != nil),
            ("log", !log.isEmpty),
            ("reason", !reason.isEmpty), ("successor", successor != nil), ("takesBack", reversedLine != nil),
            ("corrections", !corrections.isEmpty), ("snapshot", !snapshot.isEmpty), ("attachment", attachment != nil),
            ("joins", !joins.isEmpty),
        ]
        return Set(all.filter(\.1).map(\.0))
    }

    /// All texts of the line that are meant for people.
    fileprivate var texts: [String] {
        [version, reason, successor?.text ?? "", act?.title ?? ""] + authorized + log
            + corrections.flatMap { [$0.version, $0.was, $0.now] }
    }
}
