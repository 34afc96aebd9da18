import Diagnostics
/// Finds the front matter of a Markdown file: the YAML between two `---` lines at its start.
package enum FrontMatter {
    /// The parts of a Markdown file, as ranges of its bytes.
    package struct Parts {
        /// The range of the bytes between the `---` lines; nil if there is no front matter.
        package var yaml: Range<Int>?
        /// The range of the Markdown's bytes.
        package var body: Range<Int>
        var problem: Problem?
    }

    enum Problem {
        case unclosed(Range<Int>)
        case fenced(Range<Int>)

        func diagnostic(file: FileID) -> Diagnostic {
            switch self {
            case .unclosed(let range):
                Diagnostic(
                    .unclosedFrontMatter, at: Span(file: file, start: range.lowerBound, end: range.upperBound),
                    Localized(
                        es: "el encabezado se abre con «---» y no se cierra",
                        en: "the front matter opens with “---” and is not closed"))
            case .fenced(let range):
                Diagnostic(
                    .fencedFrontMatter, at: Span(file: file, start: range.lowerBound, end: range.upperBound),
                    Localized(
                        es: """
                            el encabezado está dentro de un bloque de código: quite la línea «```» de arriba y la de \
                            abajo
                            """,
                        en: "the front matter is inside a code block: remove the “```” lines around it"))
            }
        }
    }

    /// Splits a file, starting after its byte order mark. Blank lines may precede the first `---`.
    package static func split(_ bytes: [UInt8], from start: Int) -> Parts {
        var first = start
        var line = nextLine(bytes, from: first)
        while !line.isEmpty, trimmed(bytes, line).isEmpty {
            first = line.upperBound
            line = nextLine(bytes, from: first)
        }
        let opening = trimmed(bytes, line)
        if opening.starts(with: "```".utf8) {
            let second = nextLine(bytes, from: line.upperBound)
            if isFence(trimmed(bytes, second)) {
                return Parts(body: start..<bytes.count, problem: .fenced(opening.indices))
            }
        }
        guard isFence(opening) else { return Parts(body: start..<bytes.count) }
        let yamlStart = line.upperBound
        var cursor = yamlStart
        while cursor < bytes.count {
            let candidate = nextLine(bytes, from: cursor)
            if isClosing(bytes, candidate) {
                return Parts(yaml: yamlStart..<cursor, body: candidate.upperBound..<bytes.count)
            }
            cursor = candidate.upperBound
        }
        // The end of the front matter is unknown, so the whole file is read as YAML, up to the first syntax error.
        return Parts(
            yaml: yamlStart..<bytes.count, body: bytes.count..<bytes.count, problem: .unclosed(opening.indices))
    }

    private static func isFence(_ line: ArraySlice<UInt8>) -> Bool { line.elementsEqual("---".utf8) }

    private static func isClosing(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        guard let first = bytes[line].first, first == UInt8(ascii: "-") || first == UInt8(ascii: ".") else {
            return false
        }
        let text = trimmed(bytes, line)
        return isFence(text) || text.elementsEqual("...".utf8)
    }

    /// Returns the line that starts at `start`, with its line break.
    private static func nextLine(_ bytes: [UInt8], from start: Int) -> Range<Int> {
        guard start < bytes.count else { return start..<start }
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count - 1
        return start..<(end + 1)
    }

    private static func trimmed(_ bytes: [UInt8], _ line: Range<Int>) -> ArraySlice<UInt8> {
        var slice = bytes[line]
        while let last = slice.last, last == 0x0A || last == 0x0D || last == 0x20 || last == 0x09 { slice.removeLast() }
        return slice
    }
}
