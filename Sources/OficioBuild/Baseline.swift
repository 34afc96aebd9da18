import Diagnostics
import OficioBasics
import OficioFiles
import OficioHistory
import OficioSource

/// The findings that a site has accepted for now, so that a check reports only new ones.
///
/// A finding is recognised by its code, its file, its message and the text of its line; its line number does not
/// matter. Each entry covers one finding; a second equal finding is new.
package struct Baseline {
    /// The path of the baseline, relative to the site.
    package static let path = "oficio-linea-base.txt"
    private static let head = "oficio linea-base 1"

    private var counts: [String: Int] = [:]

    /// Reads the baseline of a site; `nil` if the site has none, or if the file has another format.
    package init?(_ root: String) {
        guard let bytes = try? Files.read(root + "/" + Self.path) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.first == Self.head else { return nil }
        for line in lines.dropFirst() { counts[String(line.split(separator: "\t").first ?? ""), default: 0] += 1 }
    }

    /// Returns the findings that the baseline does not cover. Errors are never covered.
    package func newFindings(_ diagnostics: [Diagnostic], _ context: DiagnosticContext) -> [Diagnostic] {
        var left = counts
        var hashes = FindingHashes(context)
        return diagnostics.filter { diagnostic in
            if diagnostic.severity == .error { return true }
            let hash = hashes.hash(diagnostic)
            guard let count = left[hash], count > 0 else { return true }
            left[hash] = count - 1
            return false
        }
    }

    /// Writes a baseline with all findings except errors, and returns their number.
    package static func write(_ diagnostics: [Diagnostic], _ context: DiagnosticContext, to root: String)
        throws(DiskError) -> Int
    {
        var hashes = FindingHashes(context)
        let known = diagnostics.filter { $0.severity != .error }
        let lines = known.map { "\(hashes.hash($0))\t\($0.code)\t\(context.path($0.span.file))" }.sorted()
        try AtomicFile.replace(
            root + "/" + Self.path, with: Array(([head] + lines).joined(separator: "\n").utf8) + [0x0A], isDurable: true
        )
        return known.count
    }

    /// Hashes findings by code, file, message and the words of their line, but not by line number.
    private struct FindingHashes {
        private let context: DiagnosticContext
        private var kept: (file: FileID, map: LineMap)?

        init(_ context: DiagnosticContext) { self.context = context }

        mutating func hash(_ diagnostic: Diagnostic) -> String {
            if kept?.file != diagnostic.span.file { kept = (diagnostic.span.file, context.lines(diagnostic.span.file)) }
            let map = kept?.map ?? LineMap([])
            let line = map.line(map.position(of: Int(diagnostic.span.start)).line).folded
            let text = [diagnostic.code, context.path(diagnostic.span.file), diagnostic.message.spanish, line].joined(
                separator: "\n")
            return String(SHA256.hex(Array(text.utf8)).prefix(16))
        }
    }
}
