import Diagnostics
internal import Glibc

/// Limits the memory that cmark allocates for a Markdown text beyond its own length: cells that short rows of a wide
/// table leave out, and copies of the addresses in link reference definitions. A text of a few kilobytes can expand
/// to gigabytes.
///
/// It scans the bytes once, line by line, before cmark sees them. It never counts less than cmark would create; text in
/// code counts too.
struct MarkdownBounds {
    /// A link reference definition, `[label]: address "title"`.
    struct Definition {
        /// The label of the definition, folded for comparison with uses.
        let label: String
        /// The range from the definition's opening bracket to the end of its line.
        let range: Range<Int>
    }

    /// A limit that the text exceeds, with the range of the line that exceeds it.
    struct Excess {
        let range: Range<Int>
        let message: Localized
    }

    private(set) var excess: Excess?
    /// The definitions in order; not collected if a limit was exceeded before.
    private(set) var definitions: [Definition] = []
    /// The offsets of the colons after `[^1]` in footnotes such as `[^1]: Ibid.`, which cmark would read as link
    /// definitions.
    private(set) var footnoteColons: [Int] = []
    /// The number of uses of each label.
    private(set) var uses: [String: Int] = [:]

    private let bytes: UnsafeBufferPointer<UInt8>
    private let body: Range<Int>

    /// Scans the text.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - body: the range of `bytes` that is Markdown.
    init(_ bytes: UnsafeBufferPointer<UInt8>, body: Range<Int>) {
        self.bytes = bytes
        self.body = body
        // Most texts have neither tables nor definitions.
        if offset(of: UInt8(ascii: "|"), from: body.lowerBound) != nil { countCells() }
        guard excess == nil, mayContainDefinition else { return }
        findDefinitions()
        if excess == nil, !definitions.isEmpty { countUses() }
    }

    /// Whether the text contains `]:`.
    private var mayContainDefinition: Bool {
        var index = body.lowerBound
        while let found = offset(of: UInt8(ascii: ":"), from: index) {
            if found > body.lowerBound, bytes[found - 1] == UInt8(ascii: "]") { return true }
            index = found + 1
        }
        return false
    }

