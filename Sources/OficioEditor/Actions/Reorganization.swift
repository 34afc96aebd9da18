import Diagnostics
import OficioBuild
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// Computes the changes of sources for a reorganisation: new, moved and merged units, and jobs that change their
/// unit.
struct Reorganization {
    private let site: LoadedSite
    /// The titles of new units and the ids of their parents; an empty id means no parent.
    var created: [(title: String, parent: String)] = []
    /// The ids of the new parents of moved units, by the unit's record index; an empty id means no parent.
    var moved: [Int: String] = [:]
    /// The ids of the units that absorb merged units, by the merged unit's record index.
    var merged: [Int: String] = [:]
    /// The ids of the new units of jobs, by the job's record index; an empty id means no unit.
    var reassigned: [Int: String] = [:]

    private var corpus: Corpus { site.corpus }
    private var schema: Schema { site.corpus.schema }

    init(_ site: LoadedSite) { self.site = site }

    /// A summary of the changes with the number of each kind.
    var summary: Localized {
        let counts = [
            (created.count, ("unidad nueva", "unidades nuevas"), ("new unit", "new units")),
            (moved.count, ("unidad movida", "unidades movidas"), ("unit moved", "units moved")),
            (merged.count, ("unidad unida a otra", "unidades unidas a otra"), ("unit merged", "units merged")),
            (reassigned.count, ("puesto cambiado", "puestos cambiados"), ("job reassigned", "jobs reassigned")),
        ].filter { $0.0 > 0 }.map { Localized.count($0.0, es: $0.1, en: $0.2) }
        return Localized(
            es: counts.map(\.spanish).joined(separator: ", "), en: counts.map(\.english).joined(separator: ", "))
    }

    /// Returns the indices of a type's records whose sources the editor can edit, in the order of the site.
    static func records(_ type: TypeKey, _ corpus: Corpus) -> [Int] {
        guard let index = corpus.schema.types.firstIndex(where: { $0.key == type }) else { return [] }
        let addresses = DocumentAddress.all(in: corpus)
        return corpus.records(ofType: index).filter { addresses[$0] != nil }
    }

    /// Returns the id of the first unit that a field names. Returns the text of its first reference if that names no
    /// unit, and an empty string for an empty field.
    static func unitID(_ field: FieldKey, of record: Int, _ corpus: Corpus) -> String {
        guard case .references(let all)? = corpus.value(corpus.records[record], field), let first = all.first else {
            return ""
        }
        let target = corpus.target(of: first, types: [.unit], from: corpus.records[record].file)
        return target.map { corpus.records[$0].id } ?? first.target
    }

    // MARK: Changes

    /// Returns the changes of all files that the reorganisation affects. Throws if a name is unknown, or if a place
    /// cannot be edited.
    func changes(_ language: Language) throws(EditorRefusal) -> [SourceChange] {
        let targets = try mergeTargets()
        let units = try newUnits()
        let known = Set(Self.records(.unit, corpus).map { corpus.records[$0].id }).union(units.map(\.id))
        let gone = Set(targets.keys.map { corpus.records[$0].id })
        for id in Array(moved.values) + Array(reassigned.values) + units.map(\.parent) where !id.isEmpty {
            guard known.contains(id) else {
                throw EditorRefusal("no hay ninguna unidad «\(id)»", "there is no unit “\(id)”")
            }
            if gone.contains(id) { throw EditorRefusal("«\(id)» se une a otra", "“\(id)” is merged into another") }
        }
        var editors: [Int: SourceEditor] = [:]
        do throws(EditRefusal) {
            for (file, patch) in try retargetingPatches(targets) { try apply(patch, to: file, &editors) }
            for (record, id) in moved.sorted(by: { $0.key < $1.key }) where targets[record] == nil {
                try set(.parentUnit, of: record, to: id, &editors)
            }
            for (record, id) in reassigned.sorted(by: { $0.key < $1.key }) {
                try set(.unit, of: record, to: id, &editors)
            }
            for (merged, target) in targets.sorted(by: { $0.key < $1.key }) {
                try keepNames(of: merged, in: target, &editors)
                // A unit that absorbs its own parent moves to that parent's place.
                if Self.unitID(.parentUnit, of: target, corpus) == corpus.records[merged].id, moved[target] == nil {
                    try set(.parentUnit, of: target, to: Self.unitID(.parentUnit, of: merged, corpus), &editors)
                }
            }
            return try finalChanges(targets, units, editors, language)
        } catch {
            throw EditorRefusal(error)
        }
    }

