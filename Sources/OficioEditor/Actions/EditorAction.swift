import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioHistory

/// The reason why an action cannot be done, in words for its page.
struct EditorRefusal: Error, Sendable {
    let message: Localized

    init(_ message: Localized) { self.message = message.inEditor }
    init(_ es: String, _ en: String) { self.init(Localized(es: es, en: en)) }
    init(_ error: EditRefusal) { self.init(error.message) }
    init(_ error: WriteError) { self.init(error.message) }

    /// Runs `body` and turns the errors of releases and of the disk into a refusal.
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

/// What an action would do, made from its fields. Making it writes nothing into the site.
struct Proposal {
    /// What is shown before anything is written, as HTML.
    var html: String
    /// The changes of sources and attachments.
    var changes: [SourceChange]
    /// What the entry of the saved states says.
    var note: (action: SavedStates.Action, title: String)
    /// The page that follows, as an address of the editor.
    var next: String
    /// The document of drafts before and after a rename; `nil` if no draft moves.
    var move: (from: Drafts.Key, to: Drafts.Key)?
    /// A release instead of changes of sources; `nil` for none.
    var release: Release?

    /// A release: what is asked for, and what it would write.
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

    /// A fingerprint of everything that would be written. The person confirms what this names.
    var digest: String {
        func hash(_ bytes: [UInt8]?) -> String { bytes.map { SHA256.hex($0) } ?? "-" }
        let lines = changes.map { "\($0.path)\n\(hash($0.before))\n\(hash($0.after))" }
        return SHA256.hex(Array((lines + (release.map { [$0.plan.meaning] } ?? [])).joined(separator: "\n").utf8))
    }
}

/// One thing that a person can do besides editing a form. Its page shows a plain form, then what would be written, and
/// writes only what was shown.
protocol EditorAction: SendableMetatype {
    /// The name below `/-oficio/editar/`.
    static var path: String { get }
    /// Whether its form sends files.
    static var sendsFiles: Bool { get }
    /// Whether a proposal takes long. It is then made while other requests write, and given up when its client leaves.
    static var isLong: Bool { get }
    /// Reads the fields of a request; `nil` if they name nothing that exists.
    init?(_ fields: ActionFields, _ editor: Editor)
    /// The title of the page.
    var title: String { get }
    /// The link back, and its words.
    var back: (link: String, words: String) { get }
    /// The fields of the form as HTML.
    var inputs: String { get }
    /// The words on the button that writes.
    var confirmation: Localized { get }
    /// Whether the fields say enough to propose something.
    var isComplete: Bool { get }
    /// What would be written.
    func proposal() throws(EditorRefusal) -> Proposal
    /// The hidden fields for files that were received.
    func carried() throws(EditorRefusal) -> [(name: String, value: String)]
}

extension EditorAction {
    static var sendsFiles: Bool { false }
    static var isLong: Bool { false }
    func carried() throws(EditorRefusal) -> [(name: String, value: String)] { [] }
}

extension Editor {
    /// All actions by their paths.
    static let actions: [String: any EditorAction.Type] = {
        let all: [any EditorAction.Type] = [
            NewAction.self, RenameAction.self, DeleteAction.self, RestoreAction.self, PublishAction.self,
            WithdrawAction.self, ReinstateAction.self, AnnulAction.self, ErratumAction.self, MarkAction.self,
            AttachAction.self, ImportAction.self, ReorganizeAction.self,
        ]
        return Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
    }()

    /// Answers a request to an action: its form, its proposal, or the page that follows what was written.
    func answer(_ type: any EditorAction.Type, _ request: EditorRequest) -> EditorResponse {
        guard var fields = fields(request) else { return refused(400, Self.noForm) }
        let isPost = request.method == "POST"
        if isPost, !isFormToken(fields["ficha"], request) { return refused(403, Self.foreign) }
        guard let action = type.init(fields, self) else { return refused(404, Self.absent) }
        var page = ActionPage(action, language: language, token: formToken(request))
        guard isPost || action.isComplete else { return .page(page.html) }
        // One long proposal at a time, so that it never takes all threads.
        if type.isLong {
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
        defer { if type.isLong { isProposing.withLock { $0 = false } } }
        do throws(EditorRefusal) {
            page.carried = try action.carried()
            for field in page.carried { fields[field.name] = field.value }
            let proposal = try action.proposal()
            page.proposal = proposal
            guard isPost, fields["accion"] == "hacer" else { return .page(page.html) }
            guard fields["huella"] == proposal.digest else {
                page.notice = Localized(
                    es: "Lo que se va a hacer ya no es lo que usted vio. Revíselo otra vez; no se ha escrito nada.",
                    en: "What would be done is no longer what you saw. Review it again; nothing was written.")
                return .page(page.html)
            }
            // The client of a long proposal may have gone. Nothing is written then.
            if Task.isCancelled { throw EditorRefusal("nadie esperó la respuesta", "nobody waited for the answer") }
            if type.isLong {
                let author = author(request)
                let reason: EditorRefusal? = writing.withLock { _ in self.refusal(of: proposal, author: author) }
                if let reason { throw reason }
            } else {
                try perform(proposal, author: author(request))
            }
            return .redirect(proposal.next)
        } catch {
            page.refusal = error.message
            return .page(page.html)
        }
    }

    /// The fields of a request; `nil` for a damaged body.
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

    /// Writes what a proposal says; returns why it could not.
    private func refusal(of proposal: Proposal, author: String) -> EditorRefusal? {
        do throws(EditorRefusal) {
            try perform(proposal, author: author)
            return nil
        } catch {
            return error
        }
    }

    /// Writes what a proposal says.
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
        if let move = proposal.move { drafts.move(from: move.from, to: move.to) }
    }
}
