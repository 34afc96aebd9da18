import Diagnostics
import OficioOffice
import OficioSchema
import OficioSource

/// Decides which files of the site's own theme a build uses: no secret files, and of `assets/` only what it would
/// publish of `recursos/`.
struct ThemeResources: Sendable {
    /// The ways in which a build uses a file of the theme.
    enum Use {
        /// The file is used; the list describes what was taken out of it.
        case used([UInt8], without: [String] = [])
        /// The file is secret, for the given reason, and stops every build.
        case secret(Localized)
        /// A browser or a server could run the file, which its name says.
        case active
        /// A browser or a server could run the file, which its name does not say.
        case disguised
        /// The file is an SVG picture that cannot be read as a whole.
        case damaged
        /// The file says who made it, as the reason tells, and public builds leave it out.
        case personal(Localized)
    }

    private let secrets: SecretFiles
    private let policy: ResourcePolicy
    private let isPublic: Bool

    /// Prepares to inspect the files of the theme of a site at `root`.
    init(root: String, _ settings: SiteSettings, isPublic: Bool) {
        secrets = SecretFiles(root: root, settings.history)
        policy = settings.resources
        self.isPublic = isPublic
    }

    /// Returns the bytes of a file that a build uses; nil for a file that it leaves out. `path` is relative to the
    /// site.
    @Sendable func used(_ path: String, _ bytes: [UInt8]) -> [UInt8]? {
        if case .used(let bytes, _) = use(path, bytes) { bytes } else { nil }
    }

    /// Returns how a build uses a file. `path` is relative to the site.
    func use(_ path: String, _ bytes: [UInt8]) -> Use {
        if let reason = secrets.reason(ofFile: path, bytes) { return .secret(reason) }
        guard Self.isAsset(path) else { return .used(bytes) }
        let resource = Self.resource(path)
        switch policy.treatment(of: resource) {
        case .withheld: return .active
        case .cleaned: return SVGCleaner.clean(bytes).map { .used($0.bytes, without: $0.removed) } ?? .damaged
        case .asIs: break
        }
        if policy.isPage(resource, beginning: Array(bytes.prefix(1024))) { return .disguised }
        guard isPublic else { return .used(bytes) }
        if ["%PDF-", "PK"].contains(where: { bytes.starts(with: $0.utf8) }) {
            switch PublicAttachment(resource, bytes, policy) {
            case .published(let bytes, _), .permitted(let bytes, _): return .used(bytes)
            case .withheld(let reason): return .personal(reason)
            }
        }
        return .used(PictureMetadata.withoutMetadata(bytes) ?? bytes)
    }

    /// Whether the build copies a file of the theme without changing it: `themes/NAME/assets/…`. `path` is relative to
    /// the site.
    static func isAsset(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return parts.count > 3 && parts[2] == "assets"
    }

    /// Returns the path by which the settings for `recursos/` know a file of the theme: a site allows it by its path
    /// relative to the site.
    static func resource(_ path: String) -> String { "content/recursos/" + path }
}

extension ResourceCheck {
    /// Reports the files of the site's own theme that a build leaves out or changes.
    mutating func reportTheme(_ site: OpenedSite, isForPublic: Bool, from start: Int) {
        let filter = ThemeResources(root: site.root, site.settings, isPublic: isForPublic)
        for (path, bytes) in site.theme.filesOnDisk {
            switch filter.use(path, bytes) {
            case .used(_, let removed):
                if !removed.isEmpty { reportCleaned(path, removed, from: start) }
            case .secret(let reason): reportSecret(path, reason, in: "themes", from: start)
            case .active: reportActive(path, from: start)
            case .damaged: reportDamaged(path, from: start)
            case .disguised: reportDisguised(path, from: start)
            case .personal(let reason): reportPersonal(path, path, reason, from: start)
            }
        }
    }
}
