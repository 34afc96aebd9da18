internal import Glibc

/// Replaces a file with one that is built part by part. Writes nothing if the existing file has the same bytes.
///
/// The parts go to a temporary file beside the existing one as they come, because some files have tens of megabytes.
package final class RewrittenFile {
    /// A part of the new file. Each part follows the part that was put before it.
    package enum Part: Sendable {
        /// A range of the bytes of the existing file.
        case existing(Range<Int>)
        /// Bytes that are not in the existing file.
        case new([UInt8])
    }

    /// The number of bytes copied at a time.
    private static let chunk = 1 << 18

    private let path: String
    private let existing: OpenedFile?
    /// The number of bytes at the start of the existing file that equal the parts so far. The number has no meaning
    /// once a part differs.
    private var matched = 0
    /// The temporary file; `nil` until a part differs.
    private var file: WritableFile?
    /// New bytes that are still to be written to the temporary file.
    private var pending: [UInt8] = []
    private var pendingRange = 0..<0

    /// Prepares to replace the file at a path. The file need not exist.
    package init(_ path: String) {
        self.path = path
        existing = OpenedFile(path)
    }

    private var temporary: String { path + AtomicFile.temporaryEnding }

    /// Removes a temporary file that was not finished.
    deinit { if file != nil { unlink(temporary) } }

    /// Adds a part to the end of the file.
    package func put(_ part: Part) throws(DiskError) {
        if file == nil, continues(part) { return }
        let file = try openedTemporary()
        switch part {
        case .new(let bytes):
            let isLong = bytes.count > Self.chunk / 16
            if isLong || !pendingRange.isEmpty || pending.count + bytes.count > Self.chunk { try flush(to: file) }
            if isLong { try file.write(bytes) } else { pending += bytes }
        case .existing(let range):
            if !pendingRange.isEmpty, pendingRange.upperBound != range.lowerBound { try flush(to: file) }
            pendingRange = (pendingRange.isEmpty ? range.lowerBound : pendingRange.lowerBound)..<range.upperBound
        }
    }

    /// Replaces the file; returns false if the existing file has the same bytes and stays.
    package func finish() throws(DiskError) -> Bool {
        if file == nil, let existing, existing.size == matched { return false }
        let file = try openedTemporary()
        try flush(to: file)
        try file.close()
        try FileSystem.rename(temporary, to: path)
        self.file = nil
        return true
    }

    /// Whether the next bytes of the existing file equal a part. If so, adds its length to `matched`.
    private func continues(_ part: Part) -> Bool {
        switch part {
        case .new(let bytes):
            guard let existing, existing.size - matched >= bytes.count,
                existing.bytes(at: matched, count: bytes.count) == bytes
            else { return false }
            matched += bytes.count
        case .existing(let range):
            guard range.lowerBound == matched else { return false }
            matched = range.upperBound
        }
        return true
    }

    private func openedTemporary() throws(DiskError) -> WritableFile {
        if let file { return file }
        let file = try WritableFile(temporary, .keep)
        self.file = file
        try file.truncate(to: 0)
        pendingRange = 0..<matched
        return file
    }

    private func flush(to file: WritableFile) throws(DiskError) {
        try file.write(pending)
        pending.removeAll(keepingCapacity: true)
        for start in stride(from: pendingRange.lowerBound, to: pendingRange.upperBound, by: Self.chunk) {
            let count = min(Self.chunk, pendingRange.upperBound - start)
            let bytes = existing?.bytes(at: start, count: count) ?? []
            // Another process has cut the existing file short.
            if bytes.count < count { throw DiskError(path: path, number: ESTALE) }
            try file.write(bytes)
        }
        pendingRange = 0..<0
    }
}
