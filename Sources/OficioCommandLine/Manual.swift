import Diagnostics

/// Generates the manual page and the shell completions from the declarations of commands.
enum Manual {
    /// Returns the manual page `oficio(1)` in the format of man(7).
    static func page(_ language: Language) -> String {
        func escaped(_ text: String) -> String {
            text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(
                separator: "\n", omittingEmptySubsequences: false
            ).map {
                $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0)
            }.joined(separator: "\n")
        }
        func section(_ es: String, _ en: String) -> String { ".SH " + Localized(es: es, en: en)[language] }
        var lines = [
            ".TH OFICIO 1 \"\" \"oficio \(Program.version)\"", section("NOMBRE", "NAME"),
            "oficio \\- "
                + escaped(
                    Localized(es: "manuales de puestos y procedimientos", en: "job manuals and procedures")[language]),
            section("SINOPSIS", "SYNOPSIS"),
            ".B oficio", Localized(es: ".I ORDEN", en: ".I COMMAND")[language],
            Localized(es: "[opciones]", en: "[options]")[language], section("ÓRDENES", "COMMANDS"),
        ]
        func option(_ option: Option) -> [String] {
            [
                ".TP",
                "\\fB\\-\\-\(escaped(option.name))\\fR"
                    + (option.value.map { " \\fI\(escaped($0[language]))\\fR" } ?? ""),
                escaped(option.help[language]),
            ]
        }
        for command in Command.all {
            lines += [".SS \(command.name) \(escaped(command.words[language]))", escaped(command.summary[language])]
            for item in command.options { lines += option(item) }
        }
        lines.append(section("OPCIONES COMUNES", "COMMON OPTIONS"))
        for item in Option.common { lines += option(item) }
        lines += [
            section("RESULTADO", "EXIT STATUS"), ".TP", "0", Localized(es: "bien", en: "done")[language], ".TP", "1",
            Localized(es: "el contenido tiene errores", en: "the content has errors")[language], ".TP", "64",
            Localized(es: "la orden está mal escrita", en: "the command line is wrong")[language], ".TP", "74",
            Localized(es: "no se pudo leer o escribir", en: "something could not be read or written")[language],
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the completion script for `bash`, `zsh` or `fish`.
    static func completion(_ shell: String) -> String {
        let commands = Command.all.map(\.name).joined(separator: " ")
        func options(_ command: Command) -> [Option] { command.options + Option.common }
        switch shell {
        case "bash":
            var lines = [
                "_oficio() {", "  local word=\"${COMP_WORDS[COMP_CWORD]}\" options=",
                "  if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W '\(commands)' -- \"$word\")); return; fi",
                "  case \"${COMP_WORDS[1]}\" in",
            ]
            for command in Command.all {
                lines.append(
                    """
                        \(command.name)) \
                    options='\(options(command).map { "--" + $0.name }.joined(separator: " "))' ;;
                    """
                )
            }
            lines += [
                "  esac",
                """
                  if [[ "$word" == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$word")); else \
                COMPREPLY=($(compgen -f -- "$word")); fi
                """,
                "}",
                "complete -o filenames -F _oficio oficio",
            ]
            return lines.joined(separator: "\n") + "\n"
        case "zsh":
            var lines = ["#compdef oficio", "local -a commands", "commands=("]
            for command in Command.all {
                lines.append(
                    "  '\(command.name):\(command.summary.english.replacing("'", with: "’").replacing(":", with: ","))'"
                )
            }
            lines += [")", "if (( CURRENT == 2 )); then _describe command commands; return; fi", "case $words[2] in"]
            for command in Command.all {
                let words = options(command).map {
                    """
                    '--\($0.name)[\
                    \($0.help.english.replacing("'", with: "’").replacing("[", with: "(").replacing("]", with: ")"))\
                    ]\($0.value == nil ? "" : ":value:_files")'
                    """
                }
                lines.append("  \(command.name)) _arguments \(words.joined(separator: " ")) '*:file:_files' ;;")
            }
            return (lines + ["esac"]).joined(separator: "\n") + "\n"
        default:
            var lines: [String] = []
            for command in Command.all {
                lines.append(
                    """
                    complete -c oficio -n __fish_use_subcommand -f -a \(command.name) -d \
                    '\(command.summary.english.replacing("'", with: "\\'"))'
                    """
                )
                for option in options(command) {
                    lines.append(
                        """
                        complete -c oficio -n '__fish_seen_subcommand_from \(command.name)' -l \
                        \(option.name)\(option.value == nil ? "" : " -r") -d \
                        '\(option.help.english.replacing("'", with: "\\'"))'
                        """
                    )
                }
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }
}
