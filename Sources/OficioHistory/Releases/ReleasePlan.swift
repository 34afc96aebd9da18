import OficioSchema

/// A release of one or more documents, with the bytes of every file that is to be written.
package struct ReleasePlan: Sendable {
    /// A file to write, with the hash of the file that it replaces.
    package struct File: Sendable {
        /// The path of the file, relative to the site.
        package let path: String
        /// The content of the file after the release.
        package let bytes: [UInt8]
        /// The SHA-256 of the file to be replaced when the plan was made, as 64 hexadecimal digits; empty for none.
        package let formerHash: String
    }

    /// The release of one document.
    package struct DocumentRelease: Sendable {
        /// The folder of the document's history: `content/historial/manuales/man-atc-01`.
        package let folder: String
        /// New files beside the ledger: snapshot, signed copy, file of the act.
        package let files: [File]
        /// The ledger with its new line.
        package let ledger: File
        /// The number of lines in the ledger before the release.
        package let formerLines: Int
        /// The path and hash of the source that was read, `nil` for none.
        package let source: (path: String, hash: String)?
        /// The source with its new control block, `nil` if the release does not change it.
        package let edited: File?
        /// The new line of the ledger.
        package let entry: LedgerEntry
        /// The title of the document.
        package let title: String
        /// The changes since the last version.
        package let changes: [Change]
    }

    /// The documents to release, each once.
    package let documents: [DocumentRelease]
    /// The index file with its new line.
    package let index: File
    /// The settings extended by the name of the index, if the release creates an index; otherwise `nil`.
    package let settings: File?
    /// Whether the release creates the index.
    package let beginsIndex: Bool

    /// All files in the order in which they must be written. Ledgers and the index, which lead readers to the other
    /// files, come last.
    package var files: [File] {
        documents.flatMap(\.files) + documents.compactMap(\.edited) + [settings].compactMap(\.self)
            + documents.map(\.ledger) + [index]
    }

    /// The documents of the release as the journal lists them.
    package var pending: [PendingRelease.ReleasedDocument] {
        documents.map {
            PendingRelease.ReleasedDocument(
                folder: $0.folder, version: $0.entry.version, lineCount: $0.formerLines, source: $0.edited?.path ?? "")
        }
    }
}
