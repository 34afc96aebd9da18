import Diagnostics
import OficioSchema
import OficioSource

/// A site as read from disk: its records and everything found while reading.
package struct LoadedSite: Sendable {
    package let folder: SiteFolder
    package let corpus: Corpus
    package let diagnostics: [Diagnostic]
    /// Bytes by path that counted instead of those on disk.
    fileprivate let replaced: [String: [UInt8]]

    /// The bytes of a source as they were read, empty where it cannot be read any more.
    package func bytes(of file: FileID) -> [UInt8] {
        guard folder.sources.indices.contains(Int(file.index)) else { return [] }
        return replaced[folder.sources[Int(file.index)].path] ?? (try? folder.bytes(of: file)) ?? []
    }
}

/// Reads a site: files, then what its documents are declared by, then the documents themselves.
package enum SiteLoader {
    /// - Parameters:
    ///   - includesDrafts: whether `_borradores/` is read.
    ///   - replaced: bytes by path that count instead of those on disk: a site as it would be.
    package static func load(_ root: String, includesDrafts: Bool = false, replacing replaced: [String: [UInt8]] = [:]) -> LoadedSite {
        let folder = SiteFolder(scanning: root, includesDrafts: includesDrafts, adding: replaced.mapValues(\.count))
        var diagnostics = folder.diagnostics
        // Types and forms come before the documents that they govern.
        let governing = folder.sources.indices.filter { Schema.role(of: folder.sources[$0].path) != .document }
        let declarations = governing.map { read($0, in: folder, replaced, keepsSource: true) }
        let schema = Schema(declarations)
        diagnostics += declarations.flatMap(\.diagnostics) + schema.diagnostics
        let decoder = DocumentDecoder(schema: schema)
        let documents = folder.sources.indices.filter { Schema.role(of: folder.sources[$0].path) == .document }
        let decoded = documents.concurrentMap { index in decoder.decode(read(index, in: folder, replaced)) }
        let corpus = Corpus(
            schema: schema, records: decoded.flatMap(\.records), paths: folder.sources.map(\.path), attachments: folder.attachments.map(\.path))
        diagnostics += decoded.flatMap(\.diagnostics)
        return LoadedSite(folder: folder, corpus: corpus, diagnostics: diagnostics, replaced: replaced)
    }

    /// One file as a document; a file that cannot be read is an empty one with a finding.
    private static func read(_ index: Int, in folder: SiteFolder, _ replaced: [String: [UInt8]], keepsSource: Bool = false) -> SourceDocument {
        let file = FileID(index)
        let path = folder.sources[index].path
        guard folder.sources[index].size <= Limits.fileBytes else {
            let limit = Limits.fileBytes >> 20
            return SourceDocument(
                unreadable: file, path: path, .limitExceeded,
                Localized(es: "«\(path)» pasa de \(limit) MiB", en: "“\(path)” is larger than \(limit) MiB"))
        }
        do throws(FileError) {
            let bytes = if let known = replaced[path] { known } else { try folder.bytes(of: file) }
            var document = SourceDocument(bytes, file: file, path: path)
            if keepsSource { document.source = String(decoding: bytes, as: UTF8.self) }
            return document
        } catch {
            return SourceDocument(
                unreadable: file, path: path, .unreadableFile,
                Localized(es: "no se puede leer «\(path)»: \(error.reason)", en: "cannot read “\(path)”: \(error.reason)"))
        }
    }
}
