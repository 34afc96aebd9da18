import Diagnostics
import OficioSchema
import OficioSource

/// Turns texts, blocks and YAML into values of a declared kind, and reports texts that do not fit the kind.
struct ValueDecoder {
    let schema: Schema
    /// The code lists and labels of the document's form, by field and column.
    let form: FormIndex
    var diagnostics: [Diagnostic] = []
    var record: String?
    /// The document's own code lists by the folded name of their field.
    var ownLists: [String: CodeList] = [:]
    /// The parts of groups whose heading names no member, with their blocks.
    var straySections: [(heading: Text, blocks: [Block], isLead: Bool)] = []
    /// Whether public builds hide the value being decoded.
    var hidesFromPublic = false
    /// The fields with empty sections, blanks to fill in, or dates that are not understood.
    var unfinished: Set<Int> = []
    /// The spans of unfinished dates and facts.
    private(set) var open: Set<Span> = []
    /// The reading of rows that the decoder currently applies.
    var reading = Reading.shown
    /// Whether the decoder understood a code or a notation that the recorded reading does not know.
    var isUnderstood = false

    init(schema: Schema, form: FormIndex) {
        self.schema = schema
        self.form = form
    }

    mutating func report(
        _ rule: Rule, _ span: Span, _ message: Localized, label: Localized? = nil, fixes: [Diagnostic.Fix] = []
    ) {
        diagnostics.append(Diagnostic(rule, at: span, message, label: label, fixes: fixes, record: record))
    }

    /// Reports a key without a value.
    mutating func reportBlank(_ key: YAMLNode.Scalar) {
        report(
            .blankField, key.span, Localized(es: "«\(key.text)» está en blanco", en: "“\(key.text)” is left blank"),
            label: Localized(
                es: "si no hay nada que decir se escribe «N/A»", en: "if there is nothing to say, write “N/A”"))
    }

    func isNotApplicable(_ text: String) -> Bool { NotApplicable.matches(text, schema.settings) }

    // MARK: One text

    /// Returns the value of a single text. Reports a text that is no value of the kind, and counts its field as
    /// unfinished if the text is a blank or no date. `column` is the index of the cell's column, for its code list;
    /// `nil` outside of rows.
    mutating func value(of text: Text, as kind: FieldKind, field: Int, column: Int?) -> Value {
        if isNotApplicable(text.source) || column == nil && kind.saysNobody(text.source) { return .notApplicable(text) }
        if kind.isBlank(text.source) { leaveOpen(text, field) }
        switch kind {
        case .text:
            return .text(
                Text(
                    text.source, inlines: References.soleReference(text.source) == nil ? nil : text.inlines,
                    span: text.span))
        case .markdown: return .blocks([.paragraph(text)])
        case .date:
            let date = date(text, inCell: column != nil)
            if case .date = date { return date }
            leaveOpen(text, field)
            return date
        case .integer:
            guard let number = Int(text.source.trimmedASCII) else {
                let plain = text.source.withoutThousands
                return reportWrongValue(
                    text, es: "un número entero", en: "a whole number",
                    label: plain.map { Localized(es: "escriba \($0)", en: "write \($0)") },
                    fixes: plain.map {
                        [
                            .init(
                                Localized(es: "cambiar por «\($0)»", en: "change to “\($0)”"), safe: false,
                                [.init(text.span, $0)])
                        ]
                    } ?? [])
            }
            return .integer(number, text)
        case .percent: return percent(text)
        case .boolean:
            switch text.source.folded {
            case "si", "yes", "true": return .boolean(true, text)
            case "no", "false": return .boolean(false, text)
            default: return reportWrongValue(text, es: "«sí» o «no»", en: "“yes” or “no”")
            }
        case .duration:
            if let span = TimeSpan(text.source) { return .duration(span, text) }
            return .blocks([.paragraph(text)])
        case .interval: return interval(text)
        case .url:
            if !text.source.hasPrefix("https://"), !text.source.hasPrefix("http://") {
                return reportWrongValue(
                    text, es: "una dirección que empiece con https://", en: "an address that begins with https://")
            }
            return .text(text)
        case .email:
            if text.source.split(separator: "@").count != 2 {
                return reportWrongValue(text, es: "un correo electrónico", en: "an e-mail address")
            }
            return .text(text)
        case .choice(let list), .codes(let list): return codes(text, list: list, field: field, column: column)
        case .references(let kind): return .references(references(in: text, kind))
        case .list: return .list([ListItem(id: RowIDs.slug(text.plain), blocks: [.paragraph(text)], span: text.span)])
        // A cell of a log names one person, who becomes a row.
        case .rows(let type):
            let cell = value(of: text, as: type.columns[type.main].kind, field: field, column: type.main)
            let named = FieldValue(field: type.main, value: cell, span: text.span)
            var rows = Rows()
            rows.rows = [Row(id: RowIDs.slug(text.plain), cells: [named], continued: [], group: nil, span: text.span)]
            return .rows(rows)
        case .group:
            return reportWrongValue(
                text, es: "un grupo de datos, cada uno con su nombre", en: "a group of facts, each with its name")
        case .codeList:
            return reportWrongValue(
                text, es: "una lista de códigos con su significado", en: "a list of codes with their meaning")
        }
    }

