extension Localized {
    /// A number with what it counts, in the singular for one: *1 libro*, *3 libros*.
    ///
    /// - Parameters:
    ///   - spanish: the words for one and for several.
    ///   - english: the same.
    package static func count(_ number: Int, es spanish: (String, String), en english: (String, String)) -> Localized {
        Localized(
            es: "\(number) \(number == 1 ? spanish.0 : spanish.1)", en: "\(number) \(number == 1 ? english.0 : english.1)")
    }
}
