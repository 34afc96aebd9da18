import OficioModel
import OficioSource

/// The behaviours of competencies from the catalogue. They are memoised, because many jobs require the same ones.
struct CompetencyCatalogue: Sendable {
    private let corpus: Corpus
    /// The levels of a competency by record: folded name and behaviours; `nil` for a record without levels.
    private let levels: MemoTable<[(level: String, behaviour: [Block])]?>

    init(_ corpus: Corpus) {
        self.corpus = corpus
        levels = MemoTable(count: corpus.records.count) { index in
            let type = corpus.type(of: index)
            guard let place = type.field(.levels), case .rows(let rows)? = corpus.records[index].value(place) else {
                return nil
            }
            let row = type.fields[place].kind.rowType
            guard let level = row.column(.level) else { return [] }
            return rows.rows.compactMap { entry in
                guard case .blocks(let blocks)? = entry[row.main], let name = entry[level]?.plain.folded else {
                    return nil
                }
                return (name, blocks)
            }
        }
    }

    /// Returns the behaviours of a competency at a level. Without a level, or if the competency has none, returns the
    /// list of its field *behaviours*, which may be empty.
    func behaviours(of competency: Int, level: String?) -> [[Block]] {
        let record = corpus.records[competency]
        record.dependOnWhole()
        if let wanted = level?.folded, let levels = levels[competency] {
            return levels.filter { $0.level == wanted }.map(\.behaviour)
        }
        if case .list(let items)? = corpus.value(record, .behaviours) { return items.map(\.blocks) }
        return []
    }
}
