import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Decodes the entries and blocks of one record.
struct RecordDecoder {
    /// The findings about the record. For a source that could not be read completely, leaves out
    /// those that may only follow from that.
    var diagnostics: [Diagnostic] {
        guard document.isBroken else { return type.isControlled ? values.diagnostics : lenient }
        let consequences = [Rule.wrongValue.code, Rule.strayText.code, Rule.emptySection.code]
        return values.diagnostics.filter { !consequences.contains($0.code) }
    }

    /// The findings about a record that cannot be a draft: what is still to be written is a warning,
    /// so that it does not stop the whole site.
    private var lenient: [Diagnostic] {
        values.diagnostics.map { finding in
            let isOpen =
                finding.code == Rule.emptySection.code
                || finding.code == Rule.wrongValue.code && values.open.contains(finding.span)
            guard isOpen, finding.severity == .error else { return finding }
            var changed = finding
            changed.severity = .warning
            return changed
        }
    }

    let schema: Schema
    let typeIndex: Int
    let type: DocumentType
    let document: SourceDocument
    let forms: [FormIndex]
    var values: ValueDecoder
    /// The decoded fields, those of the front matter first.
    var fields: [FieldValue] = []
    /// The fields that keys of the front matter name exactly.
    private var keyFields: Set<Int> = []
    var headCount = 0
    /// The headings of the sections that gave a field, by field.
    var headings: [Int: Text] = [:]
    /// Fields whose first section already stands under its heading.
    var titled: Set<Int> = []
    /// The field of the last section that gave one.
    var before: Int?
    /// The heading whose parts are read as fields of their own.
    var gathering: String?
    var extra: [ExtraSection] = []
    /// Fields whose other names stand over sections of the author's own.
    var renamed: Set<Int> = []
    var permitted: [Permission] = []
    var internalFields: Set<Int> = []
    var recordedInternalFields: Set<Int> = []
    /// Findings about words that only seem to say that something is internal. They count if the
    /// document is public.
    var unmarked = UnmarkedInternal()
    var form: Int
    private(set) var resolver: FieldResolver

    init(_ schema: Schema, _ forms: [FormIndex], type: Int, _ document: SourceDocument) {
        self.schema = schema
        self.forms = forms
        typeIndex = type
        self.type = schema.types[type]
        self.document = document
        form = schema.defaultForm(of: schema.types[type])
        values = ValueDecoder(schema: schema, form: forms[form])
        resolver = FieldResolver(self.type, forms[form], schema)
    }

    /// Decodes the record.
    ///
    /// - Parameters:
    ///   - entries: the fields of the front matter, or of a collection's item.
    ///   - blocks: the blocks of the body.
    ///   - whole: the place of the record in its file.
    ///   - defaultID: the slug of the file's name; `nil` in a collection, where the title gives the
    ///     id.
    ///   - taken: the ids of earlier records of the collection; takes that of the record.
    ///   - stamp: fingerprint of everything that the record is decoded from, with places counted
    ///     from its start.
    ///   - headStamp: fingerprint of what its entries are decoded from, `nil` if there is nothing
    ///     else.
    /// - Returns: the record; findings are in `diagnostics`.
    mutating func decode(
        _ entries: [YAMLNode.Entry], blocks: [Block], whole: Span, defaultID: String?, taken: inout UniqueNames,
        stamp: UInt64, headStamp: UInt64? = nil
    ) -> Record {
        let id = identifier(entries, defaultID, &taken)
        values.record = "\(type.id)/\(id.text)"
        chooseForm(entries)
        decodeOwnLists(entries)
        keyFields = Set(entries.compactMap { type.field(named: $0.key.text.folded) })
        for entry in entries { decode(entry) }
        values.diagnostics += CutFields.findings(entries, of: type, record: values.record)
        headCount = fields.count
        decode(blocks)
        checkAccess(entries)
        checkComments()
        checkUnmarked(entries)
        let titleField = type.titleField
        let title = fields.first { $0.field == titleField }
        return Record(
            type: typeIndex, id: id.text, form: form, file: document.file,
            span: title?.value.textSpan ?? id.span
                ?? Span(file: whole.file, start: Int(whole.start), end: Int(whole.start)),
            title: title?.value.plain ?? id.text, fields: fields, extra: extra, isBroken: document.isBroken,
            permitted: permitted, internalFields: internalFields,
            recordedInternalFields: recordedInternalFields, unfinished: values.unfinished.sorted(), stamp: stamp,
            head: headStamp.map { (headCount, $0) })
    }

