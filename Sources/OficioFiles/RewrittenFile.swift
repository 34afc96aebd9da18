internal import Glibc

/// A file that is made part by part and then replaces another one. Nothing is written if the other
/// one has the same bytes.
///
/// The parts go to a temporary file beside the other one as they come, because some files have tens
/// of megabytes.
package final class RewrittenFile {
    /// A part of the file, which follows the part before it.
    package enum Part: Sendable {
        /// A range of the bytes of the former file.
        case former(Range<Int>)
        /// New bytes.
        case made([UInt8])
    }

    /// The number of bytes copied at a time.
    private static let chunk = 1 << 18

    private let path: String
    private let former: OpenedFile?
    /// The number of bytes at the start of the former file that equal the parts so far. Without
    /// meaning once something differs.
    private var alike = 0
    /// The temporary file; `nil` until something differs.
    private var file: WritableFile?
    /// The bytes to write to the temporary file next. The range `taken` of the former file follows
    /// them.
    private var made: [UInt8] = []
    private var taken = 0..<0

    /// Prepares to replace the file at a path. The file need not exist.
    package init(_ path: String) {
        self.path = path
        former = OpenedFile(path)
    }

    private var temporary: String { path + AtomicFile.temporaryEnding }

    /// Removes a temporary file that was not finished.
    deinit { if file != nil { unlink(temporary) } }

    /// Adds a part to the end of the file.
    package func put(_ part: Part) throws(DiskError) {
        if file == nil, continues(part) { return }
        let file = try begun()
        switch part {
        case .made(let bytes):
            let isLong = bytes.count > Self.chunk / 16
            if isLong || !taken.isEmpty || made.count + bytes.count > Self.chunk { try flush(to: file) }
            if isLong { try file.write(bytes) } else { made += bytes }
        case .former(let range):
            if !taken.isEmpty, taken.upperBound != range.lowerBound { try flush(to: file) }
            taken = (taken.isEmpty ? range.lowerBound : taken.lowerBound)..<range.upperBound
        }
    }

    /// Puts the file in place; returns false if the former file has the same bytes.
    package func finish() throws(DiskError) -> Bool {
        if file == nil, let former, former.size == alike { return false }
        let file = try begun()
        try flush(to: file)
        try file.close()
        try FileSystem.rename(temporary, to: path)
        self.file = nil
        return true
    }

    /// Whether the former file continues with a part. If so, counts the part as equal.
    private func continues(_ part: Part) -> Bool {
        switch part {
        case .made(let bytes):
            guard let former, former.size - alike >= bytes.count, former.bytes(at: alike, count: bytes.count) == bytes
            else { return false }
            alike += bytes.count
        case .former(let range):
            guard range.lowerBound == alike else { return false }
            alike = range.upperBound
        }
        return true
    }

    private func begun() throws(DiskError) -> WritableFile {
        if let file { return file }
        let file = try WritableFile(temporary, .keep)
        self.file = file
        try file.truncate(to: 0)
        taken = 0..<alike
        return file
    }

    private func flush(to file: WritableFile) throws(DiskError) {
        try file.write(made)
        made.removeAll(keepingCapacity: true)
        for start in stride(from: taken.lowerBound, to: taken.upperBound, by: Self.chunk) {
            let count = min(Self.chunk, taken.upperBound - start)
            let bytes = former?.bytes(at: start, count: count) ?? []
            // Another process has cut the former file short.
            if bytes.count < count { throw DiskError(path: path, number: ESTALE) }
            try file.write(bytes)
        }
        taken = 0..<0
    }
}
