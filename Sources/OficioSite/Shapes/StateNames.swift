import OficioHistory
import OficioTheme

/// The names of document states in the theme's language.
struct StateNames: Sendable {
    private let names: [DocumentState: String]
    /// The template data of states, built once because lists contain thousands of them.
    private let shapes: [DocumentState: TemplateValue]

    init(_ theme: Theme) {
        let names = Dictionary(
            uniqueKeysWithValues: DocumentState.allCases.map { state in
                let key = "state" + state.rawValue.capitalizedFirst
                return (state, theme.messages[key] ?? key)
            })
        self.names = names
        shapes = Dictionary(
            uniqueKeysWithValues: DocumentState.allCases.map {
                ($0, Shape(("code", .text($0.rawValue)), ("label", .text(names[$0] ?? ""))).value)
            })
    }

    subscript(state: DocumentState) -> String { names[state] ?? state.rawValue }

    func shape(_ state: DocumentState) -> TemplateValue { shapes[state] ?? .absent }
}
