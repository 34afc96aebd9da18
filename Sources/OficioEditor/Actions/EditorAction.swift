import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioHistory

/// The reason why an action cannot be done, as the action's page shows it.
struct EditorRefusal: Error, Sendable {
    let message: Localized

    init(_ message: Localized) { self.message = message.inEditor }
    init(_ es: String, _ en: String) { self.init(Localized(es: es, en: en)) }
    init(_ error: EditRefusal) { self.init(error.message) }
    init(_ error: WriteError) { self.init(error.message) }

    /// Returns the result of `body`, and turns any error that it throws into a refusal.
    static func wrapping<Result>(_ body: () throws -> Result) throws(EditorRefusal) -> Result {
        do { return try body() } catch {
            switch error {
            case let error as ReleaseRefusal: throw EditorRefusal(error.message)
            case let error as WriteError: throw EditorRefusal(error)
            case let error as DiskError: throw EditorRefusal(WriteError(error))
            case let error as EditorRefusal: throw error
            default: throw EditorRefusal("\(error)", "\(error)")
            }
        }
    }
}

/// The changes that an action would make with its present fields. Creating a proposal writes nothing into the site.
struct Proposal {
    /// The changes of the proposal as HTML, for the person to review.
    var html: String
    /// The proposed changes of sources and attachments.
    var changes: [SourceChange]
    /// The action and the title that the saved states record for the changes.
    var note: (action: SavedStates.Action, title: String)
    /// The page that the browser opens after the changes, as an address of the editor.
    var next: String
    /// The keys under which the unsaved forms of a document are stored before and after its rename; empty if the
    /// proposal renames no document.
    var moves: [(from: Drafts.Key, to: Drafts.Key)] = []
    /// The proposed release; `nil` if the proposal changes sources directly.
    var release: Release?

    /// A proposed release: the request of the person, and the plan of the files that the release would write.
    struct Release {
        let request: ReleaseRequest
        let plan: ReleasePlan
    }

    init(_ html: String, changes: [SourceChange], action: SavedStates.Action, title: String, next: String) {
        self.html = html
        self.changes = changes
        note = (action, title)
        self.next = next
    }

    /// The SHA-256 of everything that the proposal would write. The form sends it back, and the editor writes only
    /// what the person has reviewed.
    var digest: String {
        func hash(_ bytes: [UInt8]?) -> String { bytes.map { SHA256.hex($0) } ?? "-" }
        let lines = changes.map { "\($0.path)\n\(hash($0.before))\n\(hash($0.after))" }
        return SHA256.hex(Array((lines + (release.map { [$0.plan.meaning] } ?? [])).joined(separator: "\n").utf8))
    }
}

/// An operation on the site other than editing a form. Each operation has its own page. The page first shows a plain
/// form, then the proposed changes. The action writes only changes that the page has shown.
protocol EditorAction: SendableMetatype {
    /// The path of the action's page below `/-oficio/editar/`.
    static var path: String { get }
    /// Whether the form of the action sends files.
    static var sendsFiles: Bool { get }
    /// Whether a proposal takes long. The editor computes a long proposal outside the write lock, and cancels the
    /// computation when the client closes the connection.
    static var isLongRunning: Bool { get }
    /// Reads the fields of a request; `nil` if they name a document or a saved state that does not exist.
    init?(_ fields: ActionFields, _ editor: Editor)
    /// The title of the action's page.
    var title: String { get }
    /// The address and the text of the link that leads back from the action's page.
    var back: (link: String, words: String) { get }
    /// The fields of the action's form as HTML.
    var inputs: String { get }
    /// The words on the button that writes the changes.
    var confirmation: Localized { get }
    /// Whether the typed fields suffice for a proposal.
    var isComplete: Bool { get }
    /// Returns the changes that the action would make. Throws the reason if the action cannot be done.
    func proposal() throws(EditorRefusal) -> Proposal
    /// Returns the hidden fields that name the received files.
    func hiddenFileFields() throws(EditorRefusal) -> [(name: String, value: String)]
}

extension EditorAction {
    static var sendsFiles: Bool { false }
    static var isLongRunning: Bool { false }
    func hiddenFileFields() throws(EditorRefusal) -> [(name: String, value: String)] { [] }
}

extension Editor {
    /// All actions, by the paths of their pages.
    static let actions: [String: any EditorAction.Type] = {
        Dictionary(uniqueKeysWithValues: EditorRoute.actions.map { ($0.type.path, $0.type) })
    }()

