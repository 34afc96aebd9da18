import OficioSource

/// Decides whether a site may be written to a folder.
///
/// A build never replaces foreign files, so a mistaken `--output` does little harm. But a site directly in a system
/// folder, or in a folder that many programs share, is always a mistake.
struct OutputLocation {
    private let path: String
    /// The absolute path of the folder without symbolic links and dots, even if the folder does not exist yet.
    private let real: String

    /// Creates a location from an absolute path.
    init(_ path: String) {
        self.path = path
        real = Self.resolved(path)
    }

    /// Returns the reason why the site must not be written to the folder; `nil` if it may be written there. `site` is
    /// the path of the site's folder, `home` that of the user's home folder.
    func refusal(site: String, home: String?) -> WriteError? {
        if Self.whole.contains(real) || isHome(home)
            || Self.system.contains(where: { real == $0 || real.hasPrefix($0 + "/") })
        {
            return .systemFolder(path)
        }
        let root = Self.resolved(site)
        if root == real || root.hasPrefix(real + "/") || Files.status(path + "/content/site.yaml") != nil {
            return .holdsSources(path)
        }
        for folder in ["/content", "/themes", "/acuses"]
        where real == root + folder || real.hasPrefix(root + folder + "/") { return .holdsSources(path) }
        return nil
    }

    /// The folders that many programs share. The site may be written to a folder inside of them, but not to them.
    private static let whole: Set<String> = [
        "/", "/data", "/dev", "/dev/shm", "/home", "/media", "/mnt", "/net", "/opt", "/root", "/run", "/run/media",
        "/srv",
        "/tmp", "/usr", "/usr/local", "/usr/share", "/var", "/var/lib", "/var/local", "/var/opt", "/var/tmp",
        "/var/www",
    ]
    /// The folders of the system. The site may not be written to them, nor to a folder inside of them.
    private static let system = [
        "/bin", "/boot", "/dev/disk", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/proc", "/sbin", "/sys",
        "/usr/bin", "/usr/include", "/usr/lib", "/usr/lib32",
        "/usr/lib64", "/usr/libexec", "/usr/sbin", "/usr/src", "/var/cache", "/var/log", "/var/spool",
    ]

    /// Whether the folder is `/home/NAME` or the user's home folder.
    private func isHome(_ home: String?) -> Bool {
        let parts = real.split(separator: "/")
        return parts.count == 2 && parts[0] == "home" || real == home.map { Self.resolved($0) }
    }

    /// Returns the path without symbolic links and dots. If the folder does not exist, resolves the part of the path
    /// that does.
    private static func resolved(_ path: String) -> String {
        if let real = Files.resolved(path) { return real }
        var parts = path.split(separator: "/").map(String.init)
        var rest: [String] = []
        while let last = parts.popLast() {
            if last == ".." { _ = parts.popLast() } else if last != "." { rest.insert(last, at: 0) }
            if let real = Files.resolved("/" + parts.joined(separator: "/")) {
                return (real == "/" ? "" : real) + "/" + rest.joined(separator: "/")
            }
        }
        return "/" + rest.joined(separator: "/")
    }
}
