extension TemplateValue: ExpressibleByStringInterpolation {
    /// Plain text, escaped by `{{name}}`.
    package init(stringLiteral text: String) {
        self = .text(text)
    }
}

extension TemplateValue: ExpressibleByBooleanLiteral {
    /// A condition.
    package init(booleanLiteral condition: Bool) {
        self = .bool(condition)
    }
}

extension TemplateValue: ExpressibleByIntegerLiteral {
    /// A whole number as text.
    package init(integerLiteral number: Int) {
        self = .number(number)
    }
}

extension TemplateValue: ExpressibleByArrayLiteral {
    /// A list.
    package init(arrayLiteral elements: TemplateValue...) {
        self = .list(elements)
    }
}

extension TemplateValue: ExpressibleByDictionaryLiteral {
    /// An object; of two equal names the first counts.
    package init(dictionaryLiteral elements: (TemplateName, TemplateValue)...) {
        self = .object(TemplateObject(elements))
    }
}
