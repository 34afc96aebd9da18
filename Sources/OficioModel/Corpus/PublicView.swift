import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// The public part of a site: its records without internal parts (`acceso: interno` on the site, a type, a document,
/// a section or a field), and without the names of hidden documents.
///
/// Marks in the sources apply at once to every version, released or not. Marks in a release also apply to all earlier
/// releases.
package struct PublicView: Sendable {
    let full: Corpus
    let working: Corpus
    /// The internal parts of each record of the full corpus.
    let parts: [InternalParts]
    /// Non-empty internal parts by record: the parts that the sources declare, and the parts withheld from all
    /// releases.
    let workingParts: [RecordID: InternalParts]
    private let released: ReleasedInternalParts
    /// The words that public builds show in place of a hidden name.
    let neutral: String
    /// Folded names of all shown posts, units and terms; empty if the site publishes people.
    private let postNames: Set<String>
    /// Folded words of hidden names that identify no document; see `indistinctiveWords`.
    let commonWords: Set<String>
    /// The names of hidden documents of the edition and of the sources.
    let hiddenNames: [HiddenNames]
    let hiddenIDs: HiddenIDs
    /// The drafts that the edition leaves out.
    let drafts: Set<RecordID>
    /// The ids of the hidden records of the edition.
    let wholeIDs: [String]

    /// Creates the public view of a corpus.
    ///
    /// - Parameters:
    ///   - full: the corpus that is published for the staff.
    ///   - working: the corpus of the current sources.
    ///   - releases: the releases that the full corpus's records come from.
    ///   - released: the internal parts that every release declares.
    ///   - neutral: the words that replace a hidden reference: *(documento interno)*.
    ///   - drafts: the drafts that the edition leaves out. Their names stay where an author wrote them.
    package init(
        of full: Corpus, working: Corpus, releases: [RecordID: ReleasePlace], released: ReleasedInternalParts,
        neutral: String, drafts: Set<RecordID> = []
    ) {
        self.full = full
        self.drafts = drafts
        self.working = working
        self.released = released
        self.neutral = neutral
        var said: [RecordID: InternalParts] = [:]
        for (index, parts) in Self.parts(in: working).enumerated() where !parts.isEmpty {
            said[working.recordID(of: index)] = parts
        }
        said.merge(released.withheld) { $0.formingUnion($1) }
        workingParts = said
        parts = Self.parts(in: full).enumerated().map { index, own in
            let place = releases[full.recordID(of: index)]
            let name = released.present(full.recordID(of: index), in: place)
            var parts = own
            if let more = said[name] { parts.formUnion(more) }
            if let place { parts.formUnion(released.parts(of: name, after: place)) }
            return parts
        }
        let hidden = working.records.indices.filter { said[working.recordID(of: $0)]?.isWhole ?? false }
        commonWords = Self.indistinctiveWords(full, parts, hidden.map { (working, $0) })
        let parts = parts
        let shared = Set(full.records.indices.filter { !parts[$0].isWhole }.map { full.records[$0].title.folded })
        hiddenNames = [
            HiddenNames(of: full.records.indices.filter { parts[$0].isWhole }, in: full, isShared: shared.contains),
            HiddenNames(of: hidden, in: working, isShared: shared.contains),
        ]
        wholeIDs = full.records.indices.filter { parts[$0].isWhole }.map { full.records[$0].id }
        let shownIDs = full.records.indices.filter { !parts[$0].isWhole }.map { full.records[$0].id }
        hiddenIDs = HiddenIDs(
            full.records.indices.filter { parts[$0].isWhole }.flatMap { full.ids(of: $0) }
                + hidden.flatMap { working.ids(of: $0) } + said.filter(\.value.isWhole).map(\.key.id),
            besides: shownIDs)
        postNames = full.schema.settings.publishesPeople ? [] : Self.postNames(full, parts)
    }

    private static func postNames(_ corpus: Corpus, _ parts: [InternalParts]) -> Set<String> {
        var names: Set<String> = []
        for (index, record) in corpus.records.enumerated() where !parts[index].isWhole {
            guard [TypeKey.job, .unit, .term].contains(corpus.schema.types[record.type].key) else { continue }
            names.formUnion(record.namesInRunningText(in: corpus).map(\.folded))
            if let generic = corpus.value(record, .genericTitle) { names.insert(generic.plain.folded) }
        }
        names.remove("")
        return names
    }

    private func peopleFilter(_ place: PeopleFilter.Place) -> PeopleFilter {
        PeopleFilter(schema: full.schema, place: place) { target, isPath, file in
            if let index = full.resolve(target, from: file, isPath: isPath).record {
                return parts[index].isWhole ? nil : full.records[index].title
            }
            return target == neutral || !isPath && isPost(target) ? target : nil
        }
    }

    /// Whether a text is the name of a shown post, unit or term, in any case and with or without accents. Always
    /// false if the site publishes people.
    package func isPost(_ words: String) -> Bool {
        let name = words.folded
        full.recordQuery(.post, name)
        return postNames.contains(name)
    }

    /// Returns the internal parts of each record, as the records and their manuals declare them.
    static func parts(in corpus: Corpus) -> [InternalParts] {
        let manuals = corpus.manuals
        return corpus.records.enumerated().map { index, record in
            InternalParts(of: record, corpus.schema, manual: manuals[index].map { corpus.records[$0] })
        }
    }

    /// Returns the current id of a record, from any id that it was released under. `place` is the release that
    /// contains the record, `nil` for a record of the edition.
    package func name(of record: Record, in place: ReleasePlace?) -> RecordID {
        released.present(record.recordID(full.schema), in: place)
    }

    /// Returns the internal parts of a record in a release, with those of the working copy and of later releases; for
    /// a `place` of `nil`, those of a record of the edition, with its access recorded as a query.
    private func parts(of record: Record, in place: ReleasePlace?) -> InternalParts {
        guard let place else {
            let name = name(of: record, in: nil)
            full.recordQuery(.access, name.text)
            return full.index(of: name).map { self.parts[$0] }
                ?? InternalParts(of: record, full.schema, manual: nil)
        }
        let name = name(of: record, in: place)
        var parts = InternalParts(of: record, full.schema, manual: nil)
        if let more = workingParts[name] { parts.formUnion(more) }
        parts.formUnion(released.parts(of: name, after: place))
        return parts
    }

    /// Whether words of a ledger reveal a hidden document by one of its names, a reference, a path or an address.
    package func reveals(_ words: String) -> Bool {
        if hiddenNames.contains(where: { !$0.occurrences(in: words).isEmpty }) { return true }
        return replacingAddresses(in: words) != words
    }

    /// Returns the words with the neutral words in place of references, paths and addresses of hidden documents.
    package func replacingAddresses(in words: String) -> String {
        let file = FileID(-1)
        let text = Text(words, span: .start(of: file))
        return HiddenNameReplacer(view: self, file: file, former: false).text(text).source
    }

    /// Returns the words, or the neutral words if they name a hidden document.
    package func publicWords(_ words: String) -> String { reveals(words) ? neutral : words }

    /// Whether the public sees a record of the full corpus.
    package func shows(_ index: Int) -> Bool { !parts[index].isWhole }

    /// Returns the record without its internal parts and the names of hidden documents; `nil` if all of it is
    /// internal. Leaves out the modification log of a record with internal parts, and removes people's names from the
    /// log unless the site publishes people.
    ///
    /// - Parameters:
    ///   - record: a record of the edition or of a snapshot.
    ///   - place: the release that contains the record; `nil` for a record of the edition.
    ///   - former: whether the record comes from a snapshot; references to records that no longer exist are then
    ///     hidden too.
    ///   - hidesRows: whether to leave out all rows, because the rows of an internal clause can no longer be told
    ///     from the record's own.
    /// - Returns: the public record.
    package func publicRecord(
        _ record: Record, in place: ReleasePlace? = nil, former: Bool = false, hidesRows: Bool = false
    )
        -> Record?
    {
        if let index = full.index(of: name(of: record, in: place)), parts[index].isWhole { return nil }
        let parts = parts(of: record, in: place)
        if parts.isWhole { return nil }
        let type = full.schema.types[record.type]
        var walker = HiddenNameReplacer(view: self, file: record.file, former: former)
        walker.hiddenCells = parts.cells
        if !parts.isEmpty || record.extra.contains(where: \.isInternal) {
            walker.hiddenNotes = record.hiddenFootnotes(
                { !parts.hides($0.field, of: type) }, { !parts.hides($0, of: type) })
        }
        let hidesLog = hides(partsOf: record, in: place) || hidesMembers(of: record)
        func shown(_ field: FieldValue) -> FieldValue? {
            guard !parts.hides(field.field, of: type) else { return nil }
            if hidesRows, case .rows = field.value { return nil }
            // The author of the log sees everything and may describe internal parts.
            if type.fields[field.field].key == .log, hidesLog { return nil }
            let kind = type.fields[field.field].kind
            guard var value = parts.shown(field, kind, of: type) else { return nil }
            // Leaves out hidden members, because an entry without words would still reveal their number.
            if type.fields[field.field].key == .members, case .references(let members) = value {
                let shown = members.filter {
                    !hides($0.target, [], from: record.file, isPath: $0.isPath, former: former)
                }
                if shown.isEmpty, !members.isEmpty { return nil }
                value = .references(shown)
            }
            return field.with(walker.value(value, kind, at: type.fields[field.field].id))
        }
        let each = record.fields.map(shown)
        func placeAmongShown(_ place: Int) -> Int { each[..<place].count { $0 != nil } }
        let fields = each.compactMap {
            $0?.withSections { .init(heading: walker.text($0.heading), place: placeAmongShown($0.place)) }
        }
        let extra = record.extra.filter { !parts.hides($0, of: type) }.map { section in
            ExtraSection(
                heading: walker.text(section.heading),
                blocks: walker.blocks(section.blocks.withoutPieces(parts.pieces)),
                after: section.after, place: section.place.map(placeAmongShown))
        }
        let left = Record(
            type: record.type, id: record.id, form: record.form, file: record.file, span: record.span,
            title: replacingAddresses(in: record.title), fields: fields, extra: extra,
            isBroken: record.isBroken, permitted: record.permitted, stamp: record.stamp,
            head: (each[..<record.headCount].count { $0 != nil }, record.stamp))
        // A sheet shows the names that its form prints; a log shows only posts.
        return full.schema.settings.publishesPeople
            ? left : peopleFilter(.lists).filtered(left, stamp: left.stamp) { $0 == "log" }
    }

    /// Returns the record as tables, data files and the index show it: with posts, and with people's names only if the
    /// site publishes them.
    package func withoutNames(_ record: Record) -> Record {
        if full.schema.settings.publishesPeople { return record }
        record.dependOnWhole()
        return peopleFilter(.lists).filtered(record)
    }

    /// Returns the record as its page shows it. Unless the site publishes people, removes the names of people who
    /// sign or answer for the document from the fields that `form` does not print; from all fields if `form` is built
    /// in.
    package func withoutNames(_ record: Record, on form: Form) -> Record {
        if full.schema.settings.publishesPeople { return record }
        let fields = full.schema.types[record.type].fields
        let printed =
            form.isBuiltIn ? [] : Set(form.printedFields.filter(fields.indices.contains).map { fields[$0].id })
        record.dependOnWhole()
        return peopleFilter(.page).filtered(record) { !printed.contains($0) }
    }

    /// Returns the form without the fields of its type that are always internal, and without names of hidden documents.
    package func publicForm(_ form: Form) -> Form {
        guard let type = full.schema.types.first(where: { $0.key == form.type }) else { return form }
        return withoutNames(form.withoutHidden(of: type) { type.fields[$0].isInternal })
    }

    /// Returns the form without the fields that are internal in a record, and without names of hidden documents.
    package func publicForm(_ form: Form, of record: Record) -> Form {
        record.dependOnWhole()
        let parts = parts(of: record, in: nil)
        let type = full.schema.types[record.type]
        return withoutNames(form.withoutHidden(of: type) { parts.hides($0, of: type) })
    }

    /// Returns the form with neutral words in place of names, paths and addresses of hidden documents in its texts.
    private func withoutNames(_ form: Form) -> Form {
        if form.isBuiltIn { return form }
        let signs = "[/?#".utf8
        return form.replacingTexts { words in
            let words = withoutHiddenNames(inText: words)
            // Each reference, path and address has one of these signs.
            return words.utf8.contains(where: signs.contains) ? replacingAddresses(in: words) : words
        }
    }

    private func hidesMembers(of record: Record) -> Bool {
        guard case .references(let members)? = full.value(record, .members) else { return false }
        return members.contains {
            full.target(of: $0, from: record.file).map { parts[$0].isWhole || hides(partsOf: full.records[$0]) }
                ?? false
        }
    }

    /// Returns the record without its modification log.
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

    // MARK: Fingerprints

    /// Fingerprint of the documents that are internal as a whole, and of their names. All pages of a public build
    /// depend on it, because any text may name a hidden document. Pages record all other decisions of the view
    /// separately: which record a name leads to, whether the name is the name of a post, which parts of a record are
    /// internal.
    package var hiddenStamp: UInt64 {
        var stamp = Stamp()
        let ofEdition = full.records.indices.filter { parts[$0].isWhole }.map { full.recordID(of: $0).text }
        stamp.add(ofEdition.sorted())
        stamp.add(workingParts.filter(\.value.isWhole).map(\.key.text).sorted())
        for names in hiddenNames { names.add(to: &stamp) }
        hiddenIDs.add(to: &stamp)
        stamp.add(commonWords.sorted())
        stamp.add(released.nameSignature)
        stamp.add(full === working)
        return stamp.value
    }

    /// Fingerprint of all data that decide which parts and names the view hides.
    package var stamp: UInt64 {
        var stamp = Stamp()
        stamp.add(hiddenStamp)
        stamp.add(full.stamp)
        stamp.add(working.stamp)
        stamp.add(signature)
        for name in workingParts.map({ "\($0.key.text) \($0.value.signature)" }).sorted() { stamp.add(name) }
        return stamp.value
    }

    private static let whole = "public view"

    /// Records that the result of the current computation depends on `stamp`.
    package func dependOnWholeView() { full.recordQuery(list: Self.whole) }

    /// The corpora that the view reads, with the fingerprints of the view's own answers (see `ReadStamps`).
    package var corpora: [ReadStamps.Other] {
        var answers: [ReadStamps.Answer] = [(.list, Self.whole, stamp)]
        for name in postNames { answers.append((.post, name, 1)) }
        for (index, parts) in parts.enumerated() where !parts.isEmpty {
            answers.append((.access, full.recordID(of: index).text, DependencyKey.hash(parts.signature)))
        }
        return [ReadStamps.Other(corpus: full, answers: answers), ReadStamps.Other(corpus: working, answers: [])]
    }

    /// A text that differs whenever internal parts or names of posts differ.
    private var signature: String {
        let left = full.records.indices.filter { parts[$0].isWhole || hides(partsOf: full.records[$0]) }.map {
            "\(full.recordID(of: $0)) \(parts[$0].signature)"
        }
        var names = Stamp()
        for name in postNames.sorted() + [""] + commonWords.sorted() { names.add(name) }
        for draft in drafts.map(\.text).sorted() { names.add(draft) }
        return (left.sorted() + [released.signature, String(names.value)]).joined(separator: "\n")
    }

    /// Whether the public sees a record.
    package func shows(_ record: RecordID) -> Bool {
        full.index(of: released.present(record)).map { shows($0) } ?? false
    }
}
