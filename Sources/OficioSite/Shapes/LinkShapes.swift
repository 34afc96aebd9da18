import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// Builds the template data Link, Date, Fact and Group for pages with the same root.
struct LinkShapes {
    let site: SiteContext
    let root: String

    func link(
        _ url: String?, _ title: String, code: String? = nil, unit: String? = nil, note: String? = nil,
        state: TemplateValue = .absent, isCurrent: Bool = false
    ) -> TemplateValue {
        shape(url, title, code: code, unit: unit, note: note, state: state, isCurrent: isCurrent).value
    }

    private func shape(
        _ url: String?, _ title: String, code: String? = nil, unit: String? = nil, note: String? = nil,
        state: TemplateValue = .absent, isCurrent: Bool
    ) -> Shape {
        Shape(
            ("url", .optional(url)), ("title", .text(title)), ("code", .optional(code)), ("unit", .optional(unit)),
            ("note", .optional(note)),
            ("state", state), ("current", .bool(isCurrent))
        )
    }

    /// Returns a link for a door. `isStart` is true for the door for newcomers, which leads to the reader's own list.
    func door(_ url: String?, _ title: String, isStart: Bool, note: String? = nil, isCurrent: Bool = false)
        -> TemplateValue
    {
        var shape = shape(url, title, note: note, isCurrent: isCurrent)
        shape.set("isStart", .bool(isStart))
        return shape.value
    }

    /// Returns a link to a record. Rows of lists show its unit and its state; other links show the state unless it is
    /// *current*.
    func link(to index: Int, isRow: Bool = false, note: String? = nil) -> TemplateValue {
        let record = site.corpus.records[index]
        var state = site.edition.states[index]
        if !isRow, state == .current { state = nil }
        return link(
            site.url(of: index, from: root), record.title, code: site.corpus.words(record, .code),
            unit: isRow ? unitTitle(record) : nil, note: note,
            state: state.map { site.states.shape($0, .init(site.type(index))) } ?? .absent)
    }

    func unit(_ record: Record) -> Int? {
        for field in [FieldKey.unit, .parentUnit] {
            if case .references(let references)? = site.corpus.value(record, field), let reference = references.first,
                let index = site.corpus.target(of: reference, types: [.unit], from: record.file)
            {
                return index
            }
        }
        return nil
    }

    func unitTitle(_ record: Record) -> String? { unit(record).map { site.corpus.records[$0].title } }

    func date(_ date: CalendarDate) -> TemplateValue {
        Shape(("iso", .text(date.iso)), ("text", .text(DatePattern.long(site.language).format(date, site.language))))
            .value
    }

    func fact(_ label: String, _ html: Markup) -> TemplateValue {
        Shape(("label", .text(label)), ("html", html.value)).value
    }

    /// Returns a group of links, `nil` if there are none.
    func group(
        _ anchor: String, _ title: String?, _ links: [TemplateValue], note: String? = nil, count: String? = nil,
        more: TemplateValue = .absent
    ) -> TemplateValue? {
        if links.isEmpty { return nil }
        return Shape(
            ("anchor", .text(anchor)), ("title", .optional(title)), ("note", .optional(note)),
            ("count", .optional(count)), ("more", more)
        )
        .with(.links, links).value
    }

    /// Returns the breadcrumb from the home page through the list of a type.
    func crumbs(_ type: DocumentType, last title: String) -> [TemplateValue] {
        [
            link(root + "index.html", site.message("home")), link(root + site.listPath(type), site.pluralName(type)),
            link(nil, title, isCurrent: true),
        ]
    }
}
