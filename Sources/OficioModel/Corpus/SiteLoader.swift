import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// A site as read from disk: its records and everything found while reading.
package struct LoadedSite: Sendable {
    package let folder: SiteFolder
    package let corpus: Corpus
    package let diagnostics: [Diagnostic]
    /// Tells whether the program, settings, types and forms are as they were.
    package let governing: UInt64
    /// Bytes by path that counted instead of those on disk.
    package let replaced: [String: [UInt8]]
    /// The texts of settings, types and forms, where the site remembers.
    fileprivate let declarations: [String]
    /// By place among the sources, where the site remembers.
    fileprivate let decoded: [Int: Decoded]
    /// What the store is to hold from now on, where there is one.
    package var storing: Storing?

    /// What a store lacks.
    package struct Storing: Sendable {
        /// The line that the file begins with.
        package let head: [UInt8]
        /// Whether the file can be added to.
        package let isOpen: Bool
        /// Every document that can be kept, and of these what the store lacks.
        package let all: [StorableDocument]
        package let lacking: [StorableDocument]
    }

    /// The bytes of a source as they were read, empty where it cannot be read any more.
    package func bytes(of file: FileID) -> [UInt8] {
        guard folder.sources.indices.contains(Int(file.index)) else { return [] }
        return replaced[folder.sources[Int(file.index)].path] ?? (try? folder.bytes(of: file)) ?? []
    }

    /// The site as it would be with some of its files changed, by path; the others are as this site read them where it holds them.
    package func replacing(_ changed: [String: [UInt8]]) -> LoadedSite {
        SiteLoader.load(folder.root, replacing: replaced.merging(changed) { $1 })
    }
}

/// What became of one file.
private struct Decoded: Sendable {
    /// How the file was when the folder was scanned.
    let stamp: String
    let records: [Record]
    let diagnostics: [Diagnostic]
    /// The document as a store keeps it, where one is asked for and nothing was found in it.
    var storable: StorableDocument?
    var isStored = false
    /// Whether the file was not read, since the store knows it.
    var isUnread = false
}

/// Reads a site: files, then what its documents are declared by, then the documents themselves.
package enum SiteLoader {
    /// Reads every source once and holds its bytes: whatever is asked of the site later is told from one state of its files.
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

    /// - Parameters:
    ///   - includesDrafts: whether `_borradores/` is read.
    ///   - replaced: bytes by path that count instead of those on disk: a site as it would be.
    ///   - removed: paths of sources that do not count though they are on the disk.
    ///   - remembers: whether the site keeps what a later one may take over.
    ///   - former: the site as it was read before: documents whose files are as they were are not read again.
    ///   - store: the path of what earlier runs have decoded, `nil` for none; whoever names it writes it (`LoadedSite.storing`).
    package static func load(
        _ root: String, includesDrafts: Bool = false, replacing replaced: [String: [UInt8]] = [:], removing removed: Set<String> = [],
        remembers: Bool = false, former: LoadedSite? = nil, store path: String? = nil
    ) -> LoadedSite {
        let folder = SiteFolder(scanning: root, includesDrafts: includesDrafts, adding: replaced.mapValues(\.count), removing: removed)
        var diagnostics = folder.diagnostics
        // Types and forms come before the documents that they govern.
        let roles = folder.sources.map { Schema.role(of: $0.path) }
        let governing = roles.indices.filter { roles[$0] != .document }
        let declarations = governing.map { declaration($0, in: folder, replaced) }
        let schema = Schema(declarations)
        diagnostics += declarations.flatMap(\.diagnostics) + schema.diagnostics
        var stamp = Stamp()
        stamp.add(ReadJournal.stamp(ofFile: "/proc/self/exe"))
        for (index, source) in zip(governing, declarations) {
            stamp.add(folder.sources[index].path)
            stamp.add(source.stamp)
        }
        let store = path.map { RecordStore(at: $0, basis: stamp.value) }
        let decoder = DocumentDecoder(schema: schema)
        let documents = roles.indices.filter { roles[$0] == .document }
        let isAlike = former.map { $0.declarations == declarations.map(\.source) && $0.folder.sources.map(\.path) == folder.sources.map(\.path) } ?? false
        let decoded = documents.concurrentMap { index -> Decoded in
            // The stamp is older than the bytes: a save in between is seen the next time.
            let stamp = folder.sources[index].stamp
            if isAlike, let known = former?.decoded[index], known.stamp == stamp { return known }
            let source = folder.sources[index]
            let path = source.path
            let file = FileID(index)
            /// Of records that the store has: whether it knows them by the file's stamp as well.
            func kept(_ hash: UInt64, isKnown: Bool) -> Decoded? {
                let decoded = { @Sendable () -> [Record] in
                    guard case .bytes(let bytes) = contents(index, in: folder, replaced) else { return [] }
                    return decoder.decode(SourceDocument(bytes, file: file, path: path)).records
                }
                guard let records = store?.records(of: path, source: hash, file: file, otherwise: decoded) else { return nil }
                let document = StorableDocument(path: path, source: hash, stamp: StorableDocument.stamp(of: source), file: file, records: records, isTouched: !isKnown)
                return Decoded(stamp: stamp, records: records, diagnostics: [], storable: document, isStored: isKnown || document.stamp == 0, isUnread: isKnown)
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
                    decoded.storable = StorableDocument(path: path, source: hash, stamp: known, file: file, records: records, isTouched: false)
                }
                return decoded
            }
        }
        folder.noteKnown(zip(documents, decoded).compactMap { $1.isUnread ? $0 : nil })
        let corpus = Corpus(
            schema: schema, records: decoded.flatMap(\.records), paths: folder.sources.map(\.path), attachments: folder.attachments.map(\.path))
        diagnostics += decoded.flatMap(\.diagnostics)
        let storing = store.map {
            LoadedSite.Storing(
                head: $0.head, isOpen: $0.isOpen, all: decoded.compactMap { $0.storable?.whole }, lacking: decoded.compactMap { $0.isStored ? nil : $0.storable })
        }
        return LoadedSite(
            folder: folder, corpus: corpus, diagnostics: diagnostics, governing: stamp.value, replaced: replaced,
            declarations: remembers ? declarations.map(\.source) : [],
            decoded: remembers ? Dictionary(uniqueKeysWithValues: zip(documents, decoded)) : [:], storing: storing)
    }

    /// A file's bytes, or the empty document with a finding that one makes which cannot be read.
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
                    Localized(es: "no se puede leer «\(path)»: \(error.words.spanish)", en: "cannot read “\(path)”: \(error.words.english)")))
        }
    }

    /// One of the files that govern the others, with its source.
    private static func declaration(_ index: Int, in folder: SiteFolder, _ replaced: [String: [UInt8]]) -> SourceDocument {
        switch contents(index, in: folder, replaced) {
        case .unreadable(let document): return document
        case .bytes(let bytes):
            var document = SourceDocument(bytes, file: FileID(index), path: folder.sources[index].path)
            document.source = String(decoding: bytes, as: UTF8.self)
            return document
        }
    }
}
