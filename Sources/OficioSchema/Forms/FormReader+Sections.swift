import Diagnostics
import OficioBasics
import OficioSource

// Reads the sections of a form with their views and fields.
extension FormReader {
    private static let needField: Set<FormView> = [
        .list, .table, .matrix, .groups, .boxes, .competencies, .signatures, .log,
    ]
    private static let ofRows: Set<FormView> = [.table, .matrix, .groups, .competencies, .signatures, .log]

    /// Reports a view that would print nothing because it has no field, or has a field whose values it cannot show.
    private mutating func checkView(_ section: FormSection, _ node: YAMLNode?) {
        guard let node, Self.needField.contains(section.view), section.field != nil || section.fields.isEmpty else {
            return
        }
        let view = reader.word(node)
        guard let path = section.field?.path else {
            // The reader has already reported an unknown field.
            if section.namesField { return }
            return reader.report(
                node.span,
                Localized(
                    es: "la vista «\(view)» necesita «campo:», que dice qué muestra",
                    en: "the view “\(view)” needs “field:”, which says what it shows"))
        }
        let field = type.fields[path[0]]
        if case .rows = field.kind { return }
        guard Self.ofRows.contains(section.view) else { return }
        reader.report(
            node.span,
            Localized(
                es: "la vista «\(view)» muestra filas, y «\(field.label.spanish)» no las tiene: use «texto» o «lista»",
                en: "the view “\(view)” shows rows, and “\(field.label.english)” has none: use “text” or “list”"))
    }

    /// Reports columns and fields under `listas:` that the section does not show.
    private mutating func checkListed(_ node: YAMLNode, _ section: FormSection) {
        if section.view == .legend { return }
        var fields = section.fields.flatMap(\.self).map { place in
            let field = type.fields[place.path[0]]
            if place.path.count > 1, case .group(let members) = field.kind { return members[place.path[1]] }
            return field
        }
        if let path = section.field?.path {
            fields.append(type.fields[path[0]])
            if case .rows(let rows) = type.fields[path[0]].kind { fields += rows.columns }
        }
        guard !fields.isEmpty, case .mapping(let entries, _) = node else { return }
        for entry in entries {
            guard case .scalar = entry.value, !fields.contains(where: { $0.names.contains(entry.key.text.folded) })
            else { continue }
            reader.report(
                entry.key.span,
                Localized(
                    es: "aquí no hay ninguna columna «\(entry.key.text)» que use una lista",
                    en: "there is no column “\(entry.key.text)” here that uses a list"),
                label: Hint.suggest(
                    entry.key.text, spanish: fields.map(\.label.spanish), english: fields.map(\.label.english)))
        }
    }

    private static let viewNames: [(spanish: String, english: String, view: FormView)] = [
        ("ficha", "grid", .fieldGrid),
        ("texto", "text", .text),
        ("lista", "list", .list),
        ("tabla", "table", .table),
        ("matriz", "matrix", .matrix),
        ("grupos", "groups", .groups),
        ("casillas", "boxes", .boxes),
        ("competencias", "competencies", .competencies),
        ("firmas", "signatures", .signatures),
        ("leyenda", "legend", .legend),
        ("firma", "receipt", .receipt),
        ("modificaciones", "log", .log),
        ("portada", "cover", .cover),
        ("índice", "contents", .contents),
        ("miembros", "members", .members),
        ("demás", "rest", .rest),
    ]

    private static let views = Dictionary(
        viewNames.flatMap { [($0.spanish.folded, $0.view), ($0.english, $0.view)] },
        uniquingKeysWith: { first, _ in first })

    mutating func sections(_ node: YAMLNode, inherited: FormSection?) -> [FormSection] {
        guard case .sequence(let items, _) = node else {
            reader.report(
                node.span, Localized(es: "«secciones» tiene que ser una lista", en: "“sections” has to be a list"))
            return []
        }
        return items.compactMap { item in
            if !item.saysNothing { return section(item, inherited: inherited) }
            reader.report(
                item.span,
                Localized(
                    es: "aquí va una sección, como «{título: Misión, vista: texto, campo: misión}»",
                    en: "a section belongs here, like “{title: Purpose, view: text, field: purpose}”"))
            return nil
        }
    }

