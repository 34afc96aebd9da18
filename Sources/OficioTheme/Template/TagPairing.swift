/// Pairs every opening tag with its closing tag and supplies missing ones.
struct TagPairing {
    private let source: TemplateSource
    private let template: String
    private var tags: [Tag] = []
    private var problems: [TemplateProblem] = []
    /// The indices of the open tags, outermost first.
    private var open: [Int] = []
    /// The number of open tags with each name: searching `open` would take quadratic time.
    private var openNames: [String: Int] = [:]
    /// The number of tags open beyond the maximum depth.
    private var excess = 0

    /// The maximum nesting of sections, parents and blocks: deeper ones could not be rendered.
    private static let deepest = Renderer.deepest

    private init(_ source: TemplateSource, template: String) {
        self.source = source
        self.template = template
    }

    /// Returns the tags with every pair closed and properly nested, and the problems of pairing.
    static func pairedTags(_ tags: [Tag], of source: TemplateSource, template: String) -> ([Tag], [TemplateProblem]) {
        var pairing = TagPairing(source, template: template)
        for tag in tags {
            switch tag.kind {
            case .nothing, .variable, .unescaped, .partial: pairing.tags.append(tag)
            case .section, .inverted, .parent, .block: pairing.begin(tag)
            case .closing: pairing.end(tag)
            }
        }
        while !pairing.open.isEmpty {
            pairing.supplyClosing(at: source.bytes.count)
        }
        return (pairing.tags, pairing.problems)
    }

    private mutating func begin(_ tag: Tag) {
        guard open.count < Self.deepest else {
            if excess == 0 {
                problems.append(
                    TemplateProblem(
                        kind: .nestedTooDeep, template: template, range: tag.range, name: source.text(tag.name)))
            }
            excess += 1
            return leaveOut(tag)
        }
        open.append(tags.count)
        openNames[key(tag), default: 0] += 1
        tags.append(tag)
    }

    private mutating func end(_ tag: Tag) {
        if excess > 0 {
            excess -= 1
            return leaveOut(tag)
        }
        let name = key(tag)
        guard openNames[name, default: 0] > 0 else {
            problems.append(TemplateProblem(kind: .mismatchedClosing, template: template, range: tag.range, name: name))
            return close(with: tag)
        }
        while let innermost = open.last, key(tags[innermost]) != name {
            supplyClosing(at: tag.range.lowerBound)
        }
        close(with: tag)
    }

    private mutating func leaveOut(_ tag: Tag) {
        var tag = tag
        tag.kind = .nothing
        tags.append(tag)
    }

    private mutating func close(with closing: Tag) {
        var closing = closing
        if let opening = open.popLast() {
            openNames[key(tags[opening]), default: 1] -= 1
            tags[opening].partner = tags.count
            closing.partner = opening
        } else {
            closing.kind = .nothing
        }
        tags.append(closing)
    }

    private mutating func supplyClosing(at position: Int) {
        if let innermost = open.last {
            let range = tags[innermost].range
            problems.append(
                TemplateProblem(
                    kind: .unclosedSection, template: template, range: range, name: source.text(tags[innermost].name)))
        }
        close(with: Tag(.closing, name: position..<position, range: position..<position))
    }

    /// Returns the name without a leading asterisk, which a closing tag may repeat.
    private func key(_ tag: Tag) -> String {
        let name = source.text(tag.name)
        guard tag.kind != .closing, !tag.isDynamic, name.utf8.first == UInt8(ascii: "*") else { return name }
        return source.text(source.trimmed(tag.name.dropFirst()))
    }
}
