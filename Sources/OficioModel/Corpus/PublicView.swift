import Diagnostics
import OficioSchema
import OficioSource

/// What a site shows to anybody: its records without those, and their parts, that are internal (`acceso: interno` on the site, a type, a
/// document, a section or a field), and without the names of what was left out.
package struct PublicView: Sendable {
    private let full: Corpus
    /// By record of the full corpus.
    private let isLeftOut: [Bool]
    /// Stands for a name that is not shown.
    private let neutral: String

    /// - Parameter neutral: what stands where a document that is left out is referred to: *(documento interno)*.
    package init(of full: Corpus, neutral: String) {
        self.full = full
        self.neutral = neutral
        var manuals: [Int: Int] = [:]
        for (index, record) in full.records.enumerated() {
            guard case .references(let members)? = full.value(record, "members") else { continue }
            for member in members { if let target = full.target(of: member, from: record.file) { manuals[target] = index } }
        }
        isLeftOut = full.records.indices.map { index in
            Self.isInternal(full.records[index], full.schema, manual: manuals[index].map { full.records[$0] })
        }
    }

    /// By the document's own word, else that of the manual it belongs to, else its type's, else the site's.
    private static func isInternal(_ record: Record, _ schema: Schema, manual: Record?) -> Bool {
        for candidate in [record, manual].compactMap(\.self) {
            // A word that is not understood, in a version of before, keeps it inside.
            if let value = candidate.value(schema.types[candidate.type].field(id: "access")) { return Access(value.plain) != .everybody }
        }
        return schema.types[record.type].isInternal || schema.settings.isInternal
    }

    /// Whether a record of the full corpus is shown.
    package func shows(_ index: Int) -> Bool { !isLeftOut[index] }

    /// A record without its internal parts, `nil` where all of it is internal.
    ///
    /// - Parameters:
    ///   - former: whether it is a record of an old version: what that refers to and is no more is not named either.
    ///   - hidesRows: whether its rows are left out: those of a clause that is internal cannot be told from its own any more.
    package func record(_ record: Record, former: Bool = false, hidesRows: Bool = false) -> Record? {
        if let index = full.index(ofType: record.type, id: record.id), isLeftOut[index] { return nil }
        if former, Self.isInternal(record, full.schema, manual: nil) { return nil }
        let type = full.schema.types[record.type]
        let walker = Walker(view: self, file: record.file, former: former)
        let fields = record.fields.compactMap { field -> FieldValue? in
            guard !type.fields[field.field].isInternal, !record.internalFields.contains(field.field) else { return nil }
            if hidesRows, case .rows = field.value { return nil }
            // Whoever writes the log sees everything, and may have told it.
            if type.fields[field.field].id == "log", hides(partsOf: record) || hidesMembers(of: record) { return nil }
            return FieldValue(field: field.field, value: walker.value(field.value, type.fields[field.field].kind), span: field.span)
        }
        let extra = record.extra.filter { !$0.isInternal }.map { ExtraSection(heading: walker.text($0.heading), blocks: walker.blocks($0.blocks)) }
        return Record(
            type: record.type, id: record.id, form: record.form, file: record.file, span: record.span, title: record.title, fields: fields, extra: extra,
            isBroken: record.isBroken, permitted: record.permitted, stamp: record.stamp)
    }

    private func hidesMembers(of record: Record) -> Bool {
        guard case .references(let members)? = full.value(record, "members") else { return false }
        return members.contains { full.target(of: $0, from: record.file).map { isLeftOut[$0] || hides(partsOf: full.records[$0]) } ?? false }
    }

    /// The same record without its modification log.
    package func withoutLog(_ record: Record) -> Record {
        let type = full.schema.types[record.type]
        return Record(
            type: record.type, id: record.id, form: record.form, file: record.file, span: record.span, title: record.title,
            fields: record.fields.filter { type.fields[$0.field].id != "log" }, extra: record.extra, isBroken: record.isBroken, permitted: record.permitted,
            stamp: record.stamp)
    }

    /// Whether some part of a record is internal.
    package func hides(partsOf record: Record) -> Bool {
        let type = full.schema.types[record.type]
        return !record.internalFields.isEmpty || record.extra.contains(where: \.isInternal) || record.fields.contains { type.fields[$0.field].isInternal }
    }

    /// Everything that is left out, for telling whether a page could read otherwise.
    package var signature: String {
        full.records.indices.filter { isLeftOut[$0] || hides(partsOf: full.records[$0]) }.map { full.key(of: $0) }.sorted().joined(separator: "\n")
    }

    /// Whether a name may be shown: that of a record by its key (`job/cajero`).
    package func shows(key: String) -> Bool {
        guard let slash = key.firstIndex(of: "/"), let type = full.schema.type(id: String(key[..<slash])),
            let index = full.index(ofType: type, id: String(key[key.index(after: slash)...]))
        else { return false }
        return shows(index)
    }

    /// Whether a reference leads to something that is left out.
    fileprivate func hides(_ target: String, _ types: [String], from file: FileID, isPath: Bool, former: Bool) -> Bool {
        switch full.resolve(target, types: types, from: file, isPath: isPath) {
        case .record(let index, _): return isLeftOut[index]
        case .ambiguous(let indices): return indices.contains { isLeftOut[$0] }
        case .attachment: return false
        // An old version names what is gone by its key; nobody knows any more whether it was for everybody.
        case .unknown: return former && target.firstIndex(of: "/").map { full.schema.type(id: String(target[..<$0])) != nil } == true
        }
    }

    fileprivate var neutralWords: String { neutral }
}

