import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditor
import OficioSchema
import OficioSource
internal import CMicroHTTPD
internal import Glibc

/// A local HTTP server that shows a site while it is edited. It renders pages in memory and again after each save.
package final class PreviewServer: @unchecked Sendable {
    /// The current preview and its findings.
    struct State {
        /// The number of saves since the start.
        var version = 0
        var site: Preview
        /// The JSON response to waiting pages, without the version; empty until the first check ends.
        var findings = ""
    }

    let root: String
    let today: CalendarDate
    let language: Language
    let report: @Sendable (String) -> Void
    /// Whether messages name no document and quote none, as in the log of a service.
    private let isQuiet: Bool
    let health: SiteHealth
    let state: Locked<State>
    private let waiting = WaitingPages()
    let jobs = EditorJobs()
    private let checking = Locked((isRunning: false, isRequested: false))
    /// The watch on the sources; nil if the system refuses it. The watch starts before the sources are first read, so
    /// that no save is missed.
    private var watch: SourceWatch?
    private var daemon: OpaquePointer?
    /// The options of the editor; `nil` for a preview without one.
    private let editing: EditorOptions?
    /// The editor, once the server listens; `nil` for a preview without one.
    private(set) var editor: Editor?
    /// The bodies of requests that are being received, by the address of their connections.
    let bodies = Locked<[UInt: [UInt8]]>([:])
    /// The reverse proxy before the server; `nil` without one.
    let proxy: Proxy?
    /// The port that the server listens on; 0 before `start`.
    package private(set) var port = 0

    /// Reads the site and starts watching its sources.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - today: the day on which versions are in force.
    ///   - language: the language of the findings.
    ///   - editing: the options of the editor; `nil` for a preview without an editor.
    ///   - proxy: the reverse proxy before the server, which needs an editor for an office; `nil` without one.
    ///   - output: the folder of the last build, whose age is a part of the server's condition; `nil` for none.
    ///   - isQuiet: whether the findings are only counted on the terminal, without the words of documents.
    ///   - report: prints a message on the terminal; it may be called on any thread.
    package init(
        _ root: String, today: CalendarDate, language: Language, editingWith editing: EditorOptions? = nil,
        behind proxy: Proxy? = nil,
        output: String? = nil, isQuiet: Bool = false, report: @escaping @Sendable (String) -> Void
    ) {
        self.editing = editing
        self.proxy = proxy
        self.root = root
        self.today = today
        self.language = language
        self.report = report
        self.isQuiet = isQuiet
        health = SiteHealth(root, output: output, isEdited: editing != nil, state: editing?.stateFolder)
        watch = SourceWatch([root + "/content", root + "/themes"])
        state = Locked(State(site: Preview(root, today: today)))
    }

    /// Starts listening on the loopback address, or on a Unix socket.
    ///
    /// - Parameters:
    ///   - port: the port, or 0 for any free one.
    ///   - socket: the descriptor of a socket that listens; `nil` for the port.
    /// - Returns: false if the port is taken.
    package func start(port: Int, socket: Int32? = nil) -> Bool {
        let handler: MHD_AccessHandlerCallback = { server, connection, url, method, _, data, size, context in
            guard let server, let connection, let url, let method, let size, let context else {
                return oficio_result(0)
            }
            let verb = String(cString: method)
            let preview = Unmanaged<PreviewServer>.fromOpaque(server).takeUnretainedValue()
            if context.pointee == PreviewServer.Stage.body, size.pointee > 0 {
                preview.receive(UnsafeRawBufferPointer(start: data, count: Int(size.pointee)), connection)
                size.pointee = 0
                return oficio_result(1)
            }
            if context.pointee == nil, verb == "POST", preview.editor != nil,
                !PreviewServer.isLengthUnclear(connection)
            {
                return preview.beginPost(connection, url: String(cString: url), context)
            }
            // libmicrohttpd closes the connection if the response is queued before the request is read whole.
            // Closing is right only for a request refused for its method or because its length is unclear.
            if size.pointee > 0
                || context.pointee == nil && ["GET", "HEAD"].contains(verb)
                    && !PreviewServer.isLengthUnclear(connection)
            {
                size.pointee = 0
                context.pointee = PreviewServer.Stage.read
                return oficio_result(1)
            }
            return preview.answer(connection, url: String(cString: url), method: verb, context)
        }
        let completed: MHD_RequestCompletedCallback = { server, connection, _, _ in
            guard let server, let connection else { return }
            Unmanaged<PreviewServer>.fromOpaque(server).takeUnretainedValue().discardBody(connection)
        }
        let own = Unmanaged.passUnretained(self).toOpaque()
        daemon =
            if let socket {
                oficio_start_server_at(socket, handler, completed, own)
            } else {
                oficio_start_server(UInt16(port), handler, completed, own)
            }
        guard let daemon else { return false }
        self.port = socket == nil ? Int(oficio_server_port(daemon)) : 0
        if let editing { editor = makeEditor(editing) }
        return true
    }

    /// Serves until the descriptor `stop` becomes readable, and rebuilds the site after every save. If the system
    /// refuses to watch the sources, reports that and returns at once.
    package func run(until stop: Int32) {
        guard var watch else { return report(Self.watchFailure(EMFILE)[language] + "\n") }
        var failure: Int32?
        func reportFailure(_ now: Int32?) {
            if let now, now != failure { report(Self.watchFailure(now)[language] + "\n") }
            failure = now
        }
        reportFailure(watch.failure)
        startCheck()
        while watch.wait(orUntil: stop, meanwhile: waiting.respondToExpired) {
            reportFailure(watch.failure)
            let former = state.withLock { $0.site }
            let site = Preview(root, today: today, former: former)
            state.withLock {
                $0.version += 1
                $0.site = site
            }
            waiting.wake()
            startCheck()
            // The memory of the former preview is freed here, after the waiting pages have their answer.
            withExtendedLifetime(former) {}
        }
        watch.close()
        // libmicrohttpd aborts the process if a connection is still suspended when the daemon stops.
        waiting.close()
        jobs.close()
        if let daemon { MHD_stop_daemon(daemon) }
        daemon = nil
        proxy?.close()
    }

    private static func watchFailure(_ number: Int32) -> Localized {
        let reason = number == ENOSPC ? tooManyFolders : SystemMessages.message(number)
        return Localized(
            es: "la vista previa no detecta los cambios en las fuentes: \(reason.spanish)",
            en: "the preview does not detect changes to the sources: \(reason.english)")
    }

    private static let tooManyFolders = Localized(
        es: "hay más carpetas de las que el sistema puede vigilar (fs.inotify.max_user_watches)",
        en: "there are more folders than the system can watch (fs.inotify.max_user_watches)")

    // MARK: Findings

    /// Starts a check in the background. If one is running, starts another after it, so that the last save is always
    /// checked.
    private func startCheck() {
        let isFree = checking.withLock { now in
            now.isRequested = true
            defer { now.isRunning = true }
            return !now.isRunning
        }
        if !isFree { return }
        Task.detached { [self] in
            while checking.withLock({ now in
                if !now.isRequested { now.isRunning = false }
                defer { now.isRequested = false }
                return now.isRequested
            }) {
                // Let the server respond with the saved page before the check takes the processors.
                try? await Task.sleep(nanoseconds: 250_000_000)
                check()
            }
        }
    }

    private func check() {
        let found = state.withLock { $0.site }.check()
        let errors = found.diagnostics.count { $0.severity == .error }
        let warnings = found.diagnostics.count { $0.severity == .warning }
        let counts = [
            Localized.count(errors, es: ("error", "errores"), en: ("error", "errors")),
            Localized.count(warnings, es: ("advertencia", "advertencias"), en: ("warning", "warnings")),
        ]
        let summary = counts.map { $0[language] }.joined(separator: ", ")
        let errorText =
            isQuiet
            ? ""
            : TextRenderer(context: found.context, language: language, usesColor: false).render(
                found.diagnostics.filter { $0.severity == .error })
        report(errorText + summary + "\n")
        let shown = found.diagnostics.filter { $0.severity != .note }.prefix(50).map { diagnostic -> JSONText in
            let file = found.context.path(diagnostic.span.file)
            let place = found.context.lines(diagnostic.span.file).position(of: Int(diagnostic.span.start))
            return .array([
                .string(diagnostic.code), .string("\(file):\(place.line):\(place.column)"),
                .string(diagnostic.message[language]), .string("/" + found.reference(of: diagnostic)),
            ])
        }
        let members: [(String, JSONText)] = [
            ("summary", .string(summary)), ("close", .string(Localized(es: "Cerrar", en: "Close")[language])),
            ("errors", .bool(errors > 0)),
            ("findings", .array(Array(shown))),
        ]
        state.withLock { $0.findings = JSONText.object(members).compact }
        waiting.wake()
    }

    // MARK: Responses

    /// The stages of a request, which libmicrohttpd stores between its calls of the handler.
    enum Stage {
        /// The request is read completely; the next call responds.
        static var read: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: 1) }
        /// The page has waited; the next call responds even if nothing has changed.
        static var waited: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: 2) }
        /// The body of the request is being received; the call without data responds.
        static var body: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: 3) }
    }

    /// Returns the request of a connection, validated by its method, address and headers.
    func request(_ connection: OpaquePointer, url: String, method: String) -> Request {
        let version = oficio_argument(connection, "v").map { String(cString: $0) }
        let sent = oficio_headers(connection, "Host")
        let hosts = [sent.first, sent.second].compactMap { $0.map { String(cString: $0) } }
        return Request(
            method: method, url: url, hosts: hosts, version: version, port: port, isEditing: editor != nil,
            authority: proxy?.authority)
    }

    private func answer(
        _ connection: OpaquePointer, url: String, method: String,
        _ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    ) -> MHD_Result {
        if Self.isLengthUnclear(connection) {
            return send(
                connection, 400, Array("the length of the request is unclear\n".utf8), "text/plain; charset=utf-8",
                [("Connection", "close")])
        }
        // A program that watches the server signs in nowhere, and does not know the address of the reverse proxy.
        if proxy != nil, url == "/-oficio/salud", ["GET", "HEAD"].contains(method) { return sendHealth(connection) }
        if let refusal = proxyRefusal(connection) { return send(connection, refusal) }
        func header(_ name: String) -> String? { oficio_header(connection, name).map { String(cString: $0) } }
        switch request(connection, url: url, method: method) {
        case .refused(let status, let words):
            return send(connection, status, Array((words + "\n").utf8), "text/plain; charset=utf-8")
        case .health: return sendHealth(connection)
        case .script: return send(connection, 200, Array(PreviewScript.text.utf8), "text/javascript; charset=utf-8")
        case .wait(let known):
            let hasWaited = context.pointee == Stage.waited
            let now = state.withLock { ($0.version, $0.findings) }
            if !hasWaited, known == now.0 {
                context.pointee = Stage.waited
                if waiting.suspend(connection) {
                    // Compare again: a save between the comparison above and the suspension would not resume this
                    // connection.
                    if state.withLock({ $0.version }) != known { waiting.wake() }
                    return oficio_result(1)
                }
            }
            let findings = now.1.isEmpty ? "{\"summary\":\"\",\"close\":\"\",\"errors\":false,\"findings\":[]}" : now.1
            return send(connection, 200, Array("{\"site\":\(now.0),\(findings.dropFirst())".utf8), "application/json")
        case .file(let path) where proxy != nil: return sendOfficeFile(connection, path)
        case .file(let path): return sendFile(connection, path, method: method, header)
        case .otherOrigin(let path):
            return send(
                connection, 302, [], "text/plain; charset=utf-8", [("Location", "http://localhost:\(port)\(path)")])
        case .editor(let path):
            guard let editor else { return oficio_result(0) }
            if let response = jobs.takeResponse(connection) { return send(connection, response) }
            var request = editorRequest(connection, path, method: method)
            request.body = bodies.withLock { $0[UInt(bitPattern: connection)] } ?? []
            if Editor.isQuick(request) || editor.refusal(request) != nil {
                return send(connection, editor.answer(request))
            }
            let whole = request
            let isStarted = jobs.start(connection, isCancellable: Editor.isCancellable(whole)) { editor.answer(whole) }
            if isStarted { return oficio_result(1) }
            return send(connection, editor.answer(whole))
        }
    }

    /// Whether a request has two different lengths, a list of lengths, or a length beside a transfer encoding, so that
    /// the start of the next request is unclear (RFC 9112, § 6.3).
    private static func isLengthUnclear(_ connection: OpaquePointer) -> Bool {
        let lengths = oficio_headers(connection, "Content-Length")
        guard let first = lengths.first else { return false }
        return lengths.different != nil || !String(cString: first).utf8.allSatisfy { (0x30...0x39).contains($0) }
            || oficio_header(connection, "Transfer-Encoding") != nil
    }

    private func sendFile(_ connection: OpaquePointer, _ asked: String, method: String, _ header: (String) -> String?)
        -> MHD_Result
    {
        var site = state.withLock { $0.site }
        var path = asked
        // A page with the unsaved text of a form does not reload when the site changes.
        let unsaved = editor?.unsaved.site(at: asked)
        if let unsaved { (site, path) = unsaved }
        if path.isEmpty || path.hasSuffix("/") { path += "index.html" }
        guard var bytes = site.bytes(path) else {
            if !asked.isEmpty, !asked.hasSuffix("/"), site.isFolder(asked) {
                return send(
                    connection, 301, [], "text/plain; charset=utf-8",
                    [
                        (
                            "Location",
                            "/" + asked.split(separator: "/").map { String($0).percentEncoded }.joined(separator: "/")
                                + "/"
                        )
                    ])
            }
            return send(connection, 404, PreviewPage.withPreviewScript(site.notFound), "text/html; charset=utf-8")
        }
        let type = MediaType.mediaType(path)
        if type.hasPrefix("text/html"), unsaved != nil {
            bytes = PreviewPage.withoutScripts(bytes)
        } else if type.hasPrefix("text/html") {
            bytes = PreviewPage.withPreviewScript(bytes)
            if let link = editLink(path, site) {
                bytes = PreviewPage.withEditLink(bytes, link, Localized(es: "Editar", en: "Edit")[language])
            }
        }
        let tags = EntityTags(of: PreviewPage.entityTag(bytes))
        let isCompressed =
            MediaType.isText(type) && bytes.count > 1024 && AcceptEncoding.allowsGzip(header("Accept-Encoding"))
        var headers = [("Accept-Ranges", "bytes"), ("Vary", "Accept-Encoding")]
        // Attachments must not run scripts with the origin of the site. PDFs are exempt, because browsers do not
        // display them in a sandbox.
        if path.hasPrefix("recursos/"), type != "application/pdf" {
            headers.append(("Content-Security-Policy", "sandbox"))
        }
        // Ranges refer to the uncompressed file and apply to GET only (RFC 9110, § 14.2).
        let usesRange = method == "GET" && header("If-Range").map { $0 == tags.plain } != false
        let range = usesRange ? ByteRange.selectedPart(header("Range"), length: bytes.count) : .whole
        let tag = isCompressed && range == .whole ? tags.compressed : tags.plain
        if let wanted = header("If-Match"), !EntityTags.matchesStrongly(wanted, [tags.plain, tags.compressed]) {
            return send(connection, 412, Array("the file has changed\n".utf8), "text/plain; charset=utf-8", headers)
        }
        if EntityTags.matches(header("If-None-Match"), tag) {
            return send(connection, 304, [], type, headers + [("ETag", tag)])
        }
        switch range {
        case .unsatisfiable:
            return send(
                connection, 416, [], type, headers + [("ETag", tag), ("Content-Range", "bytes */\(bytes.count)")])
        case .part(let part):
            let place = ("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)")
            return send(connection, 206, Array(bytes[part]), type, headers + [("ETag", tag), place])
        case .whole:
            if isCompressed, let small = PreviewPage.gzipped(bytes) {
                return send(connection, 200, small, type, headers + [("ETag", tag), ("Content-Encoding", "gzip")])
            }
            return send(connection, 200, bytes, type, headers + [("ETag", tags.plain)])
        }
    }

    func send(
        _ connection: OpaquePointer, _ status: Int, _ bytes: [UInt8], _ type: String, _ headers: [(String, String)] = []
    ) -> MHD_Result {
        let response = bytes.withUnsafeBytes { oficio_response(bytes.count, $0.baseAddress) }
        guard let response else { return oficio_result(0) }
        defer { MHD_destroy_response(response) }
        var usual = [
            ("Content-Type", type), ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        // Such a response must name the methods that every page allows (RFC 9110, § 15.5.6).
        if status == 405 { usual.append(("Allow", "GET, HEAD")) }
        for (name, value) in usual.filter({ name, _ in !headers.contains { $0.0 == name } }) + headers {
            MHD_add_response_header(response, name, value)
        }
        return MHD_queue_response(connection, UInt32(status), response)
    }
}

/// Turns SIGINT and SIGTERM into a readable descriptor.
package enum StopSignal {
    /// Returns a descriptor that becomes readable when the process receives SIGINT or SIGTERM.
    package static func descriptor() -> Int32 { oficio_stop_descriptor() }
}
