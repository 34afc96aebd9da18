import Diagnostics

/// A change between two versions, described in words for a modification log.
package struct Change: Sendable {
    /// The record's title, `nil` if the record is the document itself.
    package let record: String?
    /// The field's name, empty for a change of the whole record.
    package let field: Localized
    /// The change in one sentence, without a final full stop: `se agrega «…»`.
    package let sentence: Localized
    /// Whether the change is one of substance, not only of form.
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
