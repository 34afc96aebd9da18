import Diagnostics
import OficioSchema
import OficioSource

/// Generates the text of `oficio explain` for a type, a field, a kind of field or a form.
struct TypeReference {
    let site: SiteSchema
    let language: Language

    private var schema: Schema { site.schema }

    /// Returns the text that explains the arguments of the command; `nil` if they name nothing. `isExact` leaves out
    /// fields that only have the words as another name, because the words mean something else as well.
    func text(for words: String, isExact: Bool = false) -> String? {
        let folded = words.folded
        if Self.formNames.contains(folded) { return forms() }
        if words.contains(where: { "./".contains($0) }), let text = fieldOfType(folded) { return text }
        if let index = schema.type(named: folded) { return type(schema.types[index]) }
        if let index = schema.form(id: folded)
            ?? schema.forms.firstIndex(where: { !$0.isBuiltIn && $0.title.folded == folded })
        {
            return form(schema.forms[index])
        }
        let fields = schema.types.flatMap { type in
            type.field(named: folded).map { [(type, $0)] } ?? []
        }
        let kind = KindReference.named(folded).map { [self.kind($0)] } ?? []
        let texts = fields.map { field(at: $0.1, of: $0.0) } + kind
        if !texts.isEmpty { return texts.joined(separator: "\n") }
        if isExact { return nil }
        let understood = schema.types.flatMap { type in type.field(understood: folded).map { [(type, $0)] } ?? [] }
        if !understood.isEmpty { return understood.map { field(at: $0.1, of: $0.0) }.joined(separator: "\n") }
        return fieldOfType(folded)
    }

    /// Returns the explanation of the field that *puesto.misión*, *puesto/misión* or *puesto misión* names; `nil` if
    /// the first words name no type, or the others no field of the type.
    private func fieldOfType(_ folded: String) -> String? {
        let words = folded.split { $0 == "." || $0 == "/" || $0 == " " }.map(String.init)
        for count in words.indices.dropFirst() {
            guard let index = schema.type(named: words[..<count].joined(separator: " ")) else { continue }
            let type = schema.types[index]
            let name = words[count...].joined(separator: " ")
            guard let field = type.field(named: name) ?? type.field(understood: name) else { continue }
            return self.field(at: field, of: type)
        }
        return nil
    }

    /// All names that the command can explain. For an unknown name, the command suggests one of them.
    var names: [String] {
        schema.types.flatMap { [$0.name[language]] + $0.fields.flatMap { $0.spellings(in: language) } }
            + schema.forms.filter { !$0.isBuiltIn }.map(\.id)
            + KindReference.all.map { $0.names[language] }
    }

    private static let formNames: Set<String> = ["formato", "formatos", "form", "forms", "formulario"]

