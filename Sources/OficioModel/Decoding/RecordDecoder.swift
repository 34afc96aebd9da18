import Diagnostics
import OficioSchema
import OficioSource

/// Decodes the entries and blocks of one record.
struct RecordDecoder {
    /// Of a source that could not be read to its end only what does not follow from that.
    var diagnostics: [Diagnostic] {
        guard document.isBroken else { return values.diagnostics }
        let consequences = [Rule.wrongValue.code, Rule.strayText.code, Rule.emptySection.code]
        return values.diagnostics.filter { !consequences.contains($0.code) }
    }

    private let schema: Schema
    private let typeIndex: Int
    private let type: DocumentType
    private let document: SourceDocument
    private let forms: [FormIndex]
    private var values: ValueDecoder
    /// Those of the front matter first.
    private var fields: [FieldValue] = []
    private var headCount = 0
    private var extra: [ExtraSection] = []
    private var permitted: [Permission] = []
    private var internalFields: Set<Int> = []
    private var form: Int

    init(_ schema: Schema, _ forms: [FormIndex], type: Int, _ document: SourceDocument) {
        self.schema = schema
        self.forms = forms
        typeIndex = type
        self.type = schema.types[type]
        self.document = document
        form = schema.defaultForm(of: schema.types[type])
        values = ValueDecoder(schema: schema, form: forms[form])
    }

    /// - Parameters:
    ///   - defaultID: the slug of the file's name; `nil` in a collection, where the title serves.
    ///   - stamp: of all that it is decoded from; places count from where it begins.
    ///   - headStamp: of what its entries are decoded from, `nil` where they are everything.
    mutating func decode(
        _ entries: [YAMLNode.Entry], blocks: [Block], whole: Span, defaultID: String?, taken: Set<String> = [], stamp: UInt64, headStamp: UInt64? = nil
    ) -> Record {
        let id = identifier(entries, defaultID, taken)
        values.record = "\(type.id)/\(id.text)"
        chooseForm(entries)
        decodeOwnLists(entries)
        for entry in entries { decode(entry) }
        values.diagnostics += CutValue.findings(entries, of: type, record: values.record)
        headCount = fields.count
        decode(blocks)
        let titleField = type.field(named: "titulo") ?? 0
        let title = fields.first { $0.field == titleField }
        return Record(
            type: typeIndex, id: id.text, form: form, file: document.file,
            span: title?.value.textSpan ?? id.span ?? Span(file: whole.file, start: Int(whole.start), end: Int(whole.start)),
            title: title?.value.plain ?? id.text, fields: fields, extra: extra, isBroken: document.isBroken, permitted: permitted, internalFields: internalFields,
            stamp: stamp, head: headStamp.map { (headCount, $0) })
    }

    private mutating func identifier(_ entries: [YAMLNode.Entry], _ defaultID: String?, _ taken: Set<String>) -> (text: String, span: Span?) {
        if type.field(named: "id") == nil, let entry = entries.first(where: { $0.key.text.folded == "id" }), case .scalar(let scalar) = entry.value {
            let slug = scalar.text.slug()
            if slug != scalar.text {
                values.report(
                    .wrongValue, scalar.span,
                    Localized(
                        es: "un id lleva solo minúsculas sin tilde, cifras y guiones: «\(slug)»",
                        en: "an id has only plain lower-case letters, digits and hyphens: “\(slug)”"))
            }
            return (slug, scalar.span)
        }
        if let defaultID { return (defaultID, nil) }
        guard let title = scalar(of: "titulo", entries) else { return (unused("sin-titulo", taken), nil) }
        let slug = title.text.slug()
        // Registers repeat titles: the code tells such entries apart, a counter where there is none.
        if taken.contains(slug), let code = scalar(of: "codigo", entries), !taken.contains("\(slug)-\(code.text.slug())") {
            return ("\(slug)-\(code.text.slug())", title.span)
        }
        return (unused(slug, taken), title.span)
    }

    private func unused(_ id: String, _ taken: Set<String>) -> String {
        var name = id
        var counter = 2
        while taken.contains(name) {
            name = "\(id)-\(counter)"
            counter += 1
        }
        return name
    }

    private func scalar(of field: String, _ entries: [YAMLNode.Entry]) -> YAMLNode.Scalar? {
        guard let wanted = type.field(named: field) else { return nil }
        for entry in entries where type.field(named: entry.key.text.folded) == wanted {
            if case .scalar(let scalar) = entry.value, !scalar.text.isEmpty { return scalar }
        }
        return nil
    }

