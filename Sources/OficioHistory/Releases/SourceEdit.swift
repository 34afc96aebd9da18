import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Rewrites the control block of a source as its author would: the version, the effective date, one more row in the modification log.
/// No other byte is touched.
package struct SourceEdit {
    /// What a log row says; empty lists and `nil` leave their places out.
    package struct Row: Sendable {
        package var version: String
        package var modified: CalendarDate
        package var effective: CalendarDate
        package var authorized: [String]
        package var descriptions: [String]

        package init(version: String, modified: CalendarDate, effective: CalendarDate, authorized: [String], descriptions: [String]) {
            self.version = version
            self.modified = modified
            self.effective = effective
            self.authorized = authorized
            self.descriptions = descriptions
        }
    }

    /// A log that is written in a way that the program does not extend.
    package struct Unsupported: Error {
        package let message: Localized
    }

    package private(set) var bytes: [UInt8]
    private let path: String
    private let type: DocumentType
    private let language: Language
    private let lineEnd: String

    package init(_ bytes: [UInt8], path: String, type: DocumentType, language: Language) {
        self.bytes = bytes
        self.path = path
        self.type = type
        self.language = language
        lineEnd = bytes.firstIndex(of: 0x0A).map { $0 > 0 && bytes[$0 - 1] == 0x0D } == true ? "\r\n" : "\n"
    }

    private func document() -> SourceDocument { SourceDocument(bytes, file: FileID(0), path: path) }

    private func entry(_ field: String, _ document: SourceDocument) -> YAMLNode.Entry? {
        guard let wanted = type.field(id: field) else { return nil }
        return document.entries.first { place($0.key.text, isHeading: false) == wanted }
    }

    /// The field that a key or heading means, as decoding reads it.
    private func place(_ name: String, isHeading: Bool) -> Int? {
        type.field(named: name.folded) ?? (isHeading && type.keepsExtra ? nil : type.field(understood: name.folded))
    }

    // MARK: Scalars

    /// Puts a value in the place of another, or a new line at the end of the front matter.
    package mutating func set(_ field: String, to text: String) {
        let document = document()
        let plain = text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D || $0 == 0x2E }
        if let entry = entry(field, document), case .scalar(let scalar) = entry.value {
            let old = bytes[scalar.span.range]
            let written = old.first == UInt8(ascii: "\"") || old.first == UInt8(ascii: "'") || !plain ? Self.quoted(text) : text
            // An empty value has no place of its own behind its colon.
            let isEmpty = scalar.span.start == scalar.span.end
            bytes.replaceSubrange(scalar.span.range, with: Array(((isEmpty ? " " : "") + written).utf8))
            return
        }
        guard let index = type.field(id: field) else { return }
        insertLines(["\(type.fields[index].label[language].lowercased()): \(plain ? text : Self.quoted(text))"], document)
    }

    /// Lines at the end of the front matter, or of a YAML file.
    private mutating func insertLines(_ lines: [String], _ document: SourceDocument) {
        let text = lines.map { $0 + lineEnd }.joined()
        let end = document.entries.last.map { lineEndOffset(after: lastByte(of: $0.value, $0)) }
        if let end {
            let needsBreak = end > 0 && bytes[end - 1] != 0x0A
            bytes.insert(contentsOf: Array(((needsBreak ? lineEnd : "") + text).utf8), at: end)
        } else {
            bytes.insert(contentsOf: Array(("---" + lineEnd + text + "---" + lineEnd).utf8), at: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        }
    }

    /// The offset behind the line that holds an offset.
    private func lineEndOffset(after offset: Int) -> Int {
        bytes[max(0, offset)...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    }

    /// The last byte of a value that is not white space: block nodes of libyaml end at the start of what follows.
    private func lastByte(of node: YAMLNode, _ entry: YAMLNode.Entry?) -> Int {
        let start = entry.map { Int($0.key.span.start) } ?? Int(node.span.start)
        var end = max(start + 1, Int(node.span.end), entry.map { Int($0.key.span.end) } ?? 0)
        end = min(end, bytes.count)
        while end > start + 1, [0x0A, 0x0D, 0x20].contains(bytes[end - 1]) { end -= 1 }
        // A comment between the value and what follows is not the value's.
        if case .scalar = node { return end - 1 }
        while end > start + 1 {
            let lineStart = bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            guard lineStart > start, bytes[lineStart..<end].first(where: { $0 != 0x20 }) == UInt8(ascii: "#") else { break }
            end = lineStart
            while end > start + 1, [0x0A, 0x0D, 0x20].contains(bytes[end - 1]) { end -= 1 }
        }
        return end - 1
    }

    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": out += "\\" + String(scalar)
            case "\n": out += "\\n"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    // MARK: Log

    /// One more row where the author keeps them: behind the last, or before the first where the newest stands first.
    package mutating func addLogRow(_ row: Row) throws(Unsupported) {
        let document = document()
        guard let field = type.field(id: "log"), case .rows(let columns) = type.fields[field].kind else { return }
        if let entry = entry("log", document), !entry.value.isAbsent {
            guard case .sequence(let items, _) = entry.value, let first = items.first, let last = items.last, bytes[Int(entry.value.span.start)] != UInt8(ascii: "[")
            else {
                throw unsupported()
            }
            return addYAML(row, first: first, last: last, columns)
        }
        if let table = logTable(document) { return addTableRow(row, table, columns) }
        if document.blocks.contains(where: { if case .heading(_, let text) = $0 { place(text.plain, isHeading: true) == field } else { false } }) {
            throw unsupported()
        }
        if entry("log", document) != nil { throw unsupported() }
        let lines = ["\(type.fields[field].label[language].lowercased()):"] + yamlLines(row, names: names(nil, columns), indent: 2)
        insertLines(lines, document)
    }

    private func unsupported() -> Unsupported {
        Unsupported(
            message: Localized(
                es: "«\(path)» lleva su bitácora escrita de un modo que no se puede continuar solo; póngala como lista «- versión: …» o como tabla",
                en: "the log in “\(path)” is written in a way that cannot be continued by itself; make it a list “- version: …” or a table"))
    }

    private mutating func addYAML(_ row: Row, first: YAMLNode, last: YAMLNode, _ columns: RowType) {
        func version(_ node: YAMLNode) -> VersionNumber? {
            guard case .mapping(let entries, _) = node else { return nil }
            for entry in entries where columns.column(named: entry.key.text.folded).map({ columns.columns[$0].id }) == "version" {
                if case .scalar(let scalar) = entry.value { return VersionNumber(scalar.text) }
            }
            return nil
        }
        var newestFirst = false
        if let a = version(first), let b = version(last), first.span.start != last.span.start { newestFirst = b < a }
        let model = newestFirst ? first : last
        let itemStart = Int(model.span.start)
        let lineStart = bytes[..<itemStart].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let dash = bytes[lineStart..<itemStart].firstIndex(of: UInt8(ascii: "-")) ?? lineStart
        var used: [String: String] = [:]
        if case .mapping(let entries, _) = model {
            for entry in entries { if let column = columns.column(named: entry.key.text.folded) { used[columns.columns[column].id] = entry.key.text } }
        }
        let text = yamlLines(row, names: names(used, columns), indent: dash - lineStart).map { $0 + lineEnd }.joined()
        if newestFirst {
            bytes.insert(contentsOf: Array(text.utf8), at: lineStart)
        } else {
            let end = lineEndOffset(after: lastByte(of: last, nil))
            let needsBreak = end > 0 && bytes[end - 1] != 0x0A
            bytes.insert(contentsOf: Array(((needsBreak ? lineEnd : "") + text).utf8), at: end)
        }
    }

    /// The name that each column goes by: as the rows before spell it, else in the site's language.
    private func names(_ used: [String: String]?, _ columns: RowType) -> [String: String] {
        Dictionary(columns.columns.map { ($0.id, used?[$0.id] ?? $0.label[language].lowercased()) }) { a, _ in a }
    }

    private func yamlLines(_ row: Row, names: [String: String], indent: Int) -> [String] {
        let space = String(repeating: " ", count: indent)
        func name(_ id: String) -> String { names[id] ?? id }
        var lines = ["\(space)- \(name("version")): \(Self.quoted(row.version))"]
        lines.append("\(space)  \(name("modified")): \(row.modified.iso)")
        lines.append("\(space)  \(name("effective")): \(row.effective.iso)")
        if !row.authorized.isEmpty {
            let role = language == .spanish ? "cargo" : "role"
            lines.append("\(space)  \(name("authorised-by")): [\(row.authorized.map { "{\(role): \(Self.quoted($0))}" }.joined(separator: ", "))]")
        }
        if !row.descriptions.isEmpty {
            lines.append("\(space)  \(name("description")):")
            lines += row.descriptions.map { "\(space)    - \(Self.quoted($0))" }
        }
        return lines
    }

    // MARK: Table

    private func logTable(_ document: SourceDocument) -> TableBlock? {
        guard let field = type.field(id: "log") else { return nil }
        var inside = false
        for block in document.blocks {
            switch block {
            case .heading(let level, let text) where level <= 2: inside = place(text.plain, isHeading: true) == field
            case .table(let table) where inside: return table
            default: break
            }
        }
        return nil
    }

    private mutating func addTableRow(_ row: Row, _ table: TableBlock, _ columns: RowType) {
        func cell(_ id: String) -> String {
            switch id {
            case "version": row.version
            case "modified": row.modified.iso
            case "effective": row.effective.iso
            case "authorised-by": row.authorized.joined(separator: ", ")
            case "description": row.descriptions.joined(separator: " ")
            default: ""
            }
        }
        let cells = table.header.map { header in
            columns.column(named: header.plain.folded).map { cell(columns.columns[$0].id) } ?? ""
        }
        let line = "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |" + lineEnd
        var end = min(bytes.count, Int(table.rows.last?.span.end ?? table.span.end))
        while end > 0, [0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        let place = lineEndOffset(after: max(0, end - 1))
        let needsBreak = place > 0 && bytes[place - 1] != 0x0A
        bytes.insert(contentsOf: Array(((needsBreak ? lineEnd : "") + line).utf8), at: place)
    }
}

extension VersionNumber {
    /// The version after one that an author has written, in the author's way: `05` → `06`, `5.` → `6.`, `1.9` → `1.10`.
    package static func following(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
        guard let last = bytes.lastIndex(where: isDigit) else { return nil }
        var first = last
        while first > 0, isDigit(bytes[first - 1]) { first -= 1 }
        guard let number = Int(String(decoding: bytes[first...last], as: UTF8.self)), number < Int.max else { return nil }
        let digits = String(number + 1)
        // Zeroes in front keep a width where the author pads: `05`, `09` → `10`; `1.9` is not padded.
        let width = bytes[first] == 0x30 ? last - first + 1 : 0
        let padded = String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        return String(decoding: bytes[..<first], as: UTF8.self) + padded + String(decoding: bytes[(last + 1)...], as: UTF8.self)
    }
}
