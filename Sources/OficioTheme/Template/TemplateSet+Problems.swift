extension TemplateSet {
    /// All segments of the names that the templates use, such as `record` and `title` for `{{record.title}}`.
    var segments: Set<String> {
        var found: Set<String> = []
        for template in templates {
            for tag in template.tags {
                switch tag.kind {
                case .variable, .unescaped, .section, .inverted:
                    found.formUnion(segments(of: tag, in: template).map { template.source.text($0) })
                default: break
                }
            }
        }
        return found
    }

    /// Returns the unknown variables, unknown messages and missing partials of the set, sorted.
    ///
    /// A variable is unknown if one of its segments is not in `knownNames`; a message (`messages.…`) if its key is
    /// not in `messages`, or in `knownNames` if that is nil. `Template.problems` has the other problems of each
    /// template.
    package func problems(knownNames: Set<String>, messages: Set<String>? = nil) -> [TemplateProblem] {
        var problems: [TemplateProblem] = []
        let messageNames = messages?.union(["messages"]) ?? knownNames
        for template in templates {
            for tag in template.tags {
                switch tag.kind {
                case .partial where !tag.isDynamic, .parent where !tag.isDynamic:
                    let name = template.source.text(tag.name)
                    if self[name] == nil {
                        problems.append(
                            TemplateProblem(kind: .missingPartial, template: template.name, range: tag.name, name: name)
                        )
                    }
                case .variable, .unescaped, .section, .inverted, .partial, .parent:
                    if isImplicit(tag, in: template) { continue }
                    let names = segments(of: tag, in: template)
                    let known =
                        names.count > 1 && template.source.text(names[0]) == "messages" ? messageNames : knownNames
                    if let name = names.first(where: { !known.contains(template.source.text($0)) }) {
                        problems.append(
                            TemplateProblem(
                                kind: .unknownVariable, template: template.name, range: name,
                                name: template.source.text(name)))
                    }
                case .nothing, .block, .closing: break
                }
            }
        }
        return problems.sorted()
    }

    private func segments(of tag: Tag, in template: Template) -> [Range<Int>] {
        let bytes = template.source.bytes
        var segments: [Range<Int>] = []
        var start = tag.name.lowerBound
        for index in tag.name where bytes[index] == UInt8(ascii: ".") {
            if index > start { segments.append(start..<index) }
            start = index + 1
        }
        if start < tag.name.upperBound { segments.append(start..<tag.name.upperBound) }
        return segments
    }

    private func isImplicit(_ tag: Tag, in template: Template) -> Bool {
        template.source.bytes[tag.name].elementsEqual([UInt8(ascii: ".")])
    }
}
