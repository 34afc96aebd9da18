import OficioEditing
import TestSupport
import Testing

/// Many edits of the items of a field, planned together, against the same edits one after the other.
@Suite struct RunTests {
    @Test(arguments: Material.all.enumerated().filter { $0.offset % 8 == 0 }.map(\.offset))
    func `edits of many items give the bytes that they give one by one`(_ place: Int) throws {
        var random = SeededRandom(UInt64(place + 1))
        let editor = Material.all[place].varied(&random).editor
        if editor.damage != nil { return }
        for path in editor.fields where editor.items(of: path).count > 1 {
            let edits = edits(of: path, editor.items(of: path), &random)
            var single = editor
            var isRefused = false
            for edit in edits {
                guard case .success(let patch) = single.patch(edit), let next = single.applying(patch) else {
                    isRefused = true
                    break
                }
                single = next
            }
            switch editor.patch(edits) {
            case .success(let patch):
                #expect(!isRefused, "\(editor.path) \(path.names)")
                #expect(patch.applied(to: editor.bytes) == single.bytes, "\(editor.path) \(path.names) \(edits)")
            case .failure(let refusal):
                #expect(isRefused, "\(editor.path) \(path.names): \(refusal.message.english) \(edits)")
            }
        }
    }

    /// Removals from the last to the first, new texts for some of the items that stay, and new items in ascending
    /// order.
    private func edits(of path: FieldPath, _ items: [Content], _ random: inout SeededRandom) -> [Edit] {
        var edits: [Edit] = []
        var kept = Array(items.indices)
        for place in items.indices.reversed() where Int.random(in: 0..<4, using: &random) == 0 {
            edits.append(.removeItem(path, at: place))
            kept.remove(at: place)
        }
        for place in kept.indices where Bool.random(using: &random) {
            let words = Content.text("Texto cambiado \(place)")
            if case .members(let members, let layout) = items[kept[place]] {
                guard let first = members.firstIndex(where: { $0.content.text != nil }) else { continue }
                var changed = members
                changed[first].content = words
                edits.append(.setItem(path, at: place, .members(changed, layout: layout)))
            } else {
                edits.append(.setItem(path, at: place, words))
            }
        }
        var count = kept.count
        var place = 0
        for number in 0..<Int.random(in: 2...6, using: &random) {
            place += Int.random(in: 1...2, using: &random)
            edits.append(.insertItem(path, at: place < count ? place : nil, .text("Texto nuevo \(number)")))
            count += 1
        }
        return edits
    }
}
