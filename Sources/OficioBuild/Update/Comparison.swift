import Diagnostics
import OficioImport
import OficioOffice

/// Compares an edited file with the document as it is now, by what the file recorded when it was exported.
struct Comparison {
    private(set) var changes: [ProposedChange] = []
    private(set) var outside: [OutsideText] = []

    private let text: ControlledText
    private let base: DocumentBase?
    private let mine: Side
    private let released: Side?
    private let keys: [String: String]
    private let rows: RowOrder
    private let mineRows: RowOrder
    private var values: [String: [ControlledText.Value]]
    private var loose: [String: Int]

    init(_ text: ControlledText, _ base: DocumentBase?, _ mine: Side, _ released: Side?) {
        self.text = text
        self.base = base
        self.mine = mine
        self.released = released
        keys = mine.keys.merging(text.keys) { own, _ in own }
        loose = mine.loose
        idsByRow = Self.idsByRow(mine, text)
        rows = RowOrder(text, keys: keys, loose: loose)
        mineRows = mine.rows
        values = text.values(except: rows.copies)
    }

    mutating func run() {
        attach()
        compareValues()
        for field in Set(mineRows.entries.keys).union(rows.entries.keys).sorted(by: { $0.sortKey < $1.sortKey }) {
            compareRows(field)
        }
    }

    // MARK: Words beside controls

    /// Gives words that somebody typed beside a control to it, and tells the rest as standing outside.
    private mutating func attach() {
        for (number, line) in text.lines.enumerated() where !rows.used.contains(number) {
            let words = line.looseText
            if words.isEmpty { continue }
            if let count = loose[words], count > 0 {
                loose[words] = count - 1
                continue
            }
            if line.row.map({ rows.copies.contains($0) }) == true { continue }
            if !line.isLoose, let changed = besides(line) {
                if !changed.isEmpty { tell(changed, line) }
                continue
            }
            if line.isLoose, let id = paragraph(number) {
                values[id]?[0].paragraphs.append(line.text)
                values[id]?[0].authors.formUnion(line.segments.flatMap(\.authors))
                continue
            }
            tell(words, line)
        }
    }

    private mutating func tell(_ words: String, _ line: ControlledText.Line) {
        let authors = Set(line.segments.flatMap(\.authors)).sorted()
        outside.append(OutsideText(text: words, authors: authors, address: line.address.description))
    }

    /// Takes words beside the only control of a line into its value.
    ///
    /// - Returns: the words that are left over; nil where the line says nothing new.
    private mutating func besides(_ line: ControlledText.Line) -> String? {
        let ids = Set(line.segments.compactMap(\.id))
        let labels = ids.compactMap { mine.lineOf[$0] }.min().map { mine.text.lines[$0].looseText } ?? ""
        guard ids.count == 1, let id = ids.first, var value = values[id]?.first, value.paragraphs.count == 1 else {
            return line.looseText
        }
        let whole = line.text
        if labels.isEmpty {
            value.paragraphs = [whole]
        } else if whole.hasPrefix(labels) {
            value.paragraphs = [PlainText.clean(String(whole.dropFirst(labels.count)))]
        } else if whole.hasSuffix(labels) {
            value.paragraphs = [PlainText.clean(String(whole.dropLast(labels.count)))]
        } else {
            return line.looseText
        }
        value.authors.formUnion(line.segments.flatMap(\.authors))
        values[id] = [value] + (values[id] ?? []).dropFirst()
        return ""
    }

    /// The field to which a paragraph without a control belongs: the one whose value ends in the paragraph before it,
    /// in the same box.
    private func paragraph(_ number: Int) -> String? {
        let line = text.lines[number]
        var before = number - 1
        while before >= 0, text.lines[before].container == line.container, text.lines[before].text.isEmpty {
            before -= 1
        }
        guard before >= 0, text.lines[before].container == line.container,
            let id = text.lines[before].segments.last?.id,
            text.lines[before].looseText.isEmpty, let address = keys[id].flatMap({ FieldAddress($0) }), !address.isGroup
        else { return nil }
        return address.row == nil && address.code == nil ? id : nil
    }

    // MARK: Values

    private mutating func compareValues() {
        var seen: Set<String> = []
        var marks: [(key: String, label: String)] = []
        for id in mine.order where seen.insert(id).inserted {
            guard let control = mine.controls[id], let address = FieldAddress(control.key) else { continue }
            if address.code != nil {
                let key = String(control.key.prefix { $0 != "=" })
                if !address.isGroupHeading(in: mineRows), !marks.contains(where: { $0.key == key }) {
                    marks.append((key, String(control.label.split(separator: " ").dropLast().joined(separator: " "))))
                }
                continue
            }
            compare(id, control, address)
        }
        for (key, label) in marks { compareMarks(key, label) }
    }

