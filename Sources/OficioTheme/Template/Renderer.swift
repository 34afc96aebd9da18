/// The state of one rendering: the position in the program and the context stack.
struct Renderer {
    /// An error during rendering.
    struct Fault: Hashable {
        let kind: TemplateProblem.Kind
        /// The partial or parent that caused the error, as an index of the program's insertions; nil for the template
        /// itself.
        let insertion: Int?
        /// The missing name; empty for a recursion.
        let name: String
    }

    /// The overrides of one parent that is being rendered.
    private struct Inheritance {
        let overrides: Range<Int>
        /// The index in `inheritances` of the inheritance in force at the parent tag; nil if there is none.
        let outer: Int?
    }

    /// The maximum nesting of sections, partials and blocks. It allows a tree of partials two hundred levels deep, and
    /// needs a few hundred kilobytes of stack.
    static let deepest = 400
    /// The maximum number of bodies that one rendering may run. It allows a page of a hundred thousand rows, and stops
    /// templates that call each other twice on every level.
    static let mostBodies = 10_000_000

    /// The errors found so far in this rendering.
    private(set) var faults: Set<Fault> = []

    private let program: TemplateProgram
    private let indices: [String: Int]
    private var context: [TemplateValue]
    private var inheritances: [Inheritance] = []
    /// The index in `inheritances` of the innermost inheritance in force; nil outside every parent.
    private var inheritance: Int?
    /// The partials and parents being rendered, as indices of the program's insertions, innermost last.
    private var insertions: [Int] = []
    private var depth = 0
    private var bodyCount = 0
    private var isStopped = false
    /// The white space to write before each line of template text.
    private var indentation: [UInt8] = []
    /// Whether `indentation` must be written before the next byte; false if `indentation` is empty.
    private var isAtLineStart = false

    init(_ program: TemplateProgram, indices: [String: Int], context: TemplateValue) {
        self.program = program
        self.indices = indices
        self.context = [context]
    }

    /// Appends the output of the template at an index of the program's bodies.
    mutating func render(_ place: Int, into sink: inout [UInt8]) {
        run(program.bodies[place], into: &sink)
    }

    private mutating func run(_ body: Range<Int>, into sink: inout [UInt8]) {
        bodyCount += 1
        guard depth < Self.deepest else { return stop(.recursionTooDeep) }
        guard bodyCount <= Self.mostBodies else { return stop(.tooManyParts) }
        depth += 1
        defer { depth -= 1 }
        var next = body.lowerBound
        while next < body.upperBound, !isStopped {
            let place = next
            next += 1
            switch program.instructions[place] {
            case .text(let range): append(range, to: &sink)
            case .variable(let path): append(path, isEscaped: true, to: &sink)
            case .unescaped(let path): append(path, isEscaped: false, to: &sink)
            case .section(let path, let end):
                repeatBody(next..<end, over: resolve(path), into: &sink)
                next = end
            case .inverted(let path, let end):
                if resolve(path).isFalsey { run(next..<end, into: &sink) }
                next = end
            case .insertion(let index):
                insert(index, into: &sink)
                next = program.insertions[index].end
            case .block(let index):
                fill(index, content: next..<program.blocks[index].end, into: &sink)
                next = program.blocks[index].end
            }
        }
    }

    /// Stops the rendering and records the partials and parents at fault. For recursion, these are the ones that are
    /// open more than once; for too many bodies, all open ones and the template itself, whose own sections may be too
    /// many.
    private mutating func stop(_ kind: TemplateProblem.Kind) {
        guard !isStopped else { return }
        isStopped = true
        var counts: [Int: Int] = [:]
        for insertion in insertions { counts[insertion, default: 0] += 1 }
        let guilty = counts.filter { kind == .tooManyParts || $0.value > 1 }.map(\.key)
        for insertion in guilty { faults.insert(Fault(kind: kind, insertion: insertion, name: "")) }
        if guilty.isEmpty || kind == .tooManyParts { faults.insert(Fault(kind: kind, insertion: nil, name: "")) }
    }

    private mutating func repeatBody(_ body: Range<Int>, over value: TemplateValue, into sink: inout [UInt8]) {
        if case .list(let elements) = value {
            for element in elements where !isStopped {
                context.append(element)
                run(body, into: &sink)
                context.removeLast()
            }
        } else if !value.isFalsey {
            context.append(value)
            run(body, into: &sink)
            context.removeLast()
        }
    }

    // MARK: - Context

