import Diagnostics
import OficioBasics

/// Answers forms of sessions that have ended, for example because the program was started again.
extension Editor {
    /// Whether a request sends the form of a document without an open session.
    static func isEnded(_ request: EditorRequest, hasSession: Bool) -> Bool {
        request.method == "POST" && request.path == "documento" && !hasSession
    }

    /// Returns a page with the values of a sent form, so that the person can copy them. It shows nothing but what the
    /// request contains, and writes nothing.
    func endedPage(_ request: EditorRequest) -> EditorResponse {
        if office != nil { return lostPage(request) }
        let words = Localized(
            es: "No se ha guardado nada: la sesión de esta ficha terminó. Abra el editor con la dirección que el "
                + "programa muestra al empezar. Esto es lo que la ficha tenía; cópielo antes de cerrar la página. Con "
                + "JavaScript, el navegador lo guarda además y lo ofrece al abrir de nuevo la ficha.",
            en: "Nothing was saved: the session of this form has ended. Open the editor with the address that the "
                + "program shows when it starts. This is what the form held; copy it before you close the page. With "
                + "JavaScript, the browser keeps it too, and offers it when the form is opened again.")
        return valuesPage(request, words, status: 403)
    }

    /// Returns a page with the values of a form that was not saved, for a document that the person cannot edit or that
    /// does not exist. It shows nothing but what the request contains.
    func lostPage(_ request: EditorRequest, _ words: Localized? = nil) -> EditorResponse {
        let lost = Localized(
            es: "No se ha guardado nada: no hay ningún documento así que usted pueda editar, o la sesión terminó. Esto "
                + "es lo que la ficha tenía; cópielo antes de cerrar la página.",
            en: "Nothing was saved: there is no such document that you may edit, or the session has ended. This is "
                + "what the form held; copy it before you close the page.")
        return valuesPage(request, words ?? lost, status: words == nil ? 404 : 403)
    }

    private func valuesPage(_ request: EditorRequest, _ words: Localized, status: Int) -> EditorResponse {
        let pairs = FormBody.parse(request.body) ?? []
        let typed = pairs.filter { pair in
            ["v:", "c:"].contains(pair.name.prefix(2)) && !pair.value.allSatisfy(\.isWhitespace)
        }
        let fields = typed.map { pair in
            "<label>\(pair.name.dropFirst(2).description.escapedForHTML)<textarea readonly>\n"
                + "\(pair.value.escapedForForm)</textarea></label>\n"
        }
        let title = Localized(es: "No se ha guardado", en: "It was not saved")[language]
        let main = "<p class=\"aviso error\" role=\"alert\">\(words[language])</p>\n" + fields.joined()
        return .page(EditorPage(title: title, language: language, main: main).html, status: status)
    }
}
