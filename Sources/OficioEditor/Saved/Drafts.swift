import OficioBasics
import OficioFiles
import OficioModel
import OficioSource

/// The unsaved forms of documents (called drafts here), kept outside the site until they are saved or discarded, at
/// most 90 days.
///
/// `borradores/HASH/NAME` below the site's folder holds the body of the form as the browser sent it, with the
/// document to which the form belongs: `HASH` is derived from the document's key, and `NAME` is the time in
/// milliseconds at which the form was opened.
struct Drafts: Sendable {
    /// The key of the document to which unsaved forms belong: the path of a file, with an id for an entry of a
    /// collection. The key contains no index, because the index changes when other entries are added or removed.
    struct Key: Sendable, Equatable {
        /// The path of the document's source, relative to the site.
        let path: String
        /// The id of the entry; `nil` if the source is one document.
        let id: String?

        /// The path, followed by the id of the entry: `content/unidades.yaml#caja`.
        var name: String { path + (id.map { "#" + $0 } ?? "") }

        /// The 16 hexadecimal digits that name the folder of the document's unsaved forms.
        var hash: String { String(SHA256.hex(Array(name.utf8)).prefix(16)) }

        /// Returns the link to the page of the editor that shows an unsaved form. The document may no longer exist.
        func link(_ draft: String) -> String {
            DocumentAddress(path: path, record: nil).link(
                "documento", (id.map { "&entrada=" + $0.percentEncoded } ?? "") + "&borrador=" + draft)
        }
    }

    /// A stored form that was not saved.
    struct Draft: Sendable {
        /// The key of the document to which the form belongs.
        let key: Key
        /// The title of the document when the form was sent; empty if the title is unknown.
        let title: String
        /// The time in milliseconds since 1970 (UTC) at which the form was opened, in digits.
        let name: String
        /// The local time at which the form was opened.
        var localTime: String { SavedStates.localTime(Int(name) ?? 0) }
    }

    private let folder: String

    /// Opens the unsaved forms below the folder of a site's saved states.
    init(in folder: String) { self.folder = folder + "/borradores" }

    /// The last name that `makeName` returned.
    private static let lastName = Locked(0)

    /// Returns a name for a form that is opened now. Two forms that are opened at the same time have different names.
    func makeName() -> String {
        Self.lastName.withLock { last in
            last = max(last + 1, SavedStates.now)
            return String(last)
        }
    }

    /// Stores the body of a form. Does nothing if the name is not a number, and ignores failures of the disk.
    func store(_ body: [UInt8], _ name: String, of key: Key, title: String) {
        guard let path = path(name, key) else { return }
        let note = [("borrador-doc", key.path), ("borrador-id", key.id ?? ""), ("borrador-titulo", title)]
        let pairs = note.map { "&\($0)=\($1.percentEncoded)" }.joined()
        do throws(DiskError) {
            try FileSystem.makeFolder(folder, mode: 0o700)
            try AtomicFile.replace(path, with: body + Array(pairs.utf8), mode: 0o600, isDurable: true)
        } catch {
            // Ignore the failure: the browser stores the unsaved form as well.
        }
    }

    /// Returns the fields of a stored form; `nil` if the form is not stored or is damaged.
    func fields(_ name: String, of key: Key) -> [(name: String, value: String)]? {
        path(name, key).flatMap { try? Files.read($0) }.flatMap { FormBody.parse($0) }
    }

    /// Removes a stored form that was saved or discarded.
    func remove(_ name: String, of key: Key) {
        if let path = path(name, key) { FileSystem.remove(path) }
    }

