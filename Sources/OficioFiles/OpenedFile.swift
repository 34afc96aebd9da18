internal import Glibc

/// A file that is open for reading at any offset. It stays the same file if another one gets its
/// name.
package final class OpenedFile: Sendable {
    private let descriptor: Int32
    /// The size in bytes when the file was opened.
    package let size: Int

    /// Opens a file for reading; returns `nil` if it is not a regular file or cannot be read.
    package init?(_ path: String) {
        var info = stat()
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        let isFile = descriptor >= 0 && fstat(descriptor, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
        size = isFile ? Int(info.st_size) : 0
        if !isFile { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Returns `wanted` bytes from an offset on; fewer if the file ends before.
    package func bytes(at place: Int, count wanted: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: max(0, min(wanted, size - place))) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            while count < buffer.count {
                let got = pread(descriptor, start + count, buffer.count - count, off_t(place + count))
                if got < 0, errno == EINTR { continue }
                if got <= 0 { return }
                count += got
            }
        }
    }
}
