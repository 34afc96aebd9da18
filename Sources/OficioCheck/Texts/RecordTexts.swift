import OficioModel
import OficioSchema
import OficioSource

/// The texts of a record, read once for all rules: the running texts that some rule has to examine, and the union of
/// the traits of all texts.
struct RecordTexts {
    /// The index of the record in its corpus.
    let record: Int
    /// The traits of all texts of the record, including texts that are not running words.
    private(set) var traits: TextTraits = []
    private var texts: [(text: Text, traits: TextTraits)] = []
    private var references: [(text: Text, traits: TextTraits)] = []

    /// Reads all texts of a record in one pass over their bytes.
    init(of record: Int, in corpus: Corpus) {
        self.record = record
        var all: TextTraits = []
        var (found, names): ([(text: Text, traits: TextTraits)], [(text: Text, traits: TextTraits)]) = ([], [])
        func read(_ text: Text, into list: inout [(text: Text, traits: TextTraits)]) {
            let traits = TextTraits(of: text.source)
            all.formUnion(traits)
            if !traits.isEmpty { list.append((text, traits)) }
        }
        corpus.forEachText(
            of: record, others: { all.formUnion(TextTraits(of: $0.source)) },
            references: { read($0, into: &names) }
        ) { read($0, into: &found) }
        (traits, texts, references) = (all, found, names)
    }

    /// Calls `body` with each text that has one of some traits, in order.
    func forEach(having wanted: TextTraits, _ body: (Text) -> Void) {
        if traits.isDisjoint(with: wanted) { return }
        for (text, traits) in texts where !traits.isDisjoint(with: wanted) { body(text) }
    }

    /// Calls `body` with each text of a reference that has one of some traits, in order: the name of a post or unit, or
    /// its id.
    func forEachReference(having wanted: TextTraits, _ body: (Text) -> Void) {
        if traits.isDisjoint(with: wanted) { return }
        for (text, traits) in references where !traits.isDisjoint(with: wanted) { body(text) }
    }
}

extension Corpus {
    /// Calls `body` with every text that the author of a record wrote in running words.
    func forEachText(of index: Int, _ body: (Text) -> Void) {
        forEachText(of: index, others: { _ in }, references: { _ in }, body)
    }

    /// Calls `body` with every text that the author of a record wrote in running words, and `references` with the
    /// texts of its references. Calls `others` with all other texts of the record: the texts of the log, of former
    /// names and of notes of row groups, and a line of underscores or a lone hyphen, which Markdown parses as
    /// structure.
    func forEachText(
        of index: Int, others: (Text) -> Void, references: (Text) -> Void, _ body: (Text) -> Void
    ) {
        func visit(_ blocks: [Block], _ body: (Text) -> Void) {
            blocks.forEachText(body)
            guard blocks.count == 1 else { return }
            switch blocks[0] {
            case .rule(let span): others(Text("____", span: span))
            case .list(let list):
                if list.items.count == 1, list.items[0].blocks.isEmpty { others(Text("-", span: list.span)) }
            case .paragraph, .heading, .table, .quote, .code: break
            }
        }
        func visit(_ value: Value, _ body: (Text) -> Void) {
            switch value {
            case .text(let text), .notApplicable(let text): body(text)
            case .blocks(let blocks): visit(blocks, body)
            case .list(let items): for item in items { visit(item.blocks, body) }
            case .rows(let rows):
                visit(rows.introduction, body)
                for group in rows.groups { visit(group.note, others) }
                for row in rows.rows {
                    for cell in row.cells where !row.continued.contains(cell.field) { visit(cell.value, body) }
                }
                visit(rows.closing, body)
            case .group(let members): for member in members { visit(member.value, body) }
            case .references(let own): for reference in own { references(reference.text) }
            case .date, .integer, .percent, .boolean, .duration, .codes, .codeList: break
            }
        }
        let type = schema.types[records[index].type]
        for value in records[index].fields {
            switch type.fields[value.field].key {
            case .formerNames, .formerIDs, .log: visit(value.value, others)
            default: visit(value.value, body)
            }
        }
        for section in records[index].extra { visit(section.blocks, body) }
    }
}
