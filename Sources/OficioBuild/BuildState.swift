import OficioHistory
import OficioSource

/// What the last build of a folder read, wrote and said: while all of it is as it was, the next one has nothing to do.
///
/// It lies in the output as `.oficio/estado`, a line an entry, and ends with a hash of itself. Whatever is missing, damaged, of another program
/// or not as it was means a whole build.
package struct BuildState: Sendable {
    private static let path = ".oficio/estado"
    private static let head = "oficio estado 1"

    /// What was said, for saying it again.
    package let report: String
    /// How many files the site has.
    package let files: Int

    /// The state of a folder, `nil` unless a build asked for with the same words would read what the last one read, and find what it wrote.
    ///
    /// - Parameters:
    ///   - request: names everything besides files that the outcome hangs on: options, day, language.
    ///   - root: the site's folder.
    package init?(of output: String, request: String, root: String) {
        guard let bytes = try? Files.read(output + "/" + Self.path), let end = bytes.lastIndex(of: 0x0A), bytes.count > 65 else { return nil }
        let text = Array(bytes[..<(end + 1)])
        guard String(decoding: bytes[(end + 1)...], as: UTF8.self) == SHA256.hex(text) else { return nil }
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count > 3, lines[0].elementsEqual(Self.head.utf8), lines[1].elementsEqual(Self.escaped(Self.signed(request)).utf8) else { return nil }
        report = Self.unescaped(lines[2])
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
        // Without the list of them.
        files = written.count - 1
        guard ReadJournal.holds(read, below: root), ReadJournal.holds(written, below: output) else { return nil }
    }

    /// Keeps what a build read, wrote and said. Where that fails, the next build is a whole one.
    package static func keep(_ journal: ReadJournal, report: String, request: String, output: String, root: String) {
        guard let output = try? OutputFolder(output, site: root) else { return }
        var text = "\(head)\n\(escaped(signed(request)))\n\(escaped(report))\n"
        for (path, answer) in journal.all { text += "r\t\(answer.stamp)\t\(answer.content)\t\(escaped(path))\n" }
        for path in output.made() { text += "w\t\(ReadJournal.stamp(ofFile: output.path + "/" + path))\t\t\(escaped(path))\n" }
        var bytes = Array(text.utf8)
        bytes += Array(SHA256.hex(bytes).utf8)
        output.putState(bytes, at: path)
    }

    /// Before the first file of a folder is touched.
    static func forget(_ output: String) { try? Files.remove(output + "/" + path) }

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
