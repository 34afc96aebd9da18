import OficioBasics
import OficioSchema
import OficioTheme

/// The template data of a section: its heading and one view.
struct SectionFrame {
    var title: String
    /// The name that captions use if the section has no title.
    var name = ""
    let level: Int
    let number: String?
    private let viewName: FormView
    var view: (name: TemplateName, value: TemplateValue)?
    /// Whether the heading of the table's first column is the section's title, as on paper.
    var titleInTable = false
    var sections: [TemplateValue] = []
    /// Additional ids that links may lead to.
    var targets: [String] = []

    init(title: String, level: Int, number: String?, view: FormView) {
        self.title = title
        self.level = level
        self.number = number
        viewName = view
    }

    func value(anchor: String) -> TemplateValue {
        let oneLine = title.replacing("\n", with: " ")
        var shape = Shape(
            ("anchor", .optional(anchor)), ("level", .number(min(6, level))), ("number", .optional(number)),
            ("title", .text(oneLine.isEmpty ? name : oneLine)), ("titleInTable", .bool(titleInTable)),
            ("classes", .text("view-" + Self.className(viewName))),
            ("hasTitle", .bool(!title.isEmpty)))
        shape.set("targets", .list(targets.map { .text($0) }))
        shape.set(.titleLines, TemplateValue.lines(title))
        shape.set(.sections, sections)
        for key in Self.keys { shape.set(key, view.flatMap { $0.name == key ? $0.value : nil } ?? .absent) }
        return shape.value
    }

    private static let keys: [TemplateName] = [
        "fieldGrid", "text", "list", "table", "matrix", "groups", "boxes", "competencies", "signatures", "legend",
        "receipt", "log", "cover",
        "contents", "members",
    ]

    static func key(_ view: FormView) -> TemplateName { TemplateName(view.rawValue) }

    private static func className(_ view: FormView) -> String { view == .fieldGrid ? "field-grid" : view.rawValue }
}

/// A titled section of a page, for its table of contents.
struct SectionHeading {
    let words: String
    let anchor: String
    let level: Int

    init(_ frame: SectionFrame, anchor: String) {
        words = (frame.number.map { $0 + " " } ?? "") + frame.title.replacing("\n", with: " ")
        self.anchor = anchor
        level = frame.level
    }
}

extension [SectionHeading] {
    /// Returns links to the top-level sections, empty if there are fewer than six.
    func tableOfContents(_ links: LinkShapes) -> [TemplateValue] {
        let first = map(\.level).min()
        let shown = filter { $0.level == first }
        return shown.count < 6 ? [] : shown.map { links.link("#" + $0.anchor.percentEncoded, $0.words) }
    }
}
