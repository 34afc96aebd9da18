/// Places the items of a pasted list: at which level each stands, and whether a new list begins.
package struct PasteList {
    /// An open level of the list.
    private struct Level {
        let mark: ListMarker
        /// The indentation of the item in the pasted text, in columns.
        let indent: Int
        /// The column of the item's marker in Markdown.
        let column: Int
        /// Whether a later item has the next number.
        let goesOn: Bool
        var text: Int { column + mark.width }
    }

    private var levels: [Level] = []
    /// The kinds of bullets seen inside numbered items so far.
    private var innerKinds: Set<String> = []

    /// Creates a reader with no open list.
    package init() {}

    /// Whether no list is open.
    package var isEmpty: Bool { levels.isEmpty }

    /// The column of the last item's text in Markdown; 0 if no list is open.
    package var textColumn: Int { levels.last?.text ?? 0 }

    /// Closes all lists.
    package mutating func close() {
        levels = []
        innerKinds = []
    }

    /// Closes the inner lists of the item with a marker; closes all lists if no item has the marker.
    package mutating func close(below mark: ListMarker) {
        levels.removeSubrange((levels.lastIndex { $0.mark == mark }.map { $0 + 1 } ?? 0)...)
    }

    /// Adds an item.
    ///
    /// - Parameters:
    ///   - mark: the marker of the item.
    ///   - indent: the indentation of the item in the pasted text, in columns.
    ///   - leads: whether the line above it ends with a colon.
    ///   - goesOn: whether a later item has the next number.
    /// - Returns: the indentation of the item in Markdown, whether it begins another list, and its marker, with the
    ///   number as typed below a named step.
    package mutating func add(
        _ mark: ListMarker, indent: Int, leads: Bool, goesOn: Bool
    ) -> (column: Int, isNew: Bool, mark: ListMarker) {
        let isTyped = mark.path.count > 1 && levels.contains { $0.mark.isStep }
        let mark = isTyped ? mark.typed : mark
        func open(at column: Int, isNew: Bool) -> (column: Int, isNew: Bool, mark: ListMarker) {
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

    /// Whether the number of a marker continues an open list: *1.2* after *1.1*.
    package func continuesList(with mark: ListMarker) -> Bool { levels.contains { mark.follows($0.mark) } }

    /// Returns the index of the level whose list `mark` continues; `nil` if it continues none.
    private func sibling(_ mark: ListMarker, _ indent: Int) -> Int? {
        let same = levels.lastIndex { $0.mark.kind == mark.kind && abs($0.indent - indent) < 2 }
        if let same { return same }
        // A marker with more indentation opens an inner list. A number of several parts states its depth itself.
        if let last = levels.last, indent >= last.indent + 2, mark.path.count < 2 { return nil }
        return levels.lastIndex { $0.mark.kind == mark.kind }
    }

    /// Returns the index of the level whose item encloses `mark`; `nil` if none does.
    private func parent(_ mark: ListMarker, _ indent: Int, _ leads: Bool) -> Int? {
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
        // A bullet belongs to the number above it if a later item has the next number, if Word uses the bullet for
        // inner levels, or if an earlier number had such bullets.
        let isInner = levels[last].goesOn || mark.depth ?? 1 > 1 || innerKinds.contains(mark.kind)
        if !mark.isNumber, levels[last].mark.isNumber, isInner { return last }
        // Everything after a named step belongs to that step.
        return mark.isStep ? nil : levels.lastIndex { $0.mark.isStep }
    }
}
