import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The page of a record: its sheet, followed by the fields that the form does not show.
struct RecordPage {
    let site: SiteContext
    let index: Int

    private let record: Record
    private let type: DocumentType
    private let links: LinkShapes
    private let form: Form
    private let root: String
    private let history: DocumentHistory?
    /// The notice above the document; `nil` for the notice of its state.
    var notice: TemplateValue?
    /// The facts about the release in the control block; `nil` for the release that the page shows.
    var versionFacts: [TemplateValue]?

    init(_ site: SiteContext, _ index: Int) {
        self.site = site
        self.index = index
        record = site.corpus.records[index]
        type = site.type(index)
        root = site.root(of: site.paths[index])
        links = LinkShapes(site: site, root: root)
        history = DocumentHistory(site, of: index)
        let form = site.schema.forms[record.form]
        self.form = site.edition.publicView?.publicForm(form, of: record) ?? form
    }

    /// The keys of the fields that the header and the aside show.
    static let factFields: Set<FieldKey> = [
        .title, .term, .code, .version, .effective, .created, .owner, .unit, .reviewEvery, .nextReview, .authorisedBy,
        .reviewedBy,
        .form, .state, .access,
        .formerIDs, .formerNames, .acronym,
    ]

    /// Whether the page needs a separate print style sheet, for the page boxes of a manual's parts.
    var hasBookStyles: Bool { type.key == .manual && form.book.needsStyles && !site.isArchive }

    static func bookPath(_ site: SiteContext, _ index: Int) -> String {
        "estilos/libros/\(site.corpus.records[index].id.slug()).css"
    }

    func bookStyles() -> [UInt8] {
        var builder = SheetBuilder(site, record: index, form: form, root: root, level: 2)
        _ = builder.sheet()
        return PageBoxes(site: site).bookStyleSheet(form, builder.printed)
    }

    /// Returns print rules that write the version and date of the document in a margin of every page; empty if the
    /// document has neither, or if the headers and footers of its pages show them.
    func controlStyle() -> String {
        let isBook = type.key == .manual
        // The site's own running head has both the version and the date.
        if form.isBuiltIn || !SheetBuilder.hasRunningHead(form, isBook: isBook) { return "" }
        let builder = SheetBuilder(site, record: index, form: form, root: root, level: 2)
        let members = isBook ? Set(builder.memberIndices.map { site.corpus.records[$0].form }) : []
        let forms = [form] + members.sorted().map { site.schema.forms[$0] }.filter { !$0.isBuiltIn }
        return PageBoxes(site: site).controlRules(
            forms, version: builder.controlWords(.version), effective: builder.controlWords(.effective))
    }

