import Foundation

/// Texts stored beside the tests, with which results are compared.
public enum Snapshot {
    /// Compares a text with the file `Snapshots/NAME` beside the test's source; `nil` if they are equal.
    ///
    /// If the file is missing, or `OFICIO_RECORD` is set, writes the text and returns a message about that: recording
    /// fails the test, so that somebody reads the file before it counts.
    public static func difference(_ text: String, _ name: String, beside source: String = #filePath) throws -> String? {
        let folder = URL(fileURLWithPath: source).deletingLastPathComponent().appending(path: "Snapshots")
        let file = folder.appending(path: name)
        let records = ProcessInfo.processInfo.environment["OFICIO_RECORD"] != nil
        guard !records, let expected = try? String(contentsOf: file, encoding: .utf8) else {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return "recorded \(file.path): read it, then run the test again"
        }
        if text == expected { return nil }
        let (new, old) = (
            text.split(separator: "\n", omittingEmptySubsequences: false),
            expected.split(separator: "\n", omittingEmptySubsequences: false)
        )
        let line = zip(new, old).enumerated().first { $1.0 != $1.1 }?.offset ?? min(new.count, old.count)
        let (was, now) = (line < old.count ? String(old[line]) : "", line < new.count ? String(new[line]) : "")
        return "\(name):\(line + 1)\n expected: \(was)\n found:    \(now)"
    }
}
