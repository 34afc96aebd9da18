import OficioModel
import OficioSchema
import OficioSource

/// Plans edits of many items of one field as one patch, so that the source is parsed and compared once for all of them.
extension SourceEditor {
    /// Returns the tested patch of several edits, each applied to the result of the previous edit, and the editor of
    /// the patched source.
    func testedPatch(_ edits: [Edit]) throws(EditRefusal) -> (SourcePatch, SourceEditor) {
        var editor = self
        var total = SourcePatch.none
        var rest = edits[...]
        while !rest.isEmpty {
            let run = editor.run(of: rest)
            let (patch, edited) = try editor.testedPatch(run: run)
            total = total.followed(by: patch, of: bytes.count)
            editor = edited
            rest = rest.dropFirst(run.count)
        }
        return (total, editor)
    }

    /// Returns the tested patch of a run of edits, and the editor of the patched source. Tests all edits together; if
    /// the source refuses them, tests each half by itself, so that a refused edit is found in a few steps.
    private func testedPatch(run: ArraySlice<Edit>) throws(EditRefusal) -> (SourcePatch, SourceEditor) {
        if Task.isCancelled { throw .cancelled }
        if run.count == 1, let edit = run.first { return try testedPatch(edit) }
        if let done = joinedPatch(run) { return done }
        let half = run.count / 2
        let (first, editor) = try testedPatch(run: run.prefix(half))
        let (second, edited) = try editor.testedPatch(run: run.dropFirst(half))
        return (first.followed(by: second, of: bytes.count), edited)
    }

    /// Returns the longest prefix of `edits` whose edits do not depend on each other's result: cells and items of one
    /// field, removals from the last to the first, insertions from the first to the last. The prefix has at least one
    /// edit.
    private func run(of edits: ArraySlice<Edit>) -> ArraySlice<Edit> {
        guard let first = edits.first, let path = first.itemPath else { return edits.prefix(1) }
        var last = first
        var count = 1
        for edit in edits.dropFirst() {
            guard edit.itemPath == path else { break }
            var follows = false
            switch (last, edit) {
            case (.setCell, .setCell), (.setCell, .setItem), (.setItem, .setCell), (.setItem, .setItem): follows = true
            case (.removeItem(_, let before), .removeItem(_, let place)): follows = place < before
            case (.insertItem(_, let before?, _), .insertItem(_, let place?, _)): follows = place > before
            case (.insertItem, .insertItem(_, nil, _)): follows = true
            default: break
            }
            if !follows { break }
            last = edit
            count += 1
        }
        if case .insertItem = first, count > 1, items(of: path).isEmpty || isGrouped(path) { count = 1 }
        return edits.prefix(count)
    }

    /// Whether some rows of a field stand below headings, which decide the position of an inserted row.
    private func isGrouped(_ path: FieldPath) -> Bool {
        guard path.names.count == 1, rowType(path)?.groupBy != nil else { return false }
        return (try? written(path))?.items.contains { $0.group != nil } ?? true
    }

    /// Returns one patch with the effect of a run of edits; `nil` if the source refuses it, or if the edits touch
    /// each other.
    private func joinedPatch(_ run: ArraySlice<Edit>) -> (SourcePatch, SourceEditor)? {
        do throws(EditRefusal) {
            guard damage == nil, let first = run.first, let path = first.itemPath else { return nil }
            for edit in run { try edit.checkCharacters() }
            try checkPlace(first)
            let old = try items(path)
            var joined: [Replacement] = []
            // For each index at which items are inserted, the insertion's index in `joined` and its number of items.
            var inserted: [Int: (place: Int, count: Int)] = [:]
            for edit in try editsWithOriginalIndices(run, old) {
                var ahead = 0
                if case .insertItem(_, let place, _) = edit { ahead = inserted[place ?? old.count]?.count ?? 0 }
                let replacements = try replacements(of: edit, ahead: ahead).filter {
                    $0.bytes != Array(bytes[$0.range]) || $0.range.isEmpty && !$0.bytes.isEmpty
                }
                guard case .insertItem(_, let place, _) = edit else {
                    joined += replacements
                    continue
                }
                guard replacements.count == 1, let new = replacements.first, new.range.isEmpty else { return nil }
                let key = place ?? old.count
                if let known = inserted[key] {
                    guard joined[known.place].range == new.range else { return nil }
                    joined[known.place] = Replacement(new.range, joined[known.place].bytes + new.bytes)
                    inserted[key] = (known.place, known.count + 1)
                } else {
                    inserted[key] = (joined.count, 1)
                    joined.append(new)
                }
            }
            guard let patch = SourcePatch(joined), let edited = applying(patch), edited.damage == nil,
                isKept(edited, patch), try holdsValues(run, edited, old)
            else { return nil }
            try checkReading(first, patch, edited)
            return (patch, edited)
        } catch {
            return nil
        }
    }

