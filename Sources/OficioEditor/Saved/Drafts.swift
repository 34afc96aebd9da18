import OficioBasics
import OficioFiles
import OficioSource

/// The unsaved forms of documents, kept outside the site until they are saved or discarded, at most 90 days.
///
/// `borradores/HASH/NAME` below the site's folder holds the body of the form as the browser sent it: `HASH` stands for
/// the document, and `NAME` is the time in milliseconds at which the form was opened.
struct Drafts: Sendable {
    /// A stored form that was not saved.
    struct Draft: Sendable {
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
    func keep(_ body: [UInt8], _ name: String, of address: DocumentAddress) {
        guard let path = path(name, address) else { return }
        do throws(DiskError) {
            try FileSystem.makeFolder(folder, mode: 0o700)
            try AtomicFile.replace(path, with: body, mode: 0o600, isDurable: true)
        } catch {
            // Ignore the failure: the browser stores the draft as well.
        }
    }

    /// Returns the body of a draft, `nil` if there is none.
    func body(_ name: String, of address: DocumentAddress) -> [UInt8]? {
        path(name, address).flatMap { try? Files.read($0) }
    }

    /// Removes a draft that was saved or discarded.
    func forget(_ name: String, of address: DocumentAddress) {
        if let path = path(name, address) { FileSystem.remove(path) }
    }

    /// Moves the drafts of a renamed document to its new address.
    func move(from old: DocumentAddress, to new: DocumentAddress) {
        for draft in all(of: old) {
            guard let body = body(draft.name, of: old) else { continue }
            keep(body, draft.name, of: new)
            if self.body(draft.name, of: new) == body { forget(draft.name, of: old) }
        }
    }

    /// Returns the drafts of a document, oldest first, and removes those that have expired.
    func all(of address: DocumentAddress) -> [Draft] {
        let names = ((try? Files.names(in: folder(address))) ?? []).filter { Self.isName($0) }.sorted()
        let oldest = SavedStates.now - SavedStates.lifetime
        return names.compactMap { name in
            if (Int(name) ?? 0) < oldest {
                forget(name, of: address)
                return nil
            }
            return Draft(name: name)
        }
    }

    /// The keys of all documents with a draft.
    var keys: Set<String> {
        let names = (try? Files.names(in: folder)) ?? []
        return Set(
            names.filter { name in
                ((try? Files.names(in: folder + "/" + name)) ?? []).contains(where: Self.isName)
            })
    }

    /// Returns the key of a document: 16 hexadecimal digits of the hash of its address.
    static func key(of address: DocumentAddress) -> String {
        let name = address.path + (address.record.map { "#\($0)" } ?? "")
        return String(SHA256.hex(Array(name.utf8)).prefix(16))
    }

    private func folder(_ address: DocumentAddress) -> String { folder + "/" + Self.key(of: address) }

    private func path(_ name: String, _ address: DocumentAddress) -> String? {
        Self.isName(name) ? folder(address) + "/" + name : nil
    }

    private static func isName(_ name: String) -> Bool {
        (10...16).contains(name.utf8.count) && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
