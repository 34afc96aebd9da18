import Diagnostics
import OficioEditing
import OficioHistory
import OficioImport
import OficioModel
import OficioOffice
import OficioSchema
import OficioSource

/// The changes that an edited export makes to its document, field by field, from a three-way comparison.
///
/// The program exports the current source again, and reads both files with the same reader. A control counts as
/// changed in the file if its words differ from those that the file recorded when it was exported, and as changed in
/// the source if the words of the new export differ from them. The file contains no copy of the source that the
/// program would read.
package struct DocumentUpdate {
    /// The record id of the updated document, `type/id`.
    package let record: String
    /// The title of the updated document.
    package let title: String
    /// The differences between the edited file and the source.
    package private(set) var changes: [ProposedChange] = []
    /// The words of the edited file that are outside all fields.
    package private(set) var outside: [OutsideText] = []
    /// The comments in the edited file.
    package private(set) var comments: [UpdateComment] = []
    /// The changes that the word processor tracked in the file.
    package private(set) var tracked: [LocatedDocument.Change] = []
    /// The changes of sources that result from all changes that can be applied.
    package private(set) var sources: [SourceChange] = []
    /// Whether the file records the fingerprints of its exported values.
    package let hasBase: Bool

    private let root: String
    private let site: OpenedSite
    private let today: CalendarDate
    private let format: DocumentFormat

    /// Compares an edited export with its document. Returns `nil` if the file belongs to no document of the site, and
    /// throws the reason if the file cannot be compared.
    package init?(_ root: String, file document: LocatedDocument, today: CalendarDate) throws(WriteError) {
        let site = OpenedSite(root)
        let text = ControlledText(document)
        let base = ExportedFingerprints(document.properties)
        let hasControls = base != nil && !text.present.isEmpty
        // The form identifies a file without controls.
        guard let named = base?.record ?? FormComparison.documents(document, site).first else { return nil }
        guard let index = site.corpus.index(of: RecordID(named)) else {
            return nil
        }
        self.root = root
        self.site = site
        self.today = today
        // Compare a file of another format with the Word export.
        format =
            switch document.format {
            case .odt: .odt
            case .docx, .xlsx, .ods, .csv, .html, .pdf, .doc, .rtf, .xls, .markdown: .docx
            }
        record = named
        title = site.corpus.records[index].title
        guard let mine = try ComparedDocument(site, root, document: named, drafts: true, format, today) else {
            return nil
        }
        hasBase = hasControls && base.map { !$0.values.isEmpty } ?? false
        if hasControls {
            try compare(text, base, mine, document)
        } else {
            let comparison = FormComparison(document, mine, site)
            changes = comparison.changes
            outside = comparison.outside
        }
        comments = document.comments.map {
            UpdateComment(
                author: $0.author, date: $0.date ?? "", on: $0.on,
                text: $0.blocks.paragraphs.map(\.plainText).joined(separator: "\n"))
        }
        tracked = document.changes
        try writeChanges(comparedWith: mine)
    }

    private mutating func compare(
        _ text: ControlledText, _ base: ExportedFingerprints?, _ mine: ComparedDocument, _ document: LocatedDocument
    ) throws(WriteError) {
        var text = text
        let released = try ComparedDocument(site, root, document: record, drafts: false, format, today)
        text.restore(from: mine.text, loose: mine.loose, exported: base)
        var comparison = Comparison(text, base, mine, released)
        comparison.run()
        changes = comparison.changes
        outside = comparison.outside + Self.margins(document, mine.document)
    }

    /// Returns the lines of headers, footers and notes that are not in the export.
    private static func margins(_ file: LocatedDocument, _ mine: LocatedDocument) -> [OutsideText] {
        func lines(_ document: LocatedDocument) -> [(String, LocatedDocument.Address)] {
            (document.margins.map(\.blocks) + document.notes.map(\.blocks)).flatMap { blocks in
                // Page numbers change with the pages.
                blocks.paragraphs.map { paragraph in
                    let runs = paragraph.runs.filter { $0.visibility == .shown && $0.fields.isEmpty }
                    return (PlainText.clean(runs.map(\.shownText).joined()), paragraph.address)
                }
            }
        }
        let known = Set(lines(mine).map(\.0))
        return lines(file).filter { !$0.0.isEmpty && !known.contains($0.0) }.map {
            OutsideText(text: $0.0, authors: [], address: $0.1.description, isMargin: true)
        }
    }

    // MARK: Writing

    /// Writes the changes into copies of the sources and exports the document from them. Keeps a change if the export
    /// then matches the edited file. Otherwise tries the next way of writing it, and rejects the change after the
    /// last one.
    private mutating func writeChanges(comparedWith mine: ComparedDocument) throws(WriteError) {
        var ways = [Int](repeating: 0, count: changes.count)
        for _ in 0..<5 {
            var writer = UpdateWriter(site, root)
            var written: [Int] = []
            for index in changes.indices {
                guard case .applies = changes[index].state else { continue }
                if let refusal = writer.write(changes[index], way: ways[index]) {
                    if refusal.isLast {
                        changes[index].state = .rejected(refusal.message)
                    } else {
                        ways[index] += 1
                    }
                } else {
                    written.append(index)
                }
            }
            let patched = writer.sources
            if patched.isEmpty, written.isEmpty { if ways.allSatisfy({ $0 == 0 }) { return } else { continue } }
            let replaced = Dictionary(patched.compactMap { change in change.after.map { (change.path, $0) } }) { $1 }
            let loaded = OpenedSite(root) { SiteLoader.load(root, replacing: replaced) }
            guard let after = try ComparedDocument(loaded, root, document: record, drafts: true, format, today) else {
                return
            }
            let wrong = written.filter { !after.reflects(changes[$0], instead: mine) }
            if wrong.isEmpty {
                sources = patched
                if written.count == changes.filter({ if case .applies = $0.state { true } else { false } }).count {
                    return
                }
            }
            for index in wrong {
                ways[index] += 1
                if ways[index] > UpdateWriter.lastWay {
                    changes[index].state = .rejected(
                        Localized(
                            es: "escrito así no se leería como en el archivo; cámbielo a mano",
                            en: "written so it would not read as in the file; change it by hand"))
                }
            }
        }
    }

    /// Returns the changed sources, with the unplaced words of the body in an internal section of their own, so that
    /// a person can place them. If there are no such words or the source is no Markdown file, returns `sources`.
    package func sourcesWithUnplaced() -> [SourceChange] {
        let texts = outside.filter { !$0.isMargin }.map(\.text)
        guard !texts.isEmpty,
            let index = site.corpus.index(of: RecordID(record))
        else { return sources }
        let path = site.corpus.paths[Int(site.corpus.records[index].file.index)]
        guard path.hasSuffix(".md"), let before = try? Files.read(root + "/" + path) else { return sources }
        let after = sources.first { $0.path == path }?.after ?? before
        let editor = SourceEditor(after, path: path, schema: site.corpus.schema)
        let language = site.corpus.schema.language
        let heading = Localized(es: "Sin colocar", en: "Not placed")[language]
        let words = texts.map { MarkdownText.escaped($0) }.joined(separator: "\n\n")
        let place = FieldPath(heading)
        let edit: Edit =
            editor.range(of: place) == nil
            ? .addSection(
                FieldPath(heading + Localized(es: " {acceso=interno}", en: " {access=internal}")[language]),
                text: words, before: nil)
            : .insertText(place, words, atEnd: true)
        let bytes: [UInt8]
        if case .success(let patch) = editor.patch(edit), let patched = patch.applied(to: after) {
            bytes = patched
        } else {
            let mark = Localized(es: "{acceso=interno}", en: "{access=internal}")[language]
            bytes = after + Array("\n## \(heading) \(mark)\n\n\(words)\n".utf8)
        }
        return sources.filter { $0.path != path } + [SourceChange(path, before: before, after: bytes)]
    }
}

