import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// What a site shows to the public: its records without what is internal (`acceso: interno` on the
/// site, a type, a document, a section or a field), and without the names of what is left out.
///
/// Marks in the sources apply at once to every version, released or not. Marks in a release also
/// apply to all earlier releases.
package struct PublicView: Sendable {
    private let full: Corpus
    private let working: Corpus
    /// Internal parts by record of the full corpus.
    private let parts: [InternalParts]
    /// Non-empty internal parts that the sources declare, by the record's key.
    private let workingParts: [String: InternalParts]
    private let released: ReleasedMarks
    /// The words that replace a hidden name.
    private let neutral: String
    /// Folded names of all shown posts, units and terms.
    private let postNames: Set<String>

    /// - Parameters:
    ///   - full: the corpus that is published for the staff.
    ///   - working: the corpus of the sources as they are now.
    ///   - releases: the releases that the full corpus's records come from, by the records' keys.
    ///   - released: the internal parts that every release declares.
    ///   - neutral: the words that replace a hidden reference: *(documento interno)*.
    package init(
        of full: Corpus, working: Corpus, releases: [String: ReleasePlace], released: ReleasedMarks, neutral: String
    ) {
        self.full = full
        self.working = working
        self.released = released
        self.neutral = neutral
        var said: [String: InternalParts] = [:]
        for (index, parts) in Self.parts(in: working).enumerated() where !parts.isEmpty {
            said[working.key(of: index)] = parts
        }
        workingParts = said
        parts = Self.parts(in: full).enumerated().map { index, own in
            let key = full.key(of: index)
            var parts = own
            if let more = said[key] { parts.formUnion(more) }
            if let place = releases[key] { parts.formUnion(released.parts(of: key, after: place)) }
            return parts
        }
        postNames = full.schema.settings.publishesPeople ? [] : Self.postNames(full, parts)
    }

    private static func postNames(_ corpus: Corpus, _ parts: [InternalParts]) -> Set<String> {
        var names: Set<String> = []
        for (index, record) in corpus.records.enumerated() where !parts[index].isWhole {
            guard [TypeKey.job, .unit, .term].contains(corpus.schema.types[record.type].key) else { continue }
            names.formUnion([record.id, record.title].map(\.folded))
            for field in [FieldKey.code, .genericTitle, .formerNames, .acronym, .synonyms] {
                switch corpus.value(record, field) {
                case .list(let items)?: names.formUnion(items.map(\.blocks.plain.folded))
                case let value?: names.insert(value.plain.folded)
                case nil: break
                }
            }
        }
        names.remove("")
        return names
    }

    private func people(_ place: PeopleFilter.Place) -> PeopleFilter {
        PeopleFilter(schema: full.schema, place: place) { target, isPath, file in
            if let index = full.resolve(target, from: file, isPath: isPath).record {
                return parts[index].isWhole ? nil : full.records[index].title
            }
            return target == neutral || !isPath && postNames.contains(target.folded) ? target : nil
        }
    }

    /// Whether a text is the name of a shown post, unit or term, in any case and with or without
    /// accents.
    package func isPost(_ words: String) -> Bool { postNames.contains(words.folded) }

    /// Internal parts by record, as the records and their manuals declare them.
    private static func parts(in corpus: Corpus) -> [InternalParts] {
        var manuals: [Int: Int] = [:]
        for (index, record) in corpus.records.enumerated() {
            guard case .references(let members)? = corpus.value(record, .members) else { continue }
            for member in members {
                if let target = corpus.target(of: member, from: record.file) { manuals[target] = index }
            }
        }
        return corpus.records.enumerated().map { index, record in
            InternalParts(of: record, corpus.schema, manual: manuals[index].map { corpus.records[$0] })
        }
    }

    /// The internal parts of a record in a release, or in the edition if `place` is `nil`.
    private func parts(of record: Record, in place: ReleasePlace?) -> InternalParts {
        guard let place else {
            return full.index(ofType: record.type, id: record.id).map { self.parts[$0] }
                ?? InternalParts(of: record, full.schema, manual: nil)
        }
        let key = "\(full.schema.types[record.type].id)/\(record.id)"
        var parts = InternalParts(of: record, full.schema, manual: nil)
        if let more = workingParts[key] { parts.formUnion(more) }
        parts.formUnion(released.parts(of: key, after: place))
        return parts
    }

    /// Whether the public sees a record of the full corpus.
    package func shows(_ index: Int) -> Bool { !parts[index].isWhole }

    /// The record without its internal parts, `nil` if all of it is internal.
    ///
    /// - Parameters:
    ///   - record: a record of the edition or of a snapshot.
    ///   - place: the release that the record is read from; `nil` for a record of the edition.
    ///   - former: whether the record comes from a snapshot; references to records that no longer
    ///     exist are then hidden too.
    ///   - hidesRows: whether to leave out all rows, because those of an internal clause can no
    ///     longer be told from the record's own.
    /// - Returns: the public record.
    package func record(_ record: Record, in place: ReleasePlace? = nil, former: Bool = false, hidesRows: Bool = false)
        -> Record?
    {
        if let index = full.index(ofType: record.type, id: record.id), parts[index].isWhole { return nil }
        let parts = parts(of: record, in: place)
        if parts.isWhole { return nil }
        let type = full.schema.types[record.type]
        var walker = Walker(view: self, file: record.file, former: former)
        if !parts.isEmpty || record.extra.contains(where: \.isInternal) {
            walker.hiddenNotes = record.hiddenFootnotes(
                { !parts.hides($0.field, of: type) }, { !parts.hides($0, of: type) })
        }
        let hidesLog = hides(partsOf: record, in: place) || hidesMembers(of: record)
        func shown(_ field: FieldValue) -> FieldValue? {
            guard !parts.hides(field.field, of: type) else { return nil }
            if hidesRows, case .rows = field.value { return nil }
            // The author of the log sees everything and may describe what is internal.
            if type.fields[field.field].key == .log, hidesLog { return nil }
            return field.with(walker.value(field.value, type.fields[field.field].kind))
        }
        let each = record.fields.map(shown)
        let fields = each.compactMap(\.self)
        let extra = record.extra.filter { !parts.hides($0, of: type) }.map { section in
            ExtraSection(
                heading: walker.text(section.heading), blocks: walker.blocks(section.blocks), after: section.after,
                place: section.place.map { each[..<$0].count { $0 != nil } })
        }
        let left = Record(
            type: record.type, id: record.id, form: record.form, file: record.file, span: record.span,
            title: record.title, fields: fields, extra: extra,
            isBroken: record.isBroken, permitted: record.permitted, stamp: record.stamp,
            head: (each[..<record.headCount].count { $0 != nil }, record.stamp))
        // A sheet shows the names that its form prints; a log shows only posts.
        return full.schema.settings.publishesPeople
            ? left : people(.lists).filtered(left, stamp: left.stamp) { $0 == "log" }
    }

    /// The record as tables, data files and the index show it: with posts, and with people's names
    /// only if the site publishes them.
    package func withoutNames(_ record: Record) -> Record {
        full.schema.settings.publishesPeople ? record : people(.lists).filtered(record)
    }

    /// The record as its page shows it: with people's names in the fields that a form of the site
    /// prints, and without those of others who sign or answer for the document.
    package func withoutNames(_ record: Record, on form: Form) -> Record {
        if full.schema.settings.publishesPeople { return record }
        let fields = full.schema.types[record.type].fields
        let printed =
            form.isBuiltIn ? [] : Set(form.printedFields.filter(fields.indices.contains).map { fields[$0].id })
        return people(.page).filtered(record) { !printed.contains($0) }
    }

    private func hidesMembers(of record: Record) -> Bool {
        guard case .references(let members)? = full.value(record, .members) else { return false }
        return members.contains {
            full.target(of: $0, from: record.file).map { parts[$0].isWhole || hides(partsOf: full.records[$0]) }
                ?? false
        }
    }

    /// The record without its modification log.
    package func withoutLog(_ record: Record) -> Record {
        let type = full.schema.types[record.type]
        return Record(
            type: record.type, id: record.id, form: record.form, file: record.file, span: record.span,
            title: record.title,
            fields: record.fields.filter { type.fields[$0.field].key != .log }, extra: record.extra,
            isBroken: record.isBroken, permitted: record.permitted,
            stamp: record.stamp)
    }

    /// Whether some part of a record is internal.
    package func hides(partsOf record: Record, in place: ReleasePlace? = nil) -> Bool {
        let type = full.schema.types[record.type]
        return !parts(of: record, in: place).isEmpty || record.extra.contains(where: \.isInternal)
            || record.fields.contains { type.fields[$0.field].holdsInternal }
    }

    /// A text that differs whenever the public view may differ.
    package var signature: String {
        let left = full.records.indices.filter { parts[$0].isWhole || hides(partsOf: full.records[$0]) }.map {
            "\(full.key(of: $0)) \(parts[$0].signature)"
        }
        var names = Stamp()
        for name in postNames.sorted() { names.add(name) }
        return (left.sorted() + [released.signature, String(names.value)]).joined(separator: "\n")
    }

    /// Whether the public sees the record with a key (`job/cajero`).
    package func shows(key: String) -> Bool {
        guard let slash = key.firstIndex(of: "/"), let type = full.schema.type(id: String(key[..<slash])),
            let index = full.index(ofType: type, id: String(key[key.index(after: slash)...]))
        else { return false }
        return shows(index)
    }

    /// Whether a reference leads to something hidden.
    fileprivate func hides(_ target: String, _ types: [TypeKey], from file: FileID, isPath: Bool, former: Bool) -> Bool
    {
        switch full.resolve(target, types: types, from: file, isPath: isPath) {
        case .record(let index, _): return parts[index].isWhole
        case .ambiguous(let indices): return indices.contains { parts[$0].isWhole }
        case .attachment: return false
        case .unknown:
            // A snapshot names a record that no longer exists by its key; it may have been
            // internal.
            if former, target.firstIndex(of: "/").map({ full.schema.type(id: String(target[..<$0])) != nil }) == true {
                return true
            }
            // The edition leaves out other records too, which are still found in the sources.
            switch working.resolve(target, types: types, from: file, isPath: isPath) {
            case .record(let index, _): return hides(working: index)
            case .ambiguous(let indices): return indices.contains(where: hides(working:))
            case .attachment, .unknown: return false
            }
        }
    }

    private func hides(working index: Int) -> Bool { workingParts[working.key(of: index)]?.isWhole ?? false }

    /// Whether an id contains the id of a hidden record.
    fileprivate func isTelling(_ id: String) -> Bool {
        let marked = "-\(id)-"
        return full.records.indices.contains { parts[$0].isWhole && marked.contains("-\(full.records[$0].id)-") }
    }

    fileprivate var neutralWords: String { neutral }

    /// Whether a web address is that of a page which is left out, at the address of the site.
    fileprivate func hidesPage(_ address: String) -> Bool {
        let own = full.schema.settings.baseURL
        guard !own.isEmpty, let page = Self.path(of: address, below: own) else { return false }
        let parts = page.split(separator: "/").map(String.init)
        return zip(parts, parts.dropFirst()).contains { folder, name in
            guard let type = full.schema.types.firstIndex(where: { $0.folder == folder }) else { return false }
            let id = name.hasSuffix(".html") ? String(name.dropLast(5)) : name
            if let index = full.index(ofType: type, id: id) { return self.parts[index].isWhole }
            return working.index(ofType: type, id: id).map(hides(working:)) ?? false
        }
    }

    private static func path(of address: String, below own: String) -> String? {
        // The scheme may be the other one.
        func bare(_ address: String) -> Substring {
            address.firstRange(of: "//").map { address[$0.upperBound...] } ?? address[...]
        }
        let (address, own) = (bare(address), bare(own))
        guard address.lowercased().hasPrefix(own.lowercased()) else { return nil }
        let path = address.dropFirst(own.count).prefix { $0 != "#" && $0 != "?" }
        return String(path).removingPercents
    }

    /// Whether a text may hold an address of the site.
    fileprivate func mayHoldPage(_ words: String) -> Bool {
        !full.schema.settings.baseURL.isEmpty && words.contains("://")
    }
}