    private func mergeTargets() throws(EditorRefusal) -> [Int: Int] {
        var targets: [Int: Int] = [:]
        for (record, id) in merged {
            let target = Self.records(.unit, corpus).first { corpus.records[$0].id == id }
            guard let target, target != record else {
                throw EditorRefusal("no hay ninguna otra unidad «\(id)»", "there is no other unit “\(id)”")
            }
            if merged[target] != nil {
                throw EditorRefusal("«\(id)» también se une a otra", "“\(id)” is merged into another as well")
            }
            targets[record] = target
        }
        return targets
    }

    private func newUnits() throws(EditorRefusal) -> [(id: String, title: String, parent: String)] {
        var units: [(id: String, title: String, parent: String)] = []
        for unit in created {
            let id = unit.title.fileName
            guard !unit.title.isEmpty, !units.contains(where: { $0.id == id }),
                !Self.records(.unit, corpus).contains(where: { corpus.records[$0].id == id })
            else { throw EditorRefusal("ya hay una unidad «\(id)»", "there is a unit “\(id)” already") }
            units.append((id, unit.title, unit.parent))
        }
        return units
    }

    // MARK: Edits

    private func editor(_ file: Int, _ editors: [Int: SourceEditor]) -> SourceEditor {
        editors[file]
            ?? SourceEditor(site.bytes(of: FileID(file)), path: corpus.paths[file], schema: schema)
    }

    private func apply(
        _ patch: SourcePatch, to file: Int, _ editors: inout [Int: SourceEditor]
    ) throws(EditRefusal) {
        guard let edited = editor(file, editors).applying(patch) else { throw .layout }
        editors[file] = edited
    }

    /// Returns the index of a record in its collection; `nil` if the record has a file of its own.
    private func place(_ record: Int) -> Int? {
        let file = corpus.records[record].file
        let path = corpus.paths[Int(file.index)]
        let isAlone = corpus.records.count { $0.file == file } == 1
        if isAlone, path.hasSuffix(".md") || !editor(Int(file.index), [:]).isCollection { return nil }
        return corpus.records[..<record].count { $0.file == file }
    }

    private func set(
        _ field: FieldKey, of record: Int, to id: String, _ editors: inout [Int: SourceEditor]
    ) throws(EditRefusal) {
        let type = corpus.type(of: record)
        guard let index = type.field(field) else { throw .layout }
        let file = Int(corpus.records[record].file.index)
        let path = FieldPath(type.fields[index].id, inRecord: place(record))
        let editor = editor(file, editors)
        if id.isEmpty, editor.content(of: path) == nil { return }
        try apply(editor.patch(id.isEmpty ? .remove(path) : .set(path, .text(id))).get(), to: file, &editors)
    }

    /// Adds the title and the id of a merged unit to the former names of the unit that absorbs it.
    private func keepNames(
        of merged: Int, in target: Int, _ editors: inout [Int: SourceEditor]
    ) throws(EditRefusal) {
        let record = corpus.records[merged]
        for (field, name) in [("former-names", record.title), ("former-ids", record.id)] {
            guard corpus.type(of: target).field(id: field) != nil else { continue }
            let file = Int(corpus.records[target].file.index)
            let path = FieldPath(field, inRecord: place(target))
            let editor = editor(file, editors)
            let edit: Edit =
                editor.content(of: path) == nil
                ? .addKey(path, .list([.text(name)], layout: .inline)) : .insertItem(path, at: nil, .text(name))
            try apply(editor.patch(edit).get(), to: file, &editors)
        }
    }