    /// Returns the edits of a run with indices of the unedited source; a change of a whole item becomes one edit per
    /// cell. Throws if an edit needs the result of an earlier one.
    private func editsWithOriginalIndices(_ run: ArraySlice<Edit>, _ old: [Content]) throws(EditRefusal) -> [Edit] {
        var planned: [Edit] = []
        // The number of removed items of each list, by the offset of the list.
        var removed: [Int: Int] = [:]
        for (number, edit) in run.enumerated() {
            switch edit {
            case .insertItem(let path, let place, let content):
                let own = Edit.insertItem(path, at: place.map { $0 - number }, content)
                guard (place ?? number) - number <= old.count, try steps(of: own) == [own] else { throw .layout }
                planned.append(own)
            case .removeItem(let path, let place):
                guard try steps(of: edit) == [edit] else { throw .layout }
                if case .list(_, let list, _) = try written(path).items[place].item {
                    // Removing every item of a list also removes a blank line, so such edits cannot be one patch.
                    removed[Int(list.span.start), default: 0] += 1
                    if removed[Int(list.span.start)] == list.items.count { throw .layout }
                }
                planned.append(edit)
            case .setCell(let path, let row, let column, let content):
                guard old.indices.contains(row) else { throw .noItem(row, path.shown) }
                if try cell(old[row], column, path) != content { planned += try steps(of: edit) }
            case .setItem(let path, let place, let content):
                guard old.indices.contains(place) else { throw .noItem(place, path.shown) }
                if canonicalItem(old[place], path) == canonicalItem(content, path) { continue }
                for step in try steps(of: edit) { planned += step == edit ? [edit] : try steps(of: step) }
            default: throw .layout
            }
        }
        // A step of another kind, such as a row that goes below another heading, needs the result of the step before
        // it.
        guard planned.allSatisfy({ $0.itemPath == run.first?.itemPath }) else { throw .layout }
        return planned
    }

    /// Whether the edited source holds the value of every edit of a run. `old` holds the items before the edits.
    private func holdsValues(_ run: ArraySlice<Edit>, _ edited: SourceEditor, _ old: [Content]) throws(EditRefusal)
        -> Bool
    {
        guard let path = run.first?.itemPath else { return false }
        let new = try edited.items(path)
        var appended = run.count { if case .insertItem(_, nil, _) = $0 { true } else { false } }
        for edit in run {
            switch edit {
            case .removeItem:
                if new.count != old.count - run.count { return false }
            case .insertItem(_, let place, let content):
                guard new.count == old.count + run.count else { return false }
                if place == nil { appended -= 1 }
                guard try edited.isItem(new[place ?? new.count - 1 - appended], content, path) else { return false }
            case .setCell(_, let row, let column, let content):
                guard new.count == old.count else { return false }
                let found = try edited.cell(new[row], column, path)
                guard found == content || content == .text("") && found == nil else { return false }
            case .setItem(_, let place, let content):
                guard new.count == old.count, canonicalItem(new[place], path) == canonicalItem(content, path) else {
                    return false
                }
            default: return false
            }
        }
        return true
    }

    /// Whether the edited source reads the same as before in every place that the patch does not touch.
    func isKept(_ edited: SourceEditor, _ patch: SourcePatch) -> Bool {
        SourceLeaf.areKept(SourceLeaf.all(of: document), SourceLeaf.all(of: edited.document), by: patch)
            && keepsTitle(edited, patch)
    }
}

extension Edit {
    /// The path of the field whose item the edit changes; `nil` for an edit that changes no single item.
    fileprivate var itemPath: FieldPath? {
        switch self {
        case .insertItem(let path, _, _), .setItem(let path, _, _), .removeItem(let path, _),
            .setCell(let path, _, _, _):
            path
        default: nil
        }
    }
}
