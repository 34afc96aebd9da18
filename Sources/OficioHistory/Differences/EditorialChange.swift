import OficioModel
import OficioSchema
import OficioSource

/// Distinguishes editorial changes from material ones.
///
/// A change is editorial if only case, accents, spacing, punctuation or markup differ: both texts have the same
/// words, figures and signs in the same order. Any other change is material, unless the person who releases the
/// document declares otherwise.
enum EditorialChange {
    static func isSame(_ old: String, _ new: String) -> Bool {
        old.folded == new.folded && symbols(old) == symbols(new)
    }

    /// Returns the characters that are neither letters, digits, spaces nor punctuation: `%`, `≥`, `+`, a minus before a
    /// figure.
    private static func symbols(_ text: String) -> [Unicode.Scalar] {
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.compactMap { index in
            let scalar = scalars[index]
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.isWhitespace
            {
                return nil
            }
            if scalar.properties.generalCategory == .nonspacingMark { return nil }
            if "-−–".unicodeScalars.contains(scalar) {
                let next = index + 1 < scalars.count && scalars[index + 1].properties.numericType != nil
                return next ? "-" : nil
            }
            return ".,;:¡!¿?«»“”‘’\"'()—…·•*_".unicodeScalars.contains(scalar) ? nil : scalar
        }
    }

    static func isEditorial(_ old: Value, _ new: Value) -> Bool {
        switch (old, new) {
        case (.date(let a, _), .date(let b, _)): return a == b
        case (.integer(let a, _), .integer(let b, _)), (.percent(let a, _), .percent(let b, _)): return a == b
        case (.boolean(let a, _), .boolean(let b, _)): return a == b
        case (.duration(let a, _), .duration(let b, _)): return a == b
        case (.codes(let a, _), .codes(let b, _)): return a.map(\.code) == b.map(\.code)
        case (.references(let a), .references(let b)):
            return a.map(\.target) == b.map(\.target) && isSame(old.plain, new.plain)
        case (.notApplicable, .notApplicable): return true
        case (.notApplicable, _), (_, .notApplicable): return false
        default: return isSame(old.words, new.words)
        }
    }
}
