import Diagnostics
internal import CYAML

/// Converts a libyaml error to a finding in the author's terms.
struct YAMLSyntaxError {
    private let problem: String
    private let offset: Int
    private let bytes: [UInt8]
    private let range: Range<Int>
    private let file: FileID

    init(_ parser: yaml_parser_t, offset: Int, in bytes: [UInt8], range: Range<Int>, file: FileID) {
        problem = parser.problem.map { String(cString: $0) } ?? ""
        self.offset =
            parser.error == YAML_READER_ERROR
            ? min(range.lowerBound + Int(parser.problem_offset), range.upperBound) : offset
        self.bytes = bytes
        self.range = range
        self.file = file
    }

    var diagnostic: Diagnostic {
        if let tab = indentingTab {
            return Diagnostic(
                .tabIndentation, at: Span(file: file, start: tab, end: tab + 1),
                Localized(
                    es: "la línea empieza con un tabulador; en YAML la sangría se hace con espacios",
                    en: "the line begins with a tab; YAML is indented with spaces"))
        }
        return Diagnostic(
            .invalidYAML, at: Span(file: file, start: offset, end: min(offset + 1, range.upperBound)), message)
    }

    /// The offset of a tab that indents the line of the error or the line before it; nil if there is none.
    private var indentingTab: Int? {
        var line = offset
        for _ in 0..<2 {
            while line > range.lowerBound, bytes[line - 1] != 0x0A { line -= 1 }
            var index = line
            while index < range.upperBound, bytes[index] == 0x20 { index += 1 }
            if index < range.upperBound, bytes[index] == 0x09 { return index }
            if line == range.lowerBound { return nil }
            line -= 1
        }
        return nil
    }

    private var message: Localized { YAMLMessages.message(problem) }
}
