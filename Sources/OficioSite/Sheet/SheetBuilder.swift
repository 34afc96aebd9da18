import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// Lays a record out by a form, and records which fields the sheet shows.
struct SheetBuilder {
    let site: SiteContext
    let index: Int
    let record: Record
    let type: DocumentType
    let form: Form
    var content: ContentWriter
    /// The record whose code, version and date running headers show: the manual of a member, otherwise the record
    /// itself.
    let controlling: Record
    let baseLevel: Int
    var anchors: AnchorNames
    /// The header and footer of the enclosing manual, for a form that has none of its own.
    var inherited: RunningHead?
    /// The leaves so far, if a manual's parts count their own pages.
    var printed: [PrintedLeaf] = []
    /// Fields that some section shows, as indices into the type.
    private(set) var shownFields: Set<Int> = []
    /// Fields that a section *demás* shows.
    var restFields: Set<Int> = []
    /// The index of the section that the sheet shows of a field with several; `nil` for all of them in one place.
    var part: Int?
    /// The rows that the current part of a section shows, `nil` for all rows.
    private var shownRows: Set<Int>?
    /// Whether the text before and after the rows is shown in sections of its own.
    private var isInner = false
    var shownMembers: Set<[Int]> = []
    var shownColumns: [Int: Set<Int>] = [:]
    /// Fields for which the sheet adds columns that the form does not print.
    var extendedFields: Set<Int> = []
    /// The titled sections so far, each before the sections inside it.
    var headings: [SectionHeading] = []

    /// Creates a builder.
    ///
    /// - Parameters:
    ///   - site: the site of the page.
    ///   - index: the index of the record.
    ///   - form: the form to lay the record out by.
    ///   - names: the form that decides which people's names the public sees, `nil` for `form`.
    ///   - root: the path from the page to the root of the site.
    ///   - level: the heading level of the form's sections.
    ///   - prefix: a prefix for anchors, for a page with several records.
    ///   - anchors: the anchors that the page already has.
    init(
        _ site: SiteContext, record index: Int, form: Form, names: Form? = nil, root: String, level: Int,
        prefix: String = "", anchors: AnchorNames = AnchorNames()
    ) {
        self.site = site
        self.index = index
        let whole = site.corpus.records[index]
        record = site.edition.publicView.map { $0.withoutNames(whole, on: names ?? form) } ?? whole
        type = site.type(index)
        self.form = site.edition.publicView?.publicForm(form, of: whole) ?? form
        var content = ContentWriter(site: site, root: root, file: record.file, headingLevel: level + 1)
        if form.underlinesChanges, !site.isArchive {
            content.marks = DocumentHistory(site, of: index)?.marks(of: site.corpus.records[index])
        }
        content.record = index
        content.prefix = prefix
        content.headings = TextHeadings(of: record)
        self.content = content
        controlling = site.edition.manuals[index].map { site.corpus.records[$0] } ?? record
        baseLevel = level
        self.anchors = anchors
        self.anchors.prefix = prefix
    }

    // MARK: Sections

    /// A section of the form with its data.
    struct BuiltSection {
        let value: TemplateValue
        let section: FormSection
    }

    mutating func sections(_ sections: [FormSection], level: Int, numbering: Numbering) -> [BuiltSection] {
        var result: [BuiltSection] = []
        var number = 0
        for section in sections {
            if section.view == .rest {
                var numbers = SectionNumbers(numbering, after: number)
                result += remainder(level: level, &numbers).map { BuiltSection(value: $0, section: section) }
                number = numbers.count
                continue
            }
            let isNumbered = !section.title.isEmpty && numbering != .none
            if let value = self.section(section, level: level, number: isNumbered ? numbering.text(number + 1) : nil) {
                if isNumbered { number += 1 }
                result.append(BuiltSection(value: value, section: section))
            }
        }
        return result
    }

