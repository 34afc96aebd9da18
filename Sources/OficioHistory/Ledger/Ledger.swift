import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// The chained lines of one document's releases: `content/historial/TYPE/ID/libro.jsonl`.
package struct Ledger: Sendable {
    /// The name of the file of every ledger.
    package static let fileName = "libro.jsonl"
    /// The folder of all histories, relative to the site.
    package static let folder = "content/historial"

    /// The folder of the document's history, relative to the site: `content/historial/manuales/man-atc-01`.
    package let path: String
    /// The readable lines of the ledger, in the order of the file.
    let lines: [LedgerEntry]
    /// The lines that no merge has set aside, in the order of release.
    package let entries: [LedgerEntry]
    /// The lines of branches that a merge has set aside. They stay in the file but have no effect.
    package let voided: [LedgerEntry]
    /// The merge that set a line aside, by the hash of the line.
    private let joins: [String: LedgerEntry]
    /// The annulments of lines, by the number of the annulled line.
    private let annulments: [Int: LedgerEntry]
    /// The problems of single lines and of the chain; empty for an intact ledger.
    package let problems: [HistoryProblem]
    /// The hashes of the lines that no other line follows: one, unless two branches released separately.
    package let heads: [String]
    /// The SHA-256 of the ledger file.
    package let hash: String
    /// The number of lines in the ledger file.
    package let lineCount: Int
    private let bytes: [UInt8]

    /// The path of the ledger file, relative to the site.
    package var file: String { path + "/" + Self.fileName }

    /// Reads a ledger from its bytes; `path` is its folder. Damaged lines become problems.
    package init(_ bytes: [UInt8], path: String) {
        self.path = path
        self.bytes = bytes
        hash = SHA256.hex(bytes)
        var all: [LedgerEntry] = []
        var problems: [HistoryProblem] = []
        let file = path + "/" + Self.fileName
        var texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        if texts.last?.isEmpty == true {
            texts.removeLast()
        } else {
            problems.append(HistoryProblem(file, line: texts.count, .unfinishedLine))
        }
        if texts.isEmpty { problems.append(HistoryProblem(file, .emptyLedger)) }
        lineCount = texts.count
        var numbers: [String: Int] = [:]
        var followed: Set<String> = []
        for (index, text) in texts.enumerated() {
            guard let entry = LedgerEntry(line: text) else {
                problems.append(HistoryProblem(file, line: index + 1, .alteredLine))
                continue
            }
            let parents = [entry.previous] + entry.joins
            // Every line follows lines above it; only the first line follows no other.
            let before =
                index == 0
                ? (entry.previous.isEmpty && entry.joins.isEmpty ? 0 : nil) : Self.highestNumber(parents, numbers)
            if entry.number != (before ?? -1) + 1 || numbers[entry.hash] != nil {
                problems.append(HistoryProblem(file, line: index + 1, .brokenChain))
            }
            numbers[entry.hash] = entry.number
            followed.formUnion(parents)
            all.append(entry)
        }
        heads = all.map(\.hash).filter { !followed.contains($0) }
        if heads.count > 1 { problems.append(HistoryProblem(file, .forked)) }
        self.lines = all
        let (setAside, flawed) = Self.linesSetAside(all)
        joins = setAside
        problems += flawed.map { place in
            let words = Localized(es: "une ramas que no hay", en: "joins branches that there are not")
            return HistoryProblem(file, line: place + 1, .unlikelyLine(words))
        }
        let joins = joins
        entries = joins.isEmpty ? all : all.filter { joins[$0.hash] == nil }
        voided = joins.isEmpty ? [] : all.filter { joins[$0.hash] != nil }
        annulments = Self.annulments(entries)
        self.problems = problems
    }

    private init(_ ledger: Ledger, entries: [LedgerEntry], voided: [LedgerEntry]) {
        path = ledger.path
        lines = ledger.lines
        self.entries = entries
        self.voided = voided
        joins = ledger.joins
        annulments = Self.annulments(entries)
        problems = ledger.problems
        heads = ledger.heads
        hash = ledger.hash
        lineCount = ledger.lineCount
        bytes = ledger.bytes
    }

    /// Returns the highest number among the lines with the given hashes, `nil` if one of the hashes is unknown.
    private static func highestNumber(_ hashes: [String], _ numbers: [String: Int]) -> Int? {
        var highest = 0
        for hash in hashes {
            guard let number = numbers[hash] else { return nil }
            highest = max(highest, number)
        }
        return highest
    }

    private static func annulments(_ entries: [LedgerEntry]) -> [Int: LedgerEntry] {
        let found = entries.compactMap { entry in
            entry.kind == .annulment ? entry.reversedLine.map { ($0, entry) } : nil
        }
        return Dictionary(found) { first, _ in first }
    }

    /// Finds the lines that merges set aside.
    ///
    /// - Returns: the merge by the hash of each line set aside (a line that leads to a branch that the merge rejects
    ///   but not to the branch that it keeps), and the indices of faulty merges, in which one of the branches
    ///   contains the other.
    private static func linesSetAside(_ all: [LedgerEntry]) -> (lines: [String: LedgerEntry], flawed: [Int]) {
        if all.allSatisfy(\.joins.isEmpty) { return ([:], []) }
        let byHash = Dictionary(all.map { ($0.hash, $0) }) { a, _ in a }
        func ancestors(_ starts: [String]) -> Set<String> {
            var found: Set<String> = []
            var open = starts
            while let hash = open.popLast() {
                guard let entry = byHash[hash], found.insert(hash).inserted else { continue }
                open += [entry.previous] + entry.joins
            }
            return found
        }
        var found: [String: LedgerEntry] = [:]
        var flawed: [Int] = []
        for (place, join) in all.enumerated() where !join.joins.isEmpty {
            let (kept, others) = (ancestors([join.previous]), ancestors(join.joins))
            if others.contains(join.previous) || !kept.isDisjoint(with: join.joins) { flawed.append(place) }
            for hash in others.subtracting(kept) where found[hash] == nil { found[hash] = join }
        }
        return (found, flawed)
    }

    /// Returns the bytes of the first lines of a ledger's file; all bytes if it has fewer lines.
    static func firstLines(_ count: Int, of bytes: [UInt8]) -> [UInt8] {
        var left = count
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            left -= 1
            if left == 0 { return Array(bytes[...offset]) }
        }
        return bytes
    }

    /// Returns the bytes of the ledger file with `entry` appended as its last line.
    package func bytesAdding(_ entry: LedgerEntry) -> [UInt8] { bytes + Array((entry.line + "\n").utf8) }

    /// Returns the bytes of a ledger with the given lines.
    package static func bytes(_ entries: [LedgerEntry]) -> [UInt8] {
        Array(entries.map { $0.line + "\n" }.joined().utf8)
    }

    /// Returns the ledger as it was on a day, without lines that were recorded later.
    package func asKnown(on day: CalendarDate) -> Ledger {
        Ledger(self, entries: entries.filter { $0.recorded <= day }, voided: voided.filter { $0.recorded <= day })
    }

    // MARK: Queries

    /// Returns the merge that set a line aside, `nil` for a line that no merge has set aside.
    package func merge(settingAside entry: LedgerEntry) -> LedgerEntry? { joins[entry.hash] }

    /// Returns the annulment of a line, `nil` for a line that is not annulled.
    package func annulment(of entry: LedgerEntry) -> LedgerEntry? {
        entry.kind == .annulment ? nil : annulments[entry.number]
    }

    /// Whether the line has not been annulled.
    private func isNotAnnulled(_ entry: LedgerEntry) -> Bool { annulment(of: entry) == nil }

    /// The versions of the document in the order of release, including annulled ones.
    package var versions: [LedgerEntry] { entries.filter(\.isVersion) }

    /// The id of the document, from the last line that names it; `nil` if no line does.
    package var namedDocument: RecordID? { entries.last { $0.namedDocument != nil }?.namedDocument }

    /// The last version that has not been annulled, `nil` for none.
    package var latest: LedgerEntry? { entries.last { $0.isVersion && isNotAnnulled($0) } }

    /// Returns the last line that takes effect after a day and has not been annulled or reversed, `nil` for none.
    package func lastLineComing(after day: CalendarDate) -> LedgerEntry? {
        entries.last { entry in
            guard entry.effective > day, isNotAnnulled(entry) else { return false }
            switch entry.kind {
            case .material, .editorial, .reinstatement: return true
            case .withdrawal: return !isReversed(entry, by: nil)
            case .erratum, .annulment, .mark, .join: return false
            }
        }
    }

    /// Returns the line with the current content of a version: its last erratum, or the version itself.
    package func contentLine(of version: LedgerEntry) -> LedgerEntry {
        entries.last { $0.kind == .erratum && $0.version == version.version && $0.number > version.number } ?? version
    }

    /// The line whose content the sources are compared with, `nil` if every version has been annulled.
    package var latestContent: LedgerEntry? { latest.map { contentLine(of: $0) } }

    /// Returns the lines that record marks, among the lines after a given line.
    func markLines(after entry: LedgerEntry) -> [LedgerEntry] {
        entries.filter { $0.kind == .mark && $0.number > entry.number }
    }

    /// Returns the line of the same branch whose content an erratum corrects, `nil` for none.
    func lineCorrected(by erratum: LedgerEntry) -> LedgerEntry? {
        let byHash = Dictionary(lines.map { ($0.hash, $0) }) { a, _ in a }
        var hash = erratum.previous
        while let entry = byHash[hash] {
            if entry.kind != .mark, entry.version == erratum.version, !entry.snapshot.isEmpty { return entry }
            hash = entry.previous
        }
        return nil
    }

    /// Returns the errata of a version, in the order in which they were written.
    package func errata(of version: LedgerEntry) -> [LedgerEntry] {
        entries.filter { $0.kind == .erratum && $0.version == version.version && $0.number > version.number }
    }

    /// Whether a line reverses a withdrawal and takes effect on or before a day; `nil` accepts any day.
    private func isReversed(_ withdrawal: LedgerEntry, by day: CalendarDate?) -> Bool {
        entries.contains { entry in
            entry.kind == .reinstatement && entry.reversedLine == withdrawal.number && isNotAnnulled(entry)
                && day.map { entry.effective <= $0 } ?? true
        }
    }

    /// The document's withdrawal, past or future; `nil` if there is none, or if it was annulled or reversed.
    package var standingWithdrawal: LedgerEntry? {
        entries.last { $0.kind == .withdrawal && isNotAnnulled($0) && !isReversed($0, by: nil) }
    }

    /// Returns the line that reverses a withdrawal, effective on any day; `nil` if no line reverses it.
    package func reinstatement(of withdrawal: LedgerEntry) -> LedgerEntry? {
        entries.first { $0.kind == .reinstatement && $0.reversedLine == withdrawal.number && isNotAnnulled($0) }
    }

    /// Returns the version or withdrawal in force on a day: the one with the latest effective date up to that day, of
    /// two with the same date, the later line. The result is `nil` before the first version.
    package func lineInForce(on day: CalendarDate) -> LedgerEntry? {
        var found: LedgerEntry?
        for entry in entries
        where entry.effective <= day && entry.effective >= (found?.effective ?? entry.effective) && isNotAnnulled(entry)
        {
            if entry.isVersion || entry.kind == .withdrawal && !isReversed(entry, by: day) { found = entry }
        }
        return found
    }

    /// Whether the document is withdrawn on a day.
    package func isWithdrawn(on day: CalendarDate) -> Bool { lineInForce(on: day)?.kind == .withdrawal }

    /// Returns the versions and withdrawals that take effect after a day, by effective date.
    package func linesComing(after day: CalendarDate) -> [LedgerEntry] {
        let later = entries.filter { $0.effective > day && isNotAnnulled($0) }
        return later.filter { $0.isVersion || $0.kind == .withdrawal && !isReversed($0, by: nil) }
            .sorted { ($0.effective, $0.number) < ($1.effective, $1.number) }
    }

    /// Returns the last version, not annulled, among the lines before a number; `nil` for none.
    package func release(before number: Int) -> LedgerEntry? {
        entries.last { $0.number < number && $0.isVersion && isNotAnnulled($0) }
    }

    /// Returns the day on which a later version or withdrawal replaces a version, past or future. The result is `nil`
    /// while nothing replaces the version, and for an annulled version.
    package func replacementDay(of version: LedgerEntry) -> CalendarDate? {
        guard isNotAnnulled(version) else { return nil }
        let later = entries.filter { entry in
            // A withdrawal ended the version even if it was reversed later.
            entry.number > version.number && entry.effective >= version.effective && isNotAnnulled(entry)
                && (entry.isVersion || entry.kind == .withdrawal && !isReversed(entry, by: entry.effective))
        }
        return later.map(\.effective).min()
    }

    /// Returns the snapshot of a line; `nil` if the line has none, or if its file is missing or altered. Reads and
    /// hashes the file, which the fingerprint of the ledger covers (`History.add`).
    package func snapshot(of entry: LedgerEntry, root: String) -> Snapshot? {
        guard !entry.snapshot.isEmpty, Self.isPlainName(entry.snapshot),
            let bytes = DependencyRecorder.pausing({ try? Files.read("\(root)/\(path)/\(entry.snapshot)") }),
            SHA256.hex(bytes) == entry.snapshotHash
        else { return nil }
        return Snapshot(bytes)
    }

    /// Whether a name may be the name of a file in the document's folder: it has no slash or backslash, does not
    /// begin with a dot and has no control characters.
    static func isPlainName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.utf8.contains { $0 < 0x20 || $0 == 0x5C }
    }
}
