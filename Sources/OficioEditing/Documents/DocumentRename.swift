import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Plans the rename of a document: its new id or title, the new path of its file, and the change of every reference
/// to it. The document keeps its former id and title as fields, so that old addresses, ledgers and searches still
/// find it.
package struct DocumentRename {
    private let site: LoadedSite
    private let record: Int
    private let id: String?
    private let title: String?

    /// Prepares the rename of `site.corpus.records[record]`. If `id` is `nil` or equal to the present id, the id
    /// stays; if `title` is `nil` or equal to the present title, the title stays.
    package init(_ site: LoadedSite, record: Int, id: String? = nil, title: String? = nil) {
        self.site = site
        self.record = record
        self.id = id == site.corpus.records[record].id ? nil : id
        self.title = title == site.corpus.records[record].title ? nil : title
    }

    private var corpus: Corpus { site.corpus }
    private var own: Record { corpus.records[record] }
    private var ownPath: String { corpus.paths[Int(own.file.index)] }
    private var isInCollection: Bool {
        corpus.records.count { $0.file == own.file } > 1 || !ownPath.hasSuffix(".md") && ownEditor.isCollection
    }
    private var ownEditor: SourceEditor { editor(own.file) }

    private func editor(_ file: FileID) -> SourceEditor {
        SourceEditor(site.bytes(of: file), path: corpus.paths[Int(file.index)], schema: corpus.schema)
    }

    /// Returns the changes of all files, a new file first and a removed file last; writes nothing.
    /// Fails if the id is malformed or taken, if a place cannot be edited, or if a reference would
    /// no longer lead to the document.
    package func changes() -> Result<[SourceChange], EditRefusal> {
        do throws(EditRefusal) {
            try checkID()
            var patched: [FileID: SourceEditor] = [:]
            for (file, patch) in try followingPatches() {
                guard let editor = editor(file).applying(patch) else { throw .unreadable }
                patched[file] = editor
            }
            let editor = patched[own.file] ?? ownEditor
            guard let renamed = editor.applying(try editor.patch(ownEdits(editor)).get()) else { throw .unreadable }
            patched[own.file] = renamed
            let target = newPath
            var changes: [SourceChange] = []
            for (file, editor) in patched.sorted(by: { $0.key < $1.key }) where file != own.file || target == ownPath {
                changes.append(SourceChange(editor.path, before: site.bytes(of: file), after: editor.bytes))
            }
            if target != ownPath {
                changes.insert(SourceChange(target, before: nil, after: renamed.bytes), at: 0)
                changes.append(SourceChange(ownPath, before: site.bytes(of: own.file), after: nil))
            }
            try check(changes)
            return .success(changes.filter { $0.before != $0.after })
        } catch {
            return .failure(error)
        }
    }

    private func checkID() throws(EditRefusal) {
        guard let id else { return }
        try EditRefusal.checkID(id)
        if corpus.index(ofType: own.type, id: id) != nil || newPath != ownPath && corpus.paths.contains(newPath) {
            throw EditRefusal("ya hay un documento «\(id)»", "there is a document “\(id)” already")
        }
    }

    // MARK: The document itself

    /// The index of the record in its collection; `nil` for a document that has a file of its own.
    private var place: Int? { isInCollection ? corpus.records[..<record].count { $0.file == own.file } : nil }

    private var hasOwnID: Bool {
        ownEditor.content(of: FieldPath("id", inRecord: place)) != nil
            && corpus.type(of: record).field(named: "id") == nil
    }

    /// The document's path after the rename. The new id replaces the file name, unless the document
    /// has a key `id` or is an entry of a collection.
    private var newPath: String {
        guard let id, !isInCollection, !hasOwnID else { return ownPath }
        let folder = ownPath[..<(ownPath.lastIndex(of: "/") ?? ownPath.startIndex)]
        let ending = ownPath[(ownPath.lastIndex(of: ".") ?? ownPath.endIndex)...]
        return "\(folder)/\(id)\(ending)"
    }

    private func ownEdits(_ editor: SourceEditor) -> [Edit] {
        func path(_ name: String) -> FieldPath { FieldPath(name, inRecord: place) }
        func keeping(_ former: String, in field: String) -> [Edit] {
            guard corpus.type(of: record).field(id: field) != nil,
                !editor.items(of: path(field)).contains(.text(former))
            else { return [] }
            if editor.content(of: path(field)) == nil {
                return [.addKey(path(field), .list([.text(former)], layout: .inline))]
            }
            return [.insertItem(path(field), at: nil, .text(former))]
        }
        var edits: [Edit] = []
        if let id {
            if hasOwnID {
                edits.append(.set(path("id"), .text(id)))
            } else if isInCollection {
                edits.append(.addKey(path("id"), .text(id)))
            }
            edits += keeping(own.id, in: "former-ids")
        }
        if let title {
            edits.append(.set(path(titleField), .text(title)))
            // The id of a collection's entry is derived from its title, so a key has to keep it.
            if isInCollection, !hasOwnID, id == nil { edits.append(.addKey(path("id"), .text(own.id))) }
            edits += keeping(own.title, in: "former-names")
        }
        return edits
    }

    private var titleField: String {
        let type = corpus.type(of: record)
        return type.declaredTitleField.map { type.fields[$0].id } ?? "title"
    }

    // MARK: References

    /// Returns the patches, by file, that change the references to the document.
    private func followingPatches() throws(EditRefusal) -> [FileID: SourcePatch] {
        var patches: [FileID: SourcePatch] = [:]
        var done: Set<[String]> = []
        for mention in corpus.records.indices.flatMap({ corpus.mentions(in: $0) }) {
            guard let target = newTarget(of: mention), done.insert(["\(mention.span)", mention.target]).inserted else {
                continue
            }
            let file = mention.span.file
            let patch = try editor(file).patch(.retarget(mention.span.range, from: mention.target, to: target)).get()
            guard let all = (patches[file] ?? .none).merging(patch) else { throw .layout }
            patches[file] = all
        }
        return patches
    }

    /// Returns the new target of a mention, or `nil` if the mention stays as it is.
    private func newTarget(of mention: Mention) -> String? {
        guard case .record(record, let way) = mention.resolution else { return nil }
        let old = mention.target
        if mention.isPath { return id.map { newDestination(old, $0) }.flatMap { $0 == old ? nil : $0 } }
        let prefix = old.lastIndex(of: "/").map { String(old[...$0]) } ?? ""
        switch way {
        case .id: return id.map { prefix + $0 }
        case .title, .foldedTitle: return title.map { prefix + $0 }
        case .code, .formerName: return nil
        }
    }

    private func newDestination(_ old: String, _ id: String) -> String {
        let parts = old.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        if isInCollection { return parts.count == 2 ? "\(parts[0])#\(id)" : old }
        if newPath == ownPath { return old }
        let folder = parts[0].lastIndex(of: "/").map { parts[0][...$0] } ?? ""
        let name = newPath[newPath.index(after: newPath.lastIndex(of: "/") ?? newPath.startIndex)...]
        return folder + name + (parts.count == 2 ? "#" + parts[1] : "")
    }

    // MARK: Trial

    /// Throws if the number of references that lead to the document differs after the changes.
    private func check(_ changes: [SourceChange]) throws(EditRefusal) {
        let after = Dictionary(changes.compactMap { change in change.after.map { (change.path, $0) } }) { a, _ in a }
        let gone = Set(changes.filter { $0.after == nil }.map(\.path))
        let renamed = SiteLoader.load(
            site.folder.root, replacing: site.replaced.merging(after) { _, new in new }, removing: gone
        ).corpus
        let id = id ?? own.id
        guard let now = renamed.index(ofType: own.type, id: id) else { throw .unreadable }
        func count(_ corpus: Corpus, _ record: Int) -> Int {
            corpus.records.indices.reduce(0) { $0 + corpus.mentions(in: $1).count { $0.resolution.record == record } }
        }
        guard count(renamed, now) == count(corpus, record) else {
            throw EditRefusal(
                "alguna referencia a «\(own.title)» dejaría de llegar a él",
                "some reference to “\(own.title)” would not lead to it any more")
        }
    }
}

extension SourceEditor {
    /// Whether the source is a collection: a list of records.
    package var isCollection: Bool { finder.type.map { document.collection(of: $0) != nil } ?? false }
}
