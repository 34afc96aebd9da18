import Diagnostics
internal import Glibc

/// What a Markdown text would cost cmark beyond its own length: cells that short rows of a wide table leave out, and copies of the addresses that
/// link reference definitions stand for. A text of a few kilobytes can ask for gigabytes.
///
/// One pass over the bytes, line by line, before cmark sees them. It counts at least what cmark would make: what stands in code counts too.
struct MarkdownBounds {
    /// A definition, `[label]: address "title"`.
    struct Definition {
        /// As it is compared with uses.
        let label: String
        /// The bytes of the file from its bracket to the end of its line.
        let range: Range<Int>
    }

    /// What goes beyond a limit, and where.
    struct Excess {
        let range: Range<Int>
        let message: Localized
    }

    private(set) var excess: Excess?
    /// In order; none where the text has no line that begins like one.
    private(set) var definitions: [Definition] = []
    /// By label: how often it stands in brackets elsewhere.
    private(set) var uses: [String: Int] = [:]

    private let bytes: UnsafeBufferPointer<UInt8>
    private let body: Range<Int>

    /// - Parameter body: the bytes of `bytes` that are Markdown.
    init(_ bytes: UnsafeBufferPointer<UInt8>, body: Range<Int>) {
        self.bytes = bytes
        self.body = body
        // Most texts hold neither.
        if place(of: UInt8(ascii: "|"), from: body.lowerBound) != nil { countCells() }
        guard excess == nil, mayDefine else { return }
        findDefinitions()
        if excess == nil, !definitions.isEmpty { countUses() }
    }

    /// Whether `]:` stands anywhere.
    private var mayDefine: Bool {
        var index = body.lowerBound
        while let found = place(of: UInt8(ascii: ":"), from: index) {
            if found > body.lowerBound, bytes[found - 1] == UInt8(ascii: "]") { return true }
            index = found + 1
        }
        return false
    }

    private func place(of byte: UInt8, from start: Int) -> Int? {
        guard start < body.upperBound, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), body.upperBound - start)
        else { return nil }
        return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
    }

    // MARK: Tables

    private mutating func countCells() {
        var cells = 0
        // Of the table that lines belong to now; 0 outside.
        var columns = 0
        for line in lines {
            if columns > 0 {
                if isBlank(line) { columns = 0 } else { cells += columns }
            }
            let wide = delimiters(line)
            if wide > 1 {
                columns = wide
                // Its own row and the one above.
                cells += 2 * wide
            }
            guard cells > Limits.tableCells else { continue }
            excess = Excess(
                range: line,
                message: Localized(
                    es:
                        "las tablas del texto pasan de \(Limits.tableCells) celdas, contando las que las filas dejan sin escribir",
                    en:
                        "the tables of the text have more than \(Limits.tableCells) cells, with those that rows leave out"
                ))
            return
        }
    }

    /// The columns that a line of bars and hyphens gives a table; 0 for any other line.
    private func delimiters(_ line: Range<Int>) -> Int {
        var bars = 0
        var hyphens = 0
        for index in line {
            switch bytes[index] {
            case UInt8(ascii: "|"): bars += 1
            case UInt8(ascii: "-"): hyphens += 1
            // Blanks and colons; quotes, lists and numbers that a table may stand in.
            case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "+"),
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
            guard let colon = colonOfDefinition(line) else { continue }
            let label = bytes[(colon.open + 1)..<colon.close]
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

    /// Where the brackets of `[label]:` stand, behind what a list or a quote begins a line with.
    private func colonOfDefinition(_ line: Range<Int>) -> (open: Int, close: Int)? {
        var open = line.lowerBound
        while open < line.upperBound, " \t>*+-.)0123456789".utf8.contains(bytes[open]) { open += 1 }
        guard open < line.upperBound, bytes[open] == UInt8(ascii: "[") else { return nil }
        guard let close = closing(open, before: body.upperBound), close > open + 1, close + 1 < body.upperBound else {
            return nil
        }
        return bytes[close + 1] == UInt8(ascii: ":") ? (open, close) : nil
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
                let close = closing(index, before: body.upperBound), close > index + 1
            else { continue }
            let label = Self.key(bytes[(index + 1)..<close])
            guard let length = lengths[label] else { continue }
            uses[label, default: 0] += 1
            copied += length
            if copied > Limits.definitionBytes {
                excess = Excess(
                    range: index..<(close + 1),
                    message: Localized(
                        es:
                            "las direcciones que se definen una vez y se usan muchas pasan de \(Limits.definitionBytes >> 20) MiB",
                        en:
                            "addresses that are defined once and used many times go beyond \(Limits.definitionBytes >> 20) MiB"
                    ))
                return
            }
        }
    }

    /// An address, or a title, may go on in the lines below: up to the next blank one.
    private func length(of definition: Definition) -> Int {
        var end = definition.range.upperBound
        while end < body.upperBound,
            bytes[end] != 0x0A
                || end + 1 < body.upperBound && bytes[end + 1] != 0x0A && bytes[end + 1] != UInt8(ascii: "[")
        { end += 1 }
        return end - definition.range.lowerBound
    }

    /// The bracket that closes one, within the thousand bytes that a label may have (CommonMark 0.31, § 4.7).
    private func closing(_ open: Int, before end: Int) -> Int? {
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

    /// Coarser than CommonMark's case folding: labels that cmark takes for one are one here.
    private static func key(_ label: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        String(decoding: label, as: UTF8.self).folded
    }

    // MARK: Lines

    /// Each without its end.
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
