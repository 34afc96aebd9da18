extension StaffPhrase {
    /// Whether folded words only limit a text to the staff: *solo para el personal*, *exclusivo de jefaturas*,
    /// *employees only*.
    static func isLimit(_ words: [String]) -> Bool {
        (2...7).contains(words.count) && words.contains(where: onlyWords.contains)
            && words.contains(where: people.contains)
            && words.allSatisfy { onlyWords.contains($0) || people.contains($0) || linking.contains($0) }
    }

    /// Whether a text only names the staff, as the value of *Audiencia*: *personal interno*, *empleados*.
    static func namesStaff(_ text: String) -> Bool {
        let words = text.folded.split(separator: " ").map(String.init)
        return (1...7).contains(words.count) && words.contains { people.contains($0) || interno.contains($0) }
            && words.allSatisfy {
                onlyWords.contains($0) || people.contains($0) || linking.contains($0) || interno.contains($0)
            }
    }

    private static let onlyWords: Set<String> = [
        "solo", "solamente", "unicamente", "exclusivo", "exclusiva", "exclusivamente", "only", "exclusively",
    ]
    private static let people: Set<String> = [
        "personal", "staff", "empleado", "empleados", "empleadas", "funcionario", "funcionarios", "funcionarias",
        "jefe", "jefes", "jefas", "jefaturas", "trabajadores", "colaboradores", "directivos", "employees", "managers",
    ]
    private static let linking: Set<String> = [
        "a", "al", "de", "del", "el", "los", "las", "la", "para", "uso", "por", "lo", "ve", "ven", "lee", "leen", "y",
        "for", "the", "use", "of", "by", "and", "nuestro", "our",
    ]
}