    private mutating func compare(_ id: String, _ control: FieldControl, _ address: FieldAddress) {
        let own = mine.values[id]?.first
        let old = own?.text ?? ""
        guard let found = values[id] else { return compareMissing(id, control, address, old) }
        let recorded = base?[id] ?? ControlledText.fingerprint(old)
        let now = ControlledText.fingerprint(old)
        var texts: [ControlledText.Value] = []
        for value in found
        where value.fingerprint != recorded && !texts.contains(where: { $0.fingerprint == value.fingerprint }) {
            texts.append(value)
        }
        guard let first = texts.first, texts.count > 1 || first.fingerprint != now else { return }
        var change = ProposedChange(
            key: control.key, label: control.label, kind: .changed, mine: old,
            inFile: texts.map(\.text).joined(separator: "\n— \n"), authors: first.authors.sorted(),
            address: first.address.description)
        change.request = .text(first.text)
        if recorded != now { before(&change, id, recorded) }
        if texts.count > 1 {
            change.state = .rejected(
                Localized(
                    es: "el archivo lo dice en varios lugares y cada uno dice otra cosa",
                    en: "the file says it in several places, each something else"))
        }
        changes.append(settled(change, address))
    }

    /// Proposes to empty a field whose control is gone from the file together with its words.
    private mutating func compareMissing(
        _ id: String, _ control: FieldControl, _ address: FieldAddress, _ old: String
    ) {
        // A row that is gone is told as such, and a field that is newer than the file was never in it.
        if address.isItem || old.isEmpty || base.map({ $0[id] == nil }) == true { return }
        var change = ProposedChange(
            key: control.key, label: control.label, kind: .removed, mine: old, address: Localized(es: "", en: ""))
        change.request = .text("")
        let (recorded, now) = (base?[id] ?? ControlledText.fingerprint(old), ControlledText.fingerprint(old))
        if recorded != now { before(&change, id, recorded) }
        let said = mine.values[id]?.first?.paragraphs.first ?? old
        if text.lines.contains(where: { $0.text.contains(said) }) {
            change.state = .rejected(
                Localized(
                    es: "su casilla ya no está en el archivo, pero sus palabras sí; no cambia nada",
                    en: "its control is gone from the file, but its words are there; nothing changes"))
        } else if values.count * 2 < mine.values.count {
            change.state = .rejected(
                Localized(
                    es: "faltan la mayoría de las casillas del archivo; si se quitó a propósito, quítelo a mano",
                    en: "most controls of the file are gone; if it was removed on purpose, remove it by hand"))
        }
        changes.append(settled(change, address))
    }

    /// Marks a change as a conflict, with the words before if a release has them.
    private func before(_ change: inout ProposedChange, _ id: String, _ recorded: String) {
        change.state = .conflict
        if let value = released?.values[id]?.first, value.fingerprint == recorded { change.before = value.text }
    }

    private func settled(_ change: ProposedChange, _ address: FieldAddress) -> ProposedChange {
        guard address.record.hasPrefix("clause/") else { return change }
        var change = change
        change.state = .rejected(
            Localized(
                es: """
                    es de la cláusula «\(address.record.dropFirst(7))», que comparten otros documentos: se cambia allí
                    """,
                en: """
                    it belongs to the clause “\(address.record.dropFirst(7))”, which other documents share: change \
                    it there
                    """
            ))
        return change
    }

