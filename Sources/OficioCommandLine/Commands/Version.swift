import Diagnostics
import OficioBuild

extension Command {
    static let version = Command(
        name: "version", words: Localized(same: ""),
        summary: Localized(es: "la versión del programa", en: "the program's version"), options: []
    ) { call in
        call.console.out("oficio \(Program.version)\n")
        return .done
    }
}
