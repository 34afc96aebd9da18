import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Reports access words that are not understood, or that stand on parts which cannot be hidden.
extension RecordDecoder {
    /// Hides a field in public builds. Reports a field that cannot be hidden separately.
    mutating func hide(_ field: Int, named name: String, at span: Span) {
        internalFields.insert(field)
        guard field == type.titleField || type.fields[field].key == .access else { return }
        reportUnclearAccess(
            span,
            Localized(
                es: "«\(name)» no se puede ocultar solo: con «acceso: interno» se oculta el documento entero",
                en: "“\(name)” cannot be hidden alone: “access: internal” hides the whole document"))
    }

    /// Decodes the text of a type with one field for all text. From the first section with an access mark on, each
    /// section is a separate part that can be hidden alone.
    mutating func decode(body: Int, _ blocks: ArraySlice<Block>) {
        func sectionHeading(_ block: Block) -> Text? {
            if case .heading(1...2, let heading) = block { heading } else { nil }
        }
        let lead = blocks.prefix { block in sectionHeading(block).map { AccessMark($0) == nil } ?? true }
        checkAccess(lead)
        unmarked.read(lead)
        if let first = lead.first {
            reportEmptyHeadings(Array(lead))
            fields.append(FieldValue(field: body, value: .blocks(Array(lead)), span: first.span))
        }
        var rest = blocks.dropFirst(lead.count)
        while let first = rest.first, let heading = sectionHeading(first) {
            let section = rest.dropFirst().prefix { sectionHeading($0) == nil }
            rest = rest.dropFirst(1 + section.count)
            checkAccess(section)
            unmarked.read(section: heading, section)
            let mark = AccessMark(heading)
            if let mark, mark.access == nil { reportUnclearMark(heading) }
            addSection(mark?.heading ?? heading, Array(section), isInternal: mark?.isInternal ?? false)
            if section.isEmpty { reportEmpty(mark?.heading ?? heading) }
        }
    }

    /// Decodes a section whose heading names the access field. Returns `false`, and leaves the section to be decoded as
    /// the field, if its text has fewer than four words, or is one paragraph with a word that limits access. Otherwise
    /// adds the section as the author's own: *El acceso público es por la calle 5.* If its text limits access, reports
    /// the section and makes it internal.
    mutating func decode(access heading: Text, _ blocks: [Block], isInternal: Bool) -> Bool {
        let words = blocks.plain.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let isMeant = words.contains { Access($0) == .staff || Self.limits.contains($0) }
        if words.count < 4 || isMeant && blocks.count == 1 && !blocks[0].isList { return false }
        if isMeant { reportUnclearAccess(heading.span, Access.expectedMessage(blocks.plain)) }
        addSection(heading, blocks, isInternal: isInternal || isMeant)
        return true
    }

    /// Folded words that limit who may see or do something.
    private static let limits: Set<String> = [
        "solo", "solamente", "unicamente", "exclusivo", "exclusiva", "exclusivamente", "only", "exclusively",
    ]

    /// Reports a heading whose access mark is not understood.
    mutating func reportUnclearMark(_ heading: Text) {
        reportUnclearAccess(
            heading.span,
            Localized(
                es: "no se entiende quién puede ver esta sección: se escribe «{acceso=interno}» al final del título",
                en: "nobody can tell who may see this section: write “{access=internal}” at the end of the heading"))
    }

    mutating func reportUnclearAccess(_ span: Span, _ message: Localized) {
        values.report(.unclearAccess, span, message)
    }

    /// Whether an unknown key is probably a misspelling of the access key.
    func isAccess(_ key: String, _ value: String) -> Bool {
        Access.isNearlyName(key)
            || Access(value) != nil && key.split(separator: " ").contains { Access.isNearlyName(String($0)) }
    }

    /// Reports access words that are not understood, or that stand where they have no effect.
    mutating func checkAccess(_ entries: [YAMLNode.Entry]) {
        for entry in entries { checkAccess(entry) }
        guard let field = type.field(.access), let value = fields.first(where: { $0.field == field })?.value,
            Access(value.plain) == nil
        else { return }
        reportUnclearAccess(
            value.textSpan ?? fields.first { $0.field == field }?.span ?? .start(of: document.file),
            Access.expectedMessage(value.plain))
    }

    private mutating func checkAccess(_ entry: YAMLNode.Entry) {
        if let field = type.field(.access), type.field(named: entry.key.text.folded) == field {
            guard case .scalar(let scalar) = entry.value, !entry.value.isAbsent else {
                return reportUnclearAccess(entry.span, Access.expectedMessage(""))
            }
            // The effective value already has its finding.
            if fields.contains(where: { $0.field == field && $0.span == entry.span }) { return }
            if Access(scalar.text) == nil { reportUnclearAccess(scalar.span, Access.expectedMessage(scalar.text)) }
            return
        }
        checkAccess(entry.value)
    }

