import OficioBasics
import OficioHistory
import OficioImport
import OficioOffice

/// The text of an office file, divided by content controls.
struct ControlledText {
    /// A part of a paragraph that lies in one control or outside of all controls.
    struct Segment {
        /// The id of the control's key (see ``FieldControl/id(of:)``); `nil` outside of all controls.
        var id: String?
        /// The number that distinguishes the control from others that show the same field; `nil` outside of all
        /// controls.
        var place: Int?
        var text: String
        var authors: Set<String> = []
    }

    struct Line {
        var segments: [Segment] = []
        var isList = false
        /// The index of the line's row in ``rows``; `nil` outside of tables.
        var row: Int?
        var column = 0
        /// A number that all lines of one cell share, or all lines between two tables.
        var container = 0
        var address: LocatedDocument.Address

        var text: String { PlainText.clean(segments.map(\.text).joined()) }
        var isLoose: Bool { segments.allSatisfy { $0.id == nil } }
        /// The words of the line that are outside of all controls.
        var looseText: String { PlainText.clean(segments.filter { $0.id == nil }.map(\.text).joined(separator: " ")) }
    }

    struct TableRow {
        var table: Int
        var lines: [Int] = []
        var address: LocatedDocument.Address
    }

    private(set) var lines: [Line] = []
    private(set) var rows: [TableRow] = []
    /// The keys of the fields that tags name, by the id of the key. The key of a shortened tag has `~` and the id in
    /// place of its row.
    private(set) var keys: [String: String] = [:]
    /// The ids of the controls in the file, with or without text.
    private(set) var present: Set<String> = []

    private let document: LocatedDocument
    private var containers = 0

    /// The record id of the document that the file names as its origin; empty if it names none.
    private let record: String

    init(_ document: LocatedDocument) {
        self.document = document
        record = ExportedFingerprints(document.properties)?.record ?? ""
        for control in document.controls {
            guard let tag = control.tag, let id = FieldControl.id(ofMark: tag, in: record) else { continue }
            present.insert(id)
            if let key = FieldControl.key(ofMark: tag, in: record) { keys[id] = key }
        }
        walk(document.blocks, row: nil, column: 0)
    }

    private static let pageFields: Set<String> = ["PAGE", "NUMPAGES", "SECTIONPAGES"]

    private mutating func walk(_ blocks: [LocatedDocument.Block], row: Int?, column: Int) {
        containers += 1
        for block in blocks {
            switch block {
            case .paragraph(let paragraph):
                lines.append(line(paragraph, row, column))
                if let row { rows[row].lines.append(lines.count - 1) }
                for box in paragraph.textBoxes { walk(box.blocks, row: nil, column: 0) }
            case .table(let table):
                for tableRow in table.rows {
                    let index = rows.count
                    rows.append(TableRow(table: table.id, address: tableRow.address))
                    for cell in tableRow.cells { walk(cell.blocks, row: index, column: cell.column) }
                }
                containers += 1
            }
        }
    }

    private func line(_ paragraph: LocatedDocument.Paragraph, _ row: Int?, _ column: Int) -> Line {
        var line = Line(row: row, column: column, container: containers, address: paragraph.address)
        line.isList = paragraph.list != nil
        for run in paragraph.runs where run.visibility == .shown {
            let text = run.shownText
            // A word processor replaces the page numbers when it saves the file.
            if text.isEmpty || run.fields.contains(where: { Self.pageFields.contains(document.fields[$0].kind) }) {
                continue
            }
            let (id, place) = control(of: paragraph.controls + run.controls)
            let authors = Set(run.changes.map { document.changes[$0].author }.filter { !$0.isEmpty })
            if var last = line.segments.last, last.id == id, last.place == place {
                last.text += text
                last.authors.formUnion(authors)
                line.segments[line.segments.count - 1] = last
            } else {
                line.segments.append(Segment(id: id, place: place, text: text, authors: authors))
            }
        }
        // The author of deleted words is an author of the change too.
        for run in paragraph.runs where run.visibility == .deleted {
            let (id, _) = control(of: paragraph.controls + run.controls)
            guard let place = line.segments.firstIndex(where: { $0.id == id }) else { continue }
            line.segments[place].authors.formUnion(run.changes.map { document.changes[$0].author })
        }
        return line
    }

