import OficioSource

/// What the last run of a command read, wrote and said: while all of it is as it was, the next one has nothing to do.
///
/// As bytes with a hash in front (`StoreWriter`). Whatever is missing, damaged, of another program or not as it was means a whole run.
package struct RunState: Sendable {
    private static let head = "oficio estado 2"

    /// What a command said, for saying it again.
    package struct Report: Sendable, Equatable {
        package var out: String
        package var err: String
        package var status: Int32

        package init(out: String = "", err: String = "", status: Int32 = 0) {
            self.out = out
            self.err = err
            self.status = status
        }
    }

    package let report: Report
    /// How many files were written.
    package let written: Int

    /// The state kept at a path, `nil` unless a run asked for with the same words would read what the last one read, and find what it wrote.
    ///
    /// - Parameters:
    ///   - request: names everything besides files that the outcome hangs on: options, day, language.
    ///   - root: the site's folder.
    ///   - output: the folder that was written, `nil` where nothing was.
    package init?(at path: String, request: String, root: String, output: String? = nil) {
        guard let bytes = try? Files.read(path), let state = bytes.withUnsafeBytes({ Self(sealed: $0, Self.signed(request), root, output ?? root) }) else { return nil }
        self = state
    }

    private init?(sealed: UnsafeRawBufferPointer, _ request: String, _ root: String, _ output: String) {
        guard var reader = StoreReader(sealed: sealed), reader.text() == request else { return nil }
        let status = Int32(truncatingIfNeeded: reader.number()), out = reader.text()
        report = Report(out: out, err: reader.text(), status: status)
        // Mostly it is a source that is not as it was: what was written need not even be read then.
        guard ReadJournal.holds(reader.list { $0.entry() }, below: root), !reader.isBroken else { return nil }
        let written = reader.list { $0.entry() }
        self.written = written.count
        guard !reader.isBroken, ReadJournal.holds(written, below: output) else { return nil }
    }

    /// The bytes of a state.
    ///
    /// - Parameter written: paths below the output folder, and what each is like (`ReadJournal.stamp`).
    package static func bytes(_ journal: ReadJournal, written: [ReadJournal.Entry] = [], report: Report, request: String) -> [UInt8] {
        StoreWriter.sealed { out in
            out.text(signed(request))
            out.number(Int(report.status))
            out.text(report.out)
            out.text(report.err)
            out.list(journal.all) { $0.entry($1) }
            out.list(written) { $0.entry($1) }
        }
    }

    /// With the program itself: another build of it may write another site.
    private static func signed(_ request: String) -> String { "\(head)\n\(request)\n\(ReadJournal.stamp(ofFile: "/proc/self/exe"))" }
}

extension StoreWriter {
    fileprivate mutating func entry(_ entry: ReadJournal.Entry) {
        text(entry.path)
        text(entry.stamp)
        text(entry.content)
    }
}

extension StoreReader {
    fileprivate mutating func entry() -> ReadJournal.Entry {
        let path = text(), stamp = text()
        return ReadJournal.Entry(path: path, stamp: stamp, content: text())
    }
}
