import OficioSchema
import OficioSource

/// The access that a heading gives its section in braces: `Claves {acceso=interno}`.
package struct AccessMark: Sendable {
    /// Who may see the section; `nil` if the braces mention access but are not understood.
    package let access: Access?
    /// The heading without the braces.
    package let heading: Text

    /// Whether a public build leaves the section out, which it also does if the mark is not
    /// understood.
    package var isInternal: Bool { access != .everybody }

    /// Reads the mark of a heading, `nil` if the heading does not mention access.
    package init?(_ heading: Text) {
        guard Self.mayName(heading.source) else { return nil }
        var rest = ""
        var found: [Access?] = []
        for part in BracePart.split(heading.source) {
            guard part.isBraced, let access = Self.access(in: part.inside, ofHeading: true) else {
                rest += part.text
                continue
            }
            found.append(access)
        }
        if Self.names(accessIn: rest, signs: "=") { found.append(nil) }
        guard let first = found.first else { return nil }
        access = found.count == 1 ? first : nil
        let words = rest.trimmedASCII
        self.heading =
            heading.inlines == nil ? Text(words, span: heading.span) : InlineMarkdown.text(words, span: heading.span)
    }

    /// Whether a text mentions access in braces, outside of code. Only the heading of a section can
    /// be hidden that way.
    package static func stands(in source: String) -> Bool {
        guard source.withBytes({ $0.contains(UInt8(ascii: "{")) }) else { return false }
        return BracePart.split(source.withoutCode).contains {
            $0.isBraced && access(in: $0.inside, ofHeading: false) != nil
        }
    }

    /// A quick check: every mark has a brace or an equals sign.
    private static func mayName(_ source: String) -> Bool {
        source.withBytes { $0.contains(UInt8(ascii: "{")) || $0.contains(UInt8(ascii: "=")) }
    }

    /// Reads the inside of a pair of braces: `nil` if it does not mention access, `.some(nil)` if
    /// it does and is not understood. `ofHeading` says that braces have no other use there; in rows
    /// `{tipo=interno}` is an ordinary attribute.
    private static func access(in inside: String, ofHeading: Bool) -> Access?? {
        guard let attributes = LooseAttributes(inside) else {
            let words = inside.folded.split(separator: " ").map(String.init)
            guard let first = words.first else { return nil }
            let isNamed =
                Access.isNearlyName(first) || names(accessIn: inside, signs: "=:")
                || words.allSatisfy { Access($0) != nil }
            return isNamed ? .some(nil) : nil
        }
        let named = attributes.pairs.filter { Access.names.contains($0.name.folded) }
        if named.isEmpty {
            let isNear = attributes.pairs.contains { Access.isNearlyName($0.name.folded) }
            let isMeant =
                ofHeading && attributes.pairs.contains { Access($0.value) == .staff || Access($0.name) == .staff }
            return isNear || isMeant ? .some(nil) : nil
        }
        return attributes.pairs.count == 1 ? .some(Access(named[0].value)) : .some(nil)
    }

    /// Whether a text gives access a value with one of the signs: `acceso=…`, `acceso: interno`.
    private static func names(accessIn text: String, signs: String) -> Bool {
        var place = text.startIndex
        while place < text.endIndex {
            let sign = text[place], front = text[..<place], behind = text[place...].dropFirst()
            place = text.index(after: place)
            guard signs.contains(sign), front.last(where: { $0 != " " })?.isLetter == true,
                let name = String(front).folded.split(separator: " ").last, Access.isNearlyName(String(name))
            else { continue }
            let value = behind.split(whereSeparator: { $0 == " " || $0 == "}" }).first.map(String.init) ?? ""
            if sign == "=" || Access(value) != nil { return true }
        }
        return false
    }
}

/// A part of a text: a pair of braces with its inside, or the text between two pairs.
private struct BracePart {
    let text: String
    let isBraced: Bool

    var inside: String { String(text.drop { $0 == "{" }.prefix { $0 != "}" }) }

    /// The parts in order. An unclosed brace reaches to the end.
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

/// Attributes as people write them: `=` or `:`, with or without spaces, quotation marks of any
/// kind.
private struct LooseAttributes {
    private(set) var pairs: [(name: String, value: String)] = []

    /// Reads a list of attributes, `nil` if the text is not one.
    init?(_ inside: String) {
        var rest = Substring(inside)
        while true {
            rest = rest.drop { $0 == " " || $0 == "," || $0 == ";" }
            if rest.isEmpty { break }
            if rest.first == "#" || rest.first == "." {
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
    /// The text without code between backquotes, which is an example and not a mark.
    fileprivate var withoutCode: String {
        guard utf8.contains(UInt8(ascii: "`")) else { return self }
        let parts = split(separator: "`", omittingEmptySubsequences: false)
        // An unclosed backquote is text.
        guard parts.count % 2 == 1 else { return self }
        return parts.enumerated().filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined(separator: " ")
    }
}
