import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditor
import OficioSource
internal import CMicroHTTPD

/// Shows the pages of the site to the people of an office.
extension PreviewServer {
    /// Sends a page or a file of the site as the person of the request sees it.
    func sendOfficeFile(_ connection: OpaquePointer, _ path: String) -> MHD_Result {
        guard let editor else { return oficio_result(0) }
        if let response = jobs.takeResponse(connection) { return send(connection, response) }
        let person = person(connection)
        let isStarted = jobs.start(connection, isCancellable: true) { self.officeFile(path, editor, person) }
        return isStarted ? oficio_result(1) : send(connection, officeFile(path, editor, person))
    }

    /// Returns a file of the site as a person sees it, without scripts, and with a link to the form of its document.
    /// The response is 404 for a file that does not exist and for one that the person may not see.
    private func officeFile(_ asked: String, _ editor: Editor, _ person: String?) -> EditorResponse {
        guard let seen = editor.visibleSite(for: person) else {
            return .text(
                403, Localized(es: "Usted no tiene permisos aquí.", en: "You have no permissions here.")[language])
        }
        var (site, path) = (seen.site, asked)
        let unsaved = editor.unsaved.site(at: asked, for: person)
        if let unsaved { (site, path) = unsaved }
        if path.isEmpty || path.hasSuffix("/") { path += "index.html" }
        guard var bytes = site.bytes(path) else {
            if !asked.isEmpty, !asked.hasSuffix("/"), site.isFolder(path) {
                let names = asked.split(separator: "/").map { String($0).percentEncoded }
                return EditorResponse(
                    status: 301, type: "text/plain; charset=utf-8",
                    headers: [("Location", "/" + names.joined(separator: "/") + "/"), Self.harmless], body: [])
            }
            return EditorResponse(
                status: 404, type: "text/html; charset=utf-8", headers: [Self.harmless],
                body: PreviewPage.withoutScripts(site.notFound))
        }
        let type = MediaType.mediaType(path)
        if type.hasPrefix("text/html") {
            bytes = PreviewPage.withoutScripts(bytes)
            if unsaved == nil, let record = site.record(ofPage: path),
                let address = DocumentAddress.all(in: site.loaded.corpus)[record], seen.canOpen(address.path)
            {
                let words = Localized(es: "Editar", en: "Edit")[language]
                bytes = PreviewPage.withEditLink(bytes, editor.link(to: address), words)
            }
        }
        // Browsers do not display PDFs in a sandbox.
        let policy = type == "application/pdf" ? ("Content-Security-Policy", "script-src 'none'") : Self.harmless
        return EditorResponse(status: 200, type: type, headers: [policy, ("Cache-Control", "no-store")], body: bytes)
    }

    /// The policy of a page that shares the address of the editor: no script runs and no form is sent, so that nothing
    /// in it acts for the person.
    private static let harmless = (
        "Content-Security-Policy",
        "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation allow-downloads; "
            + "script-src 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'self'"
    )
}
