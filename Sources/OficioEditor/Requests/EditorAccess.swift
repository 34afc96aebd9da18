import OficioBasics

/// Decides which requests may reach the editor: a one-time token opens a session, and a cookie names the session.
final class EditorAccess: Sendable {
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

    /// Creates the access control of a server on a port.
    init(port: Int) {
        origin = "http://127.0.0.1:\(port)"
        cookieName = "oficio-\(port)"
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

    /// Whether a `Cookie` header names an open session.
    func hasSession(_ header: String?) -> Bool { session(header) != nil }

    /// Returns the open session that a `Cookie` header names; `nil` if it names none.
    private func session(_ header: String?) -> String? {
        // Another service on the machine may set a cookie with the name of the editor's cookie, so look at all of
        // them.
        Self.cookies(header, cookieName).first { value in
            let hash = SHA256.hex(Array(value.utf8))
            return state.withLock { $0.sessions.contains(hash) }
        }
    }

    /// Returns the token that the forms of a session carry; empty without a session. A page of another origin cannot
    /// read the token.
    func formToken(_ header: String?) -> String {
        session(header).map { SHA256.hex(Array("ficha \($0)".utf8)) } ?? ""
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
