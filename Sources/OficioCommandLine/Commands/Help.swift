import Diagnostics
import OficioBuild

extension Option {
    static let helpFormat = Option(
        name: "format", value: "text|man|bash|zsh|fish",
        help: Localized(
            es: "como texto, página de manual o autocompletado", en: "as text, a manual page or completions of a shell")
    )
}

extension Command {
    static let help = Command(
        name: "help", words: Localized(es: "[ORDEN]", en: "[COMMAND]"),
        summary: Localized(es: "las órdenes y sus opciones", en: "the commands and their options"),
        options: [.helpFormat]
    ) { call in
        switch try call.arguments.choice("format", among: ["text", "man", "bash", "zsh", "fish"]) {
        case "man":
            call.console.out(Manual.page(call.language))
            return .done
        case let shell? where shell != "text":
            call.console.out(Manual.completion(shell))
            return .done
        default: break
        }
        guard let name = call.arguments.words.first else {
            call.console.out(Help.overview(call.language))
            return .done
        }
        guard let command = Command.all.first(where: { $0.name == name }) else {
            throw UsageError(
                message: Localized(es: "no hay ninguna orden «\(name)»", en: "there is no command “\(name)”"))
        }
        call.console.out(Help.text(command, call.language))
        return .done
    }
}
