import Diagnostics
import OficioCheck
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// Turns functions that several jobs copy into shared clauses. The clause has the most common wording, and the jobs
/// refer to the clause.
///
/// It extracts only list items that have the same frequency, no further cells and the same field, if no job uses a
/// clause in that field yet. Anything else needs a person's decision.
enum ClauseExtraction {
    /// Returns the bytes of changed and new files by path; empty if there is nothing to extract.
    static func apply(_ site: LoadedSite, today: CalendarDate) -> [String: [UInt8]] {
        let context = CheckContext(site, today: today)
        let corpus = site.corpus
        var groups: [(records: [Int], field: FieldKey, families: [[JobFunction]])] = []
        for family in SharedFunctions.families(context) where isSimple(family, corpus, site) {
            let records = Array(Set(family.map(\.record))).sorted()
            if let known = groups.firstIndex(where: { $0.records == records && $0.field == family[0].field }) {
                groups[known].families.append(family)
            } else if !groups.contains(where: {
                $0.field == family[0].field && !Set($0.records).isDisjoint(with: records)
            }) {
                // A field can refer to one clause only. A person must decide about functions that it shares with other
                // jobs.
                groups.append((records, family[0].field, [family]))
            }
        }
        var files: [String: [UInt8]] = [:]
        var taken = Set(corpus.records.filter { corpus.schema.types[$0.type].key == .clause }.map(\.id))
        guard let folder = corpus.schema.types.first(where: { $0.key == .clause })?.folder else { return [:] }
        for group in groups {
            var id =
                "comunes-"
                + RowIDs.slug(group.families[0][0].words.writtenWithNi).split(separator: "-").prefix(3).joined(
                    separator: "-")
            while !taken.insert(id).inserted { id += "-2" }
            let path = "content/\(folder)/\(id).md"
            guard let clause = clauseSource(path, group.records, group.families, site) else { continue }
            var changed = [path: clause]
            for record in group.records {
                let path = corpus.paths[Int(corpus.records[record].file.index)]
                let bytes = files[path] ?? site.bytes(of: corpus.records[record].file)
                let rows = group.families.flatMap { $0.filter { $0.record == record } }.compactMap {
                    row($0, corpus)?.span
                }
                changed[path] = jobSource(
                    SourceEditor(bytes, path: path, schema: corpus.schema), without: rows, field: group.field,
                    clause: id)
            }
            // Extract the clause only if all of its jobs can be edited.
            if changed.count == group.records.count + 1 { files.merge(changed) { _, new in new } }
        }
        return files
    }

    private static func row(_ function: JobFunction, _ corpus: Corpus) -> Row? {
        let record = corpus.records[function.record]
        guard case .rows(let rows)? = corpus.value(record, function.field) else { return nil }
        return rows.rows.first { $0.id == function.id }
    }

    private static func isSimple(_ family: [JobFunction], _ corpus: Corpus, _ site: LoadedSite) -> Bool {
        guard let first = family.first,
            Set(family.map(\.record)).count == Set(family.map { "\($0.record)|\($0.folded)" }).count
        else { return false }
        return family.allSatisfy { function in
            guard function.field == first.field, function.frequencies == first.frequencies, function.kinds.isEmpty,
                function.share == nil,
                case .rows(let rows)? = corpus.value(corpus.records[function.record], function.field),
                rows.clause == nil,
                let row = row(function, corpus), row.cells.count == (function.frequencies.isEmpty ? 1 : 2)
            else { return false }
            return isListItem(row.span, site.bytes(of: row.span.file))
        }
    }

    /// Whether an item's line begins with a bullet (`-`, `*`, `+`) or a digit, after up to five spaces.
    private static func isListItem(_ span: Span, _ bytes: [UInt8]) -> Bool {
        let start = lineStart(Int(span.start), bytes)
        let head = bytes[start..<min(bytes.count, start + 6)].drop { $0 == UInt8(ascii: " ") }
        guard let mark = head.first else { return false }
        return "-*+".utf8.contains(mark) || (0x30...0x39).contains(mark)
    }

