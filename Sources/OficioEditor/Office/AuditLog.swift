import OficioBasics
import OficioFiles
import OficioSource

/// The log of what people did in the editor behind a reverse proxy: one JSON object on each line, without any content
/// of documents. Lines are only appended. Each is on the disk before the person gets an answer.
package final class AuditLog: Sendable {
    /// What happened to a change.
    enum Result: String {
        /// The change is about to be written. Without a later line of the same number, the program was stopped
        /// meanwhile.
        case begun = "comienza"
        case written = "escrito"
        case conflict = "conflicto"
        case failed = "falló"
        /// The person lacks a permission.
        case refused = "sin permiso"
    }

    /// A line of the log.
    struct Line {
        let person: String
        let action: String
        /// The ids of the documents.
        var documents: [String] = []
        /// The paths of the files with the SHA-256 before and after; empty for a file that is absent.
        var files: [(path: String, before: String, after: String)] = []
        /// The number that the lines of one change share.
        var number = ""
        let result: Result
    }

    private let path: String
    private let writing = Locked(())

    /// Opens the log at a path. The first line creates the file, with permissions for its owner and group.
    package init(_ path: String) { self.path = path }

    /// Appends a line; throws if it is not on the disk.
    func append(_ line: Line) throws(DiskError) {
        let files = line.files.map {
            JSONText.object([
                ("path", .string($0.path)), ("before", .string($0.before)), ("after", .string($0.after)),
            ])
        }
        let json = JSONText.object([
            ("format", .string("oficio-auditoria-1")), ("time", .string(Self.time(SavedStates.now))),
            ("change", .string(line.number)), ("person", .string(line.person)), ("action", .string(line.action)),
            ("documents", .array(line.documents.map { .string($0) })), ("files", .array(files)),
            ("result", .string(line.result.rawValue)),
        ])
        let bytes = Array((json.compact + "\n").utf8)
        let failure: DiskError? = writing.withLock { _ in
            do throws(DiskError) {
                try write(bytes)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private func write(_ bytes: [UInt8]) throws(DiskError) {
        if Files.status(path) == nil {
            let folder = FileSystem.folder(of: path)
            try FileSystem.makeFolder(folder, mode: 0o700)
            if let file = try? WritableFile(path, .create, mode: 0o640) { try file.close() }
            try FileSystem.sync(folder)
        }
        let file = try WritableFile(path, .append)
        // A line that was cut off by a kill must not swallow the next one.
        let isCut = Files.lastByte(of: path).map { $0 != UInt8(ascii: "\n") } ?? false
        try file.write((isCut ? [UInt8(ascii: "\n")] : []) + bytes)
        try file.sync()
        try file.close()
    }

    /// Returns a time in UTC: `2026-12-01T05:06:07.089Z`. `time` is in milliseconds since 1970.
    static func time(_ time: Int) -> String {
        var days = time / 86_400_000
        let rest = time % 86_400_000
        // The civil calendar from days since 1970, in eras of 400 years that begin in March.
        days += 719_468
        let era = days / 146_097
        let day = days % 146_097
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let number = dayOfYear - (153 * month + 2) / 5 + 1
        let civil = month < 10 ? month + 3 : month - 9
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
        }
        return "\(year + era * 400 + (civil <= 2 ? 1 : 0))-\(padded(civil, 2))-\(padded(number, 2))T"
            + "\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2)):\(padded(rest / 1000 % 60, 2))"
            + ".\(padded(rest % 1000, 3))Z"
    }
}
