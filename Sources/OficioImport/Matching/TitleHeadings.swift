import OficioSchema

/// Finds the headings that are the titles of several documents in one file: each stands before the same labels.
///
/// A manual without a form of its own has the name of each job as a heading over *Código*, *Objetivo*, *Funciones*.
struct TitleHeadings {
    /// The places of the titles among the pieces that were found.
    private(set) var places: Set<Int> = []

    /// Looks for titles among `found`. A file whose form has a label for the title has none.
    init(_ found: [Found], _ labels: LabelSet, _ outline: Outline) {
        guard !labels.forms.contains(where: { $0.hasMembers }), let form = labels.forms.first else { return }
        let paths = found.map { Self.path($0, labels) }
        if paths.contains([form.type.titleField]) { return }
        let headings = found.indices.dropLast().filter { place in
            guard case .loose(let stretches, true) = found[place], stretches.count == 1, let stretch = stretches.first,
                paths[place + 1] != nil, outline.paragraphs[stretch.paragraph].cell == nil
            else { return false }
            let words = outline.text(of: stretch).split(separator: " ")
            return words.count <= 12 && outline.text(of: stretch).contains(where: \.isLetter)
        }
        let byFirst = Dictionary(grouping: headings) { paths[$0 + 1] ?? [] }
        guard let titles = byFirst.values.max(by: { $0.count < $1.count }), titles.count > 1 else { return }
        var counts: [[Int]: Int] = [:]
        for (number, start) in titles.enumerated() {
            let end = number + 1 < titles.count ? titles[number + 1] : found.count
            for path in Set(paths[start..<end].compactMap(\.self)) { counts[path, default: 0] += 1 }
        }
        // Every document says the same things about itself.
        guard counts.values.count(where: { $0 * 5 >= titles.count * 4 }) > 1 else { return }
        places = Set(titles)
    }

    /// Returns the path of the field that a piece fills; `nil` for text without a label and for signatures.
    private static func path(_ found: Found, _ labels: LabelSet) -> [Int]? {
        switch found {
        case .labelled(let labelled):
            if case .field(let path) = labels[labelled.label].target { path } else { nil }
        case .region(let region): [region.field]
        case .fields(_, let fields): fields.first?.path
        case .loose, .signatures: nil
        }
    }
}
