import OficioSchema
import OficioTheme

/// The header and footer on every page of a sheet, with the form that prints them.
struct RunningHead {
    let header: TemplateValue
    let footer: TemplateValue
    /// The form that the header and footer come from.
    let form: Form
    /// Whether parts of a manual count their own pages.
    var countsByPart: Bool

    init(_ sheet: SheetBuilder) {
        header = RunningBand(sheet.form.header, sheet).value
        footer = RunningBand(sheet.form.footer, sheet).value
        form = sheet.form
        countsByPart = sheet.form.book.countsByPart
    }

    var isEmpty: Bool { header.isFalsey && footer.isFalsey }
}

/// A leaf of a manual whose parts count their own pages.
struct PrintedLeaf {
    /// The CSS selector of the leaf in the manual's page.
    let selector: String
    /// The form that prints the leaf's header and footer.
    let form: Form
    /// The paper of the leaf, `nil` for the form's own.
    let paper: Paper?
    /// The id of the element at the end of the leaf.
    let end: String
    /// Whether page numbers restart at this leaf.
    let startsPart: Bool
}

/// Divides a sheet into leaves: one, or several if the form changes paper or belongs to a manual. Each leaf begins a
/// page and repeats the header, footer and repeated sections. The page box can only change between leaves, because
/// print engines ignore a change inside repeated content.
extension SheetBuilder {
    /// Returns the data of the whole sheet.
    mutating func sheet() -> TemplateValue {
        var head = RunningHead(self)
        let isLent = head.isEmpty && inherited != nil
        if let inherited {
            if isLent { head = inherited }
            head.countsByPart = inherited.countsByPart
        }
        let built = sections(form.sections, level: baseLevel, numbering: form.numbering)
        let runs = Self.runs(built, isBook: type.key == .manual)
        var leaves: [TemplateValue] = []
        var hasNotice = false
        for (place, run) in runs.enumerated() {
            var repeated = Repeated(in: built)
            // On screen, repeated sections appear in the first and last leaf; on paper, in every leaf, with other
            // anchors.
            if place > 0, !repeated.isEmpty {
                var copy = self
                repeated = Repeated(in: copy.sections(form.sections, level: baseLevel, numbering: form.numbering))
                anchors = copy.anchors
            }
            let isBare = run.contains { $0.section.view == .members }
            let paper = run.first?.section.paper ?? (isLent && !form.paper.isOfSite ? form.paper : nil)
            let end = head.countsByPart && !isBare ? anchors.next("fin-de-hoja") : nil
            if let end {
                let selector =
                    inherited == nil
                    ? ".sheet-manual > .leaf-\(place + 1)" : "[id=\"\(anchors.prefix)\"] .leaf-\(place + 1)"
                let startsPart = place == 0 || runs[place - 1].contains { $0.section.view == .members }
                printed.append(
                    PrintedLeaf(selector: selector, form: head.form, paper: paper, end: end, startsPart: startsPart))
            }
            let page =
                paper.map { PageBoxes.name(head.form, $0) } ?? (inherited == nil ? nil : PageBoxes.name(head.form))
            // A leaf whose form has no header gets the site's own header.
            let hasSiteHead =
                head.header.isFalsey && (inherited != nil || Self.hasRunningHead(form, isBook: type.key == .manual))
            let hasFoot = !repeated.innerBottom.isEmpty || !repeated.outerBottom.isEmpty || !head.footer.isFalsey
            let onPaper = (paper ?? head.form.paper).withDefaults(head.form.paper)
            let takesNotice = inherited == nil && !isBare && !hasNotice
            hasNotice = hasNotice || takesNotice
            leaves.append(
                Shape(
                    ("footMargins", hasFoot && !isBare ? .number(onPaper.marginsAboveAndBelow) : .absent),
                    ("takesNotice", .bool(takesNotice)),
                    ("leafNumber", .number(place + 1)), ("pageClass", .optional(page)), ("isBare", .bool(isBare)),
                    ("end", .optional(end)), ("header", head.header),
                    ("footer", head.footer), ("hasSiteHead", .bool(hasSiteHead)),
                    ("hasHead", .bool(!head.header.isFalsey || hasSiteHead)),
                    ("hasBottom", .bool(!repeated.outerBottom.isEmpty || !head.footer.isFalsey)),
                    ("headOnPaper", .bool(place > 0 || hasSiteHead || isLent)),
                    (
                        "lead",
                        run.count == 1 && !repeated.innerTop.isEmpty && !run[0].section.title.isEmpty
                            ? run[0].value : .absent
                    ), ("topOnPaper", .bool(place > 0)),
                    ("bottomOnPaper", .bool(place < runs.count - 1 || isLent))
                )
                .with(.outerTop, repeated.outerTop).with(.innerTop, repeated.innerTop).with(.sections, run.map(\.value))
                .with(.innerBottom, repeated.innerBottom).with(.outerBottom, repeated.outerBottom).value)
        }
        var classes = "sheet-\(form.id.isEmpty ? type.id : form.id.slug())"
        if type.key == .manual { classes += " sheet-manual" }
        if form.underlinesChanges { classes += " shows-changes" }
        if form.book.startsOnTheRight { classes += " starts-right" }
        return Shape(
            ("classes", .text(classes)), ("hasNotice", .bool(hasNotice)),
            ("marksChanges", .bool(form.underlinesChanges && !site.isArchive))
        ).with(.leaves, leaves).value
    }

