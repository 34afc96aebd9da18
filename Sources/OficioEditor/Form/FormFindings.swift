import Diagnostics
import OficioBuild
import OficioEditing
import OficioModel
import OficioSchema

/// A finding with the control and the row of the form that it concerns.
struct FormFinding: Sendable {
    /// The name of the control; `nil` for a finding about the whole document.
    let name: String?
    /// The index of the row in the typed rows; `nil` for a finding about the whole control.
    let row: Int?
    let severity: Severity
    let message: String
    /// The address in the preview at which the finding is explained; `nil` for a finding of the form itself.
    var reference: String?
    /// The fixes of the finding: the words of each fix and the value of its button.
    let fixes: [(label: String, action: String)]
}

/// Checks the typed values with the checker of `oficio check`, and finds the place of each finding in the form. In a
/// collection, leaves out findings outside the document's controls.
struct FormCheck {
    let findings: [FormFinding]
    /// The fields whose values differ from the file as it was read.
    let changes: [FieldChange]
    /// The fields whose typed values cannot be written, each with the reason.
    let refused: [(name: String, label: String, message: String)]
    /// The lines in which the file and the typed text differ: removed lines (`- `) and added lines (`+ `).
    let lines: [String]
    /// The number of findings that are errors.
    var errors: Int { findings.count { $0.severity == .error } }

    /// Checks the unsaved text of a document within its site.
    ///
    /// - Parameters:
    ///   - work: the document as it is edited.
    ///   - site: the site as it was loaded last; files that have not changed are not read again.
    ///   - language: the language of the messages.
    init(_ work: EditedDocument, in site: Preview, language: Language) {
        let found = Self.diagnostics(work, in: site)
        let mine = work.model(of: work.mine)
        var findings = work.refusals.map { name, message in
            FormFinding(name: name, row: nil, severity: .error, message: message[language], fixes: [])
        }
        findings += Self.emptiedHeadings(work.model, mine).map { name, message in
            FormFinding(name: name, row: nil, severity: .warning, message: message[language], fixes: [])
        }
        let spans = mine.controls.compactMap { control in
            mine.editor.range(of: control.path).map { (control: control, range: $0) }
        }
        var rows = FindingRows(work, mine)
        for diagnostic in found {
            let start = Int(diagnostic.span.start)
            let place = spans.filter { $0.range.contains(start) || $0.range.lowerBound == start }.min {
                $0.range.count < $1.range.count
            }?.control
            if work.record != nil, place == nil { continue }
            var row: Int?
            if let place, let control = work.model.control(place.name) {
                row = rows.row(at: start, place, control)
            }
            // For a missing value, the form shows where to write it.
            let missing =
                diagnostic.code == Rule.requiredMissing.code ? Self.missingControlName(diagnostic, mine, work) : nil
            let hint = missing == nil ? diagnostic.label : nil
            let label = hint.map { " (\($0.inEditor[language]))" } ?? ""
            let message = Self.withNotes(
                diagnostic.message.inEditor[language] + label, of: diagnostic, spans, language)
            findings.append(
                FormFinding(
                    name: missing ?? place.flatMap { work.model.control($0.name)?.name },
                    row: missing == nil ? row : nil, severity: diagnostic.severity,
                    message: message,
                    reference: "/" + site.reference(of: diagnostic),
                    fixes: diagnostic.fixes.enumerated().filter { Self.isOwn($1, diagnostic) }.map { number, fix in
                        (fix.summary.inEditor[language], "arreglar:\(diagnostic.code):\(start):\(number)")
                    }))
        }
        self.findings = findings
        refused = work.refusals.map { name, message in
            (name, work.model.control(name)?.label ?? name, message[language])
        }
        changes = Self.changes(from: work.model(of: work.before), to: mine)
        lines = LineChanges.lines(work.before, work.mine)
    }

    /// Returns a message with the notes of its finding. A note that points at a span of the document names the control
    /// there; a note that repeats a name of the message is left out.
    private static func withNotes(
        _ message: String, of diagnostic: Diagnostic, _ spans: [(control: FormControl, range: Range<Int>)],
        _ language: Language
    ) -> String {
        var message = message
        var sentences: [String] = []
        for note in diagnostic.notes {
            let text = note.message.inEditor[language]
            let here = Localized(es: "aquí", en: "here")[language]
            guard text.hasSuffix(here) else {
                if !message.contains(text) { sentences.append(text.capitalizedFirst + ".") }
                continue
            }
            let control = note.span.flatMap { span in
                spans.filter { span.file == diagnostic.span.file && $0.range.contains(Int(span.start)) }.min {
                    $0.range.count < $1.range.count
                }?.control
            }
            guard let control else { continue }
            let place = Localized(es: "en «\(control.label)»", en: "in “\(control.label)”")[language]
            message += " (\(text.dropLast(here.count))\(place))"
        }
        if sentences.isEmpty { return message }
        return ([message + (".!?".contains(message.last ?? " ") ? "" : ".")] + sentences).joined(separator: " ")
    }