    /// Returns the effective control of several around a word: the id of its key and its index; both are `nil` if
    /// there is none. A control of Word takes precedence over a bookmark, which replaces a control in other word
    /// processors.
    private func control(of indices: [Int]) -> (id: String?, place: Int?) {
        var found: (String?, Int?) = (nil, nil)
        for index in indices where document.controls.indices.contains(index) {
            guard let tag = document.controls[index].tag, let id = FieldControl.id(ofMark: tag, in: record) else {
                continue
            }
            if FieldControl.isTag(tag) { return (id, index) }
            if found.0 == nil { found = (id, index) }
        }
        return found
    }

    /// Restores controls that a word processor has removed, on lines that consist of their words.
    ///
    /// - Parameters:
    ///   - mine: an export of the current document.
    ///   - loose: the number of times that each text stands in `mine` outside all controls.
    ///   - base: the fingerprints that the edited file recorded when it was exported.
    mutating func restore(from mine: ControlledText, loose: [String: Int], exported base: ExportedFingerprints?) {
        // LibreOffice may move words out of their bookmark and leave it empty.
        let shown = Set(lines.flatMap { $0.segments.compactMap(\.id) })
        var waiting: [String: [String]] = [:]
        for line in mine.lines {
            let ids = Set(line.segments.map(\.id))
            guard ids.count == 1, let id = ids.first ?? nil, !shown.contains(id), base?[id] != nil, !line.text.isEmpty
            else { continue }
            waiting[line.text, default: []].append(id)
        }
        if waiting.isEmpty { return }
        for number in lines.indices where lines[number].isLoose {
            let words = lines[number].text
            guard loose[words] == nil, var ids = waiting[words], !ids.isEmpty else { continue }
            let id = ids.removeFirst()
            waiting[words] = ids
            for segment in lines[number].segments.indices { lines[number].segments[segment].id = id }
            present.insert(id)
        }
    }

    // MARK: Values

    /// The value of a field at one of its occurrences in the file.
    struct Value {
        var paragraphs: [String]
        var authors: Set<String> = []
        var address: LocatedDocument.Address

        var text: String { paragraphs.map { PlainText.clean($0) }.filter { !$0.isEmpty }.joined(separator: "\n") }
        /// A fingerprint of the words in six hexadecimal digits, independent of white space other than line breaks.
        var fingerprint: String { ControlledText.fingerprint(text) }
    }

    static func fingerprint(_ text: String) -> String {
        let words = text.unicodeScalars.filter { !$0.properties.isWhitespace || $0 == "\n" }
        return String(SHA256.hex(Array(String(String.UnicodeScalarView(words)).utf8)).prefix(6))
    }

    /// Returns the values by control id, one for each occurrence of the field, in the order of the file. A control
    /// without text has an empty value. Leaves out the table rows with the indices `skipped`.
    func values(except skipped: Set<Int> = []) -> [String: [Value]] {
        var values: [String: [(place: Int?, value: Value, line: Int)]] = [:]
        for (number, line) in lines.enumerated() where !(line.row.map { skipped.contains($0) } ?? false) {
            for segment in line.segments {
                guard let id = segment.id else { continue }
                if var known = values[id], let index = known.firstIndex(where: { $0.place == segment.place }) {
                    if known[index].line == number {
                        known[index].value.paragraphs[known[index].value.paragraphs.count - 1] += segment.text
                    } else {
                        known[index].value.paragraphs.append(segment.text)
                        known[index].line = number
                    }
                    known[index].value.authors.formUnion(segment.authors)
                    values[id] = known
                } else {
                    let value = Value(paragraphs: [segment.text], authors: segment.authors, address: line.address)
                    values[id, default: []].append((segment.place, value, number))
                }
            }
        }
        var found = values.mapValues { $0.map(\.value) }
        for control in document.controls {
            guard let id = control.tag.flatMap({ FieldControl.id(ofMark: $0, in: record) }), found[id] == nil else {
                continue
            }
            found[id] = [Value(paragraphs: [], address: control.address)]
        }
        return found
    }
}
