extension Localized {
    /// Returns a number and the noun that it counts, in the singular for 1: *1 libro*, *3 libros*.
    ///
    /// - Parameters:
    ///   - number: the number.
    ///   - spanish: the Spanish noun, singular and plural.
    ///   - english: the English noun, singular and plural.
    /// - Returns: the number, a space and the noun.
    package static func count(_ number: Int, es spanish: (String, String), en english: (String, String)) -> Localized {
        Localized(
            es: "\(number) \(number == 1 ? spanish.0 : spanish.1)",
            en: "\(number) \(number == 1 ? english.0 : english.1)")
    }
}
