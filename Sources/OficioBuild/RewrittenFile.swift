import OficioSource
internal import Glibc

/// A file that is put in the place of another, or of none, part by part: beside it, then renamed; and not at all where the other has the same bytes.
///
/// What is put is let go at once: there are files of tens of megabytes.
final class RewrittenFile {
    /// A part of the file, behind those before.
    enum Part: Sendable {
        /// Bytes of the file that lies there.
        case former(Range<Int>)
        case made([UInt8])
    }

    /// The ending of a file that is not whole yet.
    static let temporaryEnding = ".oficio-nuevo"

    /// Bytes that are moved at a time.
    private static let chunk = 1 << 18

    private let path: String
    private let former: OpenedFile?
    /// How many bytes the former file begins with that were put so far; it is looked at no more once something differs.
    private var alike = 0
    /// Of the temporary file, once something differs.
    private var descriptor: Int32 = -1
    /// What is still to be written to it: bytes, and behind them some of the former file.
    private var made: [UInt8] = []
    private var taken = 0..<0

    init(_ path: String) {
        self.path = path
        former = OpenedFile(path)
    }

    /// What was begun and not finished is taken away.
    deinit {
        if descriptor < 0 { return }
        close(descriptor)
        unlink(path + Self.temporaryEnding)
    }

    func put(_ part: Part) throws(WriteError) {
        if descriptor < 0, continues(part) { return }
        try begin()
        switch part {
        case .made(let bytes):
            let isLong = bytes.count > Self.chunk / 16
            if isLong || !taken.isEmpty || made.count + bytes.count > Self.chunk { try flush() }
            if isLong { try append(bytes) } else { made += bytes }
        case .former(let range):
            if !taken.isEmpty, taken.upperBound != range.lowerBound { try flush() }
            taken = (taken.isEmpty ? range.lowerBound : taken.lowerBound)..<range.upperBound
        }
    }

    /// Whether the file was written.
    func finish() throws(WriteError) -> Bool {
        if descriptor < 0, let former, former.size == alike { return false }
        try begin()
        try flush()
        let isClosed = close(descriptor) == 0
        descriptor = -1
        guard isClosed, rename(path + Self.temporaryEnding, path) == 0 else {
            let error = failure(path)
            unlink(path + Self.temporaryEnding)
            throw error
        }
        return true
    }

    /// Whether the former file goes on with a part, as it has begun with those before.
    private func continues(_ part: Part) -> Bool {
        switch part {
        case .made(let bytes):
            guard let former, former.size - alike >= bytes.count, former.bytes(at: alike, count: bytes.count) == bytes else { return false }
            alike += bytes.count
        case .former(let range):
            guard range.lowerBound == alike else { return false }
            alike = range.upperBound
        }
        return true
    }

    private func begin() throws(WriteError) {
        if descriptor >= 0 { return }
        let temporary = path + Self.temporaryEnding
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw failure(temporary) }
        taken = 0..<alike
    }

    private func flush() throws(WriteError) {
        try append(made)
        made.removeAll(keepingCapacity: true)
        for start in stride(from: taken.lowerBound, to: taken.upperBound, by: Self.chunk) {
            let count = min(Self.chunk, taken.upperBound - start)
            let bytes = former?.bytes(at: start, count: count) ?? []
            // Somebody has cut it short meanwhile.
            if bytes.count < count {
                errno = ESTALE
                throw failure(path)
            }
            try append(bytes)
        }
        taken = 0..<0
    }

    private func append(_ bytes: [UInt8]) throws(WriteError) {
        var offset = 0
        while offset < bytes.count {
            let put = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + offset, $0.count - offset) }
            if put < 0, errno == EINTR { continue }
            if put <= 0 { throw failure(path) }
            offset += put
        }
    }

    private func failure(_ path: String) -> WriteError { .failed(path: path, reason: String(cString: strerror(errno))) }
}
