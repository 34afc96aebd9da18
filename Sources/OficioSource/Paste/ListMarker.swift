/// The list marker of an item as word processors and people type it: a bullet, a number, a letter or a tick box.
package struct ListMarker: Equatable, Sendable {
    /// The kind of the marker; items of one kind are siblings: `•`, `1`, `1.1`, `a`, `☐`.
    package let kind: String
    /// The marker as typed, without the blanks after it.
    package let written: String
    /// The numbers of the marker, outermost first; empty for other markers.
    package let path: [Int]
    /// Whether a tick box is ticked; nil for other markers.
    package let isTicked: Bool?
    /// Whether Markdown reads the marker as one of its own without a change.
    package let isMarkdown: Bool
    /// Whether the list shows the number as typed, as below *Paso 2*: *2.1*.
    private let isTyped: Bool

    /// The number of the item in Markdown; nil for bullets, letters, tick boxes and markers that the list shows as
    /// typed.
    package var number: Int? { isShown ? nil : path.last }

    /// Whether the item has a number in Markdown.
    package var isNumber: Bool { number != nil }

    /// The letters and digits of the marker.
    package var digits: String { written.filter { $0.isLetter || $0.isNumber } }

    /// Whether the list shows the marker as typed, because Markdown has no list with it.
    package var isShown: Bool { kind == "a" || kind == "A" || isStep || isTyped }

    /// Whether the marker counts with a word: *Paso 1*, *Step 2:*, *Actividad 3*.
    package var isStep: Bool { Self.counters.values.contains(kind) }

    /// Whether the marker names a function of a job: *Actividad 1*, *Tarea 2:*, *Función No. 3*.
    package var isFunction: Bool { isStep && kind != "Paso" }

    /// The kinds of markers that count with a word, by that word in small letters.
    fileprivate static let counters = [
        "paso": "Paso", "step": "Paso", "actividad": "Actividad", "activity": "Actividad", "tarea": "Tarea",
        "task": "Tarea", "función": "Función", "funcion": "Función", "function": "Función",
    ]

    init(
        kind: String, written: String = "", path: [Int] = [], isTicked: Bool? = nil, isMarkdown: Bool = false,
        isTyped: Bool = false
    ) {
        self.isTyped = isTyped
        self.kind = kind
        self.written = written
        self.path = path
        self.isTicked = isTicked
        self.isMarkdown = isMarkdown
    }

    /// The marker of an item that has no sign, because a whole paragraph is the item.
    package static let paragraph = ListMarker(kind: "¶")

    /// The beginning of the item in Markdown, without indentation: `- `, `3. `, `- [x] `, `- a) `.
    package var markdown: String {
        if let number { return "\(number). " }
        if let isTicked { return isTicked ? "- [x] " : "- [ ] " }
        return isShown ? "- " + written + " " : "- "
    }

    /// The width of the marker that continuation lines and inner lists are indented by.
    package var width: Int { number.map { "\($0). ".utf8.count } ?? 2 }

    /// A copy of the marker that keeps its number as typed.
    package var typed: ListMarker { ListMarker(kind: kind, written: written, path: path, isTyped: true) }

    /// Whether the number follows that of another marker, or is the first one below it: *2.2* after *2.1*, *2.1*
    /// after *2*. False for numbers of one part.
    func follows(_ other: ListMarker) -> Bool {
        guard path.count > 1, let last = path.last else { return false }
        return other.path.elementsEqual(path.dropLast() + [last - 1])
            || last == 1 && other.path.elementsEqual(path.dropLast())
    }

    /// The depth at which Word uses a bullet by default: 1 for `•`, 2 for `o`, 3 for `▪`; nil for other markers.
    var depth: Int? {
        switch kind {
        case "•", "\u{F0B7}", "●", "·", "-", "*", "–", "¶": 1
        case "o", "○", "◦": 2
        case "\u{F0A7}", "▪", "■", "§", "▫": 3
        default: nil
        }
    }

    /// Whether two numbers are consecutive in either direction: *1.1* and *1*, *1.2* and *1.1*.
    func counts(with other: ListMarker) -> Bool {
        guard isRelated(to: other), let number = path.last, let last = other.path.last else { return false }
        return path.count != other.path.count || path.count > 1 && abs(number - last) == 1
    }

    /// Whether two markers belong to one list: neighbours, or an item and its first inner one.
    package func isRelated(to other: ListMarker) -> Bool {
        if path.isEmpty || other.path.isEmpty { return kind == other.kind }
        if path.count == other.path.count { return path.dropLast() == other.path.dropLast() }
        let (short, long) = path.count < other.path.count ? (path, other.path) : (other.path, path)
        return long.starts(with: short.dropLast()) && long.count == short.count + 1
            && abs(long[short.count - 1] - short[short.count - 1]) <= 1
    }
}

