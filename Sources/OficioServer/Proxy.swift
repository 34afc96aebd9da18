import Diagnostics
import OficioBasics
import OficioEditor
import OficioFiles
import OficioSource
internal import CMicroHTTPD
internal import Glibc

/// The reverse proxy before the server: how it is reached, and how it says who sends a request.
///
/// It may be used from all threads: nothing changes after `init` but the identity of the socket, which has a lock.
package final class Proxy: @unchecked Sendable {
    /// Host and port of the address at which browsers reach the proxy.
    let authority: String
    /// The name of the header with the person.
    let header: String
    /// The text that the header `X-Oficio-Secreto` must have; `nil` if permissions of the socket keep others away.
    let secret: String?
    /// The path of the Unix socket; `nil` for a port.
    private let socket: String?
    private let identity = Locked<String?>(nil)
    private let lock: WritableFile?

    /// The name of the header with the shared secret.
    static let secretHeader = "X-Oficio-Secreto"

    /// The reason why a socket cannot be used.
    package struct Refusal: Error {
        /// The reason in words.
        package let message: Localized
    }

    /// Describes a proxy.
    ///
    /// - Parameters:
    ///   - origin: the address at which browsers reach the proxy, without a path.
    ///   - header: the name of the header with the person.
    ///   - secret: the shared secret; `nil` only with a socket.
    ///   - socket: the path of the Unix socket; `nil` for a port.
    /// - Throws: the reason if another program uses the socket's path.
    package init(origin: String, header: String, secret: String?, socket: String?) throws(Refusal) {
        authority = String(origin.drop { $0 != ":" }.dropFirst(3)).lowercased()
        self.header = header
        self.secret = secret
        self.socket = socket
        guard let socket else {
            lock = nil
            return
        }
        // Two programs that start together must not remove each other's socket.
        guard let lock = try? WritableFile(socket + ".lock", .keep, mode: 0o600) else {
            throw Refusal(
                message: Localized(
                    es: "no se puede escribir junto a «\(socket)»", en: "nothing can be written beside “\(socket)”"))
        }
        guard lock.tryLock() else { throw Self.taken(socket) }
        self.lock = lock
    }

    /// Listens at the Unix socket, which its owner and group may use. Replaces a socket at which nobody listens.
    ///
    /// - Returns: the descriptor; `nil` for a port.
    /// - Throws: the reason if something else is at the path, or if somebody listens there.
    package func listen() throws(Refusal) -> Int32? {
        guard let socket else { return nil }
        if Files.isLink(socket) { throw Self.foreign(socket) }
        if let status = Files.status(socket) {
            guard status.isSocket else { throw Self.foreign(socket) }
            guard oficio_unix_answers(socket) == 0 else { throw Self.taken(socket) }
            FileSystem.remove(socket)
        }
        let descriptor = oficio_unix_listen(socket)
        guard descriptor >= 0 else {
            let reason = SystemMessages.message(-descriptor)
            throw Refusal(
                message: Localized(
                    es: "no se puede abrir el socket «\(socket)»: \(reason.spanish)",
                    en: "the socket “\(socket)” cannot be opened: \(reason.english)"))
        }
        let made = Files.status(socket)?.identity
        identity.withLock { $0 = made }
        return descriptor
    }

    /// Removes the socket, unless another one is in its place.
    func close() {
        guard let socket, let made = identity.withLock({ $0 }), Files.status(socket)?.identity == made else { return }
        FileSystem.remove(socket)
        FileSystem.remove(socket + ".lock")
    }

    private static func foreign(_ path: String) -> Refusal {
        Refusal(
            message: Localized(
                es: "en «\(path)» hay algo que no es un socket; quítelo o dé otra ruta",
                en: "there is something at “\(path)” that is no socket; remove it or give another path"))
    }

    private static func taken(_ path: String) -> Refusal {
        Refusal(
            message: Localized(
                es: "otro programa atiende ya en «\(path)»", en: "another program listens at “\(path)” already"))
    }
}

extension PreviewServer {
    /// Returns the response to a request that does not come from the proxy, or that does not say who sends it; `nil`
    /// for any other request, and without a proxy.
    func proxyRefusal(_ connection: OpaquePointer) -> EditorResponse? {
        guard let proxy else { return nil }
        if let secret = proxy.secret {
            let sent = oficio_headers(connection, Proxy.secretHeader)
            guard sent.second == nil, let first = sent.first, EditorAccess.isSame(secret, String(cString: first)) else {
                return .text(403, "this request does not come from the reverse proxy")
            }
        }
        let sent = oficio_headers(connection, proxy.header)
        if sent.second != nil { return .text(400, "the header \(proxy.header) is there twice") }
        guard let first = sent.first, first.pointee != 0 else {
            return .text(401, "the reverse proxy does not say who sends this request (\(proxy.header))")
        }
        return person(connection) == nil ? .text(400, "the header \(proxy.header) is no name of a person") : nil
    }

    /// Returns the person whom the proxy names; `nil` if it names none, and without a proxy.
    func person(_ connection: OpaquePointer) -> String? {
        guard let proxy else { return nil }
        let sent = oficio_headers(connection, proxy.header)
        guard sent.second == nil, let first = sent.first else { return nil }
        return PersonHeader.decoded((0..<strlen(first)).map { UInt8(bitPattern: first[$0]) })
    }
}
