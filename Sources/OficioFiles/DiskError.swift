internal import Glibc

/// A system call that changes the disk failed; what was there before is still there.
package struct DiskError: Error, Sendable, Equatable {
    /// The file or folder that the call was about.
    package let path: String
    /// `errno` of the failing call.
    package let number: Int32

    package init(path: String, number: Int32) {
        self.path = path
        self.number = number
    }

    /// The error of the call that failed last on this thread.
    init(_ path: String) { self.init(path: path, number: errno) }

    /// The system's words for the failure.
    package var reason: String { String(cString: strerror(number)) }

    /// Whether another process holds the lock.
    package var isBusy: Bool { number == EWOULDBLOCK }
    /// Whether something stands at a path that has to be free.
    package var isTaken: Bool { number == EEXIST }
    /// Whether a path leads through a symbolic link that must not be followed.
    package var isLink: Bool { number == ELOOP }
    package var isMissing: Bool { number == ENOENT }
    /// Whether something other than a file stands where a file is to be read.
    package var isNoFile: Bool { number == EINVAL }
}