    private mutating func compareMarks(_ key: String, _ label: String) {
        guard let address = FieldAddress(key) else { return }
        let controls = mine.controls.values.filter { $0.key.hasPrefix(key + "=") }
        var before: Set<String> = []
        var after: Set<String> = []
        var recordedDiffers = false
        var fileDiffers = false
        var authors: Set<String> = []
        var place: LocatedDocument.Address?
        for control in controls {
            let id = FieldControl.id(of: control.key)
            guard let code = FieldAddress(control.key)?.code else { continue }
            let own = mine.values[id]?.first?.text ?? ""
            guard let value = values[id]?.first else { return }
            if !own.isEmpty { before.insert(code) }
            if !value.text.isEmpty { after.insert(code) }
            let recorded = base?[id] ?? ControlledText.fingerprint(own)
            if recorded != ControlledText.fingerprint(own) { recordedDiffers = true }
            if recorded != value.fingerprint {
                fileDiffers = true
                authors.formUnion(value.authors)
                place = place ?? value.address
            }
        }
        guard fileDiffers, before != after else { return }
        let order = mine.order.compactMap { mine.keys[$0] }.filter { $0.hasPrefix(key + "=") }.compactMap {
            FieldAddress($0)?.code
        }
        func words(_ codes: Set<String>) -> [String] {
            var seen: Set<String> = []
            return order.filter { codes.contains($0) && seen.insert($0).inserted }
        }
        var change = ProposedChange(
            key: key, label: label, kind: .changed, mine: words(before).joined(separator: ", "),
            inFile: words(after).joined(separator: ", "), authors: authors.sorted(),
            address: place?.description ?? Localized(es: "", en: ""))
        change.request = .codes(words(after))
        if recordedDiffers { change.state = .conflict }
        changes.append(settled(change, address))
    }

    // MARK: Rows

    /// The words of a row on one side.
    private func words(_ field: FieldAddress, _ row: String, _ values: [String: [ControlledText.Value]]) -> String {
        ids(field, row).compactMap { values[$0]?.first?.text }.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// The fingerprints of the texts in the cells of a row on one side.
    private func texts(_ field: FieldAddress, _ row: String, _ values: [String: [ControlledText.Value]]) -> Set<String>
    {
        Set(ids(field, row).compactMap { values[$0]?.first }.filter { !$0.text.isEmpty }.map(\.fingerprint))
    }

    /// The controls of a row in the order of the file.
    private func ids(_ field: FieldAddress, _ row: String) -> [String] { idsByRow[field.key + "/" + row] ?? [] }

    /// By the key of a row: the ids of its controls, those of the document in the order of its export.
    private let idsByRow: [String: [String]]

    private static func idsByRow(_ mine: Side, _ text: ControlledText) -> [String: [String]] {
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

    private func changedMine(_ field: FieldAddress, _ row: String) -> Bool {
        ids(field, row).contains { id in
            guard let recorded = base?[id] else { return false }
            return recorded != mine.values[id]?.first?.fingerprint ?? ControlledText.fingerprint("")
        }
    }

    private mutating func compareRows(_ field: FieldAddress) {
        let own = (mineRows.entries[field] ?? []).compactMap(\.id)
        var found = rows.entries[field] ?? []
        let label = ids(field, own.first ?? "").first.flatMap { mine.controls[$0]?.label } ?? field.field
        // An item that lost its control is known by its words.
        for row in own where !found.contains(where: { $0.id == row }) {
            let words = texts(field, row, mine.values)
            for place in found.indices {
                switch found[place] {
                case .new(let new, _):
                    let cells = Set(new.cells.values.map { ControlledText.fingerprint($0) })
                    guard !cells.isEmpty, cells.isSubset(of: words) else { continue }
                    found[place] = .known(row, group: new.group)
                case .known(let other, let group):
                    // The identity of a row may come of its words.
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
            if changedMine(field, row) { change.state = .conflict }
            if kept.isEmpty, own.count > 1, found.isEmpty {
                change.state = .rejected(
                    Localized(
                        es: "todas las filas han desaparecido del archivo; si es a propósito, quítelas a mano",
                        en: "all rows are gone from the file; if that is on purpose, remove them by hand"))
            }
            list.append(change)
        }
        list += removedMine(field, own, found, label)
        // Rows move before others are put behind them.
        list += moved(field, own, found, label)
        list += added(field, own, found, label)
        changes += list.map { settled($0, field) }
    }

    private func change(
        _ field: FieldAddress, _ row: String, _ label: String, _ kind: ProposedChange.Kind
    ) -> ProposedChange {
        let address = ids(field, row).lazy.compactMap { self.values[$0]?.first?.address.description }.first
        return ProposedChange(
            key: field.key + "/" + row, label: label, kind: kind, address: address ?? Localized(es: "", en: ""))
    }

    /// Rows that the source has dropped and the file has changed.
    private func removedMine(
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

    private func added(
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

    private func moved(
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

    /// The places of a longest rising subsequence.
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

extension FieldAddress {
    /// The key of the field.
    var key: String { record + ":" + field + (member.map { "." + $0 } ?? "") }
    fileprivate var sortKey: String { key }

    /// Whether it is the heading above rows: its field has rows.
    fileprivate func isGroupHeading(in rows: RowOrder) -> Bool { isGroup && rows.entries[whole] != nil }
}
