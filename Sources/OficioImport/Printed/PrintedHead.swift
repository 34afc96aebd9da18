import OficioModel
import OficioSchema
import OficioSource

/// Recognizes a document that Oficio printed, by the line that names its type over the title and the facts below it:
/// *Protocolo · Departamento de Pensiones*, *Código PR-ATC-03*.
struct PrintedHead {
    /// The built-in form of the type that the line names.
    let form: FormLabels
    private(set) var fields: [FoundField] = []
    private(set) var labels: [Stretch] = []
    /// The state of the document, its notices, and facts that the control block repeats.
    private(set) var repeated: [Stretch] = []
    /// The paragraphs of the head except the title.
    private(set) var taken: Set<Int> = []

    private static let types: Set<String> = ["protocol", "standard", "checklist", "page", "clause"]

    /// Reads the head of a file; nil if it does not begin as Oficio prints a document.
    init?(_ outline: Outline, _ forms: [FormLabels]) {
        let body = (0..<outline.bodyCount).lazy.filter { !outline.paragraphs[$0].lines.isEmpty }.prefix(12)
        let head = Array(body)
        if let first = head.first, head.count > 1, outline.paragraphs[head[1]].headingLevel == 1,
            let found = Self.typeLine(first, outline, forms)
        {
            form = found.form
            read(typeLine: first, found.unit, outline)
            readFacts(Array(head.dropFirst(2)), outline)
            return
        }
        // A web page keeps the line and the facts in the header of the document.
        guard let title = head.first, outline.paragraphs[title].headingLevel == 1 else { return nil }
        for margin in outline.margins {
            let paragraphs = margin.compactMap { part -> Int? in
                guard case .paragraph(let index) = part, !outline.paragraphs[index].lines.isEmpty else { return nil }
                return index
            }
            guard let first = paragraphs.first, let found = Self.typeLine(first, outline, forms),
                paragraphs.dropFirst().allSatisfy({ outline.paragraphs[$0].isList })
            else { continue }
            form = found.form
            read(typeLine: first, found.unit, outline)
            readFacts(Array(paragraphs.dropFirst()) + head.dropFirst(), outline)
            return
        }
        return nil
    }

    /// Returns the form of the type that a line names, and the part of the line that names the unit; `nil` for any
    /// other line.
    private static func typeLine(_ index: Int, _ outline: Outline, _ forms: [FormLabels]) -> (
        form: FormLabels, unit: Stretch?
    )? {
        let paragraph = outline.paragraphs[index]
        guard paragraph.lines.count == 1, !paragraph.isList, paragraph.headingLevel == nil else { return nil }
        let bytes = Array(paragraph.text.utf8)
        let dot = Array(" · ".utf8)
        var name = Stretch(index, 0..<bytes.count)
        var unit: Stretch?
        if let place = bytes.indices.first(where: { bytes[$0...].starts(with: dot) }) {
            name = Stretch(index, 0..<place)
            unit = Stretch(index, place + dot.count..<bytes.count)
        }
        let words = outline.text(of: name).folded
        let form = forms.first {
            $0.form.isBuiltIn && types.contains($0.type.id)
                && ($0.type.name.spanish.folded == words || $0.type.name.english.folded == words)
        }
        return form.map { ($0, unit) }
    }

    private mutating func read(typeLine index: Int, _ unit: Stretch?, _ outline: Outline) {
        taken.insert(index)
        guard let unit, let place = form.type.field(.unit) else {
            labels.append(outline.whole(index))
            return
        }
        labels.append(Stretch(index, 0..<unit.range.lowerBound))
        add(place, .references([FoundText(outline.text(of: unit), [unit])]), label: "")
    }

    /// Reads the items and notices below the title, up to the first paragraph that is neither.
    private mutating func readFacts(_ paragraphs: [Int], _ outline: Outline) {
        for index in paragraphs {
            let whole = outline.whole(index)
            let folded = outline.text(of: whole).folded
            if PrintedWords.notices.contains(where: { folded.hasPrefix($0) }) {
                repeated.append(whole)
            } else if outline.paragraphs[index].isList, PrintedWords.states.contains(folded) {
                repeated.append(whole)
            } else if outline.paragraphs[index].isList, readFact(index, outline) {
            } else {
                break
            }
            taken.insert(index)
        }
    }

    private mutating func readFact(_ index: Int, _ outline: Outline) -> Bool {
        let bytes = Array(outline.paragraphs[index].text.utf8)
        for place in bytes.indices where bytes[place] == 0x20 {
            let label = Stretch(index, 0..<place)
            let rest = Stretch(index, place + 1..<bytes.count)
            guard let id = PrintedWords.facts[outline.text(of: label).folded],
                ["code", "version", "effective"].contains(id), let field = form.type.fields.index(of: id)
            else { continue }
            let text = FoundText(outline.text(of: rest), [rest])
            if id == "effective" {
                guard let date = CalendarDate(iso: text.text) ?? DateReading.date(in: text.text)?.date else { continue }
                add(field, .date(date, text), label: outline.text(of: label))
            } else {
                add(field, .text(text), label: outline.text(of: label))
            }
            labels.append(label)
            return true
        }
        return false
    }

    private mutating func add(_ field: Int, _ value: FoundValue, label: String) {
        fields.append(FoundField(path: [field], label: label, value: value, geometry: .behind, confidence: 0.95))
    }
}