    /// Moves the unsaved forms of a document to the key that the document has after a rename. If both keys hold a form,
    /// keeps the copy that was sent last. A moved form keeps the time at which it was sent.
    func move(from old: Key, to new: Key) {
        for draft in all(of: old) where old != new {
            guard let path = path(draft.name, old), let body = try? Files.read(path) else { continue }
            let sent = modified(draft.name, old)
            // The file system counts time in steps of some milliseconds.
            if let present = modified(draft.name, new), let sent, present >= sent {
                remove(draft.name, of: old)
                continue
            }
            let title = FormBody.parse(body)?.last { $0.name == "borrador-titulo" }?.value
            store(body, draft.name, of: new, title: title ?? "")
            if let sent, let path = self.path(draft.name, new) { FileSystem.setModified(path, sent) }
            if fields(draft.name, of: new) != nil { remove(draft.name, of: old) }
        }
    }

    /// Returns the unsaved forms of a document that have not expired, oldest first and without their titles, and
    /// removes the expired ones.
    func all(of key: Key) -> [Draft] {
        names(in: key.hash).map { Draft(key: key, title: "", name: $0) }
    }

    /// Returns the unsaved forms of documents whose hashes are not in `known`, oldest first, and removes the expired
    /// ones. These documents were deleted, or have another id now.
    func all(except known: Set<String>) -> [Draft] {
        let folders = ((try? Files.names(in: folder)) ?? []).filter { !known.contains($0) }
        return folders.flatMap { hash in
            names(in: hash).compactMap { name -> Draft? in
                guard let body = try? Files.read("\(folder)/\(hash)/\(name)"), let pairs = FormBody.parse(body) else {
                    return nil
                }
                // A moved form contains its former fields `borrador-…` before its present ones.
                func note(_ name: String) -> String { pairs.suffix(3).first { $0.name == name }?.value ?? "" }
                let id = note("borrador-id")
                let key = Key(path: note("borrador-doc"), id: id.isEmpty ? nil : id)
                return key.hash == hash ? Draft(key: key, title: note("borrador-titulo"), name: name) : nil
            }
        }.sorted { $0.name < $1.name }
    }

    /// The hashes of all documents with a stored unsaved form, even if it has expired.
    var hashes: Set<String> {
        let names = (try? Files.names(in: folder)) ?? []
        return Set(
            names.filter { name in
                ((try? Files.names(in: folder + "/" + name)) ?? []).contains(where: Self.isName)
            })
    }

    /// The names of all drafts that have not expired.
    var names: [String] { ((try? Files.names(in: folder)) ?? []).flatMap { names(in: $0) } }

    private func names(in hash: String) -> [String] {
        let names = ((try? Files.names(in: "\(folder)/\(hash)")) ?? []).filter { Self.isName($0) }.sorted()
        let oldest = (SavedStates.now - SavedStates.lifetime) * 1_000_000
        // A form may have been open for months before somebody typed, so its name does not say its age.
        return names.filter { name in
            let path = "\(folder)/\(hash)/\(name)"
            guard let status = Files.status(path) else { return false }
            if status.modified < oldest { FileSystem.remove(path) }
            return status.modified >= oldest
        }
    }

    /// The time of the last change of a stored form; `nil` if it is not stored.
    private func modified(_ name: String, _ key: Key) -> Int64? {
        path(name, key).flatMap { Files.status($0)?.modified }
    }

    private func path(_ name: String, _ key: Key) -> String? {
        Self.isName(name) ? "\(folder)/\(key.hash)/\(name)" : nil
    }

    private static func isName(_ name: String) -> Bool {
        (10...16).contains(name.utf8.count) && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension Corpus {
    /// The hashes of the keys that unsaved forms of the records may have.
    var draftHashes: Set<String> {
        Set(records.indices.flatMap { draftKeys(ofRecord: $0) }.map(\.hash))
    }

    /// Returns the keys that unsaved forms of a record may have. There may be two, because a collection with one
    /// entry looks like a document with a file of its own.
    func draftKeys(ofRecord index: Int) -> [Drafts.Key] {
        guard let path = path(of: records[index].file) else { return [] }
        return [Drafts.Key(path: path, id: nil), Drafts.Key(path: path, id: records[index].id)]
    }
}
