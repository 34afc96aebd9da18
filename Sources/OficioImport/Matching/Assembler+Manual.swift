import OficioSchema
import OficioSource

/// Makes a manual of a file with several jobs in no form of a manual: what the file says before its first job belongs
/// to all of them.
extension Assembler {
    /// The fields of a document's control. Those before the first job, in page headers and in the log are the manual's.
    private static let control: Set<FieldKey> = [
        .code, .version, .effective, .created, .approvedOn, .lastReviewed, .nextReview, .reviewEvery, .preparedBy,
        .reviewedBy, .authorisedBy, .log,
    ]
    private static let names: Set<String> = [
        "manual", "manuales", "catalogo", "compendio", "handbook", "catalogue", "catalog",
    ]

    private static let introductions: Set<String> = ["introduccion", "presentacion", "introduction"]

    /// Adds a manual as the last document, if a line before the first job names one. `form` is the built-in form of
    /// manuals; nil if the site has no such type.
    mutating func takeManual(_ form: FormLabels?) {
        guard let form, records.count > 1, !labels.forms.contains(where: \.hasMembers),
            records.allSatisfy({ labels.forms[$0.form].type.key == .job }), let start = beginning(of: 0),
            let title = titleOfManual(before: start)
        else { return }
        let number = records.count
        labels = labels.adding(form)
        var manual = MatchedRecord(form: labels.forms.count - 1)
        manual.fields.append(
            FoundField(
                path: [form.type.titleField], label: "", value: .text(FoundText(outline.text(of: title), [title])),
                geometry: .place, confidence: 0.7))
        moveControl(to: &manual, form.type, before: start)
        readCover(&manual, form, before: start)
        if let field = form.type.field(.introduction), let texts = introduction(form.type, field, before: start) {
            manual.fields.append(
                FoundField(path: [field], label: "", value: .blocks(texts), geometry: .below, confidence: 0.7))
        }
        for index in 0..<start where ContentsList.isTitle(index, outline) {
            fates.assign(openWords(in: outline.whole(index)), .furniture(.contents))
        }
        records.append(manual)
        extraLabels.removeAll { $0 == title }
        places = [(0, number), (start, 0)] + places.filter { $0.paragraph >= start }
    }

    /// Returns the paragraph at which a job begins: the one of its title, or the heading with the same words directly
    /// before it.
    private func beginning(of record: Int) -> Int? {
        let path = [labels.forms[records[record].form].type.titleField]
        guard let title = records[record].field(path)?.value.texts.first, let place = title.stretches.first?.paragraph,
            place < outline.bodyCount
        else { return nil }
        var first = place
        for index in (0..<place).reversed() where !outline.paragraphs[index].lines.isEmpty {
            guard outline.text(of: outline.whole(index)).folded == title.text.folded else { break }
            first = index
        }
        return first > 0 ? first : nil
    }

    private func titleOfManual(before start: Int) -> Stretch? {
        (0..<start).lazy.filter { outline.paragraphs[$0].cell == nil && !outline.paragraphs[$0].isContents }.map {
            outline.whole($0)
        }
        .first { stretch in
            let text = outline.text(of: stretch)
            let words = text.folded.split { !$0.isLetter }.map(String.init)
            return words.count > 1 && words.count <= 14 && words.contains { Self.names.contains($0) }
                && !TextItems.endsSentence(text) && openWords(in: stretch).count == outline.words(in: stretch).count
        }
    }

    /// Moves control data out of the jobs that stand before the first job or in page headers, and the log at the end.
    /// What most jobs say of themselves stays with each.
    private mutating func moveControl(to manual: inout MatchedRecord, _ type: DocumentType, before start: Int) {
        for number in records.indices {
            let own = labels.forms[records[number].form].type
            for place in records[number].fields.indices.reversed() {
                let field = records[number].fields[place]
                guard field.path.count == 1, let key = Optional(own.fields[field.path[0]].key),
                    Self.control.contains(key), let target = type.field(key), manual.field([target]) == nil,
                    records.count(where: { $0.field(field.path) != nil }) * 2 <= records.count
                else { continue }
                let paragraphs = field.value.texts.flatMap(\.stretches).map(\.paragraph)
                let isOutside = paragraphs.allSatisfy { $0 < start || $0 >= outline.bodyCount }
                guard isOutside && number == 0 || key == .log else { continue }
                records[number].removeField(at: place)
                manual.fields.append(
                    FoundField(
                        path: [target], label: field.label, value: field.value, geometry: field.geometry,
                        confidence: field.confidence))
            }
        }
    }

    /// Reads the control data on the cover that the form of the jobs has no label for.
    private mutating func readCover(_ manual: inout MatchedRecord, _ form: FormLabels, before start: Int) {
        let facts = ProseFacts(outline, form)
        var isRead: Set<Int> = []
        for field in facts.fields where manual.field(field.path) == nil {
            let stretches = field.value.texts.flatMap(\.stretches)
            guard stretches.allSatisfy({ $0.paragraph < start }),
                stretches.allSatisfy({ stretch in
                    outline.words(in: stretch).allSatisfy { fates.isOpen($0) } && !isInField(stretch)
                })
            else { continue }
            manual.fields.append(field)
            isRead.formUnion(stretches.map(\.paragraph))
        }
        if !isRead.isEmpty { extraLabels += facts.labels.filter { $0.paragraph < start } }
        for field in MarginReader(outline, form).fields where manual.field(field.path) == nil {
            manual.fields.append(field)
        }
    }

    /// Whether a job has a value that overlaps a stretch.
    private func isInField(_ stretch: Stretch) -> Bool {
        records.contains { record in
            record.fields.contains { field in
                field.value.texts.flatMap(\.stretches).contains {
                    $0.paragraph == stretch.paragraph && $0.range.overlaps(stretch.range)
                }
            }
        }
    }

    /// Returns the text under a heading that names the introduction, up to the next heading; nil if there is none.
    private mutating func introduction(_ type: DocumentType, _ field: Int, before start: Int) -> [FoundText]? {
        let headings = ProseHeadings(outline)
        func names(_ index: Int) -> Bool {
            outline.paragraphs[index].lines.count == 1 && outline.paragraphs[index].cell == nil
                && LabelText.candidates(outline.paragraphs[index].text).contains { name in
                    type.field(understood: name) == field || Self.introductions.contains(name)
                }
        }
        guard let heading = (0..<start).first(where: { names($0) }) else { return nil }
        let body = ((heading + 1)..<start).prefix { index in
            outline.paragraphs[index].cell == nil && headings.level(index) == nil
        }
        let stretches = body.filter { !outline.paragraphs[$0].lines.isEmpty }.map { outline.whole($0) }
        guard !stretches.isEmpty,
            ([outline.whole(heading)] + stretches).allSatisfy({
                openWords(in: $0).count == outline.words(in: $0).count && !isInField($0)
            })
        else { return nil }
        extraLabels.append(outline.whole(heading))
        return reader.items.items(stretches, strips: true)
    }
}
