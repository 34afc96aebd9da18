import OficioSchema
import OficioSource

/// Turns a document that was pasted without `##` headings into a source with front matter and
/// headings.
///
/// Lines that name a field become headings, and short facts such as `Label: value` become lines of
/// the front matter. Nothing is left out: lines above the first field become comments of the front
/// matter.
package struct PastedText {
    /// The new source.
    package private(set) var text = ""
    /// The headings that were recognised, as typed.
    package private(set) var headings: [String] = []

    private let type: DocumentType
    private var facts: [String] = []
    private var comments: [String] = []
    private var body: [String] = []
    /// Whether the current section gathers fields, whose headings then become `###`.
    private var gathers = false
    /// Numbers and letters of lists that were dropped in front of headings and facts.
    private var dropped = ""
    private var given: Set<Int> = []
    /// The last heading: its line in `body`, and the number of facts before it.
    private var open: (place: Int, facts: Int)?

    /// Reads the whole file `source`; `known` are the fields that its front matter already gives.
    /// `nil` if nothing is recognised or a word would be lost.
    package init?(_ source: String, _ type: DocumentType, known: [Int]) {
        self.type = type
        given = Set(known)
        let lines = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
        var first = 0
        var head: [String] = []
        if lines.first?.trimmedASCII == "---", let end = lines.dropFirst().firstIndex(where: { $0.trimmedASCII == "---" }) {
            head = Array(lines[1..<end])
            first = end + 1
        }
        let rest = Array(lines[first...])
        for (place, line) in rest.enumerated() {
            let isApart = place == 0 || rest[place - 1].trimmedASCII.isEmpty
            read(line, isApart: isApart, isLast: place + 1 >= rest.count || rest[place + 1].trimmedASCII.isEmpty)
        }
        closeHeading()
        let title = nameTitle()
        if headings.isEmpty && facts.count < 2 { return nil }
        while body.first?.isEmpty == true { body.removeFirst() }
        let top = head + comments.map { "# " + $0 } + facts
        text = ((top.isEmpty ? [] : ["---"] + top + ["---", ""]) + title + body).joined(separator: "\n")
        if !text.hasSuffix("\n") { text += "\n" }
        if Self.letters(source) != Self.letters(text + dropped) { return nil }
    }

    /// How often each letter and digit occurs in a text.
    private static func letters(_ text: String) -> [Character: Int] {
        var counts: [Character: Int] = [:]
        for letter in text where letter.isLetter || letter.isNumber { counts[letter, default: 0] += 1 }
        return counts
    }

    // MARK: Lines

    private mutating func read(_ line: String, isApart: Bool, isLast: Bool) {
        let trimmed = line.trimmedASCII
        if trimmed.isEmpty {
            if body.last?.isEmpty == false { body.append("") }
            return
        }
        if trimmed.hasPrefix("#") { return heading(trimmed) }
        if "|>`~".contains(trimmed.first ?? " ") { return plain(line) }
        // Facts side by side, as tabs separate them.
        let pieces = trimmed.split(separator: "\t").map { String($0).trimmedASCII }.filter { !$0.isEmpty }
        if pieces.count > 1, pieces.allSatisfy({ Pair($0).map { field($0.label) != nil && !$0.value.isEmpty } ?? false }) {
            for piece in pieces { if !fact(Pair(piece)) { plain(piece) } }
            return
        }
        let whole = pieces.joined(separator: " ")
        if let pair = Pair(whole), !pair.value.isEmpty {
            if fact(pair) || section(pair) { return }
        }
        if let words = headingWords(whole, isApart: isApart, isLast: isLast) {
            let isLabel = whole.withoutStars.hasSuffix(":")
            return heading((isLabel && gathers ? "### " : "## ") + words)
        }
        plain(line)
    }

    private mutating func plain(_ line: String) {
        if headings.isEmpty, facts.isEmpty, body.allSatisfy(\.isEmpty), line.count < 120, !line.trimmedASCII.hasSuffix(".") {
            comments.append(line.trimmedASCII.withoutStars)
        } else {
            body.append(line)
        }
    }

    /// Moves a heading whose facts all went to the front matter to the comments there.
    private mutating func closeHeading() {
        guard let open, facts.count > open.facts, body[(open.place + 1)...].allSatisfy(\.isEmpty) else { return }
        comments.append(headings.removeLast())
        body.removeSubrange(open.place...)
        self.open = nil
    }

    private mutating func heading(_ line: String) {
        closeHeading()
        let words = String(line.drop { $0 == "#" }).trimmedASCII
        if !line.hasPrefix("###") {
            gathers = Self.names(words).contains { name in
                type.field(understood: name).map { type.fields[$0].gathers } ?? type.field(beginning: name).map { type.fields[$0].gathers } ?? false
            }
        }
        headings.append(words)
        if body.last?.isEmpty == false { body.append("") }
        open = (body.count, facts.count)
        body += [line, ""]
    }

    /// The words of a line that is a heading: bold or in capitals alone on its line, or the name of
    /// a field. `nil` for any other line.
    private func headingWords(_ line: String, isApart: Bool, isLast: Bool) -> String? {
        let isBold = line.count > 4 && (line.hasPrefix("**") && line.hasSuffix("**") || line.hasPrefix("__") && line.hasSuffix("__"))
        var words = line.withoutStars
        let hasColon = words.hasSuffix(":")
        if hasColon { words = String(words.dropLast()).trimmedASCII }
        guard let last = words.last, !".,;".contains(last), words.count <= 90, words.split(separator: " ").count <= 12 else { return nil }
        let letters = words.filter(\.isLetter)
        let isLoud = letters.count > 3 && letters.allSatisfy { !$0.isLowercase }
        let isKnown = field(words) != nil
        // An unknown line above everything else is the name of the institution or of the form.
        if !isKnown, headings.isEmpty { return nil }
        if isBold || isLoud { return words }
        let isNumbered = Heading.candidates(words).count > 1
        return isKnown && (hasColon || isNumbered || isApart && isLast) ? words : nil
    }

    // MARK: Facts

    /// A line `Label: value`, whose label may be bold, numbered or preceded by a bullet.
    private struct Pair {
        let label: String
        let value: String

        init?(_ line: String) {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let before = String(line[..<colon]).withoutStars
            let after = line[line.index(after: colon)...]
            let isApart = after.isEmpty || " \t*_".contains(after.first ?? " ")
            if before.isEmpty || before.split(separator: " ").count > 8 || !isApart { return nil }
            label = before
            value = String(after).trimmedASCII.withoutLeadingStars
        }
    }

    /// Adds a short fact to the front matter, and returns whether it did.
    private mutating func fact(_ pair: Pair?) -> Bool {
        guard let pair, let index = field(pair.label), !given.contains(index), !gathers || given.isEmpty && body.allSatisfy(\.isEmpty) || isIdentification else {
            return false
        }
        let value: String
        switch type.fields[index].kind {
        case .rows where Self.people.contains(type.fields[index].id): value = Self.quoted(pair.value, inList: false)
        case .markdown, .rows, .group, .codeList: return false
        case .list: value = "[" + Self.quoted(pair.value, inList: true) + "]"
        case .references(let kind) where kind.isMany && pair.value.contains(","):
            let names = pair.value.split(separator: ",").map { Self.quoted(String($0).trimmedASCII, inList: true) }
            value = "[" + names.joined(separator: ", ") + "]"
        default: value = Self.quoted(pair.value, inList: false)
        }
        given.insert(index)
        facts.append("\(unmarked(pair.label)): \(value)")
        return true
    }

    private var isIdentification: Bool {
        headings.last.map { Self.names($0).contains { name in type.field(understood: name).map { type.fields[$0].id == "identification" } ?? false } } ?? false
    }

    /// Adds a longer fact as a section, and returns whether it did.
    private mutating func section(_ pair: Pair) -> Bool {
        guard Self.names(pair.label.withoutMark).contains(where: { type.field(understood: $0) != nil }) else { return false }
        heading((gathers ? "### " : "## ") + unmarked(pair.label))
        body.append(pair.value)
        return true
    }

    private mutating func unmarked(_ label: String) -> String {
        let name = label.withoutMark
        dropped += label.prefix(label.count - name.count)
        return name
    }

    /// A value as a YAML scalar: names, numbers and dates are plain, everything else is quoted.
    private static func quoted(_ value: String, inList: Bool) -> String {
        let isPlain =
            value.first.map { $0.isLetter } ?? false
            && !value.contains(": ") && !value.contains(" #") && !value.hasSuffix(":") && !(inList && value.contains { ",[]{}".contains($0) })
        if isPlain || !value.isEmpty && value.allSatisfy({ $0.isNumber || $0 == "-" }) { return value }
        return "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    // MARK: Names

    private func field(_ label: String) -> Int? {
        let names = Self.names(label.withoutMark)
        return names.lazy.compactMap { type.field(understood: $0) ?? type.fields(understood: $0).first }.first
            ?? names.lazy.compactMap { type.field(beginning: $0) }.first
    }

    /// Identifiers of fields with rows of people that the front matter may give as one name.
    private static let people: Set<String> = ["authorised-by", "reviewed-by", "prepared-by"]

    private static func names(_ label: String) -> [String] { HeadingNumber.candidates(label) }

    /// The title line for a document that gives none: the last line above the first field.
    private mutating func nameTitle() -> [String] {
        guard let title = type.field(named: "titulo"), !given.contains(title), let last = comments.popLast() else { return [] }
        return ["# " + last, ""]
    }
}

extension String {
    fileprivate var withoutStars: String {
        var words = trimmedASCII
        for mark in ["**", "__"] where words.contains(mark) { words = words.replacing(mark, with: "") }
        return words.trimmedASCII
    }

    fileprivate var withoutLeadingStars: String {
        for mark in ["**", "__"] where hasPrefix(mark) { return String(dropFirst(2)).trimmedASCII }
        return self
    }

    /// The text without a bullet, a number or a letter of a list in front.
    fileprivate var withoutMark: String {
        var rest = self[...].drop { !$0.isLetter && !$0.isNumber && $0 != "(" }
        let mark = rest.prefix { $0.isNumber || $0 == "." }
        if !mark.isEmpty {
            let after = rest.dropFirst(mark.count)
            if mark.contains(".") || ").-°".contains(after.first ?? " ") { rest = after.drop { " ).-–°\t".contains($0) } }
        } else if let sign = rest.dropFirst().first, sign == ")", rest.first?.isLowercase == true {
            rest = rest.dropFirst(2).drop { $0 == " " || $0 == "\t" }
        }
        return String(rest).trimmedASCII
    }
}
