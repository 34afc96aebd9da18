import OficioBasics
import OficioSchema
import OficioSource

/// The people in a table of signatures: who prepared, reviewed and approved a document, in columns or in rows.
package struct PastedPeople {
    /// A person who signs.
    struct Person {
        /// The index of the field that the person's part names: *Elaboró*.
        let field: Int
        /// The person's part in the document, as typed: *Elaboró*.
        let label: String
        var name = ""
        var role = ""
        var date = ""
    }

    private(set) var people: [Person] = []

    fileprivate enum Fact { case name, role, date, signature }

    /// Reads the people from rows of cells; `nil` if the rows are no table of signatures, if they name nobody, or if
    /// a word would be lost.
    init?(_ rows: [[String]], _ type: DocumentType) {
        let rows = rows.map { $0.map(\.withoutStars) }.filter { $0.contains { !$0.isEmpty } }
        guard rows.count > 1 else { return nil }
        func signer(_ cell: String) -> Int? {
            let label = cell.withoutColon
            guard !label.isEmpty, label.split(separator: " ").count < 5, let field = type.fields(named: label),
                Self.fields.contains(type.fields[field].key)
            else { return nil }
            return field
        }
        let across = rows[0].filter { !$0.isEmpty }
        if !across.isEmpty, across.allSatisfy({ signer($0) != nil }), across.count > 1 || rows[0].count > 1 {
            readColumns(rows, signer)
        } else {
            readRows(rows, signer)
        }
        let isNamed = people.contains { !$0.name.isEmpty || !$0.role.isEmpty }
        if !isNamed { return nil }
    }

    /// Reads people from lines: each person's part in the document, and then *Nombre: …*, *Cargo: …*. Returns `nil`
    /// if a first line names no field, if a word would be lost, or if nobody is named. `areLabels` means that all
    /// first lines are labels of lines to sign on; then nobody need be named.
    init?(lines rows: [[String]], _ type: DocumentType, areLabels: Bool = false) {
        for row in rows {
            guard let field = areLabels ? type.field(.signatures) : type.fields(named: row[0]) else { return nil }
            var person = Person(field: field, label: row[0])
            for line in row.dropFirst() where !person.add(line, nil) { return nil }
            people.append(person.arranged)
        }
        if !areLabels, !people.contains(where: { !$0.name.isEmpty || !$0.role.isEmpty }) { return nil }
    }

    /// Whether a label stands beside or over a line to sign on: *Firma del empleado*, *Fecha de recibido*.
    package static func isLabelToSign(_ label: String) -> Bool {
        // *Vo. Bo.*, *V°B°* and *VºBº* are written in many ways.
        let words = label.withoutColon.filter { !".°º".contains($0) }.folded
        guard words.split(separator: " ").count < 7 else { return false }
        return labelsToSign.contains(words) || labelsOfSigners.contains { words.hasPrefix($0 + " ") }
    }

    /// Folded labels of lines to sign on.
    private static let labelsToSign: Set<String> = [
        "nombre y firma", "firma y nombre", "fecha y firma", "firma y fecha", "fecha de recibido", "fecha de recepcion",
        "fecha recibido", "fecha de entrega", "recibido", "recibido por", "recibi", "recibi conforme", "enterado",
        "entregado por", "leido por", "aceptado por", "conforme", "nombre y firma del empleado", "employee signature",
        "manager signature", "supervisor signature", "received by", "date received", "name and signature",
        "visto bueno", "vo bo", "vobo", "vb", "v b",
    ]

    /// Folded words that labels of lines to sign on begin with: *Firma del jefe inmediato*, *Vo. Bo. de la Gerencia*.
    private static let labelsOfSigners = [
        "firma del", "firma de la", "nombre y firma", "firma y sello", "sello y firma", "visto bueno", "vo bo", "vobo",
        "vb", "v b", "signature of",
    ]

    /// Whether a label names a fact of a person: *Nombre*, *Cargo*, *Fecha*, *Firma*.
    static func isFact(_ label: String) -> Bool { fact(label) != nil }

    /// Reads a table with a column for each person. Reads nobody if a cell fits nowhere.
    private mutating func readColumns(_ rows: [[String]], _ signer: (String) -> Int?) {
        let hasLabels = rows[0][0].isEmpty
        var found: [Int: Person] = [:]
        for (column, cell) in rows[0].enumerated() where !cell.isEmpty {
            guard let field = signer(cell) else { return }
            found[column] = Person(field: field, label: cell.withoutColon)
        }
        for row in rows.dropFirst() {
            let fact = hasLabels ? Self.fact(row[0]) : nil
            if hasLabels, fact == nil { return }
            for (column, cell) in row.enumerated() where !(hasLabels && column == 0) && !cell.isEmpty {
                guard found[column] != nil, found[column]?.add(cell, fact) == true else { return }
            }
        }
        people = found.keys.sorted().compactMap { found[$0]?.arranged }
    }

    /// Reads a table with a row for each person, below a header of *Nombre*, *Cargo*, *Fecha*, *Firma*, or at least
    /// two such rows without a header. Reads nobody if a cell fits nowhere.
    private mutating func readRows(_ rows: [[String]], _ signer: (String) -> Int?) {
        let facts = rows[0].map { $0.isEmpty ? nil : Self.fact($0) }
        let hasHeader = facts.dropFirst().contains { $0 != nil }
        var found: [Person] = []
        for row in hasHeader ? rows.dropFirst() : rows[...] {
            guard let field = signer(row[0]) else { return }
            var person = Person(field: field, label: row[0].withoutColon)
            for (column, cell) in row.enumerated().dropFirst() where !cell.isEmpty {
                let fact = hasHeader && facts.indices.contains(column) ? facts[column] : nil
                if hasHeader, fact == nil { return }
                guard person.add(cell, fact) else { return }
            }
            found.append(person.arranged)
        }
        people = found.count > 1 || hasHeader ? found : []
    }

    /// Whether some words begin like the name of a post: *Jefa de Personal*.
    package static func isPost(_ words: String) -> Bool {
        guard let first = words.folded.parts(between: " ").first else { return false }
        return Person.posts.contains { first.hasPrefix($0) }
    }

    /// Whether some words are a sentence and not a name or a post: *El Concejo aprueba este procedimiento.*
    static func isSentence(_ words: String) -> Bool {
        guard words.hasSuffix("."), !isPost(words) else { return false }
        let small = words.split(separator: " ").filter { $0.count > 3 && $0.first?.isLowercase == true }
        return small.count > 1
    }

    /// The fields of the people who answer for a document.
    static let fields: Set<FieldKey> = [.authorisedBy, .reviewedBy, .preparedBy]

    /// Returns the field for the day on which the people of a field signed; `nil` for a field of nobody who signs.
    static func dateField(of key: FieldKey) -> FieldKey? {
        switch key {
        case .preparedBy: .created
        case .reviewedBy: .lastReviewed
        case .authorisedBy: .approvedOn
        default: nil
        }
    }

    fileprivate static func fact(_ cell: String) -> Fact? {
        switch cell.withoutColon.folded {
        case "nombre", "nombres", "nombre y apellido", "nombre y apellidos", "nombres y apellidos", "nombre completo",
            "name", "full name":
            .name
        case "cargo", "puesto", "cargo o puesto", "cargo puesto", "puesto o cargo", "puesto cargo", "role", "position",
            "job title", "title":
            .role
        case "fecha", "date", "fecha de firma": .date
        case "firma", "firmas", "sello", "firma y sello", "sello y firma", "signature", "sign": .signature
        default: nil
        }
    }
}

