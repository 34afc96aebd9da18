import OficioModel
import OficioSource

/// The texts of a record in running words that some rule of words has to look at, collected once for all of them.
struct RecordTexts {
    /// The place of the record in its corpus.
    let record: Int
    private var texts: [(text: Text, traits: TextTraits)] = []

    /// Reads all texts of a record; costs one pass over their bytes.
    init(of record: Int, in corpus: Corpus) {
        self.record = record
        var found: [(text: Text, traits: TextTraits)] = []
        corpus.forEachText(of: record) { text in
            let traits = TextTraits(of: text.source)
            if !traits.isEmpty { found.append((text, traits)) }
        }
        texts = found
    }

    /// Calls `body` with each text that has one of some traits, in order.
    func forEach(having wanted: TextTraits, _ body: (Text) -> Void) {
        for (text, traits) in texts where !traits.isDisjoint(with: wanted) { body(text) }
    }
}

extension Corpus {
    /// Calls `body` with every text that the author of a record wrote in running words.
    func forEachText(of index: Int, _ body: (Text) -> Void) {
        func visit(_ value: Value) {
            switch value {
            case .text(let text), .notApplicable(let text): body(text)
            case .blocks(let blocks): blocks.forEachText(body)
            case .list(let items): for item in items { item.blocks.forEachText(body) }
            case .rows(let rows):
                rows.introduction.forEachText(body)
                for row in rows.rows {
                    for cell in row.cells where !row.continued.contains(cell.field) { visit(cell.value) }
                }
                rows.closing.forEachText(body)
            case .group(let members): for member in members { visit(member.value) }
            case .references, .date, .integer, .percent, .boolean, .duration, .codes, .codeList: break
            }
        }
        let type = schema.types[records[index].type]
        for value in records[index].fields
        where !["former-names", "former-ids", "log"].contains(type.fields[value.field].id) { visit(value.value) }
        for section in records[index].extra { section.blocks.forEachText(body) }
    }
}