    /// Returns patches, by file, that point references to merged units at the units that absorb them.
    private func retargetingPatches(_ targets: [Int: Int]) throws(EditRefusal) -> [Int: SourcePatch] {
        var patches: [Int: SourcePatch] = [:]
        var done: Set<String> = []
        for record in corpus.records.indices where targets[record] == nil && !targets.isEmpty {
            for mention in corpus.mentions(in: record) {
                guard let target = mention.resolution.record.flatMap({ targets[$0] }),
                    done.insert("\(mention.span) \(mention.target)").inserted
                else { continue }
                if mention.isPath {
                    throw EditRefusal(
                        "«\(corpus.records[record].title)» enlaza por su ruta una unidad que se une a otra",
                        "“\(corpus.records[record].title)” links by its path to a unit that is merged")
                }
                let prefix = mention.target.lastIndex(of: "/").map { String(mention.target[...$0]) } ?? ""
                let file = Int(mention.span.file.index)
                let new = prefix + corpus.records[target].id
                let patch = try editor(file, [:]).patch(
                    .retarget(mention.span.range, from: mention.target, to: new)
                ).get()
                guard let all = (patches[file] ?? .none).merging(patch) else { throw .layout }
                patches[file] = all
            }
        }
        return patches
    }

    /// Returns the changes of all files after the edits. Merged units are removed and new units are added.
    private func finalChanges(
        _ targets: [Int: Int], _ units: [(id: String, title: String, parent: String)], _ edited: [Int: SourceEditor],
        _ language: Language
    ) throws(EditRefusal) -> [SourceChange] {
        var editors = edited
        var removed: Set<Int> = []
        for record in targets.keys.sorted(by: >) {
            let file = Int(corpus.records[record].file.index)
            if let place = place(record) {
                try apply(editor(file, editors).removingRecord(at: place).get(), to: file, &editors)
            } else {
                removed.insert(file)
            }
        }
        var changes: [SourceChange] = []
        if !units.isEmpty { changes += try addUnits(units, &editors, language) }
        for (file, editor) in editors.sorted(by: { $0.key < $1.key }) where !removed.contains(file) {
            changes.append(SourceChange(editor.path, before: site.bytes(of: FileID(file)), after: editor.bytes))
        }
        for file in removed.sorted() {
            changes.append(SourceChange(corpus.paths[file], before: site.bytes(of: FileID(file)), after: nil))
        }
        return changes.filter { $0.before != $0.after }
    }

    /// Adds new units to the collection that holds most units, and returns no changes. If no collection holds units,
    /// returns the changes that create a file for each new unit.
    private func addUnits(
        _ units: [(id: String, title: String, parent: String)], _ editors: inout [Int: SourceEditor],
        _ language: Language
    ) throws(EditRefusal) -> [SourceChange] {
        guard let type = schema.types.first(where: { $0.key == .unit }) else { throw .layout }
        let present = Self.records(.unit, corpus)
        let files = Dictionary(grouping: present.filter { place($0) != nil }) { Int(corpus.records[$0].file.index) }
        let collection = files.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
        func name(_ field: Int) -> String { type.fields[field].label[schema.language].lowercased() }
        var changes: [SourceChange] = []
        for unit in units {
            try EditRefusal.checkID(unit.id)
            var members: [Content.Member] = [
                .init("id", .text(unit.id)), .init(name(type.titleField), .text(unit.title)),
            ]
            if !unit.parent.isEmpty, let parent = type.field(.parentUnit) {
                members.append(.init(name(parent), .text(unit.parent)))
            }
            if let collection {
                try apply(editor(collection, editors).addingRecord(members).get(), to: collection, &editors)
                continue
            }
            let path = "content/\(corpus.sourceFolder(of: type))/\(unit.id).md"
            let empty = SourceEditor([], path: path, schema: schema)
            let edit = Edit.makeFrontMatter(Array(members.dropFirst()))
            guard let bytes = try empty.patch(edit).get().applied(to: []) else { throw .layout }
            changes.append(SourceChange(path, before: nil, after: bytes))
        }
        return changes
    }
}

extension Editor {
    /// Returns the errors that the changes would add to the site, each as a message with its file.
    func newErrors(_ changes: [SourceChange]) -> [String] {
        func errors(_ found: Findings) -> [String] {
            found.diagnostics.filter { $0.severity == .error }.map {
                "\(found.context.path($0.span.file)): \($0.message.inEditor[language])"
            }
        }
        let after = Dictionary(changes.compactMap { change in change.after.map { (change.path, $0) } }) { a, _ in a }
        let removed = Set(changes.filter { $0.after == nil }.map(\.path))
        let before = Set(errors(Pipeline.check(root, replacing: [:], former: site(), today: today)))
        let found = errors(Pipeline.check(root, replacing: after, removing: removed, former: site(), today: today))
        let hidden = hiddenNames
        return found.filter { text in !before.contains(text) && !hidden.contains { text.contains($0) } }
    }
}
