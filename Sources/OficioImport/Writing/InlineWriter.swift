/// Writes stretches of a file as Markdown on one line. Keeps bold, italics, links, tick boxes, pictures and notes.
///
/// The words are those of the stretches, in their order, so that the ledger counts the same on both
/// sides.
struct InlineWriter {
    private let outline: Outline
    /// The link to each picture of the file. A picture without a link is left out.
    private let links: [Int: String]
    /// Whether the text is in a cell of a table, where `<br>` ends lines.
    private let isCell: Bool
    /// The link to write for each link of the file, for files that were imported together.
    private let targets: [String: String]
    /// Whether bold text keeps its asterisks; false in headings, which are bold as a whole.
    private let keepsBold: Bool

    init(
        _ outline: Outline, links: [Int: String] = [:], targets: [String: String] = [:], isCell: Bool = false,
        keepsBold: Bool = true
    ) {
        self.outline = outline
        self.targets = targets
        self.links = links
        self.isCell = isCell
        self.keepsBold = keepsBold
    }

    /// A part of a text with a single style.
    private struct Part {
        var text: String
        var style: LocatedDocument.TextStyle = []
        var link: String?
        /// Whether the part is Markdown that stands as it is: a picture, a note, a line break.
        var isMade = false
    }

    /// Returns the Markdown of a text without its typed labels, which are not part of the stretches.
    func markdown(_ text: FoundText) -> String {
        var parts: [Part] = []
        let hasList = isCell && holdsList(text)
        for (index, stretch) in text.stretches.enumerated() {
            let isItem = hasList && outline.paragraphs[stretch.paragraph].isList
            if index == 0, isItem { add(Part(text: "- ", isMade: true), to: &parts) }
            if index > 0 {
                let isSame = text.stretches[index - 1].paragraph == stretch.paragraph
                let gap = isSame ? separator(text.stretches[index - 1], stretch) : " "
                if isCell, areOneRow(text.stretches[index - 1], stretch) {
                    add(Part(text: " · "), to: &parts)
                    add(stretch, to: &parts)
                    continue
                }
                let lineBreak = isItem ? "<br>- " : "<br>"
                add(isCell && !isSame ? Part(text: lineBreak, isMade: true) : Part(text: gap), to: &parts)
            }
            add(stretch, to: &parts)
        }
        return written(withoutOuterSpaces(parts))
    }

    /// Whether a text of a cell has items of a list among its paragraphs, which keep a sign before them.
    private func holdsList(_ text: FoundText) -> Bool {
        let paragraphs = Set(text.stretches.map(\.paragraph))
        return paragraphs.count > 1 && paragraphs.contains { outline.paragraphs[$0].isList }
    }

    /// Whether two texts stand in two cells of one row of a table within a cell.
    private func areOneRow(_ first: Stretch, _ second: Stretch) -> Bool {
        guard let one = outline.paragraphs[first.paragraph].cell, let other = outline.paragraphs[second.paragraph].cell,
            one != other
        else { return false }
        let (left, right) = (outline.cells[one], outline.cells[other])
        return left.table == right.table && left.row == right.row && outline.tables[left.table].parent != nil
    }

    /// Returns the Markdown between two stretches: a line break if the file has one there, otherwise a space.
    private func separator(_ first: Stretch, _ second: Stretch) -> String {
        let bytes = Array(outline.paragraphs[first.paragraph].text.utf8)
        let from = first.range.upperBound
        guard from <= second.range.lowerBound else { return " " }
        return bytes[from..<second.range.lowerBound].contains(0x0A) ? "\n" : " "
    }

    // MARK: Parts

    private func add(_ part: Part, to parts: inout [Part]) {
        if !part.isMade, let last = parts.last, !last.isMade, last.style == part.style, last.link == part.link {
            parts[parts.count - 1].text += part.text
        } else if !part.text.isEmpty {
            parts.append(part)
        }
    }

