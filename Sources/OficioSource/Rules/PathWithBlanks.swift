import Diagnostics
import OficioBasics

extension Rule {
    /// Reports links and pictures whose path has blanks, which Markdown reads as text.
    package static let pathWithBlanks = Rule(
        "ruta-con-espacios", .form, .warning,
        what: Localized(
            es: "La ruta de un enlace o de una imagen lleva espacios.",
            en: "The path of a link or a picture has blanks."),
        why: Localized(
            es: "Sin «<» y «>» alrededor, la ruta se publica como texto, con sus corchetes, y no hay enlace ni imagen.",
            en: """
                Without “<” and “>” around it, the path is published as text, with its brackets, and there is neither \
                link nor picture.
                """),
        fires: """
            === content/recursos/mi foto.png
            x
            === content/paginas/a.md
            ---
            título: Uno
            ---

            ![La entrada](../recursos/mi foto.png)
            """,
        passes: """
            === content/recursos/mi foto.png
            x
            === content/paginas/a.md
            ---
            título: Uno
            ---

            ![La entrada](<../recursos/mi foto.png>)
            """)
}

enum PathWithBlanks {
    static func findings(_ written: SourceLines, file: FileID) -> [Diagnostic] {
        let lines = written.bytes.withUnsafeBufferPointer { bytes in
            (written.lines + written.tableLines).filter { mayHold(bytes, $0.range) }
        }
        return lines.flatMap { line in
            paths(written.bytes, line.range).map { path in
                let words = String(decoding: written.bytes[path], as: UTF8.self)
                return Diagnostic(
                    .pathWithBlanks, at: Span(file: file, start: path.lowerBound, end: path.upperBound),
                    Localized(
                        es: "«\(words)» se publica como texto: la ruta lleva espacios",
                        en: "“\(words)” is published as text: the path has blanks"),
                    label: Localized(es: "escriba «<\(words)>»", en: "write “<\(words)>”"),
                    fixes: [
                        .init(
                            Localized(es: "encerrar la ruta entre «<» y «>»", en: "put the path between “<” and “>”"),
                            safe: !words.contains("\\"),
                            [
                                .init(Span(file: file, start: path.lowerBound, end: path.lowerBound), "<"),
                                .init(Span(file: file, start: path.upperBound, end: path.upperBound), ">"),
                            ])
                    ])
            }
        }
    }

    /// Whether a line may have a path with blanks: a blank stands behind `](` and before the bracket that closes it.
    private static func mayHold(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
        let line = UnsafeBufferPointer(rebasing: bytes[line])
        var place = 0
        while place < line.count {
            place = closingBrackets.first(in: line, from: place) + 1
            guard place < line.count, line[place] == UInt8(ascii: "(") else { continue }
            var depth = 1
            var next = place + 1
            while next < line.count, depth > 0 {
                switch line[next] {
                case UInt8(ascii: "("): depth += 1
                case UInt8(ascii: ")"): depth -= 1
                case 0x20: return true
                default: break
                }
                next += 1
            }
        }
        return false
    }

    private static let closingBrackets = ByteSet([UInt8(ascii: "]")])

    /// Returns the places of the paths with blanks in a line.
    private static func paths(_ bytes: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var isCode = false
        var place = line.lowerBound
        while place + 1 < line.upperBound {
            if bytes[place] == UInt8(ascii: "`") { isCode.toggle() }
            guard !isCode, bytes[place] == UInt8(ascii: "]"), bytes[place + 1] == UInt8(ascii: "("),
                let close = closing(bytes, (place + 2)..<line.upperBound)
            else {
                place += 1
                continue
            }
            let path = withoutTitle(bytes, (place + 2)..<close)
            if isPath(bytes[path]) { found.append(path) }
            place = close
        }
        return found
    }

    /// Returns the place of the bracket that closes the one before a range; nil if there is none.
    private static func closing(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var depth = 0
        return range.first { place in
            if bytes[place] == UInt8(ascii: "(") { depth += 1 }
            if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
            return depth < 0
        }
    }

    /// Returns a range without a title in quotes at its end, and without blanks around the rest.
    private static func withoutTitle(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var path = range
        if path.count > 2, bytes[path.upperBound - 1] == UInt8(ascii: "\""),
            let open = bytes[path.dropLast()].lastIndex(of: UInt8(ascii: "\""))
        {
            path = path.lowerBound..<open
        }
        while let last = path.last, bytes[last] == 0x20 { path = path.dropLast() }
        while let first = path.first, bytes[first] == 0x20 { path = path.dropFirst() }
        return path
    }

    /// Whether words between brackets are a path with blanks: they end with a file's extension or an anchor, such as
    /// `mi foto.png`, and are not yet between `<` and `>`.
    private static func isPath(_ words: ArraySlice<UInt8>) -> Bool {
        guard words.contains(0x20), words.first != UInt8(ascii: "<"),
            !words.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") })
        else { return false }
        let file = words.prefix { $0 != UInt8(ascii: "#") }
        guard let dot = file.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let ending = file[(dot + 1)...]
        return (2...5).contains(ending.count)
            && ending.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 }
    }
}