    private static func lineStart(_ place: Int, _ bytes: [UInt8]) -> Int {
        var start = min(place, bytes.count)
        while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
        return start
    }

    // MARK: Writing

    /// Returns the source of a clause with the most common wording of each function; of several equally common
    /// wordings, it has the first. Returns `nil` if a function cannot be read or the source cannot be written.
    private static func clauseSource(_ path: String, _ records: [Int], _ families: [[JobFunction]], _ site: LoadedSite)
        -> [UInt8]?
    {
        let titles = records.map { site.corpus.records[$0].title }
        let isSpanish = site.corpus.schema.language == .spanish
        let of =
            titles.count > 3
            ? (isSpanish ? "\(titles.count) puestos" : "\(titles.count) jobs") : titles.joined(separator: ", ")
        let title = (isSpanish ? "Funciones comunes: " : "Common functions: ") + of
        let rows = families.compactMap { family -> Content? in
            let counts = Dictionary(grouping: family, by: \.words).mapValues(\.count)
            guard let model = family.max(by: { (counts[$0.words] ?? 0) < (counts[$1.words] ?? 0) }) else { return nil }
            let path = site.corpus.paths[Int(model.span.file.index)]
            let editor = SourceEditor(site.bytes(of: model.span.file), path: path, schema: site.corpus.schema)
            guard let row = row(model, site.corpus),
                let place = editor.itemIndex(of: FieldPath(model.field.text), at: Int(row.span.start)),
                let words = editor.mainText(of: FieldPath(model.field.text), at: place)
            else { return nil }
            var members: [Content.Member] = [
                .init("task", .text(words.replacing("\n", with: " "))), .init("id", .text(model.id)),
            ]
            if !model.frequencies.isEmpty {
                members.append(.init("frequency", .text(model.frequencies.joined(separator: ", "))))
            }
            return .members(members)
        }
        guard rows.count == families.count else { return nil }
        let edits: [Edit] = [.addKey("title", .text(title, quoting: .always)), .set("rows", .list(rows))]
        return try? SourceEditor([], path: path, schema: site.corpus.schema).patch(edits).get().applied(to: [])
    }

    /// Returns a job's source without the items in `rows`, and with the id of the clause in its front matter. Removes
    /// headings that have become empty. Returns `nil` if the source cannot be edited this way.
    private static func jobSource(_ editor: SourceEditor, without rows: [Span], field: FieldKey, clause: String)
        -> [UInt8]?
    {
        let path = FieldPath(field.text)
        let places = rows.compactMap { editor.itemIndex(of: path, at: Int($0.start)) }.sorted(by: >)
        guard places.count == rows.count else { return nil }
        let groups = Set(places.compactMap { editor.group(of: path, at: $0) })
        var edits = places.map { Edit.removeItem(path, at: $0) }
        guard let emptied = (try? editor.patch(edits).get()).flatMap({ editor.applying($0) }) else { return nil }
        if emptied.content(of: path) == .text("") || emptied.isEmptyButForHeadings(path, groups) {
            edits.append(.remove(path))
        } else {
            edits += groups.sorted().map { FieldPath([field.text, $0]) }.filter { emptied.content(of: $0) == .text("") }
                .map { .remove($0) }
        }
        edits.append(.addKey(path, .members([.init("de", .text(clause))], layout: .inline)))
        return try? editor.patch(edits).get().applied(to: editor.bytes)
    }
}

extension SourceEditor {
    /// Whether a section contains only `###` headings, all of them listed in `groups`.
    fileprivate func isEmptyButForHeadings(_ path: FieldPath, _ groups: Set<String>) -> Bool {
        guard items(of: path).isEmpty, let text = content(of: path)?.text, !text.isEmpty else { return false }
        let rest = text.split(separator: "\n").filter { line in
            !groups.contains { line.hasPrefix("###") && line.hasSuffix($0) }
        }
        return rest.allSatisfy { $0.allSatisfy(\.isWhitespace) }
    }
}
