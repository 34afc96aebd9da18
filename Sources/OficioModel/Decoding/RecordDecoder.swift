import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Decodes the entries and blocks of one record.
struct RecordDecoder {
    /// The findings about the record. If the source could not be read completely, leaves out findings that may be
    /// consequences of the missing part. Makes unfinished parts of a record that cannot be a draft warnings.
    var diagnostics: [Diagnostic] {
        guard document.isBroken else { return type.isControlled ? values.diagnostics : lenient }
        let consequences = [Rule.wrongValue.code, Rule.strayText.code, Rule.emptySection.code]
        return values.diagnostics.filter { !consequences.contains($0.code) }
    }

    /// The findings about a record that cannot be a draft. Unfinished parts are warnings here, so that they do not
    /// stop the build of the whole site.
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
    /// The decoded fields, with the fields of the front matter first.
    var fields: [FieldValue] = []
    /// The fields that keys of the front matter name exactly.
    var frontMatterFields: Set<Int> = []
    /// The entries of the front matter that give each field, by the index of the field.
    var frontMatter: [Int: [YAMLNode.Entry]] = [:]
    var headCount = 0
    /// The heading of each field's section, by the index of the field.
    var headings: [Int: Text] = [:]
    /// Fields whose first section already stands under its heading.
    var titled: Set<Int> = []
    /// The field of the last section that set a field; `nil` before the first.
    var precedingField: Int?
    /// The heading of the section whose parts are fields of their own; `nil` outside of such a section.
    var gathering: String?
    var extra: [ExtraSection] = []
    /// Fields for which a section of the author's own has one of their additional names as its heading.
    var renamed: Set<Int> = []
    var permitted: [Permission] = []
    var internalFields: Set<Int> = [] { didSet { knownHiddenFields = nil } }
    /// The names of hidden fields, once they are computed; see `hiddenFields`.
    var knownHiddenFields: HiddenFieldNames?
    var recordedInternalFields: Set<Int> = []
    /// The fields that `oficio: interno CAMPO` hides, each with the words that name it.
    var declaredInternal: [(field: Int, name: String, span: Span)] = []
    /// The declared fields whose name some heading of the document has.
    var headedInternal: Set<Int> = []
    /// Findings about words that seem to call something internal without a mark. They are reported only for a public
    /// document.
    var unmarked: UnmarkedInternal
    var form: Int
    private(set) var resolver: FieldResolver

    init(_ schema: Schema, _ forms: [FormIndex], type: Int, _ document: SourceDocument) {
        self.schema = schema
        self.forms = forms
        typeIndex = type
        self.type = schema.types[type]
        self.document = document
        unmarked = UnmarkedInternal(of: document)
        form = schema.defaultForm(of: schema.types[type])
        values = ValueDecoder(schema: schema, form: forms[form])
        resolver = FieldResolver(self.type, forms[form], schema)
    }

    /// Decodes the record.
    ///
    /// - Parameters:
    ///   - entries: the fields of the front matter, or of a collection's item.
    ///   - blocks: the blocks of the body.
    ///   - whole: the span of the record in its file.
    ///   - reach: the range of bytes whose unpublished texts belong to the record; `nil` for the whole file.
    ///   - defaultID: the slug of the file's name; `nil` in a collection, where the title gives the id.
    ///   - taken: the ids of earlier records of the collection; receives the id of the record.
    ///   - stamp: fingerprint of everything that the record is decoded from, with spans relative to its start.
    ///   - headStamp: fingerprint of the source of its entries, `nil` if the record has no other source.
    /// - Returns: the record; findings are in `diagnostics`.
    mutating func decode(
        _ entries: [YAMLNode.Entry], blocks: [Block], whole: Span, reach: Range<Int>? = nil,
        defaultID: String?, taken: inout UniqueNames,
        stamp: UInt64, headStamp: UInt64? = nil
    ) -> Record {
        let id = identifier(entries, defaultID, &taken)
        values.record = "\(type.id)/\(id.text)"
        chooseForm(entries)
        decodeOwnLists(entries)
        frontMatterFields = Set(entries.compactMap { type.field(named: $0.key.text.folded) })
        for entry in entries {
            guard case .field(let index)? = resolver.target(ofKey: entry.key.text, entry.value) else { continue }
            frontMatter[index, default: []].append(entry)
        }
        for entry in entries { decode(entry) }
        values.diagnostics += CutFields.findings(entries, of: type, record: values.record)
        headCount = fields.count
        decode(blocks)
        checkAccess(entries)
        checkComments()
        checkUnmarked(entries)
        checkDeclaredInternal()
        let titleField = type.titleField
        let title = fields.first { $0.field == titleField }
        let unpublished = document.unpublished.filter { reach?.contains(Int($0.span.start)) ?? true }
        return Record(
            type: typeIndex, id: id.text, form: form, file: document.file,
            span: title?.value.textSpan ?? id.span
                ?? Span(file: whole.file, start: Int(whole.start), end: Int(whole.start)),
            title: title?.value.plain ?? id.text, fields: fields, extra: extra, isBroken: document.isBroken,
            permitted: permitted, internalFields: internalFields,
            recordedInternalFields: recordedInternalFields, unfinished: values.unfinished.sorted(),
            unpublished: unpublished.map(\.source), stamp: stamp,
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
        // Registers repeat titles: the code distinguishes entries with the same title, or else a counter does.
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

    /// Returns the label of a finding about an unknown form, which lists the forms of the type.
    private static func listed(_ forms: [String]) -> Localized {
        forms.isEmpty
            ? Localized(
                es: "«formatos» no tiene ninguno para este tipo: borre la línea",
                en: "“formatos” has none for this type: delete the line")
            : Localized(
                es: "para este tipo hay: \(forms.joined(separator: ", "))",
                en: "for this type there are: \(forms.joined(separator: ", "))")
    }

    private mutating func chooseForm(_ entries: [YAMLNode.Entry]) {
        guard let scalar = FieldResolver.formName(entries) else { return }
        guard let index = schema.form(id: scalar.text.folded) else {
            let own = schema.forms.filter { $0.type == type.key && !$0.isBuiltIn }.map(\.id)
            let nearest = Suggestion.nearest(to: scalar.text.folded, in: own)
            values.report(
                .unknownReference, scalar.span,
                Localized(es: "no hay ningún formato «\(scalar.text)»", en: "there is no form “\(scalar.text)”"),
                label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") }
                    ?? Self.listed(own))
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
}
