import Diagnostics
import OficioSchema
import OficioSource

/// The releases of one document, chained: `content/historial/TYPE/ID/libro.jsonl`.
package struct Ledger: Sendable {
    package static let fileName = "libro.jsonl"
    package static let folder = "content/historial"

    /// `content/historial/manuales/man-atc-01`, relative to the site.
    package let path: String
    /// In the order of release, as far as the lines can be read.
    package let entries: [LedgerEntry]
    /// What does not hold, by line; empty for an untouched ledger.
    package let problems: [HistoryProblem]
    /// SHA-256 of the file.
    package let hash: String

    package var file: String { path + "/" + Self.fileName }

    /// - Parameter publicKey: the key that every line must be signed with, where the site declares one.
    package init(_ bytes: [UInt8], path: String, publicKey: String = "") {
        self.path = path
        hash = SHA256.hex(bytes)
        var entries: [LedgerEntry] = []
        var problems: [HistoryProblem] = []
        let file = path + "/" + Self.fileName
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        if lines.last?.isEmpty == true { lines.removeLast() } else { problems.append(HistoryProblem(file, line: lines.count, .unfinishedLine)) }
        for (index, line) in lines.enumerated() {
            guard let entry = LedgerEntry(line: line) else {
                problems.append(HistoryProblem(file, line: index + 1, .alteredLine))
                continue
            }
            if entry.previous != (entries.last?.hash ?? "") || entry.number != index + 1 { problems.append(HistoryProblem(file, line: index + 1, .brokenChain)) }
            if !entry.key.isEmpty || !publicKey.isEmpty {
                let isValid = Signature.isValid(entry.signature, of: Array(entry.hash.utf8), by: entry.key) && (publicKey.isEmpty || entry.key == publicKey)
                if !isValid { problems.append(HistoryProblem(file, line: index + 1, entry.signature.isEmpty ? .unsigned : .wrongSignature)) }
            }
            entries.append(entry)
        }
        self.entries = entries
        self.problems = problems
    }

    private typealias Signature = SigningKey

    /// The file's text.
    package static func bytes(_ entries: [LedgerEntry]) -> [UInt8] { Array(entries.map { $0.line + "\n" }.joined().utf8) }

    /// The last release that is no withdrawal.
    package var latest: LedgerEntry? { entries.last { $0.kind != .withdrawal } }

    /// What is in force on a day: the release whose effective date is the latest that has come, of two of one day the later line;
    /// `nil` before the first.
    package func inForce(on day: CalendarDate) -> LedgerEntry? {
        var found: LedgerEntry?
        for entry in entries where entry.effective <= day && entry.effective >= (found?.effective ?? entry.effective) { found = entry }
        return found
    }

    /// Releases that are still to come, by effective date.
    package func coming(after day: CalendarDate) -> [LedgerEntry] {
        entries.filter { $0.effective > day }.sorted { ($0.effective, $0.number) < ($1.effective, $1.number) }
    }

    /// The release before another that is no withdrawal.
    package func release(before number: Int) -> LedgerEntry? { entries.last { $0.number < number && $0.kind != .withdrawal } }

    /// The snapshot of a release, `nil` where its file is missing, damaged or not the one released.
    package func snapshot(of entry: LedgerEntry, root: String) -> Snapshot? {
        guard !entry.snapshot.isEmpty, !entry.snapshot.contains("/"), let bytes = try? Files.read("\(root)/\(path)/\(entry.snapshot)"),
            SHA256.hex(bytes) == entry.snapshotHash
        else { return nil }
        return Snapshot(bytes)
    }
}

/// Something under `historial/` that is not as the program left it.
package struct HistoryProblem: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case unfinishedLine, alteredLine, brokenChain, unsigned, wrongSignature
        case missingSnapshot, alteredSnapshot, missingAttachment, alteredAttachment
        /// A file that no ledger names.
        case strangeFile
        case missingLedger, unreadable(String)
        /// A release that was cut short.
        case interrupted
    }

    /// Relative to the site.
    package let path: String
    /// From 1, `nil` for a file as a whole.
    package let line: Int?
    package let kind: Kind

    package init(_ path: String, line: Int? = nil, _ kind: Kind) {
        self.path = path
        self.line = line
        self.kind = kind
    }

    /// What is wrong, in words.
    package var message: Localized {
        let place = line.map { Localized(es: "\(path), línea \($0)", en: "\(path), line \($0)") } ?? Localized(same: path)
        func say(_ es: String, _ en: String) -> Localized { Localized(es: "\(place.spanish): \(es)", en: "\(place.english): \(en)") }
        switch kind {
        case .unfinishedLine: return say("la última línea está cortada o le sobra algo", "the last line is cut short or has something after it")
        case .alteredLine: return say("la línea fue alterada", "the line has been altered")
        case .brokenChain:
            return say("no sigue a la línea anterior: falta una, sobra o cambió de lugar", "does not follow the line before it: one is missing, added or moved")
        case .unsigned: return say("no lleva la firma de la institución", "lacks the institution's signature")
        case .wrongSignature: return say("la firma no es de la institución o no corresponde", "the signature is not the institution's or does not match")
        case .missingSnapshot: return say("falta la versión publicada que nombra el libro", "the released version that the ledger names is missing")
        case .alteredSnapshot: return say("la versión publicada fue alterada", "the released version has been altered")
        case .missingAttachment: return say("falta la copia firmada que nombra el libro", "the signed copy that the ledger names is missing")
        case .alteredAttachment: return say("la copia firmada fue alterada", "the signed copy has been altered")
        case .strangeFile: return say("ningún libro nombra este archivo", "no ledger names this file")
        case .missingLedger: return say("falta el libro de este documento", "this document's ledger is missing")
        case .unreadable(let reason): return say("no se puede leer: \(reason)", "cannot be read: \(reason)")
        case .interrupted:
            return say("una publicación quedó a medias; «oficio log» la termina o la deshace", "a release was cut short; “oficio log” finishes or undoes it")
        }
    }
}
