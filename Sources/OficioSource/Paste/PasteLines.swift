/// The lines of a pasted text, with the markers of list items and the rows of tables.
package struct PasteLines {
    /// The lines of the pasted text without line ends. A line that holds only a tick box is joined with its text.
    package let written: [String]
    /// The number of given lines that were joined to each line.
    package let counts: [Int]
    private let readings: [ListMarker.Reading?]

    /// Reads the lines of a pasted text.
    package init(_ given: [String]) {
        (written, counts) = Self.joiningBoxes(given)
        let trimmed = written.map(\.trimmedASCII)
        let styles = Self.styles(trimmed)
        readings = trimmed.indices.map { ListMarker.read(trimmed[$0], styles[$0]) }
    }

    /// Returns the marker of a line and the text after it; nil if the line is not an item.
    package func item(_ place: Int) -> (mark: ListMarker, text: String)? {
        guard let reading = readings[place] else { return nil }
        let isItem: Bool =
            switch reading.proof {
            case .none: true
            case .sibling:
                neighbours(place).contains { $0.isRelated(to: reading.mark) } || isBelowBullet(place, reading.mark)
            case .count: neighbours(place).contains { $0.counts(with: reading.mark) }
            case .step: isStep(place, reading.mark)
            case .neighbour:
                [place - 1, place + 1].contains { other in
                    readings.indices.contains(other) && readings[other]?.mark.kind == reading.mark.kind
                }
            }
        return isItem ? (reading.mark, reading.text) : nil
    }

    /// Whether a dash stands right below another bullet.
    private func isBelowBullet(_ place: Int, _ mark: ListMarker) -> Bool {
        guard mark.path.isEmpty, place > 0, let above = readings[place - 1] else { return false }
        return above.mark.path.isEmpty && above.mark.isTicked == nil && !above.mark.isShown
    }

    /// Returns the indentation of a line in columns. A tab counts as four blanks.
    package func indent(_ place: Int) -> Int {
        written[place].prefix { $0.isBlank }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
    }

    /// Whether a later line of the list has the next number. A blank line or another number of the same depth ends
    /// the search.
    package func hasNextNumber(_ place: Int) -> Bool {
        guard let mark = readings[place]?.mark, let number = mark.number else { return false }
        let next = mark.path.dropLast() + [number + 1]
        for other in (place + 1)..<written.count {
            if written[other].allSatisfy(\.isBlank) { return false }
            guard let reading = readings[other] else { continue }
            if reading.mark.path.elementsEqual(next) { return reading.text.contains(where: \.isLowercase) }
            if reading.mark.path.count == next.count { return false }
        }
        return false
    }

    /// Whether a marker such as *Paso 2* is a step: the text also names the step before or after it, or a nearby item
    /// continues its number (*2.1*).
    private func isStep(_ place: Int, _ mark: ListMarker) -> Bool {
        let isNamed = readings.contains { other in
            guard let other = other?.mark, other.kind == mark.kind else { return false }
            return abs(other.path[0] - mark.path[0]) == 1
        }
        return isNamed || neighbours(place).contains { $0.follows(mark) }
    }

    /// Returns the markers of the nearest lines above and below. Skips lettered items, pictures, quotations and lines
    /// that begin in the middle of a sentence.
    private func neighbours(_ place: Int) -> [ListMarker] {
        func isText(_ other: Int) -> Bool {
            let first = written[other].first { !$0.isBlank }
            if readings[other] == nil, first?.isLowercase != false { return false }
            return readings[other]?.mark.kind != "a" && !written[other].isAside
        }
        let above = readings.indices[..<place].last(where: isText)
        let below = readings.indices[(place + 1)...].first(where: isText)
        return [above, below].compactMap { $0.flatMap { readings[$0]?.mark } }
    }

    // MARK: Boxes

    /// Returns the style of the tick boxes of each line, which depends on the lines around it.
    private static func styles(_ lines: [String]) -> [TypedTickBox.Style?] {
        let boxes = lines.map(typedBox)
        var styles = [TypedTickBox.Style?](repeating: nil, count: lines.count)
        var start = 0
        while start < lines.count {
            guard boxes[start] != nil else {
                start += 1
                continue
            }
            var end = start + 1
            while end < lines.count, boxes[end] != nil || lines[end].isEmpty { end += 1 }
            let style = TypedTickBox.style(boxes[start..<end].compactMap(\.self))
            for place in start..<end { styles[place] = style }
            start = end
        }
        return styles
    }

    private static func typedBox(_ line: String) -> TypedTickBox? {
        let text = line[...]
        if ["-", "*", "+"].contains(text.first), text.dropFirst().first?.isBlank == true {
            return TypedTickBox(text.dropFirst().drop { $0.isBlank })
        }
        return TypedTickBox(text)
    }

    /// Returns the lines with each line that holds only a tick box, as cells of a table are pasted, joined to the
    /// text of the tick box.
    private static func joiningBoxes(_ lines: [String]) -> (lines: [String], counts: [Int]) {
        func isLone(_ line: String) -> Bool {
            TypedTickBox(Substring(line.trimmedASCII)).map { $0.rest.isEmpty && $0.certainty == .box } ?? false
        }
        func isText(_ line: String) -> Bool { !line.trimmedASCII.isEmpty && !isLone(line) && typedBox(line) == nil }
        guard lines.contains(where: isLone) else { return (lines, lines.map { _ in 1 }) }
        var joined: [String] = []
        var counts: [Int] = []
        var start = 0
        while start < lines.count {
            var end = start
            while end < lines.count, !lines[end].trimmedASCII.isEmpty { end += 1 }
            // If the last line is a tick box, tick boxes follow their texts. Leave the lines as they are.
            let leads = start < end && !isLone(lines[end - 1])
            var place = start
            while place < end {
                if leads, isLone(lines[place]), place + 1 < end, isText(lines[place + 1]) {
                    joined.append(lines[place] + "\t" + lines[place + 1].trimmedASCII)
                    counts.append(2)
                    place += 1
                } else {
                    joined.append(lines[place])
                    counts.append(1)
                }
                place += 1
            }
            if end < lines.count {
                joined.append(lines[end])
                counts.append(1)
            }
            start = end + 1
        }
        return (joined, counts)
    }
}

extension String {
    /// Whether the line is a picture or belongs to a quotation, which may stand between items.
    package var isAside: Bool {
        let text = trimmedASCII
        return text.hasPrefix(">") || text.isPicture
    }

    /// Whether the line is a picture and nothing else.
    package var isPicture: Bool {
        let text = trimmedASCII
        return text.hasPrefix("![") && text.hasSuffix(")") && text.contains("](")
    }
}
