extension TemplateValue: ExpressibleByStringInterpolation {
    /// Creates plain text from a string literal. `{{name}}` escapes it.
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
    /// Creates plain text from an integer literal.
    package init(integerLiteral number: Int) {
        self = .number(number)
    }
}

extension TemplateValue: ExpressibleByArrayLiteral {
    /// Creates a list from an array literal.
    package init(arrayLiteral elements: TemplateValue...) {
        self = .list(elements)
    }
}

extension TemplateValue: ExpressibleByDictionaryLiteral {
    /// Creates an object from a dictionary literal. Of two members with the same name the first is used.
    package init(dictionaryLiteral elements: (TemplateName, TemplateValue)...) {
        self = .object(TemplateObject(elements))
    }
}
