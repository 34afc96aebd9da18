/// Places the items of a pasted list: at which level each stands, and whether a new list begins.
package struct PasteList {
    /// An open level of the list.
    private struct Level {
        let mark: PasteMark
        /// How far the item stands from the margin in the pasted text.
        let indent: Int
        /// How far its marker and its text stand from the margin in Markdown.
        let column: Int
        /// Whether a later item counts on from it.
        let goesOn: Bool
        var text: Int { column + mark.width }
    }

    private var levels: [Level] = []
    /// The kinds of bullets that stood inside numbered items.
    private var innerKinds: Set<String> = []

    package init() {}

    package var isEmpty: Bool { levels.isEmpty }

    /// How far the text of the last item stands from the margin; 0 if no list is open.
    package var textColumn: Int { levels.last?.text ?? 0 }

    package mutating func close() {
        levels = []
        innerKinds = []
    }

    /// Closes the inner lists below the item that has a mark. Closes all where no item has it.
    package mutating func close(below mark: PasteMark) {
        levels.removeSubrange((levels.lastIndex { $0.mark == mark }.map { $0 + 1 } ?? 0)...)
    }

    /// Adds an item.
    ///
    /// - Parameters:
    ///   - mark: the mark of the item.
    ///   - indent: how far it stands from the margin in the pasted text.
    ///   - leads: whether the line above it ends with a colon.
    ///   - goesOn: whether a later item counts on from it.
    /// - Returns: the indentation of the item in Markdown, whether it begins another list, and its
    ///   mark, with the number as typed below a named step.
    package mutating func add(
        _ mark: PasteMark, indent: Int, leads: Bool, goesOn: Bool
    ) -> (column: Int, isNew: Bool, mark: PasteMark) {
        let isTyped = mark.path.count > 1 && levels.contains { $0.mark.isStep }
        let mark = isTyped ? mark.typed : mark
        func open(at column: Int, isNew: Bool) -> (column: Int, isNew: Bool, mark: PasteMark) {
            levels.append(Level(mark: mark, indent: indent, column: column, goesOn: goesOn))
            return (column, isNew, mark)
        }
        if levels.isEmpty { return open(at: 0, isNew: true) }
        if let place = sibling(mark, indent) {
            let column = levels[place].column
            levels.removeSubrange(place...)
            return open(at: column, isNew: false)
        }
        if let place = parent(mark, indent, leads) {
            if levels[place].mark.isNumber, !mark.isNumber { innerKinds.insert(mark.kind) }
            levels.removeSubrange((place + 1)...)
            return open(at: levels[place].text, isNew: false)
        }
        let isOther = mark.isNumber != levels[0].mark.isNumber
        levels = []
        return open(at: 0, isNew: isOther)
    }

    /// Whether the number of a mark goes on with an inner list: *1.2* after *1.1*.
    package func goesOn(with mark: PasteMark) -> Bool { levels.contains { mark.follows($0.mark) } }

    /// The level whose item is the one before `mark` in its list.
    private func sibling(_ mark: PasteMark, _ indent: Int) -> Int? {
        let same = levels.lastIndex { $0.mark.kind == mark.kind && abs($0.indent - indent) < 2 }
        if let same { return same }
        // A sign that stands further in opens an inner list; numbers say their depth themselves.
        if let last = levels.last, indent >= last.indent + 2, mark.path.count < 2 { return nil }
        return levels.lastIndex { $0.mark.kind == mark.kind }
    }

    /// The level of the item that `mark` stands below.
    private func parent(_ mark: PasteMark, _ indent: Int, _ leads: Bool) -> Int? {
        let last = levels.count - 1
        if mark.path.count > 1,
            let place = levels.lastIndex(where: { mark.path.dropLast().elementsEqual($0.mark.path) }
            )
        {
            return place
        }
        if indent >= levels[last].indent + 2 || leads { return last }
        if mark.kind == "a" { return levels.lastIndex { $0.mark.kind != "a" } }
        if let depth = mark.depth, let place = levels.lastIndex(where: { $0.mark.depth.map { $0 < depth } ?? false }) {
            return place
        }
        // Bullets between two numbers belong to the first one, and so do those of Word's inner levels, and bullets
        // behind the last number like those inside an earlier one.
        let isInner = levels[last].goesOn || mark.depth ?? 1 > 1 || innerKinds.contains(mark.kind)
        if !mark.isNumber, levels[last].mark.isNumber, isInner { return last }
        // Whatever follows a named step stands below it.
        return mark.isStep ? nil : levels.lastIndex { $0.mark.isStep }
    }
}
