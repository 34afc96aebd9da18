import Diagnostics
import OficioBasics
import OficioHistory
import OficioReceipts
import OficioSchema
import OficioSource

/// Recognises files of `recursos/` and of themes that no build publishes under any name: private keys, registers of
/// receipts, lists of the people who sign, and files with passwords.
struct SecretFiles: Sendable {
    /// The public keys of the site's settings, as hexadecimal digits in lower case.
    private let publicKeys: Set<String>
    /// The SHA-256 of the files in the folder of the register of receipts.
    private let registers: Set<String>

    /// Prepares to inspect the attachments of a site. Reads the files beside its register of receipts.
    init(root: String, _ settings: HistorySettings) {
        publicKeys = Set(settings.keys.map { $0.key.lowercased() })
        let folder = root + "/" + ReceiptRegister.path.prefix { $0 != "/" }
        let names = (try? Files.names(in: folder)) ?? []
        registers = Set(names.compactMap { try? Files.read("\(folder)/\($0)") }.filter { !$0.isEmpty }.map(SHA256.hex))
    }

    /// Prepares to inspect bytes that are not a file of the site yet.
    init(_ settings: HistorySettings) {
        publicKeys = Set(settings.keys.map { $0.key.lowercased() })
        registers = []
    }

    /// Returns what makes a file secret; `nil` if nothing does. `path` is relative to the site. Reads at most the first
    /// mebibyte of a file, or all of it if the folder of the register of receipts has files.
    func reason(_ path: String, root: String) -> Localized? {
        let source = root + "/" + path
        if let reason = Self.reason(byName: path) { return reason }
        guard let start = Files.beginning(of: source, count: 1 << 20) else { return nil }
        if let reason = reason(start) { return reason }
        if !registers.isEmpty, let all = try? Files.read(source), registers.contains(SHA256.hex(all)) {
            return Self.register
        }
        return nil
    }

    /// Whether a file contains a private key or passwords, by its name or its first mebibyte. `path` is relative to the
    /// site.
    func isKeyOrPasswords(_ path: String, root: String) -> Bool {
        guard let reason = reason(path, root: root) else { return false }
        return reason == Self.key || reason == Self.passwords
    }

    /// Returns what makes a file secret, given all its bytes; `nil` if nothing does. `path` is relative to the site.
    func reason(ofFile path: String, _ bytes: [UInt8]) -> Localized? {
        if let reason = Self.reason(byName: path) ?? reason(Array(bytes.prefix(1 << 20))) { return reason }
        return !registers.isEmpty && registers.contains(SHA256.hex(bytes)) ? Self.register : nil
    }

    /// Returns what makes bytes secret; `nil` if nothing does.
    func reason(_ bytes: [UInt8]) -> Localized? {
        if Self.beginnings.contains(where: { bytes.starts(with: $0) }) || Self.isBinaryKey(bytes) { return Self.key }
        if bytes.starts(with: "PK".utf8) || bytes.starts(with: [0x89, 0x50]) || bytes.starts(with: [0xFF, 0xD8]) {
            return nil
        }
        // Without the byte order mark and the zero bytes, UTF-16 reads like UTF-8.
        let isWide =
            bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(64).contains(0)
        let plain = isWide ? bytes.filter { $0 != 0 && $0 < 0xFE } : bytes
        if Self.keyMarks.contains(where: { plain.firstOffset(of: Array($0.utf8), in: plain.indices) != nil }) {
            return Self.key
        }
        if Self.registerMarks.contains(where: { plain.firstOffset(of: Array($0.utf8), in: plain.indices) != nil }) {
            return Self.register
        }
        if holdsSigningKey(plain) { return Self.key }
        if Self.holdsPassword(plain) { return Self.passwords }
        // Another column called *documento* names forms.
        if let people = Roster(plain)?.people, people.contains(where: { $0.identity.count(where: \.isNumber) > 4 }) {
            return Self.roster
        }
        return nil
    }

