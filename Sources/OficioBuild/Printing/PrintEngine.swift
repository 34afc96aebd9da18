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
        /// The engine's last words.
        case failed(String)
        case tooLong
    }

    /// The best engine that is there: WeasyPrint, which numbers the pages of a table of contents, else Chromium.
    ///
    /// - Parameter search: folders in order, as in `PATH`.
    package static func find(in search: String) -> PrintEngine? {
        let folders = search.split(separator: ":").map(String.init)
        func program(_ names: [String]) -> String? {
            for name in names {
                for folder in folders where access(folder + "/" + name, X_OK) == 0 && Files.status(folder + "/" + name)?.kind == .file { return folder + "/" + name }
            }
            return nil
        }
        for (kind, names) in [(Kind.weasyprint, ["weasyprint"]), (.chromium, ["chromium", "chromium-browser", "google-chrome"])] {
            guard let path = program(names) else { continue }
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
        unlink(target)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that nothing of it outlives its time.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        guard posix_spawn(&child, path, &actions, &attributes, &words, environ) == 0 else { return .failed(String(cString: strerror(errno))) }
        let place = Running.add(child)
        defer { Running.remove(place) }
        var status: Int32 = 0
        var waited = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            if waited > seconds * 50 {
                kill(-child, SIGKILL)
                waitpid(child, &status, 0)
                unlink(target)
                return .tooLong
            }
            usleep(20_000)
            waited += 1
        }
        guard status == 0, let made = Files.status(target), made.size > 0, (try? Files.read(target))?.starts(with: Array("%PDF-".utf8)) == true else {
            unlink(target)
            let words = (try? Files.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return .failed(words.split(separator: "\n").last.map(String.init) ?? "")
        }
        return .made
    }
}
