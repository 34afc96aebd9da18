import Diagnostics
import OficioSchema
import OficioSource

// Decodes the fields of the front matter, or of an item of a collection.
extension RecordDecoder {
    mutating func decode(_ entry: YAMLNode.Entry) {
        let name = entry.key.text.folded
        let target = resolver.target(ofKey: entry.key.text, entry.value)
        let isUnclear = checkAccess(ofKey: entry, target)
        guard let target else {
            if name == "id" || isUnclear { return }
            if name == "oficio" { return readPermissions(entry.value) }
            if type.keepsExtra, case .scalar(let scalar) = entry.value {
                if isAccess(name, scalar.text) {
                    return reportUnclearAccess(
                        entry.key.span,
                        Localized(
                            es: "«\(entry.key.text)» no dice quién puede verlo: se escribe «acceso»",
                            en: "“\(entry.key.text)” does not say who may see it: write “access”"))
                }
                // Earlier versions published unknown keys, so the keys stay in the content: a released document must
                // not change.
                if !entry.value.isAbsent {
                    checkBeginning(entry.key.text, at: entry.key.span)
                    extra.append(
                        ExtraSection(
                            heading: Text(entry.key.text.capitalizedFirst, span: entry.key.span),
                            blocks: [.paragraph(InlineMarkdown.text(scalar.text, span: scalar.span))]))
                }
            }
            reportUnknownName(entry.key.text, at: entry.key.span, whole: entry.span)
            if entry.value.saysNothing { values.reportBlank(entry.key) }
            return
        }
        let index = target.field
        checkDiverted(entry.key.text, to: index, at: entry.key.span)
        checkPerson(entry, index)
        if entry.value.isEmptyCollection { values.reportBlank(entry.key) }
        if case .member(_, let member) = target { return decode(entry, member: member, of: index) }
        // Reads fields inside a gathering field: `requisitos: {formación: …, experiencia: …}`.
        if type.fields[index].gathers, case .mapping(let inside, _) = entry.value {
            for entry in inside { decode(entry) }
            return
        }
        if let kept = keptEntry(beside: entry, of: index) { return reportRepeated(entry, beside: kept, of: index) }
        let value = values.value(of: entry.value, as: type.fields[index].kind, field: index)
        if let value { fields.append(FieldValue(field: index, value: value, span: entry.span)) }
        noteLabel(ofKey: entry.key, index)
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

    /// Adds a note if the page shows the value of a key under another name than the author's: a field that the site's
    /// form does not print is shown under its declared name.
    private mutating func noteLabel(ofKey key: YAMLNode.Scalar, _ index: Int) {
        let form = schema.forms[form]
        let label = type.fields[index].label[schema.language]
        guard type.isControlled, !form.isBuiltIn, type.field(named: key.text.folded) != index,
            !form.printedFields.contains(index),
            LooseName.looseForm(key.text.folded) != LooseName.looseForm(label.folded)
        else { return }
        var note = Diagnostic(
            .nearMissHeading, at: key.span,
            Localized(
                es: "«\(key.text)» sale en la página como «\(label)»",
                en: "“\(key.text)” is on the page as “\(label)”"),
            record: values.record)
        note.severity = .note
        values.diagnostics.append(note)
    }

    /// Returns the entry that gives the value of a field instead of `entry`: the one with a name that the type
    /// declares, or else the first; `nil` if that is `entry` itself.
    private func keptEntry(beside entry: YAMLNode.Entry, of index: Int) -> YAMLNode.Entry? {
        guard frontMatter[index, default: []].count > 1 else { return nil }
        let all = frontMatter[index] ?? []
        let kept = all.first { type.field(named: $0.key.text.folded) == index } ?? all.first
        return kept.flatMap { $0.key.span == entry.key.span ? nil : $0 }
    }

    /// Reports a key whose field another key gives, and which is not published. Two keys that contradict each other
    /// about who sees a document, which one it is or whether it is in force are an error.
    private mutating func reportRepeated(_ entry: YAMLNode.Entry, beside kept: YAMLNode.Entry, of index: Int) {
        let field = type.fields[index]
        var repeats = false
        if case .scalar(let mine) = entry.value, case .scalar(let other) = kept.value {
            repeats = mine.text.folded == other.text.folded
        }
        let decides = [.access, .state, .code, .version, .effective].contains(field.key)
        var found = Diagnostic(
            .repeatedField, at: entry.key.span,
            Localized(
                es: "«\(entry.key.text)» y «\(kept.key.text)» son el mismo campo: vale «\(kept.key.text)»",
                en: "“\(entry.key.text)” and “\(kept.key.text)” are one field: “\(kept.key.text)” counts"),
            label: repeats
                ? Localized(es: "dice lo mismo: bórrela", en: "it says the same: delete it")
                : field.kind.isOneUnit
                    ? Localized(
                        es: "deje la unidad más cercana; la de más arriba se escribe en el documento de esa unidad",
                        en: "keep the nearest unit; the one above it is written in the document of that unit")
                    : Localized(
                        es: "esta línea no se publica: bórrela, o junte en la otra lo que dicen",
                        en: "this line is not published: delete it, or put what both say into the other"),
            notes: [.init(Localized(es: "la que vale, aquí", en: "the one that counts, here"), at: kept.key.span)],
            record: values.record)
        found.severity = repeats || !decides ? .warning : .error
        values.diagnostics.append(found)
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

    /// Adds a member to a group, which may already have other members.
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
                : Localized(
                    es: "deje uno de los dos, o junte en uno lo que dicen",
                    en: "keep one of the two, or put what they say into one"),
            notes: [.init(Localized(es: "la primera vez, aquí", en: "first here"), at: first)], record: values.record)
        found.severity = severity
        values.diagnostics.append(found)
    }

    mutating func reportUnknownName(_ name: String, at span: Span, whole: Span? = nil) {
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
            label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") }
                ?? Localized(
                    es: """
                        «oficio explain \(type.name.spanish)» da los nombres que se entienden; uno propio se declara \
                        en «tipos/»
                        """,
                    en: """
                        “oficio explain \(type.name.english)” lists the names that are understood; declare one of \
                        your own in “types/”
                        """),
            // The document already has that field, so the corrected key would be a duplicate.
            fixes: near.flatMap { type.field(named: $0.name.folded) }.map(frontMatterFields.contains) == true
                ? []
                : nearest.map {
                    [
                        .init(
                            Localized(es: "cambiar por «\($0)»", en: "change to “\($0)”"),
                            safe: near?.isCertain ?? false, [.init(span, $0)])
                    ]
                } ?? [])
    }
}
