import Diagnostics
import OficioFiles
import OficioSource
internal import Glibc

/// A program that makes a PDF of a page; found at run time, never required.
package struct PrintEngine: Sendable {
    package enum Kind: Sendable { case weasyprint, chromium }

    package let kind: Kind
    private let path: String
    /// What the engine calls itself, for telling whether a PDF would come out otherwise.
    package let identity: String

    /// What became of one document.
    package enum Outcome: Sendable {
        case made
        /// The engine's last words, or the system's why it did not start.
        case failed(Localized)
        case tooLong
    }

    /// The best engine that is there: WeasyPrint, which numbers the pages of a table of contents, else Chromium.
    ///
    /// - Parameter search: folders in order, as in `PATH`.
    package static func find(in search: String) -> PrintEngine? {
        for (kind, names) in [(Kind.weasyprint, ["weasyprint"]), (.chromium, ["chromium", "chromium-browser", "google-chrome"])] {
            guard let path = ChildProcess.find(names, in: search) else { continue }
            let status = Files.status(Files.resolved(path) ?? path)
            return PrintEngine(kind: kind, path: path, identity: "\(kind) \(status?.size ?? 0) \(status?.modified ?? 0)")
        }
        return nil
    }

    /// Prints one page.
    ///
    /// - Parameters:
    ///   - page: the HTML file.
    ///   - target: the PDF; there only if the outcome is `made`.
    ///   - book: a stylesheet for engines that know page numbers in the text.
    ///   - scratch: a folder of its own.
    ///   - seconds: the most that it may take.
    package func print(_ page: String, to target: String, book: String, scratch: String, seconds: Int) -> Outcome {
        let log = scratch + "/log"
        var arguments: [String]
        switch kind {
        case .weasyprint: arguments = [path, "--quiet", "--pdf-variant", "pdf/ua-1", "--stylesheet", book, page, target]
        case .chromium:
            arguments = [
                path, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=\(scratch)/profile", "--print-to-pdf=\(target)",
                "file://" + page,
            ]
        }
        FileSystem.remove(target)
        let status: Int32
        switch ChildProcess.run(arguments, output: log, seconds: seconds) {
        case .notStarted(let words): return .failed(SystemMessages.of(words))
        case .tooLong:
            FileSystem.remove(target)
            return .tooLong
        case .exited(let number): status = number
        }
        guard status == 0, let made = Files.status(target), made.size > 0, (try? Files.read(target))?.starts(with: Array("%PDF-".utf8)) == true else {
            FileSystem.remove(target)
            let words = (try? Files.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return .failed(words.split(separator: "\n").last.map { Localized(same: String($0)) } ?? Localized(es: "no dijo por qué", en: "it did not say why"))
        }
        return .made
    }
}
