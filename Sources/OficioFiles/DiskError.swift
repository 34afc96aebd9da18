internal import Glibc

/// The failure of a system call on a file or a folder.
package struct DiskError: Error, Sendable, Equatable {
    /// The file or folder that the call was about.
    package let path: String
    /// The `errno` of the failed call.
    package let number: Int32

    /// Makes the error of a call on a path that failed with an `errno`.
    package init(path: String, number: Int32) {
        self.path = path
        self.number = number
    }

    /// Makes the error of the call that failed last on this thread.
    init(_ path: String) { self.init(path: path, number: errno) }

    /// The reason in the words of the system.
    package var reason: String { String(cString: strerror(number)) }

    /// Whether another process holds the lock (`EWOULDBLOCK`).
    package var isBusy: Bool { number == EWOULDBLOCK }
    /// Whether something exists at a path that has to be free (`EEXIST`).
    package var isTaken: Bool { number == EEXIST }
    /// Whether a path leads through a symbolic link that must not be followed (`ELOOP`).
    package var isLink: Bool { number == ELOOP }
    /// Whether the file or a folder of its path is missing (`ENOENT`).
    package var isMissing: Bool { number == ENOENT }
    /// Whether something other than a file is at the path of a file to read (`EINVAL`).
    package var isNoFile: Bool { number == EINVAL }
}
