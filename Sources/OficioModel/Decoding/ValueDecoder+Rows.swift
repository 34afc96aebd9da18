import OficioSchema
import OficioSource

// Decodes rows written as lists, tables and headings.
extension ValueDecoder {
    /// The readings of rows, which differ in the notations that they understand.
    enum Reading {
        /// The reading of the first versions of the program. The hashes of released documents depend on it.
        case recorded
        /// The reading that pages show.
        case shown
    }

    /// Returns the rows of a section in the shown reading, with the recorded reading beside them if the two differ.
    /// `title` is the heading of the section if it names a frequency.
    mutating func rows(_ blocks: [Block], _ type: RowType, field: Int, title: Text? = nil) -> Rows {
        let frequency = type.columns.firstIndex { isFrequencies($0.kind) }
        let form = form
        var rewriter = RowBlocks(
            type, frequency: frequency, list: frequency.flatMap { form.list(field: field, column: $0) },
            settings: schema.settings
        ) { form.column(field: field, labelled: $0) }
        var shownBlocks = rewriter.rewritten(blocks)
        var hasOtherColumns = false
        if frequency == nil {
            let named = ColumnNames.withDeclaredHeaders(shownBlocks, type) { column(named: $0, type, field: field) }
            hasOtherColumns = !zip(named, shownBlocks).allSatisfy { $0.hasSameHeader(as: $1) }
            shownBlocks = named
        }
        if let title { shownBlocks.insert(.heading(level: 2, title), at: 0) }
        var silent = self
        isUnderstood = false
        var shown = read(shownBlocks, type, field: field)
        guard rewriter.hasChanged || hasOtherColumns || title != nil || isUnderstood else { return shown }
        silent.reading = .recorded
        let recorded = silent.read(blocks, type, field: field).asRecorded
        if !recorded.isSame(as: shown.asRecorded) { shown.recorded = RecordedRows(recorded) }
        return shown
    }

    /// Whether values of a kind are frequencies.
    func isFrequencies(_ kind: FieldKind) -> Bool { if case .codes(Frequencies.name) = kind { true } else { false } }

    private mutating func read(_ blocks: [Block], _ type: RowType, field: Int) -> Rows {
        var builder = RowsBuilder(type: type, field: field, reading: reading)
        var rest = blocks[...]
        while let block = rest.popFirst() {
            switch block {
            case .heading(let level, let heading) where type.groupBy != nil:
                builder.open(heading, level: level, above: rest, &self)
            case .heading(_, let heading):
                let below = rest.prefix { if case .heading = $0 { false } else { true } }
                if let row = headedRow(heading, Array(below), type, field: field) {
                    builder.add(row.cells, id: row.id ?? RowIDs.slug(heading.plain), span: heading.span)
                    rest = rest.dropFirst(below.count)
                } else {
                    builder.add(text: block, &self)
                }
            case .list(let list): list.items.forEach { builder.add($0, &self) }
            case .table(let table): builder.add(table, &self)
            default: builder.add(text: block, &self)
            }
        }
        builder.finish(&self)
        return RowsInOrder(type: type, blocks: blocks).arranged(builder.rows)
    }
}

extension Block {
    /// Whether two blocks are no tables, or tables with the same header.
    fileprivate func hasSameHeader(as other: Block) -> Bool {
        guard case .table(let a) = self, case .table(let b) = other else { return true }
        return a.header == b.header
    }
}

extension Rows {
    /// Whether two readings of the same source have the same content.
    func isSame(as other: Rows) -> Bool {
        func isSame(_ a: [Block], _ b: [Block]) -> Bool { a.map(\.span) == b.map(\.span) && a.plain == b.plain }
        return isSame(introduction, other.introduction) && isSame(closing, other.closing)
            && rows.count == other.rows.count && zip(rows, other.rows).allSatisfy { $0.isSame(as: $1) }
            && groups.count == other.groups.count
            && zip(groups, other.groups).allSatisfy { a, b in
                a.heading == b.heading && a.value.isSame(as: b.value) && isSame(a.note, b.note)
                    && a.isNotApplicable == b.isNotApplicable
            }
    }
}

extension Row {
    fileprivate func isSame(as other: Row) -> Bool {
        id == other.id && group == other.group && continued == other.continued && cells.count == other.cells.count
            && zip(cells, other.cells).allSatisfy { $0.field == $1.field && $0.value.isSame(as: $1.value) }
    }
}

extension Value {
    fileprivate func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.codes(let a, let text), .codes(let b, let other)): a == b && text == other
        case (.blocks(let a), .blocks(let b)): a.map(\.shape) == b.map(\.shape) && a.plain == b.plain
        case (.list(let a), .list(let b)): a.map(\.id) == b.map(\.id) && a.map(\.span) == b.map(\.span)
        default: plain == other.plain
        }
    }
}

extension Block {
    /// The kinds of the block and of its inner blocks, without their text.
    fileprivate var shape: String {
        switch self {
        case .paragraph: "p"
        case .heading(let level, _): "h\(level)"
        case .list(let list):
            "l\(list.start ?? -1)(" + list.items.map { $0.blocks.map(\.shape).joined() }.joined(separator: ",") + ")"
        case .table(let table): "t\(table.header.count)"
        case .quote(let inside, _): "q(" + inside.map(\.shape).joined() + ")"
        case .code: "c"
        case .rule: "r"
        }
    }

    var isNumberedList: Bool { if case .list(let list) = self { list.start != nil } else { false } }
}
