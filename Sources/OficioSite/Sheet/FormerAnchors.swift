import OficioModel
import OficioSchema

extension SheetBuilder {
    /// Returns the anchors that earlier versions of the program gave to rows and headings, so that links to a
    /// released document still work. Call this function after the page is complete.
    ///
    /// Those versions showed some rows a second time outside of the form, and read some headings as rows.
    mutating func formerAnchors() -> [String] {
        var former = formerRows
        let kept = restFields
        restFields.formUnion(record.fields.map(\.field).filter { !extendedFields.contains($0) })
        for field in extendedFields { shownColumns[field] = [] }
        let sections = leftOverSections(except: RecordPage.factFields)
        restFields = kept
        guard !sections.isEmpty else { return former }
        former.append("fuera-del-formato")
        var copy = self
        copy.anchors.log = []
        for section in sections { _ = copy.show(section, level: 3) }
        return former + copy.anchors.log
    }

    /// Ids of rows that snapshots hold and the page does not show.
    private var formerRows: [String] {
        var ids: [String] = []
        for field in record.fields {
            guard case .rows(let rows) = field.value, let recorded = rows.recorded?.rows else { continue }
            let shown = Set(rows.rows.map(\.id))
            ids += recorded.rows.map(\.id).filter { !shown.contains($0) }
            // Earlier versions of the program showed rows with text around them as a part of the page.
            if !recorded.introduction.isEmpty || !recorded.closing.isEmpty { ids.append("parte") }
        }
        return ids.filter { !anchors.contains($0) }
    }
}
