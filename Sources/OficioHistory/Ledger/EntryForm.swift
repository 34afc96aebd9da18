import Diagnostics
import OficioSchema

/// Whether a line of a ledger is one that a release could have written after the lines before it.
///
/// A chain of hashes shows that lines were not changed afterwards; it does not show that the program wrote them.
struct EntryForm {
    /// The lines before, in their order.
    private var former: [LedgerEntry] = []

    /// The most characters of a version.
    static let longestVersion = 60

    /// What is wrong with the next line, `nil` where nothing is.
    mutating func flaw(of entry: LedgerEntry) -> Localized? {
        defer { former.append(entry) }
        if let last = former.last, entry.format < last.format {
            return Localized(es: "es de un formato anterior al de la línea de arriba", en: "is of an older format than the line above it")
        }
        guard entry.format > 1 else { return nil }
        if let last = former.last, entry.recorded < last.recorded {
            return Localized(
                es: "dice haberse anotado el \(entry.recorded.iso), antes que la línea de arriba",
                en: "says that it was recorded on \(entry.recorded.iso), before the line above it")
        }
        if entry.texts.contains(where: ReleaseRequest.isUnfit) || entry.version.count > Self.longestVersion {
            return Localized(es: "lleva caracteres que ninguna publicación escribe", en: "holds characters that no release writes")
        }
        guard (entry.kind == .join) == !entry.joins.isEmpty else {
            return Localized(es: "une ramas que no existen", en: "joins branches that do not exist")
        }
        let holdsContent = !entry.snapshot.isEmpty && !entry.contentHash.isEmpty && entry.records.first == entry.document
        let latest = former.last(where: \.isVersion)
        switch entry.kind {
        case .material, .editorial:
            guard holdsContent else { return Localized(es: "es una versión sin contenido", en: "is a version without content") }
        case .erratum:
            guard holdsContent, entry.version == latest?.version, !entry.corrections.isEmpty, !entry.reason.isEmpty else {
                return Localized(es: "es una fe de erratas que no corrige nada", en: "is an erratum that corrects nothing")
            }
        case .withdrawal:
            guard entry.snapshot.isEmpty, entry.version == latest?.version else {
                return Localized(es: "deroga una versión que no existe", en: "withdraws a version that does not exist")
            }
        case .reinstatement:
            guard entry.snapshot.isEmpty, former.contains(where: { $0.kind == .withdrawal && $0.number == entry.takesBack }) else {
                return Localized(es: "repone lo que no está derogado", en: "takes back what is not withdrawn")
            }
        case .join: break
        }
        return nil
    }
}

extension LedgerEntry {
    /// Every text of the line that people read.
    fileprivate var texts: [String] {
        [version, reason, successor, act?.title ?? ""] + authorized + log + corrections.flatMap { [$0.version, $0.was, $0.now] }
    }
}
