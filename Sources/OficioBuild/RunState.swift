import OficioSchema
import OficioSource

/// What the last run of a command read, wrote and reported. While nothing has changed, the next run only prints the
/// report again.
///
/// The encoded form begins with a hash (see `BinaryWriter`). If the stored state is missing, damaged or from another
/// build of the program, the command runs in full.
package struct RunState: Sendable {
    private static let head = "oficio estado 3"

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
    /// The days on which the run gives the same result.
    package let days: Days
    /// The files that the last run read.
    let read: [ReadJournal.Entry]
    /// The files that the last run wrote.
    let written: [ReadJournal.Entry]

    /// The days on which a run gives the same result, apart from the files that show the day.
    package struct Days: Sendable {
        /// The day of the run.
        package let first: CalendarDate
        /// The last day on which the run would give the same result.
        package let last: CalendarDate
        /// The day of the site's next change that the run showed; `nil` for none.
        package let nextChange: CalendarDate?

        /// Creates the days of a run on `today` from the journal of its uses of the day.
        package init(_ journal: DayJournal, today: CalendarDate, nextChange: CalendarDate? = nil) {
            first = today
            last = journal.lastDay(from: today)
            self.nextChange = nextChange
        }

        fileprivate init?(_ reader: inout BinaryReader) {
            let (first, last) = (reader.text(), reader.text())
            nextChange = reader.optional { $0.text() }.flatMap { CalendarDate(iso: $0) }
            guard let first = CalendarDate(iso: first), let last = CalendarDate(iso: last) else { return nil }
            (self.first, self.last) = (first, last)
        }

        /// Returns the same days from a later one on.
        init(_ other: Days, from day: CalendarDate) {
            (first, last, nextChange) = (day, other.last, other.nextChange)
        }
    }

    /// Reads the run state stored at a path; `nil` if it is missing or damaged, if the request differs, if the day may
    /// change the result, or if a file that the run read or wrote has changed.
    ///
    /// - Parameters:
    ///   - path: the path of the stored state.
    ///   - request: everything besides files and the day that the result depends on: options, language.
    ///   - today: the day for which a result is wanted.
    ///   - root: the folder of the site.
    ///   - output: the output folder; `nil` if nothing was written.
    package init?(at path: String, request: String, today: CalendarDate, root: String, output: String? = nil) {
        guard let bytes = try? Files.read(path),
            let state = bytes.withUnsafeBytes({
                Self(sealed: $0, Self.withProgramFingerprint(request), today, root, output ?? root)
            })
        else { return nil }
        self = state
    }

    private init?(
        sealed: UnsafeRawBufferPointer, _ request: String, _ today: CalendarDate, _ root: String, _ output: String
    ) {
        guard var reader = BinaryReader(sealed: sealed), reader.text() == request, let days = Days(&reader),
            days.first <= today, today <= days.last
        else { return nil }
        self.days = days
        let status = Int32(truncatingIfNeeded: reader.number()), out = reader.text()
        report = Report(out: out, err: reader.text(), status: status)
        // Test the sources first: they change more often than the written files.
        read = reader.list { $0.entry() }
        guard !reader.isBroken, ReadJournal.holds(read, below: root) else { return nil }
        written = reader.list { $0.entry() }
        guard !reader.isBroken, ReadJournal.holds(written, below: output) else { return nil }
    }

    /// Returns the encoded state of a run.
    package static func bytes(
        _ read: [ReadJournal.Entry], written: [ReadJournal.Entry] = [], days: Days, report: Report, request: String
    ) -> [UInt8] {
        BinaryWriter.sealed(capacity: (read.count + written.count) * 80) { out in
            out.text(withProgramFingerprint(request))
            out.text(days.first.iso)
            out.text(days.last.iso)
            out.optional(days.nextChange) { $0.text($1.iso) }
            out.number(Int(report.status))
            out.text(report.out)
            out.text(report.err)
            out.list(read) { $0.entry($1) }
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
