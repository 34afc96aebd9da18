import OficioBasics

/// Finds paths of files and pages, and addresses with a query or a fragment, in running text and in code:
/// `protocolos/cobro.md`, `cobro.html`, `content/protocolos/cobro`, `https://a.example/?doc=cobro`, `#cobro`.
enum HiddenPaths {
    /// Whether a text may hold a path. The test is cheap and never misses a path: it looks for a slash, the start of
    /// a file extension, or a sign that begins a query or a fragment.
    static func mayOccur(in text: String) -> Bool {
        text.withBytes { signs.first(in: $0, from: 0) < $0.count }
            && text.hasAdjacentBytes { first, second in
                switch first {
                case UInt8(ascii: "/"), UInt8(ascii: "\\"): true
                case UInt8(ascii: "."): [0x6D, 0x68, 0x79].contains(second | 0x20)
                case UInt8(ascii: "?"), UInt8(ascii: "#"): second > 0x20
                default: false
                }
            }
    }

    private static let signs = ByteSet(Array("/\\.?#".utf8))

    /// Returns the text with `words` in place of hidden paths and addresses: each path that satisfies `isHidden`, up
    /// to its last letter or digit, and each address that satisfies `revealsHidden`.
    static func replaced(
        in text: String, by words: String, where isHidden: (String) -> Bool, orAddress revealsHidden: (String) -> Bool
    ) -> String {
        var shown = ""
        var rest = Substring(text)
        while let first = rest.first {
            let run = rest.prefix(while: isPath)
            if let address = address(in: rest, from: run), revealsHidden(String(address)) {
                // The colon of the scheme is no part of a path.
                for scheme in ["https:", "http:"] where shown.lowercased().hasSuffix(scheme) {
                    shown.removeLast(scheme.count)
                }
                shown += words
                rest = rest[address.endIndex...]
                continue
            }
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

    /// Returns the address that begins with a run of path characters, up to its last letter or digit; `nil` if it has
    /// neither a query nor a fragment.
    private static func address(in rest: Substring, from run: Substring) -> Substring? {
        let isQuery = rest[run.endIndex...].first == "?"
        guard isQuery || run.contains("#") else { return nil }
        let whole = rest.prefix { !$0.isWhitespace && !"\"<>`«»“”".contains($0) }
        guard let last = whole.lastIndex(where: { $0.isLetter || $0.isNumber }), last > run.startIndex else {
            return nil
        }
        return whole[...last]
    }

    private static func isSign(_ character: Character) -> Bool {
        character == "/" || character == "." || character == "\\"
    }

    private static func isPath(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || isSign(character) || "-_%~#".contains(character)
    }
}
