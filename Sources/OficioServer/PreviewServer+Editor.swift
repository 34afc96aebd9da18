import OficioBuild
import OficioEditor
import OficioSource
internal import CMicroHTTPD

/// Passes requests from the server to the editor, with their bodies, and links previewed pages to forms.
extension PreviewServer {
    /// Creates the editor, which reads the site that the preview shows.
    func makeEditor(_ options: EditorOptions) -> Editor {
        let state = state
        let port = port
        return Editor(
            root, today: today, language: language, port: port, options: options,
            preview: { state.withLock { $0.site } },
            page: { address in
                let site = state.withLock { $0.site }
                guard let record = address.index(in: site.loaded.corpus), let path = site.page(ofRecord: record) else {
                    return nil
                }
                let names = path.split(separator: "/").map { String($0).percentEncoded }
                return "http://localhost:\(port)/" + names.joined(separator: "/")
            }, report: report)
    }

    /// An address that opens the editor in one browser, once; `nil` for a preview without an editor.
    package var editorEntrance: String? { editor?.makeEntrance() }

    /// Returns the link to the form of the document whose page is at a path; `nil` if no document has its page there,
    /// or the preview has no editor.
    func editLink(_ path: String, _ site: Preview) -> String? {
        guard let editor, let record = site.record(ofPage: path) else { return nil }
        return DocumentAddress.all(in: site.loaded.corpus)[record].map(editor.link)
    }

    /// Returns the head of a request to the editor.
    func editorRequest(_ connection: OpaquePointer, _ path: String, method: String) -> EditorRequest {
        func header(_ name: String) -> String? {
            let values = oficio_headers(connection, name)
            // A header that the client sends twice counts as empty.
            return values.second == nil ? values.first.map { String(cString: $0) } : ""
        }
        var query: [String: String] = [:]
        for name in [
            "doc", "n", "q", "clave", "estado", "guardado", "publicado", "lado", "pagina", "clase", "lista", "borrador",
            "campo", "tipo", "entrada",
        ] {
            if let value = oficio_argument(connection, name) { query[name] = String(cString: value).removingPercents }
        }
        return EditorRequest(
            method: method, path: path, query: query, cookie: header("Cookie"), origin: header("Origin"),
            fetchSite: header("Sec-Fetch-Site"), contentType: header("Content-Type"), person: person(connection))
    }

    /// Decides from the head of a `POST` whether its body is received. A refused request gets a response at once.
    func beginPost(
        _ connection: OpaquePointer, url: String, _ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    ) -> MHD_Result {
        if let refusal = proxyRefusal(connection) { return send(connection, refusal) }
        switch request(connection, url: url, method: "POST") {
        case .editor(let path):
            guard let editor else { return oficio_result(0) }
            if let refusal = editor.refusal(editorRequest(connection, path, method: "POST")) {
                return send(connection, refusal)
            }
            // A body of unknown length could be cut off at the limit, and a form without its end would lose rows.
            guard let length = oficio_header(connection, "Content-Length").flatMap({ Int(String(cString: $0)) }) else {
                return send(connection, 411, Array("the length is missing\n".utf8), "text/plain; charset=utf-8")
            }
            guard length <= Editor.bodyLimit(path) else {
                return send(connection, 413, Array("the form is too long\n".utf8), "text/plain; charset=utf-8")
            }
            bodies.withLock { $0[UInt(bitPattern: connection)] = [] }
            context.pointee = Stage.body
            return oficio_result(1)
        case .refused(let status, let words):
            return send(connection, status, Array((words + "\n").utf8), "text/plain; charset=utf-8")
        default: return send(connection, 405, Array("nothing is written here\n".utf8), "text/plain; charset=utf-8")
        }
    }

    /// Appends a received part to the body of a request; drops a part with which the body would exceed the largest
    /// upload.
    func receive(_ bytes: UnsafeRawBufferPointer, _ connection: OpaquePointer) {
        bodies.withLock { bodies in
            let key = UInt(bitPattern: connection)
            if bodies[key, default: []].count + bytes.count <= Editor.uploadLimit { bodies[key, default: []] += bytes }
        }
    }

    /// Discards the body and the job of a request that got its response or was broken off.
    func discardBody(_ connection: OpaquePointer) {
        bodies.withLock { _ = $0.removeValue(forKey: UInt(bitPattern: connection)) }
        _ = jobs.takeResponse(connection)
    }

    /// Sends a response of the editor, with a content security policy that allows only the editor's own files.
    func send(_ connection: OpaquePointer, _ response: EditorResponse) -> MHD_Result {
        // A response with a policy of its own is a page of the site.
        if response.headers.contains(where: { $0.0 == "Content-Security-Policy" }) {
            return send(connection, response.status, response.body, response.type, response.headers)
        }
        let pages = proxy == nil ? "http://localhost:\(port)" : "'self'"
        let policy = """
            default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; \
            frame-src \(pages); form-action 'self' \(pages); base-uri 'none'; frame-ancestors 'none'
            """
        return send(
            connection, response.status, response.body, response.type,
            [
                ("Cache-Control", "no-store"), ("Content-Security-Policy", policy), ("X-Frame-Options", "DENY"),
                ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ] + response.headers)
    }
}