    private func offset(of byte: UInt8, from start: Int) -> Int? {
        guard start < body.upperBound, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), body.upperBound - start)
        else { return nil }
        return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
    }

    // MARK: Tables

    private mutating func countCells() {
        var cells = 0
        // The columns of the table that the line belongs to; 0 outside tables.
        var columns = 0
        // The number of bars in the paragraph so far. cmark takes the whole paragraph for the header row.
        var barsAbove = 0
        for line in lines {
            if isBlank(line) {
                (columns, barsAbove) = (0, 0)
                continue
            }
            let bars = self.barCount(line)
            let wide = delimiterColumns(line, bars)
            // cmark also reads the cells that it drops.
            var widest = columns > 0 ? max(columns, bars + 1) : 0
            cells += widest
            if wide > 1 {
                columns = wide
                // Count the delimiter row and the header row above it.
                cells += wide + max(wide, barsAbove + 1)
                widest = max(wide, barsAbove + 1)
            }
            barsAbove += bars
            guard cells > Limits.tableCells || widest > Limits.rowCells else { continue }
            excess = Excess(range: line, message: widest > Limits.rowCells ? Self.wideRow : Self.manyCells)
            return
        }
    }

    private static let wideRow = Localized(
        es: "una fila de una tabla pasa de \(Limits.rowCells) celdas",
        en: "a row of a table has more than \(Limits.rowCells) cells")
    private static let manyCells = Localized(
        es: """
            las tablas del texto pasan de \(Limits.tableCells) celdas, contando las que las filas dejan sin escribir
            """,
        en: """
            the tables of the text have more than \(Limits.tableCells) cells, with those that rows leave out
            """)

    private func barCount(_ line: Range<Int>) -> Int { bytes[line].count { $0 == UInt8(ascii: "|") } }

    /// Returns the number of columns if the line may be the delimiter row of a table; 0 otherwise.
    private func delimiterColumns(_ line: Range<Int>, _ bars: Int) -> Int {
        var hyphens = 0
        for index in line {
            switch bytes[index] {
            case UInt8(ascii: "-"): hyphens += 1
            // Bars, blanks, colons, and the markers of quotes and lists that may contain a table.
            case UInt8(ascii: "|"), 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "*"),
                UInt8(ascii: "+"),
                UInt8(ascii: "."), UInt8(ascii: ")"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                break
            default: return 0
            }
        }
        return bars > 0 && hyphens > 0 ? bars + 1 : 0
    }

    // MARK: Definitions

    private mutating func findDefinitions() {
        for line in lines {
            guard let colon = definitionBrackets(line) else { continue }
            let label = bytes[(colon.open + 1)..<colon.close]
            if isFootnote(label), !isAddress(after: colon.close + 2) {
                footnoteColons.append(colon.close + 1)
                continue
            }
            definitions.append(
                Definition(label: Self.key(label), range: colon.open..<max(colon.close + 2, trimmedEnd(line))))
            guard definitions.count > Limits.definitions else { continue }
            excess = Excess(
                range: line,
                message: Localized(
                    es: "el texto define más de \(Limits.definitions) enlaces «[nombre]: dirección»",
                    en: "the text defines more than \(Limits.definitions) links “[name]: address”"))
            return
        }
    }

    private static let markers = " \t>*+-.)0123456789".utf8

    /// Whether a character may precede a definition on its line because it marks a list or a quote.
    static func isMarker(_ character: Character) -> Bool {
        character.asciiValue.map { markers.contains($0) } ?? false
    }

    /// Returns the positions of the brackets of `[label]:` with which a line starts, after list and quote markers;
    /// `nil` if it starts otherwise.
    private func definitionBrackets(_ line: Range<Int>) -> (open: Int, close: Int)? {
        var open = line.lowerBound
        while open < line.upperBound, Self.markers.contains(bytes[open]) { open += 1 }
        guard open < line.upperBound, bytes[open] == UInt8(ascii: "[") else { return nil }
        guard let close = closingBracket(open, before: body.upperBound), close > open + 1, close + 1 < body.upperBound
        else {
            return nil
        }
        return bytes[close + 1] == UInt8(ascii: ":") ? (open, close) : nil
    }

    /// Whether a label is that of a footnote: `^1`.
    private func isFootnote(_ label: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        label.first == UInt8(ascii: "^") && label.count > 1
            && !label.dropFirst().contains { $0 <= 0x20 || $0 == UInt8(ascii: "^") }
    }

    /// Whether the word at an offset or on the next line looks like an address or a file: it contains a colon, a
    /// slash or a number sign, or ends in a dot with letters. A definition with such a word is a link and not a
    /// footnote.
    private func isAddress(after place: Int) -> Bool {
        var start = place
        while start < body.upperBound, bytes[start] <= 0x20 { start += 1 }
        let end = bytes[start..<body.upperBound].firstIndex { $0 <= 0x20 } ?? body.upperBound
        let word = bytes[start..<end]
        if word.contains(where: { ":/#".utf8.contains($0) }) { return true }
        guard let dot = word.lastIndex(of: UInt8(ascii: ".")), dot > start, dot + 1 < end else { return false }
        return word[(dot + 1)...].allSatisfy { 0x61...0x7A ~= $0 | 0x20 }
    }

    private mutating func countUses() {
        var lengths: [String: Int] = [:]
        for definition in definitions {
            lengths[definition.label] = max(lengths[definition.label] ?? 0, length(of: definition))
        }
        let own = Set(definitions.map(\.range.lowerBound))
        var copied = 0
        var index = body.lowerBound
        while index < body.upperBound {
            defer { index += 1 }
            guard bytes[index] == UInt8(ascii: "["), !own.contains(index),
                let close = closingBracket(index, before: body.upperBound), close > index + 1
            else { continue }
            let label = Self.key(bytes[(index + 1)..<close])
            guard let length = lengths[label] else { continue }
            uses[label, default: 0] += 1
            copied += length
            if copied > Limits.definitionBytes {
                excess = Excess(
                    range: index..<(close + 1),
                    message: Localized(
                        es: """
                            las direcciones que se definen una vez y se usan muchas pasan de \
                            \(Limits.definitionBytes >> 20) MiB
                            """,
                        en: """
                            addresses that are defined once and used many times go beyond \
                            \(Limits.definitionBytes >> 20) MiB
                            """
                    ))
                return
            }
        }
    }

    /// Returns the length of a definition in bytes. Address and title may continue on the following lines, up to the
    /// next blank one.
    private func length(of definition: Definition) -> Int {
        var end = definition.range.upperBound
        while end < body.upperBound,
            bytes[end] != 0x0A
                || end + 1 < body.upperBound && bytes[end + 1] != 0x0A && bytes[end + 1] != UInt8(ascii: "[")
        { end += 1 }
        return end - definition.range.lowerBound
    }

    /// Returns the position of the closing bracket, at most a thousand bytes on; nil if there is none. A label has at
    /// most 999 characters (CommonMark 0.31, § 4.7).
    private func closingBracket(_ open: Int, before end: Int) -> Int? {
        var index = open + 1
        let last = min(end, open + 1002)
        while index < last {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): return nil
            case UInt8(ascii: "]"): return index
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Returns the label as a comparison key, coarser than CommonMark's case folding: labels that are equal for cmark
    /// are equal here.
    private static func key(_ label: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        String(decoding: label, as: UTF8.self).folded
    }

    // MARK: Lines

    /// The lines of the Markdown text without their line breaks.
    private var lines: some Sequence<Range<Int>> {
        let (bytes, end) = (bytes, body.upperBound)
        return sequence(state: body.lowerBound) { start -> Range<Int>? in
            guard start < end else { return nil }
            let stop = bytes[start..<end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? end
            defer { start = stop + 1 }
            return start..<stop
        }
    }

    private func isBlank(_ line: Range<Int>) -> Bool {
        line.allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 || bytes[$0] == UInt8(ascii: ">") }
    }

    private func trimmedEnd(_ line: Range<Int>) -> Int {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return end
    }
}