    private mutating func chooseForm(_ entries: [YAMLNode.Entry]) {
        guard let entry = entries.first(where: { ["formato", "form"].contains($0.key.text.folded) }), case .scalar(let scalar) = entry.value, !scalar.text.isEmpty
        else { return }
        guard let index = schema.form(id: scalar.text.folded) else {
            let own = schema.forms.filter { $0.type == type.id && !$0.isBuiltIn }.map(\.id)
            let nearest = Suggestion.nearest(to: scalar.text.folded, in: own)
            values.report(
                .unknownReference, scalar.span, Localized(es: "no hay ningún formato «\(scalar.text)»", en: "there is no form “\(scalar.text)”"),
                label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") })
            return
        }
        guard schema.forms[index].type == type.id else {
            values.report(
                .unknownReference, scalar.span,
                Localized(es: "el formato «\(scalar.text)» no es para este tipo de documento", en: "the form “\(scalar.text)” is not for this type of document"))
            return
        }
        form = index
        let record = values.record
        values = ValueDecoder(schema: schema, form: forms[form])
        values.record = record
    }

    /// Code lists that the document declares come before the rows that use them.
    private mutating func decodeOwnLists(_ entries: [YAMLNode.Entry]) {
        for entry in entries {
            guard let index = type.field(named: entry.key.text.folded), case .codeList = type.fields[index].kind else { continue }
            if case .codeList(let list)? = values.value(of: entry.value, as: .codeList, field: index) {
                for name in type.fields[index].names { values.ownLists[name] = list }
            }
        }
    }

    // MARK: Front matter

    private mutating func decode(_ entry: YAMLNode.Entry) {
        let name = entry.key.text.folded
        guard let index = type.field(named: name) else {
            if name == "id" { return }
            if name == "oficio" { return readPermission(entry) }
            if type.keepsExtra, case .scalar(let scalar) = entry.value {
                if !entry.value.isAbsent {
                    extra.append(
                        ExtraSection(
                            heading: Text(entry.key.text.capitalizedFirst, span: entry.key.span),
                            blocks: [.paragraph(InlineMarkdown.text(scalar.text, span: scalar.span))]))
                }
                return
            }
            unknown(entry.key.text, at: entry.key.span)
            return
        }
        if let first = fields.first(where: { $0.field == index }) { return report(repeated: entry.key.text, at: entry.key.span, first: first.span) }
        if let value = values.value(of: entry.value, as: type.fields[index].kind, field: index) {
            fields.append(FieldValue(field: index, value: value, span: entry.span))
        }
    }

    /// `oficio: permitir CODE — motivo`, `oficio: interno CAMPO`
    private mutating func readPermission(_ entry: YAMLNode.Entry) {
        let lines: [YAMLNode]
        if case .sequence(let items, _) = entry.value { lines = items } else { lines = [entry.value] }
        for case .scalar(let scalar) in lines {
            var words = scalar.text.split(separator: " ", omittingEmptySubsequences: true)
            if let verb = words.first, ["interno", "internal"].contains(verb), words.count > 1 {
                let name = words.dropFirst().joined(separator: " ")
                if let field = type.field(named: name.folded) { internalFields.insert(field) } else { unknown(name, at: scalar.span) }
                continue
            }
            guard let verb = words.first, ["permitir", "allow"].contains(verb), words.count > 2 else {
                values.report(
                    .wrongValue, scalar.span,
                    Localized(
                        es: "se escribe «permitir código — motivo», con su motivo, o «interno campo»",
                        en: "write “allow code — reason”, with its reason, or “internal field”"))
                continue
            }
            words.removeFirst()
            permitted.append(Permission(code: String(words[0]), span: scalar.span))
        }
    }

    private mutating func report(repeated name: String, at span: Span, first: Span) {
        values.diagnostics.append(
            Diagnostic(
                .repeatedField, at: span, Localized(es: "«\(name)» ya está dado antes", en: "“\(name)” was given before"),
                notes: [.init(Localized(es: "la primera vez, aquí", en: "first here"), at: first)], record: values.record))
    }

    private mutating func unknown(_ name: String, at span: Span) {
        let known = type.fields.flatMap(\.names)
        let folded = Suggestion.nearest(to: name.folded, in: known)
        let isCertain = folded != nil && folded == Suggestion.certain(for: name.folded, in: known)
        // As the field is written, in the author's case.
        let spelled = folded.flatMap { near in type.fields.flatMap(\.spellings).first { $0.folded == near } } ?? folded
        let nearest = spelled.map { name.first?.isUppercase == true ? $0.capitalizedFirst : $0 }
        values.report(
            .unknownField, span,
            Localized(es: "«\(type.name.spanish)» no tiene ningún campo «\(name)»", en: "“\(type.name.english)” has no field “\(name)”"),
            label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") },
            fixes: nearest.map { [.init(Localized(es: "cambiar por «\($0)»", en: "change to “\($0)”"), safe: isCertain, [.init(span, $0)])] } ?? [])
    }

    // MARK: Body

    private mutating func decode(_ blocks: [Block]) {
        var rest = blocks[...]
        if case .heading(1, let heading)? = rest.first {
            rest = rest.dropFirst()
            let titleField = type.field(named: "titulo") ?? 0
            if !fields.contains(where: { $0.field == titleField }) {
                fields.append(FieldValue(field: titleField, value: .text(heading), span: heading.span))
            } else if heading.plain.folded != fields.first(where: { $0.field == titleField })?.value.plain.folded {
                extra.append(ExtraSection(heading: heading, blocks: []))
            }
        }
        if let body = type.body {
            if !rest.isEmpty { fields.append(FieldValue(field: body, value: .blocks(Array(rest)), span: rest[rest.startIndex].span)) }
            return
        }
        let lead = rest.prefix { if case .heading(let level, _) = $0 { level > 2 } else { true } }
        if let first = lead.first {
            values.report(
                .strayText, first.span.union(lead.last?.span ?? first.span),
                Localized(
                    es: "hay texto antes del primer título «##»: no se sabe a qué campo pertenece",
                    en: "text before the first “##” heading: nobody can tell which field it belongs to"))
        }
        rest = rest.dropFirst(lead.count)
        while case .heading(_, let heading)? = rest.first {
            rest = rest.dropFirst()
            let section = rest.prefix { if case .heading(let level, _) = $0 { level > 2 } else { true } }
            rest = rest.dropFirst(section.count)
            decode(section: heading, Array(section))
        }
    }

    private mutating func decode(section written: Text, _ blocks: [Block]) {
        var heading = written
        let isInternal = Heading.isInternal(&heading)
        let names = Heading.candidates(heading.plain)
        let labels = forms[form]
        if let index = names.compactMap({ type.field(named: $0) }).first {
            decode(section: heading, blocks, field: index)
            if isInternal { internalFields.insert(index) }
        } else if let path = names.compactMap({ labels.path(labelled: $0) }).first, path.count == 1 {
            decode(section: heading, blocks, field: path[0])
            if isInternal { internalFields.insert(path[0]) }
        } else if type.keepsExtra {
            extra.append(ExtraSection(heading: heading, blocks: blocks, isInternal: isInternal))
            nearMiss(heading)
        } else {
            unknown(heading.plain, at: heading.span)
        }
    }

    private mutating func decode(section heading: Text, _ blocks: [Block], field index: Int) {
        let kind = type.fields[index].kind
        if let place = fields.firstIndex(where: { $0.field == index }) {
            // A shared clause in the front matter and rows of one's own under the heading are one field.
            if case .rows(var front) = fields[place].value, front.clause != nil, front.rows.isEmpty,
                case .rows(let own)? = values.value(of: blocks, as: kind, field: index, heading: heading)
            {
                front.introduction = own.introduction
                front.rows = own.rows
                front.groups = own.groups
                front.closing = own.closing
                fields[place] = FieldValue(field: index, value: .rows(front), span: fields[place].span)
                // With rows of the body it is no longer of the front matter alone.
                headCount = min(headCount, place)
                return
            }
            return report(repeated: heading.plain, at: heading.span, first: fields[place].span)
        }
        if let value = values.value(of: blocks, as: kind, field: index, heading: heading) {
            fields.append(FieldValue(field: index, value: value, span: heading.span))
        }
    }

    /// A kept heading that is nearly the name of a field was probably meant to be it.
    private mutating func nearMiss(_ heading: Text) {
        guard let name = type.nearestName(to: heading.plain.folded) else { return }
        values.report(
            .nearMissHeading, heading.span,
            Localized(es: "«\(heading.plain)» se publica como sección aparte", en: "“\(heading.plain)” is published as a section of its own"),
            label: Localized(es: "¿quiso decir «\(name)»?", en: "did you mean “\(name)”?"))
    }
}