    /// Returns the help text about forms: what a form is, how a document chooses one, and the forms of the site.
    private func forms() -> String {
        var lines = [
            Localized(
                es: "Formato: qué campos imprime un documento, en qué orden y con qué rótulos.",
                en: "Form: which fields a document prints, in which order and with which labels.")[language],
            Localized(
                es: "Cada formato es un archivo de «formatos/»; un documento lo elige con «formato: ID».",
                en: "Each form is a file in “forms/”; a document chooses it with “form: ID”.")[language],
            Localized(
                es: "Sin formato, los campos se imprimen en el orden en que el autor los escribió.",
                en: "Without a form, fields are printed in the order in which the author wrote them.")[language],
            "",
        ]
        let own = schema.forms.filter { !$0.isBuiltIn }
        if own.isEmpty {
            lines.append(
                Localized(
                    es: "Este sitio no tiene formatos propios. La guía, «Hacer un formato propio», dice cómo.",
                    en: "This site has no forms of its own. The guide, “Make a form of your own”, says how.")[
                        language])
        } else {
            lines.append(Localized(es: "Formatos de este sitio:", en: "Forms of this site:")[language])
            lines += own.map { form in
                let type = schema.types.first { $0.key == form.type }?.name[language] ?? ""
                return "  \(form.id): \(form.title) (\(type))"
            }
            lines += [
                "",
                Localized(es: "«oficio explain ID» explica uno.", en: "“oficio explain ID” explains one.")[language],
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Types

    private func type(_ type: DocumentType) -> String {
        let folder = site.folder(of: type)
        var lines = [
            "\(type.name[language].capitalizedFirst) · \(type.name[language == .spanish ? .english : .spanish])",
            Localized(
                es: "Un documento por archivo en «content/\(folder)/».",
                en: "One document per file in “content/\(folder)/”.")[language],
        ]
        if type.isControlled {
            lines.append(
                Localized(
                    es: "Es un documento controlado: lleva código, versión y fechas.",
                    en: "It is a controlled document: it has a code, a version and dates.")[language])
        }
        lines.append(
            type.welcomesExtra
                ? Localized(
                    es: "Los títulos que no son de un campo se publican como secciones propias.",
                    en: "Headings that name no field are published as sections.")[language]
                : Localized(
                    es: "Un título que no es de un campo se publica como sección aparte, con un aviso.",
                    en: "A heading that names no field is published as a section of its own, with a warning.")[language]
        )
        lines += [
            "",
            Localized(
                es: "Campos: como clave en el encabezado o como título «##».",
                en: "Fields: as a key of the front matter or as a “##” heading.")[language],
        ]
        for field in type.fields { lines += summary(of: field) }
        let form = schema.forms[schema.defaultForm(of: type)]
        lines +=
            ["", Localized(es: "Ejemplo:", en: "Example:")[language]]
            + FieldExamples(language).document(type, required: required(by: form, of: type)).map {
                $0.isEmpty ? "" : "    " + $0
            }
        lines += ["", Localized(es: "Qué se imprime:", en: "What it prints:")[language]] + outline(of: form, type)
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the fields of a type that a form requires, in the form's order.
    private func required(by form: Form, of type: DocumentType) -> [Field] {
        func places(_ section: FormSection) -> [Int] {
            (section.isRequired ? section.allFields.map { $0.path[0] } : []) + section.sections.flatMap(places)
        }
        return form.sections.flatMap(places).map { type.fields[$0] }
    }

    private func summary(of field: Field) -> [String] {
        var line = "  \(field.label[language].lowercased()) (\(KindReference.of(field.kind).names[language]))"
        if let inside = insides(of: field.kind) { line += ": " + inside }
        var lines = [line]
        let others = otherNames(of: field)
        if !others.isEmpty {
            lines.append(
                "      " + Localized(es: "también: ", en: "also: ")[language] + others.joined(separator: " · "))
        }
        return lines
    }

    private func insides(of kind: FieldKind) -> String? {
        switch kind {
        case .rows(let rows): rows.columns.map { $0.label[language].lowercased() }.joined(separator: ", ")
        case .group(let members): members.map { $0.label[language].lowercased() }.joined(separator: ", ")
        case .references(let reference):
            reference.types.isEmpty
                ? nil
                : reference.types.compactMap { key in schema.types.first { $0.key == key }?.name[language] }.joined(
                    separator: Localized(es: " o ", en: " or ")[language])
        default: nil
        }
    }

    /// Returns the declared names of a field except the shown one, and its other names in the language of the
    /// reference, in declared order.
    private func otherNames(of field: Field) -> [String] {
        let shown = field.label[language].folded
        var seen: Set<String> = [shown]
        return
            (field.spellings.filter { field.names.contains($0.folded) }
            + field.others.filter { $0.language == language }.map { $0.isBeginning ? $0.spelling + " …" : $0.spelling })
            .filter {
                seen.insert($0.folded).inserted
            }
    }

    // MARK: Fields

    private func field(at place: Int, of type: DocumentType) -> String {
        let field = type.fields[place]
        let kind = KindReference.of(field.kind)
        var lines = [
            Localized(
                es: "\(field.label.spanish) · campo de \(type.name.spanish)",
                en: "\(field.label.english) · field of \(type.name.english)")[language],
            kind.what[language].capitalizedFirst + (insides(of: field.kind).map { ": \($0)" } ?? "") + ".",
        ]
        let others = otherNames(of: field)
        if !others.isEmpty {
            lines += [
                "",
                Localized(es: "También se llama: ", en: "Also called: ")[language] + others.joined(separator: " · "),
            ]
        }
        let form = schema.forms.first { $0.type == type.key && !$0.isBuiltIn }?.id
        let example = FieldExamples(language).lines(field, of: type, form: form)
        lines.append("")
        if example.isEmpty {
            lines.append(
                Localized(
                    es: "El sitio no tiene ningún formato para este tipo de documento.",
                    en: "The site has no form for this type of document.")[language])
        } else {
            lines.append(Localized(es: "Ejemplo:", en: "Example:")[language])
            lines += example.map { $0.isEmpty ? "" : "    " + $0 }
        }
        let places = placements(of: place, in: type)
        if !places.isEmpty {
            lines +=
                ["", Localized(es: "Sale impreso en:", en: "It is printed in:")[language]] + places.map { "  " + $0 }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the places where the site's forms of a type print a field.
    private func placements(of place: Int, in type: DocumentType) -> [String] {
        var lines: [String] = []
        for form in schema.forms where form.type == type.key && !form.isBuiltIn {
            func visit(_ section: FormSection, _ titles: [String]) {
                let path = titles + (section.title.isEmpty ? [] : [section.title.replacing("\n", with: " ")])
                for placement in section.allFields where placement.path[0] == place {
                    let label = placement.label.map { $0.replacing("\n", with: " ") } ?? ""
                    let shown = path + (label.isEmpty || label == path.last ? [] : [label])
                    lines.append(form.id + (shown.isEmpty ? "" : ": " + shown.joined(separator: " › ")))
                    break
                }
                section.sections.forEach { visit($0, path) }
            }
            form.sections.forEach { visit($0, []) }
        }
        return lines
    }

    // MARK: Kinds and forms

    private func kind(_ kind: KindReference) -> String {
        var lines = [
            "\(kind.names[language].capitalizedFirst) · \(kind.names[language == .spanish ? .english : .spanish])",
            kind.what[language].capitalizedFirst + ".",
        ]
        if !kind.example[language].isEmpty {
            lines += ["", Localized(es: "Ejemplo: ", en: "Example: ")[language] + kind.example[language]]
        }
        let uses = schema.types.flatMap { type in
            type.fields.filter { KindReference.of($0.kind).names == kind.names }.map {
                "\(type.name[language]): \($0.label[language].lowercased())"
            }
        }
        if !uses.isEmpty {
            lines +=
                ["", Localized(es: "Campos de esta clase:", en: "Fields of this kind:")[language]]
                + uses.map { "  " + $0 }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func form(_ form: Form) -> String {
        guard let type = schema.types.first(where: { $0.key == form.type }) else { return "" }
        let title = [form.control.code, form.title.replacing("\n", with: " ")].filter { !$0.isEmpty }.joined(
            separator: " ")
        let lines = [
            title,
            Localized(
                es: "Formato «\(form.id)» de \(type.name.spanish).", en: "Form “\(form.id)” of \(type.name.english).")[
                    language], "",
            Localized(es: "Qué se imprime:", en: "What it prints:")[language],
        ]
        return (lines + outline(of: form, type)).joined(separator: "\n") + "\n"
    }

    /// Returns the sections of a form with their fields.
    private func outline(of form: Form, _ type: DocumentType) -> [String] {
        var lines: [String] = []
        func name(_ placement: FieldPlacement) -> String {
            let field = type.fields[placement.path[0]]
            if placement.path.count > 1, case .group(let members) = field.kind {
                return members[placement.path[1]].label[language].lowercased()
            }
            return field.label[language].lowercased()
        }
        func visit(_ section: FormSection, _ depth: Int) {
            var words: [String] = []
            for placement in section.allFields {
                let name = name(placement)
                if !words.contains(name) { words.append(name) }
            }
            let indent = String(repeating: "  ", count: depth + 1)
            let title = section.title.replacing("\n", with: " ")
            let line = [title, words.joined(separator: ", ")].filter { !$0.isEmpty }
            if !line.isEmpty {
                lines.append(
                    indent + line.joined(separator: ": ")
                        + (section.isRequired ? Localized(es: " (obligatorio)", en: " (required)")[language] : ""))
            }
            section.sections.forEach { visit($0, depth + (title.isEmpty ? 0 : 1)) }
        }
        form.sections.forEach { visit($0, 0) }
        return lines
    }
}
