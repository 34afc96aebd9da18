import OficioModel

/// Orders the sections of a page for which the site has no form. Fields of the front matter keep their default
/// position, and sections of the body follow in the author's order.
struct AuthorsOrder {
    enum Entry<Section> {
        case section(Section)
        /// A section that belongs to no field of the type.
        case own(ExtraSection)
    }

    /// The positions of fields in the body, by the field's index in the type.
    private var places: [Int: Int] = [:]
    private let own: [(place: Int, section: ExtraSection)]
    /// The extra sections whose position is unknown. They come last.
    private let last: [ExtraSection]

    /// Reads the order of a record. `withOwn` says whether the order includes the record's extra sections.
    init(_ record: Record, withOwn: Bool = true) {
        let fields = record.fields
        for place in fields.indices.dropFirst(record.headCount) { places[fields[place].field] = place }
        var own: [(place: Int, section: ExtraSection)] = []
        var last: [ExtraSection] = []
        for extra in record.extra where withOwn {
            if let place = extra.place {
                own.append((place, extra))
            } else if let field = extra.after, let place = fields.firstIndex(where: { $0.field == field }) {
                own.append((place + 1, extra))
            } else {
                last.append(extra)
            }
        }
        self.own = own
        self.last = last
    }

    /// Whether the author wrote a section above a field; false unless both are in the body.
    func isAbove<Section>(_ entry: Entry<Section>, _ field: Int, fields: (Section) -> [Int]) -> Bool {
        guard let limit = places[field] else { return false }
        switch entry {
        case .section(let section): return fields(section).compactMap { places[$0] }.min().map { $0 < limit } ?? false
        case .own(let extra):
            return own.first { $0.section.heading.span == extra.heading.span }.map { $0.place <= limit } ?? false
        }
    }

    /// Returns the sections of a page merged with the extra sections, in the order of the page.
    ///
    /// - Parameters:
    ///   - sections: the sections of the page in default order.
    ///   - fields: returns the fields that a section shows.
    /// - Returns: the sections of both kinds in their order on the page.
    func arrange<Section>(_ sections: [Section], fields: (Section) -> [Int]) -> [Entry<Section>] {
        func place(_ section: Section) -> Int? { fields(section).compactMap { places[$0] }.min() }
        let written = sections.filter { place($0) != nil }.enumerated().sorted { a, b in
            (place(a.element) ?? 0, a.offset) < (place(b.element) ?? 0, b.offset)
        }.map(\.element)
        var entries: [Entry<Section>] = []
        var waiting = own[...]
        var next = 0
        for section in sections {
            guard place(section) != nil else {
                entries.append(.section(section))
                continue
            }
            let ofBody = written[next]
            next += 1
            while let first = waiting.first, first.place <= place(ofBody) ?? 0 {
                entries.append(.own(first.section))
                waiting.removeFirst()
            }
            entries.append(.section(ofBody))
            guard next == written.count else { continue }
            entries += waiting.map { .own($0.section) }
            waiting = []
        }
        return entries + waiting.map { .own($0.section) } + last.map { .own($0) }
    }
}
