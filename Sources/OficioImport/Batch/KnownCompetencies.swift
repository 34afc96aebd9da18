import OficioModel
import OficioSchema
import OficioSource

/// The competencies of the site's catalogue, with their levels and behaviours.
struct KnownCompetencies: Sendable {
    private struct Level {
        /// The level as the catalogue writes it: *2*.
        var level: String
        /// The folded names of the level: *2*, *autonomo*.
        var names: Set<String>
        /// The behaviours of the level, as folded words.
        var behaviours: [String]
    }

    private struct Entry {
        var levels: [Level] = []
        var behaviours: [String] = []
    }

    private let names: NamedDocuments
    private var entries: [String: Entry] = [:]

    /// Collects the competencies of a site.
    init(_ corpus: Corpus) {
        names = NamedDocuments(corpus)
        for record in corpus.records where corpus.schema.types[record.type].key == .competency {
            entries[record.id] = Self.entry(record, corpus)
        }
    }

    /// Whether the rows of a type are competencies.
    static func isCompetencies(_ type: RowType) -> Bool {
        guard case .references(let kind) = type.columns[type.main].kind else { return false }
        return kind.types == [.competency]
    }

    private static func entry(_ record: Record, _ corpus: Corpus) -> Entry {
        var entry = Entry()
        if case .list(let items)? = corpus.value(record, .behaviours) {
            entry.behaviours = items.map { words($0.blocks.plain) }
        }
        let type = corpus.schema.types[record.type]
        guard let place = type.field(.levels), case .rows(let rows)? = record.value(place),
            case .rows(let row) = type.fields[place].kind, let column = row.column(.level)
        else { return entry }
        for found in rows.rows {
            guard let level = found[column]?.plain, !level.isEmpty else { continue }
            if entry.levels.last?.level != level {
                entry.levels.append(Level(level: level, names: [level.folded], behaviours: []))
            }
            let last = entry.levels.count - 1
            if let name = row.column(.name).flatMap({ found[$0]?.plain }), !name.isEmpty {
                entry.levels[last].names.insert(name.folded)
            }
            if let behaviour = found[row.main]?.plain, !behaviour.isEmpty {
                entry.levels[last].behaviours.append(words(behaviour))
            }
        }
        return entry
    }

    private static func words(_ text: String) -> String { PlainText.words(text).map(\.folded).joined(separator: " ") }

    // MARK: Recognizing

    /// Moves the level of each competency out of its name, and removes behaviours that the catalogue already lists
    /// for that level. Changes a field only if the catalogue has all its competencies.
    func recognize(_ match: inout Match) {
        if entries.isEmpty { return }
        for number in match.records.indices where !match.records[number].isProse {
            let type = match.labels.forms[match.records[number].form].type
            for index in match.records[number].fields.indices {
                let field = match.records[number].fields[index]
                guard case .rows(let rows) = field.value, case .rows(let rowType) = ValueReader.kind(field.path, type),
                    Self.isCompetencies(rowType), let level = rowType.column(.level)
                else { continue }
                var changes: [(Stretch, Fate)] = []
                var recognized: [FoundRow] = []
                for row in rows {
                    guard let own = recognize(row, rowType, level, match.outline, &changes) else { break }
                    recognized.append(own)
                }
                guard recognized.count == rows.count else { continue }
                match.records[number].fields[index].value = .rows(recognized)
                for (stretch, fate) in changes { match.fates.reassign(match.outline.words(in: stretch), fate) }
            }
        }
    }

    private func recognize(
        _ row: FoundRow, _ type: RowType, _ level: Int, _ outline: Outline, _ changes: inout [(Stretch, Fate)]
    ) -> FoundRow? {
        guard case .references(let texts)? = row.cells[type.main], let text = texts.first, texts.count == 1 else {
            return nil
        }
        var row = row
        let entry: Entry
        if let known = find(text.text) {
            entry = known
        } else if row.cells[level] == nil, let parted = part(text, outline) {
            entry = parted.entry
            row.cells[type.main] = .references([parted.name])
            row.cells[level] = .text(parted.level)
            changes += parted.labels.map { ($0, .label) }
        } else {
            return nil
        }
        guard let children = type.children, case .list(let behaviours)? = row.cells[children] else { return row }
        let said = behaviours.map { Self.words($0.text) }
        if let known = row.cells[level]?.texts.first?.text.folded {
            let own = entry.levels.first { $0.names.contains(known) }
            if own?.behaviours != said { return row }
        } else if let own = entry.levels.first(where: { $0.behaviours == said }) {
            row.cells[level] = .codes([Code(code: own.level, label: own.level)], nil)
        } else if entry.behaviours != said {
            return row
        }
        row.cells[children] = nil
        row.catalogue = behaviours
        changes += behaviours.flatMap(\.stretches).map { ($0, .furniture(.catalogue)) }
        return row
    }

    private func find(_ name: String) -> Entry? {
        names.find(name, types: [.competency]).flatMap { entries[$0.entry.id] }
    }

    /// Returns the competency that a text such as *Escucha activa – Nivel 2* names, with its parts: the name, the
    /// number of the level and the word *Nivel*. Returns `nil` if the catalogue has no such competency with that
    /// level.
    private func part(
        _ text: FoundText, _ outline: Outline
    ) -> (entry: Entry, name: FoundText, level: FoundText, labels: [Stretch])? {
        guard let first = text.stretches.first, let last = text.stretches.last,
            text.stretches.allSatisfy({ $0.paragraph == first.paragraph }), text.notes.isEmpty
        else { return nil }
        let whole = Stretch(first.paragraph, first.range.lowerBound..<last.range.upperBound)
        let words = outline.words(in: whole).compactMap { outline.words[$0].range }
        for cut in words.indices.dropFirst() {
            let head = Stretch(whole.paragraph, whole.range.lowerBound..<words[cut - 1].upperBound)
            guard let entry = find(outline.text(of: head)) else { continue }
            var labels: [Stretch] = []
            var rest = words[cut...].map { Stretch(whole.paragraph, $0) }
            if let word = rest.first, ["nivel", "level", "grado", "n"].contains(outline.text(of: word).folded),
                rest.count > 1
            {
                labels.append(rest.removeFirst())
            }
            guard let from = rest.first, let to = rest.last else { continue }
            let place = Stretch(whole.paragraph, from.range.lowerBound..<to.range.upperBound)
            let said = outline.text(of: place)
            guard entry.levels.contains(where: { $0.names.contains(said.folded) }) else { continue }
            var name = text
            name.text = outline.text(of: head)
            name.stretches = [head]
            var level = FoundText(said, [place])
            level.isItem = text.isItem
            return (entry, name, level, labels)
        }
        return nil
    }
}
