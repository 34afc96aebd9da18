import OficioSchema
import OficioSource

/// A line of pasted text that may be a heading: few words, without the end of a sentence.
struct PastedTitle {
    /// The line of the possible heading, as typed.
    let line: String
    /// The words of the line without bold type and without the final colon.
    let words: String
    let isBold: Bool
    let isInCapitals: Bool
    let hasColon: Bool
    let hasNumber: Bool
    /// The field that the line names; nil for none.
    var known: Int?

    /// Reads a line; nil if it is too long, ends a sentence, or has a blank to fill in.
    init?(_ line: String, _ type: DocumentType) {
        self.line = line
        isBold =
            line.count > 4
            && (line.hasPrefix("**") && line.hasSuffix("**") || line.hasPrefix("__") && line.hasSuffix("__"))
        let bare = line.withoutStars
        hasColon = bare.hasSuffix(":")
        words = bare.withoutColon
        guard let last = words.last, !".,;".contains(last), words.count <= 90, words.split(separator: " ").count <= 12,
            words.contains(where: \.isLetter), !words.contains("__"), !words.contains("...."), !Self.isEnd(words)
        else { return nil }
        isInCapitals = PastedName.isInCapitals(words)
        hasNumber = PastedName.isNumbered(words)
        known = type.fields(named: words)
    }

    /// Whether the line is in capitals or bold type.
    var standsOut: Bool { isInCapitals || isBold }

    var isShort: Bool { words.split(separator: " ").count <= 6 }

    /// Whether words only mark the end of a text: *FIN DEL PROCEDIMIENTO*, *END OF PROCEDURE*.
    static func isEnd(_ words: String) -> Bool {
        let folded = words.folded
        return ["fin", "end", "the end"].contains(folded) || folded.hasPrefix("fin del ") || folded.hasPrefix("end of ")
    }
}
