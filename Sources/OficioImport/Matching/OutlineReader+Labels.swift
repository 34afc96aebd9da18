import OficioSchema

/// Decides which label of which form a hit stands for, and opens it.
extension OutlineReader {
    /// Opens a label, which then receives the following text. With `isText` the label also counts as text, because it
    /// says more than the field's name.
    mutating func openLabel(_ hit: LabelHit, isText: Bool = false) {
        guard let ref = choose(hit) else { return addStretch(hit.stretch) }
        if !isText { assignFates(hit.stretch, .label) }
        open = found.count
        var labelled = LabelledText(label: ref, hit: hit)
        labelled.geometry = hit.isWhole ? .under : .behind
        if isText { labelled.stretches.append(hit.stretch) }
        found.append(.labelled(labelled))
    }

    /// Returns the label that a hit stands for: the next one of the form that was found last, otherwise the first.
    func choose(_ hit: LabelHit) -> LabelRef? {
        let fields = hit.refs.filter { ref in
            switch labels[ref].target {
            case .column, .pseudoColumn: false
            default: true
            }
        }
        let refs = fields.isEmpty ? hit.refs : fields
        let recent = lastForm
        return refs.min { rank($0, recent) < rank($1, recent) }
    }

    /// The form of the last find; nil at the beginning.
    var lastForm: Int? {
        for item in found.reversed() {
            switch item {
            case .labelled(let labelled): return labelled.label.form
            case .region(let region): return region.form
            case .fields(let form, _): return form
            case .loose, .signatures: continue
            }
        }
        return nil
    }

    private func rank(_ ref: LabelRef, _ recent: Int?) -> Int {
        let forms = recent == nil || ref.form == recent ? 0 : 10_000
        let before = lastLabel(of: ref.form)
        return forms + (ref.label > before ? ref.label - before : 1000 + before - ref.label)
    }

    func lastLabel(of form: Int) -> Int {
        for item in found.reversed() {
            switch item {
            case .labelled(let labelled) where labelled.label.form == form: return labelled.label.label
            case .region(let region) where region.form == form:
                return region.headings.compactMap { hit in hit.refs.first { $0.form == form }?.label }.max() ?? -1
            default: continue
            }
        }
        return -1
    }
}
