import OficioModel
import OficioSchema
import OficioSource

/// Assigns the keys of a Markdown file's front matter to the fields that they name.
struct ProseSettings {
    private(set) var fields: [FoundField] = []
    private(set) var labels: [Stretch] = []
    /// The description of the page, for lists of the other tool, with its key; nil if there is none.
    private(set) var description: (key: [Stretch], value: [Stretch])?
    /// The keys that name no field, each with its value.
    private(set) var unknown: [[Stretch]] = []

    /// Reads the table `grid` of keys and values.
    init(_ grid: Grid, _ form: FormLabels, _ settings: SiteSettings) {
        let type = form.type
        var reader = ValueReader(grid.outline, LabelSet([form]), [], settings)
        for row in grid.table.rows where row.count == 2 {
            let (key, value) = (grid.stretches(row[0]), grid.stretches(row[1]))
            if key.isEmpty && value.isEmpty { continue }
            let name = grid.text(row[0])
            guard !value.isEmpty, let field = Self.field(name, type), !fields.contains(where: { $0.path == [field] }),
                let found = Self.value(value, field, form, &reader, grid.outline)
            else {
                if description == nil, !value.isEmpty, Self.descriptions.contains(name.folded) {
                    description = (key, value)
                } else {
                    unknown.append(key + value)
                }
                continue
            }
            var made = FoundField(path: [field], label: name, value: found, geometry: .right, confidence: 0.9)
            if type.field(named: name.folded) != field { made.doubts.append(.otherLabel) }
            fields.append(made)
            labels += key
        }
        labels += reader.labelStretches
    }

    private static let descriptions: Set<String> = ["description", "descripcion", "summary", "resumen", "abstract"]

    private static func field(_ name: String, _ type: DocumentType) -> Int? {
        for candidate in LabelText.candidates(name) {
            if let field = type.field(named: candidate) ?? type.field(understood: candidate) {
                // Skip fields that Oficio sets itself, and the form.
                return ["state", "form", "access"].contains(type.fields[field].id) ? nil : field
            }
        }
        return nil
    }

    private static func value(
        _ stretches: [Stretch], _ field: Int, _ form: FormLabels, _ reader: inout ValueReader, _ outline: Outline
    ) -> FoundValue? {
        let kind = form.type.fields[field].kind
        if case .date = kind {
            let text = TextItems(outline: outline).inOneLine(stretches)
            // «2024-03-01T08:00:00-05:00»: the time of day goes to the report.
            guard
                let date = CalendarDate(iso: text.text) ?? ValueReader.day(ofTime: text.text)
                    ?? DateReading.date(in: text.text)?.date
            else {
                return nil
            }
            return .date(date, text)
        }
        switch reader.value(of: stretches, kind, [field], form, section: -1) {
        case .wrong?, nil: return nil
        case let value?: return value
        }
    }
}