/// One state of the document, read from an export as an edited file is read.
struct ComparedDocument {
    let document: LocatedDocument
    let text: ControlledText
    let values: [String: [ControlledText.Value]]
    /// The controls of the export, by control id.
    let controls: [String: FieldControl]
    let keys: [String: String]
    /// The ids of the controls in the export, in the order of the file.
    let order: [String]
    /// The index of the first line of the export that shows a control, by control id.
    let lineOf: [String: Int]

    init?(
        _ site: OpenedSite, _ root: String, document: String, drafts: Bool, _ format: DocumentFormat,
        _ today: CalendarDate
    ) throws(WriteError) {
        var options = Edition.Options()
        options.showsDrafts = drafts
        options.showsUnreleasedDrafts = true
        let edition = site.edition(today: today, options: options)
        guard let export = try DocumentExport(site, edition, document: document, as: format, today: today),
            let read = try? DocumentReader.read(export.bytes, fileName: "x." + format.rawValue)
        else { return nil }
        self.document = read
        text = ControlledText(read)
        values = text.values()
        controls = Dictionary(export.controls.map { (FieldControl.id(of: $0.key), $0) }) { first, _ in first }
        keys = controls.mapValues(\.key)
        order = export.controls.map { FieldControl.id(of: $0.key) }
        let lines = text.lines.enumerated().flatMap { number, line in
            line.segments.compactMap(\.id).map { ($0, number) }
        }
        lineOf = Dictionary(lines) { first, _ in first }
    }

