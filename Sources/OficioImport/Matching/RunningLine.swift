import OficioSchema

/// A line of a form's running header or footer with placeholders, as a pattern for reading files: *Documento
/// {código}, versión {versión}* finds code and version in *Documento DC-01, versión 04*.
struct RunningLine {
    private enum PatternPart {
        case literal([UInt8])
        /// A value: a field of the document by its index, or nil for a value of the form or a page number.
        case value(Int?)
    }

    private var pieces: [PatternPart] = []
    /// Whether the line consists of the code alone; the value must then look like a code.
    private var isBareCode = false

    /// Returns the lines of a running text that name a field of the document beside words of their own.
    static func all(_ text: RunningText, _ type: DocumentType) -> [RunningLine] {
        [text.left, text.center, text.right].flatMap { $0.split(separator: "\n").map(String.init) }
            .compactMap { RunningLine($0, type) }
    }

    private init?(_ line: String, _ type: DocumentType) {
        var rest = line[...]
        var letters = 0
        var hasField = false
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            add(rest[..<open])
            letters += rest[..<open].count(where: \.isLetter)
            let field = type.field(named: String(rest[rest.index(after: open)..<close]).folded)
            hasField = hasField || field != nil
            pieces.append(.value(field))
            rest = rest[rest.index(after: close)...]
        }
        add(rest)
        letters += rest.count(where: \.isLetter)
        if letters >= 3, hasField { return }
        guard pieces.count == 1, case .value(let field?) = pieces[0], type.fields[field].key == .code else {
            return nil
        }
        isBareCode = true
    }

    private mutating func add(_ text: Substring) {
        if !text.isEmpty { pieces.append(.literal(Array(text.utf8))) }
    }

    /// Returns the fields of a line with the byte ranges of their values; nil if the line does not match.
    func values(in line: [UInt8]) -> [(field: Int, range: Range<Int>)]? {
        if isBareCode {
            let text = String(decoding: line, as: UTF8.self)
            guard text.contains("-"), text.contains(where: \.isNumber), text.contains(where: \.isUppercase),
                !text.contains(where: { $0.isWhitespace || $0.isLowercase })
            else { return nil }
        }
        var found: [(field: Int, range: Range<Int>)] = []
        var place = 0
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .literal(let bytes):
                guard line[place...].starts(with: bytes) else { return nil }
                place += bytes.count
            case .value(let field):
                var end = line.count
                if index + 1 < pieces.count {
                    guard case .literal(let next) = pieces[index + 1],
                        let start = (place..<line.count).first(where: { line[$0...].starts(with: next) })
                    else { return nil }
                    end = start
                }
                if end == place { return nil }
                if let field { found.append((field, place..<end)) }
                place = end
            }
        }
        return place == line.count ? found : nil
    }
}
