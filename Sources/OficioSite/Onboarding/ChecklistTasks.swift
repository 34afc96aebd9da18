import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The phases and tasks of a checklist that an author wrote, converted for a page.
struct ChecklistTasks {
    struct Task {
        /// The id of the task's row.
        let id: String
        /// The text beside the checkbox, without links.
        let words: String
        /// The mark of the words; nil for published pages.
        let mark: ControlKey?
        /// The blocks below the task's words, such as lists, pictures and quotations; `nil` without any and on other
        /// pages than the checklist's own.
        let detail: Markup?
        let why: Markup?
        let facts: [TemplateValue]
        /// The time limit as its author wrote it; `nil` if there is none. `span` is its parsed value.
        let due: String?
        let dueMark: ControlKey?
        let span: TimeSpan?
        /// Jobs that help with the task.
        let helpers: [Int]
        /// Documents that the task leads to.
        let documents: [Int]
    }

    struct Phase {
        let code: String
        let label: String
        /// The author's heading of the phase, `nil` for a phase that only a row or the list of phases names.
        var heading: Text?
        /// The author's text above the tasks.
        var note: [Block] = []
        var tasks: [Task]
    }

    private(set) var phases: [Phase] = []
    /// The text above all rows. `closing` is the text below them.
    private(set) var introduction: [Block] = []
    private(set) var closing: [Block] = []
    /// Whether the checklist has no field with rows.
    private(set) var isEmpty = true

    private let contentWriter: ContentWriter
    private let valueWriter: ValueWriter
    private let site: SiteContext
    private let record: Record
    private let isOwnPage: Bool
    /// The mark of the field with the tasks; nil for published pages.
    private var rowsMark: ControlKey?

    /// Reads the tasks of a checklist. On the checklist's own page (`isOwnPage`), blocks below the words of a task
    /// become its `detail`; on other pages of a public build, names of people are left out.
    init(of index: Int, _ content: ContentWriter, isOwnPage: Bool = false) {
        contentWriter = content
        self.isOwnPage = isOwnPage
        site = content.site
        let whole = site.corpus.records[index]
        record = isOwnPage ? whole : site.edition.publicView?.withoutNames(whole) ?? whole
        valueWriter = ValueWriter(content: content)
        let type = site.type(index)
        if case .codeList(let list)? = site.corpus.value(record, .phases) {
            phases = list.codes.map { Phase(code: $0.code, label: $0.label, tasks: []) }
        }
        guard let place = type.field(.items), case .rows(let rows)? = record.value(place) else { return }
        isEmpty = false
        rowsMark = ControlKey(of: index, place, site)
        introduction = rows.introduction
        closing = rows.closing
        let columns = type.fields[place].kind.rowType
        for (group, members) in rows.parts {
            if let group {
                let phase = phase(of: group.value, group)
                phases[phase].heading = phases[phase].heading ?? group.heading
                if !group.isNotApplicable { phases[phase].note += group.note }
            }
            for row in members.map({ rows.rows[$0] }) {
                let phase = phase(of: columns.groupBy.flatMap { row[$0] }, group)
                phases[phase].tasks.append(task(row, columns))
            }
        }
    }

    /// Returns the index of the phase that `value` names; without a value, of the phase that the heading of
    /// `group` names; without a group, of the phase for all tasks. Adds the phase if it is new.
    private mutating func phase(of value: Value?, _ group: RowGroup?) -> Int {
        var code = ""
        var label = value?.plain ?? group?.heading.plain ?? site.message("listAll")
        if case .codes(let codes, _)? = value, let first = codes.first { (code, label) = (first.code, first.label) }
        if let known = phases.firstIndex(where: { $0.label == label }) { return known }
        phases.append(Phase(code: code, label: label, tasks: []))
        return phases.count - 1
    }

    private func task(_ row: Row, _ type: RowType) -> Task {
        func value(_ key: ColumnKey) -> Value? { type.column(key).flatMap { row[$0] } }
        func mark(_ column: Int?) -> ControlKey? {
            guard isOwnPage, let column else { return nil }
            let declared = type.columns[column]
            return rowsMark?.adding(row.id).adding(declared.id, label: declared.label[site.language])
        }
        func html(_ key: ColumnKey) -> Markup? {
            guard let place = type.column(key), let value = row[place] else { return nil }
            if case .blocks(let blocks) = value { return mark(place).around(contentWriter.phrasing(blocks)) }
            return valueWriter.withMark(mark(place)).html(value, type.columns[place].kind)
        }
        let links = LinkShapes(site: site, root: contentWriter.root)
        var facts: [TemplateValue] = []
        for (key, message) in [
            (ColumnKey.helper, "checkHelper"), (.evidence, "checkEvidence"), (.document, "checkDocument"),
        ] {
            if let html = html(key) { facts.append(links.fact(site.message(message), html)) }
        }
        let main = row[type.main]
        var documents = targets(value(.document))
        // The words are the label of the checkbox, in which a click on a link would be ambiguous. Links are therefore
        // listed below the task.
        var words = main
        var detail: Markup?
        if isOwnPage, case .blocks(let blocks)? = main, blocks.count > 1, case .paragraph? = blocks.first {
            words = .blocks(Array(blocks.prefix(1)))
            detail = contentWriter.blocks(Array(blocks.dropFirst()))
        }
        if case .blocks(let blocks)? = words {
            blocks.forEachText { text in
                for inline in text.inlines ?? [] {
                    guard let target = Self.target(inline) else { continue }
                    facts.append(
                        links.fact(
                            site.message("checkDocument"),
                            contentWriter.inline(Text("", inlines: [inline], span: text.span)))
                    )
                    if let index = site.corpus.resolve(target.words, from: record.file, isPath: target.isPath).record {
                        documents.append(index)
                    }
                }
            }
        }
        var span: TimeSpan?
        if case .duration(let due, _)? = value(.due) { span = due }
        return Task(
            id: row.id, words: words.map { Self.withoutBox(site.corpus.plain($0, from: record.file)) } ?? "",
            mark: mark(type.main), detail: detail,
            why: html(.why), facts: facts, due: value(.due)?.plain,
            dueMark: value(.due) == nil ? nil : mark(type.column(.due)), span: span,
            helpers: targets(value(.helper)),
            documents: documents)
    }

    /// Returns the words without the checkbox of a task list (`[ ]`, `[x]`) before them: every task has a checkbox
    /// already.
    private static func withoutBox(_ words: String) -> String {
        for box in ["[ ] ", "[x] ", "[X] "] where words.hasPrefix(box) { return String(words.dropFirst(box.count)) }
        return words
    }

    private static func target(_ inline: Inline) -> (words: String, isPath: Bool)? {
        switch inline {
        case .reference(let target, _): (target, false)
        case .link(let destination, _, _): (destination, LinkTarget(destination).isRelativePath)
        default: nil
        }
    }

    private func targets(_ value: Value?) -> [Int] {
        guard case .references(let references)? = value else { return [] }
        return references.compactMap { site.corpus.target(of: $0, from: record.file) }
    }
}
