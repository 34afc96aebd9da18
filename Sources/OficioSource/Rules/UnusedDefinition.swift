import Diagnostics

extension Rule {
    /// Reports link reference definitions that nothing uses.
    package static let unusedDefinition = Rule(
        "enlace-sin-uso", .form, .warning,
        what: Localized(
            es: "Se define un enlace «[nombre]: dirección» que el texto no usa.",
            en: "A link “[name]: address” is defined, but the text does not use it."),
        why: Localized(
            es: """
                Una definición no se ve en la página: sin un «[nombre]» que la use, su dirección y su título se \
                pierden.
                """,
            en: """
                A definition is not visible on the page: without a “[name]” that uses it, its address and title are \
                lost.
                """
        ),
        fires: """
            === content/paginas/aranceles.md
            ---
            título: Aranceles
            ---

            Los aranceles se publican cada enero.

            [tabla]: https://ejemplo.org/aranceles "Tabla vigente"
            """,
        passes: """
            === content/paginas/aranceles.md
            ---
            título: Aranceles
            ---

            Los aranceles están en la [tabla].

            [tabla]: https://ejemplo.org/aranceles "Tabla vigente"
            """)
}

/// Finds link reference definitions that leave no trace in the blocks of a text.
enum UnusedDefinition {
    static func findings(_ bounds: MarkdownBounds, _ blocks: [Block], in bytes: [UInt8], file: FileID) -> [Diagnostic] {
        var seen: Set<String> = []
        // cmark uses the first of two definitions with one label.
        let unused = bounds.definitions.filter { !seen.insert($0.label).inserted || bounds.uses[$0.label] == nil }
        if unused.isEmpty { return [] }
        var leaves: [(range: Range<Int>, words: String?)] = []
        collect(blocks, &leaves)
        return unused.compactMap { definition in
            if isCommentedOut(definition.range.lowerBound, bytes) { return nil }
            let words = String(decoding: bytes[definition.range], as: UTF8.self).precomposed
            // A match in code or inside a paragraph is text, not a definition.
            for leaf in leaves where leaf.range.contains(definition.range.lowerBound) {
                guard let text = leaf.words, !text.contains(words) else { return nil }
            }
            let isRepeated = bounds.uses[definition.label] != nil
            return Diagnostic(
                .unusedDefinition,
                at: Span(file: file, start: definition.range.lowerBound, end: definition.range.upperBound),
                isRepeated
                    ? Localized(
                        es: "el enlace está definido dos veces: solo cuenta la primera definición",
                        en: "the link is defined twice: only the first definition counts")
                    : Localized(es: "el enlace está definido y no se usa", en: "the link is defined but not used"))
        }
    }

    private static func isCommentedOut(_ place: Int, _ bytes: [UInt8]) -> Bool {
        func last(_ mark: String) -> Int? {
            let wanted = Array(mark.utf8)
            return stride(from: place - wanted.count, through: 0, by: -1).first {
                bytes[$0] == wanted[0] && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
            }
        }
        guard let opening = last("<!--") else { return false }
        return last("-->").map { $0 < opening } ?? true
    }

    /// Collects the ranges of the published blocks, with their source; nil for blocks published
    /// whole.
    private static func collect(_ blocks: [Block], _ leaves: inout [(range: Range<Int>, words: String?)]) {
        for block in blocks {
            switch block {
            case .paragraph(let text), .heading(_, let text): leaves.append((text.span.range, text.source))
            case .list(let list): for item in list.items { collect(item.blocks, &leaves) }
            case .quote(let inside, _): collect(inside, &leaves)
            case .table, .code, .rule: leaves.append((block.span.range, nil))
            }
        }
    }
}
