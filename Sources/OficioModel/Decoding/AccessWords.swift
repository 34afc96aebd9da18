import OficioBasics
import OficioSchema
import OficioSource

/// Finds access declarations in running text, where the decoder ignores them: a line `Acceso: interno`, a comment
/// `<!-- acceso: interno -->`, a tag `<div acceso="interno">`, a block `::: interno`.
enum AccessWords {
    /// Folded words that can only declare access in the braces of a heading.
    static let headingWords: Set<String> = [
        "visible", "visibilidad", "visibility", "oculto", "oculta", "ocultar", "hidden", "hide", "secreto", "secreta",
        "secret", "audiencia", "audience", "confidencialidad", "privacidad", "privacy", "mostrar", "show", "private",
        "confidential", "restricted", "classified", "clasificado", "clasificada", "reserved", "staff",
    ]

    /// Whether a text may contain an access declaration. The test is cheap and true wherever `occur(in:)` is true.
    static func mayOccur(in source: String) -> Bool {
        source.withBytes { signs.first(in: $0, from: 0) < $0.count }
            && (source.hasAdjacentBytes(where: mayBegin) || StaffPhrase.mayOccur(in: source))
    }

    /// Characters of which every text with access words contains at least one.
    private static let signs = ByteSet(Array(":=<!?".utf8))

