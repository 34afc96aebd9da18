import Diagnostics
import OficioCheck
import OficioEditing
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// Applies the fixes of findings to the sources.
package enum Fixes {
    /// The changes that the command made, or would make in a dry run.
    package struct Outcome: Sendable {
        /// The number of applied edits. Each file that the extraction of clauses changes counts as one edit.
        package var edits = 0
        /// The changed lines by path, with `-` before removed lines and `+` before added lines.
        package var changes: [(path: String, lines: [String])] = []
    }

    /// Applies the safe fixes of selected findings in rounds until none is left, at most 16 rounds. A second run
    /// changes nothing.
    ///
    /// The caller must settle an interrupted change first (`SourceTransaction.recover`).
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - today: the day of the check.
    ///   - isDry: whether files stay unchanged.
    ///   - extracts: whether to turn copied functions into shared clauses.
    ///   - unsafeRules: codes of rules whose fixes apply even if they are not safe.
    ///   - isSelected: selects the findings.
    /// - Returns: the changes, made or planned.
    /// - Throws: `WriteError` if a file cannot be written.
    package static func apply(
        _ root: String, today: CalendarDate, isDry: Bool, extracts: Bool = false, unsafeRules: Set<String> = [],
        where isSelected: (Diagnostic) -> Bool
    ) throws(WriteError) -> Outcome {
        var outcome = Outcome()
        var edited = EditedSources(root)
        for _ in 0..<16 {
            let site = SiteLoader.load(root, replacing: edited.after)
            let released = History(of: site).releasedNames(in: site.corpus)
            let found = Checker.check(site, today: today).filter { finding in
                isSelected(finding)
                    && !(Self.rereading.contains(finding.code) && !unsafeRules.contains(finding.code)
                        && finding.record.map(released.contains) ?? false)
            }
            let patches = patches(found, unsafeRules)
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
            // The extraction is dropped if it causes new errors.
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

    /// The codes of the rules whose fixes turn text into fields and rows. After such a fix, a released document
    /// counts as changed, so the program leaves the decision to its author.
    private static let rereading: Set<String> = [
        Rule.nearMissHeading.code, Rule.unreadFacts.code, Rule.proseWithoutRows.code,
    ]

    /// The codes of the rules whose fixes replace the whole file.
    private static let wholeFile: Set<String> = [Rule.invalidUTF8.code, Rule.strayText.code]

    /// Returns the safe fixes, and all fixes of the rules in `unsafeRules`, by file. Of several fixes that touch the
    /// same bytes, the first one wins, and the next round applies the others. Fixes of a whole file come first,
    /// because they give the file the structure on which other fixes work.
    private static func patches(_ findings: [Diagnostic], _ unsafeRules: Set<String>) -> [FileID: SourcePatch] {
        var patches: [FileID: SourcePatch] = [:]
        let whole = findings.filter { wholeFile.contains($0.code) }
        for finding in whole + findings.filter({ !wholeFile.contains($0.code) }) {
            guard let fix = finding.fixes.first(where: { $0.isSafe || unsafeRules.contains(finding.code) }) else {
                continue
            }
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

/// The original and changed texts of sources, before anything is written.
private struct EditedSources {
    private let root: String
    private var before: [String: [UInt8]?] = [:]
    /// The changed bytes by path, from which the changed site can be loaded.
    private(set) var after: [String: [UInt8]] = [:]

    init(_ root: String) { self.root = root }

    func bytes(of path: String) -> [UInt8]? { after[path] ?? (try? Files.read(root + "/" + path)) }

    mutating func set(_ path: String, _ bytes: [UInt8]) {
        if before[path] == nil { before.updateValue(try? Files.read(root + "/" + path), forKey: path) }
        after[path] = bytes
    }

    /// The changes of all changed files, sorted by path.
    var changes: [SourceChange] {
        after.keys.sorted().compactMap { path in
            let old = before[path] ?? nil
            return old == after[path] ? nil : SourceChange(path, before: old, after: after[path])
        }
    }
}

/// Lists the lines in which two versions of a file differ.
package enum LineChanges {
    /// Returns the removed lines (`- `) and added lines (`+ `), in the order of the file.
    package static func lines(_ old: [UInt8], _ new: [UInt8]) -> [String] {
        func split(_ bytes: [UInt8]) -> [String] {
            bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        }
        let (oldLines, newLines) = (split(old), split(new))
        var removed: [Int: String] = [:]
        var added: [Int: String] = [:]
        // Skip equal lines at the beginning and at the end, because comparing takes time with each line that differs.
        let start = zip(oldLines, newLines).prefix { $0 == $1 }.count
        let end = zip(oldLines.dropFirst(start).reversed(), newLines.dropFirst(start).reversed()).prefix { $0 == $1 }
            .count
        let (oldPart, newPart) = (oldLines.dropFirst(start).dropLast(end), newLines.dropFirst(start).dropLast(end))
        if oldPart.isEmpty || newPart.isEmpty {
            for place in oldPart.indices { removed[place] = oldLines[place] }
            for place in newPart.indices { added[place] = newLines[place] }
        } else {
            for change in newPart.difference(from: oldPart) {
                switch change {
                case .remove(let place, let line, _): removed[start + place] = line
                case .insert(let place, let line, _): added[start + place] = line
                }
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
