internal import Glibc

/// A file that is open for reading at any offset. It keeps reading the same file even if the path is replaced
/// meanwhile.
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

    /// Returns `length` bytes from an offset on; fewer if the file ends before.
    package func bytes(at offset: Int, count length: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: max(0, min(length, size - offset))) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            while count < buffer.count {
                let got = pread(descriptor, start + count, buffer.count - count, off_t(offset + count))
                if got < 0, errno == EINTR { continue }
                if got <= 0 { return }
                count += got
            }
        }
    }
}
