import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// A person who uses the editor of an office, and what the person may do. An editor that is scoped to a viewer reads
/// nothing but what the viewer may read, and writes nothing that the viewer may not change.
struct Viewer: Sendable {
    let office: Office
    /// The rights in the site that the preview shows.
    let rights: Rights
    /// The preview of the whole site.
    let whole: Preview
    /// The site that the person sees.
    let preview: Preview
    var person: PersonPermissions { rights.person }

    /// The folder of the person's own drafts and received files, below the folder of the site's saved states.
    func folder(below states: String) -> String {
        states + "/personas/" + SHA256.hex(Array(person.person.utf8)).prefix(32)
    }
}

extension Editor {
    /// Returns the editor as a person sees it; `nil` for a person without permissions, and for an editor that serves
    /// no office.
    func scoped(to person: String?) -> Editor? {
        guard let office, let person,
            let permissions = office.permissions(person, language, report: { report($0) })
        else { return nil }
        let whole = preview()
        let rights = Rights(permissions, whole.loaded)
        return Editor(
            self,
            viewer: Viewer(office: office, rights: rights, whole: whole, preview: office.preview(rights, of: whole)))
    }

    /// Returns the site that a person sees, and a function that tells whether the person may open the form of a source;
    /// `nil` for a person without permissions.
    package func visibleSite(for person: String?) -> (site: Preview, canOpen: @Sendable (String) -> Bool)? {
        guard let viewer = scoped(to: person)?.viewer else { return nil }
        return (viewer.preview, { viewer.rights.allows(.read, $0) })
    }

    /// Returns the whole site as it is on the disk now, also what the person may not read. Every change is computed
    /// from it, so that references in other documents follow; `authorize` decides whether the person may write it.
    func wholeSite() -> LoadedSite { SiteLoader.load(root, former: viewer?.whole.loaded ?? site()) }

    /// Whether the person has a role for a document at least. A document that neither the preview nor the disk has is
    /// treated like one that the person may not read.
    func allows(_ role: Role, _ path: String) -> Bool {
        guard let viewer else { return true }
        // The preview may be older than the disk by a moment, in which the document may have moved to another unit.
        // Look at both in every case, so that the time of the answer does not tell whether there is such a document.
        let isAllowed = Rights(viewer.person, wholeSite()).allows(role, path)
        return isAllowed && (viewer.rights.tree.records[path] == nil || viewer.rights.allows(role, path))
    }

    /// Throws the reason if the person may not write changes.
    func authorize(_ changes: [SourceChange]) throws(EditorRefusal) {
        guard let viewer, !viewer.person.isAdministrator else { return }
        let site = wholeSite()
        let after = Dictionary(changes.compactMap { change in change.after.map { (change.path, $0) } }) { $1 }
        let removed = Set(changes.filter { $0.after == nil }.map(\.path))
        let next = SiteLoader.load(root, replacing: after, removing: removed, former: site)
        let (old, new) = (Rights(viewer.person, site), Rights(viewer.person, next))
        for change in changes {
            guard Self.isAllowed(change, old, new) else {
                throw change.before != nil && old.role(change.path) == .read ? Self.mayOnlyRead : Self.touchesOthers
            }
        }
        try authorizeGains(viewer, (site, old), (next, new))
        // A change may move documents of other files to another unit, for example by a new name of a unit.
        let known = Self.places(old), future = Self.places(new)
        for (name, chain) in known {
            guard let next = future[name], next != chain else { continue }
            guard (old.role(chain) ?? .read) >= .edit, (new.role(next) ?? .read) >= .edit else {
                throw Self.touchesOthers
            }
            // A unit belongs to itself, so the units above it decide whether it may be moved.
            if chain.first == next.first, chain.dropFirst().first != next.dropFirst().first {
                let (from, to) = (Array(chain.dropFirst()), Array(next.dropFirst()))
                guard (old.role(from) ?? .read) >= .edit, (new.role(to) ?? .read) >= .edit else {
                    throw Self.touchesOthers
                }
            }
        }
    }

    /// Throws the reason if the person may not release what a plan releases.
    func authorize(_ release: Proposal.Release) throws(EditorRefusal) {
        guard let viewer, !viewer.person.isAdministrator else { return }
        if release.plan.settings != nil {
            throw EditorRefusal(
                "la primera publicación del sitio cambia «site.yaml»: la hace quien administra el sitio",
                "the first release of the site changes “site.yaml”: an administrator does it")
        }
        let rights = Rights(viewer.person, wholeSite())
        for document in release.plan.documents {
            // A manual releases its members, which may belong to other units.
            for record in document.entry.records {
                let chain = rights.corpus.index(of: record).map { rights.tree.chains[$0] } ?? []
                guard rights.role(chain) == .publish else { throw Self.touchesOthers }
            }
            guard let source = document.source?.path, rights.allows(.publish, source) else { throw Self.touchesOthers }
        }
    }

    /// Returns those of a site's records that the person may read.
    func readable(_ records: [Int], in site: LoadedSite) -> [Int] {
        guard let viewer, !viewer.rights.seesEverything else { return records }
        let rights = Rights(viewer.person, site)
        return records.filter { rights.role(rights.tree.chains[$0]) != nil }
    }