    /// Returns the response to a request to an action: its form, its review, a refusal, or a redirection after its
    /// changes are written. `need` is the permission that the action needs.
    func answer(
        _ type: any EditorAction.Type, _ request: EditorRequest, _ need: EditorRoute.Need
    ) -> EditorResponse {
        guard var fields = fields(request) else { return refusalResponse(400, Self.noForm) }
        let isPost = request.method == "POST"
        if isPost, !isFormToken(fields["ficha"], request) { return refusalResponse(403, Self.foreign) }
        if let refusal = refusal(need, request, document: fields["doc"]) { return refusal }
        guard let action = type.init(fields, self) else { return refusalResponse(404, Self.absent) }
        var page = ActionPage(action, language: language, token: formToken(request))
        guard isPost || action.isComplete else { return .page(page.html) }
        // Allow one long proposal at a time, so that long proposals never occupy all threads.
        if type.isLongRunning {
            let isFree = isProposing.withLock { isProposing -> Bool in
                defer { isProposing = true }
                return !isProposing
            }
            guard isFree else {
                page.refusal = Localized(
                    es: "se está leyendo otro archivo; espere a que termine y repita",
                    en: "another file is being read; wait until it is done and try again")
                return .page(page.html)
            }
        }
        defer { if type.isLongRunning { isProposing.withLock { $0 = false } } }
        do throws(EditorRefusal) {
            page.hiddenFileFields = try action.hiddenFileFields()
            for field in page.hiddenFileFields { fields[field.name] = field.value }
            let proposal = try action.proposal()
            // Show nothing that the person may not write: it may quote other documents.
            try authorize(proposal)
            page.proposal = proposal
            guard isPost, fields["accion"] == "hacer" else { return .page(page.html) }
            guard fields["huella"] == proposal.digest else {
                page.notice = Localized(
                    es: "Lo que se va a hacer ya no es lo que usted vio. Revíselo otra vez; no se ha escrito nada.",
                    en: "What would be done is no longer what you saw. Review it again; nothing was written.")
                return .page(page.html)
            }
            // Write nothing if the client of a long proposal has closed the connection.
            if Task.isCancelled { throw EditorRefusal("nadie esperó la respuesta", "nobody waited for the answer") }
            if type.isLongRunning {
                let author = author(request)
                let reason: EditorRefusal? = writing.withLock { _ in self.refusal(of: proposal, author: author) }
                if let reason { throw reason }
            } else {
                try perform(proposal, author: author(request))
            }
            return .redirect(proposal.next)
        } catch {
            page.refusal = withoutHidden(error.message)
            return .page(page.html)
        }
    }

    /// Throws the reason if the person may not do what a proposal would do.
    private func authorize(_ proposal: Proposal) throws(EditorRefusal) {
        do throws(EditorRefusal) {
            if let release = proposal.release { try authorize(release) }
            try authorize(proposal.changes)
        } catch {
            note(proposal.note.action.rawValue, proposal.changes, .refused)
            throw error
        }
    }

    /// Returns the fields of a request; `nil` if the body of the request is damaged.
    private func fields(_ request: EditorRequest) -> ActionFields? {
        var values = request.query
        var files: [String: SentFile] = [:]
        if request.method == "POST" {
            let pairs: [(name: String, value: String)]
            if let type = request.contentType, type.lowercased().hasPrefix("multipart/form-data") {
                guard let body = MultipartBody.parse(request.body, type: type) else { return nil }
                (pairs, files) = body
            } else {
                guard let body = FormBody.parse(request.body) else { return nil }
                pairs = body
            }
            values.merge(pairs.map { ($0.name, $0.value) }) { $1 }
        }
        return ActionFields(values: values, files: files, received: received)
    }

    /// Writes the changes of a proposal; returns the reason if writing fails, otherwise `nil`.
    private func refusal(of proposal: Proposal, author: String) -> EditorRefusal? {
        do throws(EditorRefusal) {
            try perform(proposal, author: author)
            return nil
        } catch {
            return error
        }
    }

    /// Writes the changes of a proposal, and moves the unsaved forms of a renamed document to its new key.
    private func perform(_ proposal: Proposal, author: String) throws(EditorRefusal) {
        let note = SavedStates.Note(action: proposal.note.action, title: proposal.note.title, author: author)
        if let release = proposal.release { return try perform(release, note) }
        do throws(WriteError) {
            guard case .written = try commit(proposal.changes, note) else {
                throw WriteError.outOfDate(proposal.changes.first?.path ?? "content")
            }
        } catch {
            throw EditorRefusal(error)
        }
        for move in proposal.moves {
            for drafts in draftsOfAll { drafts.move(from: move.from, to: move.to) }
        }
    }
}