    private mutating func checkAccess(_ node: YAMLNode) {
        switch node {
        case .scalar(let scalar): if AccessMark.occurs(in: scalar.text) { reportMisplaced(scalar.span) }
        case .sequence(let items, _): for item in items { checkAccess(item) }
        case .mapping(let entries, _):
            for entry in entries {
                if AccessMark.occurs(in: entry.key.text) { reportMisplaced(entry.key.span) }
                checkAccess(entry.value)
            }
        }
    }

    /// Reports access marks in texts that cannot be hidden separately, because they are not the heading of a section.
    mutating func checkAccess(_ blocks: some Collection<Block>) {
        for block in blocks {
            switch block {
            case .code(let text, let info, let span):
                if AccessMark(Text(info, span: span)) != nil || AccessWords.occur(inInfo: info)
                    || AccessWords.occur(behindFenceIn: text)
                {
                    reportMisplaced(span)
                }
            case .rule: break
            case .list(let list): for item in list.items { checkAccess(item.blocks) }
            case .quote(let inside, _): checkAccess(inside)
            case .heading(_, let text): if AccessMark(text) != nil { reportMisplaced(text.span) }
            case .paragraph(let text): if AccessMark.occurs(in: text.source) { reportMisplaced(text.span) }
            case .table(let table):
                checkAccess(in: table.header)
                for row in table.rows { checkAccess(in: row.cells) }
                checkAccess(table)
            }
        }
    }

    private mutating func checkAccess(in cells: [Text]) {
        for text in cells where AccessMark.occurs(in: text.source) { reportMisplaced(text.span) }
    }

    /// Reports a row `Acceso | interno` of two cells. A column *Acceso* may be about doors; see `UnmarkedInternal`.
    private mutating func checkAccess(_ table: TableBlock) {
        if AccessWords.occur(inRow: table.header) { reportMisplaced(table.header[1].span) }
        for row in table.rows where AccessWords.occur(inRow: row.cells) { reportMisplaced(row.cells[1].span) }
    }

    /// Reports published words that seem to mark something as internal.
    mutating func checkUnmarked(_ entries: [YAMLNode.Entry]) {
        let titleField = type.titleField
        if document.path.isMarkdownPath { unmarked.read(path: document.path, of: document.file) }
        let hasAccess = entries.contains { type.field(named: $0.key.text.folded) == type.field(.access) }
        for (place, entry) in entries.enumerated() {
            let field = resolver.target(ofKey: entry.key.text, entry.value)?.field
            if let field, type.fields[field].isInternal || internalFields.contains(field) { continue }
            if field == titleField, case .scalar(let scalar) = entry.value {
                // After `---` or a single line break, the key begins its line.
                let above = place == 0 ? 3 : Int(entries[place - 1].span.end)
                let isFixable = document.path.isMarkdownPath && !hasAccess && Int(entry.span.start) == above + 1
                unmarked.read(title: Text(scalar.text, span: scalar.span), entry: isFixable ? entry : nil)
            } else {
                unmarked.read(entry.value)
            }
        }
        let access = type.field(.access).flatMap { field in fields.first { $0.field == field }?.value.plain }
        guard access.map({ Access($0) == .everybody }) ?? !(type.isInternal || schema.settings.isInternal) else {
            return
        }
        let hidden = Set(
            fields.filter { type.fields[$0.field].isInternal || internalFields.contains($0.field) }.map(\.span))
        values.diagnostics += unmarked.found.filter { !hidden.contains($0.section) }.map { $0.finding(values.record) }
    }

    /// Warns about declarations that hide nothing, because the document has no such field: its text may stand under
    /// another name, and would be public. `History.decidingMarks` makes errors of them unless a release has the field.
    mutating func checkDeclaredInternal() {
        for (field, name, span) in declaredInternal
        where field != type.titleField && type.fields[field].key != .access && !headedInternal.contains(field)
            && !fields.contains(where: { $0.field == field })
        {
            var finding = Diagnostic(
                .unclearAccess, at: span,
                Localized(
                    es: "«\(name)» no oculta nada aquí: el documento no tiene ese dato",
                    en: "“\(name)” hides nothing here: the document has no such field"),
                label: Localized(
                    es: "si el texto está bajo otro título, ponga «{acceso=interno}» en ese título",
                    en: "if the text stands under another heading, put “{access=internal}” on that heading"),
                record: values.record)
            finding.severity = .warning
            values.diagnostics.append(finding)
        }
    }

    mutating func reportMisplaced(_ span: Span) {
        reportUnclearAccess(
            span,
            Localized(
                es: """
                    aquí no se puede ocultar esto solo: póngalo bajo un título «## … {acceso=interno}», \
                    o todo el documento con «acceso: interno»
                    """,
                en: """
                    this cannot be hidden alone here: put it under a heading “## … {access=internal}”, \
                    or hide the document with “access: internal”
                    """
            ))
    }
}