    func frame() -> PageFrame {
        let kind =
            switch type.known {
            case .job, .protocol, .checklist, .manual, .unit: type.id
            case .clause, .competency, .externalDocument, .office, .page, .standard, .term, nil: "record"
            }
        var frame = PageFrame(site, path: site.paths[index], kind: kind, title: record.title)
        frame.breadcrumb = links.crumbs(type, last: record.title)
        frame.door = PageFrame.Door(of: type)
        frame.description = description
        if !form.isBuiltIn { frame.formName = "form-\(form.id.slug())" }
        if let code = site.corpus.words(record, .code) {
            frame.keywords =
                ([code] + (site.corpus.words(record, .version).map { ["\(site.message("version")) \($0)"] } ?? []))
                .joined(separator: ", ")
        }
        if hasBookStyles { frame.ownStyles = [Self.bookPath(site, index)] }
        var builder = SheetBuilder(site, record: index, form: form, root: root, level: 2)
        var sheet = TemplateValue.absent
        var sections: [TemplateValue] = []
        var outside: [TemplateValue] = []
        var contents: [TemplateValue] = []
        var former: [String] = []
        switch type.known {
        case .protocol:
            var page = ProtocolPage(builder)
            frame.data.append(("protocol", page.value()))
        case .checklist:
            var page = ChecklistPage(builder)
            frame.data.append(("checklist", page.value()))
        case .clause, .competency, .externalDocument, .job, .manual, .office, .page, .standard, .term, .unit, nil:
            if form.isBuiltIn {
                sections = builder.fieldsOutsideForm(except: Self.factFields, level: 2, withOwn: true)
            } else {
                sheet = builder.sheet()
                // A form of the site fixes the order of its fields; the author's own sections
                // follow.
                if !form.showsRest { sections = builder.ownSections(level: 2) }
            }
            // A manual prints its own table of contents.
            if type.key != .manual { contents = builder.headings.tableOfContents(links) }
            if !form.isBuiltIn { outside = builder.fieldsOutsideForm(except: Self.factFields, level: 3) }
            if history != nil { former = builder.formerAnchors() }
            if !outside.isEmpty { former.removeAll { $0 == "fuera-del-formato" } }
        }
        var shape = Shape(
            ("type", .text(site.typeName(type))), ("title", .text(record.title)), ("unit", unitLink),
            ("code", .optional(site.corpus.words(record, .code))),
            ("version", .optional(site.corpus.words(record, .version))), ("effective", effective),
            (
                "state",
                site.edition.states[index].map { site.states.shape($0, site.isArchive ? .version : .init(type)) }
                    ?? .absent
            ),
            ("hasControl", .bool(hasControl)), ("summary", .absent),
            ("notice", notice ?? stateNotice), ("sheet", sheet),
            ("runningHead", .bool(sheet.isFalsey || !SheetBuilder.hasRunningHead(form, isBook: type.key == .manual)))
        )
        shape.set(builder.controlKey([type.field(.title) ?? 0]), "title")
        for (key, name) in [(FieldKey.code, "code"), (.version, "version"), (.effective, "effective")] {
            shape.set(type.field(key).flatMap { builder.controlKey([$0]) }, name)
        }
        shape.set("id", .text(record.id))
        shape.set(
            "shortCode",
            .optional(history.flatMap { $0.publication.showsUnreleasedChanges ? nil : $0.publication.entry.shortCode })
        )
        shape.set("mine", links.myJobFacts(index))
        shape.set("signed", receiptPath == nil ? .absent : .text(site.corpus.recordID(of: index).text))
        shape.set(.facts, facts)
        shape.set(.relations, Relations(site, index, links).groups)
        shape.set(.contents, contents)
        shape.set(.sections, sections)
        shape.set(.blocks, type.key == .unit ? UnitBlocks(site, index).groups(site, links) : [])
        shape.set(.outside, outside)
        shape.set("former", .list(former.map { .text($0) }))
        frame.data.append(("record", shape.value))
        return frame
    }

    private var receiptPath: String? { AcknowledgementPage.path(site, of: index) }

    private var description: String? {
        for field in [FieldKey.objective, .purpose, .definition, .introduction] {
            if let words = site.corpus.words(record, field) {
                return words.count > 200 ? String(words.prefix(199)) + "…" : words
            }
        }
        return nil
    }

    private var unitLink: TemplateValue {
        guard let unit = links.unit(record), unit != index else { return .absent }
        return links.link(to: unit)
    }

    private var hasControl: Bool {
        [FieldKey.code, .version, .effective].contains { site.corpus.words(record, $0) != nil }
            || site.edition.states[index] != nil
    }

    private var effective: TemplateValue {
        if case .date(let date, _)? = site.corpus.value(record, .effective) { return links.date(date) }
        return .absent
    }

    private var stateNotice: TemplateValue { StateNotice(site, index, history, links).value }

    // MARK: Facts

    /// The facts that an office file carries as controls. The others are computed, or say who may read the document
    /// and in which state it is, which nobody should change by an edited file.
    private static let markedFacts: Set<FieldKey> = [
        .code, .version, .effective, .created, .owner, .unit, .authorisedBy, .reviewedBy,
    ]

