import Diagnostics
import OficioServer
internal import Glibc

extension Option {
    static let port = Option(
        name: "port", value: "N",
        help: Localized(es: "puerto (8080; 0, cualquiera libre)", en: "port (8080; 0, any that is free)"))
    static let edit = Option(
        name: "edit", value: nil,
        help: Localized(
            es: "permite además editar los documentos en el navegador de este equipo",
            en: "also lets documents be edited in a browser on this machine"))
}

extension Command {
    static let serve = Command(
        name: "serve", words: Localized(same: ""),
        summary: Localized(
            es: "muestra el sitio en este equipo y lo rehace con cada cambio",
            en: "shows the site on this machine and makes it anew with every change"),
        options: [.port, .edit]
    ) { call in
        try call.requireSite()
        guard let port = Int(call.arguments.values["port"] ?? "8080"), (0...65_535).contains(port) else {
            throw UsageError(
                message: Localized(es: "«--port» es un número de 0 a 65535", en: "“--port” is a number from 0 to 65535")
            )
        }
        var stateFolder: String?
        if call.arguments.flags.contains("edit") {
            guard let folder = call.console.stateFolder else {
                throw UsageError(
                    message: Localized(
                        es: "el editor necesita una carpeta para lo guardado: ponga HOME o XDG_STATE_HOME",
                        en: "the editor needs a folder for what is saved: set HOME or XDG_STATE_HOME"))
            }
            stateFolder = folder
            try call.settleInterruptedEdit()
        }
        // Block the signals before any thread starts.
        let stop = StopSignal.descriptor()
        let server = PreviewServer(
            call.site, today: try call.today(), language: call.language, editingWith: stateFolder
        ) {
            _ = $0.withCString { write(2, $0, strlen($0)) }
        }
        guard server.start(port: port) else {
            throw UsageError(
                message: Localized(
                    es: "el puerto \(port) está ocupado; pruebe con --port 0", en: "port \(port) is taken; try --port 0"
                ))
        }
        call.console.out(
            Localized(
                es: "http://localhost:\(server.port)/ — Ctrl-C para terminar",
                en: "http://localhost:\(server.port)/ — Ctrl-C to end")[call.language] + "\n")
        if let entrance = server.editorEntrance {
            call.console.out(
                Localized(es: "Editar (una vez, un navegador): ", en: "Edit (once, one browser): ")[call.language]
                    + entrance + "\n")
        }
        server.run(until: stop)
        return .done
    }
}
