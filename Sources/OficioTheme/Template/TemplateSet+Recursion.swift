extension TemplateSet {
    /// Returns the partials and parents through which a template includes itself unconditionally, so that rendering
    /// would never end; sorted.
    ///
    /// A recursion inside a section is not reported: it ends when the data end.
    func endlessRecursions() -> [TemplateProblem] {
        let calls = templates.map(unconditionalCalls)
        let targets = Dictionary(uniqueKeysWithValues: templates.enumerated().map { ($1.name, calls[$0].map(\.name)) })
        return calls.enumerated().flatMap { place, calls in
            calls.filter { reaches(templates[place].name, from: $0.name, targets) }.map {
                TemplateProblem(
                    kind: .recursionTooDeep, template: templates[place].name, range: $0.range, name: $0.name)
            }
        }.sorted()
    }

    /// Returns the templates that a template includes outside every section, block and override, with the byte ranges
    /// of their names.
    private func unconditionalCalls(of template: Template) -> [(name: String, range: Range<Int>)] {
        var calls: [(name: String, range: Range<Int>)] = []
        var depth = 0
        for tag in template.tags {
            switch tag.kind {
            case .partial, .parent:
                if depth == 0, !tag.isDynamic { calls.append((template.source.text(tag.name), tag.name)) }
                if tag.kind == .parent { depth += 1 }
            case .section, .inverted, .block: depth += 1
            case .closing: depth -= 1
            case .nothing, .variable, .unescaped: break
            }
        }
        return calls
    }

    private func reaches(_ goal: String, from start: String, _ targets: [String: [String]]) -> Bool {
        var seen: Set<String> = []
        var open = [start]
        while let name = open.popLast() {
            if name == goal { return true }
            if seen.insert(name).inserted { open += targets[name] ?? [] }
        }
        return false
    }
}
