import OficioBasics

/// Finds paths of files and pages in running text and in code: `protocolos/cobro.md`, `cobro.html`,
/// `content/protocolos/cobro`.
enum HiddenPaths {
    /// Whether a text may hold a path. Cheap, and never false where it does: it has a stroke, or an ending that
    /// begins like those of sources and pages.
    static func mayStand(in text: String) -> Bool {
        text.withBytes { signs.first(in: $0, from: 0) < $0.count }
            && text.hasAdjacentBytes { first, second in
                switch first {
                case UInt8(ascii: "/"), UInt8(ascii: "\\"): true
                case UInt8(ascii: "."): [0x6D, 0x68, 0x79].contains(second | 0x20)
                default: false
                }
            }
    }

    private static let signs = SpecialBytes(Array("/\\.".utf8))

    /// The text with each path that `isHidden` holds of replaced by `words`, as far as its last
    /// letter or digit.
    static func replaced(in text: String, by words: String, where isHidden: (String) -> Bool) -> String {
        var shown = ""
        var rest = Substring(text)
        while let first = rest.first {
            let run = rest.prefix(while: isPath)
            if run.isEmpty {
                shown.append(first)
                rest = rest.dropFirst()
                continue
            }
            rest = rest[run.endIndex...]
            let end = run.lastIndex { $0.isLetter || $0.isNumber }.map { run.index(after: $0) } ?? run.startIndex
            let path = run[..<end]
            shown +=
                path.contains(where: isSign) && isHidden(String(path).replacing("\\", with: "/")) ? words : String(path)
            shown += run[end...]
        }
        return shown
    }

    private static func isSign(_ character: Character) -> Bool {
        character == "/" || character == "." || character == "\\"
    }

    private static func isPath(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || isSign(character) || "-_%~#".contains(character)
    }
}
