import Diagnostics

extension Rule {
    /// Reports code fences that are not closed.
    package static let unclosedFence = Rule(
        "valla-sin-cerrar", .form, .warning,
        what: Localized(
            es: "Un bloque de código que empieza con «```» o «~~~» no se cierra.",
            en: "A code block that begins with “```” or “~~~” is not closed."),
        why: Localized(
            es: "Todo lo que sigue, títulos incluidos, se publica como código.",
            en: "Everything that follows, headings included, is published as code."),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Resultado

            ```
            copia literal

            ## Excepciones

            Ninguna.
            """,
        passes: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Resultado

            ```
            copia literal
            ```

            ## Excepciones

            Ninguna.
            """)
}

enum UnclosedFence {
    static func findings(_ blocks: [Block], in bytes: [UInt8], file: FileID) -> [Diagnostic] {
        blocks.flatMap { block -> [Diagnostic] in
            switch block {
            case .code(_, _, let span): finding(span, bytes, file).map { [$0] } ?? []
            case .quote(let inside, _): findings(inside, in: bytes, file: file)
            case .list(let list): list.items.flatMap { findings($0.blocks, in: bytes, file: file) }
            case .paragraph, .heading, .table, .rule: []
            }
        }
    }

    private static func finding(_ span: Span, _ bytes: [UInt8], _ file: FileID) -> Diagnostic? {
        let range = span.range.clamped(to: 0..<bytes.count)
        guard let mark = range.first.map({ bytes[$0] }), mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
            return nil
        }
        let length = bytes[range].prefix { $0 == mark }.count
        guard length >= 3 else { return nil }
        let lines = bytes[range].split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.count > 1, let last = lines.last(where: { !$0.allSatisfy { $0 <= 0x20 } }) {
            let words = last.filter { $0 > 0x20 && $0 != UInt8(ascii: ">") }
            if words.count >= length, words.allSatisfy({ $0 == mark }) { return nil }
        }
        let fence = String(decoding: bytes[range.lowerBound..<(range.lowerBound + length)], as: UTF8.self)
        // The fence most likely ends before the first heading inside it.
        let heading = lines.dropFirst().first { $0.starts(with: "## ".utf8) }
        let fixes = heading.map { line in
            [
                Diagnostic.Fix(
                    Localized(es: "cerrarlo antes del título", en: "close it before the heading"), safe: false,
                    [.init(Span(file: file, start: line.startIndex, end: line.startIndex), "\(fence)\n\n")])
            ]
        }
        return Diagnostic(
            .unclosedFence, at: Span(file: file, start: range.lowerBound, end: range.lowerBound + length),
            Localized(
                es: "este bloque de código no se cierra: falta una línea «\(fence)» donde termina",
                en: "this code block is not closed: a line “\(fence)” is missing at its end"),
            fixes: fixes ?? [])
    }
}
