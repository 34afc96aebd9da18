import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Describes the changes of records in words.
struct ChangeWords {
    private let schema: Schema
    /// The titles of referenced records, by record id.
    private let names: [String: String]

    init(_ schema: Schema, names: [String: String]) {
        self.schema = schema
        self.names = names
    }

    /// Returns the words of a value, with references replaced by titles.
    func describe(_ value: Value) -> String {
        guard case .references(let references) = value else { return value.words }
        return references.map { $0.hasContext ? $0.text.plain : $0.label ?? names[$0.target] ?? $0.text.plain }.joined(
            separator: ", ")
    }

    /// Keys of the fields that a release itself sets.
    static let consequences: Set<FieldKey> = [.version, .effective, .log, .state]

    func changes(_ change: DocumentDifference.RecordChange, isDocument: Bool) -> [Change] {
        let type = schema.types[change.record.type]
        let kind = type.name
        switch change {
        case .added(let record): return [recordChange(kind, record.title, "se agrega", "added:")]
        case .removed(let record): return [recordChange(kind, record.title, "se suprime", "removed:")]
        case .changed(let old, let new, let difference):
            let title = isDocument ? nil : new.title
            var found = difference.fields.flatMap { change -> [Change] in
                let field = type.fields[change.field]
                // Added and removed members appear as changes of their own records.
                if Self.consequences.contains(field.key) || field.key == .members && changesMembership(change) {
                    return []
                }
                return words(change, field, title, type.fields)
            }
            if let extra = difference.extra { found += sections(extra.old, extra.new, title) }
            if old.id != new.id && isDocument {
                found.append(
                    Change(
                        record: title, field: Localized(same: ""),
                        sentence: Localized(es: "cambia de nombre de archivo", en: "the file's name changes"),
                        isMaterial: false))
            }
            return found
        }
    }

    private func recordChange(_ kind: Localized, _ title: String, _ es: String, _ en: String) -> Change {
        Change(
            record: nil, field: Localized(same: ""),
            sentence: Localized(
                es: "\(es) \(kind.spanish.lowercased()) «\(title)»", en: "\(en) \(kind.english.lowercased()) “\(title)”"
            ), isMaterial: true)
    }

    /// Whether a change of the members adds or removes members, not only reorders them.
    private func changesMembership(_ change: RecordDifference.FieldChange) -> Bool {
        guard case .replaced(let old, let new) = change, case .references(let a) = old.value,
            case .references(let b) = new.value
        else { return false }
        return Set(a.map(\.target)) != Set(b.map(\.target))
    }

    private func words(_ change: RecordDifference.FieldChange, _ field: Field, _ record: String?, _ fields: [Field])
        -> [Change]
    {
        func one(_ sentence: Localized, material: Bool = true, label: Localized? = nil) -> Change {
            Change(record: record, field: label ?? field.label, sentence: sentence, isMaterial: material)
        }
        switch change {
        case .added(let value):
            return [
                one(
                    Localized(
                        es: "se agrega" + Self.quotedES(describe(value.value)),
                        en: "added" + Self.quotedEN(describe(value.value))
                    ))
            ]
        case .removed(let value):
            return [
                one(
                    Localized(
                        es: "se suprime" + Self.quotedES(describe(value.value)),
                        en: "removed" + Self.quotedEN(describe(value.value))))
            ]
        case .replaced(let old, let new):
            if let passages = passages(old.value, new.value) { return passages.map { one($0.0, material: $0.1) } }
            return [
                one(replacement(old.value, new.value), material: !EditorialChange.isEditorial(old.value, new.value))
            ]
        case .group(_, let inner):
            guard case .group(let members) = field.kind else { return [] }
            return inner.flatMap { change -> [Change] in
                let member = members[change.field]
                return words(change, member, record, members).map {
                    Change(
                        record: record,
                        field: Localized(
                            es: "\(field.label.spanish), \($0.field.spanish.lowercased())",
                            en: "\(field.label.english), \($0.field.english.lowercased())"),
                        sentence: $0.sentence, isMaterial: $0.isMaterial)
                }
            }
        case .list(_, let difference): return list(difference).map { one($0.0, material: $0.1) }
        case .rows(_, let difference): return rows(difference, field.kind.rowType).map { one($0.0, material: $0.1) }
        }
    }

