import OficioModel
import OficioSchema

/// Assigns a fate to every word of the file: in a field, among labels and marks, or under *Sin colocar*.
extension Assembler {
    mutating func assignFates() {
        attachNotes()
        for stretch in extraLabels + reader.labelStretches { fates.assign(openWords(in: stretch), .label) }
        for stretch in reader.markStretches { fates.assign(openWords(in: stretch), .mark) }
        for (number, record) in records.enumerated() {
            let type = labels.forms[record.form].type
            for field in record.fields {
                let fate = Fate.field(record: number, field: Self.name(field.path, type))
                for text in field.value.texts + Self.groups(field.value) {
                    for stretch in text.typedLabels { fates.assign(openWords(in: stretch), .label) }
                    for stretch in text.stretches { fates.assign(openWords(in: stretch), fate) }
                }
            }
        }
        let names = names(of: [.title, .area, .unit])
        for (stretch, _) in headings where names.contains(outline.text(of: stretch).folded) {
            fates.assign(openWords(in: stretch), .label)
        }
        assignRemainingFates()
    }

    /// Returns the headings of rows, and their words for *not applicable*.
    static func groups(_ value: FoundValue) -> [FoundText] {
        guard case .rows(let rows) = value else { return [] }
        return rows.flatMap { row in (row.group.map { [$0.text] } ?? []) + (row.group?.notApplicable.map { [$0] } ?? [])
        }
    }

    static func name(_ path: [Int], _ type: DocumentType) -> String {
        let field = type.fields[path[0]]
        if path.count > 1, case .group(let members) = field.kind { return field.id + "/" + members[path[1]].id }
        return field.id
    }

    func openWords(in stretch: Stretch) -> [Int] { outline.words(in: stretch).filter { fates.isOpen($0) } }

    /// Puts every word of the main text without a fate into the source of the record nearest before
    /// it.
    private mutating func assignRemainingFates() {
        if records.isEmpty { records.append(MatchedRecord(form: 0)) }
        for index in 0..<outline.bodyCount {
            for stretch in UnassignedWords(outline, fates).stretches(of: index) {
                let record = places.last { $0.paragraph <= index }?.record ?? 0
                records[record].unplaced.append(stretch)
                fates.assign(openWords(in: stretch), .unplaced(record: record))
            }
        }
        placeRemainingPictures()
        assignFatesOfOtherParts()
    }

    /// Attaches notes and pictures to the text that they belong to, if its field takes Markdown.
    private mutating func attachNotes() {
        var seen: Set<Int> = []
        for number in records.indices {
            let type = labels.forms[records[number].form].type
            for index in records[number].fields.indices {
                let field = records[number].fields[index]
                guard let takesPictures = Self.takesNotes(ValueReader.kind(field.path, type)) else { continue }
                let fate = Fate.field(record: number, field: Self.name(field.path, type))
                var placed: [Int] = []
                records[number].fields[index].value = field.value.mapTexts { text in
                    guard outline.holdsExactly(text) else { return text }
                    var text = text
                    for stretch in text.stretches {
                        let (notes, pictures) = NotePlaces.all(in: stretch, outline)
                        text.notes += notes.filter { !outline.wordsOfNote[$0].isEmpty && seen.insert($0).inserted }
                        if takesPictures { text.pictures += pictures.filter { outline.pictures[$0] != nil } }
                    }
                    placed += text.notes
                    return text
                }
                for text in records[number].fields[index].value.texts {
                    for note in text.notes { fates.assign(outline.wordsOfNote[note], fate) }
                    for picture in text.pictures { fates.assign(outline.wordsOfPicture[picture], fate) }
                }
                records[number].placedNotes += placed
            }
        }
    }

    /// Returns true if a field's text may contain notes and pictures, false if it may contain only notes, and
    /// nil if it may contain neither.
    private static func takesNotes(_ kind: FieldKind) -> Bool? {
        switch kind {
        case .markdown: true
        case .list: false
        case .rows(let type):
            // People and logs become lines of the front matter.
            type.column(.label) != nil
                || type.columns.contains { if case .rows = $0.kind { true } else { false } }
                ? nil : false
        default: nil
        }
    }

    /// Puts pictures of the main text that stand in no field under *Sin colocar*, in the nearest document.
    private mutating func placeRemainingPictures() {
        let placed = Set(records.flatMap { $0.fields.flatMap { $0.value.texts.flatMap(\.pictures) } })
        for index in 0..<outline.bodyCount {
            for run in outline.paragraphs[index].source.runs where run.visibility == .shown {
                guard case .picture(let picture) = run.content, outline.pictures[picture] != nil,
                    !placed.contains(picture)
                else { continue }
                let record = places.last { $0.paragraph <= index }?.record ?? 0
                records[record].pictures.append(picture)
                fates.assign(outline.wordsOfPicture[picture], .unplaced(record: record))
            }
        }
    }

    /// Assigns a fate to the words outside the main text.
    private mutating func assignFatesOfOtherParts() {
        for (index, word) in outline.words.enumerated() where fates.isOpen(index) {
            if let fate = OtherParts.fate(of: word) { fates.assign([index], fate) }
        }
        records[0].addNotes(outline, except: Set(records.flatMap(\.placedNotes)))
    }
}
