import OficioHistory
import OficioSource

/// What the last run of a command read, wrote and said: while all of it is as it was, the next one has nothing to do.
///
/// A text, a line an entry, that ends with a hash of itself. Whatever is missing, damaged, of another program or not as it was means a whole run.
package struct RunState: Sendable {
    private static let head = "oficio estado 1"

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
        guard let bytes = try? Files.read(path), let end = bytes.lastIndex(of: 0x0A), bytes.count > 65 else { return nil }
        let text = Array(bytes[..<(end + 1)])
        guard String(decoding: bytes[(end + 1)...], as: UTF8.self) == SHA256.hex(text) else { return nil }
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count > 3, lines[0].elementsEqual(Self.head.utf8), lines[1].elementsEqual(Self.escaped(Self.signed(request)).utf8) else { return nil }
        let said = lines[2].split(separator: 0x09, omittingEmptySubsequences: false)
        guard said.count == 3, let status = Int32(String(decoding: said[0], as: UTF8.self)) else { return nil }
        report = Report(out: Self.unescaped(said[1]), err: Self.unescaped(said[2]), status: status)
        var read: [(path: String, answer: ReadJournal.Answer)] = []
        var written: [(path: String, answer: ReadJournal.Answer)] = []
        for line in lines[3...] where !line.isEmpty {
            let parts = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, let kind = parts[0].first else { return nil }
            let entry = (
                Self.unescaped(parts[3]), ReadJournal.Answer(stamp: String(decoding: parts[1], as: UTF8.self), content: String(decoding: parts[2], as: UTF8.self))
            )
            if kind == UInt8(ascii: "r") { read.append(entry) } else { written.append(entry) }
        }
        self.written = written.count
        guard ReadJournal.holds(read, below: root), ReadJournal.holds(written, below: output ?? root) else { return nil }
    }

    /// The text of a state.
    ///
    /// - Parameter written: paths below the output folder, and what each is like (`ReadJournal.stamp`).
    package static func bytes(_ journal: ReadJournal, written: [(path: String, stamp: String)] = [], report: Report, request: String) -> [UInt8] {
        var text = "\(head)\n\(escaped(signed(request)))\n\(report.status)\t\(escaped(report.out))\t\(escaped(report.err))\n"
        for (path, answer) in journal.all { text += "r\t\(answer.stamp)\t\(answer.content)\t\(escaped(path))\n" }
        for (path, stamp) in written { text += "w\t\(stamp)\t\t\(escaped(path))\n" }
        let bytes = Array(text.utf8)
        return bytes + Array(SHA256.hex(bytes).utf8)
    }

    /// With the program itself: another build of it may write another site.
    private static func signed(_ request: String) -> String { request + "\n" + ReadJournal.stamp(ofFile: "/proc/self/exe") }

    private static func escaped(_ text: String) -> String { text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\t", with: "\\t") }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
        var out: [UInt8] = []
        var bytes = bytes
        while let byte = bytes.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = bytes.popFirst() else {
                out.append(byte)
                continue
            }
            out.append(next == UInt8(ascii: "n") ? 0x0A : next == UInt8(ascii: "t") ? 0x09 : next)
        }
        return String(decoding: out, as: UTF8.self)
    }
}
