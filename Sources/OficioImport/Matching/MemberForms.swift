import OficioSchema

/// Finds the labels of a manual whose documents have different forms: each document is read by the form that fits it
/// best.
struct MemberForms {
    /// The forms that the file has, the manual's first, and the labels found, by paragraph.
    let found: (labels: LabelSet, hits: [[LabelHit]])

    /// Finds the labels of a manual's form, which is the first of `forms`, and of the forms that its documents
    /// may have. In a file of one form it finds only the labels of that form.
    init(_ outline: Outline, _ forms: [FormLabels]) {
        guard forms.count > 2 else {
            let labels = LabelSet(forms)
            found = (labels, LabelFinder(outline, labels).hits)
            return
        }
        let members = Array(forms.dropFirst())
        let sets = members.map { LabelSet([forms[0], $0]) }
        let hits = sets.map { LabelFinder(outline, $0).hits }
        var chosen = Array(repeating: 0, count: outline.paragraphs.count)
        let starts = Self.starts(sets, hits).map { Self.top(of: $0, outline) }
        for (place, start) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1] : outline.bodyCount
            let names = FormChoice.names(in: outline, start..<end)
            let scores = members.map { FormChoice.declaredFormScore($0, names).coverage }
            let former = start > 0 ? chosen[start - 1] : 0
            let best = scores.indices.max { (scores[$0], $0 == former ? 1 : 0) < (scores[$1], $1 == former ? 1 : 0) }
            for index in start..<outline.paragraphs.count { chosen[index] = best ?? former }
        }
        if let first = starts.first { for index in 0..<first { chosen[index] = chosen[first] } }
        // Only forms that a document has been written in take part.
        let used = members.indices.filter { chosen.contains($0) }
        let places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0 + 1) })
        let all = outline.paragraphs.indices.map { index in
            hits[chosen[index]][index].map { hit in
                let refs = hit.refs.map { ref in
                    LabelRef(form: ref.form == 0 ? 0 : places[chosen[index]] ?? 0, label: ref.label)
                }
                return LabelHit(
                    paragraph: hit.paragraph, range: hit.range, refs: refs, quality: hit.quality, isWhole: hit.isWhole)
            }
        }
        found = (LabelSet([forms[0]] + used.map { members[$0] }), all)
    }

    /// Returns the first paragraph of a document. The head of its form and a heading with its name may precede the
    /// label of its title, which is at `start`.
    private static func top(of start: Int, _ outline: Outline) -> Int {
        var top = start
        if let cell = outline.paragraphs[start].cell {
            let table = outline.table(around: cell)
            while top > 0, outline.paragraphs[top - 1].cell.map({ outline.table(around: $0) == table }) == true {
                top -= 1
            }
        }
        let before = (max(0, top - 12)..<top).last { outline.paragraphs[$0].headingLevel != nil }
        return before ?? top
    }

    /// Returns the paragraphs in which a document begins: those with the label of its title.
    private static func starts(_ sets: [LabelSet], _ hits: [[[LabelHit]]]) -> [Int] {
        var starts: Set<Int> = []
        for (set, hits) in zip(sets, hits) {
            for hit in hits.joined() {
                let isTitle = hit.refs.contains { ref in
                    let form = set.forms[ref.form]
                    return ref.form > 0 && set[ref].target == .field([form.type.titleField])
                }
                if isTitle { starts.insert(hit.paragraph) }
            }
        }
        return starts.sorted()
    }
}