    private mutating func identifier(
        _ entries: [YAMLNode.Entry], _ defaultID: String?, _ taken: inout UniqueNames
    ) -> (text: String, span: Span?) {
        if type.field(named: "id") == nil, let entry = entries.first(where: { $0.key.text.folded == "id" }),
            case .scalar(let scalar) = entry.value
        {
            let slug = scalar.text.slug()
            if slug != scalar.text {
                values.report(
                    .wrongValue, scalar.span,
                    Localized(
                        es: "un id lleva solo minúsculas sin tilde, cifras y guiones: «\(slug)»",
                        en: "an id has only plain lower-case letters, digits and hyphens: “\(slug)”"))
            }
            taken.insert(slug)
            return (slug, scalar.span)
        }
        if let defaultID { return (defaultID, nil) }
        guard let title = scalar(of: "titulo", entries) else { return (taken.next("sin-titulo"), nil) }
        let slug = title.text.slug()
        // Registers repeat titles: the code distinguishes such entries, or else a counter.
        if taken.contains(slug), let code = scalar(of: "codigo", entries),
            !taken.contains("\(slug)-\(code.text.slug())")
        {
            return (taken.next("\(slug)-\(code.text.slug())"), title.span)
        }
        return (taken.next(slug), title.span)
    }

    private func scalar(of field: String, _ entries: [YAMLNode.Entry]) -> YAMLNode.Scalar? {
        guard let wanted = type.field(named: field) else { return nil }
        for entry in entries where resolver.target(ofKey: entry.key.text, entry.value) == .field(wanted) {
            if case .scalar(let scalar) = entry.value, !scalar.text.isEmpty { return scalar }
        }
        return nil
    }

