import Diagnostics
import OficioBasics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// What one person may do in one state of the site.
struct Rights: Sendable {
    let person: PersonPermissions
    let tree: UnitTree
    let corpus: Corpus

    init(_ person: PersonPermissions, _ site: LoadedSite) {
        self.person = person
        corpus = site.corpus
        tree = UnitTree(site.corpus)
    }

    /// Returns the role for documents of a unit, given by its id and those of the units above; `nil` for none.
    func role(_ chain: UnitTree.Chain) -> Role? {
        let general = [person.everywhere, chain.isEmpty ? person.unassigned : nil].compactMap(\.self)
        return (chain.compactMap { person.units[$0] } + general).max()
    }

    /// Returns the role for a source: the least that the person has for one of its documents. It is `nil` for a source
    /// that the site does not have, and for all but administrators `nil` for anything that is no document.
    func role(_ path: String) -> Role? {
        guard let records = tree.records[path] else {
            // The unit of a source without documents, such as an empty or damaged file, cannot be known.
            let isSource = corpus.paths.contains(path) && Schema.role(of: path) == .document
            return isSource ? role(UnitTree.unknown) : nil
        }
        guard Schema.role(of: path) == .document else { return person.isAdministrator ? .publish : nil }
        var least = Role.publish
        for record in records {
            guard let role = role(tree.chains[record]) else { return nil }
            least = min(least, role)
        }
        return least
    }

    /// Whether the person has at least a role for a source.
    func allows(_ role: Role, _ path: String) -> Bool { self.role(path).map { $0 >= role } ?? false }

    /// Whether the person has at least a role for some unit.
    func allowsSomewhere(_ role: Role) -> Bool {
        ([person.everywhere, person.unassigned].compactMap(\.self) + person.units.values).contains { $0 >= role }
    }

    /// Whether the person sees the whole site.
    var seesEverything: Bool { person.everywhere != nil }

    /// Returns the attachments that documents mention which the person may read.
    func readAttachments() -> Set<String> {
        var found: Set<String> = []
        for record in corpus.records.indices where role(tree.chains[record]) != nil {
            for mention in corpus.mentions(in: record) {
                if case .attachment(let path) = mention.resolution { found.insert(path) }
            }
        }
        return found
    }

    /// Returns the records that show what a source says: those that take the rows of its clauses or the levels of its
    /// competencies.
    func users(ofCatalogue path: String) -> [Int] {
        let shared = (tree.records[path] ?? []).filter { record in
            [.clause, .competency].contains(corpus.schema.types[corpus.records[record].type].key)
        }
        if shared.isEmpty { return [] }
        return corpus.records.indices.filter { record in
            corpus.mentions(in: record).contains { $0.resolution.record.map(shared.contains) ?? false }
        }
    }

    /// Returns the records that mention an attachment.
    func users(ofAttachment path: String) -> [Int] {
        corpus.records.indices.filter { record in
            corpus.mentions(in: record).contains { mention in
                if case .attachment(let used) = mention.resolution { used == path } else { false }
            }
        }
    }

    /// Whether the person may read every document and every attachment of the site.
    var allowsAll: Bool {
        if seesEverything { return true }
        let shown = readAttachments().union(logo)
        return tree.chains.allSatisfy { role($0) != nil } && corpus.attachments.allSatisfy { shown.contains($0) }
    }

    /// The path of the logo, which everybody sees.
    private var logo: Set<String> {
        Set([corpus.schema.settings.identity.logo?.path].compactMap(\.self).map { "content/" + $0 })
    }

    /// What to leave out of a site so that it holds nothing but what the person may read: the paths of files, and the
    /// contents of collections without the entries that are hidden.
    func filter(_ site: LoadedSite) -> (removed: Set<String>, replaced: [String: [UInt8]]) {
        if seesEverything { return ([], [:]) }
        // No file has the empty path. With it, the history too is limited to what the person may read.
        var removed: Set<String> = [""], replaced: [String: [UInt8]] = [:]
        for (index, path) in site.folder.sources.map(\.path).enumerated() where Schema.role(of: path) == .document {
            let records = tree.records[path] ?? []
            let hidden = records.indices.filter { role(tree.chains[records[$0]]) == nil }
            if hidden.isEmpty, !records.isEmpty { continue }
            if hidden.count == records.count {
                removed.insert(path)
                continue
            }
            var editor = SourceEditor(site.bytes(of: FileID(index)), path: path, schema: corpus.schema)
            var isWhole = true
            for place in hidden.reversed() {
                guard case .success(let patch) = editor.removingRecord(at: place), let next = editor.applying(patch)
                else {
                    isWhole = false
                    break
                }
                editor = next
            }
            if isWhole, editor.recordIDs?.count == records.count - hidden.count {
                replaced[path] = editor.bytes
            } else {
                removed.insert(path)
            }
        }
        let shown = readAttachments().union(logo)
        for attachment in site.folder.attachments.map(\.path) where !shown.contains(attachment) {
            removed.insert(attachment)
        }
        return (removed, replaced)
    }
}
