import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Recognises values that consist of a person's name or address.
enum PersonName {
    /// Whether a text may be somebody's name, with or without a title, a post or a telephone beside it, *Lic. Ana
    /// Pérez (tel. 204)*, or an e-mail address. The name of a post, a unit or an institution is none.
    static func isLikely(_ text: String) -> Bool {
        let words = text.split { " ,;()\n\t".contains($0) }.map(String.init)
        if words.contains(where: { $0.contains("@") && $0.contains(".") }) { return true }
        // The name ends in front of a sign or the first word in small letters that does not join names.
        let name = words.drop { titles.contains($0.folded) }.prefix { word in
            word.first?.isUppercase == true && word.allSatisfy { $0.isLetter || "-'’.".contains($0) }
                || joining.contains(word)
        }
        let capitals = name.filter { $0.first?.isUppercase == true }
        guard (2...6).contains(capitals.count), let first = name.first, first.first?.isUppercase == true else {
            return false
        }
        if ActorWords.startsName(first) { return false }
        return !capitals.contains { StaffPhrase.units.contains($0.folded) || organisations.contains($0.folded) }
    }

    private static let joining: Set<String> = ["de", "del", "la", "las", "los", "y", "van", "von", "da", "dos", "di"]
    /// Folded titles in front of a name.
    private static let titles: Set<String> = [
        "lic", "licda", "ing", "arq", "dr", "dra", "sr", "sra", "srta", "don", "dona", "mr", "mrs", "ms", "prof", "msc",
    ]
    /// Folded words in the names of institutions and groups.
    private static let organisations: Set<String> = [
        "clientes", "proveedores", "usuarios", "general", "nacional", "central", "regional", "municipal", "publico",
        "publica", "instituto", "universidad", "corte", "camara", "servicio", "servicios", "centro", "agencias",
        "ministerios", "bancos", "jefaturas", "sociedad", "fundacion", "asociacion", "secretaria", "superintendencia",
        "contraloria", "tribunal", "consejo", "junta", "bureau", "institute", "university", "national", "service",
        "services", "centre", "center", "council", "board", "ministry", "agency", "bank", "customers", "suppliers",
        "users", "departments", "teams", "managers", "staff", "human", "resources", "public", "federal", "hall", "city",
    ]
}

extension RecordDecoder {
    /// Reports a key that asks for a person, *contacto*, with a person's name as its value, if it is only another name
    /// of a public field that does not ask for one: no public build leaves the name out there.
    mutating func checkPerson(_ entry: YAMLNode.Entry, _ index: Int) {
        let field = type.fields[index], name = entry.key.text
        guard !field.mayNamePeople, !isHidden(index), field.kind.isFreeText, Field.asksForPerson(name),
            ![field.label.spanish.folded, field.label.english.folded].contains(name.folded),
            let person = entry.value.scalars.first(where: { PersonName.isLikely($0.text) })
        else { return }
        unmarked.read(
            person: person.span,
            Localized(
                es: """
                    «\(person.text)» parece el nombre de una persona, y «\(name)» se lee como \
                    «\(field.label.spanish)», que se publica; escriba el puesto en vez del nombre, o póngalo bajo un \
                    título «## … {acceso=interno}»
                    """,
                en: """
                    “\(person.text)” looks like somebody's name, and “\(name)” is read as \
                    “\(field.label.english)”, which is published; write the post in place of the name, or put it \
                    under a heading “## … {access=internal}”
                    """))
    }
}

extension FieldKind {
    /// Whether the field holds words of any kind.
    fileprivate var isFreeText: Bool {
        switch self {
        case .text, .markdown, .list: true
        default: false
        }
    }
}

extension YAMLNode {
    /// The scalars of the value, at any depth.
    fileprivate var scalars: [Scalar] {
        switch self {
        case .scalar(let scalar): [scalar]
        case .sequence(let items, _): items.flatMap(\.scalars)
        case .mapping(let entries, _): entries.flatMap(\.value.scalars)
        }
    }
}