/// Replaces hidden names in the values of a record.
private struct Walker {
    let view: PublicView
    let file: FileID
    let former: Bool
    /// Labels of footnotes to which nothing refers that is shown.
    var hiddenNotes: Set<String> = []

    func text(_ text: Text) -> Text {
        guard let inlines = text.inlines ?? (view.mayHoldPage(text.source) ? [.text(text.source)] : nil) else {
            return text
        }
        var changed = false
        let shown = self.inlines(inlines, &changed)
        if !changed { return text }
        var words = ""
        Inline.appendPlain(shown, to: &words)
        return text.replacing(source: words, inlines: shown)
    }

    private func inlines(_ inlines: [Inline], _ changed: inout Bool) -> [Inline] {
        var out: [Inline] = []
        for inline in inlines {
            switch inline {
            case .reference(let target, let label):
                guard view.hides(target, [], from: file, isPath: false, former: former) else {
                    out.append(inline)
                    continue
                }
                changed = true
                // In a snapshot the label may be the title that the record had then.
                out.append(.text(former ? view.neutralWords : label ?? view.neutralWords))
            case .link(let destination, let title, let inside):
                let words = self.inlines(inside, &changed)
                if view.hidesPage(destination) {
                    changed = true
                    out += [.text(view.neutralWords)]
                } else if LinkTarget(destination).isRelativePath,
                    view.hides(destination, [], from: file, isPath: true, former: former)
                {
                    changed = true
                    out += words
                } else {
                    out.append(.link(destination: destination, title: title, words))
                }
            case .emphasis(let inside): out.append(.emphasis(self.inlines(inside, &changed)))
            case .strong(let inside): out.append(.strong(self.inlines(inside, &changed)))
            case .strikethrough(let inside): out.append(.strikethrough(self.inlines(inside, &changed)))
            case .text(let words) where view.mayHoldPage(words): out.append(.text(withoutPages(words, &changed)))
            case .code(let words):
                let shown = withoutReferences(words)
                changed = changed || shown != words
                out.append(.code(shown))
            case .image(let destination, _, _) where view.hidesPage(destination): changed = true
            case .text, .image, .softBreak, .lineBreak: out.append(inline)
            }
        }
        return out
    }

