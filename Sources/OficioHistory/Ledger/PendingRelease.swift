import OficioBasics
import OficioSchema
import OficioSource

/// The journal of a release that is decided but not completely written, in the file `content/historial/pendiente.json`.
///
/// A journal comes with the sources and may be forged. Its moves may therefore reach only the folders and sources of
/// the documents that it names, the index and the settings.
package struct PendingRelease: Sendable {
    /// The path of the journal, relative to the site.
    package static let path = Ledger.folder + "/pendiente.json"
    /// The folder that holds the complete new files until they are moved to their targets.
    package static let stagingFolder = Ledger.folder + "/.pendiente"
    private static let format = "oficio-pendiente-2"

    /// A document of the release.
    package struct ReleasedDocument: Sendable, Equatable {
        /// The folder of the document's history: `content/historial/TYPE/ID`.
        package let folder: String
        /// The version of the document that is released.
        package let version: String
        /// The number of lines in the document's ledger before the release.
        package let lineCount: Int
        /// The path of the document's source, empty if the release does not change it.
        package let source: String

        /// Creates a journal entry for a document.
        package init(folder: String, version: String, lineCount: Int, source: String) {
            self.folder = folder
            self.version = version
            self.lineCount = lineCount
            self.source = source
        }
    }

    /// The move of a file from the staging folder to its target.
    package struct Move: Sendable, Equatable {
        /// The name of the file in the staging folder.
        package let staged: String
        /// The path of the target, relative to the site.
        package let target: String
        /// The SHA-256 of the new content of the target.
        package let sha256: String
        /// The SHA-256 of the file that the move replaces, empty for none.
        package let former: String

        /// Creates a move of a file from the staging folder.
        package init(staged: String, target: String, sha256: String, former: String) {
            self.staged = staged
            self.target = target
            self.sha256 = sha256
            self.former = former
        }
    }

    /// The documents of the release.
    package let documents: [ReleasedDocument]
    /// The moves in the order in which they are made, the index last.
    package let moves: [Move]

    /// Creates a journal of documents and moves.
    package init(documents: [ReleasedDocument], moves: [Move]) {
        self.documents = documents
        self.moves = moves
    }

    /// The bytes of the journal file.
    package var bytes: [UInt8] {
        let documents = documents.map {
            JSONText.object([
                ("folder", .string($0.folder)), ("version", .string($0.version)), ("lines", .integer($0.lineCount)),
                ("source", .string($0.source)),
            ])
        }
        let moves = moves.map {
            JSONText.object([
                ("staged", .string($0.staged)), ("target", .string($0.target)), ("sha256", .string($0.sha256)),
                ("former", .string($0.former)),
            ])
        }
        let json = JSONText.object([
            ("format", .string(Self.format)), ("documents", .array(documents)), ("moves", .array(moves)),
        ])
        return Array(json.compact.utf8)
    }

    /// Reads a journal. Returns `nil` if no release wrote it, or if a move reaches a file that belongs to none of its
    /// documents.
    package init?(_ bytes: [UInt8]) {
        guard let json = JSONText(bytes), json["format"]?.text == Self.format else { return nil }
        var documents: [ReleasedDocument] = []
        for item in json["documents"]?.items ?? [] {
            guard let folder = item["folder"]?.text, let version = item["version"]?.text,
                let lineCount = item["lines"]?.number,
                let source = item["source"]?.text, Self.isDocumentFolder(folder),
                source.isEmpty || Self.isSource(source)
            else { return nil }
            documents.append(ReleasedDocument(folder: folder, version: version, lineCount: lineCount, source: source))
        }
        var moves: [Move] = []
        for item in json["moves"]?.items ?? [] {
            guard let staged = item["staged"]?.text, let target = item["target"]?.text,
                let sha256 = item["sha256"]?.text,
                let former = item["former"]?.text, Ledger.isPlainName(staged), Self.isConfined(target, to: documents)
            else { return nil }
            moves.append(Move(staged: staged, target: target, sha256: sha256, former: former))
        }
        self.init(documents: documents, moves: moves)
    }

    /// Whether a path has the form `content/historial/TYPE/ID`.
    package static func isDocumentFolder(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return parts.count == 4 && parts[0] + "/" + parts[1] == Ledger.folder
            && parts[2...].allSatisfy(Ledger.isPlainName)
    }

    /// Whether a path can be the path of a source: a Markdown or YAML file below `content`, outside the history,
    /// without hidden components or `..`.
    package static func isSource(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return parts.count > 1 && parts[0] == "content" && parts[1] != "historial"
            && parts.allSatisfy(Ledger.isPlainName)
            && ["md", "yaml", "yml"].contains(ending)
    }

    private static func isConfined(_ target: String, to documents: [ReleasedDocument]) -> Bool {
        if target == HistoryIndex.path || target == SiteSettings.path
            || documents.contains(where: { $0.source == target })
        {
            return true
        }
        guard let slash = target.lastIndex(of: "/") else { return false }
        let (folder, name) = (String(target[..<slash]), String(target[target.index(after: slash)...]))
        return documents.contains { $0.folder == folder } && Ledger.isPlainName(name)
    }

    /// Returns the names of the files that the journal moves into a document's folder.
    package func names(in folder: String) -> Set<String> {
        Set(
            moves.compactMap {
                $0.target.hasPrefix(folder + "/") ? String($0.target.dropFirst(folder.utf8.count + 1)) : nil
            })
    }
}
