import OficioSchema
import OficioSource

/// Reads facts about the document from headers and footers: *Código: PR-07*, *Versión 03*.
struct MarginReader {
    private let outline: Outline
    private let form: FormLabels
    private(set) var fields: [FoundField] = []
    /// Whether a code without a label is the document's. In a form it would be the form's own.
    private let takesCodes: Bool

    /// The identifiers of the fields that a header may give.
    private static let known: Set<FieldKey> = [.code, .version, .effective, .created, .approvedOn, .lastReviewed]

    init(_ outline: Outline, _ form: FormLabels, takesCodes: Bool = false) {
        self.outline = outline
        self.takesCodes = takesCodes
        self.form = form
        let running = RunningLine.all(form.form.header, form.type) + RunningLine.all(form.form.footer, form.type)
        if !running.isEmpty {
            for margin in outline.margins { read(paragraphs(margin), running) }
        }
        // The control data of the form itself (code, version, date) never belong to the document.
        guard form.form.control.code.isEmpty, form.type.isControlled else { return }
        for margin in outline.margins { read(paragraphs(margin)) }
        if takesCodes { readCode() }
    }

    /// Takes the code that stands in the margins without a label if there is only one.
    private mutating func readCode() {
        guard let field = form.type.field(.code) else { return }
        let codes = outline.margins.flatMap { lines(paragraphs($0)) }.filter { DocumentCode.matches($0.text) }
        if let first = codes.first, codes.allSatisfy({ $0.text == first.text }) {
            add(field, first.stretch, label: "")
        }
    }

    /// Returns the lines of some paragraphs, split where one has several labels or separators between control data.
    private func lines(_ paragraphs: [Int]) -> [Line] {
        let pieces = ControlPieces(outline) { line in
            fieldAndRest(line) != nil || PageNumber.matches(line.text)
        }
        return paragraphs.flatMap { outline.paragraphs[$0].lines }.map { outline.lines[$0] }.flatMap {
            labelledPieces(of: $0).flatMap { pieces.pieces(of: $0) }
        }
    }

    private func paragraphs(_ parts: [OutlinePart]) -> [Int] {
        parts.flatMap { part -> [Int] in
            switch part {
            case .paragraph(let index): [index]
            case .box(let inside): paragraphs(inside)
            case .table(let table): outline.tables[table].rows.joined().flatMap { paragraphs(outline.cells[$0].parts) }
            }
        }
    }

    private mutating func read(_ paragraphs: [Int]) {
        let lines = lines(paragraphs)
        for (index, line) in lines.enumerated() {
            guard let (name, rest) = fieldAndRest(line) else { continue }
            if let rest {
                add(name, rest, label: line.text)
            } else if index + 1 < lines.count, fieldAndRest(lines[index + 1]) == nil {
                add(name, lines[index + 1].stretch, label: line.text)
            }
        }
    }

    /// Returns the pieces of a line such as *Código: PR-07 Versión: 03 Página 1 de 5*, one for each label.
    private func labelledPieces(of line: Line) -> [Line] {
        let bytes = Array(outline.paragraphs[line.stretch.paragraph].text.utf8)
        var starts = [line.stretch.range.lowerBound]
        for place in line.stretch.range where bytes[place] == 0x20 && place + 1 < line.stretch.range.upperBound {
            let rest = bytes[(place + 1)..<line.stretch.range.upperBound]
            let word = String(decoding: rest.prefix { $0 != 0x20 }, as: UTF8.self)
            guard word.first?.isUppercase == true else { continue }
            let isPage = ["pagina", "page", "pag"].contains(word.folded)
            let head = rest.prefix(40).prefix { $0 != UInt8(ascii: ":") }
            let isLabel =
                head.count < rest.count && head.count < 40 && field(String(decoding: head, as: UTF8.self)) != nil
            if isPage || isLabel { starts.append(place + 1) }
        }
        if starts.count == 1 { return [line] }
        return starts.enumerated().map { index, start in
            let end = index + 1 < starts.count ? starts[index + 1] : line.stretch.range.upperBound
            let stretch = Stretch(line.stretch.paragraph, start..<end)
            return Line(
                index: line.index, stretch: stretch, text: outline.text(of: stretch), followsTab: line.followsTab)
        }
    }

