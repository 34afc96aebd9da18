import Testing

@testable import OficioEditor

/// The requests that the editor of an office answers, and what it reads of people.
@Suite struct OfficeTests {
    private func request(_ method: String, _ path: String) -> EditorRequest {
        EditorRequest(
            method: method, path: path, query: [:], cookie: nil, origin: nil, fetchSite: nil, contentType: nil)
    }

    @Test func `every action is in the table of routes with a permission`() {
        #expect(Editor.actions.count == EditorRoute.actions.count)
        for (path, _) in Editor.actions {
            for method in ["GET", "POST"] {
                let need = EditorRoute.route(of: request(method, path))?.need
                #expect(need != nil && need != .nothing && need != .any && need != .alone, "\(method) \(path)")
            }
        }
    }

    @Test func `only requests that say nothing of the site need no permission`() {
        let open = EditorRoute.all.filter { $0.need == .nothing }.map(\.path)
        #expect(Set(open) == ["editor.css", "editor.js", "informe.css", "abrir"])
        #expect(EditorRoute.all.filter { $0.need == .any }.map(\.path).sorted() == ["", "guardados"])
        for route in EditorRoute.all where route.isPost {
            switch route.need {
            case .nothing, .any, .somewhere(.read), .document(.read), .documentOrSomewhere(.read):
                Issue.record("POST \(route.path) needs only \(route.need)")
            default: break
            }
        }
    }

    @Test(arguments: [
        ("ana", "ana"), ("Ana Ruiz", "Ana Ruiz"), ("p%C3%ADa", "pía"), ("pi\u{301}a", "pía"),
        ("UTF-8'es'p%C3%ADa", "pía"), ("utf-8''ana", "ana"), ("ana@example.org", "ana@example.org"),
    ])
    func `a header names a person`(value: String, name: String) {
        #expect(PersonHeader.decoded(Array(value.utf8)) == name)
    }

    @Test(arguments: [
        "", " ", "ana,eva", "ana%2Ceva", "ana%", "ana%4", "ana%zz", "ana%00", "ana%0A", "ana\t", "ana\u{202E}",
        "a\u{200B}na", " ana", "ana%20", "%C3", "UTF-8'ana", "UTF-8''a na", "ana%2541",
        String(repeating: "a", count: 121),
    ])
    func `a header that names nobody is refused`(value: String) {
        #expect(PersonHeader.decoded(Array(value.utf8)) == nil)
    }

    @Test func `bytes that are not UTF-8 name nobody`() {
        #expect(PersonHeader.decoded([0x70, 0xED, 0x61]) == nil)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_400_123, "2000-02-29T00:00:00.123Z"),
        (1_796_101_567_089, "2026-12-01T05:06:07.089Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
    ])
    func `the log says the time in UTC`(time: Int, text: String) { #expect(AuditLog.time(time) == text) }

    @Test func `a session belongs to one person`() {
        let access = EditorAccess(origin: "https://x.example", states: "/dev/null/estado")
        let session = access.openSession("ana")
        func has(_ person: String?, _ cookie: String) -> Bool {
            var request = request("GET", "")
            (request.person, request.cookie) = (person, cookie)
            return access.hasSession(request)
        }
        #expect(has("ana", session.cookie) && !has("eva", session.cookie) && !has(nil, session.cookie))
        #expect(!has("ana", session.cookie.dropLast() + "x") && session.header.contains("; Secure"))
        let other = EditorAccess(origin: "https://x.example", states: "/dev/null/estado")
        var forged = request("GET", "")
        (forged.person, forged.cookie) = ("ana", session.cookie)
        #expect(!other.hasSession(forged), "another program has another secret")
    }
}
