import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// The actions that a client offers for a range of a document: the fixes of the findings there, all safe fixes of the
/// document, and the order of its sections.
struct CodeActions {
    private let source: EditedSource
    private let range: Range<Int>
    /// The kinds of actions that the client wants; empty for all kinds.
    private let only: [String]

    /// Prepares the actions from the parameters of a request.
    ///
    /// - Throws: an error if the request names no range.
    init(_ source: EditedSource, _ parameters: JSONText) throws(ResponseError) {
        guard let start = TextPosition(parameters["range"]?["start"]),
            let end = TextPosition(parameters["range"]?["end"])
        else { throw .invalid("range") }
        self.source = source
        let first = source.lines.offset(start, source.encoding)
        range = first..<max(first, source.lines.offset(end, source.encoding))
        only = parameters["context"]?["only"]?.items.compactMap(\.text) ?? []
    }

    /// The actions as the protocol has them.
    var json: JSONText {
        var actions: [JSONText] = []
        if wants("quickfix") { actions += fixes }
        if wants("source.fixAll") { actions += [allFixes].compactMap(\.self) }
        if wants("source.organize") { actions += [sectionOrder].compactMap(\.self) }
        return .array(actions)
    }

    private func wants(_ kind: String) -> Bool {
        only.isEmpty || only.contains { kind == $0 || kind.hasPrefix($0 + ".") }
    }

    /// The findings about the document, each with those of its fixes that change only the document.
    private var findings: [(finding: Diagnostic, fixes: [Diagnostic.Fix])] {
        source.findings?.findings.diagnostics.map { finding in
            (finding, finding.fixes.filter { $0.edits.allSatisfy { $0.span.file == finding.span.file } })
        } ?? []
    }

    private var fixes: [JSONText] {
        guard let published = source.findings else { return [] }
        let own = findings.filter { finding, _ in
            let span = finding.span.range
            return span.lowerBound <= range.upperBound && range.lowerBound <= span.upperBound
        }
        return own.flatMap { finding, fixes in
            fixes.map { fix in
                action(
                    fix.summary[source.language].capitalizedFirst, "quickfix", edits(fix.edits),
                    [
                        ("diagnostics", .array([published.json(finding)])),
                        ("isPreferred", .bool(fixes.count == 1 && fix.isSafe)),
                    ])
            }
        }
    }

    private func edits(_ edits: [Diagnostic.Edit]) -> [JSONText] {
        edits.map { source.edit($0.span.range, $0.replacement) }
    }

    /// All safe fixes of the document, without those that overlap an earlier one; `nil` for fewer than two.
    private var allFixes: JSONText? {
        var taken: [Range<Int>] = []
        var chosen: [Diagnostic.Edit] = []
        var count = 0
        for (_, fixes) in findings {
            guard let fix = fixes.first(where: \.isSafe) else { continue }
            let overlaps = fix.edits.contains { edit in
                let own = edit.span.range
                return taken.contains { $0.overlaps(own) || $0.lowerBound == own.lowerBound }
            }
            if overlaps { continue }
            taken += fix.edits.map(\.span.range)
            chosen += fix.edits
            count += 1
        }
        guard count > 1 else { return nil }
        let title = Localized(es: "Aplicar todos los arreglos seguros", en: "Apply all safe fixes")
        return action(title[source.language], "source.fixAll", edits(chosen))
    }

    /// The action that puts the sections into the order of the document's type; `nil` if they have it.
    private var sectionOrder: JSONText? {
        guard let ordered = SectionOrder(source).ordered else { return nil }
        let title = Localized(
            es: "Ordenar las secciones como el tipo del documento", en: "Order the sections as the type does")
        let edits = ChangedLines.between(source.lines, TextLines(ordered)).map { source.edit($0.range, $0.text) }
        return action(title[source.language], "source.organize", edits)
    }

    private func action(_ title: String, _ kind: String, _ edits: [JSONText], _ more: [(String, JSONText)] = [])
        -> JSONText
    {
        .object(
            [
                ("title", .string(title)), ("kind", .string(kind)),
                ("edit", .object([("changes", .object([(source.document.address, .array(edits))]))])),
            ] + more)
    }
}
