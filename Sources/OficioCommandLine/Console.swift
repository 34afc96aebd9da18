import Diagnostics

/// A command's access to the outside world, which tests can replace.
package struct Console {
    /// The current folder, to which relative paths refer.
    package let folder: String
    /// Whether standard output is a terminal that shows colours.
    package let showsColor: Bool
    /// Whether standard error is a terminal, so that the progress line can be overwritten.
    package let showsProgress: Bool
    /// Returns the current day in the form `2026-11-21`, for a time zone that is given by its IANA name.
    package let today: @Sendable (String) -> String
    /// The folders to search for programs, in the format of `PATH`.
    package let searchPath: String
    /// The user's folder for caches; `nil` to cache nothing.
    package let cacheFolder: String?
    /// The user's state folder (XDG_STATE_HOME), which holds data that cannot be computed again; `nil` without a home.
    package let stateFolder: String?
    /// The user's home folder; `nil` if the folder is unknown.
    package let homeFolder: String?
    /// The language that the user's environment names; `nil` if it names no language that the program has.
    package let userLanguage: Language?
    /// Prints a text on standard output.
    package let out: (String) -> Void
    /// Prints a text on standard error.
    package let err: @Sendable (String) -> Void

    /// Creates a console from folders, properties of the terminal, and functions that print.
    package init(
        folder: String, showsColor: Bool, showsProgress: Bool = false, searchPath: String = "",
        cacheFolder: String? = nil, stateFolder: String? = nil, homeFolder: String? = nil,
        userLanguage: Language? = nil, today: @escaping @Sendable (String) -> String,
        out: @escaping (String) -> Void,
        err: @escaping @Sendable (String) -> Void
    ) {
        self.folder = folder
        self.showsColor = showsColor
        self.showsProgress = showsProgress
        self.today = today
        self.searchPath = searchPath
        self.cacheFolder = cacheFolder
        self.stateFolder = stateFolder
        self.homeFolder = homeFolder
        self.userLanguage = userLanguage
        self.out = out
        self.err = err
    }
}

/// The exit statuses of commands, with the numbers of sysexits.h if it defines one.
package enum ExitStatus: Int32, Sendable {
    /// The command succeeded.
    case done = 0
    /// The content has errors.
    case contentErrors = 1
    /// The command line is wrong.
    case usage = 64
    /// The program found a defect in itself.
    case fault = 70
    /// The program could not read or write a file.
    case inputOutput = 74
}
