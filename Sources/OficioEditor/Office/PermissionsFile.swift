import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// The private file with the permissions of people: `permisos.yaml` or `permissions.yaml` beside `content/`, or a file
/// elsewhere. It is never published, because it is no part of `content/`.
package struct PermissionsFile: Sendable {
    /// The names that the file may have beside `content/`.
    package static let names = ["permisos.yaml", "permissions.yaml"]
    /// The folded words that stand for all units and for documents without a unit.
    private static let everywhere: Set<String> = [
        "todo", "toda la institucion", "all", "everything", "the whole institution",
    ]

    /// The folded words that stand for documents without a unit.
    private static let unassigned: Set<String> = ["sin unidad", "no unit", "without unit"]

    /// The path of the file.
    package let path: String
    /// The permissions by the names under which the proxy authenticates people.
    package let people: [String: PersonPermissions]
    /// The findings about the file, in the order of its lines.
    package let diagnostics: [Diagnostic]
    private let bytes: [UInt8]

    /// Reads the permissions from bytes. A unit that `corpus` does not have is a finding; with `nil`, units are not
    /// looked up.
    package init(_ bytes: [UInt8], path: String, corpus: Corpus?) {
        self.path = path
        self.bytes = bytes
        let source = SourceDocument(bytes, file: FileID(0), path: "permisos.yaml")
        var reader = SettingsReader(path: path, rule: .invalidSetting)
        var people = People()
        reader.forEach(source.entries, SettingKeys.permissions) { reader, key, entry in
            if key == "administrators" {
                for name in reader.texts(entry.value) {
                    people.add(
                        PersonPermissions(
                            person: name, name: name, isAdministrator: true, everywhere: .publish, unassigned: nil,
                            units: [:]),
                        at: entry.value.span, &reader)
                }
            } else if case .sequence(let items, _) = entry.value {
                for item in items { people.read(item, corpus, &reader) }
            } else if !entry.value.isAbsent {
                reader.report(
                    entry.value.span,
                    Localized(
                        es: "aquí va una lista: «- persona: …» por cada una",
                        en: "a list belongs here: “- person: …” for each"))
            }
        }
        self.people = people.all
        diagnostics = (source.diagnostics + reader.diagnostics).sorted { $0.span.start < $1.span.start }
    }

    /// Returns the findings in words, with line and column.
    package func findings(_ language: Language) -> String {
        let bytes = bytes
        let context = DiagnosticContext(paths: [path]) { _ in bytes }
        return TextRenderer(context: context, language: language, usesColor: false).render(diagnostics)
    }

    /// Whether every part of the file was understood. A file that was not grants nothing.
    package var isUsable: Bool { diagnostics.isEmpty }

    /// The people read so far.
    private struct People {
        var all: [String: PersonPermissions] = [:]

        mutating func add(_ person: PersonPermissions, at span: Span, _ reader: inout SettingsReader) {
            let name = person.person
            if PersonHeader.decoded(Array(name.utf8)) != name {
                reader.report(
                    span,
                    Localized(
                        es: "«\(name)» no puede ser el nombre de una persona: sin comas, signos «%» ni caracteres "
                            + "invisibles, y hasta 120 letras",
                        en: "“\(name)” cannot be the name of a person: no commas, “%” or invisible characters, and "
                            + "at most 120 letters"))
            } else if all[name] != nil {
                reader.report(
                    span, Localized(es: "«\(name)» está dos veces", en: "“\(name)” is there twice"),
                    label: Localized(es: "junte sus permisos en un lugar", en: "put the permissions in one place"))
            } else {
                all[name] = person
            }
        }

        mutating func read(_ node: YAMLNode, _ corpus: Corpus?, _ reader: inout SettingsReader) {
            var person: String?, name = ""
            var everywhere: Role?, unassigned: Role?
            var units: [String: Role] = [:]
            reader.forEach(reader.mapping(node), SettingKeys.personPermissions) { reader, key, entry in
                switch key {
                case "person": person = reader.requiredText(entry.value) ?? ""
                case "name": name = reader.text(entry.value)
                default:
                    let role: Role = key == "read" ? .read : key == "edit" ? .edit : .publish
                    let places: [YAMLNode] =
                        if case .sequence(let items, _) = entry.value { items } else { [entry.value] }
                    for place in places where !place.isAbsent {
                        guard let unit = reader.requiredText(place) else { continue }
                        if PermissionsFile.everywhere.contains(unit.folded) {
                            everywhere = max(everywhere ?? role, role)
                        } else if PermissionsFile.unassigned.contains(unit.folded) {
                            unassigned = max(unassigned ?? role, role)
                        } else if let finding = corpus.flatMap({ PermissionsFile.unknownUnit(unit, $0) }) {
                            reader.report(place.span, finding.message, label: finding.label)
                        } else {
                            units[unit] = max(units[unit] ?? role, role)
                        }
                    }
                }
            }
            guard let person else {
                return reader.report(node.span, Localized(es: "falta «persona»", en: "“person” is missing"))
            }
            if person.isEmpty { return }
            let permissions = PersonPermissions(
                person: person, name: name.isEmpty ? person : name, isAdministrator: false, everywhere: everywhere,
                unassigned: unassigned,
                units: units)
            add(permissions, at: node.span, &reader)
        }
    }

    /// Returns the finding about a unit that is not given by its id; `nil` if the site has a unit with the id. Titles
    /// and codes are not accepted, because whoever edits a unit may change them.
    private static func unknownUnit(_ unit: String, _ corpus: Corpus) -> (message: Localized, label: Localized?)? {
        let ids = UnitTree.units(in: corpus).map { corpus.records[$0].id }
        if ids.contains(unit) { return nil }
        let message = Localized(
            es: "no hay ninguna unidad con el id «\(unit)»", en: "there is no unit with the id “\(unit)”")
        let meant =
            corpus.resolve(unit, types: [.unit], from: FileID(-1)).record.map { corpus.records[$0].id }
            ?? corpus.nearestName(to: unit, types: [.unit], from: FileID(-1))
        return (message, meant.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") })
    }
}
