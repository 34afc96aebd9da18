import Diagnostics
import OficioServer
internal import Glibc

extension Option {
    static let port = Option(
        name: "port", value: "N",
        help: Localized(es: "puerto (8080; 0, cualquiera libre)", en: "port (8080; 0, any that is free)"))
}

extension Command {
    static let serve = Command(
        name: "serve", words: Localized(same: ""),
        summary: Localized(
            es: "muestra el sitio en este equipo y lo rehace con cada cambio",
            en: "shows the site on this machine and makes it anew with every change"),
        options: [.port]
    ) { call in
        try call.requireSite()
        guard let port = Int(call.arguments.values["port"] ?? "8080"), (0...65_535).contains(port) else {
            throw UsageError(
                message: Localized(es: "«--port» es un número de 0 a 65535", en: "“--port” is a number from 0 to 65535")
            )
        }
        // Block the signals before any thread starts.
        let stop = StopSignal.descriptor()
        let server = PreviewServer(call.site, today: try call.today(), language: call.language) {
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
        server.run(until: stop)
        return .done
    }
}
