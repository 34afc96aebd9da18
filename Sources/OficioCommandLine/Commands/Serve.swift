import Diagnostics
import OficioBuild
import OficioEditor
import OficioHistory
import OficioSchema
import OficioServer
import OficioSource
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
    static let commit = Option(
        name: "commit", value: nil,
        help: Localized(
            es: "con «--edit»: cada cambio queda además en Git, a nombre de quien edita",
            en: "with “--edit”: every change also goes into Git, in the name of who edits"))
}

extension Option {
    static let watchedOutput = Option(
        name: "output", value: "DIR",
        help: Localized(
            es: "carpeta de «oficio build», cuya edad vigila /-oficio/salud",
            en: "folder of “oficio build”, whose age /-oficio/salud watches"))
}

extension Command {
    static let serve = Command(
        name: "serve", words: Localized(same: ""),
        summary: Localized(
            es: "muestra el sitio en este equipo y lo rehace con cada cambio",
            en: "shows the site on this machine and makes it anew with every change"),
        options: [
            .port, .edit, .commit, .key, .watchedOutput, .proxy, .origin, .permissions, .personHeader, .secret, .audit,
        ]
    ) { call in
        try call.requireSite()
        let proxy = try call.proxy()
        guard let port = Int(call.arguments.values["port"] ?? "8080"), (0...65_535).contains(port) else {
            throw UsageError(
                message: Localized(es: "«--port» es un número de 0 a 65535", en: "“--port” is a number from 0 to 65535")
            )
        }
        var editing: EditorOptions?
        if call.arguments.flags.contains("edit") {
            guard let folder = call.console.stateFolder else {
                throw UsageError(
                    message: Localized(
                        es: "el editor necesita una carpeta para lo guardado: ponga HOME o XDG_STATE_HOME",
                        en: "the editor needs a folder for what is saved: set HOME or XDG_STATE_HOME"))
            }
            editing = EditorOptions(
                stateFolder: folder, recordingDay: try call.changingDay(), keys: try call.signingKeys(),
                git: try call.git(), office: try proxy.map { try call.office($0) })
            try call.settleInterruptedEdit()
        } else if let stray = ["commit", "key", "proxy"].first(where: {
            call.arguments.flags.contains($0) || call.arguments.lists[$0] != nil || call.arguments.values[$0] != nil
        }) {
            throw UsageError(
                message: Localized(es: "«--\(stray)» va con «--edit»", en: "“--\(stray)” goes with “--edit”"))
        }
        // Block the signals and open the socket before any thread starts.
        let stop = StopSignal.descriptor()
        let socket = try proxy?.listen()
        let server = PreviewServer(
            call.site, today: try call.today(), language: call.language, editingWith: editing,
            behind: proxy?.server, output: call.arguments.values["output"].map(call.absolute), isQuiet: call.isQuiet
        ) {
            _ = $0.withCString { write(2, $0, strlen($0)) }
        }
        guard server.start(port: proxy?.port ?? port, socket: socket) else {
            throw UsageError(
                message: Localized(
                    es: "el puerto \(port) está ocupado; pruebe con --port 0", en: "port \(port) is taken; try --port 0"
                ))
        }
        if let proxy {
            call.console.out(
                Localized(
                    es: "\(proxy.place), detrás de \(proxy.origin) — Ctrl-C para terminar",
                    en: "\(proxy.place), behind \(proxy.origin) — Ctrl-C to end")[call.language] + "\n")
            server.run(until: stop)
            return .done
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

extension Invocation {
    /// Returns a function for the current day, with which the editor dates releases as days pass; `nil` if `--today`
    /// fixes the day.
    fileprivate func changingDay() throws -> (@Sendable () -> CalendarDate)? {
        let day = try recordingDay()
        let now = console.today
        let zone = timeZone
        if arguments.values["today"] != nil { return nil }
        return { CalendarDate(iso: now(zone)) ?? day }
    }

    /// Returns the Git repository for `--commit`; `nil` without the option.
    fileprivate func git() throws -> GitCommits? {
        guard arguments.flags.contains("commit") else { return nil }
        guard let git = GitCommits(site: site, in: console.searchPath) else {
            throw UsageError(
                message: Localized(
                    es: "«--commit» necesita Git y un sitio dentro de un repositorio",
                    en: "“--commit” needs Git and a site within a repository"))
        }
        return git
    }
}
