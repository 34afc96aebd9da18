import OficioSource

/// What the last run of a command read, wrote and reported. While nothing has changed, the next run only prints the
/// report again.
///
/// The encoded form begins with a hash (see `BinaryWriter`). If the stored state is missing, damaged or from another
/// build of the program, the command runs in full.
package struct RunState: Sendable {
    private static let head = "oficio estado 2"

    /// The output and the exit status of a command. The next run repeats them if no input has changed.
    package struct Report: Sendable, Equatable {
        /// The text that the command printed on standard output.
        package var out: String
        /// The text that the command printed on standard error.
        package var err: String
        /// The exit status of the command.
        package var status: Int32

        /// Creates a report from the output and the exit status of a command.
        package init(out: String = "", err: String = "", status: Int32 = 0) {
            self.out = out
            self.err = err
            self.status = status
        }
    }

    /// The report of the last run.
    package let report: Report
    /// The number of files in the output of the last run, written or unchanged, including the manifest.
    package let written: Int

    /// Reads the run state stored at a path; `nil` if it is missing or damaged, if the request differs, or if a file
    /// that the run read or wrote has changed.
    ///
    /// - Parameters:
    ///   - path: the path of the stored state.
    ///   - request: everything besides files that the result depends on: options, day, language.
    ///   - root: the folder of the site.
    ///   - output: the output folder; `nil` if nothing was written.
    package init?(at path: String, request: String, root: String, output: String? = nil) {
        guard let bytes = try? Files.read(path),
            let state = bytes.withUnsafeBytes({
                Self(sealed: $0, Self.withProgramFingerprint(request), root, output ?? root)
            })
        else { return nil }
        self = state
    }

    private init?(sealed: UnsafeRawBufferPointer, _ request: String, _ root: String, _ output: String) {
        guard var reader = BinaryReader(sealed: sealed), reader.text() == request else { return nil }
        let status = Int32(truncatingIfNeeded: reader.number()), out = reader.text()
        report = Report(out: out, err: reader.text(), status: status)
        // Test the sources first: they change more often than the written files.
        guard ReadJournal.holds(reader.list { $0.entry() }, below: root), !reader.isBroken else { return nil }
        let written = reader.list { $0.entry() }
        self.written = written.count
        guard !reader.isBroken, ReadJournal.holds(written, below: output) else { return nil }
    }

    /// Returns the encoded state of a run.
    package static func bytes(
        _ journal: ReadJournal, written: [ReadJournal.Entry] = [], report: Report, request: String
    ) -> [UInt8] {
        BinaryWriter.sealed { out in
            out.text(withProgramFingerprint(request))
            out.number(Int(report.status))
            out.text(report.out)
            out.text(report.err)
            out.list(journal.all) { $0.entry($1) }
            out.list(written) { $0.entry($1) }
        }
    }

    /// Returns the request with a fingerprint of the program, because another build of the program may write a
    /// different site.
    private static func withProgramFingerprint(_ request: String) -> String {
        "\(head)\n\(request)\n\(ReadJournal.stamp(ofFile: "/proc/self/exe"))"
    }
}

extension BinaryWriter {
    fileprivate mutating func entry(_ entry: ReadJournal.Entry) {
        text(entry.path)
        text(entry.stamp)
        text(entry.content)
    }
}

extension BinaryReader {
    fileprivate mutating func entry() -> ReadJournal.Entry {
        let path = text(), stamp = text()
        return ReadJournal.Entry(path: path, stamp: stamp, content: text())
    }
}
