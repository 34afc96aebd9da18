import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// A site as read from disk: its records and the findings made while reading them.
package struct LoadedSite: Sendable {
    /// The files of the site.
    package let folder: SiteFolder
    /// The records that were decoded from the site's sources.
    package let corpus: Corpus
    /// The findings about files, declarations and documents.
    package let diagnostics: [Diagnostic]
    /// Fingerprint of the program, the settings, the types and the forms.
    package let configurationStamp: UInt64
    /// The contents that replaced files on disk, by path.
    package let replaced: [String: [UInt8]]
    /// The paths of sources and attachments that were left out, although they are on disk.
    package let removed: Set<String>
    /// The texts of settings, types and forms; empty unless the site was loaded with `remembers`.
    fileprivate let declarations: [String]
    /// Decoded files by their index among the sources; empty unless the site was loaded with `remembers`.
    fileprivate let decoded: [Int: Decoded]
    /// The documents that the record store should hold after this run; `nil` if the site was loaded without a store.
    package var storing: Storing?

    /// The documents to write to a record store.
    package struct Storing: Sendable {
        /// The line that begins the file of the store.
        package let head: [UInt8]
        /// Whether documents can be appended to the store's file; otherwise it must be written anew.
        package let isOpen: Bool
        /// Every document that the store can hold.
        package let all: [StorableDocument]
        /// The storable documents that the store does not hold yet.
        package let lacking: [StorableDocument]
    }

    /// Returns the bytes of a source: the replacement if there is one, otherwise the bytes on disk. The result is
    /// empty if the file cannot be read.
    package func bytes(of file: FileID) -> [UInt8] {
        guard folder.sources.indices.contains(Int(file.index)) else { return [] }
        return replaced[folder.sources[Int(file.index)].path] ?? (try? folder.bytes(of: file)) ?? []
    }

    /// Loads the site again with other contents for some files, by path. Files that this site replaced stay replaced,
    /// files that it left out stay left out, and `_borradores/` is not read.
    package func replacing(_ changed: [String: [UInt8]], former: LoadedSite? = nil) -> LoadedSite {
        SiteLoader.load(
            folder.root, replacing: replaced.merging(changed) { $1 }, removing: removed, former: former)
    }
}

/// The result of reading a file.
private struct Decoded: Sendable {
    /// Fingerprint of the file's metadata when the folder was scanned.
    let stamp: String
    let records: [Record]
    let diagnostics: [Diagnostic]
    /// The document for the record store; `nil` without a store and for a document with findings.
    var storable: StorableDocument?
    var isStored = false
    /// Whether the file was not read because the store has its records.
    var isUnread = false
}