    /// The words without addresses of pages that are left out.
    private func withoutPages(_ words: String, _ changed: inout Bool) -> String {
        var shown = ""
        for piece in BareAddress.pieces(of: words) {
            switch piece {
            case .words(let words): shown += words
            case .address(let words, let destination):
                let isHidden = view.hidesPage(destination)
                changed = changed || isHidden
                shown += isHidden ? view.neutralWords : words
            }
        }
        return shown
    }

    /// Code without the targets of references to what is left out.
    private func withoutReferences(_ code: String) -> String {
        guard code.contains("[[") else { return code }
        return References.split(code).reduce(into: "") { shown, piece in
            switch piece {
            case .reference(let target, let label):
                let isHidden = view.hides(target, [], from: file, isPath: false, former: former)
                shown += isHidden ? view.neutralWords : "[[\(target)\(label.map { "|\($0)" } ?? "")]]"
            default: Inline.appendPlain([piece], to: &shown)
            }
        }
    }

    /// The text without the lines of footnotes that are not shown; nil if nothing is left.
    private func withoutNotes(_ text: Text) -> Text? {
        guard !hiddenNotes.isEmpty, let inlines = text.marked.inlines, Footnotes.isMarked(text.marked) else {
            return text
        }
        var isHidden = false
        let lines = Footnotes.lines(inlines)
        // A note goes on up to the next one.
        let shown = lines.filter { line in
            if let (label, _) = Footnotes.note(line) { isHidden = hiddenNotes.contains(label) }
            return !isHidden
        }
        if shown.count == lines.count { return text }
        let left = shown.enumerated().flatMap { $0.offset == 0 ? $0.element : [.softBreak] + $0.element }
        if left.isEmpty { return nil }
        var words = ""
        Inline.appendPlain(left, to: &words)
        return text.replacing(source: words, inlines: left)
    }

