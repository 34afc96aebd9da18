import OficioSchema
import OficioSource

// Reads lines to sign on in pasted text, and the names below them.
extension PastedText {
    /// Reads the names and posts below lines to sign on, `______      ______`, whose columns are separated by spaces
    /// or tabs. Returns false for other lines. Words below a line to sign on are never an entry of the list above.
    mutating func signatures(_ words: String, _ place: Int) -> Bool {
        guard words.contains("____"), words.allSatisfy({ "_ ".contains($0) }), let signed = signers(place + 1) else {
            return false
        }
        section.hasMarks = true
        let (names, roles) = signed
        guard let field = type.field(.signatures), case .rows(let rows) = type.fields[field].kind, names.count > 1,
            names.count == roles.count, names.count == words.split(separator: " ").count,
            roles.allSatisfy(PastedPeople.isPost) || text(place + 1) == nil
        else { return false }
        taken.formUnion(text(place + 1) == nil ? [place + 1] : [place + 1, place + 2])
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

    /// Returns the names and the posts of the people who sign, from two lines or the two rows of a table; nil for
    /// other lines.
    private func signers(_ place: Int) -> (names: [String], roles: [String])? {
        if let names = text(place) { return (Self.columns(names), Self.columns(text(place + 1) ?? "")) }
        guard lines.indices.contains(place) else { return nil }
        let rows: [[String]] =
            switch lines[place] {
            case .table(let table): table.rows
            case .form(let rows, _): rows
            default: []
            }
        guard rows.count == 2 else { return nil }
        let cells = rows.map { $0.filter { !$0.isEmpty } }
        return cells[1].allSatisfy(PastedPeople.isPost) || !cells[0].allSatisfy(PastedPeople.isPost)
            ? (cells[0], cells[1]) : (cells[1], cells[0])
    }

    /// Splits a line at runs of several spaces.
    private static func columns(_ line: String) -> [String] {
        line.replacing("  ", with: "\t").split(separator: "\t").map { String($0).trimmedASCII }.filter { !$0.isEmpty }
    }
}