/// Takes hidden names out of the values of one record.
private struct Walker {
    let view: PublicView
    let file: FileID
    let former: Bool

    func text(_ text: Text) -> Text {
        guard let inlines = text.inlines else { return text }
        var changed = false
        let shown = self.inlines(inlines, &changed)
        if !changed { return text }
        var words = ""
        Inline.appendPlain(shown, to: &words)
        return text.replacing(source: words, inlines: shown)
    }

    private func inlines(_ inlines: [Inline], _ changed: inout Bool) -> [Inline] {
        var out: [Inline] = []
        for inline in inlines {
            switch inline {
            case .reference(let target, let label):
                guard view.hides(target, [], from: file, isPath: false, former: former) else {
                    out.append(inline)
                    continue
                }
                changed = true
                // In an old version the label may be the title of then.
                out.append(.text(former ? view.neutralWords : label ?? view.neutralWords))
            case .link(let destination, let title, let inside):
                let words = self.inlines(inside, &changed)
                if LinkTarget(destination).isRelativePath, view.hides(destination, [], from: file, isPath: true, former: former) {
                    changed = true
                    out += words
                } else {
                    out.append(.link(destination: destination, title: title, words))
                }
            case .emphasis(let inside): out.append(.emphasis(self.inlines(inside, &changed)))
            case .strong(let inside): out.append(.strong(self.inlines(inside, &changed)))
            case .strikethrough(let inside): out.append(.strikethrough(self.inlines(inside, &changed)))
            case .text, .code, .image, .softBreak, .lineBreak: out.append(inline)
            }
        }
        return out
    }

    func blocks(_ blocks: [Block]) -> [Block] {
        blocks.map { block in
            switch block {
            case .paragraph(let text): .paragraph(self.text(text))
            case .heading(let level, let text): .heading(level: level, self.text(text))
            case .list(let list):
                .list(ListBlock(start: list.start, items: list.items.map { .init(blocks: self.blocks($0.blocks), span: $0.span) }, span: list.span))
            case .table(let table):
                .table(
                    TableBlock(
                        header: table.header.map(text), rows: table.rows.map { .init(cells: $0.cells.map(text), span: $0.span) }, span: table.span))
            case .quote(let inside, let span): .quote(self.blocks(inside), span)
            case .code, .rule: block
            }
        }
    }

    func value(_ value: Value, _ kind: FieldKind) -> Value {
        switch value {
        case .notApplicable(let text): return .notApplicable(self.text(text))
        case .text(let text): return .text(self.text(text))
        case .blocks(let blocks): return .blocks(self.blocks(blocks))
        case .references(let references):
            var types: [String] = []
            if case .references(let declared) = kind { types = declared.types }
            return .references(references.map { reference($0, types) })
        case .list(let items): return .list(items.map { ListItem(id: $0.id, blocks: blocks($0.blocks), span: $0.span) })
        case .rows(let rows): return .rows(self.rows(rows, kind.rowType))
        case .group(let members):
            guard case .group(let fields) = kind else { return value }
            return .group(
                members.filter { !fields[$0.field].isInternal }.map { FieldValue(field: $0.field, value: self.value($0.value, fields[$0.field].kind), span: $0.span) })
        case .date, .integer, .percent, .boolean, .duration, .codes, .codeList: return value
        }
    }

    private func reference(_ reference: Reference, _ types: [String]) -> Reference {
        guard view.hides(reference.target, reference.hasContext ? [] : types, from: file, isPath: reference.isPath, former: former) else {
            return Reference(
                target: reference.target, isPath: reference.isPath, isOptional: reference.isOptional, text: text(reference.text), hasContext: reference.hasContext,
                label: reference.label)
        }
        let words = reference.hasContext ? text(reference.text) : Text(former ? view.neutralWords : reference.label ?? view.neutralWords, span: reference.text.span)
        return Reference(target: words.plain, isPath: false, isOptional: true, text: words, hasContext: reference.hasContext, label: nil)
    }

    private func rows(_ rows: Rows, _ type: RowType) -> Rows {
        var result = rows
        result.introduction = blocks(rows.introduction)
        result.closing = blocks(rows.closing)
        result.groups = rows.groups.map {
            RowGroup(heading: text($0.heading), value: $0.value, note: blocks($0.note), isNotApplicable: $0.isNotApplicable)
        }
        result.rows = rows.rows.map { row in
            Row(
                id: row.id,
                cells: row.cells.filter { !type.columns[$0.field].isInternal }.map {
                    FieldValue(field: $0.field, value: value($0.value, type.columns[$0.field].kind), span: $0.span)
                }, continued: row.continued, group: row.group, span: row.span)
        }
        if let use = rows.clause, view.hides(use.clause.target, ["clause"], from: file, isPath: use.clause.isPath, former: former) { result.clause = nil }
        return result
    }
}
