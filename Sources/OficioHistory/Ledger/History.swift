import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Everything under `content/historial/`: one ledger a document.
package struct History: Sendable {
    package let root: String
    /// By path.
    package let ledgers: [Ledger]
    /// What does not hold in the ledgers themselves and in the folder; snapshots are read by `verify`.
    package let problems: [HistoryProblem]
    /// By folder of a type and id: `manuales/man-atc-01`.
    private let byName: [String: Int]
    /// Files of every document's folder, by ledger.
    private let files: [[String]]

    /// Files beside a ledger that are the program's own and no part of the history.
    package static let journalName = "pendiente.json"
    package static let temporaryEnding = ".oficio-nuevo"

    /// The history beside the sources of a site.
    package init(of site: LoadedSite) { self.init(site.folder.root, publicKey: site.corpus.schema.settings.signingKey) }

    /// - Parameter publicKey: the key of `site.yaml`, where it declares one.
    package init(_ root: String, publicKey: String = "") {
        self.root = root
        var folders: [String] = []
        var problems: [HistoryProblem] = []
        func names(_ path: String) -> [String] {
            guard Files.status(root + "/" + path)?.kind == .folder else { return [] }
            do { return try Files.names(in: root + "/" + path) } catch {
                problems.append(HistoryProblem(path, .unreadable(error.reason)))
                return []
            }
        }
        for type in names(Ledger.folder) {
            let path = Ledger.folder + "/" + type
            if type == ".gitattributes" { continue }
            guard Files.status(root + "/" + path)?.kind == .folder else {
                problems.append(HistoryProblem(path, .strangeFile))
                continue
            }
            for id in names(path) {
                if Files.status(root + "/" + path + "/" + id)?.kind == .folder {
                    folders.append(path + "/" + id)
                } else {
                    problems.append(HistoryProblem(path + "/" + id, .strangeFile))
                }
            }
        }
        let read = folders.concurrentMap { folder -> (Ledger?, [String], [HistoryProblem]) in
            var found: [HistoryProblem] = []
            let all = (try? Files.names(in: root + "/" + folder)) ?? []
            if all.contains(Self.journalName) { found.append(HistoryProblem(folder, .interrupted)) }
            let files = all.filter { $0 != Ledger.fileName && $0 != Self.journalName && !$0.hasSuffix(Self.temporaryEnding) }
            do throws(FileError) {
                return (Ledger(try Files.read(root + "/" + folder + "/" + Ledger.fileName), path: folder, publicKey: publicKey), files, found)
            } catch {
                // A first release that was cut short has left a folder with nothing in it, or a journal that will finish it.
                if files.isEmpty || all.contains(Self.journalName) { return (nil, [], found) }
                return (nil, [], found + [HistoryProblem(folder, error.isMissing ? .missingLedger : .unreadable(error.reason))])
            }
        }
        problems += read.flatMap(\.2)
        ledgers = read.compactMap(\.0)
        files = read.compactMap { $0.0 == nil ? nil : $0.1 }
        problems += ledgers.flatMap(\.problems)
        self.problems = problems
        byName = Dictionary(ledgers.enumerated().map { (String($1.path.dropFirst(Ledger.folder.utf8.count + 1)), $0) }) { a, _ in a }
    }

    /// A site without releases.
    package init(empty root: String) {
        self.root = root
        ledgers = []
        problems = []
        byName = [:]
        files = []
    }

    package var isEmpty: Bool { ledgers.isEmpty }

    /// The ledger of a document by the folder of its type and its id.
    package func ledger(_ folder: String, _ id: String) -> Int? { byName["\(folder)/\(id)"] }

    /// The ledger of a record of a corpus.
    package func ledger(of record: Int, in corpus: Corpus) -> Int? { ledger(corpus.type(of: record).folder, corpus.records[record].id) }

    /// The folder of a type and the id that a ledger is named after.
    package func name(of ledger: Int) -> (folder: String, id: String) {
        let parts = ledgers[ledger].path.split(separator: "/").suffix(2).map(String.init)
        return (parts[0], parts[1])
    }

    /// What a release of each document would fix now, by ledger; `nil` where the document has no source.
    package func contents(in corpus: Corpus) -> [DocumentContent?] {
        ledgers.indices.map { $0 }.concurrentMap { index in
            let (folder, id) = name(of: index)
            guard let type = corpus.schema.types.firstIndex(where: { $0.folder == folder }), let record = corpus.index(ofType: type, id: id) else { return nil }
            return DocumentContent(of: record, in: corpus)
        }
    }

    /// Everything that is not as it was released: ledgers, snapshots, signed copies, files that nothing names.
    package func verify() -> [HistoryProblem] {
        let found = ledgers.indices.map { $0 }.concurrentMap { index -> [HistoryProblem] in
            let ledger = ledgers[index]
            var problems: [HistoryProblem] = []
            var named: Set<String> = []
            func compare(_ file: String, _ hash: String, _ missing: HistoryProblem.Kind, _ altered: HistoryProblem.Kind) {
                named.insert(file)
                let path = ledger.path + "/" + file
                do throws(FileError) {
                    if SHA256.hex(try Files.read(root + "/" + path)) != hash { problems.append(HistoryProblem(path, altered)) }
                } catch { problems.append(HistoryProblem(path, error.isMissing ? missing : .unreadable(error.reason))) }
            }
            for entry in ledger.entries {
                if !entry.snapshot.isEmpty { compare(entry.snapshot, entry.snapshotHash, .missingSnapshot, .alteredSnapshot) }
                if let copy = entry.attachment { compare(copy.file, copy.sha256, .missingAttachment, .alteredAttachment) }
            }
            // A release that was cut short may have left a snapshot that its journal names.
            let isPending = Files.status("\(root)/\(ledger.path)/\(Self.journalName)") != nil
            if !isPending { problems += files[index].filter { !named.contains($0) }.map { HistoryProblem(ledger.path + "/" + $0, .strangeFile) } }
            return problems
        }
        return problems + found.joined()
    }

    /// Tells whether ledgers and snapshots are as they were.
    package var stamp: UInt64 {
        var stamp = Stamp()
        for (ledger, files) in zip(ledgers, files) {
            stamp.add([ledger.path, ledger.hash])
            for file in files { stamp.add([file, ReadJournal.stamp(ofFile: "\(root)/\(ledger.path)/\(file)")]) }
        }
        return stamp.value
    }

    /// One hash of the whole history: changes with any byte of any ledger.
    package var digest: String {
        SHA256.hex(Array(ledgers.map { "\($0.hash)  \($0.path)\n" }.joined().utf8))
    }
}
