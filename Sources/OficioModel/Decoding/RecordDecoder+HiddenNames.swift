import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Reports text that stands under the name of a field that the public does not see, and that becomes no value of it.
extension RecordDecoder {
    /// Whether the type or the document hides a field, and not the whole document.
    func isHidden(_ index: Int) -> Bool {
        if type.isInternal || index == type.titleField || type.fields[index].key == .access { return false }
        return type.fields[index].isInternal || internalFields.contains(index)
    }

    /// Reports text under the name of a hidden field if a field that is public takes it, as prose under *Propósito*
    /// fits *Objetivo*. `name` is a heading or a key. Warns if the name begins like that of a hidden field, and is only
    /// another name of the public one, as *Propósito general* is of *Objetivo*.
    mutating func checkDiverted(_ name: String, to index: Int, at span: Span) {
        if isHidden(index) { return }
        let names = HeadingNumber.candidates(name)
        let named = names.compactMap { type.field(named: $0) }.first
        if let named, named != index, isHidden(named) { return reportShown(type.fields[named], at: span) }
        let fields = hiddenFields
        let field = type.fields[index]
        let labels = [field.label.spanish.folded, field.label.english.folded]
        if fields.isEmpty || names.contains(where: labels.contains) { return }
        if let same = fields.first(where: { names.contains($0.name) }) {
            return reportShown(type.fields[same.field], at: span)
        }
        guard let like = fields.first(where: { own in names.contains { $0.hasPrefix(own.name + " ") } }) else { return }
        let hidden = type.fields[like.field].label
        unmarked.read(
            likeHidden: span,
            Localized(
                es: """
                    «\(name)» se lee como «\(field.label.spanish)», que se publica, y empieza como \
                    «\(hidden.spanish)», que es interno; si es lo interno, escriba «\(hidden.spanish)»; si no, \
                    «\(field.label.spanish)»
                    """,
                en: """
                    “\(name)” is read as “\(field.label.english)”, which is published, and begins like \
                    “\(hidden.english)”, which is internal; if it is the internal one, write “\(hidden.english)”; \
                    otherwise “\(field.label.english)”
                    """))
    }

    /// Reports a section that becomes a section of the author's own although it stands below the heading of a hidden
    /// field.
    mutating func checkKept(below index: Int, _ heading: Text) {
        if isHidden(index) { reportShown(type.fields[index], at: heading.span) }
    }

    /// Reports a heading or a key of the author's own that begins with the name of a hidden field: *Condiciones del
    /// cargo*. A section with exactly that name is hidden.
    mutating func checkBeginning(_ name: String, at span: Span) {
        let fields = hiddenFields
        if fields.isEmpty { return }
        let names = Heading.candidates(name)
        if names.contains(where: { type.field(named: $0).map(isHidden) ?? false }) { return }
        for (field, own) in fields where names.contains(where: { $0.hasPrefix(own + " ") }) {
            return reportShown(type.fields[field], at: span)
        }
    }

    /// Reports texts that the name of a hidden field labels among public text: *Propósito: …*, a heading, a row of a
    /// table.
    mutating func checkLabels(in blocks: [Block]) {
        let names = Dictionary(hiddenFields.map { ($0.name, $0.field) }) { first, _ in first }
        if !names.isEmpty { checkLabels(in: blocks, names) }
    }

    /// Reports a section of the author's own that begins with the name of a hidden field, or that has texts which such
    /// a name labels. A section with exactly that name is hidden.
    mutating func checkHiddenNames(_ heading: Text, _ blocks: [Block]) {
        if hiddenFields.isEmpty { return }
        if Heading.candidates(heading.plain).contains(where: { type.field(named: $0).map(isHidden) ?? false }) {
            return
        }
        checkBeginning(heading.plain, at: heading.span)
        checkLabels(in: [.heading(level: 2, heading)] + blocks)
    }

    private var hiddenFields: [(field: Int, name: String)] {
        if internalFields.isEmpty, !type.fields.contains(where: \.isInternal) { return [] }
        return type.fields.indices.filter(isHidden).flatMap { field in type.fields[field].names.map { (field, $0) } }
    }

    private mutating func checkLabels(in blocks: [Block], _ names: [String: Int]) {
        for block in blocks {
            switch block {
            case .heading(_, let text): check(text, isWhole: true, names)
            case .paragraph(let text): check(text, isWhole: true, names)
            case .list(let list):
                for item in list.items {
                    guard case .paragraph(let text)? = item.blocks.first else {
                        checkLabels(in: item.blocks, names)
                        continue
                    }
                    check(text, isWhole: item.blocks.count > 1, names)
                    checkLabels(in: Array(item.blocks.dropFirst()), names)
                }
            case .quote(let inside, _): checkLabels(in: inside, names)
            case .table(let table):
                for cell in table.header { check(cell, isWhole: true, names) }
                for row in table.rows {
                    for (place, cell) in row.cells.enumerated() { check(cell, isWhole: place == 0, names) }
                }
            case .code, .rule: break
            }
        }
    }

    /// Reports a text that begins with the name of a hidden field and a colon, or consists of it.
    private mutating func check(_ text: Text, isWhole: Bool, _ names: [String: Int]) {
        for line in text.source.split(whereSeparator: \.isNewline) {
            let label = line.firstIndex(of: ":").map { line[..<$0] } ?? (isWhole ? line : "")
            guard !label.isEmpty, label.utf8.count < 80 else { continue }
            let found = HeadingNumber.candidates(String(label).bareOfEmphasis).compactMap { names[$0] }.first
            if let found { return reportShown(type.fields[found], at: text.span) }
        }
    }

    private mutating func reportShown(_ field: Field, at span: Span) {
        let label = field.label
        reportUnclearAccess(
            span,
            Localized(
                es: """
                    «\(label.spanish)» es un dato interno, y este texto no queda en él: se publicaría; póngalo bajo \
                    «## \(label.spanish)», o bajo un título «## … {acceso=interno}», o déle otro nombre
                    """,
                en: """
                    “\(label.english)” is an internal field, and this text does not become its value: it would be \
                    published; put it under “## \(label.english)”, or under a heading “## … {access=internal}”, or \
                    give it another name
                    """))
    }
}
