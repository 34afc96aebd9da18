import OficioBasics
import OficioFiles
import OficioModel
import OficioSource

/// The unsaved forms of documents, kept outside the site until they are saved or discarded, at most 90 days.
///
/// `borradores/HASH/NAME` below the site's folder holds the body of the form as the browser sent it, with the document
/// that it belongs to: `HASH` stands for the document, and `NAME` is the time in milliseconds at which the form was
/// opened.
struct Drafts: Sendable {
    /// The document that drafts belong to: a file, or an entry of a collection by its id, because entries that come
    /// and go move the others.
    struct Key: Sendable, Equatable {
        /// The path of the source relative to the site.
        let path: String
        /// The id of the entry, `nil` for a document of its own.
        let id: String?

        /// The path, with the id of the entry: `content/unidades.yaml#caja`.
        var name: String { path + (id.map { "#" + $0 } ?? "") }

        /// The 16 digits that stand for the document.
        var hash: String { String(SHA256.hex(Array(name.utf8)).prefix(16)) }

        /// The link to a page of the editor about a draft of this document, which need not exist any more.
        func link(_ draft: String) -> String {
            DocumentAddress(path: path, record: nil).link(
                "documento", (id.map { "&entrada=" + $0.percentEncoded } ?? "") + "&borrador=" + draft)
        }
    }

    /// A stored form that was not saved.
    struct Draft: Sendable {
        /// The document of the form.
        let key: Key
        /// The title of the document when the form was sent; empty if it is not known.
        let title: String
        /// The time in milliseconds since 1970 (UTC) at which the form was opened, in digits.
        let name: String
        /// The local time at which the form was opened.
        var localTime: String { SavedStates.localTime(Int(name) ?? 0) }
    }

    private let folder: String

    /// The drafts below the folder of a site's saved states.
    init(in folder: String) { self.folder = folder + "/borradores" }

    /// Returns the name of a new draft.
    func makeName() -> String { String(SavedStates.now) }

    /// Stores the body of a form. Does nothing if the name is not a number.
    func keep(_ body: [UInt8], _ name: String, of key: Key, title: String) {
        guard let path = path(name, key) else { return }
        let note = [("borrador-doc", key.path), ("borrador-id", key.id ?? ""), ("borrador-titulo", title)]
        let pairs = note.map { "&\($0)=\($1.percentEncoded)" }.joined()
        do throws(DiskError) {
            try FileSystem.makeFolder(folder, mode: 0o700)
            try AtomicFile.replace(path, with: body + Array(pairs.utf8), mode: 0o600, isDurable: true)
        } catch {
            // Ignore the failure: the browser stores the draft as well.
        }
    }

    /// The fields of a draft, `nil` if there is none.
    func fields(_ name: String, of key: Key) -> [(name: String, value: String)]? {
        path(name, key).flatMap { try? Files.read($0) }.flatMap { FormBody.parse($0) }
    }

    /// Removes a draft that was saved or discarded.
    func forget(_ name: String, of key: Key) {
        if let path = path(name, key) { FileSystem.remove(path) }
    }

    /// Gives the drafts of a document to the one that it has become by a rename.
    func move(from old: Key, to new: Key) {
        for draft in all(of: old) where old != new {
            guard let path = path(draft.name, old), let body = try? Files.read(path) else { continue }
            let title = FormBody.parse(body)?.last { $0.name == "borrador-titulo" }?.value
            keep(body, draft.name, of: new, title: title ?? "")
            if fields(draft.name, of: new) != nil { forget(draft.name, of: old) }
        }
    }

    /// Returns the drafts of a document, oldest first, and removes those that have expired.
    func all(of key: Key) -> [Draft] {
        names(in: key.hash).map { Draft(key: key, title: "", name: $0) }
    }

    /// The drafts of documents that are not among those with the hashes `known`, oldest first: of documents that were
    /// deleted, or that have another id now.
    func all(except known: Set<String>) -> [Draft] {
        let folders = ((try? Files.names(in: folder)) ?? []).filter { !known.contains($0) }
        return folders.flatMap { hash in
            names(in: hash).compactMap { name -> Draft? in
                guard let body = try? Files.read("\(folder)/\(hash)/\(name)"), let pairs = FormBody.parse(body) else {
                    return nil
                }
                // A draft that has moved bears its former names before the present ones.
                func note(_ name: String) -> String { pairs.suffix(3).first { $0.name == name }?.value ?? "" }
                let id = note("borrador-id")
                let key = Key(path: note("borrador-doc"), id: id.isEmpty ? nil : id)
                return key.hash == hash ? Draft(key: key, title: note("borrador-titulo"), name: name) : nil
            }
        }.sorted { $0.name < $1.name }
    }

    /// The hashes of all documents that have a draft.
    var hashes: Set<String> {
        let names = (try? Files.names(in: folder)) ?? []
        return Set(
            names.filter { name in
                ((try? Files.names(in: folder + "/" + name)) ?? []).contains(where: Self.isName)
            })
    }

    private func names(in hash: String) -> [String] {
        let names = ((try? Files.names(in: "\(folder)/\(hash)")) ?? []).filter { Self.isName($0) }.sorted()
        let oldest = SavedStates.now - SavedStates.lifetime
        for name in names where (Int(name) ?? 0) < oldest { FileSystem.remove("\(folder)/\(hash)/\(name)") }
        return names.filter { (Int($0) ?? 0) >= oldest }
    }

    private func path(_ name: String, _ key: Key) -> String? {
        Self.isName(name) ? "\(folder)/\(key.hash)/\(name)" : nil
    }

    private static func isName(_ name: String) -> Bool {
        (10...16).contains(name.utf8.count) && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension Corpus {
    /// The hashes under which drafts of the records are kept.
    var draftHashes: Set<String> {
        Set(records.indices.flatMap { draftKeys(ofRecord: $0) }.map(\.hash))
    }

    /// The keys that drafts of a record may have: a collection of one entry looks like a document of its own.
    func draftKeys(ofRecord index: Int) -> [Drafts.Key] {
        guard let path = path(of: records[index].file) else { return [] }
        return [Drafts.Key(path: path, id: nil), Drafts.Key(path: path, id: records[index].id)]
    }
}
