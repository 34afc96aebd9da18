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
        let fields = hiddenFields().names
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
        let hidden = hiddenFields()
        if hidden.names.isEmpty { return }
        let names = Heading.candidates(name)
        if names.contains(where: { type.field(named: $0).map(isHidden) ?? false }) { return }
        for (field, own) in hidden.names where names.contains(where: { $0.hasPrefix(own + " ") }) {
            return reportShown(type.fields[field], at: span)
        }
    }

    /// Reports texts that the name of a hidden field labels among public text: *Propósito: …*, a heading, a row of a
    /// table.
    mutating func checkLabels(in blocks: [Block]) {
        let hidden = hiddenFields()
        if !hidden.names.isEmpty { checkLabels(in: blocks, hidden.byName) }
    }

    /// Reports a section of the author's own that begins with the name of a hidden field, or that has texts which such
    /// a name labels. A section with exactly that name is hidden.
    mutating func checkHiddenNames(_ heading: Text, _ blocks: [Block]) {
        if hiddenFields().names.isEmpty { return }
        if Heading.candidates(heading.plain).contains(where: { type.field(named: $0).map(isHidden) ?? false }) {
            return
        }
        checkBeginning(heading.plain, at: heading.span)
        checkLabels(in: [.heading(level: 2, heading)] + blocks)
    }

    /// Returns the names of the fields that are hidden so far. They are computed again after a field was hidden.
    private mutating func hiddenFields() -> HiddenFieldNames {
        if let knownHiddenFields { return knownHiddenFields }
        let isNone = internalFields.isEmpty && !type.fields.contains(where: \.isInternal)
        let fields = isNone ? [] : type.fields.indices.filter(isHidden)
        let hidden = HiddenFieldNames(fields.flatMap { field in type.fields[field].names.map { (field, $0) } })
        knownHiddenFields = hidden
        return hidden
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
        guard isWhole || text.source.contains(byte: UInt8(ascii: ":")),
            text.source.withBytes({ HiddenFieldNames.mayLabel($0, isWhole: isWhole) })
        else { return }
        if let label = HiddenFieldNames.plainLabel(text.source) {
            if let found = names[String(label).folded] { reportShown(type.fields[found], at: text.span) }
            return
        }
        for line in text.source.split(whereSeparator: \.isNewline) {
            let label = line.firstIndex(of: ":").map { line[..<$0] } ?? (isWhole ? line : "")
            guard !label.isEmpty, label.utf8.count < HiddenFieldNames.longestLabel else { continue }
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

/// The names of the fields of a document that the public does not see.
struct HiddenFieldNames {
    /// All names of each hidden field, in the order of the fields.
    let names: [(field: Int, name: String)]
    /// The first hidden field with each name.
    let byName: [String: Int]

    init(_ names: [(field: Int, name: String)]) {
        self.names = names
        byName = Dictionary(names.map { ($0.name, $0.field) }) { first, _ in first }
    }

    /// The length in bytes from which on the beginning of a line is no label.
    static let longestLabel = 80

    /// Whether some line of a text may begin with a label in front of a colon, or may be one if `isWhole`. Most texts
    /// are long lines without a colon. Text with characters of several scalars may have a label.
    static func mayLabel(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Bool {
        var start = 0
        var isRead = false
        func isLabel(_ end: Int) -> Bool { end > start && end - start < longestLabel }
        for place in bytes.indices {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: ":") where !isRead:
                if isLabel(place) { return true }
                isRead = true
            case 0x0A...0x0D:
                if isWhole, !isRead, isLabel(place) { return true }
                start = place + 1
                isRead = false
            // Next line (U+0085) breaks lines, and a character of several scalars may contain a colon.
            case 0xC2: if place + 1 < bytes.count, bytes[place + 1] == 0x85 { return true }
            case 0xCC...: if !StaffPhrase.isPlainSign(bytes, at: place) { return true }
            default: break
            }
        }
        return isWhole && !isRead && isLabel(bytes.count)
    }

    /// Returns the words in front of the first colon of a text, or all of it, if `HeadingNumber.candidates` has one
    /// name for them: the text is one line without emphasis, brackets and unusual characters, and begins with no number
    /// or letter of a list. Returns nil for any other text.
    static func plainLabel(_ text: String) -> Substring? {
        let end = text.withBytes { bytes -> Int? in
            guard beginsPlainly(bytes) else { return nil }
            var colon: Int?
            for place in bytes.indices {
                switch bytes[place] {
                case UInt8(ascii: ":"): if colon == nil { colon = place }
                case 0x00...0x1F, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "("), 0xC2, 0xCC...: return nil
                default: continue
                }
            }
            return colon ?? bytes.count
        }
        return end.map { text.prefix(bytes: $0) }
    }

    /// Whether a text begins with a word that is no letter or Roman numeral of a list.
    private static func beginsPlainly(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, (0x61...0x7A).contains(first | 0x20) else { return false }
        var place = 1
        while place < bytes.count, isRoman(bytes[place - 1]), isRoman(bytes[place]) { place += 1 }
        guard place < bytes.count else { return false }
        return bytes[place] == 0x20 || bytes[place] == 0xC3 || (0x61...0x7A).contains(bytes[place] | 0x20)
    }

    private static func isRoman(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "i"), UInt8(ascii: "v"), UInt8(ascii: "x"), UInt8(ascii: "l"), UInt8(ascii: "c"): true
        default: false
        }
    }
}

extension String {
    /// Returns the first `count` bytes of the text.
    fileprivate func prefix(bytes count: Int) -> Substring {
        self[..<utf8.index(utf8.startIndex, offsetBy: count)]
    }
}
