import OficioSource

/// Splits lines of control data at separators: *PNT-LAB-021 — Rev. 3*, *Versión 5, aprobado el 3 de mayo de 2024*.
struct ControlPieces {
    private let outline: Outline
    /// Whether a piece is control data by itself: a label with its value, or a page number.
    private let isUnderstood: (Line) -> Bool

    init(_ outline: Outline, isUnderstood: @escaping (Line) -> Bool) {
        self.outline = outline
        self.isUnderstood = isUnderstood
    }

    private static let separators = [" — ", " – ", " - ", " · ", " • ", " / ", "|", "; ", ", "].map { Array($0.utf8) }

    /// Returns the pieces of a line. A piece that is not understood stays with the piece before it, unless that one
    /// is a code.
    func pieces(of line: Line) -> [Line] {
        let bytes = Array(outline.paragraphs[line.stretch.paragraph].text.utf8)
        var found: [Line] = []
        func add(_ range: Range<Int>) {
            let piece = self.line(line, range)
            guard let last = found.last, !endsWithCode(last.text), !DocumentCode.matches(piece.text),
                !isUnderstood(piece)
            else { return found.append(piece) }
            found[found.count - 1] = self.line(line, last.stretch.range.lowerBound..<range.upperBound)
        }
        for range in Self.ranges(bytes, line.stretch.range) {
            // *PNT-LAB-021 Rev. 3*: a blank alone parts a code from what follows it.
            let blank = range.first { bytes[$0] == 0x20 && $0 > range.lowerBound }
            if let blank, DocumentCode.matches(self.line(line, range.lowerBound..<blank).text),
                isUnderstood(self.line(line, blank + 1..<range.upperBound))
            {
                add(range.lowerBound..<blank)
                add(blank + 1..<range.upperBound)
            } else {
                add(range)
            }
        }
        return found
    }

    /// Whether a value holds a separator, so that it is not one value: *5 — sin cambios*.
    static func areSeveral(_ text: String) -> Bool { text.contains { "—|·•;".contains($0) } || text.contains(" – ") }

    private func endsWithCode(_ text: String) -> Bool {
        text.split(separator: " ").last.map { DocumentCode.matches(String($0)) } ?? false
    }

    private func line(_ line: Line, _ range: Range<Int>) -> Line {
        let stretch = Stretch(line.stretch.paragraph, range)
        return Line(index: line.index, stretch: stretch, text: outline.text(of: stretch), followsTab: line.followsTab)
    }

    private static func ranges(_ bytes: [UInt8], _ whole: Range<Int>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = whole.lowerBound
        var place = start
        while place < whole.upperBound {
            let rest = bytes[place..<whole.upperBound]
            guard let sign = separators.first(where: { rest.starts(with: $0) }) else {
                place += 1
                continue
            }
            if place > start { ranges.append(start..<place) }
            place += sign.count
            start = place
        }
        if start < whole.upperBound { ranges.append(start..<whole.upperBound) }
        return ranges
    }
}

/// Recognizes codes of documents and versions that no label names.
enum DocumentCode {
    /// Names of standards and illnesses, which look like codes: *ISO-9001*.
    private static let others: Set<Substring> = [
        "ISO", "IEC", "UNE", "EN", "DIN", "NTC", "NOM", "NMX", "NCh", "ASTM", "ANSI", "IEEE", "OHSAS", "RTCA", "COVID",
        "SARS", "CIE", "ICD", "UTC", "GMT",
    ]

    /// Whether a text is a code such as *PNT-LAB-021* or *GH-ADM-FO-53*; false for standards and for a name with a
    /// year, *POA-2024*.
    static func matches(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (2...5).contains(parts.count), let first = parts.first, let last = parts.last,
            (2...8).contains(first.count), first.allSatisfy(\.isUppercase), !others.contains(first),
            (1...4).contains(last.count), last.allSatisfy({ $0.isASCII && $0.isNumber }),
            parts.allSatisfy({ !$0.isEmpty && $0.count <= 8 && $0.allSatisfy { $0.isUppercase || $0.isNumber } })
        else { return false }
        return last.count < 4 || !(last.hasPrefix("19") || last.hasPrefix("20"))
    }

    /// Returns where a version begins behind its abbreviated label, as an offset in characters: 2 for *V.03*, 0 for
    /// *v3*, which is one word; nil for any other text.
    static func versionStart(_ text: String) -> Int? {
        let lower = text.lowercased()
        guard let name = ["versión", "version", "ver", "rev", "v"].first(where: { lower.hasPrefix($0) }) else {
            return nil
        }
        let number = lower.dropFirst(name.count).drop { ".: ".contains($0) }
        guard let first = number.first, first.isNumber, number.count <= 6,
            number.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." })
        else { return nil }
        let start = lower.count - number.count
        return start == name.count ? 0 : start
    }
}
