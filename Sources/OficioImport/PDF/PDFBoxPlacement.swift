/// Puts a tick box of a PDF form into the text beside it.
struct PDFBoxPlacement {
    private let run: LocatedDocument.Run
    private let page: Int
    /// The word beside the box, and whether the box is left of that word.
    private let neighbour: (word: PDFWord, isAfter: Bool)?

    /// Finds the word beside a tick box. `place` is the box in points from the upper left corner of
    /// its page.
    init(_ run: LocatedDocument.Run, _ place: LocatedDocument.Box, page: Int, words: [PDFWord]) {
        self.run = run
        self.page = page
        let middle = (place.top + place.bottom) / 2
        let line = words.filter { $0.box.top - 3 <= middle && middle <= $0.box.bottom + 3 }
        let right = line.filter { $0.box.left >= place.right - 3 }.min { $0.box.left < $1.box.left }
        let left = line.filter { $0.box.right <= place.left + 3 }.max { $0.box.right < $1.box.right }
        // A box usually stands before its label, so the word on the right is taken unless it is much farther.
        neighbour =
            switch (left, right) {
            case (let left?, let right?):
                right.box.left - place.right <= (place.left - left.box.right) + 12 ? (right, false) : (left, true)
            case (let left?, nil): (left, true)
            case (nil, let right?): (right, false)
            case (nil, nil): nil
            }
    }

    /// Puts the box into the block that holds the word beside it; returns false if none of the blocks does.
    mutating func insertBox(into blocks: inout [LocatedDocument.Block]) -> Bool {
        guard let neighbour else { return false }
        for index in blocks.indices {
            switch blocks[index] {
            case .paragraph(var paragraph):
                guard paragraph.page == page, let box = paragraph.box, contains(box, neighbour.word.box),
                    insert(into: &paragraph, neighbour.word, isAfter: neighbour.isAfter)
                else { continue }
                blocks[index] = .paragraph(paragraph)
                return true
            case .table(var table):
                for row in table.rows.indices {
                    for cell in table.rows[row].cells.indices where insertBox(into: &table.rows[row].cells[cell].blocks)
                    {
                        blocks[index] = .table(table)
                        return true
                    }
                }
            }
        }
        return false
    }

    private func contains(_ outer: LocatedDocument.Box, _ inner: LocatedDocument.Box) -> Bool {
        outer.left - 1 <= inner.left && inner.right <= outer.right + 1 && outer.top - 1 <= inner.top
            && inner.bottom <= outer.bottom + 1
    }

    private func insert(into paragraph: inout LocatedDocument.Paragraph, _ word: PDFWord, isAfter: Bool) -> Bool {
        for (index, own) in paragraph.runs.enumerated() {
            guard case .text(let text) = own.content, let range = text.ranges(of: word.text).first else { continue }
            let cut = isAfter ? range.upperBound : range.lowerBound
            let pieces = [
                own.with(.text(String(text[..<cut]))), run,
                own.with(.text((isAfter ? "" : " ") + String(text[cut...]))),
            ]
            paragraph.runs.replaceSubrange(index...index, with: pieces.filter { !$0.shownText.isEmpty })
            return true
        }
        return false
    }
}
