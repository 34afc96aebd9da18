import Diagnostics
import OficioSchema
import OficioSource

/// A section that was pasted without `##` below the last section of a finished document: the name of a field in
/// capitals, with its text below.
package struct PastedAtEnd {
    /// The heading of the section as typed.
    package let heading: String
    /// The number of the heading's line, from 0.
    package let line: Int
    /// The section with `##`; nil if the document already has the field, or if some of its facts belong in the front
    /// matter.
    package let text: String?

    /// Finds the section; nil if there is none. `given` are the fields of the document, with their text; it is
    /// evaluated only if there is a section.
    package init?(
        _ source: String, _ type: DocumentType, given: @autoclosure () -> [Int: String], _ language: Language
    ) {
        let written = PastedText.lines(source)
        let first = PastedText.frontMatterEnd(written)
        guard let last = written[first...].lastIndex(where: { $0.hasPrefix("#") }) else { return nil }
        let tail = written.indices[(last + 1)...].filter { !written[$0].trimmedASCII.isEmpty }
        var isCode = false
        var found: (line: Int, field: Int)?
        // Text stands above the heading, and text below it.
        for (place, next) in zip(tail, tail.dropFirst()) where found == nil {
            let line = written[place]
            if line.hasPrefix("```") || line.hasPrefix("~~~") { isCode.toggle() }
            guard !isCode, !line.hasPrefix("|"), place != tail.first,
                next == place + 1 || !PastedName.isInCapitals(written[next]),
                PastedName.isInCapitals(line), let title = PastedTitle(line, type), type.understands(title.words),
                let field = title.known
            else { continue }
            found = (place, field)
        }
        guard let found else { return nil }
        let values = given()
        heading = written[found.line].trimmedASCII
        line = found.line
        let pasted = PastedText(written[found.line...].joined(separator: "\n"), type, given: values, language)
        let isWhole = values[found.field] == nil && pasted?.text.hasPrefix("## ") == true
        let gap = written[line - 1].trimmedASCII.isEmpty ? "" : "\n"
        text = isWhole ? pasted.map { gap + $0.text } : nil
    }
}
