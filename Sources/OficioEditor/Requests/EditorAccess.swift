import OficioBasics
import OficioFiles
import OficioSource

/// Decides which requests may reach the editor: a one-time token opens a session, and a cookie names the session.
/// Behind a reverse proxy, which authenticates the person, a session opens without a token and belongs to the person.
package final class EditorAccess: Sendable {
    private struct State: Sendable {
        /// The hash of the token that opens the next session; empty if there is no valid token.
        var token = ""
        /// The hashes of the open sessions.
        var sessions: Set<String> = []
    }

    /// The only origin that may use the editor. Pages of the site have another origin (`localhost`), so that scripts
    /// of a theme and attachments cannot use the editor's cookie.
    let origin: String
    private let cookieName: String
    private let state = Locked(State())
    /// The secret with which sessions of people are sealed; `nil` without a proxy. Such sessions outlive the program.
    private let seal: [UInt8]?
    /// The time for which a session of a person is valid, in milliseconds.
    private static let lifetime = 30 * 24 * 3600 * 1000

    /// Creates the access control of a server on a port.
    init(port: Int) {
        origin = "http://127.0.0.1:\(port)"
        cookieName = "oficio-\(port)"
        seal = nil
    }

    /// Creates the access control of a server behind a proxy that browsers reach at `origin`. Keeps its secret in the
    /// folder of the site's saved states.
    init(origin: String, states: String) {
        self.origin = origin
        cookieName = "oficio-sesion"
        let path = states + "/sesiones"
        if let known = try? Files.read(path), known.count == 64 {
            seal = known
        } else {
            let made = Array(Self.secret().utf8)
            // Without the file, sessions end with the program.
            try? FileSystem.makeFolder(states, mode: 0o700)
            try? AtomicFile.replace(path, with: made, mode: 0o600, isDurable: true)
            seal = made
        }
    }

    /// Opens a session for a person; returns the cookie as a browser sends it back, and the value of `Set-Cookie`.
    func openSession(_ person: String) -> (cookie: String, header: String) {
        let start = "\(SavedStates.now).\(Self.secret())"
        let cookie = "\(cookieName)=\(start).\(sealed(start, person))"
        let secure = origin.hasPrefix("https:") ? "; Secure" : ""
        return (cookie, "\(cookie); Path=/-oficio/editar; HttpOnly; SameSite=Strict\(secure)")
    }

    private func sealed(_ start: String, _ person: String) -> String {
        let inner = SHA256.hex((seal ?? []) + Array("\(start)\n\(person)".utf8))
        return SHA256.hex((seal ?? []) + Array(inner.utf8))
    }

    private func isSealed(_ value: String, _ person: String) -> Bool {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let time = Int(parts[0]), (0...Self.lifetime).contains(SavedStates.now - time) else {
            return false
        }
        return Self.isSame(sealed(parts[0] + "." + parts[1], person), parts[2])
    }

    /// Whether two texts are the same, in a time that does not tell how far they agree.
    package static func isSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        return a.count == b.count && zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Returns a new token and invalidates the previous one.
    func makeToken() -> String {
        let token = Self.secret()
        state.withLock { $0.token = SHA256.hex(Array(token.utf8)) }
        return token
    }

    /// Exchanges the token for a session, once, and returns the value of `Set-Cookie` for the session; `nil` if the
    /// token is wrong, was replaced by a newer one, or has been exchanged already.
    func exchange(_ token: String) -> String? {
        let session = Self.secret()
        let isRight = state.withLock { state in
            guard !state.token.isEmpty, state.token == SHA256.hex(Array(token.utf8)) else { return false }
            state.token = ""
            state.sessions.insert(SHA256.hex(Array(session.utf8)))
            return true
        }
        return isRight ? "\(cookieName)=\(session); Path=/-oficio/editar; HttpOnly; SameSite=Strict" : nil
    }

    /// Whether the cookies of a request name an open session, which must be one of the person.
    func hasSession(_ request: EditorRequest) -> Bool { session(request) != nil }

    /// Returns the open session that the cookies of a request name; `nil` if they name none.
    private func session(_ request: EditorRequest) -> String? {
        // Another service on the machine may set a cookie with the name of the editor's cookie, so look at all of
        // them.
        Self.cookies(request.cookie, cookieName).first { value in
            if seal != nil { return request.person.map { isSealed(value, $0) } ?? false }
            let hash = SHA256.hex(Array(value.utf8))
            return state.withLock { $0.sessions.contains(hash) }
        }
    }

    /// Returns the token that the forms of a session carry; empty without a session. A page of another origin cannot
    /// read the token.
    func formToken(_ request: EditorRequest) -> String {
        session(request).map { SHA256.hex(Array("ficha \($0)".utf8)) } ?? ""
    }

    /// Returns the values of all cookies with a given name in a `Cookie` header.
    static func cookies(_ header: String?, _ name: String) -> [String] {
        (header ?? "").split(separator: ";").compactMap { pair in
            let sides = pair.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].drop(while: { $0 == " " }) == name else { return nil }
            return String(sides[1])
        }
    }

    /// Returns 256 random bits in hexadecimal.
    private static func secret() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }.hexadecimal
    }
}