    /// Reads the lines of a margin by the running lines of the form.
    private mutating func read(_ paragraphs: [Int], _ running: [RunningLine]) {
        for line in paragraphs.flatMap({ outline.paragraphs[$0].lines }).map({ outline.lines[$0] }) {
            let range = line.stretch.range
            let bytes = Array(Array(outline.paragraphs[line.stretch.paragraph].text.utf8)[range])
            guard let values = running.lazy.compactMap({ $0.values(in: bytes) }).first else { continue }
            for (field, place) in values {
                let start = range.lowerBound
                let stretch = Stretch(line.stretch.paragraph, start + place.lowerBound..<start + place.upperBound)
                add(field, stretch, label: line.text, isNamed: true)
            }
        }
    }

    /// Returns the field that a line names, and the value after the colon or the name; nil if the line names no
    /// field.
    private func fieldAndRest(_ line: Line) -> (field: Int, rest: Stretch?)? {
        let bytes = Array(outline.paragraphs[line.stretch.paragraph].text.utf8)
        let range = line.stretch.range
        if let colon = range.first(where: { bytes[$0] == UInt8(ascii: ":") }) {
            guard let field = field(String(decoding: bytes[range.lowerBound..<colon], as: UTF8.self)) else {
                return nil
            }
            let rest = Stretch(line.stretch.paragraph, colon + 1..<range.upperBound)
            return (field, outline.text(of: rest).isEmpty ? nil : rest)
        }
        if let field = field(line.text) { return (field, nil) }
        // *Rev.3*, *V. 03*: the version with an abbreviated label.
        if let start = DocumentCode.versionStart(line.text), let field = form.type.field(.version) {
            let label = String(line.text.prefix(start))
            let cut = TextItems(outline: outline).offset(behind: label, in: line.stretch)
            return (field, Stretch(line.stretch.paragraph, cut..<range.upperBound))
        }
        // The value follows a label without a colon: «Versión 03».
        guard let space = line.text.firstIndex(of: " "), let field = field(String(line.text[..<space])),
            line.text.split(separator: " ").count == 2,
            let gap = range.first(where: { bytes[$0] == 0x20 && $0 > range.lowerBound })
        else { return nil }
        return (field, Stretch(line.stretch.paragraph, gap + 1..<range.upperBound))
    }

    private func field(_ text: String) -> Int? {
        for name in LabelText.candidates(text) {
            if let field = form.type.field(understood: name), Self.known.contains(form.type.fields[field].key) {
                return field
            }
        }
        return nil
    }

    /// Adds the value of a field that has none yet, if it is a short text with a digit.
    ///
    /// `isNamed` says whether the form prints the field at this position. If it does not, a page number is not
    /// taken as a value.
    private mutating func add(_ field: Int, _ stretch: Stretch, label: String, isNamed: Bool = false) {
        var text = outline.text(of: stretch)
        // Remove the separator before the next label: «Código: IN-07 · Versión: 3».
        while let last = text.last, " ·|–-,;•".contains(last) { text.removeLast() }
        guard !fields.contains(where: { $0.path == [field] }), text.count <= 60, text.contains(where: \.isNumber),
            isNamed || !PageNumber.matches(text) && !ControlPieces.areSeveral(text)
        else { return }
        let found = FoundText(text, [stretch])
        var value = FoundValue.text(found)
        if case .date = form.type.fields[field].kind {
            guard let date = CalendarDate(iso: text) ?? DateReading.date(in: text)?.date else { return }
            value = .date(date, found)
        } else if form.type.fields[field].key == .version, DateReading.date(in: text) != nil {
            // «Rev. 16/03/2023» is the day on which the file was saved, not a version.
            return
        }
        fields.append(
            FoundField(
                path: [field], label: LabelText.bare(label), value: value, geometry: .behind, confidence: 0.8))
    }
}