extension ListMarker {
    /// A possible marker at the start of a line, with the evidence that it needs from other lines.
    struct Reading {
        let mark: ListMarker
        let text: String
        let proof: Proof

        enum Proof {
            /// No evidence: the line is an item.
            case none
            /// The nearest line above or below must be a related item.
            case sibling
            /// The line directly above or below must be a related item.
            case neighbour
            /// The nearest line above or below must have a consecutive number: *1 Recibir*, *1.1 Anotar*.
            case count
            /// Another line must name the step before or after it, or the line below must continue its number.
            case step
        }
    }

    /// Reads the marker at the start of a line without blanks at its ends; nil if there is none. `style` is the style
    /// of the tick boxes in the lines around it.
    static func read(_ line: String, _ style: TypedTickBox.Style?) -> Reading? {
        readBox(line, style) ?? readBullet(line) ?? readNumber(line) ?? readStep(line) ?? readLetter(line)
            ?? readCapital(line)
            ?? readBoxAtEnd(line)
    }

    /// Reads *Paso 1 Abrir la caja*, *PASO 2: Contar*, *Step 3. Sign*, *Función No. 4 Cobrar*; `nil` for any other
    /// line.
    private static func readStep(_ line: String) -> Reading? {
        guard let first = line.first, "PpSsAaTtFf".contains(first) else { return nil }
        let name = line.prefix { $0.isLetter }
        guard name.count < 10, let kind = ListMarker.counters[name.lowercased()] else { return nil }
        let gap = line.dropFirst(name.count).prefix { $0.isBlank }
        let behind = line.dropFirst(name.count + gap.count)
        let ordinal = ordinalAbbreviation(behind)
        let figures = behind.dropFirst(ordinal.count).prefix { $0.isASCII && $0.isNumber }
        guard !gap.isEmpty, figures.count < 3, let number = Int(figures) else { return nil }
        let sign = behind.dropFirst(ordinal.count + figures.count).prefix { ".:)-–—°º".contains($0) }
        let after = behind.dropFirst(ordinal.count + figures.count + sign.count)
        let text = String(after.drop { $0.isBlank || "-–—".contains($0) }).trimmedASCII
        guard after.first?.isBlank == true, text.contains(where: \.isLetter) else { return nil }
        let dash = after.drop { $0.isBlank }.first.flatMap { "-–—".contains($0) ? " " + String($0) : nil } ?? ""
        let mark = ListMarker(kind: kind, written: name + " " + ordinal + figures + sign + dash, path: [number])
        // A line in capitals may be the heading of a phase: *ACTIVIDAD 1: RECEPCIÓN*.
        let isHeading = mark.isFunction && !text.contains(where: \.isLowercase)
        return Reading(mark: mark, text: text, proof: isHeading ? .neighbour : .step)
    }

    /// Returns the abbreviation for *number* at the start of some words, with the blanks behind it: *No. *, *N.º *.
    private static func ordinalAbbreviation(_ words: Substring) -> Substring {
        let sign = words.prefix { !$0.isBlank && !$0.isNumber }
        let isOrdinal = ["no", "n", "num", "núm", "#", ""].contains(
            sign.lowercased().filter { !".º°".contains($0) })
        guard isOrdinal else { return "" }
        return words.prefix(sign.count + words.dropFirst(sign.count).prefix { $0.isBlank }.count)
    }

