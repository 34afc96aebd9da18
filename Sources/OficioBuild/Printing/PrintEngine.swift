import Diagnostics
import OficioFiles
import OficioSchema
import OficioSource
internal import Glibc

/// A program that prints HTML pages as PDF. Printing is optional: the program is searched for at run time.
package struct PrintEngine: Sendable {
    /// The supported printing programs.
    package enum Kind: Sendable { case weasyprint, chromium }

    /// The kind of the printing program.
    package let kind: Kind
    private let path: String
    /// The kind of the program with the size and modification time of its file. They show whether another version is
    /// installed, which may create different PDFs.
    package let identity: String

    /// The result of printing a document.
    package enum Outcome: Sendable {
        /// The PDF was created.
        case created
        /// The program failed or did not start, with the end of its error output or the system's reason.
        case failed(Localized)
        /// The program exceeded the time limit and was stopped.
        case tooLong
    }

    /// Returns the best installed program: WeasyPrint, which prints page numbers in tables of contents, otherwise
    /// Chromium; `nil` if neither is installed. `search` lists folders in the format of `PATH`.
    package static func find(in search: String) -> PrintEngine? {
        for (kind, names) in [
            (Kind.weasyprint, ["weasyprint"]), (.chromium, ["chromium", "chromium-browser", "google-chrome"]),
        ] {
            guard let path = ChildProcess.find(names, in: search) else { continue }
            let status = Files.status(Files.resolved(path) ?? path)
            return PrintEngine(
                kind: kind, path: path, identity: "\(kind) \(status?.size ?? 0) \(status?.modified ?? 0)")
        }
        return nil
    }

    /// Prints a page.
    ///
    /// - Parameters:
    ///   - page: the path of the HTML file.
    ///   - target: the path of the PDF, which exists afterwards only if the result is `created`.
    ///   - book: the path of a style sheet for programs that can print page numbers in the text.
    ///   - scratch: a temporary folder for this call only.
    ///   - seconds: the time limit.
    ///   - isMeasured: whether to write a PDF that `PDFTargets` can read, which WeasyPrint does not tag.
    /// - Returns: whether the PDF was created, and otherwise why not.
    package func print(
        _ page: String, to target: String, book: String, scratch: String, seconds: Int, isMeasured: Bool = false
    ) -> Outcome {
        var arguments: [String]
        switch kind {
        case .weasyprint:
            arguments = [path, "--quiet", "--stylesheet", book]
            arguments += isMeasured ? ["--uncompressed-pdf"] : ["--pdf-variant", "pdf/ua-1"]
            arguments += [page, target]
        case .chromium:
            arguments = [
                path, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                "--generate-pdf-document-outline",
                "--user-data-dir=\(scratch)/profile", "--print-to-pdf=\(target)",
                "file://" + page,
            ]
        }
        return run(arguments, to: target, scratch: scratch, seconds: seconds)
    }

    /// Prints a page with WeasyPrint in one pass, and puts the feet of its sheets at the bottom of their last pages.
    /// Works in the Python that runs the program.
    ///
    /// - Parameters:
    ///   - page: the path of the HTML file.
    ///   - target: the path of the PDF, which exists afterwards only if the result is `created`.
    ///   - book: the path of a style sheet for programs that can print page numbers in the text.
    ///   - scratch: a temporary folder for this call only.
    ///   - seconds: the time limit.
    /// - Returns: whether the PDF was created or the time was over; `nil` if the page has to be printed by `print`.
    package func printAtOnce(
        _ page: String, to target: String, book: String, scratch: String, seconds: Int
    ) -> Outcome? {
        guard kind == .weasyprint, let python = Self.interpreter(of: path),
            let script = BuiltInFiles.bytes("printing/one-pass.py"),
            (try? AtomicFile.create(scratch + "/print.py", with: script)) != nil
        else { return nil }
        let outcome = run(
            python + [scratch + "/print.py", book, page, target], to: target, scratch: scratch, seconds: seconds)
        if case .failed = outcome { return nil }
        return outcome
    }

    /// Returns the command in the first line of a Python script, such as `/usr/bin/python3 -s`; `nil` for another
    /// program.
    private static func interpreter(of program: String) -> [String]? {
        guard let bytes = Files.beginning(of: program, count: 512), bytes.starts(with: Array("#!".utf8)) else {
            return nil
        }
        let line = String(decoding: bytes.dropFirst(2).prefix { $0 != 0x0A }, as: UTF8.self)
        let command = line.split(separator: " ").map(String.init)
        return command.contains { $0.split(separator: "/").last?.hasPrefix("python") == true } ? command : nil
    }

    /// Runs a command that writes a PDF.
    private func run(_ arguments: [String], to target: String, scratch: String, seconds: Int) -> Outcome {
        let log = scratch + "/log"
        FileSystem.remove(target)
        let status: Int32
        switch ChildProcess.run(arguments, output: log, seconds: seconds) {
        case .notStarted(let words): return .failed(SystemMessages.message(words))
        case .tooLong:
            FileSystem.remove(target)
            return .tooLong
        case .exited(let number): status = number
        }
        guard status == 0, let created = Files.status(target), created.size > 0,
            (try? Files.read(target))?.starts(with: Array("%PDF-".utf8)) == true
        else {
            FileSystem.remove(target)
            let words = (try? Files.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return .failed(
                words.split(separator: "\n").last.map { Localized(same: String($0)) }
                    ?? Localized(es: "no dijo por qué", en: "it did not say why"))
        }
        return .created
    }
}