    /// Whether bytes contain the private key of a declared public key, or consist of 64 hexadecimal digits that are no
    /// declared public key.
    private func holdsSigningKey(_ bytes: [UInt8]) -> Bool {
        let bare = bytes.prefix(200).filter { !" \t\r\n:-\"'".utf8.contains($0) }
        if bytes.count <= 200, bare.count == 64, let key = SigningKey(String(decoding: bare, as: UTF8.self)) {
            let text = String(decoding: bare, as: UTF8.self).lowercased()
            return !publicKeys.contains(text) || publicKeys.contains(key.publicKey)
        }
        if publicKeys.isEmpty || bytes.contains(0) { return false }
        var start: Int?
        for place in 0...bytes.count {
            if place < bytes.count, Self.isDigit(bytes[place]) {
                start = start ?? place
                continue
            }
            if let first = start, place - first == 64,
                let key = SigningKey(String(decoding: bytes[first..<place], as: UTF8.self)),
                publicKeys.contains(key.publicKey)
            {
                return true
            }
            start = nil
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    /// Whether bytes are a private key in DER (PKCS #1, PKCS #8, SEC 1) or a store of keys (PKCS #12).
    private static func isBinaryKey(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 16, bytes[0] == 0x30 else { return false }
        let length = bytes[1] < 0x80 ? 2 : 2 + Int(bytes[1] & 0x7F)
        guard bytes.count > length + 4 else { return false }
        let inside = bytes[length...].prefix(4)
        // The version of the structure, followed by an integer, a sequence or an octet string.
        return inside.starts(with: [0x02, 0x01, 0x00]) && [0x02, 0x30].contains(inside.last ?? 0)
            || inside.elementsEqual([0x02, 0x01, 0x01, 0x04]) || inside.elementsEqual([0x02, 0x01, 0x03, 0x30])
    }

    /// Whether some line of a text gives a password or a key to a variable: `DB_PASSWORD=…`.
    private static func holdsPassword(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(UInt8(ascii: "=")), let text = String(validating: bytes, as: UTF8.self) else {
            return false
        }
        return text.split(whereSeparator: \.isNewline).contains { line in
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let value = parts.last, value.contains(where: { !$0.isWhitespace }) else {
                return false
            }
            let name = (parts[0].hasPrefix("export ") ? parts[0].dropFirst(7) : parts[0]).trimmingBlanks
            return name.utf8.count < 80 && name.first?.isUppercase == true
                && name.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
                && secretNames.contains { name.contains($0) }
        }
    }

    private static let secretNames = [
        "PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY", "ACCESS_KEY", "CLAVE", "CONTRASE",
    ]

    private static func reason(byName path: String) -> Localized? {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        if name == ".env" || name.hasPrefix(".env.") || parts.count > 1 && parts.last == "env" || names.contains(name) {
            return passwords
        }
        return parts.count > 1 && parts.last.map { stores.contains(String($0)) } ?? false ? key : nil
    }

    private static let names: Set<String> = [
        ".netrc", "_netrc", ".pgpass", ".git-credentials", ".npmrc", ".pypirc", ".htpasswd", "id_rsa", "id_dsa",
        "id_ecdsa", "id_ed25519",
    ]
    private static let stores: Set<String> = ["ppk", "p12", "pfx", "jks", "keystore", "kdb", "kdbx", "gpg-key"]

    /// The first bytes of stores of keys: Java, KeePass, OpenSSH without PEM.
    private static let beginnings: [[UInt8]] = [
        [0xFE, 0xED, 0xFE, 0xED], [0x03, 0xD9, 0xA2, 0x9A], Array("openssh-key-v1".utf8),
    ]
    /// Words that only files with a private key have.
    private static let keyMarks = [
        "PRIVATE KEY-----", "PRIVATE KEY BLOCK-----", "AGE-SECRET-KEY-",
        "PuTTY-User-Key-File", "SSH PRIVATE KEY FILE FORMAT", "minisign encrypted secret key", "signify secret key",
        "minisign secret key", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY", "aws_secret_access_key",
    ]
    private static let registerMarks = ["\"\(Receipt.format)\"", "\"\(RegisterSeal.format)\""]

    private static let key = Localized(es: "lleva una clave privada", en: "contains a private key")
    private static let register = Localized(
        es: "lleva acuses de recibo o es un archivo de «acuses»", en: "contains receipts or is a file of “acuses”")
    private static let roster = Localized(
        es: "es una lista de personas con su documento de identidad",
        en: "is a list of people with their identity documents")
    private static let passwords = Localized(es: "lleva contraseñas", en: "contains passwords")
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

extension Rule {
    /// Reports a file of `recursos/` or of the theme that no build publishes, because it has a private key, receipts,
    /// passwords or a list of people with their identity documents.
    package static let secretFile = Rule(
        "archivo-secreto", .site, .error,
        what: Localized(
            es: """
                Un archivo adjunto o del tema lleva una clave privada, acuses de recibo, contraseñas o documentos de \
                identidad.
                """,
            en: """
                A file that is attached or of the theme has a private key, receipts, passwords or identity \
                documents.
                """),
        why: Localized(
            es: """
                Quien tuviera la clave firmaría en nombre de la institución. Estos archivos se guardan fuera del \
                sitio, y una clave que estuvo en él se revoca y se cambia.
                """,
            en: """
                Whoever had the key could sign in the institution's name. Keep these files outside of the site, and \
                revoke and replace a key that was in it.
                """),
        fires: """
            === content/recursos/nota.txt
            -----BEGIN OPENSSH PRIVATE KEY-----
            b3BlbnNzaC1rZXktdjEAAAAA
            -----END OPENSSH PRIVATE KEY-----
            """,
        passes: """
            === content/recursos/nota.txt
            La clave de firma la guarda la Secretaría.
            """)
}
