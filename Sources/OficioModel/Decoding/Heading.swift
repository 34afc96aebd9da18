import Diagnostics
import OficioSchema
import OficioSource

/// Reads the names in a heading: with and without numbering, and as snapshots hold it.
package enum Heading {
    /// The heading for text above the first heading of a document.
    package static let lead = Localized(es: "Presentación", en: "Introduction")

    /// Returns the heading and access mark as snapshots hold them: only `{acceso=…}` at the end is removed, and only
    /// the words *interno* and *internal* declare the section internal.
    ///
    /// Hashes of all releases depend on the result, so this function must never change, whatever else the program
    /// learns to read.
    static func snapshotHeading(_ heading: Text) -> ExtraSection.Recorded {
        guard let (text, attributes) = ItemAttributes.split(heading), attributes.id == nil, attributes.pairs.count == 1,
            let pair = attributes.pairs.first,
            Access.names.contains(pair.name.folded)
        else { return .init(heading: heading, isInternal: false) }
        return .init(heading: text, isInternal: ["interno", "internal"].contains(pair.value.folded))
    }

    /// Returns the folded heading, and the folded heading without its numbering (`III.`, `4)`, `2.1`).
    package static func candidates(_ heading: String) -> [String] {
        let folded = heading.folded
        // Most headings begin with neither a digit, a point nor a Roman numeral.
        guard let first = heading.utf8.first(where: { $0 != 0x20 }), "0123456789.IVXLCivxlc".utf8.contains(first) else {
            return [folded]
        }
        let rest = heading.drop { $0 == " " }
        let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || "IVXLCivxlc".contains($0)) }
        guard !number.isEmpty else { return [folded] }
        var tail = rest.dropFirst(number.count)
        guard
            number.last == "." || number.allSatisfy({ $0.isNumber || $0 == "." })
                || [")", ".", "-", "–"].contains(tail.first)
        else { return [folded] }
        while let first = tail.first, ") .-–".contains(first) { tail = tail.dropFirst() }
        let stripped = String(tail).folded
        return stripped.isEmpty ? [folded] : [folded, stripped]
    }
}
