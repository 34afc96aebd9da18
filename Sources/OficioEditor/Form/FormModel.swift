import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// The form of one document: every field of its type with its present value, in the order of the document's form.
struct FormModel: Sendable {
    /// The parts of the form in order.
    private(set) var parts: [FormPart] = []
    /// The editor of the source from which the values were read.
    let editor: SourceEditor
    /// The index of the record in its collection; `nil` if the source is one document.
    let record: Int?

    /// All controls of the form in order.
    var controls: [FormControl] { parts.flatMap(\.controls) }

    /// Returns the control with a name; `nil` if the form has no such control.
    func control(_ name: String) -> FormControl? { controls.first { $0.name == name } }

    /// Makes the form of a source.
    ///
    /// - Parameters:
    ///   - bytes: the text to show, which may not be saved yet.
    ///   - path: the path of the source relative to the site.
    ///   - record: the index of the record in its collection; `nil` if the source is one document.
    ///   - type: the document's type.
    ///   - form: the form that orders the fields.
    ///   - schema: the types and forms of the site.
    init(_ bytes: [UInt8], path: String, record: Int?, type: DocumentType, form: Form, schema: Schema) {
        editor = SourceEditor(bytes, path: path, schema: schema)
        self.record = record
        let maker = ControlMaker(editor, record: record, type, form, schema)
        var shown: Set<String> = []
        func take(_ controls: [FormControl]) -> [FormControl] { controls.filter { shown.insert($0.name).inserted } }

        var first = take(maker.controls([type.titleField]))
        if type.declaredTitleField != nil { for place in first.indices { first[place].isRequired = true } }
        func visit(_ sections: [FormSection], _ level: Int) {
            for section in sections {
                var controls = take(section.allFields.flatMap { maker.controls($0.path, label: $0.label) })
                if section.isRequired { for place in controls.indices { controls[place].isRequired = true } }
                let title = section.title.replacing("\n", with: " ")
                if title.isEmpty, !controls.isEmpty, !parts.isEmpty {
                    parts[parts.count - 1].controls += controls
                } else if title.isEmpty, !controls.isEmpty {
                    first += controls
                } else if !controls.isEmpty || !title.isEmpty && !section.sections.isEmpty {
                    parts.append(FormPart(title: title, level: level, controls: controls))
                }
                visit(section.sections, title.isEmpty ? level : 3)
            }
        }
        if !first.isEmpty { parts.append(FormPart(title: "", level: 2, controls: [])) }
        visit(form.sections, 2)
        if !first.isEmpty { parts[0].controls = first + parts[0].controls }

        let own = take(maker.sections)
        if !own.isEmpty {
            parts.append(
                FormPart(
                    title: Localized(es: "Otras secciones", en: "Other sections")[schema.language], level: 2,
                    controls: own))
        }
        let rest = take(type.fields.indices.flatMap { maker.controls([$0]) })
        let given = rest.filter { !$0.isEmpty }
        let empty = rest.filter(\.isEmpty)
        if !given.isEmpty {
            parts.append(
                FormPart(
                    title: Localized(es: "Datos del documento", en: "Data of the document")[schema.language], level: 2,
                    controls: given))
        }
        if !empty.isEmpty {
            parts.append(
                FormPart(
                    title: Localized(es: "Más campos", en: "More fields")[schema.language], level: 2, controls: empty,
                    isFolded: true))
        }
        parts = ControlOwnership(editor: editor).withoutOverlaps(parts)
        // Drop titled parts without fields, unless one of their subparts has fields.
        parts = parts.enumerated().filter { place, part in
            let inner = parts.dropFirst(place + 1).prefix { $0.level > part.level }
            return !part.controls.isEmpty || inner.contains { !$0.controls.isEmpty }
        }.map(\.element)
    }
}