    /// Returns the name of the empty control for the field that a finding reports as missing; `nil` if the form has
    /// no such control.
    private static func missingControlName(_ finding: Diagnostic, _ mine: FormModel, _ work: EditedDocument) -> String?
    {
        mine.controls.first { control in
            guard control.isRequired, control.isEmpty, let field = work.type.field(id: control.path.names[0]) else {
                return false
            }
            var label = work.type.fields[field].label.spanish
            if control.path.names.count > 1, case .group(let members) = work.type.fields[field].kind,
                let member = members.first(where: { $0.id == control.path.names[1] })
            {
                label = member.label.spanish
            }
            return finding.message.spanish.hasPrefix(MissingField.messageBeginning(label))
                && work.model.control(control.name) != nil
        }?.name
    }

    /// Returns the headings that have lost all their rows, each as a message with the name of its grid.
    private static func emptiedHeadings(_ old: FormModel, _ new: FormModel) -> [(name: String, message: Localized)] {
        old.controls.flatMap { control -> [(name: String, message: Localized)] in
            guard let now = new.control(control.name) else { return [] }
            return control.headings.filter { control.groups.contains($0) && !now.groups.contains($0) }.map { heading in
                (
                    control.name,
                    Localized(
                        es: "bajo «\(heading)» ya no queda ninguna fila; el título se queda en el documento",
                        en: "no row is left below “\(heading)”; the heading stays in the document")
                )
            }
        }
    }

    /// Returns the findings about a document's file with its unsaved text; empty after the client has closed the
    /// connection.
    private static func diagnostics(_ work: EditedDocument, in site: Preview) -> [Diagnostic] {
        if Task.isCancelled { return [] }
        let found = site.check(work.address.path, replacedBy: work.mine)
        return found.diagnostics.filter { found.context.path($0.span.file) == work.address.path }
    }

    /// Returns the text of a document after the fix that a button names; `nil` if the check of the document no longer
    /// offers the fix, or if its edits cannot be applied.
    static func textAfterFix(_ work: EditedDocument, by action: String, in site: Preview) -> [UInt8]? {
        let parts = action.split(separator: ":").map(String.init)
        guard parts.count == 4, let start = Int(parts[2]), let number = Int(parts[3]) else { return nil }
        let found = diagnostics(work, in: site).first {
            $0.code == parts[1] && Int($0.span.start) == start
        }
        guard let found, found.fixes.indices.contains(number), isOwn(found.fixes[number], found) else { return nil }
        return SourcePatch(found.fixes[number].edits)?.applied(to: work.mine)
    }

    /// Whether a fix edits only the file of its finding.
    private static func isOwn(_ fix: Diagnostic.Fix, _ diagnostic: Diagnostic) -> Bool {
        fix.edits.allSatisfy { $0.span.file == diagnostic.span.file }
    }

    /// Returns the fields in which two forms of one document differ.
    static func changes(from old: FormModel, to new: FormModel) -> [FieldChange] {
        var names: [String] = []
        for control in new.controls + old.controls where !names.contains(control.name) { names.append(control.name) }
        return names.compactMap { name in
            let (was, now) = (old.control(name), new.control(name))
            let texts = (was: was?.shownText ?? "", now: now?.shownText ?? "")
            guard texts.was != texts.now, let shown = now ?? was else { return nil }
            let isGrid = if case .grid = shown.kind { true } else { false }
            return FieldChange(
                name: name, label: shown.label, redline: ValueRedline(from: texts.was, to: texts.now, isGrid: isGrid))
        }
    }
}

/// Finds the row of a form for the offset of a finding.
private struct FindingRows {
    private let work: EditedDocument
    private let editor: SourceEditor
    /// The ranges of the items of a grid in the checked text, by the grid's name.
    private var ranges: [String: [Range<Int>?]] = [:]

    init(_ work: EditedDocument, _ mine: FormModel) {
        self.work = work
        editor = mine.editor
    }

    /// Returns the index of the typed row from which the item at an offset was written. `place` is the grid in the
    /// checked text, `control` the grid in the form. Returns `nil` if the control is no grid, or if no typed row
    /// matches.
    mutating func row(at start: Int, _ place: FormControl, _ control: FormControl) -> Int? {
        guard case .grid(let columns) = control.kind, let rows = work.state.grids[control.name] else { return nil }
        let known = ranges[place.name] ?? place.items.indices.map { editor.range(of: place.path, item: $0) }
        ranges[place.name] = known
        guard let item = known.firstIndex(where: { $0?.contains(start) == true }) else { return nil }
        let cells = place.cells(item)
        let own = columns.filter { !$0.isGroup }
        func isSame(_ row: FormState.Row) -> Bool {
            own.allSatisfy { (row.cells[$0.id] ?? "") == (cells[$0.id] ?? "") }
        }
        return rows.indices.contains(item) && isSame(rows[item]) ? item : rows.firstIndex(where: isSame)
    }
}
