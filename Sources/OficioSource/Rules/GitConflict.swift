import Diagnostics

/// The lines that Git writes around two versions of a text that it could not merge.
enum GitConflict {
    /// The message of the finding.
    static let message = Localized(
        es: "el texto guarda dos versiones que Git no pudo juntar",
        en: "the text holds two versions that Git could not merge")
    /// What to do about it.
    static let advice = Localized(
        es: "deje la versión que vale y borre la otra, con las líneas «<<<<<<<», «=======» y «>>>>>>>»",
        en: "keep the right version and delete the other, with the lines “<<<<<<<”, “=======” and “>>>>>>>”")

    /// Whether a line begins the first of the two versions.
    static func begins(_ line: Substring) -> Bool { line.hasPrefix("<<<<<<< ") || line == "<<<<<<<" }

    /// Returns the range of the first line that begins two versions, nil if there is none.
    static func first(in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        for line in bytes[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if text.first == UInt8(ascii: "<"), begins(Substring(decoding: text, as: UTF8.self)) {
                return start..<start + text.count
            }
            start += line.count + 1
        }
        return nil
    }
}
