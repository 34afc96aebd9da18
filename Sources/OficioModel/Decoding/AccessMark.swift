import OficioBasics
import OficioSchema
import OficioSource

/// The access that a heading gives its section in braces: `Claves {acceso=interno}`.
package struct AccessMark: Sendable {
    /// Who may see the section; `nil` if the heading mentions access in a way that is not understood.
    package let access: Access?
    /// The heading without the braces of the mark; unchanged if invisible characters hide the mark.
    package let heading: Text

    /// Whether a public build leaves the section out, which it also does if the mark is not
    /// understood.
    package var isInternal: Bool { access != .everybody }

    /// Reads the mark of a heading, `nil` if the heading does not mention access.
    package init?(_ heading: Text) {
        guard Self.mayHoldMark(heading.source) else { return nil }
        // Invisible characters would hide the mark from the program but not from its author.
        if let visible = heading.source.withoutIgnorables {
            guard Self(heading.replacing(source: visible, inlines: heading.inlines)) != nil else { return nil }
            self.access = nil
            self.heading = heading
            return
        }
        var rest = ""
        var found: [Access?] = []
        for part in BracePart.split(heading.source) {
            guard part.isBraced, let access = Self.access(in: part.inside, ofHeading: true) else {
                rest += part.text
                continue
            }
            found.append(access)
        }
        if Self.givesAccess(in: rest, signs: "=") || AccessWords.occur(inHeading: rest) { found.append(nil) }
        guard let first = found.first else { return nil }
        access = found.count == 1 ? first : nil
        let words = rest.trimmedASCII
        self.heading =
            heading.inlines == nil ? Text(words, span: heading.span) : InlineMarkdown.text(words, span: heading.span)
    }

    /// Whether a text declares access outside of code, in braces or in a form that `AccessWords` finds. Only headings
    /// of sections can have a mark of access.
    package static func occurs(in source: String) -> Bool {
        guard AccessWords.mayOccur(in: source) || source.contains(byte: UInt8(ascii: "{")) else { return false }
        let visible = (source.withoutIgnorables ?? source).withoutCode
        return AccessWords.occur(in: visible) || givesAccess(in: visible, signs: "=", isProse: true)
            || BracePart.split(visible).contains { $0.isBraced && access(in: $0.inside, ofHeading: false) != nil }
    }

    /// Whether a text may contain a mark. Every mark has braces, an equals sign or a colon, or is in a comment.
    private static func mayHoldMark(_ source: String) -> Bool {
        source.withBytes { signs.first(in: $0, from: 0) < $0.count }
    }

    private static let signs = ByteSet(Array("{=:<".utf8))

    /// Returns the access that the inside of a pair of braces gives: `nil` if it does not mention access,
    /// `.some(nil)` if it does but is not understood. `ofHeading` means that the braces stand in a heading, where
    /// they have no other use; in rows, `{tipo=interno}` is an ordinary attribute.
    private static func access(in inside: String, ofHeading: Bool) -> Access?? {
        guard let attributes = LooseAttributes(inside) else {
            let words = inside.folded.split(separator: " ").map(String.init)
            guard let first = words.first else { return nil }
            let isNamed =
                Access.isNearlyName(first) || givesAccess(in: inside, signs: "=:")
                || words.allSatisfy { Access($0) != nil }
                || inside.hasPrefix("%") && words.contains { Access($0) == .staff }
                || StaffPhrase.occurs(inBraces: inside) || ofHeading && inside.holdsOtherScript
                || ofHeading && words.count <= 4
                    && words.contains { Access($0) == .staff || AccessWords.headingWords.contains($0) }
            return isNamed ? .some(nil) : nil
        }
        let named = attributes.pairs.filter { Access.names.contains($0.name.folded) }
        if named.isEmpty {
            let isNear = attributes.pairs.contains { Access.isNearlyName($0.name.folded) }
            let isMeant =
                attributes.marks.contains { (ofHeading || $0.first == ".") && Access(String($0.dropFirst())) == .staff }
                || attributes.pairs.contains { limitsReaders($0.name, $0.value) }
                || ofHeading
                    && (attributes.marks.contains { saysAccess(mark: $0) }
                        || attributes.pairs.contains {
                            saysAccess($0.value) || Access($0.name) != nil || saysAccess($0.name)
                                || AccessWords.headingWords.contains($0.name.folded)
                        })
            return isNear || isMeant ? .some(nil) : nil
        }
        return attributes.pairs.count == 1 ? .some(Access(named[0].value)) : .some(nil)
    }

    /// Whether a pair of attributes limits the readers in other words than `acceso=interno`: `visible=no`,
    /// `audiencia=interna`, `data-acceso=interno`, `interno=sí`, `style="display: none"`.
    private static func limitsReaders(_ name: String, _ value: String) -> Bool {
        let names = name.folded.split(separator: " ").map(String.init), value = value.folded
        if names == ["style"] { return value.contains("display none") || value.contains("visibility hidden") }
        if Access(name) == .everybody { return ["no", "false", "falso", "0"].contains(value) }
        let isMeant = Access(value) == .staff || AccessWords.headingWords.contains(value) || switches.contains(value)
        return isMeant
            && names.contains {
                Access.isNearlyName($0) || Access($0) == .staff || AccessWords.headingWords.contains($0)
                    || publishing.contains($0)
            }
    }

    private static let switches: Set<String> = ["si", "no", "yes", "true", "false", "verdadero", "falso", "1", "0"]
    private static let publishing: Set<String> = ["publicar", "publicado", "publicada", "publish", "published"]

    /// Whether a class or an identifier, with its sign, declares access: `.acceso-interno`, `.uso-interno`,
    /// `.hidden`. An identifier must contain a word for access.
    private static func saysAccess(mark: Substring) -> Bool {
        let name = String(mark.dropFirst())
        if saysAccess(name) { return true }
        guard mark.first == "." else { return false }
        return name.folded.split(separator: " ").contains {
            Access(String($0)) == .staff || AccessWords.headingWords.contains(String($0))
        }
    }

    /// Whether the words of an attribute are an access word for the staff, or the name of the key with an access
    /// word: `acceso-interno`, `accesoInterno`.
    private static func saysAccess(_ text: String) -> Bool {
        if Access(text) == .staff { return true }
        let words = text.folded.split(separator: " ").map(String.init)
        if words.count > 1, words.contains(where: Access.isNearlyName), words.contains(where: { Access($0) != nil }) {
            return true
        }
        return words.contains { word in
            Access.names.contains { word.hasPrefix($0) && Access(String(word.dropFirst($0.count))) != nil }
        }
    }

    /// Whether a text gives access a value with one of the signs: `acceso=…`, `acceso: interno`. After a colon, the
    /// value must be an access word. In prose, it must mean internal, and `?access=` in an address says nothing.
    private static func givesAccess(in text: String, signs: String, isProse: Bool = false) -> Bool {
        var place = text.startIndex
        while place < text.endIndex {
            let sign = text[place], start = place
            place = text.index(after: place)
            guard signs.contains(sign) else { continue }
            let front = text[..<start].suffix(40), behind = text[place...]
            guard front.last(where: { $0 != " " })?.isLetter == true,
                let name = String(front).folded.split(separator: " ").last, Access.isNearlyName(String(name))
            else { continue }
            let value = behind.prefix(40).split(whereSeparator: { " }｝\n".contains($0) }).first.map(String.init) ?? ""
            if isProse {
                let before = front.reversed().drop { $0.isLetter || $0 == " " }.first
                if before != "?", before != "&", Access(value) == .staff { return true }
            } else if sign == "=" || Access(value) != nil {
                return true
            }
        }
        return false
    }
}

