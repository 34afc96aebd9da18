import OficioSchema
import OficioSource

// Reads lines to sign on in pasted text, and what stands below them.
extension PastedText {
    /// Reads the names and posts below lines to sign on, `______      ______`, which are set in columns. Returns false
    /// for other lines. The words below one line to sign on are no entry of the list above.
    mutating func signatures(_ words: String, _ place: Int) -> Bool {
        guard words.contains("____"), words.allSatisfy({ "_ ".contains($0) }), text(place + 1) != nil else {
            return false
        }
        section.hasMarks = true
        let names = Self.columns(text(place + 1) ?? "")
        let roles = Self.columns(text(place + 2) ?? "")
        guard let field = type.field(.signatures), case .rows(let rows) = type.fields[field].kind, names.count > 1,
            names.count == roles.count, names.count == Self.columns(words).count, roles.allSatisfy(PastedPeople.isPost)
        else { return false }
        taken.formUnion([place + 1, place + 2])
        dropped += names.joined() + roles.joined()
        if section.field != field {
            let name = type.fields[field].label[language]
            body.added += name
            open((name, 2))
        }
        let header = ["name", "role"].compactMap { id in rows.columns.first { $0.id == id }?.label[language] }
        let table = [header] + zip(names, roles).map { [$0, $1] }
        body.added += table.joined().joined()
        body.table(table)
        return true
    }

    /// Returns the parts of a line that several blanks set apart.
    private static func columns(_ line: String) -> [String] {
        line.replacing("  ", with: "\t").split(separator: "\t").map { String($0).trimmedASCII }.filter { !$0.isEmpty }
    }
}
