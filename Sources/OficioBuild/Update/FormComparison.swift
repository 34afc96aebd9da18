import Diagnostics
import OficioImport
import OficioModel
import OficioOffice
import OficioSchema
import OficioSource

/// Compares a file that has lost its controls. Matches the file and a new export of the document with their form, and
/// compares the resulting records. Words that the matching loses are missing on both sides, so they are not reported
/// as changes.
struct FormComparison {
    private(set) var changes: [ProposedChange] = []
    private(set) var outside: [OutsideText] = []

    private let site: OpenedSite
    private let mine: ComparedDocument

    /// Returns the record ids (`type/id`) of the documents of the site of which the file may be a copy.
    static func documents(_ file: LocatedDocument, _ site: OpenedSite) -> [String] {
        let known = Set(site.corpus.records.indices.map { site.corpus.recordID(of: $0).text })
        return records(file, site).map(\.key).filter { known.contains($0) }
    }

    init(_ file: LocatedDocument, _ mine: ComparedDocument, _ site: OpenedSite) {
        self.site = site
        self.mine = mine
        let former = Dictionary(Self.records(mine.document, site).map { ($0.key, $0) }) { first, _ in first }
        for found in Self.records(file, site) {
            guard let old = former[found.key] else { continue }
            compare(found, old)
            let known = Set(old.unplaced)
            outside += found.unplaced.filter { !known.contains($0) }.map {
                OutsideText(text: $0, authors: [], address: Localized(es: "texto", en: "text"))
            }
        }
    }

    private struct FoundRecord {
        var key: String
        var record: Record
        var unplaced: [String]
    }

    private static func records(_ document: LocatedDocument, _ site: OpenedSite) -> [FoundRecord] {
        var file = ImportedFile(path: document.fileName)
        file.document = document
        var batch = ImportBatch(site.corpus, files: [file])
        batch.run()
        let done = batch.files[0]
        let decoder = DocumentDecoder(schema: site.corpus.schema)
        return done.drafts.keys.sorted().compactMap { number in
            guard let draft = done.drafts[number] else { return nil }
            let source = SourceDocument(Array(draft.text.utf8), file: FileID(0), path: draft.path)
            guard let record = decoder.decode(source).0.first else { return nil }
            let unplaced = done.unplacedTexts(ofRecord: number)
            return FoundRecord(
                key: "\(draft.type)/\(done.collisions[number] ?? draft.id)", record: record, unplaced: unplaced)
        }
    }

    // MARK: Fields

    private mutating func compare(_ found: FoundRecord, _ old: FoundRecord) {
        guard let index = site.corpus.index(of: RecordID(found.key)) else {
            return
        }
        let source = site.corpus.records[index]
        let type = site.corpus.schema.types[source.type]
        for (place, field) in type.fields.enumerated() where !["id", "form", "type"].contains(field.id) {
            let key = found.key + ":" + field.id
            compare(found.record.value(place), old.record.value(place), source.value(place), field, key)
        }
    }

    private mutating func compare(_ new: Value?, _ old: Value?, _ source: Value?, _ field: Field, _ key: String) {
        let label = field.label[site.corpus.schema.language]
        switch field.kind {
        case .group(let members):
            func member(_ value: Value?, _ place: Int) -> Value? {
                if case .group(let values)? = value { values.first { $0.field == place }?.value } else { nil }
            }
            for (place, inner) in members.enumerated() {
                compare(member(new, place), member(old, place), member(source, place), inner, key + "." + inner.id)
            }
        case .rows(let type):
            guard case .rows(let after)? = new, case .rows(let before)? = old, case .rows(let own)? = source else {
                return text(new, old, key, label)
            }
            let ids = own.rows.count == before.rows.count ? own.rows.map(\.id) : nil
            let items = before.rows.map { $0[type.main]?.plain ?? "" }
            pair(items, after.rows.map { $0[type.main]?.plain ?? "" }, ids, key, label) { this, a, b, id in
                for (column, kind) in type.columns.enumerated() {
                    let columnKey = "\(key)/\(id)/\(kind.id)"
                    this.text(
                        after.rows[b][column], before.rows[a][column], columnKey,
                        kind.label[this.site.corpus.schema.language])
                }
            } row: { place in
                var row = NewRow()
                for (column, kind) in type.columns.enumerated() {
                    if let words = after.rows[place][column]?.plain, !words.isEmpty { row.cells[kind.id] = words }
                }
                return row
            }
        case .list:
            guard case .list(let after)? = new, case .list(let before)? = old, case .list(let own)? = source else {
                return text(new, old, key, label)
            }
            let ids = own.count == before.count ? own.map(\.id) : nil
            pair(before.map(\.blocks.plain), after.map(\.blocks.plain), ids, key, label) { this, a, b, id in
                this.text(after[b].blocks.plain, before[a].blocks.plain, "\(key)/\(id)", label)
            } row: {
                NewRow(cells: ["": after[$0].blocks.plain])
            }
        default: text(new, old, key, label)
        }
    }

