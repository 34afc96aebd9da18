import OficioBasics
import OficioModel
import OficioSource

/// Finds what a reference leads to, and the references that lead to a record.
struct Navigation {
    private let source: EditedSource

    private var corpus: Corpus { source.corpus }

    /// Prepares the navigation from a document.
    init(_ source: EditedSource) { self.source = source }

    // MARK: The cursor

    /// Returns the reference at an offset, with the bytes of its target; `nil` if there is none.
    func mention(at offset: Int) -> (mention: Mention, range: Range<Int>)? {
        for record in source.records {
            let found = MentionPlace.all(in: record, of: corpus, source.bytes).filter {
                $0.range.contains(offset) || $0.range.upperBound == offset
            }
            if let found = found.min(by: { $0.range.count < $1.range.count }) { return found }
        }
        return nil
    }

    /// Returns the record that an offset means: the target of a reference, otherwise the record in which it stands.
    func record(at offset: Int) -> Int? {
        if let mention = mention(at: offset)?.mention { return mention.resolution.record }
        let records = source.records
        if records.count < 2 { return records.first }
        // An entry of a collection reaches to the next one.
        return records.last { Int(corpus.records[$0].span.start) <= lineEnd(offset) }
    }

    private func lineEnd(_ offset: Int) -> Int {
        source.lines.range(ofLine: source.lines.line(of: offset)).upperBound
    }

    // MARK: Places

    /// Returns the places of the record or file that the reference at an offset leads to; several for an ambiguous
    /// reference.
    func definition(at offset: Int) -> JSONText {
        guard let mention = mention(at: offset)?.mention else { return .array([]) }
        switch mention.resolution {
        case .record(let record, _): return .array([location(of: record)].compactMap(\.self))
        case .ambiguous(let records): return .array(records.compactMap(location))
        case .attachment(let path):
            let start = JSONText.object([("line", .integer(0)), ("character", .integer(0))])
            return .array([
                .object([
                    ("uri", .string(source.address(path))), ("range", .object([("start", start), ("end", start)])),
                ])
            ])
        case .unknown: return .array([])
        }
    }

    /// Returns the place of a record's title.
    private func location(of record: Int) -> JSONText? {
        let record = corpus.records[record]
        return source.location(record.file, record.span.range)
    }

    /// Returns the places of all references to the record that an offset means.
    func references(at offset: Int, includingTarget: Bool) -> JSONText {
        guard let target = record(at: offset) else { return .array([]) }
        var places = includingTarget ? [location(of: target)].compactMap(\.self) : []
        for record in corpus.records.indices {
            let mentions = corpus.mentions(in: record)
            guard mentions.contains(where: { $0.resolution.record == target }) else { continue }
            let file = corpus.records[record].file
            let bytes = corpus.path(of: file) == source.path ? source.bytes : source.site.bytes(of: file)
            let lines = TextLines(bytes)
            guard let path = corpus.path(of: file) else { continue }
            for (mention, range) in MentionPlace.all(in: record, of: corpus, bytes)
            where mention.resolution.record == target {
                places.append(
                    .object([
                        ("uri", .string(source.address(path))), ("range", lines.json(range, source.encoding)),
                    ]))
            }
        }
        return .array(places)
    }
}
