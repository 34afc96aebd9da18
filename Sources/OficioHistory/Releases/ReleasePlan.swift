import OficioSchema

/// A release of one or more documents, worked out to the last byte and not yet written.
package struct ReleasePlan: Sendable {
    /// A file as it is to be, and the SHA-256 of what it was worked out from; empty where there was none.
    package struct File: Sendable {
        /// Relative to the site.
        package let path: String
        package let bytes: [UInt8]
        package let formerHash: String
    }

    /// What is released of one document.
    package struct Document: Sendable {
        /// `content/historial/manuales/man-atc-01`
        package let folder: String
        /// New files beside the ledger: snapshot, signed copy, the act's file.
        package let files: [File]
        package let ledger: File
        /// The number of lines of the ledger before.
        package let formerLines: Int
        /// The source that was read.
        package let source: (path: String, hash: String)?
        /// The source with its new control block, `nil` where it stays as it is.
        package let edited: File?
        package let entry: LedgerEntry
        package let title: String
        /// What changed, as drafted.
        package let changes: [Change]
    }

    package let documents: [Document]
    package let index: File
    /// The settings with the name of the index, where the release begins one.
    package let settings: File?
    /// Whether the release begins the index.
    package let beginsIndex: Bool

    /// Every file to be written, in the order in which they go to their places: what readers go by comes last.
    package var files: [File] {
        documents.flatMap(\.files) + documents.compactMap(\.edited) + [settings].compactMap(\.self)
            + documents.map(\.ledger) + [index]
    }

    /// The journal's account of the documents.
    package var pending: [PendingRelease.Document] {
        documents.map {
            PendingRelease.Document(
                folder: $0.folder, version: $0.entry.version, lines: $0.formerLines, source: $0.edited?.path ?? "")
        }
    }
}