    private var facts: [TemplateValue] {
        let writer = ValueWriter(content: ContentWriter(site: site, root: root, file: record.file))
        var facts: [TemplateValue] = []
        for (field, message) in [
            (FieldKey.acronym, "factAcronym"), (.code, "factCode"), (.version, "factVersion"),
            (.effective, "factEffective"), (.created, "factCreated"),
            (.owner, "factOwner"),
            (.unit, "factUnit"),
        ] { append(field, message, writer, to: &facts) }
        if let review = site.edition.nextReviews[index] {
            var markup = writer.time(review)
            if let every = site.corpus.value(record, .reviewEvery) {
                markup.text(" (")
                markup.append(writer.html(every, .duration))
                markup.text(")")
            }
            facts.append(links.fact(site.message("factNextReview"), markup))
        } else {
            append(.reviewEvery, "factNextReview", writer, to: &facts)
        }
        append(.authorisedBy, "factAuthorized", writer, to: &facts)
        append(.reviewedBy, "factReviewed", writer, to: &facts)
        if !form.isBuiltIn { facts.append(links.fact(site.message("factForm"), formLink(writer))) }
        if let manual = site.edition.manuals[index] {
            var markup = Markup()
            markup.link(to: site.url(of: manual, from: root), site.corpus.records[manual].title)
            facts.append(links.fact(site.message("factManual"), markup))
        }
        append(.formerNames, "factFormerNames", writer, to: &facts)
        append(.access, "factAccess", writer, to: &facts)
        if !site.isArchive, let words = site.corpus.words(record, .state),
            site.edition.states[index].map({ !site.states.isName(words, of: $0) }) ?? true
        {
            append(.state, "columnState", writer, to: &facts)
        }
        append(.formerIDs, "factFormerNames", writer, to: &facts)
        // The remaining facts link to files of the site, which a file outside the site cannot reach.
        if site.linkBase != nil { return facts }
        if site.pdfs.contains(site.pdfPath(index)) {
            var markup = Markup()
            markup.link(to: root + site.pdfPath(index), site.message("pdfDocument"))
            facts.append(links.fact("PDF", markup))
        }
        if let receiptPath, versionFacts == nil {
            var markup = Markup()
            markup.link(to: root + receiptPath, site.message("receiptSign"))
            facts.append(links.fact(site.message("receipt"), markup))
        }
        if let versionFacts {
            facts += versionFacts
        } else if let history, !history.publication.showsUnreleasedChanges {
            facts += ReleaseFacts.make(history, history.publication.entry, links)
        }
        return facts
    }

    private func append(_ field: FieldKey, _ message: String, _ writer: ValueWriter, to facts: inout [TemplateValue]) {
        let record = site.edition.publicView?.withoutNames(record, on: form) ?? record
        guard let place = type.field(field), let value = record.value(place) else { return }
        let mark = Self.markedFacts.contains(field) ? ControlKey(of: index, place, site) : nil
        let markup = writer.withMark(mark).html(value, type.fields[place].kind)
        if !markup.isEmpty { facts.append(links.fact(site.message(message), markup)) }
    }

    private func formLink(_ writer: ValueWriter) -> Markup {
        var markup = Markup()
        let words = [form.control.code, form.title.replacing("\n", with: " ")].filter { !$0.isEmpty }.joined(
            separator: " ")
        markup.link(to: site.formPaths[record.form].map { root + $0 }, words)
        return markup
    }
}

extension RecordPage: PageKind {
    static let dataNames: [TemplateName] = ["record", "protocol", "checklist"]

    static func plan(_ plan: inout PagePlan) {
        let site = plan.site
        for index in site.corpus.records.indices {
            plan.page(site.paths[index]) { RecordPage(site, index).frame() }
            if RecordPage(site, index).hasBookStyles {
                plan.add([
                    PlannedFile(path: bookPath(site, index), tracksDependencies: true) {
                        RecordPage(site, index).bookStyles()
                    }
                ])
            }
        }
    }
}