    /// Reads a line with its tick box at the end: *Copia del título ☐*; `nil` for any other line.
    private static func readBoxAtEnd(_ line: String) -> Reading? {
        guard let last = line.last, let box = TypedTickBox(Substring(String(last))), box.certainty == .box else {
            return nil
        }
        let text = line.dropLast() + box.unicodeSign
        return Reading(mark: ListMarker(kind: "…☐"), text: String(text), proof: .neighbour)
    }

    private static func readBox(_ line: String, _ style: TypedTickBox.Style?) -> Reading? {
        guard let style, style != .bullets else { return nil }
        var text = line[...]
        let hasBullet = ["-", "*", "+"].contains(text.first) && text.dropFirst().first?.isBlank == true
        if hasBullet { text = text.dropFirst().drop { $0.isBlank } }
        guard let box = TypedTickBox(text), !box.rest.isEmpty else { return nil }
        // Choices side by side belong to one question: *☐ Sí ☒ No*.
        let isAlone = !box.rest.contains { TypedTickBox(Substring(String($0)))?.certainty == .box }
        if style == .signs || !isAlone {
            let mark = ListMarker(kind: "☐", isMarkdown: hasBullet)
            return Reading(mark: mark, text: box.unicodeSign + " " + box.rest, proof: .none)
        }
        let isMarkdown = hasBullet && (text.hasPrefix("[ ] ") || text.hasPrefix("[x] ") || text.hasPrefix("[X] "))
        let mark = ListMarker(kind: "☐", isTicked: box.state != .empty, isMarkdown: isMarkdown)
        return Reading(mark: mark, text: String(box.rest), proof: .none)
    }

    /// The characters that people type as bullets. Word's own bullets are in U+F000…U+F0FF, where
    /// it maps the fonts Symbol and Wingdings.
    private static let signs: Set<Character> = [
        "•", "▪", "▫", "■", "●", "○", "◦", "‣", "⁃", "·", "►", "➢", "➤", "✓", "✔", "❖", "❑", "❒", "–", "—", "-", "*",
        "+", "§",
    ]
    /// The characters that are only used as bullets, so that a word may follow without a blank.
    private static let unambiguousSigns: Set<Character> = ["•", "▪", "●", "►", "➢", "➤", "❖"]

    /// Reads a bullet. A dash without a blank after it (`-Cobrar`) and the letter *o* with one (`o Caja`) are bullets
    /// only beside another bullet. Returns `nil` for a line without a bullet.
    private static func readBullet(_ line: String) -> Reading? {
        guard let first = line.first, let scalar = first.unicodeScalars.first else { return nil }
        let rest = line.dropFirst()
        let gap = rest.prefix { $0.isBlank }
        let text = String(rest.dropFirst(gap.count)).trimmedASCII
        guard let next = text.first else { return nil }
        // Word writes bullets of the second level as the letter «o» and a tab, mail programs with blanks.
        let isBlankLetter = first == "o" && !gap.isEmpty && !gap.contains("\t") && next.isUppercase
        let isLetter = first == "o" && gap.contains("\t") || isBlankLetter
        let isGluedDash = (first == "-" || first == "–") && gap.isEmpty && next.isLetter
        let isGlued = isGluedDash || gap.isEmpty && unambiguousSigns.contains(first) && next.isLetter
        guard scalar.isOfSymbolFont || isLetter || isGlued || signs.contains(first) && !gap.isEmpty else { return nil }
        // A single dash opens direct speech or an aside.
        let isDash = first == "–" || first == "—"
        let isMarkdown = (first == "-" || first == "*" || first == "+") && !isGluedDash
        let mark = ListMarker(kind: String(first), written: isLetter ? "o" : "", isMarkdown: isMarkdown)
        let needsNeighbour = isGluedDash || isBlankLetter
        return Reading(mark: mark, text: text, proof: needsNeighbour ? .neighbour : isDash ? .sibling : .none)
    }

