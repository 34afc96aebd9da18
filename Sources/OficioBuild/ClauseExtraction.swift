import Diagnostics
import OficioCheck
import OficioModel
import OficioSchema
import OficioSource

/// Turns families of copied functions into shared clauses: the wording that most jobs have becomes the clause's, the jobs name the clause.
///
/// Only what can be done without a choice: items of lists, all in the same field with the same frequency, in a field that names no clause yet.
enum ClauseExtraction {
    /// Files as they would be, by path; new ones among them.
    static func apply(_ site: LoadedSite, today: CalendarDate) -> [String: [UInt8]] {
        let context = CheckContext(site, today: today)
        let corpus = site.corpus
        var groups: [(records: [Int], field: String, families: [[JobFunction]])] = []
        for family in SharedFunctions.families(context) where isSimple(family, corpus, site) {
            let records = Array(Set(family.map(\.record))).sorted()
            if let known = groups.firstIndex(where: { $0.records == records && $0.field == family[0].field }) {
                groups[known].families.append(family)
            } else if !groups.contains(where: { $0.field == family[0].field && !Set($0.records).isDisjoint(with: records) }) {
                // A field names one clause: what other jobs share besides waits for a person.
                groups.append((records, family[0].field, [family]))
            }
        }
        var files: [String: [UInt8]] = [:]
        var taken = Set(corpus.records.filter { corpus.schema.types[$0.type].id == "clause" }.map(\.id))
        for group in groups {
            var id = "comunes-" + RowIDs.slug(group.families[0][0].words).split(separator: "-").prefix(3).joined(separator: "-")
            while !taken.insert(id).inserted { id += "-2" }
            guard let folder = corpus.schema.types.first(where: { $0.id == "clause" })?.folder else { continue }
            files["content/\(folder)/\(id).md"] = Array(clause(group.records, group.families, site).utf8)
            for record in group.records {
                let path = corpus.paths[Int(corpus.records[record].file.index)]
                let bytes = files[path] ?? site.bytes(of: corpus.records[record].file)
                let rows = group.families.flatMap { $0.filter { $0.record == record } }.compactMap { row($0, corpus)?.span }
                guard let field = corpus.type(of: record).field(id: group.field) else { continue }
                files[path] = job(bytes, without: rows, naming: corpus.type(of: record).fields[field].label[corpus.schema.language].lowercased(), clause: id)
            }
        }
        return files
    }

    private static func row(_ function: JobFunction, _ corpus: Corpus) -> Row? {
        let record = corpus.records[function.record]
        guard case .rows(let rows)? = corpus.value(record, function.field) else { return nil }
        return rows.rows.first { $0.id == function.id }
    }

    private static func isSimple(_ family: [JobFunction], _ corpus: Corpus, _ site: LoadedSite) -> Bool {
        guard let first = family.first, Set(family.map(\.record)).count == Set(family.map { "\($0.record)|\($0.folded)" }).count else { return false }
        return family.allSatisfy { function in
            guard function.field == first.field, function.frequencies == first.frequencies, function.kinds.isEmpty, function.share == nil,
                case .rows(let rows)? = corpus.value(corpus.records[function.record], function.field), rows.clause == nil,
                let row = row(function, corpus), row.cells.count == (function.frequencies.isEmpty ? 1 : 2)
            else { return false }
            return isListItem(row.span, site.bytes(of: row.span.file))
        }
    }

    /// Whether a line begins as `- `, `* ` or `1. ` where the item does.
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

    private static func clause(_ records: [Int], _ families: [[JobFunction]], _ site: LoadedSite) -> String {
        let titles = records.map { site.corpus.records[$0].title }
        let isSpanish = site.corpus.schema.language == .spanish
        let of = titles.count > 3 ? (isSpanish ? "\(titles.count) puestos" : "\(titles.count) jobs") : titles.joined(separator: ", ")
        let title = (isSpanish ? "Funciones comunes: " : "Common functions: ") + of
        var lines = ["---", "título: \"\(title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"", "---", "", isSpanish ? "## Filas" : "## Rows", ""]
        var frequency: [String] = []
        for family in families {
            // The wording that most jobs have; of as many the first.
            let counts = Dictionary(grouping: family, by: \.words).mapValues(\.count)
            guard let model = family.max(by: { (counts[$0.words] ?? 0) < (counts[$1.words] ?? 0) }) else { continue }
            if model.frequencies != frequency {
                frequency = model.frequencies
                if lines.last != "" { lines.append("") }
                lines += ["### " + frequency.joined(separator: ", "), ""]
            }
            let bytes = site.bytes(of: model.span.file)
            let source = String(decoding: bytes[model.span.range.clamped(to: 0..<bytes.count)], as: UTF8.self).replacing("\n", with: " ")
            lines.append("- \(source) {#\(model.id)}")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A job's source without some items, and with the clause in its front matter.
    private static func job(_ bytes: [UInt8], without rows: [Span], naming field: String, clause: String) -> [UInt8] {
        var text = bytes
        for span in rows.sorted(by: { $0.start > $1.start }) {
            let start = lineStart(Int(span.start), text)
            var end = min(Int(span.end), text.count)
            // Blank lines after an item stay.
            while end > start, text[end - 1] == 0x0A || text[end - 1] == 0x20 { end -= 1 }
            while end < text.count, text[end] != 0x0A { end += 1 }
            text.removeSubrange(start..<min(text.count, end + 1))
            dropEmptyHeadings(before: start, in: &text)
        }
        // Before the line that closes the front matter.
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let fence = Array("---".utf8)
        guard lines.first.map({ Array($0.prefix(3)) }) == fence, let close = lines.dropFirst().firstIndex(where: { Array($0.prefix(3)) == fence }) else { return bytes }
        lines.insert(Array("\(field): {de: \(clause)}".utf8), at: close)
        return Array(lines.joined(separator: [0x0A]))
    }

    /// Takes a heading away that has nothing below it any more, and the one above it if that has nothing else either.
    private static func dropEmptyHeadings(before place: Int, in text: inout [UInt8]) {
        while true {
            var start = min(place, text.count)
            // Back over blank lines to the line above.
            while start > 0, text[start - 1] == 0x0A || text[start - 1] == 0x20 { start -= 1 }
            let line = lineStart(start, text)
            guard line < start, text[line] == UInt8(ascii: "#") else { return }
            let level = text[line...].prefix { $0 == UInt8(ascii: "#") }.count
            var next = start
            while next < text.count, text[next] == 0x0A || text[next] == 0x20 { next += 1 }
            // Something stands below it: text, or a heading of a lower level.
            if next < text.count, text[next] != UInt8(ascii: "#") { return }
            if next < text.count, text[next...].prefix(while: { $0 == UInt8(ascii: "#") }).count > level { return }
            text.removeSubrange(line..<next)
            if line >= place { return }
        }
    }
}