    /// Whether the person may create documents that belong to no unit.
    var createsUnassigned: Bool { viewer.map { ($0.rights.role([]) ?? .read) >= .edit } ?? true }

    /// Returns the units in which the person may create documents; `nil` if the person may create documents that
    /// belong to no unit.
    func editableUnits(_ site: LoadedSite) -> [(id: String, title: String)]? {
        guard let viewer, (viewer.person.everywhere ?? .read) < .edit else { return nil }
        let rights = Rights(viewer.person, site)
        return UnitTree.units(in: site.corpus).filter { (rights.role(rights.tree.chains[$0]) ?? .read) >= .edit }.map {
            (site.corpus.records[$0].id, site.corpus.records[$0].title)
        }
    }

    /// The titles, ids and paths that a message must not tell the person.
    var hiddenNames: Set<String> {
        guard let viewer, !viewer.rights.seesEverything else { return [] }
        let site = wholeSite()
        let rights = Rights(viewer.person, site)
        var hidden: Set<String> = [], shown: Set<String> = []
        for (index, record) in site.corpus.records.enumerated() {
            let names = [record.title, record.id, site.corpus.path(of: record.file) ?? ""]
            if rights.role(rights.tree.chains[index]) == nil {
                hidden.formUnion(names)
            } else {
                shown.formUnion(names)
            }
        }
        hidden.formUnion(Set(site.corpus.attachments).subtracting(viewer.preview.loaded.corpus.attachments))
        return hidden.subtracting(shown).filter { $0.count > 1 }
    }

    /// Returns a message, or general words in its place if it names something that the person may not read.
    func withoutHidden(_ message: Localized) -> Localized {
        let isOpen = hiddenNames.allSatisfy { !message.spanish.contains($0) && !message.english.contains($0) }
        return isOpen ? message : Self.touchesOthers.message
    }

    private static func isAllowed(_ change: SourceChange, _ old: Rights, _ new: Rights) -> Bool {
        let path = change.path
        if path.hasPrefix("content/recursos/") {
            guard FileTreePath.isPlain(path) else { return false }
            if change.before == nil { return old.allowsSomewhere(.edit) }
            let users = old.users(ofAttachment: path)
            if users.isEmpty { return old.person.everywhere.map { $0 >= .edit } ?? false }
            return users.allSatisfy { (old.role(old.tree.chains[$0]) ?? .read) >= .edit }
        }
        let top = path.split(separator: "/").dropFirst().first.map { String($0).folded } ?? ""
        guard path.hasPrefix("content/"), Schema.role(of: path) == .document,
            !["historial", "acuses", "tipos", "types", "formatos", "forms", "recursos"].contains(top)
        else { return false }
        if change.before != nil, !old.allows(.edit, path) { return false }
        // A clause or a competency is read in the documents that use it.
        for rights in [old, new] {
            let users = rights.users(ofCatalogue: path)
            if !users.allSatisfy({ (rights.role(rights.tree.chains[$0]) ?? .read) >= .edit }) { return false }
        }
        return change.after == nil || new.allows(.edit, path)
    }

    /// Returns the chains of all records by their type, id and, for ids that several records share, their number.
    private static func places(_ rights: Rights) -> [String: UnitTree.Chain] {
        var places: [String: UnitTree.Chain] = [:]
        var counts: [String: Int] = [:]
        for (index, record) in rights.corpus.records.enumerated() {
            let name = "\(rights.corpus.schema.types[record.type].id)/\(record.id)"
            counts[name, default: 0] += 1
            places["\(name) \(counts[name] ?? 0)"] = rights.tree.chains[index]
        }
        return places
    }

    /// Returns the units to which files belong before and after changes, for the saved state of the changes; `nil` for
    /// an editor that serves no office.
    func owners(of changes: [(path: String, before: [UInt8]?, after: [UInt8]?)]) -> [UnitTree.Chain]? {
        guard let viewer else { return nil }
        let site = wholeSite()
        let after = Dictionary(changes.compactMap { change in change.after.map { (change.path, $0) } }) { $1 }
        let documents = after.filter { Schema.role(of: $0.key) == .document && !$0.key.hasPrefix("content/recursos/") }
        let next = SiteLoader.load(root, replacing: documents, former: site)
        var chains: Set<UnitTree.Chain> = []
        for rights in [Rights(viewer.person, site), Rights(viewer.person, next)] {
            for path in changes.map(\.path) {
                if path.hasPrefix("content/recursos/") {
                    for user in rights.users(ofAttachment: path) { chains.insert(rights.tree.chains[user]) }
                }
                for record in rights.tree.records[path] ?? [] { chains.insert(rights.tree.chains[record]) }
            }
        }
        return chains.isEmpty ? [[]] : chains.sorted { $0.joined(separator: "/") < $1.joined(separator: "/") }
    }

    static let touchesOthers = EditorRefusal(
        "el cambio toca algo en lo que usted no tiene permiso de editar",
        "the change touches something that you have no permission to edit")
    static let mayOnlyRead = EditorRefusal(
        "usted puede leer este documento, pero no editarlo", "you may read this document, but not edit it")
}

/// Tests paths of attachments.
private enum FileTreePath {
    /// Whether a path has no part that leads elsewhere.
    static func isPlain(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            $0 != ".." && $0 != "." && !$0.isEmpty
        }
    }
}
