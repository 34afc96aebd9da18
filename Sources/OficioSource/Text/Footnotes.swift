import Diagnostics
import OficioBasics

/// The footnotes of a document: references `[^1]`, and definitions, which start a line with `[^1]: `.
package struct Footnotes: Sendable {
    /// A part of a text: a reference to a footnote, or text without one.
    package enum Piece: Sendable {
        /// Text without a reference.
        case words(String)
        /// A reference to a footnote, by the footnote's label.
        case reference(String)
    }

    /// The labels of all footnotes that have a definition, in the order of their first references; footnotes without
    /// a reference come last. Empty before `close()`.
    private(set) package var labels: [String] = []
    /// The number of each footnote that has a definition, from 1, by its label.
    private var numbers: [String: Int] = [:]
    /// The span of the first reference to each label.
    private(set) package var firstReferences: [String: Span] = [:]
    /// The number of references to each label in the text of the first one.
    private var referencesInFirstText: [String: Int] = [:]
    /// All references to footnotes, in the order of the texts.
    private(set) package var references: [(label: String, span: Span)] = []
    /// All footnote definitions, in the order of the texts.
    private(set) package var notes: [(label: String, span: Span)] = []
    /// The span of the first definition of each label.
    private var firstNotes: [String: Span] = [:]

    /// The definitions whose label an earlier definition already has, in the order of the texts.
    package var repeatedNotes: [(label: String, span: Span)] {
        var seen: Set<String> = []
        return notes.filter { !seen.insert($0.label).inserted }
    }

    /// Creates a collection without footnotes.
    package init() {}

    /// Adds the references and definitions of a text.
    package mutating func add(_ text: Text) {
        guard let inlines = text.inlines, Self.isMarked(text) else { return }
        for line in Self.lines(inlines) {
            var rest = line
            if let (label, body) = Self.parseNote(line) {
                notes.append((label, text.span))
                if firstNotes[label] == nil { firstNotes[label] = text.span }
                rest = body
            }
            collect(rest, text.span)
        }
    }

    /// Numbers the footnotes that have a definition. Call this function after all texts were added.
    package mutating func close() {
        let known = Set(notes.map(\.label))
        var seen: Set<String> = []
        labels = (references.map(\.label) + notes.map(\.label)).filter {
            known.contains($0) && seen.insert($0).inserted
        }
        for (place, label) in labels.enumerated() { numbers[label] = place + 1 }
    }

    /// Returns the number of a footnote by its label, from 1; nil if the footnote has no definition.
    package func number(_ label: String) -> Int? { numbers[label] }

    /// Whether the text at `span` holds the first reference to a label and no second reference to it.
    package func isFirstAndOnly(_ label: String, at span: Span) -> Bool {
        firstReferences[label] == span && referencesInFirstText[label] == 1
    }

    /// Whether some text holds the first reference to a label and no second reference to it.
    package func hasFirstAndOnly(_ label: String) -> Bool { referencesInFirstText[label] == 1 }

    /// Whether the text at `span` holds the first definition of a label.
    package func isFirstNote(_ label: String, at span: Span) -> Bool { firstNotes[label] == span }

    private mutating func collect(_ inlines: [Inline], _ span: Span) {
        for inline in inlines {
            switch inline {
            case .text(let text):
                for case .reference(let label) in Self.pieces(of: text) {
                    references.append((label, span))
                    if firstReferences[label] == nil { firstReferences[label] = span }
                    if firstReferences[label] == span { referencesInFirstText[label, default: 0] += 1 }
                }
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside): collect(inside, span)
            case .link, .image, .code, .reference, .softBreak, .lineBreak: break
            }
        }
    }

    // MARK: Texts

    /// Whether a text may contain a footnote reference or a footnote definition.
    package static func isMarked(_ text: Text) -> Bool {
        text.inlines != nil && text.source.hasAdjacentBytes { $0 == UInt8(ascii: "[") && $1 == UInt8(ascii: "^") }
    }

    /// Returns the lines of some inlines, split at line breaks.
    package static func lines(_ inlines: [Inline]) -> [[Inline]] {
        inlines.split(omittingEmptySubsequences: false) { $0 == .softBreak || $0 == .lineBreak }.map(Array.init)
    }

    /// Returns the label and content of a line that is a footnote definition; nil for other lines.
    package static func parseNote(_ line: [Inline]) -> (label: String, body: [Inline])? {
        guard case .text(let lead)? = line.first, lead.hasPrefix("[^"), let close = lead.firstIndex(of: "]") else {
            return nil
        }
        let after = lead.index(after: close)
        guard after < lead.endIndex, lead[after] == ":" else { return nil }
        let label = lead[lead.index(lead.startIndex, offsetBy: 2)..<close]
        guard isLabel(label) else { return nil }
        let words = String(lead[lead.index(after: after)...].drop { $0 == " " })
        return (String(label), (words.isEmpty ? [] : [.text(words)]) + line.dropFirst())
    }

    /// Returns the pieces of a text, split at its footnote references.
    package static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        var written = rest.startIndex
        while let open = rest.firstIndex(of: "[") {
            rest = rest[rest.index(after: open)...]
            // A label is short, so its end is not searched in the whole text.
            guard rest.first == "^", let close = rest.prefix(longestLabel + 2).firstIndex(of: "]"),
                isLabel(rest[..<close].dropFirst())
            else { continue }
            if written < open { pieces.append(.words(String(text[written..<open]))) }
            pieces.append(.reference(String(rest[..<close].dropFirst())))
            written = rest.index(after: close)
            rest = rest[written...]
        }
        if written < text.endIndex { pieces.append(.words(String(text[written...]))) }
        return pieces
    }

    /// The largest number of bytes of a label.
    package static let longestLabel = 60

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty && label.utf8.count <= longestLabel && !label.contains { $0 == " " || $0 == "[" || $0 == "^" }
    }
}
