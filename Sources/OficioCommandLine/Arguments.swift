import Diagnostics
import OficioBasics

/// An option that a command accepts.
package struct Option: Sendable {
    let name: String
    /// The placeholder for the option's value in the help; `nil` for a flag.
    let value: Localized?
    let help: Localized

    /// Creates an option. `value` is nil for a flag.
    init(name: String, value: Localized?, help: Localized) {
        self.name = name
        self.value = value
        self.help = help
    }

    /// Creates an option whose placeholder is the same in both languages.
    init(name: String, value: String, help: Localized) {
        self.init(name: name, value: Localized(same: value), help: help)
    }

    static let site = Option(
        name: "site", value: "DIR",
        help: Localized(es: "carpeta del sitio (esta, si no se dice)", en: "the site's folder (default: this one)"))
    static let today = Option(
        name: "today", value: Localized(es: "FECHA", en: "DATE"),
        help: Localized(es: "el día para el que se juzgan las fechas", en: "the day for which dates are judged"))
    static let lang = Option(
        name: "lang", value: "es|en", help: Localized(es: "lengua de los mensajes", en: "language of the messages"))
    static let quiet = Option(name: "quiet", value: nil, help: Localized(es: "sin resumen", en: "no summary"))
    static let color = Option(
        name: "color", value: "auto|always|never",
        help: Localized(es: "color en la terminal", en: "colour on the terminal"))
    static let strict = Option(
        name: "strict", value: nil,
        help: Localized(es: "las advertencias cuentan como errores", en: "warnings count as errors"))
    static let format = Option(
        name: "format", value: "text|json", help: Localized(es: "forma de los hallazgos", en: "shape of the findings"))
    static let output = Option(
        name: "output", value: "DIR",
        help: Localized(
            es: "carpeta de salida («output» del sitio, si no se dice)",
            en: "output folder (default: the site's “output”)"))
    static let asOf = Option(
        name: "as-of", value: Localized(es: "FECHA", en: "DATE"),
        help: Localized(es: "el sitio como estaba ese día", en: "the site as it stood on that day"))
    static let showDamaged = Option(
        name: "show-damaged", value: nil,
        help: Localized(
            es: "publica sin su texto las versiones cuyo archivo falta o fue alterado",
            en: "publishes versions whose file is missing or altered without their text"))
    static let drafts = Option(
        name: "drafts", value: nil,
        help: Localized(es: "muestra lo que aún no se publicó", en: "shows what is not released yet"))
    static let audience = Option(
        name: "audience", value: "internal|public",
        help: Localized(
            es: "para quién: «public» deja fuera todo lo interno",
            en: "for whom: “public” leaves out everything internal"))
    static let pdf = Option(
        name: "pdf", value: nil,
        help: Localized(
            es: "imprime además los documentos controlados, o los que se nombren",
            en: "prints controlled documents too, or those that are named"))
    static let profile = Option(
        name: "profile", value: nil,
        help: Localized(
            es: "dice cuánto tardó cada parte y qué páginas más",
            en: "says how long each part took, and which pages most"))
    static let explain = Option(
        name: "explain", value: Localized(es: "PÁGINA", en: "PAGE"),
        help: Localized(
            es: "dice por qué esa página se hizo de nuevo, o por qué no",
            en: "says why that page was made again, or why not"))
    static let help = Option(name: "help", value: nil, help: Localized(es: "esta ayuda", en: "this help"))

    static let common: [Option] = [.site, .today, .lang, .quiet, .color, .help]
}

/// A mistake on the command line, with its message.
struct UsageError: Error {
    let message: Localized
}

/// The arguments after the name of a command, divided into options and other arguments.
struct Arguments {
    private(set) var values: [String: String] = [:]
    /// All values of each repeatable option, in the order of the command line.
    private(set) var lists: [String: [String]] = [:]
    private(set) var flags: Set<String> = []
    private(set) var words: [String] = []

    init(_ arguments: [String], options: [Option]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("-"), argument.count > 1 else {
                words.append(argument)
                continue
            }
            if argument == "--" {
                words += rest
                break
            }
            if argument == "-h" {
                flags.insert("help")
                continue
            }
            let parts = argument.drop { $0 == "-" }.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard argument.hasPrefix("--"), let option = options.first(where: { $0.name == name }) else {
                let nearest = Suggestion.nearest(to: name, in: options.map(\.name))
                throw UsageError(
                    message: Localized(
                        es: "no hay ninguna opción «\(argument)»" + (nearest.map { "; ¿quiso decir «--\($0)»?" } ?? ""),
                        en: "there is no option “\(argument)”" + (nearest.map { "; did you mean “--\($0)”?" } ?? "")))
            }
            if option.value == nil {
                if parts.count > 1 {
                    throw UsageError(
                        message: Localized(es: "«--\(name)» no lleva valor", en: "“--\(name)” takes no value"))
                }
                flags.insert(name)
            } else if parts.count > 1 {
                values[name] = String(parts[1])
                lists[name, default: []].append(String(parts[1]))
            } else if let value = rest.popFirst() {
                values[name] = value
                lists[name, default: []].append(value)
            } else {
                throw UsageError(
                    message: Localized(es: "«--\(name)» necesita un valor", en: "“--\(name)” needs a value"))
            }
        }
    }

    /// Returns the value of an option that accepts only certain words; `nil` without the option. Throws `UsageError`
    /// for any other word.
    func choice(_ option: String, among known: [String]) throws(UsageError) -> String? {
        guard let value = values[option] else { return nil }
        guard known.contains(value) else {
            let list = known.joined(separator: ", ")
            throw UsageError(
                message: Localized(es: "«--\(option)» admite: \(list)", en: "“--\(option)” takes: \(list)"))
        }
        return value
    }
}
