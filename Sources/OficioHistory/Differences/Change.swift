import Diagnostics

/// A change between two versions, in words that fit a modification log.
package struct Change: Sendable {
    /// The record's title, `nil` if the record is the document itself.
    package let record: String?
    /// The field's name, empty for a change of the whole record.
    package let field: Localized
    /// What changed, without a final full stop: `se agrega «…»`.
    package let sentence: Localized
    /// Whether the change is one of substance and not of form alone.
    package let isMaterial: Bool

    /// The change as a full sentence: `Promotor de Servicios en Línea. Funciones: se agrega «…».`
    package var text: Localized {
        func join(_ language: Language) -> String {
            let place = [record, field[language].isEmpty ? nil : field[language]].compactMap(\.self).joined(
                separator: ". ")
            return (place.isEmpty ? sentence[language].capitalizedFirst : place + ": " + sentence[language]) + "."
        }
        return Localized(es: join(.spanish), en: join(.english))
    }
}
