import Diagnostics
import OficioBuild
import OficioLanguageServer
import OficioSchema

extension Command {
    static let lsp = Command(
        name: "lsp", words: Localized(same: ""),
        summary: Localized(
            es: "completa y comprueba los documentos en editores de código (Language Server Protocol)",
            en: "completes and checks the documents in code editors (Language Server Protocol)"),
        options: []
    ) { call in
        let now = call.console.today, day = try call.today(), isFixed = call.arguments.values["today"] != nil
        let server = LanguageServer(
            LanguageServer.Environment(version: Program.version) { root in
                let zone = SiteSettings.readSettings(root).timeZone
                return isFixed ? day : CalendarDate(iso: now(zone)) ?? day
            } explain: { root, name, language in
                Rule.all.first { $0.code == name }.map { Command.text($0, language) }
                    ?? TypeReference(site: SiteSchema(root), language: language).text(for: name)
            })
        return server.run() ? .done : .fault
    }
}
