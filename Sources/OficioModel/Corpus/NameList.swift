import OficioSchema

/// Splits a text that lists several names: *Jefe de sala y Cajera*, *Jefe / Cajera*.
enum NameList {
    /// A name, or what stands between names.
    struct Part {
        let words: String
        let isName: Bool
    }

    /// Returns the parts of a text in order; together they are the text.
    static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var name = ""
        func close() {
            let blanks = (name.prefix { $0.isWhitespace }, String(name.reversed().prefix { $0.isWhitespace }))
            let bare = name.dropFirst(blanks.0.count).dropLast(blanks.1.count)
            if bare.isEmpty {
                parts.append(Part(words: name, isName: false))
            } else {
                parts.append(Part(words: String(blanks.0), isName: false))
                parts.append(Part(words: String(bare), isName: true))
                parts.append(Part(words: blanks.1, isName: false))
            }
            name = ""
        }
        var rest = text[...]
        while let first = rest.first {
            let word = words.first { rest.prefix($0.count).lowercased() == $0 }
            if word == nil, !signs.contains(first) {
                name.append(first)
                rest = rest.dropFirst()
                continue
            }
            close()
            let separator = rest.prefix(word?.count ?? 1)
            parts.append(Part(words: String(separator), isName: false))
            rest = rest[separator.endIndex...]
        }
        close()
        return parts.filter { !$0.words.isEmpty }
    }

    private static let signs: Set<Character> = Set(",;/|+&()\n\t–—")
    /// Words between names, with the blanks around them.
    private static let words = [
        " y/o ", " y ", " e ", " o ", " u ", " and/or ", " and ", " or ", " con ", " with ", " junto a ", " o bien ",
        " - ", "<br>",
    ]
}

extension Field {
    /// Whether the column or member is a role or a name: a text that may name posts without a link to them. Public
    /// builds replace the names of hidden ones.
    var replacesNames: Bool { [.role, .name].contains(columnKey) }
}