    /// The number of times that each line, or the words beside its controls, stands outside all controls.
    var loose: [String: Int] {
        var loose: [String: Int] = [:]
        for line in text.lines where !line.looseText.isEmpty { loose[line.looseText, default: 0] += 1 }
        return loose
    }

    var rows: RowOrder { RowOrder(text, keys: keys, loose: loose) }

    /// Whether a new control shows the words. A row whose identity derives from its text gets another identity with
    /// another text.
    private func isFresh(_ wanted: String, like key: String, _ before: ComparedDocument) -> Bool {
        guard let address = FieldAddress(key) else { return false }
        return keys.contains { id, other in
            guard before.keys[id] == nil, let found = FieldAddress(other) else { return false }
            return found.whole == address.whole && found.column == address.column
                && (values[id]?.first?.fingerprint ?? ControlledText.fingerprint("")) == wanted
        }
    }

    /// Whether the document shows a proposed change, given the document `before` the change. True for moves, which
    /// are not checked.
    func reflects(_ change: ProposedChange, instead before: ComparedDocument) -> Bool {
        let id = FieldControl.id(of: change.key)
        switch change.request {
        case .none: return true
        case .text(let words):
            let wanted = ControlledText.fingerprint(words)
            if controls[id] == nil { return words.isEmpty || isFresh(wanted, like: change.key, before) }
            return values[id]?.first?.fingerprint ?? ControlledText.fingerprint("") == wanted
        case .codes(let codes):
            // A row whose identity derives from its text gets another identity with another text.
            if !keys.values.contains(where: { $0.hasPrefix(change.key + "=") }) { return true }
            let marked = controls.values.compactMap { control -> String? in
                guard let address = FieldAddress(control.key), let code = address.code,
                    control.key == change.key + "=" + code
                else { return nil }
                return values[FieldControl.id(of: control.key)]?.contains { !$0.text.isEmpty } == true ? code : nil
            }
            return Set(marked) == Set(codes)
        case .remove:
            return !keys.values.contains { $0 == change.key || $0.hasPrefix(change.key + "/") }
        case .add(let row, _):
            let words = row.cells.values.map { ControlledText.fingerprint($0) }
            let fresh = values.filter { before.values[$0.key] == nil }.values.compactMap { $0.first?.fingerprint }
            return words.allSatisfy { word in
                fresh.contains(word) || values.values.contains { $0.first?.fingerprint == word }
            }
                && !fresh.isEmpty
        case .move, .group: return true
        }
    }
}
