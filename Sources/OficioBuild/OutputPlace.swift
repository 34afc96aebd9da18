import OficioSource

/// Where a site is to be written, and why it must not be.
///
/// A build removes what it made before and refuses strangers in its way, so a mistaken `--output` costs little; but a site among the files of the
/// system, or of everybody, is a mistake in any case.
struct OutputPlace {
    private let path: String
    /// Without links and dots, whether it is there yet or not.
    private let real: String

    /// - Parameter path: absolute.
    init(_ path: String) {
        self.path = path
        real = Self.resolved(path)
    }

    /// - Parameters:
    ///   - site: the site's folder.
    ///   - home: the folder of whoever runs the program.
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

    /// Folders that hold what belongs to others; one below them may be anybody's.
    private static let whole: Set<String> = [
        "/", "/dev", "/dev/shm", "/home", "/media", "/opt", "/root", "/run", "/tmp", "/usr", "/usr/local", "/usr/share",
        "/var", "/var/lib", "/var/tmp",
    ]
    /// Folders in which nothing is published.
    private static let system = [
        "/bin", "/boot", "/dev/disk", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/proc", "/sbin", "/sys",
        "/usr/bin", "/usr/include", "/usr/lib", "/usr/lib32",
        "/usr/lib64", "/usr/libexec", "/usr/sbin", "/usr/src", "/var/cache", "/var/log", "/var/spool",
    ]

    /// `/home/ana`, or the folder of whoever runs the program.
    private func isHome(_ home: String?) -> Bool {
        let parts = real.split(separator: "/")
        return parts.count == 2 && parts[0] == "home" || real == home.map { Self.resolved($0) }
    }

    /// The path without links and dots; of what is not there yet, that of the folder that is, with the rest behind it.
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
