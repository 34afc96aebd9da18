import Diagnostics
import OficioCheck
import OficioEditing
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
    /// A change that was cut short has to be settled before (`SourceTransaction.recover`).
    ///
    /// - Parameters:
    ///   - isDry: whether files stay as they are.
    ///   - extracts: whether copied functions become shared clauses.
    ///   - asked: codes of rules whose fixes were asked for by name, safe or not.
    package static func apply(
        _ root: String, today: CalendarDate, isDry: Bool, extracts: Bool = false, asked: Set<String> = [],
        where isWanted: (Diagnostic) -> Bool
    ) throws(WriteError) -> Outcome {
        var outcome = Outcome()
        var edited = EditedSources(root)
        for _ in 0..<16 {
            let site = SiteLoader.load(root, replacing: edited.after)
            let patches = patches(Checker.check(site, today: today).filter(isWanted), asked)
            if patches.isEmpty { break }
            for (file, patch) in patches {
                let path = site.folder.sources[Int(file.index)].path
                guard let old = edited.bytes(of: path), let new = patch.applied(to: old) else { continue }
                if new != old { outcome.edits += patch.replacements.count }
                edited.set(path, new)
            }
            if edited.changes.isEmpty { break }
        }
        if extracts {
            let site = SiteLoader.load(root, replacing: edited.after)
            let made = ClauseExtraction.apply(site, today: today)
            var extracted = edited
            for (path, bytes) in made { extracted.set(path, bytes) }
            func errors(_ site: LoadedSite) -> Int { Checker.check(site, today: today).count { $0.severity == .error } }
            // What would not read as well as before is not done.
            if !made.isEmpty, errors(SiteLoader.load(root, replacing: extracted.after)) <= errors(site) {
                outcome.edits += made.count
                edited = extracted
            }
        }
        for change in edited.changes {
            outcome.changes.append((change.path, LineChanges.lines(change.before ?? [], change.after ?? [])))
        }
        if !isDry { try SourceTransaction(root: root).write(edited.changes) }
        return outcome
    }

    /// By file: the safe fixes that do not touch each other. Of fixes that touch the same bytes the first counts; the next round sees to the rest.
    private static func patches(_ findings: [Diagnostic], _ asked: Set<String>) -> [FileID: SourcePatch] {
        var patches: [FileID: SourcePatch] = [:]
        for finding in findings {
            guard let fix = finding.fixes.first(where: { $0.isSafe || asked.contains(finding.code) }) else { continue }
            var merged: [FileID: SourcePatch] = [:]
            for (file, edits) in Dictionary(grouping: fix.edits, by: \.span.file) {
                guard let own = SourcePatch(edits), let all = (patches[file] ?? .none).merging(own) else {
                    merged = [:]
                    break
                }
                merged[file] = all
            }
            patches.merge(merged) { _, new in new }
        }
        return patches
    }
}

/// Sources as they were read and as they are to be, before anything is written.
private struct EditedSources {
    private let root: String
    private var before: [String: [UInt8]?] = [:]
    /// The new bytes by path, for reading the site as it would be.
    private(set) var after: [String: [UInt8]] = [:]

    init(_ root: String) { self.root = root }

    func bytes(of path: String) -> [UInt8]? { after[path] ?? (try? Files.read(root + "/" + path)) }

    mutating func set(_ path: String, _ bytes: [UInt8]) {
        if before[path] == nil { before.updateValue(try? Files.read(root + "/" + path), forKey: path) }
        after[path] = bytes
    }

    /// The files that differ, by their paths.
    var changes: [SourceChange] {
        after.keys.sorted().compactMap { path in
            let old = before[path] ?? nil
            return old == after[path] ? nil : SourceChange(path, before: old, after: after[path])
        }
    }
}

/// The lines in which two versions of a file differ.
package enum LineChanges {
    /// What goes (`- `) and what comes (`+ `), in the order of the file.
    package static func lines(_ old: [UInt8], _ new: [UInt8]) -> [String] {
        func split(_ bytes: [UInt8]) -> [String] {
            bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        }
        let (oldLines, newLines) = (split(old), split(new))
        var removed: [Int: String] = [:]
        var added: [Int: String] = [:]
        for change in newLines.difference(from: oldLines) {
            switch change {
            case .remove(let place, let line, _): removed[place] = line
            case .insert(let place, let line, _): added[place] = line
            }
        }
        var shown: [String] = []
        var (from, to) = (0, 0)
        while from < oldLines.count || to < newLines.count {
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
