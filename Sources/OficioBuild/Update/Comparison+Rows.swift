import Diagnostics
import OficioImport
import OficioOffice

// Compares the rows and items of a field: added, removed, moved.
extension Comparison {
    /// Returns the words of a row, given the values of one of the files.
    private func words(_ field: FieldAddress, _ row: String, _ values: [String: [ControlledText.Value]]) -> String {
        ids(field, row).compactMap { values[$0]?.first?.text }.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// Returns the fingerprints of the texts in a row's cells, given the values of one of the files.
    private func texts(_ field: FieldAddress, _ row: String, _ values: [String: [ControlledText.Value]]) -> Set<String>
    {
        Set(ids(field, row).compactMap { values[$0]?.first }.filter { !$0.text.isEmpty }.map(\.fingerprint))
    }

    /// Returns the ids of the controls of a row, in the order of `idsByRow`.
    private func ids(_ field: FieldAddress, _ row: String) -> [String] { idsByRow[field.key + "/" + row] ?? [] }

    static func idsByRow(_ mine: ComparedDocument, _ text: ControlledText) -> [String: [String]] {
        var found: [String: [String]] = [:]
        var seen: Set<String> = []
        for id in mine.order + text.keys.keys.sorted() where seen.insert(id).inserted {
            guard let address = (mine.keys[id] ?? text.keys[id]).flatMap({ FieldAddress($0) }), let row = address.row
            else { continue }
            found[address.whole.key + "/" + row, default: []].append(id)
        }
        return found
    }

    private func wasExported(_ field: FieldAddress, _ row: String) -> Bool {
        guard let base else { return true }
        return ids(field, row).contains { base[$0] != nil }
    }

    private func hasSourceChanged(_ field: FieldAddress, _ row: String) -> Bool {
        ids(field, row).contains { id in
            guard let recorded = base?[id] else { return false }
            return recorded != mine.values[id]?.first?.fingerprint ?? ControlledText.fingerprint("")
        }
    }

    mutating func compareRows(_ field: FieldAddress) {
        let own = (mineRows.entries[field] ?? []).compactMap(\.id)
        var found = rows.entries[field] ?? []
        let label = ids(field, own.first ?? "").first.flatMap { mine.controls[$0]?.label } ?? field.field
        // Recognise an item that lost its control by its words.
        for row in own where !found.contains(where: { $0.id == row }) {
            let words = texts(field, row, mine.values)
            for place in found.indices {
                switch found[place] {
                case .new(let new, _):
                    let cells = Set(new.cells.values.map { ControlledText.fingerprint($0) })
                    guard !cells.isEmpty, cells.isSubset(of: words) else { continue }
                    found[place] = .known(row, group: new.group)
                case .known(let other, let group):
                    // Compare the words too, because the identity of a row may derive from its words.
                    let old = texts(field, other, values)
                    guard !own.contains(other), !old.isEmpty, old.isSubset(of: words) else { continue }
                    found[place] = .known(row, group: group)
                }
                break
            }
        }
        let kept = Set(found.compactMap(\.id))
        var list: [ProposedChange] = []
        for row in own where !kept.contains(row) && wasExported(field, row) {
            var change = change(field, row, label, .removed)
            change.mine = words(field, row, mine.values)
            change.request = .remove
            if hasSourceChanged(field, row) { change.state = .conflict }
            if kept.isEmpty, own.count > 1, found.isEmpty {
                change.state = .rejected(
                    Localized(
                        es: "todas las filas han desaparecido del archivo; si es a propósito, quítelas a mano",
                        en: "all rows are gone from the file; if that is on purpose, remove them by hand"))
            }
            list.append(change)
        }
        list += removedFromSource(field, own, found, label)
        // Write moves before additions, because an added row follows a row that may have moved.
        list += movedRows(field, own, found, label)
        list += addedRows(field, own, found, label)
        changes += list.map { withState($0, field) }
    }

    private func change(
        _ field: FieldAddress, _ row: String, _ label: String, _ kind: ProposedChange.Kind
    ) -> ProposedChange {
        let address = ids(field, row).lazy.compactMap { self.values[$0]?.first?.address.description }.first
        return ProposedChange(
            key: field.key + "/" + row, label: label, kind: kind, address: address ?? Localized(es: "", en: ""))
    }

    /// Returns conflicts for rows that the source has deleted and the file has changed.
    private func removedFromSource(
        _ field: FieldAddress, _ own: [String], _ found: [RowOrder.Entry], _ label: String
    ) -> [ProposedChange] {
        found.compactMap(\.id).filter { !own.contains($0) }.compactMap { row in
            let differs = ids(field, row).contains { id in
                guard let recorded = base?[id], let value = values[id]?.first else { return false }
                return recorded != value.fingerprint
            }
            guard differs else { return nil }
            var change = change(field, row, label, .changed)
            change.inFile = words(field, row, values)
            change.state = .conflict
            return change
        }
    }

    private func addedRows(
        _ field: FieldAddress, _ own: [String], _ found: [RowOrder.Entry], _ label: String
    ) -> [ProposedChange] {
        var list: [ProposedChange] = []
        var after: String?
        for entry in found {
            switch entry {
            case .known(let row, _): if own.contains(row) { after = row }
            case .new(let row, let address):
                let name = "+\(list.count)"
                var change = ProposedChange(
                    key: field.key + "/" + name, label: label, kind: .added, inFile: row.text,
                    authors: row.authors.sorted(), address: address.description)
                change.request = .add(row, after: after)
                list.append(change)
                after = name
            }
        }
        return list
    }

    private func movedRows(
        _ field: FieldAddress, _ own: [String], _ found: [RowOrder.Entry], _ label: String
    ) -> [ProposedChange] {
        let common = found.compactMap(\.id).filter { own.contains($0) }
        let numbers = common.map { own.firstIndex(of: $0) ?? 0 }
        let steady = Set(Self.longestRising(numbers).map { common[$0] })
        let order = own.filter { common.contains($0) }
        let places = base?.places ?? [:]
        let recorded = order.map { row in ids(field, row).compactMap { places[$0] }.min() ?? 0 }
        let isMineMoved = base != nil && recorded != recorded.sorted()
        var list: [ProposedChange] = []
        for (place, row) in common.enumerated() where !steady.contains(row) {
            var change = change(field, row, label, .moved)
            change.mine = words(field, row, mine.values)
            change.inFile = change.mine
            change.request = .move(after: place == 0 ? nil : common[place - 1])
            if isMineMoved { change.state = .conflict }
            list.append(change)
        }
        for entry in found {
            guard case .known(let row, let group?) = entry, own.contains(row),
                case .known(_, let before?)? = mineRows.entries[field]?.first(where: { $0.id == row }), before != group
            else { continue }
            var change = change(field, row, label, .moved)
            change.mine = before
            change.inFile = group
            change.request = .group(group)
            list.append(change)
        }
        return list
    }

    /// Returns the indices of a longest increasing subsequence.
    private static func longestRising(_ numbers: [Int]) -> [Int] {
        var best = [Int](repeating: 1, count: numbers.count)
        var former = [Int?](repeating: nil, count: numbers.count)
        for i in numbers.indices {
            for j in 0..<i where numbers[j] < numbers[i] && best[j] + 1 > best[i] {
                best[i] = best[j] + 1
                former[i] = j
            }
        }
        var place = best.indices.max { best[$0] < best[$1] }
        var found: [Int] = []
        while let current = place {
            found.append(current)
            place = former[current]
        }
        return found.reversed()
    }
}
