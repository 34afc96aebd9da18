import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// Checks against the history whether the receipt page of the site can have produced a receipt.
///
/// Reads the snapshot of each version once for all receipts.
package struct ReceiptExaminer {
    /// A reason to reject a receipt.
    package enum Flaw: Sendable, Equatable {
        /// The history contradicts the receipt.
        case verdict(ReceiptVerdict)
        /// The name or identity document is not acceptable.
        case text(ReceiptText.Flaw)
        /// The date is before the day on which the version was recorded.
        case beforeItExisted(recorded: CalendarDate)
        /// The date is after the day on which the receipt was entered.
        case afterItsEntry(CalendarDate)
    }

    /// A remark about an acceptable receipt with an unusual property.
    package enum Remark: Sendable, Equatable {
        /// The person signed between the release and its effective date.
        case beforeEffective(CalendarDate)
        /// The person signed before the version was recorded, which is possible because the version was reconstructed
        /// from older evidence.
        case beforeReconstruction(CalendarDate)
        /// Another version was in force on the date.
        case superseded(by: String)
        /// The document was withdrawn on the date.
        case withdrawn
        /// The name or the identity document contains an invisible character.
        case invisible(Unicode.Scalar)
    }

    /// The result of examining one receipt.
    package struct Examination: Sendable, Equatable {
        /// Reasons to reject the receipt; empty if it is acceptable.
        package var flaws: [Flaw] = []
        /// Remarks on unusual properties of the receipt.
        package var remarks: [Remark] = []
        /// Whether the release that the receipt names exists and agrees with the receipt.
        package var belongsToRelease = false
    }

    private let history: History
    /// The titles and codes of each release, by the hash of its ledger line; nil for an unreadable snapshot.
    private var names: [String: ReleasedNames?] = [:]

    /// Examines receipts against `history`.
    package init(_ history: History) { self.history = history }

    /// Examines one receipt.
    ///
    /// - Parameters:
    ///   - receipt: the receipt.
    ///   - day: the day on which the receipt was entered; nil if it is only inspected.
    /// - Returns: the flaws and remarks found.
    package mutating func examine(_ receipt: Receipt, enteredOn day: CalendarDate?) -> Examination {
        var result = Examination()
        let (verdict, place, entry) = judge(receipt)
        result.belongsToRelease = verdict == .valid
        if verdict != .valid { result.flaws.append(.verdict(verdict)) }
        result.flaws += ReceiptText.flaws(name: receipt.name, identity: receipt.identity).map(Flaw.text)
        if let scalar = ReceiptText.firstInvisible(name: receipt.name, identity: receipt.identity) {
            result.remarks.append(.invisible(scalar))
        }
        if let day, receipt.date > day { result.flaws.append(.afterItsEntry(day)) }
        guard let place, let entry, verdict == .valid else { return result }
        if receipt.date < entry.recorded {
            // A reconstructed version was in force before it was recorded, so receipts on paper from that time are
            // acceptable.
            if entry.isReconstructed, receipt.date >= entry.effective {
                result.remarks.append(.beforeReconstruction(entry.recorded))
            } else {
                result.flaws.append(.beforeItExisted(recorded: entry.recorded))
            }
        } else if receipt.date < entry.effective {
            result.remarks.append(.beforeEffective(entry.effective))
        }
        let known = history.ledgers[place].asKnown(on: receipt.date)
        if let other = known.lineInForce(on: receipt.date), other.number > entry.number {
            result.remarks.append(other.kind == .withdrawal ? .withdrawn : .superseded(by: other.version))
        }
        return result
    }

    /// Returns the verdict on a receipt from comparing it with the history, with the index of the ledger and the
    /// entry if they were found.
    private mutating func judge(_ receipt: Receipt) -> (ReceiptVerdict, Int?, LedgerEntry?) {
        let parts = receipt.ledger.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let place = history.ledger(parts[0], parts[1]) else {
            return (.unknownDocument, nil, nil)
        }
        let ledger = history.ledgers[place]
        guard ledger.entries.contains(where: { $0.records.contains(receipt.document) }) else {
            return (.otherDocument, place, nil)
        }
        guard let entry = ledger.entries.first(where: { $0.number == receipt.entry }), entry.isVersion,
            entry.records.contains(receipt.document)
        else { return (.unknownVersion, place, nil) }
        if entry.version != receipt.version { return (.wrongVersion(actual: entry.version), place, entry) }
        if entry.hash != receipt.release { return (.forged, place, entry) }
        guard let facts = facts(of: entry, ledger, receipt.document) else { return (.unreadableVersion, place, entry) }
        if facts.title.precomposed != receipt.title.precomposed {
            return (.wrongTitle(actual: facts.title), place, entry)
        }
        if facts.code.precomposed != receipt.code.precomposed { return (.wrongCode(actual: facts.code), place, entry) }
        return (.valid, place, entry)
    }

    private mutating func facts(of entry: LedgerEntry, _ ledger: Ledger, _ document: RecordID) -> ReleasedNames.Names? {
        let known = names[entry.hash] ?? ledger.snapshot(of: entry, root: history.root).map(ReleasedNames.init)
        names[entry.hash] = .some(known)
        return known?[document]
    }
}

extension ReceiptExaminer.Flaw {
    /// Whether a receipt with this flaw was accepted by versions of the program that wrote no seals.
    package var wasAcceptedBeforeSeals: Bool {
        switch self {
        case .text, .beforeItExisted: true
        case .verdict, .afterItsEntry: false
        }
    }

    /// The message that describes the flaw.
    package var message: Localized {
        switch self {
        case .verdict(let verdict): return verdict.message
        case .text(let flaw): return flaw.message
        case .beforeItExisted(let recorded):
            return Localized(
                es: "la fecha es anterior a la versión, que se publicó el \(recorded.iso)",
                en: "its date is before the version, which was released on \(recorded.iso)")
        case .afterItsEntry(let day):
            return Localized(
                es: "su fecha es posterior al \(day.iso), el día en que se registró",
                en: "its date is after \(day.iso), the day on which it was entered")
        }
    }
}

extension ReceiptExaminer.Remark {
    /// The message that describes the remark.
    package var message: Localized {
        switch self {
        case .beforeEffective(let day):
            return Localized(
                es: "firmado antes de la vigencia, que empezó el \(day.iso)",
                en: "signed before the version took effect on \(day.iso)")
        case .beforeReconstruction(let day):
            return Localized(
                es: "firmado antes del \(day.iso), cuando la versión se registró como reconstruida",
                en: "signed before \(day.iso), when the version was recorded as reconstructed")
        case .superseded(let version):
            return Localized(
                es: "ese día ya regía la versión \(version)", en: "version \(version) was already in force on that day")
        case .invisible(let scalar):
            return Localized(
                es: "el nombre o el documento de identidad tiene un carácter invisible (\(scalar.codePoint))",
                en: "the name or the identity document has an invisible character (\(scalar.codePoint))")
        case .withdrawn:
            return Localized(
                es: "ese día el documento ya estaba derogado", en: "the document was already withdrawn on that day")
        }
    }
}
