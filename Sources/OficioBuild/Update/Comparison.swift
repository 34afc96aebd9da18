import Diagnostics
import OficioImport
import OficioOffice

/// Compares an edited file with the current document and with the version from which the file was exported.
struct Comparison {
    var changes: [ProposedChange] = []
    private(set) var outside: [OutsideText] = []

    private let text: ControlledText
    let base: ExportedFingerprints?
    let mine: ComparedDocument
    private let released: ComparedDocument?
    private let keys: [String: String]
    let rows: RowOrder
    let mineRows: RowOrder
    var values: [String: [ControlledText.Value]]
    private var loose: [String: Int]
    /// The ids of the controls of each row, by the key of the row. The ids have the order of the document's export,
    /// followed by the ids that only the file has.
    let idsByRow: [String: [String]]

    init(_ text: ControlledText, _ base: ExportedFingerprints?, _ mine: ComparedDocument, _ released: ComparedDocument?)
    {
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
        attachLooseWords()
        compareValues()
        for field in Set(mineRows.entries.keys).union(rows.entries.keys).sorted(by: { $0.sortKey < $1.sortKey }) {
            compareRows(field)
        }
    }

    // MARK: Words beside controls

    /// Assigns the words beside a control to the control, and reports all other words that the export does not have
    /// as outside of fields.
    private mutating func attachLooseWords() {
        for (number, line) in text.lines.enumerated() where !rows.used.contains(number) {
            let words = line.looseText
            if words.isEmpty { continue }
            if let count = loose[words], count > 0 {
                loose[words] = count - 1
                continue
            }
            if line.row.map({ rows.copies.contains($0) }) == true { continue }
            if !line.isLoose, let changed = unclaimedWords(line) {
                if !changed.isEmpty { addOutside(changed, line) }
                continue
            }
            if line.isLoose, let id = fieldOfParagraph(number) {
                values[id]?[0].paragraphs.append(line.text)
                values[id]?[0].authors.formUnion(line.segments.flatMap(\.authors))
                continue
            }
            addOutside(words, line)
        }
    }

    private mutating func addOutside(_ words: String, _ line: ControlledText.Line) {
        let authors = Set(line.segments.flatMap(\.authors)).sorted()
        outside.append(OutsideText(text: words, authors: authors, address: line.address.description))
    }

    /// Adds the words beside the only control of a line to the control's value, and returns the words of the line
    /// that no control took; an empty text if none remain.
    private mutating func unclaimedWords(_ line: ControlledText.Line) -> String? {
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

    /// Returns the id of the field to which a paragraph without a control belongs: the field whose value ends in the
    /// preceding paragraph of the same cell; `nil` if there is none.
    private func fieldOfParagraph(_ number: Int) -> String? {
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
        for (key, label) in marks { compareTickBoxes(key, label) }
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
        if recorded != now { markConflict(&change, id, recorded) }
        if texts.count > 1 {
            change.state = .rejected(
                Localized(
                    es: "el archivo lo dice en varios lugares y cada uno dice otra cosa",
                    en: "the file says it in several places, each something else"))
        }
        changes.append(withState(change, address))
    }

    /// Proposes to empty a field whose control and words are both gone from the file.
    private mutating func compareMissing(
        _ id: String, _ control: FieldControl, _ address: FieldAddress, _ old: String
    ) {
        // Skip deleted rows, which are reported separately, and fields that are newer than the file.
        if old.isEmpty || base.map({ $0[id] == nil }) == true || address.isItem && !isCellOfKeptRow(address) { return }
        var change = ProposedChange(
            key: control.key, label: control.label, kind: .removed, mine: old, address: Localized(es: "", en: ""))
        change.request = .text("")
        let (recorded, now) = (base?[id] ?? ControlledText.fingerprint(old), ControlledText.fingerprint(old))
        if recorded != now { markConflict(&change, id, recorded) }
        let said = mine.values[id]?.first?.paragraphs.first ?? old
        // A short cell may say what another control says.
        if text.lines.contains(where: { (address.isItem ? $0.looseText : $0.text).contains(said) }) {
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
        changes.append(withState(change, address))
    }

    /// Whether an address is a cell of a row of which the file has another cell.
    private func isCellOfKeptRow(_ address: FieldAddress) -> Bool {
        guard address.column != nil, let row = address.row else { return false }
        return idsByRow[address.whole.key + "/" + row]?.contains { values[$0] != nil } == true
    }

    /// Marks a change as a conflict. Its `before` is the released value, if the released value has the recorded
    /// fingerprint.
    private func markConflict(_ change: inout ProposedChange, _ id: String, _ recorded: String) {
        change.state = .conflict
        if let value = released?.values[id]?.first, value.fingerprint == recorded { change.before = value.text }
    }

    func withState(_ change: ProposedChange, _ address: FieldAddress) -> ProposedChange {
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

    private mutating func compareTickBoxes(_ key: String, _ label: String) {
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
        changes.append(withState(change, address))
    }
}

extension FieldAddress {
    /// The key of the field with its record and member, without row and column.
    var key: String { record + ":" + field + (member.map { "." + $0 } ?? "") }
    fileprivate var sortKey: String { key }

    /// Whether the control of the address is a heading above rows: its field has rows.
    fileprivate func isGroupHeading(in rows: RowOrder) -> Bool { isGroup && rows.entries[whole] != nil }
}
