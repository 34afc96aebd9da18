import Diagnostics
import OficioSource

/// Reads type declarations, the built-in ones and a site's own. docs/reference/types.md describes the language.
package struct TypeReader: Sendable {
    /// The types read so far, the built-in ones first.
    package private(set) var types: [DocumentType] = []
    /// The findings about the declarations of types.
    package var diagnostics: [Diagnostic] { reader.diagnostics }

    var reader: SettingsReader
    /// Whether the site, not the program, declares the type being read.
    private var isOwn = false
    private var common: [Field] = []
    /// The types that references name, as written.
    var referenced: [(name: String, span: Span)] = []
    private var control: [Field] = []

    /// Creates a reader that knows the built-in types and the other names of their fields.
    package init() { self = Self.builtIn }

    /// A reader that has read the built-in declarations, which are the same for every site. A process reads the
    /// declarations once.
    private static let builtIn = TypeReader(
        types: BuiltInFiles.paths(under: "types/"), names: BuiltInFiles.paths(under: "names/"))

    private init(types: [String], names: [String]) {
        reader = SettingsReader(path: "", rule: .invalidType)
        for path in types {
            guard let bytes = BuiltInFiles.bytes(path) else { continue }
            let document = SourceDocument(bytes, file: FileID(-1), path: path)
            if path.hasSuffix("00-comun.yaml") { readCommon(document.entries) } else { read(document.entries) }
        }
        // A comment in these files gives the source of each name.
        for path in names {
            guard let bytes = BuiltInFiles.bytes(path) else { continue }
            let entries = SourceDocument(bytes, file: FileID(-1), path: path).entries
            if path.hasSuffix("comun.yaml") { readCommonNames(entries) } else { read(entries) }
        }
        referenced = []
        isOwn = true
    }

    private mutating func readCommon(_ entries: [YAMLNode.Entry]) {
        for entry in entries {
            if entry.key.text == "comunes" { common = fields(reader.mapping(entry.value)) }
            if entry.key.text == "control" { control = fields(reader.mapping(entry.value)) }
            if entry.key.text == "portada" { control += fields(reader.mapping(entry.value)).map(\.asKey) }
        }
    }

    /// Adds a declaration: a new type, or more fields for a known type (`extiende: puesto`). Reports a new type with
    /// the name of a known one.
    package mutating func read(_ entries: [YAMLNode.Entry]) {
        var values: [String: YAMLNode] = [:]
        reader.forEach(entries, SettingKeys.type) { _, name, entry in values[name] = entry.value }
        if let node = values["type"], case let text = reader.word(node), !["tipo", "type"].contains(text.folded) {
            reader.report(
                node.span,
                Localized(
                    es: "«\(text)»: en esta carpeta va «tipo: tipo», o nada",
                    en: "“\(text)”: in this folder “type: type” belongs here, or nothing"))
        }
        let own = values["fields"].map { fields(reader.mapping($0)) } ?? []
        if let base = values["extends"] {
            for entry in entries where Self.onlyOfNewTypes.contains(SettingKeys.type[entry.key.text] ?? "") {
                reader.report(
                    entry.key.span,
                    Localized(
                        es: "«\(entry.key.text)» no cambia en un tipo que se extiende: no tendría efecto",
                        en: "“\(entry.key.text)” does not change in a type that is extended: it would have no effect"))
            }
            extend(
                base, with: own, isInternal: values["access"].map { reader.isInternal($0) },
                isOpened: Self.isOpened(entries))
            if let index = typeIndex(of: base) { addOtherNames(values, toTypeAt: index) }
            return
        }
        guard let nameNode = values["name"] else {
            if let first = entries.first {
                reader.report(first.span, Localized(es: "falta «nombre» en el tipo", en: "the type has no “name”"))
            }
            return
        }
        guard let name = reader.requiredText(nameNode) else { return }
        let names = Self.alternatives(name)
        let plurals = values["plural"].flatMap { reader.requiredText($0) }.map { Self.alternatives($0) } ?? names
        let isControlled = values["controlled"].map { reader.readFlag($0) } ?? false
        let extra = values["extra"].flatMap { self.readExtra($0) }
        let id = values["id"].flatMap { reader.requiredText($0) } ?? names[0].slug()
        if isOwn, let (known, taken) = typeNamed(names + [id]) {
            return report(taken, by: known, taken == id ? values["id"] ?? nameNode : nameNode)
        }
        let folder = folder(values["folder"], id: id, plural: plurals[0], at: values["plural"] ?? nameNode)
        for (name, node) in [
            (names.joined(separator: " "), nameNode), (plurals.joined(separator: " "), values["plural"]),
            (id, values["id"]), (folder, values["folder"]),
        ] {
            if let node { reader.checkLetters(of: name, at: node.span) }
        }
        let body = values["body"].flatMap { self.readBodyField($0, own) }
        let all = Self.merge(own, with: common + (isControlled ? control : []))
        let type = DocumentType(
            id: id, name: Localized(es: names[0], en: names.count > 1 ? names[1] : names[0]),
            plural: Localized(es: plurals[0], en: plurals.count > 1 ? plurals[1] : plurals[0]), folder: folder,
            names: (names + plurals + [folder, id]).map(\.folded), isControlled: isControlled,
            keepsExtra: extra != nil, welcomesExtra: extra == .welcome, fields: all, body: body,
            isInternal: values["access"].map { reader.isInternal($0) } ?? false, isOpened: Self.isOpened(entries))
        types.append(type)
        addOtherNames(values, toTypeAt: types.count - 1)
    }

    /// Returns the first known type that has one of the names, with that name; `nil` if none has.
    private func typeNamed(_ names: [String]) -> (DocumentType, String)? {
        for name in names {
            if let known = types.first(where: { $0.names.contains(name.folded) }) { return (known, name) }
        }
        return nil
    }

    /// Reports a declaration whose name another type has: documents would keep the fields of that type.
    private mutating func report(_ name: String, by known: DocumentType, _ node: YAMLNode) {
        reader.report(
            node.span,
            Localized(
                es: "«\(name)» ya es el tipo «\(known.name.spanish)», y esta declaración no tendría efecto",
                en: "“\(name)” is the type “\(known.name.english)” already; this declaration would have no effect"),
            label: Localized(
                es: "para añadirle campos, escriba «extiende: \(known.name.spanish)»; si es otro, déle otro nombre",
                en: "to add fields to it, write “extends: \(known.name.english)”; otherwise give it another name"))
    }

    /// The keys that are valid only in the declaration of a new type.
    private static let onlyOfNewTypes: Set<String> = [
        "id", "name", "plural", "folder", "controlled", "extra", "body",
    ]

    /// How a type takes headings that name no field.
    private enum Extra {
        /// As sections of the author's own, without a warning.
        case welcome
        /// As sections of the author's own, each with a warning.
        case warned
    }

    /// Reads `extra: conservar` or `extra: avisar`; `nil`, with a finding, for anything else.
    private mutating func readExtra(_ node: YAMLNode) -> Extra? {
        let text = reader.word(node)
        if ["conservar", "keep"].contains(text.folded) { return .welcome }
        if ["avisar", "warn"].contains(text.folded) { return .warned }
        reader.report(
            node.span,
            Localized(
                es: "«\(text)»: aquí va «conservar», «avisar», o nada",
                en: "“\(text)”: “keep”, “warn” or nothing belongs here"))
        return nil
    }

    /// Reads the name of the field that takes text before any heading, and returns the field's identifier. Reports an
    /// unknown field and returns `nil`.
    private mutating func readBodyField(_ node: YAMLNode, _ own: [Field]) -> String? {
        let text = reader.word(node)
        if let field = own.first(where: { $0.names.contains(text.folded) }) { return field.id }
        let names = own.map { $0.spellings[0] }
        reader.report(
            node.span,
            Localized(es: "el tipo no tiene ningún campo «\(text)»", en: "the type has no field “\(text)”"),
            label: Hint.suggest(text, names))
        return nil
    }

    /// Reports types that references name and that no file declares. Call this function after all files are read.
    package mutating func checkReferences() {
        let names = types.map(\.name)
        for (name, span) in referenced where !types.contains(where: { $0.names.contains(name.folded) }) {
            reader.report(
                span,
                Localized(es: "no hay ningún tipo «\(name)»", en: "there is no type “\(name)”"),
                label: Hint.suggest(
                    name, spanish: names.map(\.spanish), english: names.map(\.english)))
        }
        referenced = []
    }

    /// Reads additional names of fields that several types share, and adds them to every type that has the field.
    private mutating func readCommonNames(_ entries: [YAMLNode.Entry]) {
        var values: [String: YAMLNode] = [:]
        reader.forEach(entries, SettingKeys.type) { _, name, entry in values[name] = entry.value }
        for index in types.indices { addOtherNames(values, toTypeAt: index, isCommon: true) }
    }

    private func typeIndex(of name: YAMLNode) -> Int? {
        guard case .scalar(let scalar) = name else { return nil }
        return types.firstIndex { $0.names.contains(scalar.text.folded) }
    }

    /// Reads `otros nombres: {título: [nombre del puesto, …]}` and `other names:`, the additional names of a field in
    /// Spanish and English.
    private mutating func addOtherNames(_ values: [String: YAMLNode], toTypeAt index: Int, isCommon: Bool = false) {
        for (key, language) in [("spanish names", Language.spanish), ("english names", .english)] {
            guard let node = values[key] else { continue }
            var fields = types[index].fields
            for entry in reader.mapping(node) {
                let wanted = entry.key.text.folded
                guard let place = fields.firstIndex(where: { $0.names.contains(wanted) }) else {
                    if isCommon { continue }
                    reader.report(
                        entry.key.span,
                        Localized(
                            es: "el tipo no tiene ningún campo «\(entry.key.text)»",
                            en: "the type has no field “\(entry.key.text)”"),
                        label: fields.suggestion(for: wanted, language).map {
                            Localized(es: "¿quiso decir «\($0.name)»?", en: "did you mean “\($0.name)”?")
                        })
                    continue
                }
                let names = reader.texts(entry.value).map { OtherName($0, language) }
                fields[place] = fields[place].adding(names)
            }
            types[index] = types[index].replacing(fields)
        }
    }

    /// Returns the folder that the declaration names, or else the slug of the plural. Reports a folder that no type can
    /// have, and then uses the slug.
    private mutating func folder(_ node: YAMLNode?, id: String, plural: String, at place: YAMLNode) -> String {
        let usual = plural.slug()
        let name = node.map { reader.text($0) } ?? usual
        guard let problem = TypeFolder.problem(name, others: types.lazy.filter { $0.id != id }.map(\.folder)) else {
            return name
        }
        reader.report((node ?? place).span, problem)
        return usual
    }

    private mutating func extend(_ base: YAMLNode, with own: [Field], isInternal: Bool?, isOpened: Bool) {
        let wanted = reader.word(base).folded
        guard let index = types.firstIndex(where: { $0.names.contains(wanted) }) else {
            let text = reader.word(base)
            reader.report(
                base.span,
                Localized(es: "no hay ningún tipo «\(text)»", en: "there is no type “\(text)”"),
                label: Hint.suggest(
                    text, spanish: types.map(\.name.spanish), english: types.map(\.name.english)))
            return
        }
        types[index] = types[index].replacing(
            Self.merge(own, with: types[index].fields), isInternal: isInternal, isOpened: isOpened)
    }

    /// Returns a type's own fields followed by the inherited ones. An own field replaces the inherited one with the
    /// same identifier or first name, and takes any other name that it declares from the inherited field.
    private static func merge(_ own: [Field], with inherited: [Field]) -> [Field] {
        let taken = Set(own.flatMap(\.names))
        let kept = inherited.filter { field in !own.contains { $0.id == field.id || $0.names[0] == field.names[0] } }
        return own + kept.map { $0.without(taken) }.filter { !$0.names.isEmpty }
    }

    // MARK: Fields

    private mutating func fields(_ entries: [YAMLNode.Entry]) -> [Field] {
        entries.map { field($0) }
    }

    private mutating func field(_ entry: YAMLNode.Entry) -> Field {
        let names = Self.alternatives(entry.key.text)
        let english = names.count > 1 ? names[1] : names[0]
        var isInternal = false
        let kind = kind(entry.value, isInternal: &isInternal)
        let expression = Self.expression(entry.value)
        var accepted: [String] = []
        for name in names where !accepted.contains(name.folded) { accepted.append(name.folded) }
        return Field(
            id: english.slug(), label: Localized(es: names[0].capitalizedFirst, en: english.capitalizedFirst),
            spellings: names, names: accepted, kind: kind,
            isInternal: isInternal, isOpened: !isInternal && Self.isOpened(entry.value),
            gathers: expression?.gathers ?? false, isOwn: isOwn,
            person: isOwn ? person(names, kind, expression) : nil)
    }

    /// Parses the kind of a field: its value, or the value of its key `tipo`; `nil` if it has no such key or is a
    /// sequence.
    static func expression(_ node: YAMLNode) -> TypeExpression? {
        switch node {
        case .scalar(let scalar): TypeExpression(scalar.text)
        case .mapping(let entries, _):
            entries.first { ["tipo", "type"].contains($0.key.text.folded) }.flatMap { expression($0.value) }
        case .sequence: nil
        }
    }

    /// Returns the personal data that values of a site's own field may hold, by the field's flag (`texto persona`,
    /// `texto público`) or else by its names; `nil` if neither tells. Numbers and dates hold no names, but may be a
    /// person's data.
    private func person(_ names: [String], _ kind: FieldKind, _ expression: TypeExpression?) -> PersonField? {
        if expression?.isPerson == true { return .isPerson }
        if expression?.isPublic == true { return .isNobody }
        let mayHoldNames: Bool
        switch kind {
        // A new kind of free text belongs in the first case, or a public build shows a person's
        // data.
        case .text, .markdown, .list, .integer, .email: mayHoldNames = true
        case .references(let references): mayHoldNames = references.allowsText
        case .rows, .group, .codeList: return nil
        // A date of birth and a sex from a list are a person's own data, but not names.
        case .date, .percent, .boolean, .duration, .interval, .url, .choice, .codes: mayHoldNames = false
        }
        return names.lazy.compactMap(PersonField.init(named:)).first { mayHoldNames || $0 == .isPerson }
    }

    private mutating func kind(_ node: YAMLNode, isInternal: inout Bool) -> FieldKind {
        guard case .mapping(let entries, _) = node else {
            let expression = TypeExpression(reader.word(node))
            isInternal = expression.isInternal
            return kind(expression, at: node.span)
        }
        var kind: FieldKind?
        for entry in entries {
            switch entry.key.text.folded {
            case "filas", "rows":
                let rows = rows(reader.mapping(entry.value))
                kind = rows.columns.isEmpty ? .markdown : .rows(rows)
                if rows.columns.isEmpty {
                    reader.report(
                        entry.value.span,
                        Localized(
                            es: "«\(entry.key.text)» necesita al menos una columna",
                            en: "“\(entry.key.text)” needs at least one column"))
                }
            case "campos", "fields":
                let members = fields(reader.mapping(entry.value))
                kind = members.isEmpty ? .markdown : .group(members)
                if members.isEmpty {
                    reader.report(
                        entry.value.span,
                        Localized(
                            es: "«\(entry.key.text)» necesita al menos un campo",
                            en: "“\(entry.key.text)” needs at least one field"))
                }
            case "tipo", "type":
                let expression = TypeExpression(reader.word(entry.value))
                if expression.isInternal { isInternal = true }
                kind = self.kind(expression, at: entry.value.span)
            case let name where Access.names.contains(name): if reader.isInternal(entry.value) { isInternal = true }
            default: reader.reportUnknown(entry.key, SettingKeys.fieldKind)
            }
        }
        return kind ?? .text
    }

    private mutating func rows(_ entries: [YAMLNode.Entry]) -> RowType {
        var columns: [Field] = []
        var main = 0
        var groupBy: Int?
        var children: Int?
        var continues: Set<Int> = []
        for (index, entry) in entries.enumerated() {
            columns.append(field(entry))
            guard case .scalar(let scalar) = entry.value else { continue }
            let expression = TypeExpression(scalar.text)
            if expression.isMain { main = index }
            if expression.isGroup { groupBy = index }
            if expression.isChildren { children = index }
            if expression.continues { continues.insert(index) }
        }
        return RowType(columns: columns, main: main, groupBy: groupBy, children: children, continues: continues)
    }

    /// Returns the key of a type named in a declaration; a type may be named before it is declared.
    func typeKey(_ name: String) -> TypeKey {
        types.first { $0.names.contains(name.folded) }?.key ?? TypeKey(name)
    }

    private static func alternatives(_ text: String) -> [String] {
        let parts = text.split(separator: "|").map { String($0).trimmedASCII }.filter { !$0.isEmpty }
        return parts.isEmpty ? [text] : parts
    }
}
