import OficioBasics
import OficioSource

/// Removes the headers and footers that a word processor prints on every page from pasted lines.
///
/// A line with a page number that recurs with another number is a header or footer, and so are the recurring lines
/// directly above and below it. The first occurrence of each stays in the text.
struct PastedPageHeads {
    /// The lines of the text without the repeated headers and footers.
    let lines: [String]
    /// The words of the headers and footers left out.
    let dropped: String

    init(_ written: [String]) {
        var places: [String: [Int]] = [:]
        for (place, line) in written.enumerated() {
            if let key = Self.key(line) { places[key, default: []].append(place) }
        }
        var repeated: Set<Int> = []
        for found in places.values where found.count > 1 && Set(found.map { written[$0] }).count > 1 {
            let first = found[0]
            for place in found.dropFirst() {
                repeated.insert(place)
                for step in [-1, 1] {
                    var offset = step
                    while Self.isSame(written, first + offset, place + offset) {
                        repeated.insert(place + offset)
                        offset += step
                    }
                }
            }
        }
        lines = written.indices.filter { !repeated.contains($0) }.map { written[$0] }
        dropped = repeated.sorted().map { written[$0] }.joined()
    }

    /// Returns the folded words of a line with `#` in place of its page number, *Página 2 de 9* or *Pág. 3*; nil for a
    /// line without a page number.
    private static func key(_ line: String) -> String? {
        let words = line.split { $0 == " " || $0 == "\t" }.map { String($0).folded }
        guard words.count < 25, let place = words.firstIndex(where: { names.contains($0) }),
            words.indices.contains(place + 1), words[place + 1].first?.isNumber == true
        else { return nil }
        var rest = words
        rest[place + 1] = "#"
        return rest.joined(separator: " ")
    }

    /// Returns a line without the page number at its end, and the page number: *COMPRAS Página 1 de 4*.
    static func splitPage(_ line: String) -> (words: String, page: String) {
        let words = line.split(separator: " ")
        guard let place = words.lastIndex(where: { names.contains(String($0).folded) }), place > 0,
            isPage(words[place...].joined(separator: " "))
        else { return (line, "") }
        return (words[..<place].joined(separator: " "), words[place...].joined(separator: " "))
    }

    /// Whether words consist of a page number: *Página 1 de 3*.
    static func isPage(_ words: String) -> Bool { words.split(separator: " ").count < 5 && startsWithPage(words) }

    private static func startsWithPage(_ words: String) -> Bool {
        let parts = words.split(separator: " ").map { String($0).folded }
        guard parts.count > 1, names.contains(String(parts[0].filter { $0 != ":" })) else { return false }
        return parts[1].first?.isNumber == true
    }

    /// Whether two different lines have the same words; false for blank lines.
    private static func isSame(_ lines: [String], _ first: Int, _ second: Int) -> Bool {
        guard lines.indices.contains(first), lines.indices.contains(second), first != second else { return false }
        return !lines[first].trimmedASCII.isEmpty && lines[first].trimmedASCII == lines[second].trimmedASCII
    }

    private static let names: Set<String> = ["pagina", "pag.", "pag", "page", "hoja", "folio", "p."]
}
