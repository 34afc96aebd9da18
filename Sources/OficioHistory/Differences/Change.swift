import Diagnostics

/// A change between two versions, described in words for a modification log.
package struct Change: Sendable {
    /// The title of the changed record; `nil` for the document itself, and if the sentence says that a record was
    /// added or removed.
    package let record: String?
    /// The label of the changed field, or the heading of the changed section; empty if the change concerns the whole
    /// record.
    package let field: Localized
    /// The change in one sentence, without a final full stop: `se agrega «…»`.
    package let sentence: Localized
    /// Whether the change is material, not only editorial.
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
