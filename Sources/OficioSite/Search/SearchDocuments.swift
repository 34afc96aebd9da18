import OficioHistory
import OficioModel
import OficioSchema
import OficioSearch
import OficioSource
import OficioTheme

/// Creates search documents from the records of the edition.
struct SearchDocuments {
    let site: SiteContext

    /// Keys of the fields that the sections of a search document leave out, because the document has them elsewhere
    /// or nobody searches for them.
    private static let ignored: Set<FieldKey> = [
        .title, .term, .code, .version, .created, .effective, .reviewEvery, .nextReview, .form, .state, .access,
        .formerIDs,
        .formerNames, .acronym, .synonyms,
        .doNotUse, .log, .authorisedBy, .reviewedBy, .preparedBy, .approvedOn, .lastReviewed, .signatures, .folio,
        .members,
    ]
    /// Keys of the fields whose rows are tasks: who does what, and how often.
    private static let taskFields: Set<FieldKey> = [
        .functions, .commonFunctions, .keyFunctions, .steps, .escalation, .items, .responsibilities,
    ]

    /// Returns the kind of question that a field answers.
    private static func answer(_ field: FieldKey) -> SearchDocument.Section.Answer {
        switch field {
        case .questions, .whenToUse: .need
        case .responseTime: .time
        case .requirements: .requirement
        case .cost: .cost
        case _ where taskFields.contains(field): .who
        default: .none
        }
    }

    /// Returns the search document of a record.
    func document(_ index: Int) -> SearchDocument {
        let corpus = site.corpus
        let whole = corpus.records[index]
        let record = site.edition.publicView?.withoutNames(whole) ?? whole
        let type = site.type(index)
        var document = SearchDocument(
            key: corpus.recordID(of: index).text, url: site.paths[index], title: record.title, type: site.typeName(type)
        )
        document.code = corpus.words(record, .code) ?? ""
        document.version = corpus.words(record, .version) ?? ""
        var names: [String: String] = [:]
        for mention in site.edition.mentions[index] {
            if let target = mention.resolution.record { names[mention.target] = corpus.records[target].title }
        }
        /// Returns the words of a text, in which titles stand for references.
        let plain: @Sendable (Text) -> String = { [names] text in text.plain { names[$0] } }
        func reference(_ fields: [FieldKey]) -> String {
            for field in fields {
                if case .references(let references)? = corpus.value(record, field), let first = references.first {
                    let words = plain(first.text)
                    return first.hasContext ? words : first.label ?? names[first.target] ?? words
                }
            }
            return ""
        }
        document.unit = reference([.unit, .area, .parentUnit])
        document.owner = reference([.owner])
        let weights = RankingConstants.current.document
        switch site.edition.states[index] {
        case .repealed?, .replaced?: document.weight = weights.repealed
        case .external?: document.weight = weights.external
        default:
            switch type.known {
            case .clause: document.weight = weights.clause
            case .unit: document.weight = weights.unit
            case .competency, .job, .manual, .term: document.weight = weights.reference
            case .checklist, .externalDocument, .office, .page, .protocol, .standard, nil:
                document.weight = weights.other
            }
        }
        if let state = site.edition.states[index], state != .current { document.state = site.states[state, type] }
        for field in [FieldKey.formerNames, .acronym, .synonyms, .doNotUse, .genericTitle, .folio] {
            guard let value = corpus.value(record, field), !value.isNotApplicable else { continue }
            if case .list(let items) = value {
                document.keywords += items.map(\.blocks.plain)
            } else {
                document.keywords.append(value.plain)
            }
        }
        let file = record.file
        let notes = record.footnotes
        let writer = PassageWriter(site.schema, names: names, plain: plain) { corpus.withClauseRows($0, from: file) }
        // Short facts are combined in one section under the title.
        var facts: [SearchDocument.Piece] = []
        for field in record.fields where !Self.ignored.contains(type.fields[field.field].key) {
            let key = type.fields[field.field].key
            if field.value.isNotApplicable { continue }
            if Self.isFact(field.value) {
                let words = writer.passages(of: field, in: record).map(\.text).joined(separator: ", ")
                facts.append(.init(text: "\(type.fields[field.field].label[site.language]): \(words)"))
                continue
            }
            var step = 0
            for passage in writer.passages(of: field, in: record) where !passage.isHeading {
                var text = notes.withoutMarks(passage.text)
                if !passage.group.isEmpty, Self.taskFields.contains(key) { text += " · " + passage.group }
                var anchor = passage.id.contains("/") ? "" : passage.id
                if type.key == .protocol {
                    if key == .steps, !passage.id.isEmpty, !passage.id.contains("/") { step += 1 }
                    anchor = key == .steps && step > 0 ? "\(site.schema.stepAnchor)\(step)" : ""
                }
                let piece = SearchDocument.Piece(anchor: anchor, text: text)
                if document.sections.last?.heading == passage.section {
                    document.sections[document.sections.count - 1].pieces.append(piece)
                } else {
                    document.sections.append(
                        .init(
                            heading: passage.section, answer: Self.answer(key), pieces: [piece]))
                }
            }
        }
        for section in record.extra {
            var pieces: [SearchDocument.Piece] = []
            section.blocks.forEachText { pieces.append(.init(text: plain(notes.withoutMarks($0)))) }
            document.sections.append(.init(heading: plain(section.heading), pieces: pieces))
        }
        if !facts.isEmpty { document.sections.insert(.init(heading: "", pieces: facts), at: 0) }
        // A page or a term has no headings, so its text gets an empty heading and belongs to the title.
        if type.key == .page || type.key == .term {
            for place in document.sections.indices where place == 0 { document.sections[place].heading = "" }
        }
        if document.sections.isEmpty { document.sections = [.init(heading: "", pieces: [])] }
        return document
    }