/// A part of a text: a pair of braces with its inside, or the text between two pairs.
private struct BracePart {
    let text: String
    let isBraced: Bool

    var inside: String { String(text.drop { $0 == "{" }.prefix { $0 != "}" }) }

    /// Returns the parts of a text in order. An unclosed brace reaches to the end.
    static func split(_ source: String) -> [BracePart] {
        var parts: [BracePart] = []
        var rest = Substring(source)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(BracePart(text: String(rest[..<open]), isBraced: false)) }
            let close = rest[open...].firstIndex(of: "}").map { rest.index(after: $0) } ?? rest.endIndex
            parts.append(BracePart(text: String(rest[open..<close]), isBraced: true))
            rest = rest[close...]
        }
        if !rest.isEmpty { parts.append(BracePart(text: String(rest), isBraced: false)) }
        return parts
    }
}

/// Attributes as people write them: with `=` or `:`, with or without spaces, and with quotation marks of any kind.
private struct LooseAttributes {
    private(set) var pairs: [(name: String, value: String)] = []
    /// The identifiers and classes of the list, with their sign: `#claves`, `.interno`.
    private(set) var marks: [Substring] = []

    /// Reads a list of attributes, `nil` if the text is not a list of attributes.
    init?(_ inside: String) {
        var rest = Substring(inside)
        while true {
            rest = rest.drop { $0 == " " || $0 == "," || $0 == ";" }
            if rest.isEmpty { break }
            if rest.first == "#" || rest.first == "." {
                marks.append(rest.prefix { $0 != " " })
                rest = rest.drop { $0 != " " }
                continue
            }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            rest = rest[name.endIndex...].drop { $0 == " " }
            guard !name.isEmpty, let sign = rest.first, sign == "=" || sign == ":" else { return nil }
            rest = rest.dropFirst().drop { $0 == " " }
            let value: Substring
            if let quote = rest.first, let closing = Self.closing[quote] {
                let inner = rest.dropFirst()
                guard let end = inner.firstIndex(where: closing.contains) else { return nil }
                value = inner[..<end]
                rest = inner[inner.index(after: end)...]
            } else {
                value = rest.prefix { $0 != " " && $0 != "," && $0 != ";" }
                rest = rest[value.endIndex...]
            }
            pairs.append((String(name), String(value)))
        }
    }

    private static let closing: [Character: Set<Character>] = [
        "\"": ["\"", "”"], "“": ["”", "\""], "”": ["”", "\""], "'": ["'", "’"], "‘": ["’", "'"], "«": ["»"],
    ]
}

extension String {
    /// Whether the text has letters of a script other than Latin, whose meaning the program cannot know.
    fileprivate var holdsOtherScript: Bool {
        unicodeScalars.contains { $0.value >= 0x370 && $0.value < 0x1E00 && $0.properties.isAlphabetic }
    }
}
