import OficioSchema
import OficioSource

/// Finds the lines of a pasted text that continue the line above, because the line was cut at the margin.
struct PastedMargin {
    private let lines: PasteLines
    private let type: DocumentType?
    /// The length of the longest line, in characters, if sentences run over several lines; nil otherwise.
    private var width: Int?

    init(_ lines: PasteLines, _ type: DocumentType?) {
        self.lines = lines
        self.type = type
        let cut = lines.written.indices.filter { beginsSmall($0) && length($0 - 1) >= 50 }
        guard cut.count > 1 else { return }
        let longest = cut.map { length($0 - 1) }.max() ?? 0
        // Lines that end far from the margin were not cut there.
        if cut.allSatisfy({ length($0 - 1) * 5 > longest * 4 }) { width = longest }
    }

    /// Whether a line continues the line above: it begins in the middle of a sentence, or its first word did not fit
    /// above.
    func continuesAbove(_ place: Int) -> Bool {
        if beginsSmall(place) || text(place) != nil && endsInside(place - 1) { return true }
        guard let width, isOpen(place - 1), let words = text(place), !PastedName.isInCapitals(words) else {
            return false
        }
        let first = words.prefix { $0 != " " }.count
        return length(place - 1) < width + 8 && length(place - 1) + 1 + first > width && !isName(words)
    }

    /// Whether a line without a list marker begins with a lower-case letter after an unfinished sentence.
    private func beginsSmall(_ place: Int) -> Bool {
        guard isOpen(place - 1), let words = text(place), words.first?.isLowercase == true else { return false }
        // If the first of these lines begins with a lower-case letter too, each may be an entry.
        var first = place - 1
        while lines.item(first) == nil, lines.written.indices.contains(first - 1),
            let above = lines.item(first - 1)?.text ?? text(first - 1), !isName(above), !PastedName.isInCapitals(above)
        {
            first -= 1
        }
        guard lines.item(first) != nil || text(first)?.first?.isLowercase == false else { return false }
        return length(place - 1) > 44 || Self.joining.contains(String(words.prefix { $0.isLetter }).folded)
    }

    /// Whether a line ends with a word that requires another word: *Rendir informes a la*.
    private func endsInside(_ place: Int) -> Bool {
        // Labels in columns end with small words too: *Elaborado por      Aprobado por*.
        guard isOpen(place), !lines.written[place].trimmedASCII.contains("   ") else { return false }
        let parts = (lines.item(place)?.text ?? text(place) ?? "").split(separator: " ")
        guard parts.count > 2, let last = parts.last, parts[parts.count - 2].last.map({ !",;".contains($0) }) ?? false
        else { return false }
        return Self.leading.contains(String(last))
    }

    /// Whether the sentence of a line may continue on the next line.
    private func isOpen(_ place: Int) -> Bool {
        guard lines.written.indices.contains(place) else { return false }
        let line = lines.item(place)?.text ?? text(place) ?? ""
        guard let last = line.last, !".:;!?…_".contains(last), last != "," || length(place) > 44 else { return false }
        return !PastedName.isInCapitals(line) && !line.contains("\t") && !isName(line)
    }

    /// Whether a line is the name of a field and nothing else.
    private func isName(_ words: String) -> Bool {
        guard words.split(separator: " ").count < 7 else { return false }
        return type?.isLabel(words) ?? false
    }

    /// Returns the text of a line of prose; nil for a blank line, an item, a row or Markdown.
    private func text(_ place: Int) -> String? {
        guard lines.written.indices.contains(place), lines.item(place) == nil else { return nil }
        let words = lines.written[place].trimmedASCII
        guard let first = words.first, !"#|>`~<!".contains(first), !words.contains("\t") else { return nil }
        return words
    }

    private func length(_ place: Int) -> Int { lines.written[place].trimmedASCII.count }

    /// Words that cannot end an entry of a list.
    private static let leading = Set(
        """
        a al ante con de del desde e el en entre hacia la las los o para por que según sin sobre su sus tras u un una y
        and at by for from in of on or the to with
        """.split { $0 == " " || $0 == "\n" }.map(String.init))

    /// Words that continue a sentence, so that they cannot begin an entry of a list.
    private static let joining = Set(
        """
        a al ante bajo como con contra cuando cuya cuyo de del desde donde durante e el en entre es esta este hacia
        hasta la las lo los mediante ni o para pero por que quien segun ser si sin sobre su sus tras u un una y and as
        at by for from if in of on or than that the to when which with
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