    private mutating func text(_ new: Value?, _ old: Value?, _ key: String, _ label: String) {
        text(new?.plain ?? "", old?.plain ?? "", key, label)
    }

    private mutating func text(_ new: String, _ old: String, _ key: String, _ label: String) {
        guard ControlledText.fingerprint(new) != ControlledText.fingerprint(old) else { return }
        var change = ProposedChange(
            key: key, label: label, kind: new.isEmpty ? .removed : old.isEmpty ? .added : .changed, mine: old,
            inFile: new,
            address: Localized(es: "", en: ""))
        let shown = mine.values[FieldControl.id(of: key)]?.first?.text
        let marks = mine.keys.values.contains { $0.hasPrefix(key + "=") }
        if marks {
            change.request = .codes(new.split { ", ".contains($0) }.map(String.init))
        } else if let shown, !new.isEmpty,
            [old, old + "."].contains(where: { ControlledText.fingerprint($0) == ControlledText.fingerprint(shown) })
        {
            change.mine = shown
            change.request = .text(shown.hasSuffix(".") && !new.hasSuffix(".") ? new + "." : new)
        } else {
            change.state = .rejected(
                Localized(
                    es: "el archivo no tiene las casillas de Oficio: cámbielo a mano",
                    en: "the file has no controls of Oficio: change it by hand"))
        }
        changes.append(change)
    }

    // MARK: Rows

    /// Pairs rows with the same words, and then the remaining rows that share half of their words. Calls `same` for
    /// each pair, and proposes to add or remove the other rows. If `ids` is `nil`, rejects all these changes.
    private mutating func pair(
        _ before: [String], _ after: [String], _ ids: [String]?, _ key: String, _ label: String,
        same: (inout FormComparison, Int, Int, String) -> Void, row: (Int) -> NewRow
    ) {
        var partner = [Int?](repeating: nil, count: after.count)
        var taken: Set<Int> = []
        for (place, words) in after.enumerated() {
            if let found = before.indices.first(where: { !taken.contains($0) && before[$0] == words }) {
                partner[place] = found
                taken.insert(found)
            }
        }
        for (place, words) in after.enumerated() where partner[place] == nil {
            let mine = Set(PlainText.words(words))
            let found = before.indices.filter { !taken.contains($0) }.max { a, b in
                mine.intersection(PlainText.words(before[a])).count
                    < mine.intersection(PlainText.words(before[b])).count
            }
            if let found, 2 * mine.intersection(PlainText.words(before[found])).count >= mine.count {
                partner[place] = found
                taken.insert(found)
            }
        }
        func reject(_ kind: ProposedChange.Kind, _ old: String, _ new: String) {
            var change = ProposedChange(
                key: key, label: label, kind: kind, mine: old, inFile: new, address: Localized(es: "", en: ""))
            change.state = .rejected(
                Localized(
                    es: "no se sabe qué fila de la fuente es: cámbielo a mano",
                    en: "it is not known which row of the source it is: change it by hand"))
            changes.append(change)
        }
        var last: String?
        var number = 0
        for (place, words) in after.enumerated() {
            if let found = partner[place] {
                last = ids?[found]
                if let id = ids?[found] {
                    same(&self, found, place, id)
                } else if before[found] != words {
                    reject(.changed, before[found], words)
                }
                continue
            }
            guard ids != nil else {
                reject(.added, "", words)
                continue
            }
            let name = "+\(number)"
            number += 1
            var change = ProposedChange(
                key: key + "/" + name, label: label, kind: .added, inFile: row(place).text,
                address: Localized(es: "", en: ""))
            change.request = .add(row(place), after: last)
            changes.append(change)
            last = name
        }
        for found in before.indices where !taken.contains(found) {
            guard let id = ids?[found] else {
                reject(.removed, before[found], "")
                continue
            }
            var change = ProposedChange(
                key: key + "/" + id, label: label, kind: .removed, mine: before[found],
                address: Localized(es: "", en: ""))
            change.request = .remove
            changes.append(change)
        }
    }
}
