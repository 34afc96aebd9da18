import Diagnostics
import OficioBasics
import OficioSource

/// Reads a form (`formatos/*.yaml`) against the type that it lays out.
package struct FormReader {
    /// The findings from reading the form.
    package var diagnostics: [Diagnostic] { reader.diagnostics }

    var reader: SettingsReader
    private let types: [DocumentType]
    let language: Language
    var type: DocumentType
    var listNames: Set<String> = []

    /// Creates a reader for the form in the file at `path`, which lays out one of `types`.
    package init(types: [DocumentType], path: String, language: Language) {
        self.language = language
        self.types = types
        reader = SettingsReader(path: path, rule: .invalidForm)
        type = types[0]
    }

    /// Reads a form. Returns `nil` with a finding if the form names no known type.
    package mutating func read(_ document: SourceDocument, id: String) -> Form? {
        var values: [String: YAMLNode] = [:]
        reader.forEach(document.entries, SettingKeys.form) { _, name, entry in values[name] = entry.value }
        if let node = values["type"] {
            let text = reader.word(node)
            if !["formato", "form"].contains(text.folded) {
                reader.report(
                    node.span,
                    Localized(
                        es: "«\(text)»: en esta carpeta va «tipo: formato»",
                        en: "“\(text)”: in this folder “type: form” belongs here"))
            }
        }
        reader.checkLetters(of: id, at: values["id"]?.span ?? .start(of: document.file))
        guard let target = values["for"] else {
            reader.report(
                .start(of: document.file),
                Localized(
                    es: "falta «para:», que dice de qué tipo de documento es el formato",
                    en: "“for:” is missing, which says for what type of document the form is"))
            return nil
        }
        guard let found = types.first(where: { $0.names.contains(reader.word(target).folded) }) else {
            let text = reader.word(target)
            reader.report(
                target.span,
                Localized(es: "no hay ningún tipo «\(text)»", en: "there is no type “\(text)”"),
                label: Hint.suggest(
                    text, spanish: types.map(\.name.spanish), english: types.map(\.name.english)))
            return nil
        }
        type = found
        let whole = document.entries.first.map { $0.span } ?? .start(of: document.file)
        var form = Form(
            id: values["id"].flatMap { reader.requiredText($0) } ?? id, type: found.key, file: document.file,
            span: whole)
        form.hasOwnID = values["id"] != nil
        form.source = document.source
        form.title = values["title"].map { reader.text($0) } ?? ""
        if let node = values["control"] { form.control = control(reader.mapping(node)) }
        if let node = values["dates"] { form.dates = dates(node) }
        if let node = values["numbering"] { form.numbering = numbering(node) }
        if let node = values["header"] { form.header = readRunningText(reader.mapping(node)) }
        if let node = values["footer"] { form.footer = readRunningText(reader.mapping(node)) }
        if let node = values["lists"] {
            let entries = reader.mapping(node)
            form.lists = entries.map { list($0) }
            form.listSpans = entries.map(\.key.span)
        }
        if let node = values["changes"] {
            switch reader.word(node).folded {
            case "subrayar", "underline": form.underlinesChanges = true
            case "no", "none": break
            default:
                reader.report(
                    node.span, Localized(es: "se espera «subrayar» o «no»", en: "expected “underline” or “none”"))
            }
        }
        if let node = values["paper"] { form.paper = paper(node) }
        if let node = values["margins"] { form.paper.margins = margins(node) }
        if found.key != .manual, let node = values["pages"] ?? values["starts"] ?? values["blank page"] {
            reader.report(
                node.span,
                Localized(
                    es: "«páginas», «empieza» y «página en blanco» son del formato de un manual",
                    en: "“pages”, “starts” and “blank page” are for the form of a manual"))
        }
        if let node = values["pages"] {
            form.book.countsByPart = readChoice(
                node, ["por manual": false, "by manual": false, "por puesto": true, "by job": true])
        }
        if let node = values["starts"] {
            form.book.startsOnTheRight = readChoice(
                node, ["página": false, "page": false, "derecha": true, "right": true])
        }
        if let node = values["blank page"] { form.book.blankPage = reader.text(node) }
        if let node = values["controlled copy"] { form.printsCopyNotice = !reader.readFlag(node) }
        if let node = values["rules"] { form.rules = RuleSettings(node, &reader) }
        listNames = Set(form.lists.map(\.name.folded))
        if let node = values["labels"] { form.otherLabels = otherLabels(node) }
        if let node = values["sections"] { form.sections = sections(node, inherited: nil) }
        return form
    }

    /// Reads additional labels: `Puesto a ocupar: título`, `Para qué: "propósito: para qué lo hace"`.
    private mutating func otherLabels(_ node: YAMLNode) -> [OtherLabel] {
        reader.mapping(node).compactMap { entry in
            let parts = reader.requiredText(entry.value)?.split(separator: ":", maxSplits: 1).map {
                String($0).trimmedASCII
            }
            guard let parts, let first = parts.first,
                let place = placement(first, label: nil, in: type.fields, prefix: [], at: entry.value.span)
            else { return nil }
            guard parts.count > 1, case .group(let members) = type.fields[place.path[0]].kind else {
                return OtherLabel(text: entry.key.text, path: place.path)
            }
            let member = placement(parts[1], label: nil, in: members, prefix: place.path, at: entry.value.span)
            return member.map { OtherLabel(text: entry.key.text, path: $0.path) }
        }
    }

    private mutating func control(_ entries: [YAMLNode.Entry]) -> Form.Control {
        var control = Form.Control()
        reader.forEach(entries, SettingKeys.formControl) { reader, name, entry in
            guard let text = reader.requiredText(entry.value) else { return }
            switch name {
            case "code": control.code = text
            case "version": control.version = text
            case "process": control.process = text
            case "code pattern":
                control.codePattern = text
                if !text.isEmpty, !text.contains("9") {
                    reader.report(
                        entry.value.span,
                        Localized(
                            es: "«\(text)» no deja lugar para un número: 9 es una cifra y A una letra, como «RH-99»",
                            en: "“\(text)” leaves no place for a number: 9 is a digit and A a letter, like “HR-99”"))
                }
            default:
                control.issued = CalendarDate(iso: text)
                if control.issued == nil {
                    reader.report(
                        entry.value.span,
                        Localized(
                            es: "«\(text)» no es una fecha como 2022-09-01",
                            en: "“\(text)” is not a date like 2022-09-01")
                    )
                }
            }
        }
        return control
    }

    /// Reads one of two words, each in Spanish or English. Reports any other text and returns the value of the first
    /// word.
    private mutating func readChoice(_ node: YAMLNode, _ meanings: KeyValuePairs<String, Bool>) -> Bool {
        let text = reader.word(node)
        if let known = meanings.first(where: { $0.key.folded == text.folded }) { return known.value }
        reader.report(
            node.span,
            Localized(
                es: "«\(text)»: se espera «\(meanings[0].key)» o «\(meanings[2].key)»",
                en: "“\(text)”: expected “\(meanings[1].key)” or “\(meanings[3].key)”"))
        return meanings[0].value
    }

    mutating func paper(_ node: YAMLNode) -> Paper {
        let text = reader.word(node)
        if let paper = Paper(text) { return paper }
        reader.report(
            node.span,
            Localized(
                es: """
                    papel desconocido «\(text)»: se espera carta, oficio, legal, A4, A3 o A5, con «horizontal» si es \
                    apaisado
                    """,
                en: """
                    unknown paper “\(text)”: expected letter, oficio, legal, A4, A3 or A5, with “landscape” where it \
                    lies on its side
                    """
            ))
        return Paper()
    }

    private mutating func margins(_ node: YAMLNode) -> [Int] {
        let text = reader.word(node)
        if let margins = Paper.margins(text) { return margins }
        reader.report(
            node.span,
            Localized(
                es: "«\(text)»: se esperan de uno a cuatro márgenes en milímetros, como 20 15",
                en: "“\(text)”: expected one to four margins in millimetres, like 20 15"))
        return []
    }

    private mutating func readRunningText(_ entries: [YAMLNode.Entry]) -> RunningText {
        var text = RunningText()
        var placeholders: [(text: String, span: Span)] = []
        defer { for (text, span) in placeholders { checkPlaceholders(text, at: span) } }
        reader.forEach(entries, SettingKeys.running) {
            reader, name, entry in
            guard let words = reader.requiredText(entry.value) else { return }
            placeholders.append((words, entry.value.span))
            switch name {
            case "left": text.left = words
            case "center": text.center = words
            default: text.right = words
            }
        }
        return text
    }

    mutating func dates(_ node: YAMLNode) -> DatePattern {
        let pattern = DatePattern(reader.word(node))
        if let problem = pattern.problem {
            reader.report(
                node.span,
                Localized(
                    es: """
                        «\(problem)» no es parte de una fecha: se escribe como dd/MM/yyyy, con las palabras entre \
                        comillas simples: d 'de' MMMM 'de' yyyy
                        """,
                    en: """
                        “\(problem)” is no part of a date: write it like dd/MM/yyyy, with words in single quotes: d \
                        'of' MMMM yyyy
                        """
                ))
        }
        return pattern
    }

    /// Reports placeholders that would print nothing, because they name neither a page number, a fact of the form nor a
    /// field of the type or of its manual.
    private mutating func checkPlaceholders(_ text: String, at span: Span) {
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
            let folded = name.folded
            if Self.placeholders.contains(folded)
                || ([type] + types.filter { $0.key == .manual }).contains(where: { $0.field(named: folded) != nil })
            {
                continue
            }
            let near =
                type.suggestion(for: folded, language)?.name
                ?? Suggestion.likelyName(for: folded, in: Self.placeholders.sorted()).map { Self.written[$0] ?? $0 }
            reader.report(
                span,
                Localized(
                    es: "no hay ningún dato «{\(name)}» que poner aquí", en: "there is no “{\(name)}” to put here"),
                label: near.map { Localized(es: "¿quiso decir «{\($0)}»?", en: "did you mean “{\($0)}”?") })
        }
    }

    /// Reads `vale: eventual`: the frequency that a code stands for. Reports an unknown frequency and returns `nil`.
    private static func frequency(_ node: YAMLNode, _ reader: inout SettingsReader) -> String? {
        let text = reader.word(node)
        if let meaning = Frequencies.meaning(of: text) { return meaning }
        reader.report(
            node.span,
            Localized(es: "no hay ninguna frecuencia «\(text)»", en: "there is no frequency “\(text)”"),
            label: Hint.suggest(text, Frequencies.list.codes.map(\.code)))
        return nil
    }

    /// Placeholders with signs, as people write them.
    private static let written = [
        "pagina": "página", "paginas": "páginas", "formato codigo": "formato.código",
        "formato version": "formato.versión", "formato emision": "formato.emisión",
        "formato proceso": "formato.proceso", "formato titulo": "formato.título", "form code": "form.code",
        "form version": "form.version", "form issued": "form.issued", "form process": "form.process",
        "form title": "form.title",
    ]

    private static let placeholders: Set<String> = [
        "pagina", "paginas", "page", "pages", "formato codigo", "formato version", "formato emision", "formato proceso",
        "formato titulo", "form code",
        "form version", "form issued", "form process", "form title", "formato code", "form codigo",
    ]

    mutating func numbering(_ node: YAMLNode) -> Numbering {
        switch reader.word(node) {
        case "1.", "1": return .decimal
        case "I.", "I": return .roman
        case "A.", "A": return .letter
        case let text where ["ninguna", "none"].contains(text.folded): return .none
        case let text:
            reader.report(
                node.span,
                Localized(
                    es: "no hay ninguna numeración «\(text)»: hay 1., I., A. y ninguna",
                    en: "there is no numbering “\(text)”: there are 1., I., A. and none"))
            return .none
        }
    }

    /// Reads a code list: a sequence of codes, or a mapping from codes to labels such as `O: Ocasional` or `O:
    /// {rótulo: Ocasional, vale: eventual}`.
    private mutating func list(_ entry: YAMLNode.Entry) -> CodeList {
        var codes: [Code] = []
        if case .sequence(let items, _) = entry.value {
            for item in items {
                guard let text = reader.requiredText(item) else { continue }
                codes.append(Code(code: text, label: text, meaning: Frequencies.meaning(of: text)))
            }
        } else {
            for item in reader.mapping(entry.value) {
                var label = ""
                var meaning: String?
                if case .mapping(let values, _) = item.value {
                    reader.forEach(values, SettingKeys.code) { reader, name, value in
                        if name == "label" {
                            label = reader.requiredText(value.value) ?? ""
                        } else {
                            meaning = Self.frequency(value.value, &reader)
                        }
                    }
                } else {
                    label = reader.requiredText(item.value) ?? ""
                }
                codes.append(
                    Code(code: item.key.text, label: label, meaning: meaning ?? Frequencies.meaning(of: label)))
            }
        }
        return CodeList(name: entry.key.text, codes: codes)
    }
}