    private mutating func leaveOpen(_ text: Text, _ field: Int) {
        unfinished.insert(field)
        open.insert(text.span)
    }

    mutating func reportWrongValue(
        _ text: Text, es: String, en: String, label: Localized? = nil, fixes: [Diagnostic.Fix] = []
    ) -> Value {
        let shown = text.source.count > 60 ? String(text.source.prefix(60)) + "…" : text.source
        report(
            .wrongValue, text.span, Localized(es: "«\(shown)» no es \(es)", en: "“\(shown)” is not \(en)"),
            label: label, fixes: fixes)
        return .text(text)
    }

    /// Returns the value of an interval, and reports an interval that is not understood. The value is the one that
    /// earlier versions read, because comparisons of released content use it.
    private mutating func interval(_ text: Text) -> Value {
        if ReviewInterval(text.source) == nil {
            report(
                .wrongValue, text.span,
                Localized(
                    es: """
                        «\(text.source)» no dice cada cuánto: escriba, por ejemplo, «2 años», «6 meses», «anual» o \
                        «1 año y 6 meses»
                        """,
                    en: """
                        “\(text.source)” does not say how often: write, for instance, “2 years”, “6 months”, \
                        “annual” or “1 year and 6 months”
                        """
                ))
        }
        if let span = TimeSpan(text.source) { return .duration(span, text) }
        return .blocks([.paragraph(text)])
    }

    private mutating func percent(_ text: Text) -> Value {
        let digits = text.source.filter { $0 != "%" && !$0.isWhitespace }.replacing(",", with: ".")
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Int(parts[0]), whole >= 0, whole < 1_000_000 else {
            return reportWrongValue(text, es: "un porcentaje como 30%", en: "a percentage like 30%")
        }
        var hundredths = whole * 100
        if parts.count == 2 {
            guard let fraction = Int(parts[1]), fraction >= 0, parts[1].count <= 2 else {
                return reportWrongValue(text, es: "un porcentaje como 30%", en: "a percentage like 30%")
            }
            hundredths += parts[1].count == 1 ? fraction * 10 : fraction
        }
        return .percent(hundredths, text)
    }

    // MARK: Codes

    func list(named name: String, field: Int, column: Int?) -> (list: CodeList, isBound: Bool)? {
        if let bound = form.list(field: field, column: column) { return (bound, true) }
        if let own = ownLists[name] { return (own, true) }
        return name == Frequencies.name ? (Frequencies.list, false) : nil
    }

    /// Whether a text is a code of the list that a field takes its values from.
    func isCode(_ text: String, ofList name: String, field: Int) -> Bool {
        guard let list = list(named: name, field: field, column: nil)?.list, case .codes = list.match(text) else {
            return false
        }
        return true
    }

    mutating func codes(_ text: Text, list name: String, field: Int, column: Int?) -> Value {
        let source = text.plain
        guard let (list, isBound) = list(named: name, field: field, column: column) else {
            let whole = Code(code: source, label: source, meaning: Frequencies.meaning(of: source))
            return .codes([whole], text)
        }
        switch list.match(source) {
        case .codes(let indices): return .codes(indices.map { list.codes[$0] }, text)
        case .ambiguous(let piece):
            report(
                .unknownCode, text.span,
                Localized(
                    es: "«\(piece)» puede ser más de un código de «\(list.name)»: se distinguen por mayúsculas",
                    en: "“\(piece)” may be more than one code of “\(list.name)”: case tells them apart"))
            return .codes([Code(code: source, label: source)], text)
        case .unknown(let piece):
            if !isBound {
                if reading == .shown, case .codes(let several) = Frequencies.english.match(source), several.count > 1 {
                    isUnderstood = true
                    return .codes(several.map { Frequencies.english.codes[$0] }, text)
                }
                return .codes([Code(code: source, label: source, meaning: Frequencies.meaning(of: source))], text)
            }
            if reading == .shown, let found = list.understoodCodes(source) {
                isUnderstood = true
                return .codes(found.map { list.codes[$0] }, text)
            }
            let isFrequency = name == Frequencies.name && column != nil
            // A frequency in words is one code: *Cuando se requiera*.
            reportUnknownCode(isFrequency ? source : piece, text, list, isFrequency: isFrequency)
            return .codes([Code(code: source, label: source)], text)
        }
    }

    // MARK: References

