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
        var leaves = PublishedLeaves(blocks)
        var comments = CommentScan(bytes)
        return unused.compactMap { definition in
            if comments.isOpen(at: definition.range.lowerBound) { return nil }
            let words = String(decoding: bytes[definition.range], as: UTF8.self).precomposed
            // A match in code or inside a paragraph is text, not a definition.
            if leaves.shows(words, at: definition.range.lowerBound) { return nil }
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
}

/// Tracks whether an HTML comment is open, in one pass over a text for any number of ascending offsets.
private struct CommentScan {
    private let bytes: [UInt8]
    private var index = 0
    private var isInside = false

    private static let opening = Array("<!--".utf8)
    private static let closing = Array("-->".utf8)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether a comment is open at an offset, which must not be less than that of the call before.
    mutating func isOpen(at place: Int) -> Bool {
        while index + Self.closing.count <= place {
            switch bytes[index] {
            case Self.opening[0] where bytes[index...].starts(with: Self.opening): isInside = true
            case Self.closing[0] where bytes[index...].starts(with: Self.closing): isInside = false
            default: break
            }
            index += 1
        }
        return isInside
    }
}

/// The published blocks of a text that contain no other blocks, in the order of their byte ranges.
private struct PublishedLeaves {
    /// The byte range of each block with its text; the text is nil for blocks published as written.
    private var leaves: [(range: Range<Int>, text: String?)] = []
    /// The lines of the leaf that was looked up last, without list and quote markers; `leaf` is its index.
    private var lines: (leaf: Int, texts: Set<String>) = (-1, [])

    init(_ blocks: [Block]) {
        collect(blocks)
        leaves.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Whether the page shows `words`, which the source has at an offset, as text.
    mutating func shows(_ words: String, at place: Int) -> Bool {
        var low = 0
        var high = leaves.count
        while low < high {
            let middle = (low + high) / 2
            if leaves[middle].range.lowerBound <= place { low = middle + 1 } else { high = middle }
        }
        guard low > 0, leaves[low - 1].range.contains(place) else { return false }
        guard let text = leaves[low - 1].text else { return true }
        if words.contains("\n") { return text.contains(words) }
        if lines.leaf != low - 1 {
            let texts = text.split(whereSeparator: \.isNewline).map { line in
                String(line.drop(while: MarkdownBounds.isMarker)).trimmedASCII
            }
            lines = (low - 1, Set(texts))
        }
        return lines.texts.contains(words)
    }

    private mutating func collect(_ blocks: [Block]) {
        for block in blocks {
            switch block {
            case .paragraph(let text), .heading(_, let text): leaves.append((text.span.range, text.source))
            case .list(let list): for item in list.items { collect(item.blocks) }
            case .quote(let inside, _): collect(inside)
            case .table, .code, .rule: leaves.append((block.span.range, nil))
            }
        }
    }
}
