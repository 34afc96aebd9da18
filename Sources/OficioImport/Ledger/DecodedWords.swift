import OficioModel
import OficioSchema
import OficioSource

/// The words of a decoded document by field, as Oficio's own reader understands a source.
struct DecodedWords {
    /// The words by field identifier, `field/member` within groups.
    private(set) var fields: [String: WordBag] = [:]
    /// The words of sections that belong to no field.
    private(set) var extra = WordBag()

    /// Counts the words of a record. `title` returns the words that stand for a reference, by its target and
    /// types.
    init(_ record: Record, _ type: DocumentType, title: (String, [TypeKey]) -> String?) {
        for field in record.fields {
            let declared = type.fields[field.field]
            if case .group(let members) = field.value, case .group(let columns) = declared.kind {
                for member in members {
                    var bag = WordBag()
                    Self.add(member.value, columns[member.field].kind, to: &bag, title)
                    fields[declared.id + "/" + columns[member.field].id, default: WordBag()].add(bag)
                }
                continue
            }
            var bag = WordBag()
            Self.add(field.value, declared.kind, to: &bag, title)
            fields[declared.id, default: WordBag()].add(bag)
        }
        for section in record.extra { section.blocks.forEachText { extra.add($0.plain) } }
    }

    private static func add(
        _ value: Value, _ kind: FieldKind, to bag: inout WordBag, _ title: (String, [TypeKey]) -> String?
    ) {
        switch value {
        case .notApplicable(let text), .text(let text), .date(_, let text), .integer(_, let text),
            .percent(_, let text), .boolean(_, let text),
            .duration(_, let text), .codes(_, let text):
            bag.add(text.plain)
        case .blocks(let blocks): blocks.forEachText { bag.add($0.plain) }
        case .references(let references):
            var types: [TypeKey] = []
            if case .references(let kind) = kind { types = kind.types }
            for reference in references {
                bag.add(reference.label ?? title(reference.target, types) ?? reference.text.plain)
            }
        case .list(let items): for item in items { item.blocks.forEachText { bag.add($0.plain) } }
        case .rows(let rows): add(rows, kind.rowType, to: &bag, title)
        case .group, .codeList: break
        }
    }

    private static func add(
        _ rows: Rows, _ type: RowType, to bag: inout WordBag, _ title: (String, [TypeKey]) -> String?
    ) {
        for block in rows.introduction + rows.closing { [block].forEachText { bag.add($0.plain) } }
        for group in rows.groups {
            // The heading of a row, such as that of a competency, is counted with the row.
            let isRow = rows.rows.contains { $0[type.main]?.textSpan == group.heading.span }
            if !isRow { bag.add(group.heading.plain) }
            group.note.forEachText { bag.add($0.plain) }
        }
        for row in rows.rows {
            for cell in row.cells where !row.continued.contains(cell.field) {
                // The cell repeats the heading of the row's group, whose words are counted already.
                if row.group != nil, cell.field == type.groupBy { continue }
                add(cell.value, type.columns[cell.field].kind, to: &bag, title)
            }
        }
    }
}
