import Diagnostics
import OficioEditor
import OficioModel
import OficioServer
import OficioSource

extension Option {
    static let proxy = Option(
        name: "proxy", value: "SOCKET",
        help: Localized(
            es: "con «--edit»: sirve a una oficina detrás de un proxy inverso, en un socket Unix o en 127.0.0.1:PUERTO",
            en: "with “--edit”: serves an office behind a reverse proxy, at a Unix socket or at 127.0.0.1:PORT"))
    static let origin = Option(
        name: "origin", value: "URL",
        help: Localized(
            es: "con «--proxy»: la dirección del proxy, como https://oficios.ejemplo.org",
            en: "with “--proxy”: the address of the proxy, such as https://jobs.example.org"))
    static let permissions = Option(
        name: "roles", value: Localized(es: "ARCHIVO", en: "FILE"),
        help: Localized(
            es: "con «--proxy»: quién puede qué (permisos.yaml junto a content/)",
            en: "with “--proxy”: who may do what (permissions.yaml beside content/)"))
    static let personHeader = Option(
        name: "header", value: Localized(es: "NOMBRE", en: "NAME"),
        help: Localized(
            es: "con «--proxy»: la cabecera con la persona (\(PersonHeader.name))",
            en: "with “--proxy”: the header with the person (\(PersonHeader.name))"))
    static let secret = Option(
        name: "secret", value: Localized(es: "ARCHIVO", en: "FILE"),
        help: Localized(
            es: "con «--proxy»: el secreto que el proxy manda en X-Oficio-Secreto",
            en: "with “--proxy”: the secret that the proxy sends in X-Oficio-Secreto"))
    static let audit = Option(
        name: "audit", value: Localized(es: "ARCHIVO", en: "FILE"),
        help: Localized(
            es: "con «--proxy»: el registro de quién cambió qué", en: "with “--proxy”: the log of who changed what"))
}

/// The reverse proxy that the options of `serve` describe.
struct ProxyCall {
    let server: Proxy
    /// Where the server listens, in words.
    let place: String
    let origin: String
    /// The port; `nil` for a socket.
    let port: Int?

    func listen() throws -> Int32? {
        do throws(Proxy.Refusal) { return try server.listen() } catch { throw UsageError(message: error.message) }
    }
}

