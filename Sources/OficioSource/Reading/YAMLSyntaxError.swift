import Diagnostics
internal import CYAML

/// Words libyaml's complaints in terms of what an author did.
struct YAMLSyntaxError {
    private let problem: String
    private let context: String
    private let offset: Int
    private let bytes: [UInt8]
    private let range: Range<Int>
    private let file: FileID

    init(_ parser: yaml_parser_t, offset: Int, in bytes: [UInt8], range: Range<Int>, file: FileID) {
        problem = parser.problem.map { String(cString: $0) } ?? ""
        context = parser.context.map { String(cString: $0) } ?? ""
        self.offset = parser.error == YAML_READER_ERROR ? min(range.lowerBound + Int(parser.problem_offset), range.upperBound) : offset
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
        return Diagnostic(.invalidYAML, at: Span(file: file, start: offset, end: min(offset + 1, range.upperBound)), message)
    }

    /// The tab at the head of the line of the error, or of the one before it.
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

    private var message: Localized {
        switch problem {
        case "mapping values are not allowed in this context":
            Localized(
                es: "sobra un «: » en el valor; si es parte del texto, póngalo todo entre comillas",
                en: "a stray “: ” inside the value; if it belongs to the text, put the whole value in quotes")
        case "could not find expected ':'":
            Localized(es: "falta «:» después de la clave", en: "“:” is missing after the key")
        case "did not find expected key":
            Localized(
                es: "la sangría o las comillas no cuadran: aquí se esperaba una clave",
                en: "indentation or quotes do not match: a key was expected here")
        case "found unexpected end of stream":
            Localized(es: "unas comillas se abren y no se cierran", en: "a quote opens and never closes")
        case "found character that cannot start any token":
            Localized(
                es: "un valor no puede empezar con este signo; póngalo entre comillas", en: "a value cannot begin with this sign; put it in quotes")
        case "did not find expected ',' or ']'":
            Localized(es: "falta «,» o «]» en la lista", en: "“,” or “]” is missing in the list")
        case "did not find expected ',' or '}'":
            Localized(es: "falta «,» o «}»", en: "“,” or “}” is missing")
        case "did not find expected '-' indicator":
            Localized(es: "la sangría no cuadra con los elementos «-» de la lista", en: "indentation does not match the “-” items of the list")
        case "control characters are not allowed":
            Localized(es: "hay un carácter de control en el texto", en: "a control character in the text")
        default:
            Localized(es: "no es YAML válido (\(detail))", en: "not valid YAML (\(detail))")
        }
    }

    private var detail: String { context.isEmpty ? problem : "\(context): \(problem)" }
}
