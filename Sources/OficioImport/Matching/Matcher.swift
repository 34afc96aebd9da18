import OficioSchema
import OficioSource

/// Matches files against the forms of a site.
package struct Matcher: Sendable {
    /// The types, forms and settings of the site.
    package let schema: Schema
    /// The labels of each form, in the order of the schema.
    package let forms: [FormLabels]
    /// The names that the site gives to fields, by type and folded name.
    private let names: SiteNames

    /// Collects the labels of all forms of a site.
    package init(_ schema: Schema) {
        self.schema = schema
        forms = schema.forms.enumerated().map { index, form in
            FormLabels(form, index: index, schema.types.first { $0.key == form.type } ?? schema.types[0])
        }
        names = SiteNames(schema)
    }

    /// Returns the documents in a file, by the form that fits it best. A file in no form is one
    /// document with its own headings. `type` and `form` restrict the forms to consider; nil if the
    /// file has no text.
    package func match(_ document: LocatedDocument, type: String? = nil, form: Int? = nil) -> Match? {
        let outline = Outline(document)
        let choice = FormChoice(outline, forms, type: type, form: form)
        let head = document.format != .markdown && form == nil ? PrintedHead(outline, forms) : nil
        if form == nil, head == nil, let checklist = matchTasks(outline, choice, type) { return checklist }
        if document.format.isSpreadsheet || choice.outer == nil, let sheet = matchRows(outline, choice, type) {
            return sheet
        }
        if let head, type == nil || type == head.form.type.id {
            var prose = ProseMatcher(outline, head.form, schema.settings, names: names[head.form.type], head: head)
            return prose.run(choice)
        }
        guard type != TypeKey.manual.text || document.format != .markdown, let outer = choice.outer,
            fits(outer, outline, isAsked: type != nil || form != nil)
        else {
            return matchProse(outline, choice, type)
        }
        let chosen = ([outer.form] + choice.members.map(\.form)).compactMap { index in
            forms.first { $0.formIndex == index }
        }
        let (labels, hits) = MemberForms(outline, chosen).found
        let form = labels.forms[0]
        let facts = form.readsOwnControl ? nil : ProseFacts(outline, form, onlyTables: true)
        var outlineReader = OutlineReader(outline, labels, hits, readTables: facts?.takenTables ?? [])
        outlineReader.run()
        var assembler = Assembler(outlineReader, schema.settings)
        assembler.run(
            outlineReader.found, facts: facts,
            manual: forms.first { $0.form.isBuiltIn && $0.type.key == .manual })
        return Match(
            outline: outline, labels: assembler.labels, choice: choice, records: assembler.records,
            fates: assembler.fates,
            hits: hits)
    }

    /// Returns the documents in a table with one document in each row; nil if its headings name no fields.
    private func matchRows(_ outline: Outline, _ choice: FormChoice, _ wanted: String?) -> Match? {
        var best: (form: FormLabels, fields: Int)?
        for form in forms where form.form.isBuiltIn && (wanted == nil || form.type.id == wanted) {
            let fields = SheetMatcher.fields(outline, form.type, forms)
            if fields >= 2, fields > best?.fields ?? 0 { best = (form, fields) }
        }
        guard let best else { return nil }
        var sheet = SheetMatcher(outline, best.form, forms, schema.settings)
        return sheet.run(choice)
    }

    /// Matches a list of what somebody does in their first days as a checklist; nil for any other file.
    private func matchTasks(_ outline: Outline, _ choice: FormChoice, _ wanted: String?) -> Match? {
        guard outline.document.format != .markdown,
            let form = forms.first(where: { $0.form.isBuiltIn && $0.type.known == .checklist }),
            wanted == form.type.id || wanted == nil && OnboardingTitle.matches(outline)
        else { return nil }
        // A file in a form of the site is what the form says.
        if wanted == nil, let outer = choice.outer,
            forms.first(where: { $0.formIndex == outer.form })?.form.isBuiltIn == false
        {
            return nil
        }
        var prose = ProseMatcher(
            Outline(FrameTables.withoutFrames(outline.document)), form, schema.settings, names: names[form.type])
        prose.isAsked = wanted != nil
        let match = prose.run(choice)
        guard let field = form.type.field(.items), match.records[0].field([field]) != nil else { return nil }
        // A long text with a list in it is no checklist.
        let unplaced = match.fates.all.count { if case .unplaced = $0 { true } else { false } }
        return wanted != nil || unplaced * 3 <= match.fates.all.count ? match : nil
    }

    /// Whether a file is in the form that fits it best. A few names that a type without a form
    /// shares with any text are not enough.
    private func fits(_ score: FormChoice.Score, _ outline: Outline, isAsked: Bool) -> Bool {
        guard let form = forms.first(where: { $0.formIndex == score.form }) else { return true }
        guard form.form.isBuiltIn else {
            // A protocol may have as many words in common with a short form of jobs as a job has.
            return isAsked || form.type.key != .job || score.coverage >= 0.8
                || !DocumentKind.isClearlyProcedure(outline)
        }
        // Types that keep the author's own sections accept any text, so labels prove nothing.
        if form.type.keepsExtra { return false }
        if isAsked { return true }
        switch DocumentKind.guess(outline) {
        case .job: return form.type.key == .job && score.found >= 3
        case .procedure: return false
        case .other: return form.type.key == .job && score.found >= 8
        }
    }

    /// Returns the document in a file in no form, with its own headings; `nil` if the file has no text. Without a
    /// wanted type, it is a page if the file is Markdown and describes neither a job nor a procedure, and otherwise a
    /// procedure.
    private func matchProse(_ outline: Outline, _ choice: FormChoice, _ wanted: String?) -> Match? {
        guard outline.paragraphs.contains(where: { !$0.lines.isEmpty }) else { return nil }
        let isPage = outline.document.format == .markdown && DocumentKind.guess(outline) == .other
        let type = wanted ?? (isPage ? "page" : "protocol")
        guard let form = forms.first(where: { $0.form.isBuiltIn && $0.type.id == type }) else { return nil }
        let opened = Outline(FrameTables.withoutFrames(outline.document))
        var prose = ProseMatcher(opened, form, schema.settings, names: names[form.type])
        return prose.run(choice)
    }
}
