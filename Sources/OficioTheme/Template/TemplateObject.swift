/// A small set of named values in the order given. Lookup is linear, over hashes.
package struct TemplateObject: Hashable, Sendable {
    private var entries: [(name: TemplateName, value: TemplateValue)]

    /// Creates an object. Of two members with the same name the first is used.
    package init(_ members: [(name: TemplateName, value: TemplateValue)] = []) {
        entries = members
    }

    /// The names of the members, in order.
    package var names: [TemplateName] {
        entries.map(\.name)
    }

    /// The value of `name`; nil if there is none. Assigning nil removes it.
    package subscript(name: TemplateName) -> TemplateValue? {
        get {
            var index = 0
            while index < entries.count {
                if entries[index].name == name { return entries[index].value }
                index += 1
            }
            return nil
        }
        set {
            let place = entries.firstIndex { $0.name == name }
            switch (place, newValue) {
            case (let place?, let value?): entries[place].value = value
            case (let place?, nil): entries.remove(at: place)
            case (nil, let value?): entries.append((name, value))
            case (nil, nil): break
            }
        }
    }

    /// Appends the output of the variable `name` and returns true; returns false if the object has no member of
    /// that name.
    func write(_ name: TemplateName, isEscaped: Bool, to sink: inout [UInt8]) -> Bool {
        var index = 0
        while index < entries.count {
            if entries[index].name == name {
                entries[index].value.write(isEscaped: isEscaped, to: &sink)
                return true
            }
            index += 1
        }
        return false
    }

    /// Whether two objects have the same members in the same order.
    package static func == (left: TemplateObject, right: TemplateObject) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.name == $1.name && $0.value == $1.value }
    }

    /// Hashes the members in order.
    package func hash(into hasher: inout Hasher) {
        for (name, value) in entries {
            hasher.combine(name)
            hasher.combine(value)
        }
    }

    /// Returns the members of both objects; a member of `other` replaces one with the same name. Takes time
    /// proportional to the product of the sizes.
    package func merging(_ other: TemplateObject) -> TemplateObject {
        var merged = self
        for entry in other.entries {
            merged[entry.name] = entry.value
        }
        return merged
    }
}

extension TemplateObject: ExpressibleByDictionaryLiteral {
    /// Creates an object from a dictionary literal. Of two members with the same name the first is used.
    package init(dictionaryLiteral elements: (TemplateName, TemplateValue)...) {
        self.init(elements.map { ($0, $1) })
    }
}