    /// Returns the references in a text: every `[[…]]` and relative link, or else the whole text as one reference.
    mutating func references(in text: Text, _ kind: ReferenceKind) -> [Reference] {
        var found: [(target: String, isPath: Bool, label: String?)] = []
        func search(_ inlines: [Inline]) {
            for inline in inlines {
                switch inline {
                case .reference(let target, let label): found.append((target, false, label))
                case .link(let destination, _, let inside):
                    if LinkTarget(destination).isRelativePath {
                        var label = ""
                        Inline.appendPlain(inside, to: &label)
                        found.append((destination, true, label))
                    }
                case .emphasis(let inside), .strong(let inside), .strikethrough(let inside): search(inside)
                case .text, .code, .image, .softBreak, .lineBreak: break
                }
            }
        }
        search(text.inlines ?? References.split(text.source))
        // Keep the value that earlier versions read, because comparisons of released content use it.
        if found.count == 1, text.inlines == nil { reportWords(around: found[0].target, found[0].label, in: text) }
        if found.isEmpty {
            return [
                Reference(
                    target: text.plain.trimmedASCII, isPath: false, isOptional: kind.allowsText, text: text,
                    hasContext: false, label: nil)
            ]
        }
        let isWhole = found.count == 1 && (text.inlines?.count ?? 1) == 1
        return found.map {
            Reference(
                target: $0.target, isPath: $0.isPath, isOptional: false, text: text, hasContext: !isWhole,
                label: $0.label)
        }
    }
}

extension FieldKind {
    /// Whether a text is a blank to fill in (`____`) for a number, yes or no, a length of time or an address.
    fileprivate func isBlank(_ text: String) -> Bool {
        switch self {
        case .integer, .percent, .boolean, .duration, .interval, .url, .email:
            !text.isEmpty && !text.contains { $0.isLetter || $0.isNumber }
        case .text, .markdown, .date, .choice, .codes, .references, .list, .rows, .group, .codeList: false
        }
    }

    /// Whether a word means that there is nobody to name: `supervisa: no`. Accepts only words that no version read as
    /// a name or as text, so that no released document changes.
    fileprivate func saysNobody(_ text: String) -> Bool {
        guard case .references(let kind) = self, kind.isMany, !kind.allowsText else { return false }
        return ["no", "nadie", "nobody", "0", "cero"].contains(text.trimmedASCII)
    }
}

extension String {
    /// The digits of a number with thousands separators, `1.200`; nil for any other text.
    fileprivate var withoutThousands: String? {
        let parts = trimmedASCII.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard parts.count > 1, (1...3).contains(parts[0].count), parts.dropFirst().allSatisfy({ $0.count == 3 }),
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
        else { return nil }
        return parts.joined()
    }
}

extension ValueDecoder {
    /// Reports words beside the only reference of a value, because pages show the reference alone.
    private mutating func reportWords(around target: String, _ label: String?, in text: Text) {
        var words = ""
        var whole = ""
        for inline in References.split(text.source) {
            if case .text(let text) = inline { words += text }
            Inline.appendPlain([inline], to: &whole)
        }
        guard words.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
        else { return }
        let shown = words.trimmedASCII.count > 60 ? words.trimmedASCII.prefix(60) + "…" : words.trimmedASCII[...]
        report(
            .wordsBesideReference, text.span,
            Localized(
                es: "«\(shown)» no se publica: aquí cuenta solo la referencia",
                en: "“\(shown)” is not published: only the reference counts here"),
            label: Localized(
                es: "puede escribir «[[\(target)|\(whole)]]»", en: "you may write “[[\(target)|\(whole)]]”"))
    }
}

/// Recognises wordings of *not applicable*.
package enum NotApplicable {
    /// The wordings that every site knows, in the form of `notApplicableKey`.
    package static let builtIn: Set<String> = [
        "n a", "na", "no aplica", "no aplicable", "no requiere", "no requerido", "no requerida", "ninguno", "ninguna",
        "—", "–", "-", "--", "not applicable", "none",
    ]

    /// Whether the whole text is a wording of *not applicable*, either built in or declared by the site. A text over
    /// 40 bytes never is.
    package static func matches(_ text: String, _ settings: SiteSettings) -> Bool {
        guard text.utf8.count <= 40 else { return false }
        let key = text.notApplicableKey
        return builtIn.contains(key) || settings.notApplicable.contains(key)
    }

    /// Returns the wording of *not applicable*, if it is the only paragraph or the only item of a list.
    static func text(of blocks: [Block], _ settings: SiteSettings) -> Text? {
        guard blocks.count == 1 else { return nil }
        switch blocks[0] {
        case .paragraph(let text): return matches(text.source, settings) ? text : nil
        case .list(let list): return list.items.count == 1 ? Self.text(of: list.items[0].blocks, settings) : nil
        default: return nil
        }
    }
}
