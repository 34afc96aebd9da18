internal import CXML2

// Reads the text of elements as runs.
extension PageReader {
    func text(_ node: Node) -> [Run] {
        var runs: [Run] = []
        for child in Self.children(node) where !Self.isOmitted(child) { inline(child, Run(text: ""), &runs) }
        return Self.trimmed(runs)
    }

    func inline(_ node: Node, _ style: Run, _ runs: inout [Run]) {
        if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE {
            guard let content = node.pointee.content else { return }
            var run = style
            run.text = Self.collapsingSpaces(String(cString: content))
            if !run.text.isEmpty { runs.append(run) }
            return
        }
        guard node.pointee.type == XML_ELEMENT_NODE, !Self.isOmitted(node) else { return }
        var inner = style
        switch Self.name(node) {
        case "br":
            var run = Run.lineBreak
            run.control = style.control
            return runs.append(run)
        case "input": return runs.append(Run(text: Self.attribute(node, "checked") == nil ? "☐ " : "☒ "))
        case "img":
            let words = Self.attribute(node, "alt") ?? ""
            var run = style
            let stated = ["width", "height"].compactMap { Self.attribute(node, $0).flatMap { Int($0) } }
            run.picture = Picture(
                address: Self.attribute(node, "src") ?? "", alternative: words, stated: stated)
            run.text = words.isEmpty && run.picture != nil ? "\u{A0}" : words
            if !run.text.isEmpty { runs.append(run) }
            return
        case "b", "strong": inner.isBold = true
        case "i", "em": inner.isItalic = true
        case "ins", "u": inner.isUnderlined = true
        case "del", "s": inner.isStruck = true
        default: break
        }
        if let control = Self.control(node) { inner.control = control }
        let before = runs.count
        defer {
            // Write a blank to fill in for a field without a value.
            if inner.control != style.control, runs.count == before {
                runs.append(Run(text: "\u{A0}", control: inner.control))
            }
        }
        if Self.classes(node).contains("line"), Self.followsLine(node) { runs.append(.lineBreak) }
        for child in Self.children(node) { inline(child, inner, &runs) }
    }

    /// Whether the previous sibling element is also a line of a label.
    static func followsLine(_ node: Node) -> Bool {
        var before = node.pointee.prev
        while let current = before, current.pointee.type != XML_ELEMENT_NODE { before = current.pointee.prev }
        return before.map { classes($0).contains("line") } ?? false
    }

    static func bold(_ run: Run) -> Run {
        var run = run
        run.isBold = true
        return run
    }

    /// Returns the text with white space collapsed as in HTML; no-break spaces stay.
    private static func collapsingSpaces(_ text: String) -> String {
        var out = ""
        var isSpace = false
        for scalar in text.unicodeScalars {
            if [" ", "\n", "\t", "\r", "\u{0C}"].contains(scalar) {
                if !isSpace { out += " " }
                isSpace = true
            } else {
                out.unicodeScalars.append(scalar)
                isSpace = false
            }
        }
        return out
    }

    /// Returns the runs without leading, trailing and repeated spaces, and without spaces around line breaks. Adjacent
    /// runs of one style are merged.
    static func trimmed(_ runs: [Run]) -> [Run] {
        var out: [Run] = []
        for var run in runs {
            let endsOpen = out.last.map { $0.isLineBreak || $0.text.hasSuffix(" ") } ?? true
            if endsOpen, !run.isLineBreak, run.picture == nil { run.text = String(run.text.drop { $0 == " " }) }
            if run.isLineBreak, var last = out.last, !last.isLineBreak {
                while last.text.hasSuffix(" ") { last.text.removeLast() }
                out[out.count - 1] = last
            }
            if run.text.isEmpty { continue }
            if var last = out.last, !last.isLineBreak, !run.isLineBreak, last.picture == nil, run.picture == nil {
                var plain = run
                plain.text = last.text
                if plain == last {
                    last.text += run.text
                    out[out.count - 1] = last
                    continue
                }
            }
            out.append(run)
        }
        while let last = out.last, last.isLineBreak || last.picture == nil && last.text.allSatisfy({ $0 == " " }) {
            out.removeLast()
        }
        if var last = out.last, last.picture == nil {
            while last.text.hasSuffix(" ") { last.text.removeLast() }
            out[out.count - 1] = last
        }
        return out
    }

    /// Returns the runs of a header with their pictures reduced to the height of a logo, 10 mm.
    static func withSmallPictures(_ runs: [Run]) -> [Run] {
        runs.map { run in
            var run = run
            run.picture = run.picture?.limited(toHeight: 38)
            return run
        }
    }
}