    private mutating func chooseForm(_ entries: [YAMLNode.Entry]) {
        guard let scalar = FieldResolver.formName(entries) else { return }
        guard let index = schema.form(id: scalar.text.folded) else {
            let own = schema.forms.filter { $0.type == type.key && !$0.isBuiltIn }.map(\.id)
            let nearest = Suggestion.nearest(to: scalar.text.folded, in: own)
            values.report(
                .unknownReference, scalar.span,
                Localized(es: "no hay ningún formato «\(scalar.text)»", en: "there is no form “\(scalar.text)”"),
                label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") })
            return
        }
        guard schema.forms[index].type == type.key else {
            values.report(
                .unknownReference, scalar.span,
                Localized(
                    es: "el formato «\(scalar.text)» no es para este tipo de documento",
                    en: "the form “\(scalar.text)” is not for this type of document"))
            return
        }
        form = FieldResolver.form(entries, of: type, schema)
        let record = values.record
        values = ValueDecoder(schema: schema, form: forms[form])
        values.record = record
        resolver = FieldResolver(type, forms[form], schema)
    }

    /// Decodes the code lists that the document declares, before the rows that use them.
    private mutating func decodeOwnLists(_ entries: [YAMLNode.Entry]) {
        for entry in entries {
            guard let index = resolver.target(ofKey: entry.key.text, entry.value)?.field,
                case .codeList = type.fields[index].kind
            else { continue }
            if case .codeList(let list)? = values.value(of: entry.value, as: .codeList, field: index) {
                for name in type.fields[index].names { values.ownLists[name] = list }
            }
        }
    }

    // MARK: Front matter

    private mutating func decode(_ entry: YAMLNode.Entry) {
        let name = entry.key.text.folded
        let target = resolver.target(ofKey: entry.key.text, entry.value)
        let isUnclear = checkAccess(ofKey: entry, target)
        guard let target else {
            if name == "id" || isUnclear { return }
            if name == "oficio" { return readPermissions(entry.value) }
            if type.keepsExtra, case .scalar(let scalar) = entry.value {
                if isAccess(name, scalar.text) {
                    return unclear(
                        entry.key.span,
                        Localized(
                            es: "«\(entry.key.text)» no dice quién puede verlo: se escribe «acceso»",
                            en: "“\(entry.key.text)” does not say who may see it: write “access”"))
                }
                // Earlier versions published such keys, so they stay in the content: a released
                // document must not change.
                if !entry.value.isAbsent {
                    extra.append(
                        ExtraSection(
                            heading: Text(entry.key.text.capitalizedFirst, span: entry.key.span),
                            blocks: [.paragraph(InlineMarkdown.text(scalar.text, span: scalar.span))]))
                }
            }
            unknown(entry.key.text, at: entry.key.span, whole: entry.span)
            if entry.value.saysNothing { values.reportBlank(entry.key) }
            return
        }
        let index = target.field
        if entry.value.isEmptyCollection { values.reportBlank(entry.key) }
        if case .member(_, let member) = target { return decode(entry, member: member, of: index) }
        // Reads fields inside a gathering field: `requisitos: {formación: …, experiencia: …}`.
        if type.fields[index].gathers, case .mapping(let inside, _) = entry.value {
            for entry in inside { decode(entry) }
            return
        }
        if let first = fields.first(where: { $0.field == index }) {
            return report(
                repeated: entry.key.text, at: entry.key.span, first: first.span, field: index,
                severity: isSaid(entry.value, first.value) ? .warning : .error)
        }
        let value = values.value(of: entry.value, as: type.fields[index].kind, field: index)
        if let value { fields.append(FieldValue(field: index, value: value, span: entry.span)) }
        if case .integer(let number, let text)? = value, number < 0, type.key == .job {
            let label = type.fields[index].label
            values.report(
                .wrongValue, text.span,
                Localized(
                    es: "«\(label.spanish)» no puede ser menos que cero",
                    en: "“\(label.english)” cannot be less than zero"))
        }
        // An empty quoted text, `folio: ""`, and `folio: null` remain values, but are reported as blank.
        if type.fields[index].key != .access, entry.value.saysNothing { values.reportBlank(entry.key) }
    }

    /// Whether a key says again what another one said.
    private func isSaid(_ node: YAMLNode, _ value: Value) -> Bool {
        guard case .scalar(let scalar) = node else { return false }
        return scalar.text.folded == value.plain.folded
    }

    /// Decodes a key that names a member of a group, by the label that the form gives it.
    private mutating func decode(_ entry: YAMLNode.Entry, member: Int, of index: Int) {
        guard case .group(let members) = type.fields[index].kind,
            let value = values.value(of: entry.value, as: members[member].kind, field: index)
        else { return }
        add(
            FieldValue(field: member, value: value, span: entry.span), toGroup: index, named: entry.key.text,
            at: entry.key.span)
    }

    /// Adds a member to a group, which may already have others.
    mutating func add(_ member: FieldValue, toGroup index: Int, named name: String, at span: Span) {
        guard let place = fields.firstIndex(where: { $0.field == index }) else {
            fields.append(FieldValue(field: index, value: .group([member]), span: member.span))
            return
        }
        guard case .group(var known) = fields[place].value, !known.contains(where: { $0.field == member.field }) else {
            return report(repeated: name, at: span, first: fields[place].span)
        }
        known.append(member)
        fields[place] = FieldValue(field: index, value: .group(known), span: fields[place].span)
        // The field now has a member from the body, so it no longer belongs to the front matter
        // alone.
        headCount = min(headCount, place)
    }

    /// Reports a second place of a field. `index` is the field, `nil` for a member of a group.
    mutating func report(
        repeated name: String, at span: Span, first: Span, field index: Int? = nil, severity: Severity = .error
    ) {
        let label = index.map { type.fields[$0].label }
        let isOther = label.map { ![$0.spanish.folded, $0.english.folded].contains(name.folded) } ?? false
        var found = Diagnostic(
            .repeatedField, at: span,
            Localized(
                es: isOther
                    ? "«\(name)» es otro nombre de «\(label?.spanish ?? "")», que ya está escrito antes"
                    : "«\(name)» repite un campo que ya está escrito antes",
                en: isOther
                    ? "“\(name)” is another name of “\(label?.english ?? "")”, which is written before"
                    : "“\(name)” repeats a field that is written before"),
            label: index.flatMap { type.fields[$0].kind.isOneUnit } == true
                ? Localized(
                    es: "deje aquí la unidad más cercana; la de arriba se escribe en el documento de esa unidad",
                    en: "keep the nearest unit here; the one above it is written in the document of that unit")
                : nil,
            notes: [.init(Localized(es: "la primera vez, aquí", en: "first here"), at: first)], record: values.record)
        found.severity = severity
        values.diagnostics.append(found)
    }

    mutating func unknown(_ name: String, at span: Span, whole: Span? = nil) {
        let message = Localized(
            es: "«\(type.name.spanish)» no tiene ningún campo «\(name)»",
            en: "“\(type.name.english)” has no field “\(name)”")
        if let whole, let state = ForeignKey.replacement(for: name.folded, schema.language), type.field(.state) != nil {
            values.report(
                .unknownField, span, message, label: Localized(same: state.label[schema.language]),
                fixes: [
                    .init(
                        Localized(es: "cambiar por «\(state.line)»", en: "change to “\(state.line)”"), safe: false,
                        [.init(whole, state.line)])
                ])
            return
        }
        let near = type.suggestion(for: name.folded, schema.language)
        let nearest = near.map { name.first?.isUppercase == true ? $0.name.capitalizedFirst : $0.name }
        values.report(
            .unknownField, span, message,
            label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") },
            // The corrected key would stand twice where the document has that field already.
            fixes: near.flatMap { type.field(named: $0.name.folded) }.map(keyFields.contains) == true
                ? []
                : nearest.map {
                    [
                        .init(
                            Localized(es: "cambiar por «\($0)»", en: "change to “\($0)”"),
                            safe: near?.isCertain ?? false, [.init(span, $0)])
                    ]
                } ?? [])
    }

    // MARK: Body

    /// Reports a `#` heading that differs from the title of the front matter.
    private mutating func reportOtherTitle(_ heading: Text, _ title: FieldValue?) {
        guard let title else { return }
        var found = Diagnostic(
            .repeatedField, at: heading.span,
            Localized(
                es: "el título es «\(title.value.plain)» arriba y «\(heading.plain)» aquí",
                en: "the title is “\(title.value.plain)” above and “\(heading.plain)” here"),
            label: Localized(
                es: "vale el de arriba; este se publica como una línea más: bórrelo, o corrija uno de los dos",
                en: "the one above counts; this one is published as a line: delete it, or correct one of the two"),
            notes: [.init(Localized(es: "la primera vez, aquí", en: "first here"), at: title.span)],
            record: values.record)
        found.severity = .warning
        values.diagnostics.append(found)
    }

    private mutating func decode(_ blocks: [Block]) {
        var rest = blocks[...]
        if case .heading(1, let heading)? = rest.first {
            checkAccess(rest.prefix(1))
            unmarked.read(title: heading, entry: nil)
            rest = rest.dropFirst()
            let titleField = type.titleField
            if !fields.contains(where: { $0.field == titleField }) {
                fields.append(FieldValue(field: titleField, value: .text(heading), span: heading.span))
            } else if heading.plain.folded != fields.first(where: { $0.field == titleField })?.value.plain.folded {
                extra.append(ExtraSection(heading: heading, blocks: [], place: fields.count))
                reportOtherTitle(heading, fields.first { $0.field == titleField })
            }
        }
        unmarked.read(start: rest.first)
        if let body = type.body { return decode(body: body, rest) }
        let lead = rest.prefix { if case .heading(let level, _) = $0 { level > 2 } else { true } }
        checkAccess(lead)
        unmarked.read(lead)
        if !lead.isEmpty { keep(lead: Array(lead)) }
        rest = rest.dropFirst(lead.count)
        while case .heading(_, let heading)? = rest.first {
            rest = rest.dropFirst()
            let section = rest.prefix { if case .heading(let level, _) = $0 { level > 2 } else { true } }
            rest = rest.dropFirst(section.count)
            checkAccess(section)
            unmarked.read(section: heading, section)
            if section.isEmpty, isTitle(heading, blocks) {
                addSection(heading, [], isInternal: false)
                reportEmpty(heading)
            } else {
                decode(section: heading, Array(section))
            }
        }
    }

    /// Keeps the text above the first `##` heading as a section of its own, or as the field that the
    /// section's usual heading names.
    private mutating func keep(lead: [Block]) {
        let span = lead[0].span.union(lead[lead.count - 1].span)
        let name = Heading.lead[schema.language]
        let heading = Text(name, span: lead[0].span)
        values.report(
            .strayText, span,
            Localized(
                es: "hay texto antes del primer título «##»: se publica bajo «\(name)»",
                en: "text before the first “##” heading: it is published under “\(name)”"),
            label: Localized(
                es: "escriba encima el título que le corresponde, con «## »",
                en: "write the heading that it belongs to above it, with “## ”"),
            fixes: [
                .init(
                    Localized(es: "añadir «## \(name)»", en: "add “## \(name)”"), safe: true,
                    [.init(Span(file: span.file, start: Int(span.start), end: Int(span.start)), "## \(name)\n\n")])
            ])
        if case .field(let index)? = resolver.target(ofSection: heading, lead),
            !fields.contains(where: { $0.field == index })
        {
            return decode(section: heading, lead)
        }
        addSection(heading, lead, isInternal: false)
    }

    /// Whether a heading without text below it only stands above the next one: another section has the text of the
    /// field that it names.
    private func isTitle(_ heading: Text, _ blocks: [Block]) -> Bool {
        guard let index = resolver.target(ofSection: heading, [])?.field else { return false }
        if fields.contains(where: { $0.field == index }) { return true }
        var rest = blocks[...]
        while let block = rest.popFirst() {
            guard case .heading(let level, let other) = block, level <= 2, other.span != heading.span else { continue }
            let section = Array(rest.prefix { if case .heading(let level, _) = $0 { level > 2 } else { true } })
            if !section.isEmpty, resolver.target(ofSection: other, section)?.field == index { return true }
        }
        return false
    }
}
