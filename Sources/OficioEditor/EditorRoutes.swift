import Diagnostics
import OficioBasics
import OficioModel
import OficioSource

/// A request that the editor answers, with the permission that it needs. There is no other way to the editor's
/// functions, so that none can be reached without its permission.
struct EditorRoute: Sendable {
    /// What a person needs for a request. In an editor of one person, only `alone` requests differ from the others.
    enum Need: Sendable, Equatable {
        /// Nothing: the response says nothing about the site.
        case nothing
        /// Any permission. The response shows what the person may read.
        case any
        /// A role for some unit. Where the changes may go, `Editor.authorize` decides.
        case somewhere(Role)
        /// A role for the document that the request names.
        case document(Role)
        /// A role for the document that the request names; without one, a role for some unit.
        case documentOrSomewhere(Role)
        /// That the editor serves one person, without a proxy.
        case alone
    }

    let isPost: Bool
    let path: String
    let need: Need
    let perform: @Sendable (Editor, EditorRequest) -> EditorResponse

    /// The actions, with the permission that each needs.
    static let actions: [(type: any EditorAction.Type, need: Need)] = [
        (NewAction.self, .somewhere(.edit)), (ImportAction.self, .somewhere(.edit)),
        (ReorganizeAction.self, .somewhere(.edit)), (RestoreAction.self, .somewhere(.edit)),
        (AttachAction.self, .documentOrSomewhere(.edit)), (RenameAction.self, .document(.edit)),
        (DeleteAction.self, .document(.edit)), (PublishAction.self, .document(.publish)),
        (WithdrawAction.self, .document(.publish)), (ReinstateAction.self, .document(.publish)),
        (AnnulAction.self, .document(.publish)), (ErratumAction.self, .document(.publish)),
        (MarkAction.self, .document(.publish)),
    ]

    /// All requests that the editor answers.
    static let all: [EditorRoute] = {
        func get(
            _ path: String, _ need: Need, _ perform: @escaping @Sendable (Editor, EditorRequest) -> EditorResponse
        ) -> EditorRoute { EditorRoute(isPost: false, path: path, need: need, perform: perform) }
        func post(
            _ path: String, _ need: Need, _ perform: @escaping @Sendable (Editor, EditorRequest) -> EditorResponse
        ) -> EditorRoute { EditorRoute(isPost: true, path: path, need: need, perform: perform) }
        let scripts = ["pasted", "long", "findings", "editor", "combobox", "marks", "page", "list", "drop", "kept"]
        let pages = [
            get("editor.css", .nothing) { editor, _ in editor.file(["editor"], "css", "text/css; charset=utf-8") },
            get("editor.js", .nothing) { editor, _ in editor.file(scripts, "js", "text/javascript; charset=utf-8") },
            get("informe.css", .nothing) { _, _ in Editor.reportStyle },
            get("entrar", .alone) { $0.enter($1) },
            get("abrir", .nothing) { $0.open($1) },
            get("", .any) { $0.list($1) },
            get("guardados", .any) { $0.savedPage($1) },
            get("sugerencias", .document(.read)) { $0.suggestions($1) },
            get("documento", .document(.read)) { $0.showForm($1) },
            get("versiones", .document(.read)) { editor, request in editor.withDocument(request, editor.versions) },
            post("nombre", .alone) { $0.keepName($1) },
            post("documento", .document(.edit)) { editor, request in editor.withPostedForm(request, editor.act) },
            post("revisar", .document(.edit)) { editor, request in
                editor.withPostedForm(request) { work, document, _ in
                    .json(editor.checkKeepingDraft(work, document, request).text)
                }
            },
            post("vista", .document(.edit)) { editor, request in
                editor.withPostedForm(request) { work, document, _ in editor.unsavedPage(work, document, request) }
            },
        ]
        return pages
            + actions.flatMap { type, need in
                [
                    get(type.path, need) { $0.answer(type, $1, need) },
                    post(type.path, need) { $0.answer(type, $1, need) },
                ]
            }
    }()

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ("\($0.isPost) \($0.path)", $0) })

    /// Returns the route of a request; `nil` if the editor answers no such request.
    static func route(of request: EditorRequest) -> EditorRoute? {
        byName["\(request.method == "POST") \(request.path)"]
    }
}

extension Editor {
    /// Returns the response to a request whose session was checked.
    func respond(_ request: EditorRequest) -> EditorResponse {
        guard let route = EditorRoute.route(of: request) else { return refusalResponse(404, Self.absent) }
        let isAction = Self.actions[route.path] != nil
        if let refusal = refusal(route.need, request, document: isAction ? nil : request.query["doc"] ?? "") {
            return refusal
        }
        return Self.isCancellable(request)
            ? route.perform(self, request) : writing.withLock { _ in route.perform(self, request) }
    }

    /// Returns the response that refuses a request for lack of a permission; `nil` if the person has it. `document` is
    /// the path of the document, empty for none; an action checks it with its fields, so it is `nil` before.
    func refusal(_ need: EditorRoute.Need, _ request: EditorRequest, document: String?) -> EditorResponse? {
        guard let viewer else { return nil }
        switch need {
        case .nothing, .any: return nil
        case .alone: return refusalResponse(404, Self.absent)
        case .somewhere(let role):
            return viewer.rights.allowsSomewhere(role) ? nil : denied(request)
        case .documentOrSomewhere(let role) where document?.isEmpty == true:
            return viewer.rights.allowsSomewhere(role) ? nil : denied(request)
        case .document(let role), .documentOrSomewhere(let role):
            guard let document else { return nil }
            if allows(role, document) || isOwnDraft(request, document) { return nil }
            // Who may not read the document gets the response of a document that does not exist.
            if !allows(.read, document) {
                return request.method == "POST" && request.path == "documento"
                    ? lostPage(request) : refusalResponse(404, Self.absent)
            }
            return denied(request, document)
        }
    }

    private func denied(_ request: EditorRequest, _ document: String = "") -> EditorResponse {
        if request.method == "POST" {
            note(request.path, files: [(path: document, before: "", after: "")], .refused)
        }
        if request.method == "POST", request.path == "documento" { return lostPage(request, Self.mayOnlyReadWords) }
        return refusalResponse(403, Self.denied)
    }

    /// Whether a request shows or discards an unsaved form of the person, whose document no longer exists.
    private func isOwnDraft(_ request: EditorRequest, _ document: String) -> Bool {
        guard request.path == "documento", !wholeSite().corpus.paths.contains(document) else { return false }
        if request.method != "POST" { return request.query["borrador"] != nil }
        let action = FormBody.parse(request.body)?.first { $0.name == "accion" }?.value ?? ""
        return action.hasPrefix("descartar:")
    }

    static let denied = Localized(
        es: "Usted no tiene permiso para esto.", en: "You have no permission for this.")
    static let mayOnlyReadWords = Localized(
        es: "No se ha guardado nada: usted puede leer este documento, pero no editarlo.",
        en: "Nothing was saved: you may read this document, but not edit it.")
}
