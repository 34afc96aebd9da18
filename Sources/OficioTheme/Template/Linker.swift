/// Compiles a set of templates into one linked program.
struct Linker {
    /// An open tag whose body is being compiled.
    private struct OpenTag {
        let tag: Tag
        /// The index of the instruction, insertion or block that the tag compiled to, depending on its kind.
        let index: Int
        /// The white space that is removed from the lines inside the enclosing tag.
        let dedent: [UInt8]
        /// The overrides found so far, if the tag is a parent.
        var overrides: [TemplateProgram.Override] = []
    }

    private let indices: [String: Int]
    private var program = TemplateProgram()
    private var source = TemplateSource([])
    private var open: [OpenTag] = []
    /// The white space to remove from the lines of the override that is being compiled. It is the indentation
    /// of the place where the override is defined.
    private var dedent: [UInt8] = []
    /// The index of the last jump target. Text that follows the target is not merged with an instruction before
    /// it.
    private var label = 0

    private init(indices: [String: Int]) {
        self.indices = indices
    }

    /// Returns the linked program of `templates`. `indices` holds the index of each template by name.
    static func program(of templates: [Template], indices: [String: Int]) -> TemplateProgram {
        var linker = Linker(indices: indices)
        for template in templates {
            linker.write(template)
        }
        return linker.program
    }

    private mutating func write(_ template: Template) {
        let start = program.instructions.count
        label = start
        source = template.source
        var written = source.start
        var index = 0
        while index < template.tags.count {
            if isDirectlyInParent, let next = nextTagInParent(index, template.tags) {
                index = next
                written = max(written, template.tags[index].extent.lowerBound)
            }
            let tag = template.tags[index]
            if !isDirectlyInParent { writeText(written, tag.extent.lowerBound) }
            write(tag, of: template)
            written = max(written, tag.extent.upperBound)
            index += 1
        }
        writeText(written, source.bytes.count)
        program.bodies.append(start..<program.instructions.count)
    }

    private var isDirectlyInParent: Bool {
        open.last.map { $0.tag.kind == .parent } ?? false
    }

    /// Returns the index of the first tag at or after `index` that has an effect inside a parent: a block, or the end
    /// of the parent; `nil` if there is none.
    private func nextTagInParent(_ index: Int, _ tags: [Tag]) -> Int? {
        var index = index
        while index < tags.count {
            switch tags[index].kind {
            case .block, .closing: return index
            case .section, .inverted, .parent: index = (tags[index].partner ?? index) + 1
            case .nothing, .variable, .unescaped, .partial: index += 1
            }
        }
        return nil
    }

    private mutating func write(_ tag: Tag, of template: Template) {
        let place = program.instructions.count
        switch tag.kind {
        case .nothing: break
        case .variable: program.instructions.append(.variable(path(tag)))
        case .unescaped: program.instructions.append(.unescaped(path(tag)))
        case .section:
            program.instructions.append(.section(path(tag), end: 0))
            begin(tag, place)
        case .inverted:
            program.instructions.append(.inverted(path(tag), end: 0))
            begin(tag, place)
        case .partial:
            writeInsertion(tag)
            program.insertions[program.insertions.count - 1].end = program.instructions.count
        case .parent:
            writeInsertion(tag)
            begin(tag, program.insertions.count - 1)
        case .block where isDirectlyInParent:
            let content = tag.isAloneOnLine ? firstIndentation(from: tag.extent.upperBound) : 0..<0
            begin(tag, place)
            dedent = Array(source.bytes[content])
        case .block:
            writeBlock(tag, indentation: indentation(of: tag, in: template))
            begin(tag, program.blocks.count - 1)
        case .closing: end()
        }
    }

    private mutating func begin(_ tag: Tag, _ index: Int) {
        open.append(OpenTag(tag: tag, index: index, dedent: dedent))
        label = program.instructions.count
    }

