/// A set of templates that include each other by name, ready to render.
package struct TemplateSet: Sendable {
    /// The templates in the order given. Of two with the same name the later one is used, in the position of the
    /// earlier.
    package let templates: [Template]

    private let indices: [String: Int]
    private let program: TemplateProgram

    /// Links `templates`. Of two with the same name the later one is used.
    package init(_ templates: [Template]) {
        var kept: [Template] = []
        var indices: [String: Int] = [:]
        for template in templates {
            if let place = indices[template.name] {
                kept[place] = template
            } else {
                indices[template.name] = kept.count
                kept.append(template)
            }
        }
        self.templates = kept
        self.indices = indices
        self.program = Linker.program(of: kept, indices: indices)
    }

    /// The template with a name; nil if the set has none of that name.
    package subscript(name: String) -> Template? {
        indices[name].map { templates[$0] }
    }

    /// Appends the output of the template `name` for `context`, in UTF-8.
    ///
    /// Returns the problems of rendering, sorted: a dynamic partial that is not in the set, `name` missing, or a
    /// limit of the renderer (depth or number of bodies), where rendering stopped.
    package func render(_ name: String, _ context: TemplateValue, into sink: inout [UInt8]) -> [TemplateProblem] {
        guard let place = indices[name] else {
            return [TemplateProblem(kind: .missingPartial, template: name, range: 0..<0, name: name)]
        }
        var renderer = Renderer(program, indices: indices, context: context)
        renderer.render(place, into: &sink)
        return renderer.faults.map { problem($0, in: name) }.sorted()
    }

    private func problem(_ fault: Renderer.Fault, in name: String) -> TemplateProblem {
        guard let insertion = fault.insertion.map({ program.insertions[$0] }) else {
            return TemplateProblem(
                kind: fault.kind, template: name, range: 0..<0, name: fault.name.isEmpty ? name : fault.name)
        }
        let template = templates[insertion.template]
        let written = template.source.text(insertion.name)
        return TemplateProblem(
            kind: fault.kind, template: template.name, range: insertion.name,
            name: fault.name.isEmpty ? written : fault.name)
    }
}
