/// Finds the tags of a template in one pass.
struct TagScanner {
    private static let longestDelimiter = 32

    private let source: TemplateSource
    private let template: String
    private var position: Int
    private var opening = Array("{{".utf8)
    private var closing = Array("}}".utf8)
    private var tags: [Tag] = []
    private var problems: [TemplateProblem] = []

    private init(_ source: TemplateSource, template: String) {
        self.source = source
        self.template = template
        self.position = source.start
    }

    /// Returns the tags in order, not yet paired, and the problems of single tags.
    static func tags(of source: TemplateSource, template: String) -> ([Tag], [TemplateProblem]) {
        var scanner = TagScanner(source, template: template)
        while let start = source.firstOffset(of: scanner.opening, from: scanner.position) {
            scanner.scanTag(at: start)
        }
        return (scanner.tags, scanner.problems)
    }

    private mutating func scanTag(at start: Int) {
        var content = start + opening.count
        while content < source.bytes.count, source.bytes[content].isSpace { content += 1 }
        let sigil = content < source.bytes.count ? source.bytes[content] : 0
        switch sigil {
        case UInt8(ascii: "!"): scanComment(at: start)
        case UInt8(ascii: "="): scanDelimiters(at: start, content: content + 1)
        case UInt8(ascii: "{"):
            scanNamed(.unescaped, at: start, content: content + 1, terminator: [UInt8(ascii: "}")] + closing)
        case UInt8(ascii: "&"): scanNamed(.unescaped, at: start, content: content + 1, terminator: closing)
        case UInt8(ascii: "#"): scanNamed(.section, at: start, content: content + 1, terminator: closing)
        case UInt8(ascii: "^"): scanNamed(.inverted, at: start, content: content + 1, terminator: closing)
        case UInt8(ascii: ">"): scanNamed(.partial, at: start, content: content + 1, terminator: closing)
        case UInt8(ascii: "<"): scanNamed(.parent, at: start, content: content + 1, terminator: closing)
        case UInt8(ascii: "$"): scanNamed(.block, at: start, content: content + 1, terminator: closing)
        case UInt8(ascii: "/"): scanNamed(.closing, at: start, content: content + 1, terminator: closing)
        default: scanNamed(.variable, at: start, content: content, terminator: closing)
        }
    }

    private mutating func scanComment(at start: Int) {
        if let end = source.firstOffset(of: closing, from: start + opening.count) {
            skip(start..<end + closing.count)
        } else {
            report(.unclosedTag, start..<source.bytes.count)
        }
    }

    private mutating func scanNamed(_ kind: Tag.Kind, at start: Int, content: Int, terminator: [UInt8]) {
        var end = content
        // An opening delimiter inside a tag shows that the tag was not closed. The terminator is tested first, because
        // the two may be equal.
        while end < source.bytes.count, !source.has(terminator, at: end), !source.has(opening, at: end) { end += 1 }
        guard source.has(terminator, at: end) else {
            return report(.unclosedTag, start..<source.endOfLine(in: content..<end))
        }
        append(kind, content: source.trimmed(content..<end), range: start..<end + terminator.count)
    }

    private mutating func append(_ kind: Tag.Kind, content: Range<Int>, range: Range<Int>) {
        let hasAsterisk = content.first.map { source.bytes[$0] == UInt8(ascii: "*") } ?? false
        // A closing tag repeats the asterisk of a dynamic parent. In a section, the asterisk is part of the name.
        if hasAsterisk, kind == .partial || kind == .parent || kind == .closing {
            var tag = Tag(kind, name: source.trimmed(content.dropFirst()), range: range)
            tag.isDynamic = true
            tags.append(tag)
        } else {
            tags.append(Tag(kind, name: content, range: range))
        }
        position = range.upperBound
    }

    private mutating func scanDelimiters(at start: Int, content: Int) {
        let terminator = [UInt8(ascii: "=")] + closing
        var end = content
        while end < source.bytes.count, source.bytes[end] != UInt8(ascii: "\n"), !source.has(terminator, at: end) {
            end += 1
        }
        guard source.has(terminator, at: end) else { return report(.badDelimiter, start..<end) }

        let range = start..<end + terminator.count
        let words = source.bytes[content..<end].split { $0.isSpace }
        let areDelimiters = words.allSatisfy { $0.count <= Self.longestDelimiter && !$0.contains(UInt8(ascii: "=")) }
        guard words.count == 2, areDelimiters else { return report(.badDelimiter, range) }
        skip(range)
        opening = Array(words[0])
        closing = Array(words[1])
    }

    private mutating func report(_ kind: TemplateProblem.Kind, _ range: Range<Int>) {
        problems.append(TemplateProblem(kind: kind, template: template, range: range, name: ""))
        skip(range)
    }

    private mutating func skip(_ range: Range<Int>) {
        tags.append(Tag(.nothing, name: range.lowerBound..<range.lowerBound, range: range))
        position = range.upperBound
    }
}
