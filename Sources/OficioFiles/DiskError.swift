internal import Glibc

/// The failure of a system call on a file or a folder.
package struct DiskError: Error, Sendable, Equatable {
    /// The path of the file or folder that the call was given.
    package let path: String
    /// The `errno` of the failed call.
    package let number: Int32

    /// Creates the error of a call on a path; `number` is the `errno`.
    package init(path: String, number: Int32) {
        self.path = path
        self.number = number
    }

    /// Creates the error of the system call that failed last on this thread.
    init(_ path: String) { self.init(path: path, number: errno) }

    /// The system's message for the failure (`strerror`).
    package var reason: String { String(cString: strerror(number)) }

    /// Whether another process holds the lock (`EWOULDBLOCK`).
    package var isBusy: Bool { number == EWOULDBLOCK }
    /// Whether a file or folder already exists at the path (`EEXIST`).
    package var alreadyExists: Bool { number == EEXIST }
    /// Whether a path leads through a symbolic link that must not be followed (`ELOOP`).
    package var isLink: Bool { number == ELOOP }
    /// Whether the file or a folder of its path is missing (`ENOENT`).
    package var isMissing: Bool { number == ENOENT }
    /// Whether the path of a file to read leads to something other than a file (`EINVAL`).
    package var isNotFile: Bool { number == EINVAL }
}