    private func add(_ stretch: Stretch, to parts: inout [Part]) {
        let paragraph = outline.paragraphs[stretch.paragraph]
        var offset = 0
        for run in paragraph.source.runs where run.visibility == .shown {
            let length = run.shownText.utf8.count
            defer { offset += length }
            switch run.content {
            case .note(let note) where holds(stretch, offset, paragraph):
                add(Part(text: "[^\(note + 1)]", isMade: true), to: &parts)
            case .picture(let picture) where holds(stretch, offset, paragraph):
                guard let link = links[picture] else { continue }
                add(Part(text: " "), to: &parts)
                add(
                    Part(text: PictureLink.markdown(outline.document.pictures[picture], link), isMade: true), to: &parts
                )
                add(Part(text: " "), to: &parts)
            case .tickBox(let box) where length > 0 && stretch.range.contains(offset):
                let isWord = !PlainText.words(box.text).isEmpty
                add(Part(text: isWord ? box.text : box.isTicked ? "☒" : "☐"), to: &parts)
            default:
                let range = (offset..<offset + length).clamped(to: stretch.range)
                guard !range.isEmpty, (offset..<offset + length).overlaps(stretch.range) else { continue }
                let text = paragraph.text.slice(range)
                add(Part(text: text, style: visibleStyle(run), link: target(run)), to: &parts)
            }
        }
    }

    /// Whether an empty run at an offset belongs to a stretch: at its end, or at its beginning if the text begins
    /// there.
    private func holds(_ stretch: Stretch, _ offset: Int, _ paragraph: OutlineParagraph) -> Bool {
        NotePlaces.holds(stretch, offset, paragraph.text)
    }

    private func visibleStyle(_ run: LocatedDocument.Run) -> LocatedDocument.TextStyle {
        var style = run.style.intersection([.bold, .italic, .code])
        if !keepsBold { style.remove(.bold) }
        return style
    }

    /// Returns the target of a link that a browser may follow, or that leads to another imported file; `nil` for
    /// places within the file and anything else.
    private func target(_ run: LocatedDocument.Run) -> String? {
        if let link = run.link, let target = targets[link] { return target }
        guard let link = run.link,
            ["http://", "https://", "mailto:"].contains(where: { link.lowercased().hasPrefix($0) }),
            link.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") && $0 < 0x7F })
        else { return nil }
        return link
    }

    /// Returns the parts without spaces and line ends at both ends.
    private func withoutOuterSpaces(_ parts: [Part]) -> [Part] {
        var parts = parts.compactMap { part -> Part? in
            var part = part
            if !part.isMade { part.text = Self.clean(part.text) }
            return part.text.isEmpty ? nil : part
        }
        while let first = parts.first, !first.isMade {
            parts[0].text = String(first.text.drop(while: \.isWhitespace))
            if parts[0].text.isEmpty { parts.removeFirst() } else { break }
        }
        while let last = parts.last, !last.isMade {
            var text = last.text
            while text.last?.isWhitespace == true { text.removeLast() }
            parts[parts.count - 1].text = text
            if text.isEmpty { parts.removeLast() } else { break }
        }
        return parts
    }