    // MARK: Lists and rows

    /// Returns one description for each change of a text with several paragraphs or entries, with whether the change
    /// is material; `nil` for any other value.
    private func passages(_ old: Value, _ new: Value) -> [(Localized, Bool)]? {
        guard case .blocks(let before) = old, case .blocks(let after) = new else { return nil }
        func items(_ blocks: [Block]) -> [ListItem] {
            var items: [ListItem] = []
            blocks.forEachText { items.append(ListItem(id: "", blocks: [.paragraph($0)], span: $0.span)) }
            return items
        }
        let (a, b) = (items(before), items(after))
        return a.count > 1 || b.count > 1 ? list(ListDifference(from: a, to: b)) : nil
    }

    private func list(_ difference: ListDifference) -> [(Localized, Bool)] {
        var added: [String] = []
        var removed: [String] = []
        var found: [(Localized, Bool)] = []
        var moved = false
        for step in difference.steps {
            switch step {
            case .added(let item): added.append(item.blocks.plain)
            case .removed(let item): removed.append(item.blocks.plain)
            case .kept(_, let isMoved): moved = moved || isMoved
            case .changed(let old, _, let new, _):
                if old.blocks.plain != new.blocks.plain {
                    found.append(
                        (
                            Self.rewording(old.blocks.plain, new.blocks.plain),
                            !EditorialChange.isSame(old.blocks.plain, new.blocks.plain)
                        ))
                }
            }
        }
        return Self.additionsAndRemovals(added, removed) + found
            + Self.reorderSentence(moved, found.isEmpty && added.isEmpty && removed.isEmpty)
    }

    private func rows(_ difference: RowsDifference, _ type: RowType) -> [(Localized, Bool)] {
        func name(_ row: Row) -> String {
            let main = row[type.main].map(describe) ?? ""
            return main.isEmpty ? row.cells.map { describe($0.value) }.joined(separator: ", ") : main
        }
        var added: [String] = []
        var removed: [String] = []
        var found: [(Localized, Bool)] = []
        var moved = false
        /// The headings under which rows were added, removed or moved.
        var reported: Set<String> = []
        for step in difference.steps {
            switch step {
            case .added(let row):
                added.append(name(row))
                if let group = row.group, let groups = difference.groups?.new, groups.indices.contains(group) {
                    reported.insert(groups[group].heading.plain)
                }
            case .removed(_, let row):
                removed.append(name(row))
                if let group = row.group, let groups = difference.groups?.old, groups.indices.contains(group) {
                    reported.insert(groups[group].heading.plain)
                }
            case .kept(_, nil): break
            case .kept(_, let change?):
                moved = moved || change.isMoved
                if let groups = change.groups {
                    reported.formUnion([groups.old, groups.new])
                    found.append(
                        (
                            Localized(
                                es: "«\(Self.short(name(change.new)))» pasa de «\(groups.old)» a «\(groups.new)»",
                                en: "“\(Self.short(name(change.new)))” goes from “\(groups.old)” to “\(groups.new)”"),
                            !EditorialChange.isSame(groups.old, groups.new)
                        ))
                }
                for cell in change.cells {
                    let column = type.columns[cell.field]
                    if type.groupBy == cell.field, change.groups != nil { continue }
                    found += self.cell(cell, column, isMain: cell.field == type.main, row: name(change.old))
                }
            }
        }
        if let introduction = difference.introduction {
            found.append(
                (
                    Self.rewording(introduction.old.plain, introduction.new.plain),
                    !EditorialChange.isSame(introduction.old.plain, introduction.new.plain)
                ))
        }
        if let closing = difference.closing {
            found.append(
                (
                    Self.rewording(closing.old.plain, closing.new.plain),
                    !EditorialChange.isSame(closing.old.plain, closing.new.plain)
                ))
        }
        if let groups = difference.groups {
            func words(_ group: RowGroup) -> String {
                ([group.heading.plain] + (group.note.isEmpty ? [] : [group.note.plain])).joined(separator: ": ")
            }
            // A heading that appears or disappears only because its rows were added or removed, or that loses its
            // *N/A*, is not a change by itself.
            func isBare(_ group: RowGroup) -> Bool { group.isNotApplicable || group.note.isEmpty }
            let (before, after) = (groups.old.map(words), groups.new.map(words))
            let out = zip(groups.old, before).filter {
                !after.contains($1) && !(isBare($0) && reported.contains($0.heading.plain))
            }.map(\.1)
            let comes = zip(groups.new, after).filter {
                !before.contains($1) && !(isBare($0) && reported.contains($0.heading.plain))
            }.map(\.1)
            if !(out.isEmpty && comes.isEmpty) {
                let isEditorial = out.map(\.folded).sorted() == comes.map(\.folded).sorted()
                found += Self.additionsAndRemovals(comes, out).map { ($0.0, !isEditorial) }
            }
        }
        return Self.additionsAndRemovals(added, removed) + found
            + Self.reorderSentence(moved, found.isEmpty && added.isEmpty && removed.isEmpty)
    }

