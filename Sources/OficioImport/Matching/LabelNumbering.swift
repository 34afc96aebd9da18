import OficioSource

/// Tracks the numbers before the labels of a file. A bold line with the next number of a series is a label too, even
/// if it names no field of the form.
struct LabelNumbering {
    private let outline: Outline
    private let series: Set<Series>

    private enum Series: Hashable {
        /// The numbers belong to a list of the word processor, at a level.
        case list(String, Int)
        /// The numbers are typed: Roman numerals, letters or figures.
        case typed(Kind)
    }

    private enum Kind { case roman, letter, figure }

    init(_ outline: Outline, _ hits: [[LabelHit]]) {
        self.outline = outline
        var counts: [Series: Int] = [:]
        for hit in hits.joined() where hit.isWhole {
            if let own = Self.series(hit.paragraph, outline) { counts[own, default: 0] += 1 }
        }
        series = Set(counts.filter { $0.value > 1 }.keys)
    }

    /// Whether a line without a label of the form is numbered in the series of the labels, and as bold as they are.
    func continues(in index: Int) -> Bool {
        guard let own = Self.series(index, outline) else { return false }
        return series.contains(own) && !TextItems.endsSentence(outline.text(of: outline.whole(index)))
    }

    private static func series(_ index: Int, _ outline: Outline) -> Series? {
        let paragraph = outline.paragraphs[index]
        guard paragraph.isBold || paragraph.headingLevel != nil, paragraph.cell == nil, paragraph.lines.count == 1,
            paragraph.text.split(separator: " ").count <= 10
        else { return nil }
        if let list = paragraph.source.list { return list.isBullet ? nil : .list(list.listID, list.level) }
        let text = outline.text(of: outline.whole(index))
        guard TypedLabel.length(in: text) != nil || text.dropFirst().hasPrefix(". ") || text.dropFirst().hasPrefix(") ")
        else { return nil }
        let sign = text.prefix { $0 != "." && $0 != ")" && $0 != " " }
        if sign.allSatisfy({ "IVXLC".contains($0) }) { return .typed(.roman) }
        if sign.allSatisfy({ $0.isASCII && $0.isNumber }) { return .typed(.figure) }
        return sign.count == 1 && sign.first?.isUppercase == true ? .typed(.letter) : nil
    }
}
