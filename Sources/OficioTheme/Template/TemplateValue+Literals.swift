extension TemplateValue: ExpressibleByStringInterpolation {
    /// Creates plain text, which `{{name}}` escapes.
    package init(stringLiteral text: String) {
        self = .text(text)
    }
}

extension TemplateValue: ExpressibleByBooleanLiteral {
    /// Creates a boolean value from a literal.
    package init(booleanLiteral condition: Bool) {
        self = .bool(condition)
    }
}

extension TemplateValue: ExpressibleByIntegerLiteral {
    /// Creates the text of an integer.
    package init(integerLiteral number: Int) {
        self = .number(number)
    }
}

extension TemplateValue: ExpressibleByArrayLiteral {
    /// Creates a list.
    package init(arrayLiteral elements: TemplateValue...) {
        self = .list(elements)
    }
}

extension TemplateValue: ExpressibleByDictionaryLiteral {
    /// Creates an object; of two members with the same name the first counts.
    package init(dictionaryLiteral elements: (TemplateName, TemplateValue)...) {
        self = .object(TemplateObject(elements))
    }
}
