import OficioSource

/// The value of a field without its notation, such as quotes, list markers and table bars.
///
/// A field holds a text, a list or named members. A row is a text (its main column) or members (its cells). Quoting
/// and layout are hints for the YAML writer; comparisons ignore them.
package indirect enum Content: Sendable {
    case text(String, quoting: Quoting = .asNeeded)
    case list([Content], layout: Layout = .natural)
    case members([Member], layout: Layout = .natural)

    /// A name with its content: a key, a column, or `id`.
    package struct Member: Sendable, Equatable {
        /// The name of the key or column, in either language.
        package var name: String
        /// The content of the key or column.
        package var content: Content

        /// Creates a member of a name and its content.
        package init(_ name: String, _ content: Content) {
            self.name = name
            self.content = content
        }
    }

    /// Whether to quote a YAML scalar that could do without quotes.
    package enum Quoting: Sendable { case asNeeded, always }

    /// Whether to write a YAML collection on lines of its own or in brackets.
    package enum Layout: Sendable { case natural, inline }
}

extension Content: Equatable {
    /// Whether two values mean the same. Texts are compared with LF line ends and in NFC, members by folded name in
    /// any order; quoting and layout are ignored.
    package static func == (a: Content, b: Content) -> Bool {
        switch (a, b) {
        case (.text(let a, _), .text(let b, _)): a.asRead == b.asRead
        case (.list(let a, _), .list(let b, _)): a == b
        case (.members(let a, _), .members(let b, _)):
            a.count == b.count
                && a.allSatisfy { member in
                    b.contains { $0.name.folded == member.name.folded && $0.content == member.content }
                }
        default: false
        }
    }
}

extension Content {
    /// The value as a text; `nil` for a list or members.
    package var text: String? {
        if case .text(let text, _) = self { return text }
        return nil
    }

    /// Returns the content of the member whose folded name equals the folded `name`; `nil` if no member does.
    package subscript(name: String) -> Content? {
        if case .members(let members, _) = self { return members.first { $0.name.folded == name.folded }?.content }
        return nil
    }
}

extension String {
    /// The text as the source readers return it: with LF line ends and in Unicode NFC.
    var asRead: String { lineFeeds.precomposed }

    /// The text with LF in place of CRLF and CR.
    var lineFeeds: String {
        guard utf8.contains(0x0D) else { return self }
        var out: [UInt8] = []
        var isAfterReturn = false
        for byte in utf8 {
            if byte == 0x0A, isAfterReturn {
                isAfterReturn = false
                continue
            }
            isAfterReturn = byte == 0x0D
            out.append(isAfterReturn ? 0x0A : byte)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The first character that no source may hold: a control character, a byte-order mark or a noncharacter; `nil`
    /// if the text has none.
    var forbiddenScalar: Unicode.Scalar? {
        unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: false
            case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: true
            default: scalar.value & 0xFFFE == 0xFFFE
            }
        }
    }
}

extension Content {
    /// Throws if a text or a name in the value holds a character that no source may hold.
    func checkCharacters() throws(EditRefusal) {
        switch self {
        case .text(let text, _): try text.checkCharacters()
        case .list(let items, _): for item in items { try item.checkCharacters() }
        case .members(let members, _):
            for member in members {
                try member.name.checkCharacters()
                try member.content.checkCharacters()
            }
        }
    }
}

extension String {
    func checkCharacters() throws(EditRefusal) {
        guard let scalar = forbiddenScalar else { return }
        let code =
            "U+" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).count))
            + String(scalar.value, radix: 16, uppercase: true)
        throw EditRefusal(
            "el texto lleva un carácter de control (\(code))", "the text holds a control character (\(code))")
    }
}