    /// Whether two bytes occur in «acceso», «access» or a misspelling of them, or begin a comment, a tag or a block
    /// of another program.
    private static func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "c"), UInt8(ascii: "C"):
            switch second | 0x20 {
            case UInt8(ascii: "c"), UInt8(ascii: "e"), UInt8(ascii: "s"): true
            default: false
            }
        case UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"): second == first
        case UInt8(ascii: "["): second == UInt8(ascii: "!")
        case UInt8(ascii: "<"): true
        default: false
        }
    }

    /// Whether some line of a text declares access.
    static func occur(in text: String) -> Bool {
        if occur(inTagsOf: text) { return true }
        return text.split(whereSeparator: \.isNewline).contains { occur(inLine: String($0)) }
    }

    /// Whether the words of a heading declare access: as a whole, in parentheses or after a dash.
    static func occur(inHeading text: String) -> Bool {
        occur(inTagsOf: text) || containsPair(in: withoutEmphasis(text), open: "([{—–-|,;", close: ")]}—–|,;")
    }

    /// Whether a row consists of two cells that declare internal access: `Acceso | interno`, `Visibilidad | Personal
    /// interno`.
    static func occur(inRow cells: [Text]) -> Bool {
        guard cells.count == 2, cells[0].source.utf8.count < 60, cells[1].source.utf8.count < 80 else { return false }
        return limits(name: withoutEmphasis(cells[0].plain), value: withoutEmphasis(cells[1].plain))
    }

    /// Whether the words after the opening fence of a code block are access words: ```` ```interno ````.
    static func occur(inInfo info: String) -> Bool {
        hasStaffWord(info) || info.split { !$0.isLetter }.contains { otherStaffWords.contains(String($0).folded) }
    }

    /// Folded words that are no access words, but mean nothing else as a comment or behind a fence.
    static let otherStaffWords: Set<String> = [
        "oculto", "oculta", "ocultar", "hidden", "hide", "secreto", "secreta", "secret", "private", "confidential",
        "restricted", "staff",
    ]

    /// Whether a line of code looks like a closing fence with a mark: `` ``` {acceso=interno} ``. A line with a mark
    /// does not close the block.
    static func occur(behindFenceIn code: String) -> Bool {
        guard code.contains("```") || code.contains("~~~") else { return false }
        return code.split(whereSeparator: \.isNewline).contains { line in
            let line = line.drop { $0 == " " }
            guard line.hasPrefix("```") || line.hasPrefix("~~~") else { return false }
            let rest = String(line.drop { $0 == "`" || $0 == "~" })
            return hasStaffWord(rest) || AccessMark.occurs(in: rest)
        }
    }

    private static func occur(inLine text: String) -> Bool {
        let line = withoutEmphasis(text)
        for mark in [":::", "!!!", "???"] where line.hasPrefix(mark) { return hasStaffWord(line) }
        if line.hasPrefix("[!"), let end = line.firstIndex(of: "]") {
            return hasStaffWord(String(line[..<end])) || occur(inLine: String(line[line.index(after: end)...]))
        }
        return containsPair(in: line, open: "-+>|#•:", close: "|")
    }

    /// Whether HTML comments or tags anywhere in the text declare access.
    private static func occur(inTagsOf text: String) -> Bool {
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "<") {
            rest = rest[open...].dropFirst()
            let isComment = rest.hasPrefix("!--")
            let end = isComment ? rest.firstRange(of: "-->")?.lowerBound : rest.firstIndex(of: ">")
            let inside = String(rest[..<(end ?? rest.endIndex)].drop { $0 == "!" || $0 == "-" })
            if isComment ? occur(inComment: inside) : occur(inTag: inside) { return true }
            // A word in brackets inside a line is a blank to fill in; alone it is the tag of a block.
            if !isComment, text.hasPrefix("<"), Access(inside) == .staff { return true }
            guard let end else { return false }
            rest = rest[end...].dropFirst()
            // The label of a part that readers can open: `<summary>interno</summary>`.
            if inside.hasPrefix("summary"), Access(String(rest.prefix { $0 != "<" })) == .staff { return true }
        }
        return false
    }

    /// Whether a comment declares access: a word alone (`interno`, `inicio interno`), `acceso: interno`, `oficio:
    /// interno campo`.
    static func occur(inComment text: String) -> Bool {
        let words = text.split { !$0.isLetter }.map { String($0).folded }
        guard let first = words.first else { return false }
        let isStaff = words.contains { Access($0) == .staff || otherStaffWords.contains($0) }
        if StaffPhrase.occurs(inBraces: text) { return true }
        if StaffPhrase.strength(of: text) == .phrase, !StaffPhrase.describes(text) { return true }
        if first == "oficio" { return isStaff || words.contains { Access.isNearlyName($0) } }
        if words.count <= 2, isStaff { return true }
        if Access.isNearlyName(first), words.count > 1, Access(words[1]) != nil { return true }
        return text.split(whereSeparator: \.isNewline).contains {
            containsPair(in: withoutEmphasis(String($0)), open: "({[-", close: ")}]=")
        }
    }

    /// Whether the definition of a link that no link can use is a comment with access words: `[//]: # (interno)`.
    static func occur(inDefinition text: String) -> Bool {
        guard text.hasPrefix("["), let end = text.firstRange(of: "]:") else { return false }
        let label = text[..<end.lowerBound].filter(\.isLetter).lowercased()
        return ["", "comment", "comentario"].contains(label) && occur(inComment: String(text[end.upperBound...]))
    }

    private static func occur(inTag text: String) -> Bool {
        if text.split(separator: " ").dropFirst().contains("hidden") { return true }
        var rest = Substring(text)
        while let sign = rest.firstIndex(of: "=") {
            let name = rest[..<sign].suffix(40).split { !$0.isLetter }.last.map { String($0).folded } ?? ""
            rest = rest[sign...].dropFirst().drop { " \"'“”‘’«".contains($0) }
            let value = rest.prefix { $0.isLetter || $0 == " " }.split(separator: " ").map(String.init)
            if value.contains(where: { Access($0) == .staff }) || Access.names.contains(name) { return true }
        }
        return false
    }

    /// Whether a text contains `acceso: interno` or `visibilidad: interna` between two delimiters, or consists of it.
    private static func containsPair(in text: String, open: String, close: String) -> Bool {
        var place = text.startIndex
        while let sign = text[place...].firstIndex(where: { $0 == ":" || $0 == "=" || $0 == "：" }) {
            place = text.index(after: sign)
            // A name is short. Longer text is cut, so that a text with many signs is not read again for each.
            let front = text[..<sign].suffix(48)
            let start = front.lastIndex(where: open.contains).map { front.index(after: $0) } ?? front.startIndex
            guard start == text.startIndex || start > front.startIndex else { continue }
            // An item may begin with its number or with a box, and a heading with its number.
            let name = front[start...].drop { !$0.isLetter }.trimmed
            // Some programs write `acceso:: interno`.
            let behind = text[place...].drop { ":= ".contains($0) }.prefix(60).prefix { !close.contains($0) }
            let value = behind.firstRange(of: ". ").map { behind[..<$0.lowerBound] } ?? behind
            if limits(name: String(name), value: String(value)) { return true }
        }
        return false
    }

    private static func hasStaffWord(_ text: String) -> Bool {
        text.split { !$0.isLetter }.contains { Access(String($0)) == .staff }
    }

    /// Returns the text without emphasis marks, and without blanks at its ends.
    private static func withoutEmphasis(_ text: String) -> String {
        let isBare = text.withBytes { bytes in
            guard let first = bytes.first, let last = bytes.last else { return true }
            // Other characters may be blanks beyond ASCII.
            return first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80
                && emphasis.first(in: bytes, from: 0) == bytes.count
        }
        return isBare ? text : stripped(text)
    }

    private static let emphasis = ByteSet(Array("*_`".utf8))

    private static func stripped(_ text: String) -> String {
        String(String(text.filter { !"*_`".contains($0) })[...].trimmed)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