    private func resolve(_ path: TemplateProgram.Path) -> TemplateValue {
        if path.segments.isEmpty { return context.last ?? .absent }
        var segment = path.segments.lowerBound
        let first = program.names[segment]
        var value = TemplateValue.absent
        var level = context.count
        while level > 0 {
            level -= 1
            guard let found = context[level].member(first) else { continue }
            value = found
            break
        }
        segment += 1
        while segment < path.segments.upperBound {
            guard let found = value.member(program.names[segment]) else { return .absent }
            value = found
            segment += 1
        }
        return value
    }

    // MARK: - Partials and inheritance

    private mutating func insert(_ index: Int, into sink: inout [UInt8]) {
        let tag = program.insertions[index]
        guard let place = templateIndex(of: tag.target, index) else { return }
        let outerInheritance = inheritance
        insertions.append(index)
        if !tag.overrides.isEmpty {
            inheritances.append(Inheritance(overrides: tag.overrides, outer: inheritance))
            inheritance = inheritances.count - 1
        }
        if let added = tag.indentation {
            run(program.bodies[place], indentedBy: added, isAtLineStart: true, into: &sink)
        } else {
            runUnindented(program.bodies[place], into: &sink)
        }
        if !tag.overrides.isEmpty {
            inheritances.removeLast()
        }
        insertions.removeLast()
        inheritance = outerInheritance
    }

    private mutating func templateIndex(of target: TemplateProgram.Target, _ insertion: Int) -> Int? {
        switch target {
        case .missing: return nil
        case .template(let place): return place
        case .dynamic(let path):
            guard case .text(let name) = resolve(path), !name.isEmpty else { return nil }
            if let place = indices[name] { return place }
            faults.insert(Fault(kind: .missingPartial, insertion: insertion, name: name))
            return nil
        }
    }

    private mutating func fill(_ index: Int, content: Range<Int>, into sink: inout [UInt8]) {
        let block = program.blocks[index]
        guard let (override, level) = override(of: block) else { return run(content, into: &sink) }
        // The override is text of the template that contains the parent tag, so the inheritance of that template
        // applies in it.
        let outer = inheritance
        inheritance = inheritances[level].outer
        run(override.body, indentedBy: block.indentation, isAtLineStart: block.beginsLine, into: &sink)
        inheritance = outer
    }

    /// Returns the outermost override of `block` and the index of its inheritance; nil if nothing overrides it.
    private func override(of block: TemplateProgram.Block) -> (TemplateProgram.Override, Int)? {
        var found: (TemplateProgram.Override, Int)?
        var next = inheritance
        while let level = next {
            for override in program.overrides[inheritances[level].overrides]
            where program.names[override.name] == program.names[block.name] {
                found = (override, level)
                break
            }
            next = inheritances[level].outer
        }
        return found
    }

    // MARK: - Indentation

    private mutating func run(
        _ body: Range<Int>, indentedBy added: Range<Int>, isAtLineStart: Bool, into sink: inout [UInt8]
    ) {
        let outer = indentation.count
        indentation += program.literals[added]
        if isAtLineStart { self.isAtLineStart = !indentation.isEmpty }
        run(body, into: &sink)
        indentation.removeLast(indentation.count - outer)
        if indentation.isEmpty { self.isAtLineStart = false }
    }

    /// Runs a partial that is not alone on its line. Only the indentation that the partial itself contains is
    /// written.
    private mutating func runUnindented(_ body: Range<Int>, into sink: inout [UInt8]) {
        guard !indentation.isEmpty else { return run(body, into: &sink) }
        indentLine(of: &sink)
        let outer = indentation
        indentation = []
        run(body, into: &sink)
        indentation = outer
    }

    private mutating func indentLine(of sink: inout [UInt8]) {
        guard isAtLineStart else { return }
        isAtLineStart = false
        sink += indentation
    }

    // MARK: - Output

    private mutating func append(_ range: Range<Int>, to sink: inout [UInt8]) {
        guard !indentation.isEmpty else {
            program.literals.withUnsafeBufferPointer {
                sink.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range]))
            }
            return
        }
        for index in range {
            let byte = program.literals[index]
            if byte == UInt8(ascii: "\n") {
                sink.append(byte)
                isAtLineStart = true
            } else {
                indentLine(of: &sink)
                sink.append(byte)
            }
        }
    }

    private mutating func append(_ path: TemplateProgram.Path, isEscaped: Bool, to sink: inout [UInt8]) {
        guard !isAtLineStart, path.segments.count == 1 else {
            let value = resolve(path)
            if isAtLineStart, value.isWritten { indentLine(of: &sink) }
            return value.write(isEscaped: isEscaped, to: &sink)
        }
        // Handle a simple name, the usual case, separately: its value is written without a copy.
        let name = program.names[path.segments.lowerBound]
        var level = context.count
        while level > 0 {
            level -= 1
            if context[level].write(name, isEscaped: isEscaped, to: &sink) { return }
        }
    }
}