extension PastedPeople.Person {
    /// Adds a cell: a fact with its label, a fact of a known kind, or text that shows its kind. Returns false if the
    /// person already has a fact of the same kind.
    fileprivate mutating func add(_ cell: String, _ given: PastedPeople.Fact?) -> Bool {
        if let pair = PastedPair(cell), let fact = PastedPeople.fact(pair.label) { return add(pair.value, fact) }
        if PastedPeople.fact(cell) == .signature { return true }
        guard cell.contains(where: { $0.isLetter || $0.isNumber }) else { return true }
        switch given ?? (DateReading(cell) != nil ? .date : name.isEmpty ? .name : .role) {
        case .name where name.isEmpty: name = cell
        case .role where role.isEmpty: role = cell
        case .date where date.isEmpty: date = cell
        default: return false
        }
        return true
    }

    /// The person with name and role exchanged if only the name begins like a post.
    fileprivate var arranged: PastedPeople.Person {
        guard Self.isPost(name), !Self.isPost(role) else { return self }
        var person = self
        (person.name, person.role) = (role, name)
        return person
    }

    /// Whether some words begin like the name of a post.
    private static func isPost(_ words: String) -> Bool { PastedPeople.isPost(words) }

    fileprivate static let posts = [
        "administrador", "analista", "asesor", "asistente", "auxiliar", "contador", "coordinador", "delegad", "direc",
        "encargad", "especialista", "gerente", "gerencia", "jefatura", "jefe", "jefa", "ministr", "oficial",
        "president",
        "profesional", "secretari", "subdirec", "subgerente", "subjef", "supervisor", "tecnic", "viceministr",
        "analyst", "assistant", "chief", "clerk", "coordinator", "head", "manager", "officer", "secretary",
    ]
}