    /// Returns the data of a section; `nil` if it shows neither a value nor words for a missing one.
    mutating func section(_ written: FormSection, level: Int, number: String? = nil) -> TemplateValue? {
        let section = listSection(written)
        let nestedLevel = section.title.isEmpty ? level : level + 1
        var frame = SectionFrame(title: section.title, level: level, number: number, view: section.view)
        var nested: [TemplateValue] = []
        let place = headings.count
        if let placement = section.field {
            markShown(placement.path)
            if form.isBuiltIn, !section.title.isEmpty, let words = heading(of: placement.path) { frame.title = words }
            frame.name = field(at: placement.path).label[site.language]
        }
        if let rows = surroundedRows(section) {
            nested = partsInAuthorsOrder(rows, section, level: nestedLevel)
        } else if !fill(&frame, section) {
            if section.view != .heading { return nil }
        }
        if section.view == .log { nested += errata(level: nestedLevel) }
        if let facts = factsBelowText(section, level: nestedLevel) { nested.append(facts) }
        nested += sections(section.sections, level: nestedLevel, numbering: section.numbering ?? .none).map(\.value)
        if section.view == .heading, nested.isEmpty, !section.sections.isEmpty { return nil }
        frame.sections = nested
        frame.targets = targets(section.allFields.map { $0.path[0] })
        let wanted = laterSection(section)?.anchor ?? section.title.slug(words: 6)
        let anchor = anchors.next(section.title.isEmpty ? "seccion" : wanted)
        if !section.title.isEmpty { headings.insert(SectionHeading(frame, anchor: anchor), at: place) }
        return frame.value(anchor: anchor)
    }

    /// Returns a section of the built-in form as a list if its rows consist of a single text each, since a table of
    /// one column adds nothing.
    private func listSection(_ section: FormSection) -> FormSection {
        guard form.isBuiltIn, section.view == .table, let path = section.field?.path, let rows = rows(at: path),
            !rows.rows.isEmpty
        else { return section }
        let type = field(at: path).kind.rowType
        let isPlain = rows.rows.allSatisfy { row in
            row.cells.allSatisfy { $0.field == type.main || $0.field == type.children }
        }
        var listed = section
        if isPlain { listed.view = .list }
        return listed
    }

    /// Returns the ids for links to sections of the body, and leaves out ids that the page already has.
    mutating func targets(_ fields: [Int]) -> [String] {
        let body = record.fields.dropFirst(record.headCount).map(\.field)
        return fields.filter { body.contains($0) }.compactMap { anchors.field(type.fields[$0].id) }
    }

    /// Returns the rows of a section if they have text or headings that its table or matrix cannot show; otherwise
    /// `nil`.
    private func surroundedRows(_ section: FormSection) -> Rows? {
        guard let field = section.field, let rows = rows(at: field.path) else { return nil }
        let hasText = !rows.introduction.isEmpty || !rows.closing.isEmpty
        let isSurrounded =
            hasText || hasFreeHeadings(rows, section) || !groupsWithUnshownText(rows, section).isEmpty
        return isSurrounded ? rows : nil
    }

    /// Whether headings group the rows without being values of a column.
    private func hasFreeHeadings(_ rows: Rows, _ section: FormSection) -> Bool {
        guard let path = section.field?.path else { return false }
        return !rows.groups.isEmpty && field(at: path).kind.rowType.groupBy == nil
    }

    /// Returns the groups whose text the view cannot show.
    private func groupsWithUnshownText(_ rows: Rows, _ section: FormSection) -> [RowGroup] {
        guard [.table, .matrix, .list].contains(section.view), !hasFreeHeadings(rows, section) else { return [] }
        if section.view == .list, section.field.map({ isGrouped(rows, $0, section) }) ?? false { return [] }
        return rows.groups.filter { !$0.note.isEmpty && !$0.isNotApplicable }
    }

