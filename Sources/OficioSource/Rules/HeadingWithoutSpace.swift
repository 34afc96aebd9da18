import Diagnostics

extension Rule {
    /// Reports headings such as `##Alcance`, which Markdown reads as text because there is no blank after the signs.
    package static let headingWithoutSpace = Rule(
        "titulo-sin-espacio", .form, .warning,
        what: Localized(
            es: "A un título le falta el espacio detrás de «##».",
            en: "A heading does not have the blank behind “##”."),
        why: Localized(
            es: "Sin él no es un título: la línea se publica como texto, con sus «##», y su sección no existe.",
            en: """
                Without the blank it is not a heading: the line is published as text, with its “##”, and its section \
                does not exist.
                """),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Atender a quien llega.

            ##Alcance

            Toda la oficina.
            """,
        passes: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Atender a quien llega.

            ## Alcance

            Toda la oficina.
            """)
}

enum HeadingWithoutSpace {
    static func findings(_ written: SourceLines, file: FileID) -> [Diagnostic] {
        written.lines.compactMap { line in
            guard line.isParagraph, let level = level(written.bytes[line.range]) else { return nil }
            let place = line.range.lowerBound + level
            let signs = String(repeating: "#", count: level)
            return Diagnostic(
                .headingWithoutSpace, at: Span(file: file, start: line.range.lowerBound, end: line.range.upperBound),
                Localized(
                    es: "esta línea no es un título: falta un espacio detrás de «\(signs)»",
                    en: "this line is not a heading: a blank is missing behind “\(signs)”"),
                fixes: [
                    .init(
                        Localized(es: "añadir el espacio", en: "add the blank"), safe: true,
                        [.init(Span(file: file, start: place, end: place), " ")])
                ])
        }
    }

    /// Returns the number of `#` signs before a line's words; nil unless there are two to six and the words follow
    /// directly. A single sign begins a number or a tag: *#1*, *#archivo*.
    private static func level(_ line: ArraySlice<UInt8>) -> Int? {
        let signs = line.prefix { $0 == UInt8(ascii: "#") }.count
        guard (2...6).contains(signs), let next = line.dropFirst(signs).first else { return nil }
        let isWord = next >= 0x80 || next | 0x20 >= 0x61 && next | 0x20 <= 0x7A || next >= 0x30 && next <= 0x39
        return isWord || next == UInt8(ascii: "*") ? signs : nil
    }
}
