import OficioModel

/// Orders the sections of a page for which the site has no form. Fields of the front matter keep their default
/// position, and sections of the body follow in the author's order.
struct AuthorsOrder {
    enum Entry<Section> {
        case section(Section)
        /// A section that belongs to no field of the type.
        case own(ExtraSection)
        /// One of several sections of a field, after the first, by its index in `FieldValue.sections`.
        case later(Section, Int)
    }

    /// A section that stands between the fields of the body.
    private enum Between {
        case own(ExtraSection)
        case later(field: Int, number: Int)
    }

    /// The positions of fields in the body, by the field's index in the type.
    private var places: [Int: Int] = [:]
    private let between: [(place: Int, section: Between)]
    /// The extra sections whose position is unknown. They come last.
    private let last: [ExtraSection]

    /// Reads the order of a record. `withOwn` says whether the order includes the record's extra sections.
    init(_ record: Record, withOwn: Bool = true) {
        let fields = record.fields
        for place in fields.indices.dropFirst(record.headCount) { places[fields[place].field] = place }
        var between: [(place: Int, start: Int32, section: Between)] = []
        var last: [ExtraSection] = []
        for extra in record.extra where withOwn {
            if let place = extra.place {
                between.append((place, extra.heading.span.start, .own(extra)))
            } else if let field = extra.after, let place = fields.firstIndex(where: { $0.field == field }) {
                between.append((place + 1, extra.heading.span.start, .own(extra)))
            } else {
                last.append(extra)
            }
        }
        for value in fields {
            for (number, section) in value.sections.enumerated().dropFirst() {
                let later = Between.later(field: value.field, number: number)
                between.append((section.place, section.heading.span.start, later))
            }
        }
        self.between = between.enumerated().sorted { a, b in
            (a.element.place, a.element.start, a.offset) < (b.element.place, b.element.start, b.offset)
        }.map { ($0.element.place, $0.element.section) }
        self.last = last
    }

    /// Whether the author wrote a section above a field; false unless both are in the body.
    func isAbove<Section>(_ entry: Entry<Section>, _ field: Int, fields: (Section) -> [Int]) -> Bool {
        guard let limit = places[field] else { return false }
        switch entry {
        case .section(let section): return fields(section).compactMap { places[$0] }.min().map { $0 < limit } ?? false
        case .own(let extra):
            return between.contains { place, section in
                guard case .own(let own) = section, own.heading.span == extra.heading.span else { return false }
                return place <= limit
            }
        case .later(let section, let number):
            return between.contains { place, later in
                guard case .later(let field, number) = later, fields(section).contains(field) else { return false }
                return place <= limit
            }
        }
    }

    /// Returns the sections of a page merged with the extra sections, in the order of the page.
    ///
    /// - Parameters:
    ///   - sections: the sections of the page in default order.
    ///   - fields: returns the fields that a section shows.
    ///   - isSplit: whether the page shows several sections of a field apart if it shows the field in a section.
    /// - Returns: the sections of both kinds in their order on the page.
    func arrange<Section>(
        _ sections: [Section], fields: (Section) -> [Int], isSplit: (Section) -> Bool = { _ in true }
    ) -> [Entry<Section>] {
        func place(_ section: Section) -> Int? { fields(section).compactMap { places[$0] }.min() }
        let written = sections.filter { place($0) != nil }.enumerated().sorted { a, b in
            (place(a.element) ?? 0, a.offset) < (place(b.element) ?? 0, b.offset)
        }.map(\.element)
        var entries: [Entry<Section>] = []
        var waiting = between.compactMap { item -> (place: Int, entry: Entry<Section>)? in
            switch item.section {
            case .own(let extra): return (item.place, .own(extra))
            case .later(let field, let number):
                let section = sections.first { isSplit($0) && fields($0).contains(field) }
                return section.map { (item.place, .later($0, number)) }
            }
        }[...]
        var next = 0
        for section in sections {
            guard place(section) != nil else {
                entries.append(.section(section))
                continue
            }
            let ofBody = written[next]
            next += 1
            while let first = waiting.first, first.place <= place(ofBody) ?? 0 {
                entries.append(first.entry)
                waiting.removeFirst()
            }
            entries.append(.section(ofBody))
            guard next == written.count else { continue }
            entries += waiting.map(\.entry)
            waiting = []
        }
        return entries + waiting.map(\.entry) + last.map { .own($0) }
    }
}
