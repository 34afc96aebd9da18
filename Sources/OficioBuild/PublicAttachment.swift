import Diagnostics
import OficioImport
import OficioOffice
import OficioSchema
import OficioSource

/// The ways in which a public build publishes a file of `recursos/`.
///
/// Without the site's permission (`recursos: {permitir: […]}`), a build publishes only files that the program can
/// clean, or can inspect without finding anything.
enum PublicAttachment {
    /// The file is published with the given bytes. The value lists what was taken out of an office document, and the
    /// words in it that only some readers meet.
    case published([UInt8], told: [Localized] = [])
    /// The file is published unchanged because the site allows it; the value lists its personal data.
    case permitted([UInt8], says: [Localized])
    /// The file is not published, for the given reason.
    case withheld(Localized)

    /// Decides how a public build publishes a file. `path` is relative to the site.
    init(_ path: String, _ bytes: [UInt8], _ policy: ResourcePolicy) {
        let isPermitted = policy.permits(path)
        func left(_ reason: Localized) -> Self { isPermitted ? .permitted(bytes, says: []) : .withheld(reason) }
        if case .cleaned = policy.treatment(of: path) {
            self = SVGCleaner.clean(bytes, isPublic: true).map { .published($0.bytes) } ?? .withheld(Self.damaged)
        } else if let cleaned = PictureMetadata.withoutMetadata(bytes) {
            self = .published(cleaned)
        } else if ["png", "jpeg", "gif", "webp"].contains(PictureTypes.type(of: bytes)) {
            self = left(Self.damaged)
        } else if let document = OfficeCleaner.cleaned(bytes), !isPermitted {
            self = Self(document: document.bytes, told: document.removed)
        } else if let found = AttachmentMetadata.descriptions(in: bytes) {
            if isPermitted {
                self = found.isEmpty ? .published(bytes) : .permitted(bytes, says: found)
            } else {
                self = Self(document: bytes, told: [])
            }
        } else if Self.isPlainText(path, bytes) {
            self = .published(bytes)
        } else {
            self = left(Self.unknown)
        }
    }

    /// Decides what to publish of a document that the site does not permit unchanged. `told` describes the removed
    /// parts.
    private init(document bytes: [UInt8], told: [Localized]) {
        guard let found = AttachmentMetadata.descriptions(in: bytes) else {
            self = .withheld(Self.unknown)
            return
        }
        guard found.isEmpty else {
            self = .withheld(
                Localized(
                    es: "dice de quien lo hizo: " + found.map(\.spanish).joined(separator: "; "),
                    en: "says of whoever made it: " + found.map(\.english).joined(separator: "; ")))
            return
        }
        let spoken = OfficeTexts.spoken(in: bytes).map { Localized(es: "con «\($0)»", en: "with “\($0)”") }
        let without = told.map { Localized(es: "sin \($0.spanish)", en: "without \($0.english)") }
        self = .published(bytes, told: without + spoken)
    }

    /// Returns the decision on a file of a site at `root`. Reads only as much of the file as necessary, so the bytes
    /// in the decision may be only its beginning.
    static func decision(on path: String, root: String, _ policy: ResourcePolicy) -> Self {
        let source = root + "/" + path
        guard let beginning = Files.beginning(of: source, count: 1024) else { return .withheld(Self.damaged) }
        let mayBeKnown =
            ["png", "jpeg", "gif", "webp", "svg"].contains(PictureTypes.type(of: beginning))
            || ["%PDF-", "PK"].contains { beginning.starts(with: $0.utf8) } || isPlainText(path, beginning)
        if !mayBeKnown, case .asIs = policy.treatment(of: path) { return Self(path, beginning, policy) }
        guard let bytes = try? Files.read(source) else { return .withheld(Self.damaged) }
        return Self(path, bytes, policy)
    }

    /// Returns a description in words of how a public build publishes a file. `path` is relative to the site.
    static func words(_ path: String, _ bytes: [UInt8], _ policy: ResourcePolicy) -> Localized {
        switch Self(path, bytes, policy) {
        case .published(let cleaned, _):
            cleaned == bytes
                ? Localized(es: "se publica tal cual", en: "is published as it is")
                : Localized(
                    es: "se publica sin los datos que lleva de quien lo hizo",
                    en: "is published without what it says of whoever made it")
        case .permitted:
            Localized(
                es: "se publica tal cual, porque site.yaml lo permite", en: "is published because site.yaml allows it")
        case .withheld(let reason):
            Localized(
                es: "no sale en la versión pública: \(reason.spanish)",
                en: "is left out of public builds: \(reason.english)")
        }
    }

    private static let unknown = Localized(
        es: "es de una clase cuyos metadatos no se pueden mirar ni quitar",
        en: "is of a kind whose metadata cannot be looked at or removed")

    private static let damaged = Localized(
        es: "no se puede leer entera, y así nadie sabe qué metadatos lleva",
        en: "cannot be read as a whole, so that nobody can tell which metadata it has")

    /// Whether a file is text by its name and its bytes. Plain text has no hidden metadata.
    private static func isPlainText(_ path: String, _ bytes: [UInt8]) -> Bool {
        let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map { $0.lowercased() }
        return texts.contains(ending ?? "") && !bytes.contains(0) && PictureTypes.type(of: bytes) == nil
            && !bytes.starts(with: "%!PS".utf8) && !bytes.starts(with: "{\\rtf".utf8)
    }

    private static let texts: Set<String> = ["txt", "csv", "tsv", "md", "json", "geojson", "ics", "vtt", "srt", "css"]
}

/// Reviews a file that somebody wants to add to `content/recursos/`.
package enum AttachmentReview {
    /// Returns the reason why a file cannot be added; `nil` if it can. `path` is relative to the site.
    package static func refusal(_ path: String, _ bytes: [UInt8], _ settings: SiteSettings) -> Localized? {
        let policy = settings.resources
        let below = String(path.dropFirst("content/recursos/".count))
        if let problem = below.pathProblem {
            return Localized(
                es: "el nombre no es válido en todos los equipos: \(problem.words.spanish)",
                en: "the name is not valid on every system: \(problem.words.english)")
        }
        if let reason = SecretFiles(settings.history).reason(bytes) { return reason }
        if case .withheld = policy.treatment(of: path) {
            return Localized(
                es: "los archivos de esta clase se pueden ejecutar y no se publican",
                en: "files of this kind can be run, and are not published")
        }
        if policy.isPage(path, beginning: Array(bytes.prefix(1024))) {
            return Localized(
                es: "un navegador lo mostraría como una página", en: "a browser would show it as a page")
        }
        return nil
    }

    /// Returns a sentence on whether a public build publishes the file.
    package static func fate(_ path: String, _ bytes: [UInt8], _ policy: ResourcePolicy) -> Localized {
        PublicAttachment.words(path, bytes, policy)
    }
}