    func blocks(_ blocks: [Block]) -> [Block] {
        blocks.compactMap { block in
            switch block {
            case .paragraph(let text): withoutNotes(text).map { .paragraph(self.text($0)) }
            case .heading(let level, let text): .heading(level: level, self.text(text))
            case .list(let list):
                .list(
                    ListBlock(
                        start: list.start,
                        items: list.items.map { .init(blocks: self.blocks($0.blocks), span: $0.span) }, span: list.span)
                )
            case .table(let table):
                .table(
                    TableBlock(
                        header: table.header.map(text),
                        rows: table.rows.map { .init(cells: $0.cells.map(text), span: $0.span) }, span: table.span,
                        alignments: table.alignments))
            case .quote(let inside, let span): .quote(self.blocks(inside), span)
            case .code, .rule: block
            }
        }
    }

    func value(_ value: Value, _ kind: FieldKind) -> Value {
        switch value {
        case .notApplicable(let text): return .notApplicable(self.text(text))
        case .text(let text): return .text(self.text(text))
        case .blocks(let blocks): return .blocks(self.blocks(blocks))
        case .references(let references):
            var types: [TypeKey] = []
            if case .references(let declared) = kind { types = declared.types }
            return .references(references.map { reference($0, types) })
        case .list(let items):
            let shown = items.map { blocks($0.blocks) }
            let ids = ids(zip(items, shown).map { ($0.id, $0.blocks.plain, $1.plain) })
            return .list(items.indices.map { ListItem(id: ids[$0], blocks: shown[$0], span: items[$0].span) })
        case .rows(let rows): return .rows(self.rows(rows, kind.rowType))
        case .group(let members):
            guard case .group(let fields) = kind else { return value }
            return .group(
                members.filter { !fields[$0.field].isInternal }.map {
                    FieldValue(field: $0.field, value: self.value($0.value, fields[$0.field].kind), span: $0.span)
                })
        case .date, .integer, .percent, .boolean, .duration, .codes, .codeList: return value
        }
    }

