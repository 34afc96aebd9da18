import Diagnostics
import OficioModel
import OficioSchema
import OficioTheme

/// The boxes of facts, on pages for which the site has no form: the author's heading *DATOS DEL PUESTO* or *APROBACIÓN*
/// over the facts of the front matter.
extension SheetBuilder {
    /// The facts that a box shows, in the author's order; empty if the document has no heading for it.
    func boxedFields(_ box: BoxHeading) -> [Int] {
        guard form.isBuiltIn || box == .approval, hasHeading(of: box) else { return [] }
        let head = record.fields.prefix(record.headCount).map(\.field)
        switch box {
        case .approval: return head.filter { BoxHeading.approvalFields.contains(type.fields[$0].key) }
        case .facts:
            let isProtocol = type.key == .protocol
            let short = head.filter { field in
                let key = type.fields[field].key
                if hasHeading(of: .approval), BoxHeading.approvalFields.contains(key) { return false }
                if isProtocol, ProtocolPage.shownApart.contains(key) { return false }
                switch type.fields[field].kind {
                case .list, .rows, .group, .codeList: return false
                default: return key == .code || key == .unit || !RecordPage.factFields.contains(key)
                }
            }
            // The control block shows these too, but a heading needs something below it.
            return short.isEmpty ? head.filter { Self.controlFacts.contains(type.fields[$0].key) } : short
        }
    }

    private static let controlFacts: Set<FieldKey> = [
        .version, .effective, .created, .owner, .reviewEvery, .nextReview,
    ]

    private func hasHeading(of box: BoxHeading) -> Bool {
        record.extra.contains { $0.box(type) == box } || box == .facts && identification != nil
    }

    /// The field of the box, if it holds text of its own, such as a letterhead.
    private var identification: Int? {
        guard let field = type.field(.identification), record.fieldValue(field) != nil else { return nil }
        return field
    }

    /// Returns the data of a section of the author's own. Below the heading of a box stand its facts.
    mutating func ownSection(_ extra: ExtraSection, level: Int, number: String? = nil) -> TemplateValue {
        // Only the first heading of a kind stands over facts.
        guard let box = extra.box(type),
            record.extra.first(where: { $0.box(type) == box })?.heading.span == extra.heading.span,
            let grid = grid(box, at: extra.heading.span)
        else {
            return authorsSection(extra, level: level, number: number)
        }
        return authorsSection(extra, level: level, number: number, .fieldGrid, grid)
    }

    /// Returns the facts below the text of the box, as a section without a title; `nil` for any other section.
    mutating func factsBelowText(_ section: FormSection, level: Int) -> TemplateValue? {
        guard let field = section.field?.path, field.count == 1, field[0] == identification, part ?? 0 == 0,
            !record.extra.contains(where: { $0.box(type) == .facts }),
            let grid = grid(.facts, at: section.span)
        else { return nil }
        var frame = SectionFrame(title: "", level: level, number: nil, view: .fieldGrid)
        frame.view = (SectionFrame.key(.fieldGrid), grid)
        return frame.value(anchor: anchors.next("datos"))
    }

    private mutating func grid(_ box: BoxHeading, at span: Span) -> TemplateValue? {
        var section = FormSection(span: span)
        section.fields = boxedFields(box).map { [FieldPlacement(path: [$0], label: nil, span: span)] }
        section.empty = .omit
        return fieldGrid(section)
    }

    /// Whether an entry of a page is the box of facts.
    func isBox(_ entry: AuthorsOrder.Entry<FormSection>) -> Bool {
        switch entry {
        case .own(let extra): extra.box(type) == .facts
        case .section(let section):
            identification.map { Self.fields(section) == [$0] } == true
                && !record.extra.contains { $0.box(type) == .facts } && !boxedFields(.facts).isEmpty
        case .later: false
        }
    }

    /// Whether an entry of a page stands in the body of the document.
    func isOfBody(_ entry: AuthorsOrder.Entry<FormSection>) -> Bool {
        guard case .section(let section) = entry else { return true }
        let body = record.fields.dropFirst(record.headCount).map(\.field)
        return Self.fields(section).contains(where: body.contains)
    }
}