    private static func isFact(_ value: Value) -> Bool {
        switch value {
        case .text, .date, .integer, .percent, .boolean, .duration, .codes: true
        case .references(let references): references.count < 4
        default: false
        }
    }

    /// Returns the groups of synonyms: common ones of the language, those of the site, terms with their synonyms, and
    /// records with former names.
    func concepts() -> [SearchConcept] {
        let usual = String(decoding: BuiltInFiles.bytes("search/\(site.language.rawValue).txt") ?? [], as: UTF8.self)
        let own = site.settings.synonyms.filter { $0.count > 1 }.map { SearchConcept(names: $0) }
        return Self.concepts(ofList: usual) + own + named()
    }

    /// Returns the groups of synonyms in a list of everyday words, which has one group a line: `name, other
    /// name, …`, or `name: words that ask for it, …`. Lines that begin with `#` are comments.
    static func concepts(ofList text: String) -> [SearchConcept] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            let others = (parts.last ?? "").split(separator: ",").map { String($0).trimmedASCII }
            if parts.count == 1 { return SearchConcept(names: others) }
            return SearchConcept(names: [String(parts[0]).trimmedASCII] + others, isOneWay: true)
        }.filter { $0.names.count > 1 }
    }

    /// Words of the site's language that are not corrected: folded words, one a line; empty in other languages than
    /// Spanish.
    var knownWords: [UInt8] {
        site.language == .spanish ? BuiltInFiles.bytes("words/es-usuales.txt") ?? [] : []
    }

    private func named() -> [SearchConcept] {
        site.corpus.records.indices.compactMap { index in
            let record = site.corpus.records[index]
            var names = [record.title]
            for field in [FieldKey.acronym, .synonyms, .doNotUse, .formerNames] {
                guard let value = site.corpus.value(record, field), !value.isNotApplicable else { continue }
                if case .list(let items) = value {
                    names += items.map(\.blocks.plain)
                } else {
                    names.append(value.plain)
                }
            }
            return names.count > 1 ? SearchConcept(names: names) : nil
        }
    }
}
