import OficioSchema
import OficioSource

/// Recognises a pasted text that holds several documents: a manual whose jobs follow each other, each with a name in
/// capitals or a fact with its title, and with the same labels below.
package struct PastedDocuments {
    /// The names of the documents, in order; at least two.
    package let names: [String]

    /// Reads a text without front matter and headings; nil if it holds a single document.
    package init?(_ source: String, _ type: DocumentType) {
        // A backslash ends lines that would otherwise run together.
        let lines = PastedText.lines(source).map { line in
            let words = line.trimmedASCII
            return (words.hasSuffix("\\") ? String(words.dropLast()) : words).replacing("\t", with: ": ").trimmedASCII
        }
        let written = lines.indices.filter { !lines[$0].isEmpty }
        let pairs = lines.map(PastedPair.init)
        let named = written.filter { place in
            pairs[place].map { !$0.value.isEmpty && type.fields(named: $0.label) == type.declaredTitleField } ?? false
        }
        let byFact = named.count > 1
        let starts =
            byFact
            ? named
            : zip(written, written.dropFirst()).compactMap { place, next in
                Self.isName(lines[place]) && pairs[next].flatMap { type.fact(named: $0.label) } != nil ? place : nil
            }
        guard starts.count > 1 else { return nil }
        let ends = starts.dropFirst() + [lines.count]
        let parts = zip(starts, ends).map { start, end in
            Set(written.filter { $0 > start && $0 < end }.compactMap { Self.field(lines[$0], pairs[$0], type) })
        }
        // Boxes of one document have different labels, and only one of them has its text.
        let common = parts.dropFirst().reduce(parts[0]) { $0.intersection($1) }
        guard common.count > 1, common.contains(where: { !type.fields[$0].kind.isOneFact }) else { return nil }
        names = starts.map { place in byFact ? pairs[place]?.value ?? lines[place] : lines[place] }
        guard Set(names).count == names.count else { return nil }
    }

    private static func isName(_ line: String) -> Bool {
        line.count < 80 && !line.contains(":") && line.contains(where: \.isLetter) && line == line.uppercased()
    }

    private static func field(_ line: String, _ pair: PastedPair?, _ type: DocumentType) -> Int? {
        type.fields(named: PastedName.withoutNumber(pair?.label ?? line))
    }
}
