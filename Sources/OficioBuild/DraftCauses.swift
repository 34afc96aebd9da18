import Diagnostics
import OficioCheck
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// The findings that say why a document is an unfinished draft: dates that are not understood, and empty sections.
struct DraftCauses {
    /// The severity of the finding that says that the document is a draft.
    var severity = Severity.warning
    private let unfinished: Int
    /// The unfinished fields that hold wrong values, by the spans of these values.
    private let fields: [Span: Int]
    private var spans: Set<Span> = []
    private var wrong: Set<Int> = []
    private var empty = 0

    init(_ draft: UnreleasedDraft, _ record: Record, _ type: DocumentType) {
        unfinished = draft.unfinished.count
        let keys = Set(draft.unfinished.map(\.key))
        var fields: [Span: Int] = [:]
        for value in record.fields where keys.contains(type.fields[value.field].key) {
            for span in value.value.factSpans { fields[span] = value.field }
        }
        self.fields = fields
    }

    /// Adds an error about the document, if it is about an unfinished field.
    mutating func add(_ finding: Diagnostic) {
        if finding.code == Rule.emptySection.code {
            empty += 1
        } else if let field = fields[finding.span] {
            wrong.insert(field)
        } else {
            return
        }
        spans.insert(finding.span)
    }

    /// Whether a finding is one of the causes.
    func contains(_ finding: Diagnostic) -> Bool {
        spans.contains(finding.span) && [Rule.wrongValue.code, Rule.emptySection.code].contains(finding.code)
            && finding.severity == .error
    }

    /// Whether each unfinished field has a finding. An empty section leaves no value that would tell its field, so
    /// these fields are counted.
    var isComplete: Bool { !spans.isEmpty && empty >= unfinished - wrong.count }
}

extension Value {
    /// The spans of the single texts in the value: of a fact, and of the cells of rows and the members of groups.
    fileprivate var factSpans: [Span] {
        switch self {
        case .rows(let rows): rows.rows.flatMap { $0.cells.flatMap(\.value.factSpans) }
        case .group(let members): members.flatMap(\.value.factSpans)
        default: textSpan.map { [$0] } ?? []
        }
    }
}
