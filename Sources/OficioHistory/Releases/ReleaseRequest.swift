import Diagnostics
import OficioSchema

/// A person's request to release a document.
package struct ReleaseRequest: Sendable {
    /// The kind of line to record.
    package enum Kind: Sendable {
        /// The request releases a new version.
        case version
        /// The request withdraws the document.
        case withdrawal
        /// The request reverses a withdrawal.
        case reinstatement
        /// The request annuls the last line that is not in force yet.
        case annulment
        /// The request corrects released rows of the modification log.
        case erratum
        /// The request records which parts of releases the source marks as internal.
        case mark
    }

    /// A file to keep beside the ledger.
    package struct Attachment: Sendable {
        /// The bytes of the attached file.
        package let bytes: [UInt8]
        /// The extension of the attached file's name, without a dot.
        package let ending: String

        /// Creates an attachment.
        package init(bytes: [UInt8], ending: String) {
            self.bytes = bytes
            self.ending = ending
        }
    }

    /// The legal act that puts the version into force.
    package struct Act: Sendable {
        /// The title of the act.
        package let title: String
        /// The date of the act, `nil` if it is not given.
        package let date: CalendarDate?
        /// The attached file of the act, `nil` for none.
        package let file: Attachment?

        /// Creates an act.
        package init(title: String, date: CalendarDate?, file: Attachment?) {
            self.title = title
            self.date = date
            self.file = file
        }
    }

    /// The document to release: an id, a code, a title, or a path such as `manuales/900-0935`.
    package var document: String
    /// The kind of line to record.
    package var kind = Kind.version
    /// The day from which the release takes effect. If it is `nil`, a first or reconstructed version takes the date
    /// in the source, and any other request except an erratum, annulment or mark is refused.
    package var effective: CalendarDate?
    /// The people or bodies who authorise the release; empty to take them from the source's log row.
    package var authorized: [String] = []
    /// The legal act that puts the version into force, `nil` for none.
    package var act: Act?
    /// Log rows in the words of the person who releases; empty for the row in the source, or else for the rows that
    /// the program proposes.
    package var notes: [String] = []
    /// The reason for the release, which an erratum, a reinstatement and an annulment need; empty for none.
    package var reason = ""
    /// The document that replaces a withdrawn document, in any form that `document` accepts; `nil` for none.
    package var successor: String?
    /// The new version; `nil` for the version in the source if it is higher than all released ones, and otherwise for
    /// the one after the highest.
    package var version: String?
    /// Whether to record the version as editorial even if its changes are material.
    package var isEditorial = false
    /// Whether to record a state of the past; no source changes.
    package var isReconstructed = false
    /// The file of a scanned, signed original, `nil` for none.
    package var signedCopy: Attachment?

    /// Creates a request for a new version of a document.
    package init(document: String) { self.document = document }

    /// The first text of the request that contains characters which no line may contain, `nil` for none.
    var unfitText: String? { texts.first(where: Self.hasControlCharacter) }

    /// The first text of the request in which some bytes were not UTF-8, `nil` for none.
    var unreadableText: String? { texts.first { $0.unicodeScalars.contains("\u{FFFD}") } }

    /// Whether a row of the log, an authorising post or the act was given without a word.
    var hasBlankText: Bool {
        (notes + authorized + (act.map { [$0.title] } ?? [])).contains { $0.allSatisfy(\.isWhitespace) }
    }

    private var texts: [String] {
        notes + authorized + [
            reason, version ?? "", act?.title ?? "", signedCopy?.ending ?? "", act?.file?.ending ?? "",
        ]
    }

    /// Whether a text contains control characters, line or paragraph separators, or characters that change the
    /// direction of text.
    static func hasControlCharacter(_ text: String) -> Bool { text.unicodeScalars.contains(where: isControlCharacter) }

    private static func isControlCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

/// The reason for which a release is not possible. It is thrown before anything is written.
package struct ReleaseRefusal: Error, Sendable {
    /// The reason for the refusal, in words.
    package let message: Localized

    /// Creates a refusal with its reason in Spanish and English.
    package init(_ es: String, _ en: String) { message = Localized(es: es, en: en) }
}
