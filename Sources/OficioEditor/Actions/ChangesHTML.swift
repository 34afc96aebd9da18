import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioHistory

/// Renders changes of files as HTML: each file's path, whether it is new, changed or removed, and a redline of its
/// lines.
struct ChangesHTML {
    let language: Language
    /// The maximum number of changed lines that the page shows for one file.
    private static let limit = 2000

    /// Returns the changes as HTML, each below the path of its file. The lines of new and of deleted files are
    /// collapsed, because nothing in them is marked as changed.
    func html(_ changes: [SourceChange]) -> String {
        changes.map { change in
            let words: Localized =
                switch (change.before, change.after) {
                case (nil, _): Localized(es: "archivo nuevo", en: "new file")
                case (_, nil): Localized(es: "se borra", en: "is deleted")
                default: Localized(es: "cambia", en: "changes")
                }
            let isOpen = changes.count == 1 && change.before != nil && change.after != nil ? " open" : ""
            return "<details class=\"cambio\"\(isOpen)><summary>\(change.path.escapedForHTML): "
                + "\(words[language])</summary>\(redline(change.before, change.after))</details>\n"
        }.joined()
    }

    /// Returns the lines that differ between two files as a redline in HTML; `nil` stands for a missing file. If a
    /// file is not text, returns the sizes of both files.
    func redline(_ before: [UInt8]?, _ after: [UInt8]?) -> String {
        guard let old = Self.text(before), let new = Self.text(after) else {
            let sizes = [before, after].map { $0.map { "\($0.count)" } ?? "0" }
            return "<p>\(sizes[0]) → \(sizes[1]) bytes</p>"
        }
        let lines = LineChanges.lines(old, new).filter { $0.utf8.count > 2 }
        var out = ""
        var place = 0
        while place < min(lines.count, Self.limit) {
            let removed = lines[place...].prefix { $0.hasPrefix("-") }
            let added = lines[(place + removed.count)...].prefix { $0.hasPrefix("+") }
            // Pair the lines if both sides have the same number of them, because most are then edited versions of
            // each other.
            if removed.count == added.count {
                for (old, new) in zip(removed, added) { out += Self.words(old, new) }
            } else {
                for line in removed { out += "<li><del>\((String(line.dropFirst(2))).escapedForHTML)</del></li>" }
                for line in added { out += "<li><ins>\((String(line.dropFirst(2))).escapedForHTML)</ins></li>" }
            }
            place += removed.count + added.count
        }
        if lines.count > Self.limit { out += "<li>…</li>" }
        return "<ul class=\"lineas marcada\">\(out)</ul>"
    }

    private static func words(_ old: String, _ new: String) -> String {
        "<li>\(marks(WordComparison.runs(String(old.dropFirst(2)), String(new.dropFirst(2)))))</li>"
    }

    /// Returns the words of two versions as HTML, with `del` and `ins` elements.
    static func marks(_ marks: [TextRun]) -> String {
        marks.map { mark in
            let text = mark.text.escapedForHTML
            switch mark.kind {
            case .same: return text
            case .deleted: return "<del>\(text)</del>"
            case .inserted: return "<ins>\(text)</ins>"
            }
        }.joined()
    }

    /// Returns the bytes if they are text; `nil` if they are not text, and an empty array if there is no file.
    private static func text(_ bytes: [UInt8]?) -> [UInt8]? {
        guard let bytes else { return [] }
        return bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
    }
}
