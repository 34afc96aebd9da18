import OficioSource

// Reads facts from single lines: labels with values, names of facts with values, codes.
extension ProseFacts {
    typealias Fact = (field: Int, value: FoundValue, label: Stretch?)

    /// Returns the facts of lines; nil if a line is none, or if two are of one field.
    func facts(of lines: [Line], isHead: Bool) -> [Fact]? {
        var found: [Fact] = []
        for line in lines {
            // A code needs no label beside other facts.
            let code = isHead && lines.count > 1 && DocumentCode.matches(line.text) ? form.type.field(.code) : nil
            let own = code.flatMap { field in value(field, [line.stretch]).map { Fact(field, $0, nil) } }
            guard let fact = fact(line, isHead: isHead) ?? own, !has(fact.field),
                !found.contains(where: { $0.field == fact.field })
            else { return nil }
            found.append(fact)
        }
        return found
    }

    /// Returns the fact that a line states with its label; nil for any other line.
    func fact(_ line: Line, isHead: Bool) -> Fact? {
        guard let (label, rest) = labelAndRest(line) ?? (isHead ? nameAndRest(line) : nil),
            let field = field(outline.text(of: label), Self.facts) ?? job(outline.text(of: label)),
            let value = value(field, [rest])
        else { return nil }
        return (field, value, label)
    }

    /// Returns the lines of a paragraph. A label that ends with a colon and the text behind the tab after it are one.
    func lines(of paragraph: Int) -> [Line] {
        var lines: [Line] = []
        for line in outline.paragraphs[paragraph].lines.map({ outline.lines[$0] }) {
            guard let last = lines.last, line.followsTab, last.text.hasSuffix(":") else {
                lines.append(line)
                continue
            }
            let stretch = Stretch(paragraph, last.stretch.range.lowerBound..<line.stretch.range.upperBound)
            lines[lines.count - 1] = Line(
                index: last.index, stretch: stretch, text: outline.text(of: stretch), followsTab: last.followsTab)
        }
        return lines
    }

    /// Returns the pieces of a line such as *Código: PR-07  Versión: 1  Fecha: 12/05/2022*, one for each label
    /// of a fact.
    func labelledPieces(of line: Line) -> [Line] {
        let range = line.stretch.range
        let bytes = Array(outline.paragraphs[line.stretch.paragraph].text.utf8)
        var starts = [range.lowerBound]
        for colon in range where bytes[colon] == UInt8(ascii: ":") {
            var words = 0
            var place = colon
            while place > (starts.last ?? 0), words < 5 {
                place -= 1
                guard bytes[place] == 0x20 || place == range.lowerBound else { continue }
                words += 1
                let label = String(decoding: bytes[place..<colon], as: UTF8.self)
                if place > (starts.last ?? 0), label.trimmingPrefix(while: \.isWhitespace).first?.isUppercase == true,
                    field(label, Self.facts) != nil
                {
                    starts.append(place)
                    break
                }
            }
        }
        return zip(starts, starts.dropFirst() + [range.upperBound]).map { start, end in
            let stretch = Stretch(line.stretch.paragraph, start..<end)
            return Line(
                index: line.index, stretch: stretch, text: outline.text(of: stretch), followsTab: line.followsTab)
        }
    }

    /// Returns the name of a fact and its value in a line of a cover, such as *VERSIÓN 4.0*; `nil` for any other
    /// line.
    func nameAndRest(_ line: Line) -> (label: Stretch, rest: Stretch)? {
        let range = line.stretch.range
        let bytes = Array(outline.paragraphs[line.stretch.paragraph].text.utf8)
        for space in range.reversed() where bytes[space] == 0x20 && space > range.lowerBound {
            let label = Stretch(line.stretch.paragraph, range.lowerBound..<space)
            if field(outline.text(of: label), Self.facts) != nil {
                return (label, Stretch(line.stretch.paragraph, space + 1..<range.upperBound))
            }
        }
        return nil
    }

    func labelAndRest(_ line: Line) -> (label: Stretch, rest: Stretch)? {
        let bytes = Array(outline.paragraphs[line.stretch.paragraph].text.utf8)
        guard let colon = line.stretch.range.first(where: { bytes[$0] == UInt8(ascii: ":") }) else { return nil }
        return (
            Stretch(line.stretch.paragraph, line.stretch.range.lowerBound..<colon + 1),
            Stretch(line.stretch.paragraph, colon + 1..<line.stretch.range.upperBound)
        )
    }
}