    /// Returns the version or date that controls the document: its own, or that of its manual; `nil` if neither has
    /// one.
    func controlWords(_ key: FieldKey) -> String? {
        for record in [record, controlling] {
            let type = site.schema.types[record.type]
            guard let index = type.field(key), let value = record.value(index) else { continue }
            if case .date(let date, _) = value { return DatePattern.long(site.language).format(date, site.language) }
            if !value.plain.isEmpty { return value.plain }
        }
        return nil
    }

    /// Whether the sheet prints its own header on every page; if not, the page that contains it prints one.
    static func hasRunningHead(_ form: Form, isBook: Bool) -> Bool {
        !form.header.isEmpty || isBook || form.sections.contains { $0.paper != nil }
    }

    /// Returns the sections that do not repeat, divided at the beginning of each leaf.
    private static func runs(_ built: [BuiltSection], isBook: Bool) -> [[BuiltSection]] {
        let middle = Repeated.middle(of: built)
        var runs: [[BuiltSection]] = []
        for section in middle {
            let former = runs.last?.last?.section
            let isOfBook = isBook && (section.section.isPartOfBook || former?.isPartOfBook == true)
            if former == nil || isOfBook || section.section.paper != former?.paper { runs.append([]) }
            runs[runs.count - 1].append(section)
        }
        return runs.isEmpty ? [[]] : runs
    }
}

/// The sections that every page repeats, grouped for the nested tables that make print engines repeat them.
private struct Repeated {
    var outerTop: [TemplateValue] = []
    var innerTop: [TemplateValue] = []
    var innerBottom: [TemplateValue] = []
    var outerBottom: [TemplateValue] = []

    var isEmpty: Bool { innerTop.isEmpty && innerBottom.isEmpty }

    /// Collects the repeated sections among all sections of a sheet.
    init(in all: [SheetBuilder.BuiltSection]) {
        guard !all.allSatisfy(\.section.repeats) else { return }
        var top = all.prefix { $0.section.repeats }.map(\.value)
        var bottom = Array(all.reversed().prefix { $0.section.repeats }.map(\.value).reversed())
        if let inner = top.popLast() { innerTop = [inner] }
        outerTop = top
        if !bottom.isEmpty { innerBottom = [bottom.removeFirst()] }
        outerBottom = bottom
    }

    /// Returns the sections between those that repeat at the top and those that repeat at the bottom; all
    /// sections if all repeat.
    static func middle(of all: [SheetBuilder.BuiltSection]) -> ArraySlice<SheetBuilder.BuiltSection> {
        guard !all.allSatisfy(\.section.repeats) else { return all[...] }
        let tops = all.prefix { $0.section.repeats }.count
        let bottoms = all.reversed().prefix { $0.section.repeats }.count
        return all[tops..<(all.count - bottoms)]
    }
}

extension FormSection {
    /// Whether the section starts a new page as a part of a manual.
    fileprivate var isPartOfBook: Bool { [.cover, .contents, .members, .log].contains(view) }
}
