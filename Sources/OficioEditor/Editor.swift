import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioHistory
import OficioImport
import OficioModel
import OficioSchema
import OficioSource

/// The editor of `oficio serve --edit`. It answers requests below `/-oficio/editar/` and does not depend on the
/// server's sockets.
///
/// Several threads may call it. A lock serialises requests that may write.
package final class Editor: Sendable {
    /// The maximum size of the body of any request, in bytes: a file and the fields beside it.
    package static let uploadLimit = ReceivedFiles.fileLimit + (1 << 20)

    /// Returns the maximum size of the body of a request to a path, in bytes.
    package static func bodyLimit(_ path: String) -> Int { actions[path]?.sendsFiles == true ? uploadLimit : 8 << 20 }

    let root: String
    let today: CalendarDate
    let language: Language
    private let access: EditorAccess
    /// The office that the editor serves; `nil` for an editor of one person.
    let office: Office?
    /// The person who sends the request; `nil` before a request, and for an editor of one person.
    let viewer: Viewer?
    let saved: SavedStates
    let received: ReceivedFiles
    let site: @Sendable () -> LoadedSite
    let preview: @Sendable () -> Preview
    /// The renderer of the site's pages with the unsaved texts of open forms.
    package let unsaved: UnsavedPages
    let writing: Locked<Void>
    /// The ids of the records of the collection that was read last; `nil` before the first one.
    let lastIDs: Locked<RecordIDs?>
    /// Whether an action is computing a long proposal.
    let isProposing: Locked<Bool>
    private let page: @Sendable (DocumentAddress) -> String?
    let report: @Sendable (String) -> Void
    /// Returns the day on which a release is recorded: today, unless the options give another day.
    let recordingDay: @Sendable () -> CalendarDate
    /// The keys with which the editor signs releases.
    let keys: [SigningKey]
    /// The rate limit for attempts to open a session, which prevents guessing the token.
    private let entrances: RateLimit
    /// The rate limit for writes, which keeps a runaway script from filling the disk. No person writes that fast.
    let writes: RateLimit
    /// The Git repository to which the editor commits every change; `nil` if the editor does not commit.
    let git: GitCommits?
    /// The reason why the last change is not in Git; `nil` if it is in Git, or if the editor does not commit.
    let gitProblem: Locked<Localized?>

    /// Creates the editor of a site.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - today: the day for which documents are checked.
    ///   - language: the language of the pages.
    ///   - port: the port of the server.
    ///   - options: where the editor stores saved states, how it releases, and whether it commits to Git.
    ///   - preview: returns the site that the preview shows.
    ///   - page: returns the address of a document's page in the preview.
    ///   - report: prints a line on the terminal.
    package init(
        _ root: String, today: CalendarDate, language: Language, port: Int, options: EditorOptions,
        preview: @escaping @Sendable () -> Preview, page: @escaping @Sendable (DocumentAddress) -> String?,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.root = root
        self.today = today
        self.language = language
        saved = SavedStates(of: root, in: options.stateFolder)
        if let office = options.office {
            access = EditorAccess(origin: office.origin, states: saved.folder)
            unsaved = UnsavedPages(office: ())
            self.office = Office(office, root: root, today: today, states: saved.folder)
        } else {
            access = EditorAccess(port: port)
            unsaved = UnsavedPages(port: port)
            office = nil
        }
        viewer = nil
        writing = Locked(())
        lastIDs = Locked(nil)
        isProposing = Locked(false)
        gitProblem = Locked(nil)
        entrances = RateLimit(burst: 20, perSecond: 0.2)
        writes = RateLimit(burst: 600, perSecond: 10)
        recordingDay = options.recordingDay ?? { today }
        keys = options.keys
        git = options.git
        received = ReceivedFiles(in: saved.folder)
        self.preview = preview
        site = { preview().loaded }
        self.page = page
        self.report = report
        // Changes that were written just before the program was stopped may not be in Git.
        commitToGit()
    }

    /// Creates the editor as one person sees it. It shares locks and limits with the editor of all.
    init(_ editor: Editor, viewer: Viewer) {
        root = editor.root
        today = editor.today
        language = editor.language
        access = editor.access
        office = editor.office
        self.viewer = viewer
        saved = SavedStates(editor.saved, as: viewer)
        received = ReceivedFiles(in: viewer.folder(below: editor.saved.folder))
        site = { viewer.preview.loaded }
        preview = { viewer.preview }
        unsaved = editor.unsaved
        writing = editor.writing
        lastIDs = editor.lastIDs
        isProposing = editor.isProposing
        page = { address in
            guard let record = address.index(in: viewer.preview.loaded.corpus),
                let path = viewer.preview.page(ofRecord: record)
            else { return nil }
            return "/" + path.split(separator: "/").map { String($0).percentEncoded }.joined(separator: "/")
        }
        report = editor.report
        recordingDay = editor.recordingDay
        keys = editor.keys
        entrances = editor.entrances
        writes = viewer.office.writes(viewer.person.person)
        git = editor.git
        gitProblem = editor.gitProblem
    }

    /// Returns a new address that opens the editor in one browser. The address works once, and earlier addresses no
    /// longer work.
    package func makeEntrance() -> String { "\(access.origin)/-oficio/editar/entrar?clave=\(access.makeToken())" }

    /// Returns the link that leads from a document's page in the preview to the document's form.
    package func link(to address: DocumentAddress) -> String { access.origin + address.link("abrir") }

    // MARK: Admission

    /// Returns the response that refuses a request before its body is read; `nil` if the request is admitted. Admits a
    /// form of the editor's own page whose session has ended, so that `answer` can show its values.
    package func refusal(_ request: EditorRequest) -> EditorResponse? {
        if let origin = request.origin, origin != access.origin { return refusalResponse(403, Self.foreign) }
        let isOpen = ["entrar", "abrir", "editor.css", "editor.js", "informe.css"].contains(request.path)
        if !isOpen, let site = request.fetchSite, site != "same-origin", site != "none" {
            return refusalResponse(403, Self.foreign)
        }
        switch request.method {
        case "GET", "HEAD":
            return isOpen || office != nil || access.hasSession(request) ? nil : refusalResponse(403, Self.closed)
        case "POST":
            guard request.origin == access.origin else { return refusalResponse(403, Self.foreign) }
            let hasSession = access.hasSession(request)
            guard hasSession || Self.isEnded(request, hasSession: false) else {
                return refusalResponse(403, Self.closed)
            }
            let action = Self.actions[request.path]
            guard action != nil || EditorRoute.route(of: request) != nil else {
                return refusalResponse(405, Self.noPost)
            }
            let type = request.contentType?.split(separator: ";").first.map { String($0).lowercased() }
            let wanted = action?.sendsFiles == true ? "multipart/form-data" : "application/x-www-form-urlencoded"
            return type == wanted ? nil : refusalResponse(415, Self.noForm)
        default: return refusalResponse(405, Self.noPost)
        }
    }

    static let foreign = Localized(
        es: "La petición viene de otra página.", en: "The request comes from another page.")
    static let tooOften = Localized(
        es: "Demasiadas veces seguidas; espere unos segundos.", en: "Too many times in a row; wait a few seconds.")
    private static let closed = Localized(
        es: "Abra el editor con la dirección que el programa muestra al empezar.",
        en: "Open the editor with the address that the program shows when it starts.")
    private static let noPost = Localized(es: "Aquí no se escribe nada.", en: "Nothing is written here.")
    static let noForm = Localized(es: "No es un formulario.", en: "It is not a form.")
    static let absent = Localized(
        es: "El sitio no tiene ningún documento editable con esa dirección.",
        en: "The site has no document with that address that can be edited.")

    func refusalResponse(_ status: Int, _ words: Localized) -> EditorResponse {
        let main = "<p>\(words[language].escapedForHTML)</p>\n"
        let title = Localized(es: "No se puede abrir", en: "It cannot be opened")[language]
        return .page(EditorPage(title: title, language: language, main: main).html, status: status)
    }

    // MARK: Routes

    /// Whether a request writes nothing into the site, or takes long before it writes. The server cancels such a
    /// request when the client closes the connection.
    package static func isCancellable(_ request: EditorRequest) -> Bool {
        request.method != "POST" || ["revisar", "vista"].contains(request.path)
            || actions[request.path]?.isLongRunning == true
    }

    /// Whether the response to a request needs no document.
    package static func isQuick(_ request: EditorRequest) -> Bool {
        ["editor.css", "editor.js", "informe.css", "entrar", "abrir"].contains(request.path)
    }

    /// Returns the response to a request, after performing the request.
    package func answer(_ request: EditorRequest) -> EditorResponse {
        if let refusal = refusal(request) { return refusal }
        if Self.isEnded(request, hasSession: access.hasSession(request)) { return endedPage(request) }
        guard office != nil, EditorRoute.route(of: request)?.need != .nothing else { return respond(request) }
        guard let person = request.person, let scoped = scoped(to: person) else {
            return refusalResponse(403, Self.unknownPerson)
        }
        if access.hasSession(request) { return scoped.respond(request) }
        let session = access.openSession(person)
        var request = request
        request.cookie = session.cookie
        var response = scoped.respond(request)
        response.headers.append(("Set-Cookie", session.header))
        return response
    }

    private static let unknownPerson = Localized(
        es: "Usted no tiene permisos en este editor. Pídalos a quien administra el sitio.",
        en: "You have no permissions in this editor. Ask whoever runs the site for them.")

    /// Returns the page that lists the documents, with links to the actions.
    func list(_ request: EditorRequest) -> EditorResponse {
        var page = DocumentListPage(
            preview(), query: request.query["q"] ?? "", drafts: drafts, whole: request.query["tipo"])
        if let viewer { page.canOpen = { viewer.rights.allows(.read, $0) } }
        page.tools =
            gitNote
            + SiteTools(
                language: language, author: author(request), token: formToken(request), rights: viewer?.rights
            ).html
        return .page(page.html)
    }

    /// Returns the token that the forms of the request's session carry; empty if the request has no open session.
    func formToken(_ request: EditorRequest) -> String { access.formToken(request) }

    /// Whether a form came from a page of the session that sends it.
    func isFormToken(_ token: String, _ request: EditorRequest) -> Bool {
        !token.isEmpty && token == formToken(request)
    }

    private func number(_ name: String, _ request: EditorRequest) -> Int {
        min(max(request.query[name].flatMap { Int($0) } ?? 0, 0), 1_000_000)
    }

    /// Returns the site as it is on the disk now, with only what the person may read. The site of the preview may be
    /// older by a moment.
    func freshSite() -> LoadedSite {
        guard let viewer, !viewer.rights.seesEverything else { return SiteLoader.load(root, former: site()) }
        let whole = wholeSite()
        let (removed, replaced) = Rights(viewer.person, whole).filter(whole)
        let fresh = SiteLoader.load(root, replacing: replaced, removing: removed, former: site())
        // If files change at this moment, the site of the preview serves.
        return Rights(viewer.person, fresh).allowsAll ? fresh : site()
    }

    /// Returns the page of all changes.
    func savedPage(_ request: EditorRequest) -> EditorResponse {
        .page(SavedPage(editor: self, page: number("pagina", request)).html)
    }

    /// Returns the form of a document, or an unsaved form.
    func showForm(_ request: EditorRequest) -> EditorResponse {
        request.query["borrador"] != nil ? draft(request) : withDocument(request) { show($0, request) }
    }

    static var reportStyle: EditorResponse {
        EditorResponse(status: 200, type: "text/css; charset=utf-8", body: Array(ReportHTML.style.utf8))
    }

    /// Returns the bytes of a file below `content/`; `nil` for a path elsewhere, and if the file cannot be read.
    func bytesOnDisk(_ path: String) -> [UInt8]? {
        FileTree.parts(path, below: "content") == nil ? nil : try? Files.read(root + "/" + path)
    }

    /// Returns a response with several of the editor's own files, which have the same extension, joined into one.
    func file(_ names: [String], _ ending: String, _ type: String) -> EditorResponse {
        EditorResponse(
            status: 200, type: type, body: names.flatMap { BuiltInFiles.bytes("editor/\($0).\(ending)") ?? [] })
    }

    /// Returns the response that opens a session with the token of the entrance.
    func enter(_ request: EditorRequest) -> EditorResponse {
        let token = request.query["clave"] ?? ""
        let target = request.query["doc"].map { DocumentAddress(path: $0, record: nil) }
        guard entrances.takeToken() else {
            var response = refusalResponse(429, Self.tooOften)
            response.headers.append(("Retry-After", "10"))
            return response
        }
        guard let cookie = access.exchange(token) else { return refusalResponse(403, Self.closed) }
        let entrance = makeEntrance()
        report(
            Localized(
                es: "El editor está abierto en un navegador. Para abrirlo en otro: \(entrance)\n",
                en: "The editor is open in a browser. To open it in another: \(entrance)\n")[language])
        var response = EditorResponse.redirect(target?.link("documento") ?? "/-oficio/editar/")
        response.headers.append(("Set-Cookie", cookie))
        return response
    }

    /// Returns a page that links to a form. The browser sends no cookie when the person follows a link from the
    /// preview, which is another site. It sends the cookie when the person follows the link of this page.
    func open(_ request: EditorRequest) -> EditorResponse {
        let address = DocumentAddress(
            path: request.query["doc"] ?? "", record: request.query["n"].flatMap { Int($0) })
        let link = address.link("documento")
        let words = Localized(es: "Abrir la ficha", en: "Open the form")[language]
        let main = "<p><a href=\"\(link.escapedForHTML)\">\(words)</a></p>\n"
        let html = EditorPage(title: words, language: language, main: main).html
        let refresh = "<meta http-equiv=\"refresh\" content=\"0; url=\(link.escapedForHTML)\">\n</head>"
        return .page(html.replacing("</head>", with: refresh, maxReplacements: 1))
    }

    // MARK: Documents

    func withDocument(_ request: EditorRequest, _ body: (Document) -> EditorResponse) -> EditorResponse {
        document(request).map(body) ?? refusalResponse(404, Self.absent)
    }

    func check(_ work: EditedDocument) -> FormCheck {
        FormCheck(work, in: preview(), language: language)
    }

    func form(_ document: Document, _ work: EditedDocument, check: FormCheck? = nil) -> DocumentPage {
        var names: Set<String> = []
        for control in work.model.controls {
            if case .line(let list?) = control.kind { names.insert(list) }
            names.formUnion(control.columns.compactMap(\.suggestions))
        }
        // Take the suggested headings of a grid from the document, because the site does not have them.
        let titles = work.model.controls.filter { names.contains("titulos-" + $0.name) }.map { control in
            Suggestions(name: "titulos-" + control.name, values: control.headings.map { ($0, "") })
        }
        let other = names.filter { !$0.hasPrefix("titulos-") }
        let lists = titles + SuggestionLists(corpus: site().corpus, form: document.form).shortLists(other)
        var form = DocumentPage(
            work: work, title: document.title, language: language, check: check, preview: page(document.address),
            draft: work.draft ?? drafts.makeName(), drafts: drafts.all(of: work.draftKey), suggestions: lists)
        let shown = preview(), index = document.address.index(in: shown.loaded.corpus)
        form.isNew = index == nil && document.isListed
        form.standing = if let index { shown.standing(ofRecord: index) } else { .unreleased }
        form.role = viewer?.rights.role(document.address.path) ?? (viewer == nil ? .publish : .read)
        form.isOffice = viewer != nil
        form.touched = MentioningDocuments(document.address, in: site().corpus, language)?.html ?? ""
        return form
    }

    /// Returns the form of a document with its present text or, if the request names one, the text of a saved state.
    private func show(_ document: Document, _ request: EditorRequest) -> EditorResponse {
        guard let bytes = document.bytes else { return refusalResponse(404, Self.absent) }
        if let hash = request.query["estado"] {
            guard let kept = saved.text(hash, of: document.address.path) else {
                return refusalResponse(404, Self.absent)
            }
            guard let text = ReleasedFields.keepingReleasedFields(hash, kept, of: document, freshSite(), saved) else {
                return refusalResponse(409, ReleasedFields.refusal)
            }
            let work = document.work(before: bytes, text: text)
            var page = form(document, work, check: check(work))
            page.notice = Localized(
                es: "Este es un texto guardado antes. Guárdelo para que vuelva al archivo.",
                en: "This is a text saved earlier. Save it to bring it back to the file.")
            return .page(page.html)
        }
        var page = form(document, document.work(before: bytes, text: bytes))
        if request.query["guardado"] != nil {
            page.isSaved = true
            page.gitNote = gitNote
            page.notice = Localized(es: "Guardado. Nada se ha publicado.", en: "Saved. Nothing has been released.")
            let last = saved.entries(of: document.address.path).first { !$0.file.before.isEmpty }
            page.undo = last.flatMap { entry, file in
                entry.note.action == .release ? nil : document.address.link("documento", "&estado=\(file.before)")
            }
        } else if request.query["publicado"] != nil {
            page.isSaved = true
            // The preview may not have read the ledger again yet.
            page.standing = nil
            page.gitNote = gitNote
            page.notice = ReleasedFields.notice(document, in: freshSite())
        }
        return .page(page.html)
    }

    func versions(_ document: Document) -> EditorResponse {
        .page(
            SavedVersionsPage(title: document.title, address: document.address, language: language, saved: saved).html)
    }
}