    /// Returns the parts of a section with rows in the author's order: text, and headings with the rows below them.
    private mutating func partsInAuthorsOrder(_ rows: Rows, _ section: FormSection, level: Int) -> [TemplateValue] {
        var nested: [TemplateValue] = []
        func addText(_ blocks: [Block], anchor: String = "") {
            if !blocks.isEmpty { nested.append(textSection(blocks, level: level, anchor: anchor)) }
        }
        func addHeading(_ group: RowGroup) {
            addText([.heading(level: 2, group.heading)] + group.note, anchor: anchors.next(group.anchor))
        }
        func addView(_ builder: inout SheetBuilder) {
            var inner = SectionFrame(title: "", level: level, number: nil, view: section.view)
            inner.name = section.title
            if builder.fill(&inner, section) { nested.append(inner.value(anchor: builder.anchors.next("parte"))) }
        }
        isInner = true
        addText(rows.introduction)
        for group in groupsWithUnshownText(rows, section) { addHeading(group) }
        if hasFreeHeadings(rows, section) {
            for part in rows.parts {
                if let group = part.group { addHeading(group) }
                if part.rows.isEmpty { continue }
                shownRows = Set(part.rows)
                addView(&self)
            }
            shownRows = nil
        } else {
            addView(&self)
        }
        addText(rows.closing)
        isInner = false
        return nested
    }

    /// Returns the rows that the current part of a section shows.
    func rowsOfPart(_ rows: Rows) -> Rows {
        guard isInner else { return rows }
        var inner = rows
        inner.introduction = []
        inner.closing = []
        if let shownRows {
            inner.rows = rows.rows.indices.filter { shownRows.contains($0) }.map { rows.rows[$0] }
            inner.groups = []
        }
        return inner
    }

    /// The description of the legal act of the shown release, `nil` if it has none.
    private var act: String? {
        guard let history = DocumentHistory(site, of: index), !history.publication.showsUnreleasedChanges else {
            return nil
        }
        return history.publication.entry.act.map { ActWords.text($0, site) }
    }

    /// Returns the errata of the modification log, each with the wrong and the corrected text and the reason.
    private func errata(level: Int) -> [TemplateValue] {
        let errata = DocumentHistory(site, of: index)?.errata ?? []
        if errata.isEmpty { return [] }
        let span = Span.start(of: record.file)
        return [textSection(errata.map { .paragraph(Text($0, span: span)) }, level: level)]
    }

    func textSection(_ blocks: [Block], level: Int, anchor: String = "") -> TemplateValue {
        var frame = SectionFrame(title: "", level: level, number: nil, view: .text)
        frame.view = ("text", Shape(("html", content.blocks(blocks).value)).value)
        return frame.value(anchor: anchor)
    }

    /// Sets the view of a section; returns false if it has nothing to show.
    private mutating func fill(_ frame: inout SectionFrame, _ section: FormSection) -> Bool {
        let view: TemplateValue?
        switch section.view {
        case .heading: view = nil
        case .fieldGrid: view = fieldGrid(section)
        case .text: view = text(section)
        case .list: view = list(section, level: frame.level + (frame.title.isEmpty ? 0 : 1))
        case .table: view = table(section, &frame)
        case .matrix: view = matrix(section, &frame)
        case .groups: view = groups(section, level: frame.level + (frame.title.isEmpty ? 0 : 1))
        case .boxes: view = boxes(section)
        case .competencies: view = competencies(section)
        case .signatures: view = signatures(section)
        case .legend: view = legend(section)
        case .receipt: view = receipt(section)
        case .log: view = table(section, &frame)
        case .cover: view = Shape(("logo", .absent), ("act", .optional(act))).value
        case .contents: view = contents(section)
        case .members: view = members(section, level: frame.level)
        case .rest: view = nil
        }
        guard let view else { return false }
        frame.view = (SectionFrame.key(section.view), view)
        return true
    }

    // MARK: Values

    /// Returns the heading that the author gave a field's section, `nil` if there is none.
    func heading(of path: [Int]) -> String? {
        guard path.count == 1, let value = record.fieldValue(path[0]) else { return nil }
        return part.flatMap { value.heading(ofSection: $0)?.plain } ?? value.ownHeading
    }