    /// Returns a text with single spaces and one line end for each line end of the file, without soft hyphens.
    /// Spaces at both ends stay.
    private static func clean(_ text: String) -> String {
        var out = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.offset > 0 {
                while out.last == " " { out.removeLast() }
                if !out.hasSuffix("\n") { out += "\n" }
            }
            let clean = PlainText.clean(String(line.element))
            if clean.isEmpty {
                if line.element.contains(where: \.isWhitespace), !out.hasSuffix(" "), !out.hasSuffix("\n") {
                    out += " "
                }
                continue
            }
            if line.element.first?.isWhitespace == true, !out.hasSuffix("\n") { out += " " }
            out += clean
            if line.element.last?.isWhitespace == true { out += " " }
        }
        return out
    }

    // MARK: Writing

    private func written(_ parts: [Part]) -> String {
        let isOneLook = parts.allSatisfy { $0.isMade || $0.style == parts.first?.style }
        var out = ""
        for (index, part) in parts.enumerated() {
            if part.isMade {
                out += part.text
                continue
            }
            let before = index > 0 ? parts[index - 1].text.last : nil
            let after = index + 1 < parts.count ? parts[index + 1].text.first : nil
            var style = part.style
            // Italics of a whole text carry no emphasis.
            if isOneLook, style.contains(.italic) { style.remove(.italic) }
            out += withMarks(part.text, style, part.link, before, after)
        }
        let line = withLineBreaks(out)
        return isCell ? line : MarkdownText.withEscapedStart(line)
    }

    private func withLineBreaks(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if isCell { return lines.joined(separator: "<br>") }
        return lines.enumerated().map { $0.offset == 0 ? $0.element : MarkdownText.withEscapedStart($0.element) }
            .joined(
                separator: "\\\n")
    }

    /// Returns a text between its Markdown delimiters, with its spaces outside of them; without delimiters if
    /// Markdown would not read them as such.
    private func withMarks(
        _ text: String, _ style: LocatedDocument.TextStyle, _ link: String?, _ before: Character?, _ after: Character?
    ) -> String {
        let lead = String(text.prefix(while: \.isWhitespace))
        let tail = lead.count == text.count ? "" : String(text.reversed().prefix(while: \.isWhitespace).reversed())
        let core = String(text.dropFirst(lead.count).dropLast(tail.count))
        guard !core.isEmpty, !core.contains("\n") else { return MarkdownText.inline(text, isCell: isCell) }
        if style.contains(.code), !core.contains("`"), !isCell || !core.contains("|") {
            return lead + "`\(core)`" + tail
        }
        var inside = MarkdownText.inline(core, isCell: isCell)
        if let link { inside = "[\(inside)](\(link.contains(where: { "()".contains($0) }) ? "<\(link)>" : link))" }
        let mark = style.contains(.bold) ? (style.contains(.italic) ? "***" : "**") : style.contains(.italic) ? "*" : ""
        if !mark.isEmpty, core.contains(where: { $0.isLetter || $0.isNumber }),
            Self.opens(core.first, lead.isEmpty ? before : " "), Self.opens(core.last, tail.isEmpty ? after : " ")
        {
            inside = mark + inside + mark
        }
        return lead + inside + tail
    }

    /// Whether Markdown reads a delimiter between an outer and an inner character as an opening one.
    private static func opens(_ inside: Character?, _ outside: Character?) -> Bool {
        guard let inside else { return false }
        let isOpen = outside.map { $0.isWhitespace || !$0.isLetter && !$0.isNumber && $0 != "*" } ?? true
        return isOpen || (inside.isLetter || inside.isNumber) && outside != "*"
    }
}

/// Finds the notes and pictures of stretches.
enum NotePlaces {
    /// Whether an empty run at an offset belongs to a stretch.
    static func holds(_ stretch: Stretch, _ offset: Int, _ text: String) -> Bool {
        if offset > stretch.range.lowerBound { return offset <= stretch.range.upperBound }
        return offset == stretch.range.lowerBound
            && PlainText.clean(text.slice(0..<offset)).isEmpty
    }

    /// Returns the notes and pictures of a stretch, as indices into the lists of the document.
    static func all(in stretch: Stretch, _ outline: Outline) -> (notes: [Int], pictures: [Int]) {
        var (notes, pictures): ([Int], [Int]) = ([], [])
        var offset = 0
        let paragraph = outline.paragraphs[stretch.paragraph]
        for run in paragraph.source.runs where run.visibility == .shown {
            switch run.content {
            case .note(let note) where holds(stretch, offset, paragraph.text): notes.append(note)
            case .picture(let picture) where holds(stretch, offset, paragraph.text): pictures.append(picture)
            default: offset += run.shownText.utf8.count
            }
        }
        return (notes, pictures)
    }
}
