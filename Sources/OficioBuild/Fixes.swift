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
    /// - Parameters:
    ///   - isDry: whether files stay as they are.
    ///   - extracts: whether copied functions become shared clauses.
    ///   - asked: codes of rules whose fixes were asked for by name, safe or not.
    package static func apply(
        _ root: String, today: CalendarDate, isDry: Bool, extracts: Bool = false, asked: Set<String> = [], where isWanted: (Diagnostic) -> Bool
    ) throws(WriteError) -> Outcome {
        var outcome = Outcome()
        var replaced: [String: [UInt8]] = [:]
        var before: [String: [UInt8]] = [:]
        for _ in 0..<16 {
            let site = SiteLoader.load(root, replacing: replaced)
            let found = Checker.check(site, today: today)
            var edits: [FileID: [Diagnostic.Edit]] = [:]
            for diagnostic in found where isWanted(diagnostic) {
                guard let fix = diagnostic.fixes.first(where: { $0.isSafe || asked.contains(diagnostic.code) }) else { continue }
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
        if extracts {
            let site = SiteLoader.load(root, replacing: replaced)
            let made = ClauseExtraction.apply(site, today: today)
            let after = replaced.merging(made) { _, new in new }
            func errors(_ site: LoadedSite) -> Int { Checker.check(site, today: today).count { $0.severity == .error } }
            // What would not read as well as before is not done.
            if !made.isEmpty, errors(SiteLoader.load(root, replacing: after)) <= errors(site) {
                for path in made.keys where before[path] == nil { before[path] = replaced[path] ?? (try? Files.read(root + "/" + path)) ?? [] }
                outcome.edits += made.count
                replaced = after
            }
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
        var removed: [Int: String] = [:]
        var added: [Int: String] = [:]
        for change in split(new).difference(from: split(old)) {
            switch change {
            case .remove(let place, let line, _): removed[place] = line
            case .insert(let place, let line, _): added[place] = line
            }
        }
        // What goes and what comes, in the order of the file.
        var shown: [String] = []
        var (from, to) = (0, 0)
        let (oldCount, newCount) = (split(old).count, split(new).count)
        while from < oldCount || to < newCount {
            if let line = removed[from] {
                shown.append("- " + line)
                from += 1
            } else if let line = added[to] {
                shown.append("+ " + line)
                to += 1
            } else {
                from += 1
                to += 1
            }
        }
        return shown
    }
}
