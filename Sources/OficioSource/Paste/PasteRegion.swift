extension PasteRegions {
    /// A run of paragraphs and plain lists, read line by line.
    struct PasteRegion {
        private(set) var rewritten: [Rewritten] = []
        private(set) var unclear: [Range<Int>] = []

        /// The bytes of each line, without the margin of the container.
        private let ranges: [Range<Int>]
        private let lines: PasteLines
        /// The index in `ranges` of the first line of each line of `lines`.
        private let firsts: [Int]
        /// The prefix of each line but the first: the markers of a block quote, the indentation of an item.
        private let margin: String
        /// The lines of `ranges` that belong to quotations, tables and code, with their text.
        private let opaque: [Int: String]

        /// Reads the lines of a range. The lines of `opaque` ranges stay as they are.
        init(_ bytes: [UInt8], _ range: Range<Int>, opaque parts: [Range<Int>] = []) {
            var lineStart = range.lowerBound
            while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
            // The first line begins after the marker of its item.
            let margin = bytes[lineStart..<range.lowerBound].map { byte -> UInt8 in
                byte == UInt8(ascii: ">") || byte == 0x09 ? byte : 0x20
            }
            var ranges: [Range<Int>] = []
            var start = range.lowerBound
            while start < range.upperBound {
                var end = start
                while end < range.upperBound, bytes[end] != 0x0A { end += 1 }
                let next = end + 1
                if end > start, bytes[end - 1] == 0x0D { end -= 1 }
                ranges.append(Self.withoutMargin(start..<end, of: bytes, margin, isFirst: ranges.isEmpty))
                start = next
            }
            self.ranges = ranges
            self.margin = String(decoding: margin, as: UTF8.self)
            var given = ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
            var opaque: [Int: String] = [:]
            for (place, line) in ranges.enumerated() where parts.contains(where: { $0.overlaps(line) }) {
                opaque[place] = given[place]
                given[place] = ""
            }
            self.opaque = opaque
            lines = PasteLines(given)
            var firsts: [Int] = []
            var count = 0
            for lineCount in lines.counts {
                firsts.append(count)
                count += lineCount
            }
            self.firsts = firsts
        }

        private static func withoutMargin(
            _ range: Range<Int>, of bytes: [UInt8], _ margin: [UInt8], isFirst: Bool
        ) -> Range<Int> {
            if isFirst { return range }
            var start = range.lowerBound
            for byte in margin where start < range.upperBound && bytes[start] == byte { start += 1 }
            return start..<range.upperBound
        }

        /// Returns the bytes of some lines.
        private func range(_ places: Range<Int>) -> Range<Int> {
            let last = places.upperBound < firsts.count ? firsts[places.upperBound] - 1 : ranges.count - 1
            return ranges[firsts[places.lowerBound]].lowerBound..<ranges[last].upperBound
        }

        mutating func read() {
            var place = 0
            while place < lines.written.count {
                if let table = PasteTable(lines, from: place) {
                    add(table, place..<(place + table.count))
                    place += table.count
                } else if lines.item(place) != nil {
                    let end = self.end(ofList: place)
                    addList(place..<end)
                    place = end
                } else if isTitle(place) {
                    let line = lines.written[place].trimmedASCII
                    let text = [""] + [line] + (isBlank(place + 1) ? [] : [""])
                    let range = range(place..<(place + 1))
                    rewritten.append(Rewritten(kind: .titles, range: range, text: joined(text), marks: [range]))
                    place += 1
                } else {
                    place += 1
                }
            }
        }

        // MARK: Tables

        private mutating func add(_ table: PasteTable, _ places: Range<Int>) {
            let range = range(places)
            if table.rows.isEmpty { return unclear.append(range) }
            var text = table.markdown.split(separator: "\n").map(String.init)
            if !isBlank(places.lowerBound - 1) { text.insert("", at: 0) }
            if !isBlank(places.upperBound) { text.append("") }
            let marks = places.map { self.range($0..<($0 + 1)) }
            rewritten.append(Rewritten(kind: .table, range: range, text: joined(text), marks: marks))
        }

        private func isBlank(_ place: Int) -> Bool {
            !lines.written.indices.contains(place) || lines.written[place].allSatisfy(\.isBlank)
        }

        private func joined(_ text: [String]) -> String {
            text.enumerated().map { $0.offset == 0 || $0.element.isEmpty ? $0.element : margin + $0.element }
                .joined(separator: "\n")
        }

        // MARK: Lists

        /// Returns the index of the first line after a list. The list includes lines that continue its items, and
        /// blank lines between items.
        private func end(ofList start: Int) -> Int {
            var end = start + 1
            var place = start + 1
            while place < lines.written.count {
                if lines.item(place) != nil {
                    if PasteTable(lines, from: place) != nil { break }
                    end = place + 1
                } else if isOpaque(place) || !isBlank(place) {
                    if place == end, !isOpaque(place), continuesItem(place) {
                        end = place + 1
                    } else if let next = self.next(place, after: start..<end) {
                        place = next
                        continue
                    } else {
                        break
                    }
                }
                place += 1
            }
            return end
        }

        private func isOpaque(_ place: Int) -> Bool { opaque[firsts[place]] != nil }

        /// Returns the next item below a text between items; `nil` unless its number continues an inner list among
        /// `items`: *1.2* below a picture, after *1.1*.
        private func next(_ place: Int, after items: Range<Int>) -> Int? {
            guard let next = lines.written.indices[place...].first(where: { lines.item($0) != nil }),
                let mark = lines.item(next)?.mark, !lines.written[place..<next].contains(where: { $0.contains("\t") })
            else { return nil }
            return items.contains { lines.item($0).map { mark.follows($0.mark) } ?? false } ? next : nil
        }

        /// Whether a line without a marker continues the item above it.
        private func continuesItem(_ place: Int) -> Bool {
            let line = lines.written[place]
            if line.contains("\t"), PasteTable(lines, from: place) != nil { return false }
            if isTitle(place) { return false }
            // In text from a word processor, each paragraph is one line, so a line of its own is another paragraph.
            return lines.indent(place) > 0 || line.first?.isUppercase != true || isMarkdown(place - 1)
        }

        /// Whether a line directly below an item is a short title over the next item of the list: *Tesorería* between
        /// *1. Llena.* and *2. Calcula.* Markdown would join it to the item above.
        private func isTitle(_ place: Int) -> Bool {
            guard lines.written.indices.contains(place - 1), lines.written.indices.contains(place + 1),
                lines.indent(place) == 0, lines.item(place) == nil, let above = lines.item(place - 1),
                let below = lines.item(place + 1), above.mark.isNumber, below.mark.isNumber,
                below.mark.path.count == above.mark.path.count,
                below.mark.path.elementsEqual(above.mark.path.dropLast() + [(above.mark.path.last ?? 0) + 1])
            else { return false }
            let words = lines.written[place].trimmedASCII
            return above.text.hasSuffix(".") && words.first?.isUppercase == true && !words.contains("\t")
                && words.last.map { $0.isLetter || $0 == ":" || $0 == ")" } == true
                && words.split(separator: " ").count < 7
        }

        /// Whether the nearest item at or above a line has a marker that Markdown reads without a change.
        private func isMarkdown(_ place: Int) -> Bool {
            (0...place).last { lines.item($0) != nil }.flatMap { lines.item($0) }?.mark.isMarkdown ?? false
        }

        private mutating func addList(_ places: Range<Int>) {
            let items = places.compactMap { place in lines.item(place).map { (place, $0.mark) } }
            let pasted = items.filter { !$0.1.isMarkdown }
            guard !pasted.isEmpty else { return }
            let kind: Kind =
                pasted.contains { $0.1.kind.hasSuffix("☐") }
                ? .boxes : pasted.contains { !$0.1.isNumber && !$0.1.isShown } ? .bullets : .numbers
            let marks = pasted.map { range($0.0..<($0.0 + 1)) }.map { $0.lowerBound..<($0.lowerBound + 1) }
            var text = markdown(places)
            // In Markdown, only a list that begins with 1 may follow a line of text directly.
            if !isBlank(places.lowerBound - 1), let number = items[0].1.number, number != 1 { text.insert("", at: 0) }
            if !isBlank(places.upperBound) { text.append("") }
            rewritten.append(Rewritten(kind: kind, range: range(places), text: joined(text), marks: marks))
        }

        private func markdown(_ places: Range<Int>) -> [String] {
            var list = PasteList()
            var text: [String] = []
            for place in places {
                if let (mark, words) = lines.item(place) {
                    let above = text.last { !$0.isEmpty }
                    let added = list.add(
                        mark, indent: lines.indent(place), leads: above?.hasSuffix(":") ?? false,
                        goesOn: lines.hasNextNumber(place))
                    if added.isNew, text.last?.isEmpty == false { text.append("") }
                    text.append(String(repeating: " ", count: added.column) + added.mark.markdown + Self.words(words))
                } else if let own = opaque[firsts[place]] {
                    text.append(own.isEmpty ? "" : String(repeating: " ", count: list.textColumn) + own)
                } else if isBlank(place) {
                    text.append("")
                } else {
                    let words = Self.words(lines.written[place].trimmedASCII)
                    text.append(String(repeating: " ", count: list.textColumn) + words)
                }
            }
            return text
        }

        /// Returns the text of a line with blanks in the place of tabs, and with characters of symbol fonts as
        /// Unicode signs.
        private static func words(_ line: String) -> String {
            line.split(separator: "\t").joined(separator: " ").showingSigns
        }
    }
}

extension String {
    /// The text with characters of symbol fonts replaced by the Unicode signs that they show.
    var showingSigns: String {
        guard unicodeScalars.contains(where: \.isOfSymbolFont) else { return self }
        return unicodeScalars.map { TypedTickBox.unicodeSign($0) ?? String($0) }.joined()
    }
}
