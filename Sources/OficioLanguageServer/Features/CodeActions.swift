import Diagnostics
import OficioBasics
import OficioEditing
import OficioModel
import OficioSchema

/// The actions that a client offers for a range of a document: the fixes of its findings, all safe fixes together, and
/// the order of the sections.
struct CodeActions {
    private let source: EditedSource
    private let diagnostics: [JSONText]
    /// The kinds of actions that the client wants; empty for all kinds.
    private let only: [String]

    /// Prepares the actions from the parameters of a request, which hold the findings in its range.
    init(_ source: EditedSource, _ parameters: JSONText) {
        self.source = source
        diagnostics = parameters["context"]?["diagnostics"]?.items ?? []
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

    /// Returns the fixes of a finding that was found in the present text; empty for one of an earlier text, whose
    /// places may have moved.
    private func fixes(of diagnostic: JSONText) -> [JSONText] {
        guard diagnostic["data"]?["version"]?.number == source.document.version else { return [] }
        return diagnostic["data"]?["fixes"]?.items ?? []
    }

    private var fixes: [JSONText] {
        diagnostics.flatMap { diagnostic in
            let fixes = fixes(of: diagnostic)
            return fixes.compactMap { fix -> JSONText? in
                guard let title = fix["title"], let edits = fix["edits"] else { return nil }
                return action(
                    title, "quickfix", edits,
                    [
                        ("diagnostics", .array([diagnostic])),
                        ("isPreferred", .bool(fixes.count == 1 && fix["safe"]?.flag == true)),
                    ])
            }
        }
    }

    /// All safe fixes of the findings in the range, without those that overlap an earlier one; `nil` for fewer than
    /// two.
    private var allFixes: JSONText? {
        var taken: [(start: Int, end: Int)] = []
        var edits: [JSONText] = []
        var count = 0
        for diagnostic in diagnostics {
            guard let fix = fixes(of: diagnostic).first(where: { $0["safe"]?.flag == true }),
                let own = fix["edits"]?.items
            else { continue }
            let ranges = own.compactMap { edit -> (start: Int, end: Int)? in
                guard let start = TextPosition(edit["range"]?["start"]), let end = TextPosition(edit["range"]?["end"])
                else { return nil }
                return (source.lines.offset(start, source.encoding), source.lines.offset(end, source.encoding))
            }
            let overlaps = ranges.contains { range in
                taken.contains { $0.start < range.end && range.start < $0.end || $0.start == range.start }
            }
            if overlaps { continue }
            taken += ranges
            edits += own
            count += 1
        }
        guard count > 1 else { return nil }
        let title = Localized(
            es: "Aplicar los \(count) arreglos seguros", en: "Apply the \(count) safe fixes")[source.language]
        return action(.string(title), "source.fixAll", .array(edits))
    }

    /// The action that puts the sections into the order of the document's type; `nil` if they have it.
    private var sectionOrder: JSONText? {
        guard let ordered = SectionOrder(source).ordered else { return nil }
        let title = Localized(
            es: "Ordenar las secciones como el tipo del documento", en: "Order the sections as the type does")
        let edits = ChangedLines.between(source.lines, TextLines(ordered)).map { source.edit($0.range, $0.text) }
        return action(.string(title[source.language]), "source.organize", .array(edits))
    }

    private func action(_ title: JSONText, _ kind: String, _ edits: JSONText, _ more: [(String, JSONText)] = [])
        -> JSONText
    {
        .object(
            [
                ("title", title), ("kind", .string(kind)),
                ("edit", .object([("changes", .object([(source.document.address, edits)]))])),
            ] + more)
    }
}
