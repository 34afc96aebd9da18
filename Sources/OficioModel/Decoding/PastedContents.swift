import OficioBasics
import OficioSource

/// Prepares pasted lines: removes a table of contents that repeats headings of the text, and writes full stops behind
/// the numbers of headings that a word processor separates by blanks.
struct PastedContents {
    /// The lines of the text without its table of contents.
    private(set) var lines: [String]
    /// The words of the table of contents.
    private(set) var dropped = ""

    init(_ written: [String]) {
        let entries = written.map(Self.entry)
        var removed: Set<Int> = []
        var place = 0
        while place < written.count {
            let end = Self.end(ofEntriesFrom: place, entries, written)
            let run = (place..<end).filter { entries[$0] != nil }
            // An entry whose heading is missing below would be lost.
            let titles = Set(written[end...].map(Self.title))
            if run.count > 2, run.allSatisfy({ titles.contains(entries[$0] ?? "") }) {
                removed.formUnion(place..<end)
                let above = written[..<place].lastIndex { !$0.trimmedASCII.isEmpty }
                if let above, Self.names.contains(Self.title(written[above])) { removed.insert(above) }
            }
            place = max(end, place + 1)
        }
        lines = written.indices.filter { !removed.contains($0) }.map { written[$0] }
        dropped = removed.sorted().map { written[$0] }.joined(separator: "\n")
        writeFullStops()
    }

    /// Returns the title of an entry of a table of contents, folded and without its number: *1. OBJETIVO ...... 3*;
    /// `nil` for another line.
    private static func entry(_ line: String) -> String? {
        let words = line.trimmedASCII
        let title = words.reversed().drop { $0.isASCII && $0.isNumber }.reversed()
        guard title.count < words.count, words.count - title.count < 4 else { return nil }
        let bare = title.reversed().drop { ".… \t·_".contains($0) }.reversed()
        let leader = title.dropFirst(bare.count)
        let isLeader = leader.count { $0 == "." || $0 == "·" || $0 == "_" } > 3 || leader.count { $0 == "…" } > 1
        guard !bare.isEmpty, isLeader else { return nil }
        return Self.title(String(bare))
    }

    /// Returns the end of consecutive entries, between which blank lines may stand.
    private static func end(ofEntriesFrom place: Int, _ entries: [String?], _ written: [String]) -> Int {
        var end = place
        var next = place
        while next < written.count {
            if entries[next] != nil {
                end = next + 1
            } else if next == place || !written[next].trimmedASCII.isEmpty {
                break
            }
            next += 1
        }
        return end
    }

    private static func title(_ line: String) -> String {
        let words = line.split { $0 == " " || $0 == "\t" }
        let isNumber = words.first?.allSatisfy { "0123456789.)-IVXL".contains($0) } ?? false
        let rest = isNumber && words.count > 1 ? words.dropFirst() : words[...]
        let folded = rest.joined(separator: " ").folded
        return folded.hasSuffix(":") ? String(folded.dropLast()) : folded
    }

    private static let names: Set<String> = [
        "contenido", "indice", "tabla de contenido", "tabla de contenidos", "indice general", "contents",
        "table of contents", "index",
    ]

    // MARK: Numbers of headings

    /// Writes a full stop behind the numbers of headings, *1  Objetivo*, if at least three of them count on from 1.
    private mutating func writeFullStops() {
        let numbered = lines.indices.compactMap { place in Self.number(lines[place]).map { (place, $0) } }
        var next = 1
        var found: [Int] = []
        for (place, number) in numbered where number == next {
            found.append(place)
            next += 1
        }
        guard found.count > 2 else { return }
        for place in found {
            let figures = lines[place].prefix { $0.isNumber }
            lines[place] = figures + ". " + String(lines[place].dropFirst(figures.count)).trimmedASCII
        }
    }

    /// Returns the number before a title: one or two figures, two blanks or a tab, and a few words that begin with a
    /// capital and end no sentence. Rows of a table have further cells.
    private static func number(_ line: String) -> Int? {
        let figures = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line.dropFirst(figures.count)
        let words = String(rest).trimmedASCII
        guard (1...2).contains(figures.count), rest.hasPrefix("  ") || rest.hasPrefix("\t"), !words.contains("\t"),
            words.first?.isUppercase == true, words.last.map({ !".;,:".contains($0) }) == true,
            words.split(separator: " ").count < 9
        else { return nil }
        return Int(figures)
    }
}
