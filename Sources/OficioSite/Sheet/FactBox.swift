import OficioModel
import OficioSchema
import OficioTheme

/// The box of facts, on pages for which the site has no form: the author's heading *DATOS DEL PUESTO* over the facts of
/// the front matter.
extension SheetBuilder {
    /// The facts that the box shows, in the author's order; empty if the document has no heading for it.
    var boxedFields: [Int] {
        guard form.isBuiltIn, record.extra.contains(where: { $0.isBox(type) }) else { return [] }
        return record.fields.prefix(record.headCount).map(\.field).filter { field in
            let key = type.fields[field].key
            switch type.fields[field].kind {
            case .list, .rows, .group, .codeList: return false
            default: return key == .code || key == .unit || !RecordPage.factFields.contains(key)
            }
        }
    }

    /// Returns the author's section with the box of facts; without facts to show, with its text alone.
    mutating func box(_ extra: ExtraSection, level: Int, number: String?) -> TemplateValue {
        var section = FormSection(span: extra.heading.span)
        section.fields = boxedFields.map { [FieldPlacement(path: [$0], label: nil, span: extra.heading.span)] }
        section.empty = .omit
        guard let grid = fieldGrid(section) else { return authorsSection(extra, level: level, number: number) }
        return authorsSection(extra, level: level, number: number, .fieldGrid, grid)
    }

    /// Whether an entry of a page is the box of facts.
    func isBox(_ entry: AuthorsOrder.Entry<FormSection>) -> Bool {
        if case .own(let extra) = entry { extra.isBox(type) } else { false }
    }

    /// Whether an entry of a page stands in the body of the document.
    func isOfBody(_ entry: AuthorsOrder.Entry<FormSection>) -> Bool {
        guard case .section(let section) = entry else { return true }
        let body = record.fields.dropFirst(record.headCount).map(\.field)
        return Self.fields(section).contains(where: body.contains)
    }
}
