import Diagnostics

/// Everything that a command knows of the world outside: passed in, so that tests can stand in for it.
package struct Console {
    /// The folder that relative paths start from.
    package let folder: String
    /// Whether standard output is a terminal that shows colour.
    package let showsColor: Bool
    /// Whether standard error is a terminal, where a line may be taken back.
    package let showsProgress: Bool
    /// The day in a time zone, by its IANA name, as `2026-11-21`.
    package let today: (String) -> String
    /// Folders where programs are looked for, as in `PATH`.
    package let searchPath: String
    /// Where what can be made again is kept, `nil` for nowhere.
    package let cacheFolder: String?
    /// The folder of whoever runs the program, where they have one.
    package let homeFolder: String?
    package let out: (String) -> Void
    package let err: @Sendable (String) -> Void

    package init(
        folder: String, showsColor: Bool, showsProgress: Bool = false, searchPath: String = "", cacheFolder: String? = nil, homeFolder: String? = nil,
        today: @escaping (String) -> String, out: @escaping (String) -> Void, err: @escaping @Sendable (String) -> Void
    ) {
        self.folder = folder
        self.showsColor = showsColor
        self.showsProgress = showsProgress
        self.today = today
        self.searchPath = searchPath
        self.cacheFolder = cacheFolder
        self.homeFolder = homeFolder
        self.out = out
        self.err = err
    }
}

/// How a command ends (sysexits.h where it has a number).
package enum ExitStatus: Int32, Sendable {
    case done = 0
    /// The content has errors.
    case contentErrors = 1
    case usage = 64
    case fault = 70
    case inputOutput = 74
}