    private static func readNumber(_ line: String) -> Reading? {
        var rest = line[...]
        let isBracketed = rest.first == "("
        if isBracketed { rest = rest.dropFirst() }
        let figures = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let parts = figures.split(separator: ".", omittingEmptySubsequences: true)
        guard figures.first?.isNumber == true, !figures.contains(".."), !parts.isEmpty, parts.count < 6,
            parts.allSatisfy({ $0.count < 3 })
        else { return nil }
        let path = parts.compactMap { Int($0) }
        guard path.count == parts.count else { return nil }
        let behind = rest.dropFirst(figures.count)
        let sign = behind.prefix { ")-°º–".contains($0) }
        let gap = behind.dropFirst(sign.count).prefix { $0.isBlank }
        let text = String(behind.dropFirst(sign.count + gap.count)).trimmedASCII
        guard let first = text.first, first.isLetter || "¿¡«“\"(*[_".contains(first) else { return nil }
        let isClosed = figures.hasSuffix(".") || !sign.isEmpty
        let isPlain =
            path.count == 1 && !gap.isEmpty && !isBracketed && (figures.hasSuffix(".") && sign.isEmpty || sign == ")")
        // *2 copias* and *1.5 horas* are not items unless a neighbour has a consecutive number.
        if !isClosed, !gap.contains("\t"), gap.isEmpty || path.count == 1 && !first.isUppercase { return nil }
        let kind = path.map { _ in "1" }.joined(separator: ".")
        let mark = ListMarker(kind: kind, written: String(figures + sign), path: path, isMarkdown: isPlain)
        let isOpen = !isClosed && !gap.contains("\t")
        return Reading(mark: mark, text: text, proof: isPlain ? .none : isOpen ? .count : .sibling)
    }

    /// Reads `a)`, `a.`, `(a)`, and small Roman numbers at the beginning of a line; `nil` for any other line.
    private static func readLetter(_ line: String) -> Reading? {
        guard let found = enumerator(line), found.words.allSatisfy({ $0.isASCII && $0.isLowercase }),
            found.words.count == 1 || found.words.allSatisfy({ "ivx".contains($0) })
        else { return nil }
        let isBracketed = line.hasPrefix("(")
        let mark = ListMarker(kind: "a", written: found.written)
        let isSure = found.words.count == 1 && !isBracketed
        return Reading(mark: mark, text: found.text, proof: isSure ? .none : .neighbour)
    }

    /// Reads `A)`, `B.` and Roman numbers in capitals, which are more often headings. Of texts without small letters it
    /// reads only `A) ORDEN`, which is an item directly beside `B) TRATO`. Returns `nil` for other lines.
    private static func readCapital(_ line: String) -> Reading? {
        guard let found = enumerator(line), found.words.allSatisfy({ $0.isASCII && $0.isUppercase }),
            found.words.count == 1 || found.words.allSatisfy({ "IVX".contains($0) }),
            found.text.contains(where: \.isLowercase) || found.words.count == 1 && found.written.hasSuffix(")")
        else { return nil }
        return Reading(mark: ListMarker(kind: "A", written: found.written), text: found.text, proof: .neighbour)
    }

    private static func enumerator(_ line: String) -> (words: Substring, written: String, text: String)? {
        var rest = line[...]
        let isBracketed = rest.first == "("
        if isBracketed { rest = rest.dropFirst() }
        let words = rest.prefix { $0.isASCII && $0.isLetter }
        guard (1...4).contains(words.count) else { return nil }
        let behind = rest.dropFirst(words.count)
        let sign = behind.prefix { ").-°".contains($0) }
        guard let last = sign.first, !isBracketed || last == ")", sign.count < 3, last == ")" || last == "." else {
            return nil
        }
        let after = behind.dropFirst(sign.count)
        guard let gap = after.first, gap.isBlank else { return nil }
        let text = String(after.drop { $0.isBlank }).trimmedASCII
        return text.isEmpty ? nil : (words, (isBracketed ? "(" : "") + words + sign, text)
    }
}
