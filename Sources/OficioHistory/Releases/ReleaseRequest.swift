import Diagnostics
import OficioSchema

/// What whoever releases a document says of it.
package struct ReleaseRequest: Sendable {
    package enum Kind: Sendable {
        case version
        /// Ends the document.
        case withdrawal
        /// Takes a withdrawal back.
        case reinstatement
        /// Takes back the last line whose day has not come.
        case annulment
        /// Corrects released rows of the modification log.
        case erratum
    }

    /// The bytes of a file that is kept beside the ledger, and the ending of its name.
    package struct Attachment: Sendable {
        package let bytes: [UInt8]
        package let ending: String

        package init(bytes: [UInt8], ending: String) {
            self.bytes = bytes
            self.ending = ending
        }
    }

    /// The legal act that puts the version into force.
    package struct Act: Sendable {
        package let title: String
        package let date: CalendarDate?
        package let file: Attachment?

        package init(title: String, date: CalendarDate?, file: Attachment?) {
            self.title = title
            self.date = date
            self.file = file
        }
    }

    /// An id, a code, a title, or a path like `manuales/900-0935`.
    package var document: String
    package var kind = Kind.version
    /// `nil` takes the date that the source carries.
    package var effective: CalendarDate?
    package var authorized: [String] = []
    package var act: Act?
    /// Log rows in the author's words; empty takes the draft.
    package var notes: [String] = []
    /// Why an erratum, a reinstatement or an annulment is needed.
    package var reason = ""
    /// The document that takes the place of a withdrawn one, named as `document` is.
    package var successor: String?
    /// `nil` goes on counting.
    package var version: String?
    package var isEditorial = false
    /// Whether an earlier state is entered: nothing is written into the sources.
    package var isReconstructed = false
    package var signedCopy: Attachment?

    package init(document: String) { self.document = document }

    /// The first text that holds something that no line of text may: control characters, marks that turn the direction of text.
    var unfitText: String? {
        let texts =
            notes + authorized + [
                reason, version ?? "", act?.title ?? "", signedCopy?.ending ?? "", act?.file?.ending ?? "",
            ]
        return texts.first(where: Self.isUnfit)
    }

    /// Whether a text holds control characters, or marks that turn the direction of text.
    static func isUnfit(_ text: String) -> Bool { text.unicodeScalars.contains(where: isUnfit) }

    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

/// Why a release cannot be made; nothing has been written.
package struct ReleaseRefusal: Error, Sendable {
    package let message: Localized

    package init(_ es: String, _ en: String) { message = Localized(es: es, en: en) }
}