    private mutating func end() {
        guard let opening = open.popLast() else { return }
        let end = program.instructions.count
        label = end
        dedent = opening.dedent
        switch opening.tag.kind {
        case .section: program.instructions[opening.index] = .section(path(opening.tag), end: end)
        case .inverted: program.instructions[opening.index] = .inverted(path(opening.tag), end: end)
        case .parent:
            let first = program.overrides.count
            program.overrides += opening.overrides
            program.insertions[opening.index].overrides = first..<program.overrides.count
            program.insertions[opening.index].end = end
        case .block where isDirectlyInParent:
            let override = TemplateProgram.Override(name: name(opening.tag), body: opening.index..<end)
            open[open.count - 1].overrides.append(override)
        case .block: program.blocks[opening.index].end = end
        case .nothing, .variable, .unescaped, .partial, .closing: break
        }
    }

    private mutating func writeInsertion(_ tag: Tag) {
        let target: TemplateProgram.Target
        if tag.isDynamic {
            target = .dynamic(path(tag))
        } else if let place = indices[source.text(tag.name)] {
            target = .template(place)
        } else {
            target = .missing
        }
        let indentation = tag.isAloneOnLine ? literal(undented(tag.extent.lowerBound..<tag.range.lowerBound)) : nil
        program.instructions.append(.insertion(program.insertions.count))
        program.insertions.append(
            TemplateProgram.Insertion(
                target: target, indentation: indentation, template: program.bodies.count, name: tag.name))
    }

    private mutating func writeBlock(_ tag: Tag, indentation: Range<Int>) {
        let block = TemplateProgram.Block(
            name: name(tag), indentation: literal(undented(indentation)), beginsLine: tag.isAloneOnLine)
        program.instructions.append(.block(program.blocks.count))
        program.blocks.append(block)
    }

    /// Returns the indentation of a block: that of its content if the tag is alone on its line and has content,
    /// otherwise that of the line with the tag.
    private func indentation(of tag: Tag, in template: Template) -> Range<Int> {
        let content = firstIndentation(from: tag.extent.upperBound)
        let closing = tag.partner.map { template.tags[$0].range.lowerBound }
        if tag.isAloneOnLine, content.upperBound != closing { return content }
        return (source.lineStart(before: tag.range.lowerBound) ?? tag.range.lowerBound)..<tag.range.lowerBound
    }

    /// Returns the blanks before the first line that contains anything else.
    private func firstIndentation(from position: Int) -> Range<Int> {
        var position = position
        while position < source.bytes.count, let next = source.nextLine(after: position) { position = next }
        return position..<source.endOfBlanks(from: position)
    }

    // MARK: - Text

    private mutating func writeText(_ start: Int, _ end: Int) {
        guard start < end else { return }
        let first = program.literals.count
        var line = start
        while line < end {
            let next = min(source.endOfLine(in: line..<end) + 1, end)
            program.literals += source.bytes[source.isLineStart(line) ? undented(line..<next) : line..<next]
            line = next
        }
        guard first < program.literals.count else { return }
        if program.instructions.count > label, case .text(let before) = program.instructions.last,
            before.upperBound == first
        {
            program.instructions[program.instructions.count - 1] = .text(before.lowerBound..<program.literals.count)
        } else {
            program.instructions.append(.text(first..<program.literals.count))
        }
    }

    /// Returns `line` without the prefix that it shares with `dedent`.
    private func undented(_ line: Range<Int>) -> Range<Int> {
        let shared = zip(source.bytes[line], dedent).prefix { $0 == $1 }.count
        return line.dropFirst(shared)
    }

    private mutating func literal(_ range: Range<Int>) -> Range<Int> {
        let start = program.literals.count
        program.literals += source.bytes[range]
        return start..<program.literals.count
    }

    // MARK: - Names

    private mutating func name(_ tag: Tag) -> Int {
        program.names.append(TemplateName(source.text(tag.name)))
        return program.names.count - 1
    }

    private mutating func path(_ tag: Tag) -> TemplateProgram.Path {
        let start = program.names.count
        let text = source.bytes[tag.name]
        guard !text.elementsEqual([UInt8(ascii: ".")]) else { return TemplateProgram.Path(segments: start..<start) }
        for segment in text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            program.names.append(TemplateName(String(decoding: segment, as: UTF8.self)))
        }
        return TemplateProgram.Path(segments: start..<program.names.count)
    }
}
