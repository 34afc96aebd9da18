internal import Glibc

/// A file that is put in the place of another, or of none, part by part: beside it, then renamed; and
/// not at all where the other has the same bytes.
///
/// No part is kept in memory longer than needed: there are files of tens of megabytes.
package final class RewrittenFile {
    /// A part of the file, behind those before.
    package enum Part: Sendable {
        /// Bytes of the file that lies there.
        case former(Range<Int>)
        case made([UInt8])
    }

    /// Bytes that are moved at a time.
    private static let chunk = 1 << 18

    private let path: String
    private let former: OpenedFile?
    /// How many bytes of the former file equal what was put so far; not used once something differs.
    private var alike = 0
    /// The temporary file, once something differs.
    private var file: WritableFile?
    /// What is still to be written to it: bytes, and behind them a range of the former file.
    private var made: [UInt8] = []
    private var taken = 0..<0

    package init(_ path: String) {
        self.path = path
        former = OpenedFile(path)
    }

    private var temporary: String { path + AtomicFile.temporaryEnding }

    /// Removes what was begun and not finished.
    deinit { if file != nil { unlink(temporary) } }

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

    /// Puts the file in place; returns whether it had to be written.
    package func finish() throws(DiskError) -> Bool {
        if file == nil, let former, former.size == alike { return false }
        let file = try begun()
        try flush(to: file)
        try file.close()
        try FileSystem.rename(temporary, to: path)
        self.file = nil
        return true
    }

    /// Whether the former file goes on with a part, as it has begun with those before.
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
            // Somebody has cut it short meanwhile.
            if bytes.count < count { throw DiskError(path: path, number: ESTALE) }
            try file.write(bytes)
        }
        taken = 0..<0
    }
}
