import Diagnostics
import OficioSchema
import OficioSource

/// The releases of one document, chained: `content/historial/TYPE/ID/libro.jsonl`.
package struct Ledger: Sendable {
    package static let fileName = "libro.jsonl"
    package static let folder = "content/historial"

    /// `content/historial/manuales/man-atc-01`, relative to the site.
    package let path: String
    /// The lines that stand, in the order of release, as far as they can be read.
    package let entries: [LedgerEntry]
    /// Lines of branches that a join has set aside: they stay in the file and count no more.
    package let voided: [LedgerEntry]
    /// What does not hold, by line; empty for an untouched ledger.
    package let problems: [HistoryProblem]
    /// The hashes of lines that no other line follows: one, unless two branches were released apart.
    package let heads: [String]
    /// SHA-256 of the file.
    package let hash: String
    /// The number of lines of the file.
    package let lineCount: Int
    private let bytes: [UInt8]

    package var file: String { path + "/" + Self.fileName }

    package init(_ bytes: [UInt8], path: String) {
        self.path = path
        self.bytes = bytes
        hash = SHA256.hex(bytes)
        var all: [LedgerEntry] = []
        var problems: [HistoryProblem] = []
        let file = path + "/" + Self.fileName
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        if lines.last?.isEmpty == true {
            lines.removeLast()
        } else {
            problems.append(HistoryProblem(file, line: lines.count, .unfinishedLine))
        }
        if lines.isEmpty { problems.append(HistoryProblem(file, .emptyLedger)) }
        lineCount = lines.count
        var numbers: [String: Int] = [:]
        var followed: Set<String> = []
        for (index, line) in lines.enumerated() {
            guard let entry = LedgerEntry(line: line) else {
                problems.append(HistoryProblem(file, line: index + 1, .alteredLine))
                continue
            }
            let parents = [entry.previous] + entry.joins
            // Every line follows lines above it; only the first follows none.
            let before =
                index == 0 ? (entry.previous.isEmpty && entry.joins.isEmpty ? 0 : nil) : Self.highest(parents, numbers)
            if entry.number != (before ?? -1) + 1 || numbers[entry.hash] != nil {
                problems.append(HistoryProblem(file, line: index + 1, .brokenChain))
            }
            numbers[entry.hash] = entry.number
            followed.formUnion(parents)
            all.append(entry)
        }
        heads = all.map(\.hash).filter { !followed.contains($0) }
        if heads.count > 1 { problems.append(HistoryProblem(file, .forked)) }
        let setAside = Self.setAside(all)
        entries = setAside.isEmpty ? all : all.filter { !setAside.contains($0.hash) }
        voided = setAside.isEmpty ? [] : all.filter { setAside.contains($0.hash) }
        self.problems = problems
    }

    private init(_ ledger: Ledger, entries: [LedgerEntry]) {
        path = ledger.path
        self.entries = entries
        voided = ledger.voided
        problems = ledger.problems
        heads = ledger.heads
        hash = ledger.hash
        lineCount = ledger.lineCount
        bytes = ledger.bytes
    }

    /// The highest number of lines by their hashes, `nil` where one of them is unknown.
    private static func highest(_ hashes: [String], _ numbers: [String: Int]) -> Int? {
        var highest = 0
        for hash in hashes {
            guard let number = numbers[hash] else { return nil }
            highest = max(highest, number)
        }
        return highest
    }

    /// The hashes of lines that joins set aside: what leads to the branches they name and not to the one that stands.
    private static func setAside(_ all: [LedgerEntry]) -> Set<String> {
        let joins = all.filter { !$0.joins.isEmpty }
        if joins.isEmpty { return [] }
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
        return joins.reduce(into: []) { $0.formUnion(ancestors($1.joins).subtracting(ancestors([$1.previous]))) }
    }

    /// The first lines of a ledger's file, all of it where it has no more.
    static func firstLines(_ count: Int, of bytes: [UInt8]) -> [UInt8] {
        var left = count
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            left -= 1
            if left == 0 { return Array(bytes[...offset]) }
        }
        return bytes
    }

    /// The file with one more line.
    package func adding(_ entry: LedgerEntry) -> [UInt8] { bytes + Array((entry.line + "\n").utf8) }

    /// The text of a file.
    package static func bytes(_ entries: [LedgerEntry]) -> [UInt8] {
        Array(entries.map { $0.line + "\n" }.joined().utf8)
    }

    /// The ledger as far as it was written on a day.
    package func known(on day: CalendarDate) -> Ledger { Ledger(self, entries: entries.filter { $0.recorded <= day }) }

    // MARK: Asking

    /// Versions of the document, in the order of release.
    package var versions: [LedgerEntry] { entries.filter(\.isVersion) }

    /// The last version, `nil` where there is none.
    package var latest: LedgerEntry? { entries.last(where: \.isVersion) }

    /// The line that holds what a version says now: its last erratum, or the version itself.
    package func content(of version: LedgerEntry) -> LedgerEntry {
        entries.last { $0.kind == .erratum && $0.version == version.version && $0.number > version.number } ?? version
    }

    /// The line that the sources are compared with.
    package var latestContent: LedgerEntry? { latest.map { content(of: $0) } }

    /// The errata of a version, in the order in which they were written.
    package func errata(of version: LedgerEntry) -> [LedgerEntry] {
        entries.filter { $0.kind == .erratum && $0.version == version.version && $0.number > version.number }
    }

    /// Whether a withdrawal has been taken back by a line that takes effect on a day or before.
    private func isTakenBack(_ withdrawal: LedgerEntry, by day: CalendarDate?) -> Bool {
        entries.contains { entry in
            entry.kind == .reinstatement && entry.takesBack == withdrawal.number
                && day.map { entry.effective <= $0 } ?? true
        }
    }

    /// The end of the document, whenever it comes, unless it was taken back.
    package var standingWithdrawal: LedgerEntry? {
        entries.last { $0.kind == .withdrawal && !isTakenBack($0, by: nil) }
    }

    /// What is in force on a day: of versions and withdrawals the one whose effective date is the latest that has come, of two of
    /// one day the later line; `nil` before the first.
    package func inForce(on day: CalendarDate) -> LedgerEntry? {
        var found: LedgerEntry?
        for entry in entries where entry.effective <= day && entry.effective >= (found?.effective ?? entry.effective) {
            if entry.isVersion || entry.kind == .withdrawal && !isTakenBack(entry, by: day) { found = entry }
        }
        return found
    }

    /// Whether the document has ended on a day.
    package func isWithdrawn(on day: CalendarDate) -> Bool { inForce(on: day)?.kind == .withdrawal }

    /// Versions and withdrawals that are still to come, by effective date.
    package func coming(after day: CalendarDate) -> [LedgerEntry] {
        entries.filter { $0.effective > day && ($0.isVersion || $0.kind == .withdrawal && !isTakenBack($0, by: nil)) }
            .sorted { ($0.effective, $0.number) < ($1.effective, $1.number) }
    }

    /// The version before a line.
    package func release(before number: Int) -> LedgerEntry? { entries.last { $0.number < number && $0.isVersion } }

    /// The day on which a version ceased to be in force, or will: where another version or the end of the document takes its
    /// place; `nil` while nothing does.
    package func end(of version: LedgerEntry) -> CalendarDate? {
        let later = entries.filter { entry in
            // A withdrawal that was taken back later ended the version all the same.
            entry.number > version.number && entry.effective >= version.effective
                && (entry.isVersion || entry.kind == .withdrawal && !isTakenBack(entry, by: entry.effective))
        }
        return later.map(\.effective).min()
    }

    /// The snapshot of a line, `nil` where its file is missing, damaged or not the one released.
    package func snapshot(of entry: LedgerEntry, root: String) -> Snapshot? {
        guard !entry.snapshot.isEmpty, Self.isPlainName(entry.snapshot),
            let bytes = try? Files.read("\(root)/\(path)/\(entry.snapshot)"),
            SHA256.hex(bytes) == entry.snapshotHash
        else { return nil }
        return Snapshot(bytes)
    }

    /// Whether a name is one of a file in the document's folder.
    static func isPlainName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.utf8.contains { $0 < 0x20 || $0 == 0x5C }
    }
}
