import Diagnostics
import OficioCheck
import OficioModel
import OficioSchema
import OficioSource

/// Applies the fixes that need no person to look at them.
package enum Fixes {
    /// What was changed, or would be.
    package struct Outcome: Sendable {
        package var edits = 0
        /// By path: the lines that differ, `-` before and `+` after.
        package var changes: [(path: String, lines: [String])] = []
    }

    /// Applies every safe fix of the findings that are wanted, again and again until none is left, so that a second run changes nothing.
    ///
    /// - Parameter isDry: whether files stay as they are.
    package static func apply(_ root: String, today: CalendarDate, isDry: Bool, where isWanted: (Diagnostic) -> Bool) throws(WriteError) -> Outcome {
        var outcome = Outcome()
        var replaced: [String: [UInt8]] = [:]
        var before: [String: [UInt8]] = [:]
        for _ in 0..<16 {
            let site = SiteLoader.load(root, replacing: replaced)
            let found = Checker.check(site, today: today)
            var edits: [FileID: [Diagnostic.Edit]] = [:]
            for diagnostic in found where isWanted(diagnostic) {
                guard let fix = diagnostic.fixes.first(where: \.isSafe) else { continue }
                // Of fixes that touch the same bytes the first counts; the next round sees to the rest.
                let isFree = fix.edits.allSatisfy { edit in edits[edit.span.file]?.contains { overlaps($0.span, edit.span) } != true }
                if isFree { for edit in fix.edits { edits[edit.span.file, default: []].append(edit) } }
            }
            if edits.isEmpty { break }
            for (file, list) in edits {
                let path = site.folder.sources[Int(file.index)].path
                guard let old = replaced[path] ?? (try? Files.read(root + "/" + path)) else { continue }
                if before[path] == nil { before[path] = old }
                var bytes = old
                for edit in list.sorted(by: { $0.span.start > $1.span.start }) where edit.span.range.upperBound <= bytes.count {
                    bytes.replaceSubrange(edit.span.range, with: Array(edit.replacement.utf8))
                }
                if bytes != old { outcome.edits += list.count }
                replaced[path] = bytes
            }
            if before.allSatisfy({ replaced[$0.key] == $0.value }) { break }
        }
        for path in before.keys.sorted() {
            guard let old = before[path], let new = replaced[path], old != new else { continue }
            outcome.changes.append((path, lines(old, new)))
            if !isDry { try NewFile.replace(root + "/" + path, with: new) }
        }
        return outcome
    }

    private static func overlaps(_ a: Span, _ b: Span) -> Bool { a.start < b.end && b.start < a.end || a.start == b.start }

    private static func lines(_ old: [UInt8], _ new: [UInt8]) -> [String] {
        func split(_ bytes: [UInt8]) -> [String] { bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) } }
        let (a, b) = (split(old), split(new))
        var shown: [String] = []
        for (index, line) in a.enumerated() where index < b.count && b[index] != line { shown += ["- " + line, "+ " + b[index]] }
        if a.count != b.count { shown.append("± \(a.count) → \(b.count)") }
        return shown
    }
}
