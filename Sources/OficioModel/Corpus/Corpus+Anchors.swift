import Diagnostics
import OficioSchema
import OficioSource

/// The headings inside the texts of a record, with the ids that the record's page gives them.
package struct TextHeadings: Sendable {
    /// The headings in the order of the record, each with its plain text, its id on the page and its span in the
    /// source.
    package private(set) var ids: [(words: String, id: String, span: Span)] = []

    /// Collects the headings of all texts of a record.
    package init(of record: Record) {
        var seen: [String: Int] = [:]
        record.forEachBlocks { add($0, &seen) }
    }

    private mutating func add(_ blocks: [Block], _ seen: inout [String: Int]) {
        for block in blocks {
            switch block {
            case .heading(_, let text):
                ids.append((text.plain, RowIDs.unique("t-" + text.plain.slug(), &seen), text.span))
            case .quote(let inside, _): add(inside, &seen)
            case .list(let list): for item in list.items { add(item.blocks, &seen) }
            case .paragraph, .table, .code, .rule: break
            }
        }
    }

    /// Returns the id of the heading with a span, `nil` if the record has no heading there.
    package func id(at span: Span) -> String? { ids.first { $0.span == span }?.id }
}

extension Corpus {
    /// Returns the id of the page element that a link's anchor names, `nil` if the record has none. An anchor may be
    /// the slug of a section's heading (with or without accents), or name another heading, a field, a row or a step.
    package func anchor(_ written: String, in index: Int) -> String? {
        let name = written.removingPercents.precomposed
        if hasAnchor(name, in: index) { return name }
        let record = records[index]
        let slug = name.slug()
        var seen: [String: Int] = [:]
        for section in record.extra {
            let heading = section.heading
            let base = "s-" + heading.plain.slug(words: 6)
            seen[base, default: 0] += 1
            let id = seen[base] == 1 ? base : "\(base)-\(seen[base] ?? 1)"
            if name == id || names(heading, seen[base] ?? 1).contains(slug) { return id }
        }
        for case .rows(let rows) in record.fields.map(\.value) {
            for group in rows.groups where group.heading.plain.slug() == slug || name == group.anchor {
                return group.anchor
            }
        }
        for section in record.fields.flatMap({ $0.sections.dropFirst() })
        where section.anchor == name || names(section.heading, 1).contains(slug) {
            return section.anchor
        }
        var headings: [String: Int] = [:]
        for heading in TextHeadings(of: record).ids {
            let base = heading.words.slug()
            headings[base, default: 0] += 1
            let names = Heading.candidates(heading.words).map { $0.slug() } + ["\(base)-\((headings[base] ?? 1) - 1)"]
            if slug == base && headings[base] == 1 || name == heading.id || headings[base] == 1 && names.contains(slug)
                || slug == names.last
            {
                return heading.id
            }
        }
        let type = schema.types[record.type]
        // Fields of the front matter have no heading that a link could name.
        for field in record.fields.dropFirst(record.headCount) {
            let declared = type.fields[field.field]
            let own = field.ownHeading.map { Heading.candidates($0).map { $0.slug() } } ?? []
            if declared.names.contains(where: { $0.slug() == slug }) || name == "f-\(declared.id)"
                || slug == declared.id || own.contains(slug)
            {
                return "f-\(declared.id)"
            }
        }
        let words = slug.split(separator: "-").joined(separator: " ")
        for place in type.fields(understood: words) where record.fields.contains(where: { $0.field == place }) {
            return "f-\(type.fields[place].id)"
        }
        return nil
    }

    /// Returns the slugs under which links may name a section. If `number` is 2, the section is the second with its
    /// heading, and its slugs end in `-1`, as on GitHub.
    private func names(_ heading: Text, _ number: Int) -> [String] {
        let written = Heading.candidates(heading.plain).map { $0.slug() } + [heading.plain.slug()]
        let bare = HeadingAttributes.split(heading).map { [$0.plain.slug()] } ?? []
        if number > 1 { return (written + bare).map { "\($0)-\(number - 1)" } }
        return written + bare + HeadingAttributes.ids(heading)
    }
}

extension RowGroup {
    /// The id of the group's heading on the page. Pages add a number to an id that an earlier heading has.
    package var anchor: String { "s-" + heading.plain.slug(words: 6) }
}

extension Corpus {
    /// Whether a link's anchor names a row of the record by its id or, in a protocol, a step by its number: `paso-2`,
    /// or `step-2` on sites with English addresses. Ids do not name the rows of a protocol.
    package func hasAnchor(_ place: String, in index: Int) -> Bool {
        let isProtocol = type(of: index).key == .protocol
        for field in records[index].fields {
            guard case .rows(let rows) = field.value else { continue }
            if isProtocol {
                guard type(of: index).fields[field.field].key == .steps, place.hasPrefix(schema.stepAnchor),
                    let number = Int(place.dropFirst(schema.stepAnchor.count))
                else { continue }
                return (1...max(1, rows.rows.count)).contains(number)
            }
            if rows.rows.contains(where: { $0.id == place }) { return true }
        }
        return false
    }
}
