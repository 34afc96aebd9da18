import Diagnostics
import OficioModel
import OficioSource

/// Keeps one finding if two rules report the same fault.
enum ConsequentFindings {
    /// Drops findings about placeholders that are the syntax of another program (`[TOC]`, `{{ name }}`), and in a
    /// file that is not UTF-8 all findings about anything else.
    static func dropConsequences(_ found: inout [Diagnostic]) {
        dropUnreadable(&found)
        dropPastedProse(&found)
        dropSentencesOfUnreadText(&found)
        let foreign = found.filter { $0.code == Rule.foreignSyntax.code }.flatMap {
            [$0.span] + $0.notes.compactMap(\.span)
        }
        if foreign.isEmpty { return }
        let inFile = Dictionary(grouping: foreign, by: \.file)
        found.removeAll { finding in
            finding.code == Rule.placeholderLeft.code
                && (inFile[finding.span.file] ?? []).contains { $0.range.overlaps(finding.span.range) }
        }
    }

    /// Drops the finding that a heading names no field if another finding says that the heading calls its text
    /// internal: what the author does about that settles the heading too.
    static func dropUnknownHeadings(_ found: inout [Diagnostic]) {
        let internalHeadings = Set(found.lazy.filter { $0.code == Rule.unmarkedInternal.code }.map(\.span))
        if internalHeadings.isEmpty { return }
        found.removeAll { $0.code == Rule.unknownHeading.code && internalHeadings.contains($0.span) }
    }

    /// Drops findings about paragraphs in place of rows that are pasted bullets or tables, whose own finding makes rows
    /// of them.
    private static func dropPastedProse(_ found: inout [Diagnostic]) {
        let edits = found.filter { $0.code == Rule.wordPaste.code }.flatMap(\.fixes).flatMap(\.edits)
        if edits.isEmpty { return }
        let inFile = Dictionary(grouping: edits.map(\.span), by: \.file)
        found.removeAll { finding in
            guard finding.code == Rule.proseWithoutRows.code, let pasted = inFile[finding.span.file] else {
                return false
            }
            return finding.fixes.flatMap(\.edits).contains { edit in
                pasted.contains { $0.start <= edit.span.start && edit.span.start <= $0.end }
            }
        }
    }

    /// Drops findings about hard and long sentences in a text without headings, where lines without full stops stand
    /// for sentences.
    private static func dropSentencesOfUnreadText(_ found: inout [Diagnostic]) {
        let unread = found.filter { $0.code == Rule.strayText.code && !$0.fixes.isEmpty }.map(\.span)
        if unread.isEmpty { return }
        let codes = [Rule.hardSentence.code, Rule.longSentence.code]
        found.removeAll { finding in
            codes.contains(finding.code)
                && unread.contains { $0.file == finding.span.file && $0.range.overlaps(finding.span.range) }
        }
    }

    /// Drops all other findings about a file that is not UTF-8, whose names and words were read wrong.
    private static func dropUnreadable(_ found: inout [Diagnostic]) {
        let files = Set(found.filter { $0.code == Rule.invalidUTF8.code }.map(\.span.file))
        if files.isEmpty { return }
        found.removeAll { $0.code != Rule.invalidUTF8.code && files.contains($0.span.file) }
    }
}