/// Loads a site: it lists the files, reads settings, types and forms, and then decodes the documents.
package enum SiteLoader {
    /// Loads a site without `_borradores/` and keeps the bytes of its sources in memory, so that later reads see one
    /// state of the files. Sources that are too large or unreadable are not kept.
    package static func loadHolding(_ root: String) -> LoadedSite {
        let folder = SiteFolder(scanning: root, includesDrafts: false, adding: [:])
        var held: [String: [UInt8]] = [:]
        for index in folder.sources.indices {
            if folder.sources[index].size <= Limits.fileBytes, let bytes = try? folder.bytes(of: FileID(index)) {
                held[folder.sources[index].path] = bytes
            }
        }
        return load(root, replacing: held)
    }

    /// Loads a site from disk.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - includesDrafts: whether to read `_borradores/`.
    ///   - replaced: contents by path that replace those on disk or add files.
    ///   - removed: paths of sources and attachments to ignore.
    ///   - remembers: whether the result can be passed as `former` to a later call.
    ///   - former: the site as loaded before with `remembers`. If settings, types, forms and the list of sources are
    ///     unchanged, files with the same metadata are not read again.
    ///   - path: the path of the record store, `nil` for none. The caller writes it (see `LoadedSite.storing`).
    /// - Returns: the site, with the findings about files that could not be read.
    package static func load(
        _ root: String, includesDrafts: Bool = false, replacing replaced: [String: [UInt8]] = [:],
        removing removed: Set<String> = [],
        remembers: Bool = false, former: LoadedSite? = nil, store path: String? = nil
    ) -> LoadedSite {
        let folder = SiteFolder(
            scanning: root, includesDrafts: includesDrafts, adding: replaced.mapValues(\.count), removing: removed)
        var diagnostics = folder.diagnostics
        // Types and forms decide how documents are decoded.
        let roles = folder.sources.map { Schema.role(of: $0.path) }
        let configuration = roles.indices.filter { roles[$0] != .document }
        let declarations = configuration.map { declaration($0, in: folder, replaced) }
        let declared = Schema(declarations)
        let recordedNames = recordedNames(in: folder, declared)
        let schema = declared.keeping(recordedNames)
        diagnostics += declarations.flatMap(\.diagnostics) + schema.diagnostics + FileName.findings(schema)
        var stamp = Stamp()
        stamp.add(ReadJournal.stamp(ofFile: "/proc/self/exe"))
        for (index, source) in zip(configuration, declarations) {
            stamp.add(folder.sources[index].path)
            stamp.add(source.stamp)
        }
        stamp.add(recordedNames.sorted())
        let store = path.map { RecordStore(at: $0, baseStamp: stamp.value) }
        let decoder = DocumentDecoder(schema: schema)
        let documents = roles.indices.filter { roles[$0] == .document }
        let isAlike =
            former.map {
                $0.declarations == declarations.map(\.source) && $0.corpus.schema.recordedNames == recordedNames
                    && $0.folder.sources.map(\.path) == folder.sources.map(\.path)
            } ?? false
        let decoded = documents.concurrentMap { index -> Decoded in
            // The fingerprint dates from the scan before this read, so the next load notices a save in between.
            let stamp = folder.sources[index].stamp
            let source = folder.sources[index]
            let path = source.path
            // The fingerprint of a replaced file is the fingerprint of the file on disk.
            let isReplaced = replaced[path] != nil || former?.replaced[path] != nil
            if isAlike, !isReplaced, let known = former?.decoded[index], known.stamp == stamp { return known }
            let file = FileID(index)
            /// Returns the file's records from the store; `nil` if the store does not have them. `isKnown` means that
            /// the file's metadata identified it, and its bytes were not read.
            func kept(_ hash: UInt64, isKnown: Bool) -> Decoded? {
                let decoded = { @Sendable () -> [Record] in
                    guard case .bytes(let bytes) = contents(index, in: folder, replaced) else { return [] }
                    return decoder.decode(SourceDocument(bytes, file: file, path: path)).records
                }
                guard let records = store?.records(of: path, source: hash, file: file, otherwise: decoded) else {
                    return nil
                }
                let document = StorableDocument(
                    path: path, source: hash, stamp: StorableDocument.stamp(of: source), file: file, records: records,
                    isTouched: !isKnown)
                return Decoded(
                    stamp: stamp, records: records, diagnostics: [], storable: document,
                    isStored: isKnown || document.stamp == 0, isUnread: isKnown)
            }
            if replaced[path] == nil, let hash = store?.source(of: source), let found = kept(hash, isKnown: true) {
                return found
            }
            switch contents(index, in: folder, replaced) {
            case .unreadable(let document):
                let (records, diagnostics) = decoder.decode(document)
                return Decoded(stamp: stamp, records: records, diagnostics: diagnostics)
            case .bytes(let bytes):
                let hash = store == nil ? 0 : SourceDocument.stamp(of: bytes)
                if let found = kept(hash, isKnown: false) { return found }
                let (records, diagnostics) = decoder.decode(SourceDocument(bytes, file: file, path: path))
                var decoded = Decoded(stamp: stamp, records: records, diagnostics: diagnostics)
                if store != nil, diagnostics.isEmpty {
                    let known = replaced[path] == nil ? StorableDocument.stamp(of: source) : 0
                    decoded.storable = StorableDocument(
                        path: path, source: hash, stamp: known, file: file, records: records, isTouched: false)
                }
                return decoded
            }
        }
        folder.recordKnown(zip(documents, decoded).compactMap { $1.isUnread ? $0 : nil })
        let corpus = Corpus(
            schema: schema, records: decoded.flatMap(\.records), paths: folder.sources.map(\.path),
            attachments: folder.attachments.map(\.path))
        diagnostics += decoded.flatMap(\.diagnostics)
        let storing = store.map {
            LoadedSite.Storing(
                head: $0.head, isOpen: $0.isOpen, all: decoded.compactMap { $0.storable?.whole },
                lacking: decoded.compactMap { $0.isStored ? nil : $0.storable })
        }
        return LoadedSite(
            folder: folder, corpus: corpus, diagnostics: diagnostics, configurationStamp: stamp.value,
            replaced: replaced, removed: removed,
            declarations: remembers ? declarations.map(\.source) : [],
            decoded: remembers ? Dictionary(uniqueKeysWithValues: zip(documents, decoded)) : [:], storing: storing)
    }

    /// Returns the names of files with *ñ* that the history holds as ids with `n`.
    private static func recordedNames(in folder: SiteFolder, _ schema: Schema) -> Set<String> {
        let names = Set(
            folder.sources.lazy.map(\.path).filter {
                $0.utf8.contains { $0 > 0x7F } && $0.fileStemWithNi != $0.fileStem
            }
            .map(\.fileStem))
        return names.filter { name in
            schema.types.contains { type in
                Files.status("\(folder.root)/content/historial/\(type.folder)/\(name)")?.kind == .folder
            }
        }
    }

    /// The contents of a file, or an empty document with a finding about the failure to read the file.
    private enum Contents {
        case bytes([UInt8])
        case unreadable(SourceDocument)
    }

    private static func contents(_ index: Int, in folder: SiteFolder, _ replaced: [String: [UInt8]]) -> Contents {
        let file = FileID(index)
        let path = folder.sources[index].path
        guard folder.sources[index].size <= Limits.fileBytes else {
            let limit = Limits.fileBytes >> 20
            return .unreadable(
                SourceDocument(
                    unreadable: file, path: path, .limitExceeded,
                    Localized(es: "«\(path)» pasa de \(limit) MiB", en: "“\(path)” is larger than \(limit) MiB")))
        }
        do throws(FileError) {
            let bytes = if let known = replaced[path] { known } else { try folder.bytes(of: file) }
            return .bytes(bytes)
        } catch {
            return .unreadable(
                SourceDocument(
                    unreadable: file, path: path, .unreadableFile,
                    Localized(
                        es: "no se puede leer «\(path)»: \(error.words.spanish)",
                        en: "cannot read “\(path)”: \(error.words.english)")))
        }
    }

    /// Reads a document of settings, a type or a form, and keeps its source text.
    private static func declaration(_ index: Int, in folder: SiteFolder, _ replaced: [String: [UInt8]])
        -> SourceDocument
    {
        switch contents(index, in: folder, replaced) {
        case .unreadable(let document): return document
        case .bytes(let bytes):
            var document = SourceDocument(bytes, file: FileID(index), path: folder.sources[index].path)
            document.source = String(decoding: bytes, as: UTF8.self)
            return document
        }
    }
}
