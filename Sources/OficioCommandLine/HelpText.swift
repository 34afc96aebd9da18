import Diagnostics

/// Generates the help texts from the declarations of commands.
enum Help {
    /// Returns the help text that lists all commands.
    static func overview(_ language: Language) -> String {
        var lines = [
            Localized(
                es: """
                    oficio: manuales de puestos y procedimientos, comprobados y publicados.

                    Uso: oficio ORDEN [opciones]

                    """,
                en: "oficio: job manuals and procedures, checked and published.\n\nUsage: oficio COMMAND [options]\n")[
                    language]
        ]
        for command in Command.all { lines.append("  " + padded(command.name, 10) + command.summary[language]) }
        lines.append(
            Localized(es: "\n«oficio ORDEN --help» explica cada una.", en: "\n“oficio COMMAND --help” explains each.")[
                language])
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the help text of a command with its options.
    static func text(_ command: Command, _ language: Language) -> String {
        var lines = ["oficio \(command.name) \(command.words[language])", "", command.summary[language], ""]
        for option in command.options + Option.common {
            lines.append(
                "  " + padded("--\(option.name)" + (option.value.map { " \($0[language])" } ?? ""), 28)
                    + option.help[language])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
