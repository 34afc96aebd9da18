extension TemplateSet {
    /// The variables whose first segment is not in `knownNames`, and the partials and parents that are not in the set.
    ///
    /// Sorted. What is wrong with a template by itself is in its own `problems`.
    package func problems(knownNames: Set<String>) -> [TemplateProblem] {
        var problems: [TemplateProblem] = []
        for template in templates {
            for tag in template.tags {
                switch tag.kind {
                case .partial where !tag.isDynamic, .parent where !tag.isDynamic:
                    let name = template.source.text(tag.name)
                    if self[name] == nil {
                        problems.append(
                            TemplateProblem(kind: .missingPartial, template: template.name, range: tag.name, name: name))
                    }
                case .variable, .unescaped, .section, .inverted, .partial, .parent:
                    let name = firstSegment(of: tag, in: template)
                    if !knownNames.contains(template.source.text(name)), !isImplicit(tag, in: template) {
                        problems.append(
                            TemplateProblem(
                                kind: .unknownVariable, template: template.name, range: name, name: template.source.text(name)))
                    }
                case .nothing, .block, .closing: break
                }
            }
        }
        return problems.sorted()
    }

    private func firstSegment(of tag: Tag, in template: Template) -> Range<Int> {
        let bytes = template.source.bytes
        let end = tag.name.first { bytes[$0] == UInt8(ascii: ".") } ?? tag.name.upperBound
        return tag.name.lowerBound..<end
    }

    private func isImplicit(_ tag: Tag, in template: Template) -> Bool {
        template.source.bytes[tag.name].elementsEqual([UInt8(ascii: ".")])
    }
}
