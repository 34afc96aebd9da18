import Diagnostics
import OficioBasics
import OficioBuild
import OficioSource

extension Option {
    static let only = Option(
        name: "only", value: Localized(es: "REGLA", en: "RULE"),
        help: Localized(
            es: "solo esa regla o ese grupo; puede repetirse", en: "only that rule or group; may be repeated"))
    static let ignore = Option(
        name: "ignore", value: Localized(es: "REGLA", en: "RULE"),
        help: Localized(
            es: "sin esa regla o ese grupo; puede repetirse", en: "without that rule or group; may be repeated"))
    static let fix = Option(
        name: "fix", value: nil,
        help: Localized(
            es: "aplica los arreglos que no necesitan que nadie los mire",
            en: "applies the fixes that need nobody to look at them"))
    static let baseline = Option(
        name: "baseline", value: "write|use",
        help: Localized(
            es: "aplaza lo que hay (write), o muestra solo lo nuevo (use)",
            en: "puts off what there is (write), or shows only what is new (use)"))
    static let base = Option(
        name: "base", value: "DIR",
        help: Localized(
            es: """
                con sarif, github o gitlab, carpeta desde la que se cuentan las rutas (la del repositorio, si no se \
                dice)
                """,
            en: "with sarif, github or gitlab, folder that paths are relative to (the repository's unless given)"))
    static let findingFormat = Option(
        name: "format", value: "text|json|sarif|github|gitlab",
        help: Localized(es: "forma de los hallazgos", en: "shape of the findings"))
}

/// Selects findings by rule or by group.
struct Selection {
    private let only: Set<String>
    private let ignore: Set<String>

    /// Parses the selection. `only` lists the codes and groups to include, or is empty to include all; `ignore` lists
    /// the codes and groups to leave out. Throws `UsageError` for an unknown name.
    init(only: [String], ignore: [String]) throws(UsageError) {
        self.only = try Self.codes(only)
        self.ignore = try Self.codes(ignore)
    }

    func includes(_ diagnostic: Diagnostic) -> Bool {
        (only.isEmpty || only.contains(diagnostic.code)) && !ignore.contains(diagnostic.code)
    }

    private static func codes(_ words: [String]) throws(UsageError) -> Set<String> {
        var codes: Set<String> = []
        for word in words.flatMap({ $0.split(separator: ",").map(String.init) }) {
            let rules = Rule.all.filter { rule in
                let title = rule.group.title
                return rule.code == word || rule.group.rawValue == word
                    || [title.spanish, title.english].contains { $0.folded == word.folded || $0.slug() == word }
            }
            if rules.isEmpty {
                let nearest = Suggestion.nearest(
                    to: word,
                    in: Rule.all.map(\.code) + RuleGroup.allCases.flatMap { [$0.rawValue, $0.title.spanish.slug()] })
                throw UsageError(
                    message: Localized(
                        es: "no hay ninguna regla ni grupo «\(word)»"
                            + (nearest.map { "; ¿quiso decir «\($0)»?" } ?? ""),
                        en: "there is no rule or group “\(word)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")))
            }
            codes.formUnion(rules.map(\.code))
        }
        return codes
    }
}