    private func cell(_ change: RecordDifference.FieldChange, _ column: Field, isMain: Bool, row: String) -> [(
        Localized, Bool
    )] {
        let place = Localized(
            es: "«\(Self.short(row))», \(column.label.spanish.lowercased())",
            en: "“\(Self.short(row))”, \(column.label.english.lowercased())")
        switch change {
        case .replaced(let old, let new):
            let isMaterial = !EditorialChange.isEditorial(old.value, new.value)
            if isMain { return [(Self.rewording(describe(old.value), describe(new.value)), isMaterial)] }
            let sentence = replacement(old.value, new.value)
            return [
                (
                    Localized(es: "\(place.spanish): \(sentence.spanish)", en: "\(place.english): \(sentence.english)"),
                    isMaterial
                )
            ]
        case .added(let value):
            return [
                (
                    Localized(
                        es: "\(place.spanish): se agrega" + Self.quotedES(describe(value.value)),
                        en: "\(place.english): added" + Self.quotedEN(describe(value.value))), true
                )
            ]
        case .removed(let value):
            return [
                (
                    Localized(
                        es: "\(place.spanish): se suprime" + Self.quotedES(describe(value.value)),
                        en: "\(place.english): removed" + Self.quotedEN(describe(value.value))),
                    true
                )
            ]
        case .list(_, let difference):
            return list(difference).map {
                (Localized(es: "\(place.spanish): \($0.0.spanish)", en: "\(place.english): \($0.0.english)"), $0.1)
            }
        case .rows(_, let difference):
            return rows(difference, column.kind.rowType).map {
                (Localized(es: "\(place.spanish): \($0.0.spanish)", en: "\(place.english): \($0.0.english)"), $0.1)
            }
        case .group: return [(Localized(es: "\(place.spanish): cambia", en: "\(place.english): changes"), true)]
        }
    }

    private func sections(_ old: [ExtraSection], _ new: [ExtraSection], _ record: String?) -> [Change] {
        var found: [Change] = []
        func one(_ heading: String, _ es: String, _ en: String, _ isMaterial: Bool) {
            found.append(
                Change(
                    record: record, field: Localized(same: heading), sentence: Localized(es: es, en: en),
                    isMaterial: isMaterial))
        }
        for section in new {
            let heading = section.heading.plain
            guard let before = old.first(where: { $0.heading.plain == heading }) else {
                one(
                    heading, "se agrega la sección" + Self.quotedES(section.blocks.plain),
                    "section added" + Self.quotedEN(section.blocks.plain), true)
                continue
            }
            if RecordEncoder.blocks(before.blocks).compact != RecordEncoder.blocks(section.blocks).compact {
                let sentence = Self.rewording(before.blocks.plain, section.blocks.plain)
                one(
                    heading, sentence.spanish, sentence.english,
                    !EditorialChange.isSame(before.blocks.plain, section.blocks.plain))
            }
        }
        for section in old where !new.contains(where: { $0.heading.plain == section.heading.plain }) {
            one(
                section.heading.plain, "se suprime la sección" + Self.quotedES(section.blocks.plain),
                "section removed" + Self.quotedEN(section.blocks.plain), true)
        }
        return found
    }
}