extension Invocation {
    /// Returns the proxy for `--proxy`; `nil` without the option.
    func proxy() throws -> ProxyCall? {
        guard let place = arguments.values["proxy"] else {
            if let stray = ["origin", "roles", "header", "secret", "audit"].first(where: { arguments.values[$0] != nil }
            ) {
                throw UsageError(
                    message: Localized(es: "«--\(stray)» va con «--proxy»", en: "“--\(stray)” goes with “--proxy”"))
            }
            return nil
        }
        guard let origin = arguments.values["origin"], Self.isOrigin(origin) else {
            throw UsageError(
                message: Localized(
                    es:
                        "«--proxy» necesita «--origin» con la dirección del proxy, sin ruta: https://oficios.example",
                    en:
                        "“--proxy” needs “--origin” with the address of the proxy, without a path: https://jobs.example"
                ))
        }
        let port = try Self.port(place)
        let secret = try arguments.values["secret"].map { try Self.secret($0) }
        if port != nil, secret == nil {
            throw UsageError(
                message: Localized(
                    es: "en un puerto, cualquiera de este equipo podría hacerse pasar por el proxy: dé «--secret»",
                    en: "at a port, anybody on this machine could pass for the proxy: give “--secret”"))
        }
        let header = arguments.values["header"] ?? PersonHeader.name
        let taken = ["host", "origin", "cookie", "content-type", "content-length", "x-oficio-secreto", "authorization"]
        guard !header.isEmpty,
            header.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || $0 < 0x3A && $0 > 0x2F }),
            !taken.contains(header.lowercased())
        else {
            throw UsageError(
                message: Localized(
                    es: "«\(header)» no sirve de nombre de cabecera", en: "“\(header)” cannot be the name of a header"))
        }
        do throws(Proxy.Refusal) {
            let server = try Proxy(
                origin: origin, header: header, secret: secret, socket: port == nil ? place : nil)
            return ProxyCall(server: server, place: place, origin: origin, port: port)
        } catch {
            throw UsageError(message: error.message)
        }
    }

    /// Returns the options of the office: reads the file of permissions, and throws its findings.
    func office(_ proxy: ProxyCall) throws -> OfficeOptions {
        let path = try arguments.values["roles"] ?? permissionsBesideContent()
        let full = Files.resolved(path) ?? path
        if let content = Files.resolved(site + "/content"), full.hasPrefix(content + "/") {
            throw UsageError(
                message: Localized(
                    es: "«\(path)» está en content/, que se publica; los permisos van fuera",
                    en: "“\(path)” is in content/, which is published; permissions belong outside"))
        }
        if let problem = OfficeOptions.problem(path, SiteLoader.load(site).corpus, language) {
            throw UsageError(message: Localized(same: problem))
        }
        return OfficeOptions(origin: proxy.origin, permissions: path, audit: arguments.values["audit"])
    }

    private func permissionsBesideContent() throws -> String {
        let found = PermissionsFile.names.map { site + "/" + $0 }.filter { Files.status($0) != nil }
        guard found.count == 1 else {
            let names = PermissionsFile.names
            throw UsageError(
                message: found.isEmpty
                    ? Localized(
                        es: "falta «\(names[0])» junto a content/ (o «--roles ARCHIVO»): sin permisos no entra nadie",
                        en:
                            "“\(names[1])” is missing beside content/ (or “--roles FILE”): nobody gets in without"
                    )
                    : Localized(
                        es: "están «\(names[0])» y «\(names[1])»: deje uno",
                        en: "“\(names[0])” and “\(names[1])” are both there: leave one"))
        }
        return found[0]
    }

    /// Whether a text is the origin of a web address: scheme, host and perhaps a port.
    private static func isOrigin(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let host = text.dropFirst(scheme.count)
        return !host.isEmpty && host == host.lowercased()
            && host.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x3A).contains(byte) || [0x2D, 0x2E, 0x5B, 0x5D].contains(byte)
            }
    }

    /// Returns the port of `127.0.0.1:PORT`; `nil` for the path of a socket. Throws for an address of another machine.
    private static func port(_ place: String) throws -> Int? {
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        guard !place.contains("/"), parts.count == 2, let port = Int(parts[1]) else {
            if place.isEmpty || place.utf8.count > 107 {
                throw UsageError(
                    message: Localized(
                        es: "la ruta de un socket tiene de 1 a 107 bytes", en: "the path of a socket has 1 to 107 bytes"
                    ))
            }
            return nil
        }
        guard ["127.0.0.1", "localhost"].contains(parts[0]), (1...65_535).contains(port) else {
            throw UsageError(
                message: Localized(
                    es: "«--proxy» es un socket o 127.0.0.1:PUERTO: el editor no atiende a otros equipos",
                    en: "“--proxy” is a socket or 127.0.0.1:PORT: the editor answers no other machine"))
        }
        return port
    }

    /// Returns the secret in a private file.
    private static func secret(_ path: String) throws -> String {
        guard let status = Files.status(path), let bytes = try? Files.read(path) else {
            throw UsageError(
                message: Localized(
                    es: "no se puede leer el secreto «\(path)»", en: "the secret “\(path)” cannot be read"))
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmedASCII
        guard text.utf8.count >= 32, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), status.permissions & 0o027 == 0
        else {
            throw UsageError(
                message: Localized(
                    es: "«\(path)» tiene que ser privado (chmod 640) y de 32 letras o más, sin blancos ni acentos",
                    en: "“\(path)” must be private (chmod 640), with 32 letters or more, no blanks and no accents"))
        }
        return text
    }
}
