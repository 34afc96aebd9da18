import Diagnostics
import OficioBasics
import OficioBuild
import OficioModel
import OficioSchema
import OficioSource

/// A server of the Language Server Protocol, version 3.17, over two file descriptors.
///
/// It reads messages on one thread, handles them in their order on the thread that calls `run`, and checks documents
/// on the queue of their site. `Routes` has the methods.
package final class LanguageServer {
    /// What the server needs from the program around it.
    package struct Environment: Sendable {
        /// Returns the current day in the time zone of the site in a folder.
        let today: @Sendable (_ root: String) -> CalendarDate
        /// Returns what `oficio explain` says about a name in a site, in the site's language.
        let explain: @Sendable (_ root: String, _ name: String, Language) -> String?
        /// The number of the program's version.
        let version: String

        /// Creates an environment.
        package init(
            version: String, today: @escaping @Sendable (_ root: String) -> CalendarDate,
            explain: @escaping @Sendable (_ root: String, _ name: String, Language) -> String?
        ) {
            self.version = version
            self.today = today
            self.explain = explain
        }
    }

    let environment: Environment
    let stream: MessageStream
    private let inbox = Inbox()
    private var sites: [String: SiteSession] = [:]
    private var documents: [String: OpenDocument] = [:]
    /// The folders that the client has opened, as absolute paths.
    private(set) var folders: [String] = []
    /// The unit of characters in positions.
    private(set) var encoding = PositionEncoding.utf16
    /// Whether edits of the client may rename files.
    private(set) var renamesFiles = false
    private var watchesFiles = false
    private var state = Lifetime.created

    private enum Lifetime { case created, running, shutDown }

    /// Creates a server that reads from one file descriptor and writes to another.
    package init(_ environment: Environment, input: Int32 = 0, output: Int32 = 1) {
        self.environment = environment
        stream = MessageStream(input: input, output: output)
    }

    /// Handles messages until the client ends the server. Returns whether the client shut it down before, as the
    /// protocol requires.
    package func run() -> Bool {
        inbox.fill(from: stream)
        while true {
            switch inbox.next() {
            case .end: return state == .shutDown
            case .malformed(let error): stream.respond(to: nil, error)
            case .message(let message):
                if message.method == "exit" { return state == .shutDown }
                handle(message)
            }
        }
    }

    private func handle(_ message: ClientMessage) {
        // A response to a request of the server, which needs none of them.
        guard let method = message.method else { return }
        guard let id = message.id else {
            if state == .running || method == "initialized" { notice(method, message.parameters) }
            return
        }
        if inbox.begin(id) { return stream.respond(to: id, .cancelled) }
        do throws(ResponseError) {
            stream.respond(to: id, try answer(method, message.parameters))
        } catch {
            stream.respond(to: id, error)
        }
    }

    private func answer(_ method: String, _ parameters: JSONText) throws(ResponseError) -> JSONText? {
        switch (method, state) {
        case ("initialize", .created): return initialize(parameters)
        case ("initialize", _), (_, .shutDown): throw .invalidRequest
        case (_, .created): throw .notInitialized
        case ("shutdown", _):
            state = .shutDown
            return nil
        default: break
        }
        guard let route = Routes.requests[method] else { throw .unknown(method) }
        return try route(self, parameters)
    }

    // MARK: Beginning

    private func initialize(_ parameters: JSONText) -> JSONText {
        state = .running
        let capabilities = parameters["capabilities"]
        encoding = PositionEncoding(offered: capabilities?["general"]?["positionEncodings"]?.items ?? [])
        let edits = capabilities?["workspace"]?["workspaceEdit"]
        renamesFiles =
            edits?["documentChanges"]?.flag == true
            && edits?["resourceOperations"]?.items.contains { $0.text == "rename" } == true
        watchesFiles =
            capabilities?["workspace"]?["didChangeWatchedFiles"]?["dynamicRegistration"]?.flag == true
        let named = parameters["workspaceFolders"]?.items.compactMap { $0["uri"]?.text } ?? []
        folders = (named.isEmpty ? [parameters["rootUri"]?.text].compactMap(\.self) : named).compactMap {
            FileAddress.path($0)
        }
        return Routes.capabilities(encoding, version: environment.version)
    }

    /// Asks the client to tell when a source changes on disk.
    private func registerWatches() {
        guard watchesFiles else { return }
        let watcher = JSONText.object([("globPattern", .string("**/content/**"))])
        stream.notify(
            "client/registerCapability",
            .object([
                (
                    "registrations",
                    .array([
                        .object([
                            ("id", .string("sources")), ("method", .string("workspace/didChangeWatchedFiles")),
                            ("registerOptions", .object([("watchers", .array([watcher]))])),
                        ])
                    ])
                )
            ]), id: .name("sources"))
    }

    // MARK: Notifications

    /// Handles a notification. Those that the server does not know are ignored, as the protocol asks.
    private func notice(_ method: String, _ parameters: JSONText) {
        let identifier = parameters["textDocument"]
        switch method {
        case "initialized": registerWatches()
        case "textDocument/didOpen":
            guard let address = identifier?["uri"]?.text, let text = identifier?["text"]?.text else { return }
            open(address, version: identifier?["version"]?.number ?? 0, text)
        case "textDocument/didChange":
            guard let address = identifier?["uri"]?.text, var document = documents[address] else { return }
            document.apply(
                parameters["contentChanges"]?.items ?? [],
                version: identifier?["version"]?.number ?? document.version + 1, encoding)
            documents[address] = document
            if let (session, path) = session(ofPath: document.path) { session.put(document, at: path) }
        case "textDocument/didClose":
            guard let address = identifier?["uri"]?.text, let document = documents.removeValue(forKey: address) else {
                return
            }
            close(document)
        case "textDocument/didSave", "workspace/didChangeWatchedFiles", "workspace/didRenameFiles":
            for session in sites.values { session.noteChangeOnDisk() }
        case "workspace/didChangeWorkspaceFolders": changeFolders(parameters["event"])
        default: break
        }
    }

    private func open(_ address: String, version: Int, _ text: String) {
        guard let path = FileAddress.path(address) else { return }
        let document = OpenDocument(address: address, path: path, version: version, text: text)
        documents[address] = document
        if let (session, path) = session(ofPath: path) { session.put(document, at: path) }
    }

    private func close(_ document: OpenDocument) {
        guard let (session, path) = session(ofPath: document.path) else { return }
        session.remove(path)
        PublishedFindings.clear(document, on: stream)
        // The memory of a site is freed with its last document.
        if session.isIdle, !folders.contains(session.root) { sites[session.root] = nil }
    }

    private func changeFolders(_ event: JSONText?) {
        func paths(_ name: String) -> [String] {
            event?[name]?.items.compactMap { $0["uri"]?.text.flatMap { FileAddress.path($0) } } ?? []
        }
        let removed = paths("removed")
        folders = folders.filter { !removed.contains($0) } + paths("added")
        for root in removed where sites[root]?.isIdle == true { sites[root] = nil }
    }

    // MARK: Sites

    /// Returns the session of the site that holds a file, and the file's path in the site; `nil` for a file of no site.
    private func session(ofPath path: String) -> (SiteSession, String)? {
        guard let (root, relative) = SiteFolders.site(of: path) else { return nil }
        return (session(root), relative)
    }

    private func session(_ root: String) -> SiteSession {
        if let known = sites[root] { return known }
        let day = environment.today, stream = stream
        let session = SiteSession(root: root, encoding: encoding) {
            day(root)
        } publish: {
            $0.send(on: stream)
        }
        sites[root] = session
        return session
    }

    /// Finds the open document that a request names.
    ///
    /// - Parameters:
    ///   - parameters: the parameters of the request.
    ///   - isCurrent: whether the records have to hold the last change of every open document. If not, the site is the
    ///     one of the last check, and no file is read.
    /// - Returns: the document with its site.
    /// - Throws: an error if the document is not open, or belongs to no site.
    func source(_ parameters: JSONText, isCurrent: Bool = true) throws(ResponseError) -> EditedSource {
        guard let address = parameters["textDocument"]?["uri"]?.text, let document = documents[address] else {
            throw .invalid("textDocument")
        }
        guard let (session, path) = session(ofPath: document.path) else { throw .invalid("site") }
        return EditedSource(
            document: document, path: path, root: session.root, site: isCurrent ? session.site : session.lastSite,
            findings: session.findings(at: path), encoding: encoding)
    }

    /// The sites of all open folders and documents, each as it is with the unsaved text.
    var currentSites: [(root: String, site: LoadedSite)] {
        for folder in folders where Files.status(folder + "/content")?.kind == .folder { _ = session(folder) }
        return sites.values.sorted { $0.root < $1.root }.map { ($0.root, $0.site) }
    }
}