    private func reference(_ reference: Reference, _ types: [TypeKey]) -> Reference {
        guard
            view.hides(
                reference.target, reference.hasContext ? [] : types, from: file, isPath: reference.isPath,
                former: former)
        else {
            return Reference(
                target: reference.target, isPath: reference.isPath, isOptional: reference.isOptional,
                text: text(reference.text), hasContext: reference.hasContext,
                label: reference.label)
        }
        let words =
            reference.hasContext
            ? text(reference.text)
            : Text(former ? view.neutralWords : reference.label ?? view.neutralWords, span: reference.text.span)
        return Reference(
            target: words.plain, isPath: false, isOptional: true, text: words, hasContext: reference.hasContext,
            label: nil)
    }

    private func rows(_ rows: Rows, _ type: RowType) -> Rows {
        var result = rows
        result.introduction = blocks(rows.introduction)
        result.closing = blocks(rows.closing)
        result.groups = rows.groups.map {
            RowGroup(
                heading: text($0.heading), value: $0.value, note: blocks($0.note), isNotApplicable: $0.isNotApplicable)
        }
        let shown = rows.rows.map { row in
            row.cells.filter { !type.columns[$0.field].isInternal }.map {
                FieldValue(field: $0.field, value: value($0.value, type.columns[$0.field].kind), span: $0.span)
            }
        }
        func words(_ cells: [FieldValue]) -> String {
            (cells.first { $0.field == type.main } ?? cells.first)?.value.plain ?? ""
        }
        let ids = ids(zip(rows.rows, shown).map { ($0.id, words($0.cells), words($1)) })
        result.rows = rows.rows.indices.map { place in
            let row = rows.rows[place]
            return Row(id: ids[place], cells: shown[place], continued: row.continued, group: row.group, span: row.span)
        }
        result.recorded = rows.recorded.map { RecordedRows(self.rows($0.rows, type)) }
        if let use = rows.clause,
            view.hides(use.clause.target, [.clause], from: file, isPath: use.clause.isPath, former: former)
        {
            result.clause = nil
        }
        return result
    }

    /// The ids of items. An id made of words that are hidden, or of the id of a hidden record, is
    /// made anew of the shown words.
    private func ids(_ items: [(id: String, words: String, shown: String)]) -> [String] {
        func isMade(_ id: String, of words: String) -> Bool {
            let slug = RowIDs.slug(words)
            return id == slug || id.hasPrefix(slug + "-") && id.dropFirst(slug.count + 1).allSatisfy(\.isNumber)
        }
        let isOther = items.map { $0.words != $0.shown && (isMade($0.id, of: $0.words) || view.isTelling($0.id)) }
        guard isOther.contains(true) else { return items.map(\.id) }
        var taken = Set(zip(items, isOther).filter { !$0.1 }.map(\.0.id))
        return zip(items, isOther).map { item, isOther in
            if !isOther { return item.id }
            let slug = RowIDs.slug(item.shown)
            var (id, count) = (slug, 1)
            while !taken.insert(id).inserted {
                count += 1
                id = "\(slug)-\(count)"
            }
            return id
        }
    }
}