    /// Returns the section that the sheet shows of a field with several, unless it is the first.
    private func laterSection(_ section: FormSection) -> FieldSection? {
        guard let part, part > 0, let field = section.field?.path.first, let value = record.fieldValue(field),
            value.sections.indices.contains(part)
        else { return nil }
        return value.sections[part]
    }

    /// Returns the value of a field, or of a member of a group, at a path; `nil` if the record does not set it. If
    /// the field's value is not a group, such as *not applicable*, returns it for each member.
    func value(at path: [Int]) -> Value? {
        guard let first = path.first, let field = record.fieldValue(first) else { return nil }
        let value = part.map { field.value(ofSection: $0) } ?? field.value
        if path.count == 1 { return value }
        guard case .group(let members) = value else { return value }
        return members.first { $0.field == path[1] }?.value
    }

    func field(at path: [Int]) -> Field {
        let field = type.fields[path[0]]
        if path.count > 1, case .group(let members) = field.kind { return members[path[1]] }
        return field
    }

    mutating func markShown(_ path: [Int]) {
        if path.count > 1 { shownMembers.insert(path) } else { shownFields.insert(path[0]) }
    }

    func writer(_ section: FormSection) -> ValueWriter {
        ValueWriter(content: content, dates: section.dates ?? form.dates, end: section.end ?? "")
    }

    /// Returns the rows of a field that the current part of a section shows, including those of its clause; `nil` for
    /// any other value.
    func rows(at path: [Int]) -> Rows? {
        guard case .rows(let rows)? = value(at: path) else { return nil }
        return rowsOfPart(site.corpus.withClauseRows(rows, from: record.file))
    }

    /// Returns the code list that a section binds to a column or field; `nil` if it binds none that the form has.
    func list(_ section: FormSection, _ field: Field) -> CodeList? {
        guard let name = section.lists.first(where: { field.names.contains($0.column) })?.list else { return nil }
        return form.list(named: name)
    }

    /// Returns the words that a section prints for a missing value, `nil` to leave it out.
    func emptyWords(_ section: FormSection) -> String? {
        switch section.empty {
        case .text(let words): words
        case .omit: nil
        case nil: section.isRequired ? "" : nil
        }
    }
}

/// Generates anchors that are unique in a page.
struct AnchorNames {
    var prefix = ""
    private var names = UniqueNames(Self.reserved)
    private var fields: Set<String> = []

    /// Anchors that templates define themselves.
    private static let reserved: Set<String> = [
        "contenido", "fuera-del-formato", "pasos", "escalamiento", "excepciones", "preguntas", "filtro", "buscar",
        "buscar-inicio",
        "buscar-404",
    ]

    /// Whether the page has an anchor.
    func contains(_ name: String) -> Bool { names.contains(name) }

    /// The names assigned since the log was last emptied.
    var log: [String] = []

    /// Returns the id for links to the section of a field, `nil` if the page already has it.
    mutating func field(_ id: String) -> String? {
        let name = prefix.isEmpty ? "f-\(id)" : "\(prefix)-f-\(id)"
        return fields.insert(name).inserted ? name : nil
    }

    mutating func next(_ wanted: String) -> String {
        let name = names.next(prefix.isEmpty ? wanted : "\(prefix)-\(wanted)")
        log.append(name)
        return name
    }
}

extension Numbering {
    /// Returns the printed number of a section: `1.`, `I.`, `A.`.
    func text(_ number: Int) -> String {
        switch self {
        case .none: return ""
        case .decimal: return "\(number)."
        case .letter: return "\(Character(Unicode.Scalar(UInt8(64 + min(26, number)))))."
        case .roman:
            let digits = [
                (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
            ]
            var rest = number
            var out = ""
            for (value, sign) in digits {
                while rest >= value {
                    out += sign
                    rest -= value
                }
            }
            return out + "."
        }
    }
}
