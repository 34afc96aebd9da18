import OficioBasics
import OficioHistory
import OficioSchema
import OficioTheme

/// The names of document states in the theme's language, in agreement with what is in that state.
struct StateNames: Sendable {
    /// What the name of a state agrees with.
    enum Noun: String, CaseIterable {
        case feminine, masculine

        init(_ type: DocumentType) { self = type.isFeminine ? .feminine : .masculine }

        /// The noun for versions, *la versión*.
        static let version = Noun.feminine
    }

    private let names: [Noun: [DocumentState: String]]
    /// The template data of states, built once because lists contain thousands of them.
    private let shapes: [Noun: [DocumentState: TemplateValue]]

    init(_ theme: Theme) {
        func name(_ state: DocumentState, _ noun: Noun) -> String {
            let key = "state" + state.rawValue.capitalizedFirst
            return theme.messages[key + noun.rawValue.capitalizedFirst] ?? theme.messages[key] ?? key
        }
        names = Dictionary(
            uniqueKeysWithValues: Noun.allCases.map { noun in
                (noun, Dictionary(uniqueKeysWithValues: DocumentState.allCases.map { ($0, name($0, noun)) }))
            })
        shapes = names.mapValues { names in
            Dictionary(
                uniqueKeysWithValues: names.map { state, name in
                    (state, Shape(("code", .text(state.rawValue)), ("label", .text(name))).value)
                })
        }
    }

    /// Returns the name of a state of a document of a type.
    subscript(state: DocumentState, type: DocumentType) -> String { names[Noun(type)]?[state] ?? state.rawValue }

    /// Whether words are the name of a state, in either gender.
    func isName(_ words: String, of state: DocumentState) -> Bool {
        names.values.contains { $0[state]?.folded == words.folded }
    }

    /// Returns the template data of a state of a document or of a version.
    func shape(_ state: DocumentState, _ noun: Noun) -> TemplateValue { shapes[noun]?[state] ?? .absent }
}
