import OficioTheme

/// The name of a list in template data, with the name of the flag that says whether the list has elements.
struct ListName: Sendable {
    let list: TemplateName
    let flag: TemplateName

    init(_ name: String) {
        list = TemplateName(name)
        flag = TemplateName("has" + name.prefix(1).uppercased() + name.dropFirst())
    }

    static let links = ListName("links")
    static let items = ListName("items")
    static let cells = ListName("cells")
    static let rows = ListName("rows")
    static let columns = ListName("columns")
    static let parts = ListName("parts")
    static let sections = ListName("sections")
    static let labelLines = ListName("labelLines")
    static let titleLines = ListName("titleLines")
    static let codes = ListName("codes")
    static let legend = ListName("legend")
    static let lists = ListName("lists")
    static let choices = ListName("choices")
    static let entries = ListName("entries")
    static let leaves = ListName("leaves")
    static let outerTop = ListName("outerTop")
    static let innerTop = ListName("innerTop")
    static let innerBottom = ListName("innerBottom")
    static let outerBottom = ListName("outerBottom")
    static let left = ListName("left")
    static let center = ListName("center")
    static let right = ListName("right")
    static let facts = ListName("facts")
    static let relations = ListName("relations")
    static let contents = ListName("contents")
    static let blocks = ListName("blocks")
    static let outside = ListName("outside")
    static let groups = ListName("groups")
    static let letters = ListName("letters")
    static let terms = ListName("terms")
    static let nodes = ListName("nodes")
    static let strip = ListName("strip")
    static let jumps = ListName("jumps")
    static let before = ListName("before")
    static let after = ListName("after")
    static let steps = ListName("steps")
    static let escalation = ListName("escalation")
    static let questions = ListName("questions")
    static let phases = ListName("phases")
    static let styles = ListName("styles")
    static let printStyles = ListName("printStyles")
    static let scripts = ListName("scripts")
    static let deferred = ListName("deferred")
    static let doors = ListName("doors")
    static let homeDoors = ListName("homeDoors")
    static let breadcrumb = ListName("breadcrumb")
    static let footerLines = ListName("footerLines")
    static let footerLinks = ListName("footerLinks")
    static let boxes = ListName("boxes")
    static let forms = ListName("forms")
    static let pageLines = ListName("pageLines")
}

/// Builds template data. The theme's data reference describes the shapes.
struct Shape {
    private var members: [(name: TemplateName, value: TemplateValue)]

    init(_ members: (name: TemplateName, value: TemplateValue)...) {
        self.members = members
    }

    mutating func set(_ name: TemplateName, _ value: TemplateValue) {
        reserve()
        members.append((name, value))
    }

    /// Reserves space for several members at once, to save allocations.
    private mutating func reserve() {
        if members.count + 2 > members.capacity { members.reserveCapacity(members.count + max(8, members.count)) }
    }

    mutating func set(_ name: ListName, _ values: [TemplateValue]) {
        reserve()
        members.append((name.list, .list(values)))
        members.append((name.flag, .bool(!values.isEmpty)))
    }

    /// Returns the shape with a list and its flag added.
    consuming func with(_ name: ListName, _ values: [TemplateValue]) -> Shape {
        set(name, values)
        return self
    }

    var value: TemplateValue { .object(TemplateObject(members)) }
}

extension TemplateValue {
    /// Returns a text as template data; absent if the text is empty or `nil`.
    static func optional(_ text: String?) -> TemplateValue {
        guard let text, !text.isEmpty else { return .absent }
        return .text(text)
    }

    /// Returns the lines of a label, trimmed.
    static func lines(_ label: String) -> [TemplateValue] {
        guard label.contains("\n") else { return label.isEmpty ? [] : [.text(label.trimmedASCII)] }
        return label.split(separator: "\n").map { .text(String($0).trimmedASCII) }
    }
}
