internal import Glibc

/// Runs another program without a shell, in a process group of its own, so that all its children end with it.
package enum ChildProcess {
    /// The ways in which a program ends.
    package enum End: Equatable {
        case exited(status: Int32)
        case tooLong
        /// The program could not be started; the value is the system's message.
        case notStarted(String)
    }

    /// Returns the path of the first program in `names` that exists in the folders of a search path, such as the value
    /// of `PATH`; `nil` if none exists.
    package static func find(_ names: [String], in search: String) -> String? {
        let folders = search.split(separator: ":").map(String.init)
        for name in names {
            for folder in folders
            where access(folder + "/" + name, X_OK) == 0 && Files.status(folder + "/" + name)?.kind == .file {
                return folder + "/" + name
            }
        }
        return nil
    }

    /// Runs a program and waits for its end. If it runs longer than `seconds`, kills it with its children and returns
    /// `tooLong`.
    ///
    /// The path of the program is the first argument. The file `output` takes its standard output, the file `errors`
    /// its standard error; if `errors` is `nil`, both go to `output`. `environment` holds all variables as
    /// `NAME=VALUE`; `nil` passes on those of this program.
    package static func run(
        _ arguments: [String], output: String, errors: String? = nil, environment: [String]? = nil, seconds: Int
    ) -> End {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        if let errors {
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var variables: [UnsafeMutablePointer<CChar>?] = (environment ?? []).map { strdup($0) } + [nil]
        defer { for variable in variables { free(variable) } }
        var child: pid_t = 0
        let problem =
            environment == nil
            ? posix_spawn(&child, arguments[0], &actions, &attributes, &words, environ)
            : posix_spawn(&child, arguments[0], &actions, &attributes, &words, &variables)
        guard problem == 0 else { return .notStarted(String(cString: strerror(problem))) }
        let slot = ChildProcessGroups.add(child)
        defer { ChildProcessGroups.remove(slot) }
        var status: Int32 = 0
        var waited = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            if waited > seconds * 50 {
                kill(-child, SIGKILL)
                waitpid(child, &status, 0)
                return .tooLong
            }
            usleep(20_000)
            waited += 1
        }
        return .exited(status: status)
    }
}
