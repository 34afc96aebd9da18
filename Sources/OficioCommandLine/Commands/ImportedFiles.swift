import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioImport
import OficioSource

/// A list of the files that earlier runs imported, stored in the folder of the report as one JSON object per line.
///
/// A run notes the sources of each file before it writes them, with a fingerprint of their text. If it is killed, the
/// next run finds out from the fingerprints whether the sources were written.
struct ImportedFiles {
    private struct Entry {
        let file: String
        let fingerprint: String
        let sources: [String]
        /// The fingerprint of the content of each source; empty after the run has written the sources.
        let stamps: [String]
    }

    private let path: String
    private let site: String
    private let known: [String: Entry]

    /// Reads the list at a path. `site` is the folder of the site that the sources belong to.
    init(_ path: String, site: String) {
        self.path = path
        self.site = site
        known = Dictionary(Self.entries(path).map { ($0.fingerprint, $0) }) { _, last in last }
    }

    /// Whether the sources of a file with a given fingerprint were written and still exist.
    func isImported(_ fingerprint: String) -> Bool {
        guard let entry = known[fingerprint] else { return false }
        return entry.stamps.isEmpty ? exist(entry) : areAsPlanned(entry)
    }

    /// Adds the files of a batch, before their sources are written. A file that was joined to another one gets the
    /// sources of that file.
    func plan(_ files: [ImportedFile]) throws(WriteError) {
        let sources = Dictionary(files.map { ($0.path, $0.sources) }) { first, _ in first }
        try append(
            files.compactMap { file in
                let own = file.joinedTo.flatMap { sources[$0] } ?? file.sources
                if own.isEmpty { return nil }
                return Entry(
                    file: file.name, fingerprint: file.fingerprint, sources: own.map(\.path),
                    stamps: own.map { Self.stamp(Array($0.text.utf8)) })
            })
    }

    /// Notes which planned files have been written. Call it when no transaction is pending.
    func settle() throws(WriteError) {
        let last = Dictionary(Self.entries(path).map { ($0.fingerprint, $0) }) { _, last in last }
        let written = last.values.filter { !$0.stamps.isEmpty && areAsPlanned($0) }
        try append(
            written.map { Entry(file: $0.file, fingerprint: $0.fingerprint, sources: $0.sources, stamps: []) }
                .sorted { ($0.file, $0.fingerprint) < ($1.file, $1.fingerprint) })
    }

    private func exist(_ entry: Entry) -> Bool {
        !entry.sources.isEmpty && entry.sources.allSatisfy { Files.status(site + "/" + $0) != nil }
    }

    private func areAsPlanned(_ entry: Entry) -> Bool {
        entry.sources.count == entry.stamps.count
            && zip(entry.sources, entry.stamps).allSatisfy { source, stamp in
                (try? Files.read(site + "/" + source)).map(Self.stamp) == stamp
            }
    }

    private static func stamp(_ bytes: [UInt8]) -> String { String(SourceDocument.stamp(of: bytes), radix: 16) }

    private static func entries(_ path: String) -> [Entry] {
        let text = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").compactMap { line in
            // A line of JSON is also a line of YAML.
            let document = SourceDocument(Array(line.utf8), file: FileID(0), path: "importado.yaml")
            var values: [String: [String]] = [:]
            for entry in document.entries {
                switch entry.value {
                case .scalar(let scalar): values[entry.key.text] = [scalar.text]
                case .sequence(let items, _):
                    values[entry.key.text] = items.compactMap { item in
                        if case .scalar(let one) = item { one.text } else { nil }
                    }
                case .mapping: break
                }
            }
            guard let fingerprint = values["fingerprint"]?.first, let sources = values["sources"] else { return nil }
            return Entry(
                file: values["file"]?.first ?? "", fingerprint: fingerprint, sources: sources,
                stamps: values["stamps"] ?? [])
        }
    }

    private func append(_ entries: [Entry]) throws(WriteError) {
        if entries.isEmpty { return }
        var bytes = (try? Files.read(path)) ?? []
        for entry in entries {
            var members: [(String, JSONText)] = [
                ("file", .string(entry.file)), ("fingerprint", .string(entry.fingerprint)),
                ("sources", .array(entry.sources.map { .string($0) })),
            ]
            if !entry.stamps.isEmpty { members.append(("stamps", .array(entry.stamps.map { .string($0) }))) }
            bytes += Array((JSONText.object(members).compact + "\n").utf8)
        }
        do { try AtomicFile.replace(path, with: bytes) } catch { throw WriteError(error) }
    }
}