    private mutating func section(_ node: YAMLNode, inherited: FormSection?) -> FormSection {
        var section = FormSection(span: node.span)
        section.repeats = inherited?.repeats ?? false
        section.empty = inherited?.empty
        section.end = inherited?.end
        section.mark = inherited?.mark
        section.dates = inherited?.dates
        var values: [String: YAMLNode] = [:]
        reader.forEach(reader.mapping(node), SettingKeys.section) { _, name, entry in values[name] = entry.value }
        if let node = values["title"] { section.title = reader.text(node) }
        if let node = values["view"] {
            let word = reader.word(node)
            if let view = Self.views[word.folded] {
                section.view = view
            } else {
                reader.report(
                    node.span,
                    Localized(es: "no hay ninguna vista «\(word)»", en: "there is no view “\(word)”"),
                    label: Hint.suggest(
                        word, spanish: Self.viewNames.map(\.spanish), english: Self.viewNames.map(\.english)))
            }
        }
        if let node = values["paper"] {
            if inherited == nil {
                section.paper = paper(node)
            } else {
                reader.report(
                    node.span,
                    Localized(
                        es: "«papel» va en una sección del formato, no dentro de otra: una hoja no cambia a medias",
                        en: """
                            “paper” belongs to a section of the form, not inside another: a sheet does not change \
                            halfway
                            """
                    ))
            }
        }
        if let node = values["required"] { section.isRequired = reader.readFlag(node) }
        if let node = values["repeats"] { section.repeats = reader.readFlag(node) }
        if let node = values["mark"] { section.mark = reader.requiredText(node) ?? section.mark }
        if let node = values["end"] { section.end = reader.text(node) }
        if let node = values["dates"] { section.dates = dates(node) }
        if let node = values["numbering"] { section.numbering = numbering(node) }
        if let node = values["text"] { section.text = reader.text(node) }
        if let node = values["empty"] {
            let text = reader.text(node)
            section.empty = ["omitir", "omit"].contains(text.folded) ? .omit : .text(text)
        }
        if let node = values["lists"] { readLists(node, into: &section) }
        var fields = type.fields
        if let node = values["field"] {
            section.field = placement(reader.word(node), label: nil, in: type.fields, prefix: [], at: node.span)
            if let index = section.field?.path.first, case .group(let members) = type.fields[index].kind {
                fields = members
            }
        }
        if let node = values["fields"] { readFields(node, fields, into: &section) }
        if let node = values["columns"] { section.columns = columns(node, of: section) }
        section.namesField = values["field"] != nil
        checkView(section, values["view"])
        if let node = values["lists"] { checkListed(node, section) }
        if let node = values["sections"] { section.sections = sections(node, inherited: section) }
        return section
    }

    private mutating func readLists(_ node: YAMLNode, into section: inout FormSection) {
        let pairs: [YAMLNode.Entry]
        if case .sequence(let items, _) = node {
            pairs = items.flatMap { item -> [YAMLNode.Entry] in
                if case .scalar(let scalar) = item {
                    return [
                        .init(key: scalar, value: .scalar(.init(text: scalar.text, span: scalar.span, isPlain: true)))
                    ]
                }
                return reader.mapping(item)
            }
        } else {
            pairs = reader.mapping(node)
        }
        for pair in pairs {
            let value = reader.text(pair.value)
            let list = section.view == .legend ? pair.key.text : value
            if !listNames.contains(list.folded) {
                reader.report(
                    section.view == .legend ? pair.key.span : pair.value.span,
                    Localized(es: "el formato no tiene ninguna lista «\(list)»", en: "the form has no list “\(list)”"))
            }
            if section.view == .legend {
                section.legend.append((list: pair.key.text.folded, label: value))
            } else {
                section.lists.append((column: pair.key.text.folded, list: value.folded))
            }
        }
    }

    private mutating func readFields(_ node: YAMLNode, _ fields: [Field], into section: inout FormSection) {
        guard case .sequence(let items, _) = node else {
            reader.report(node.span, Localized(es: "«campos» tiene que ser una lista", en: "“fields” has to be a list"))
            return
        }
        for item in items {
            let cells: [YAMLNode]
            if case .sequence(let inner, _) = item { cells = inner } else { cells = [item] }
            var pairs: [(key: YAMLNode.Scalar, label: String?)] = []
            for cell in cells {
                switch cell {
                case .scalar where cell.saysNothing:
                    reader.report(cell.span, Localized(es: "aquí va un campo", en: "a field belongs here"))
                case .scalar(let scalar): pairs.append((scalar, nil))
                case .mapping(let entries, _): pairs += entries.map { ($0.key, reader.text($0.value)) }
                case .sequence: reader.report(cell.span, Localized(es: "aquí va un campo", en: "a field belongs here"))
                }
            }
            if section.view == .receipt {
                section.blanks.append(pairs.map { $0.label ?? $0.key.text })
            } else {
                let prefix = section.field?.path ?? []
                section.fields.append(
                    pairs.compactMap {
                        placement($0.key.text, label: $0.label, in: fields, prefix: prefix, at: $0.key.span)
                    })
            }
        }
    }

    mutating func placement(_ name: String, label: String?, in fields: [Field], prefix: [Int], at span: Span)
        -> FieldPlacement?
    {
        let folded = name.folded
        if let index = fields.firstIndex(where: { $0.names.contains(folded) }) {
            return FieldPlacement(path: prefix + [index], label: label, span: span)
        }
        let nearest = fields.suggestion(for: folded, language)?.name
        reader.report(
            span,
            Localized(
                es: "«\(type.name.spanish)» no tiene ningún campo «\(name)»",
                en: "“\(type.name.english)” has no field “\(name)”"),
            label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") })
        return nil
    }
}
