import Diagnostics
import OficioFiles
import OficioSource
internal import Glibc

/// Commits files of a site to its Git repository under the name of a person.
///
/// It runs Git without a shell and without the settings of the user and the system. It uses only plumbing commands,
/// which start no hooks, filters, signing program, editor or pager, whatever the repository's configuration says. Git
/// fetches nothing: a partial clone stays without its missing objects. Files that other people have changed or staged
/// do not change.
package struct GitCommits: Sendable {
    private let git: String
    /// The path of the repository's top folder.
    private let top: String
    /// The path of the site within the repository, empty or with a slash at the end.
    private let prefix: String
    private let site: String

    /// Finds the repository of a site; `nil` if the site is in no repository, or if there is no Git program in
    /// `search`, a list of folders in the format of `PATH`.
    package init?(site: String, in search: String) {
        guard let git = ChildProcess.find(["git"], in: search), let real = Files.resolved(site) else { return nil }
        let found = GitCommits(git: git, top: real, prefix: "", site: real)
        guard case .success(let top) = found.run(["rev-parse", "--show-toplevel"]), !top.isEmpty,
            case .success(let prefix) = found.run(["rev-parse", "--show-prefix"])
        else { return nil }
        self.init(git: git, top: top, prefix: prefix, site: real)
    }

    private init(git: String, top: String, prefix: String, site: String) {
        self.git = git
        self.top = top
        self.prefix = prefix
        self.site = site
    }

    /// Commits the present bytes of files, by their paths relative to the site. A file that does not exist is removed
    /// from the repository.
    ///
    /// - Parameters:
    ///   - paths: the files. Nothing else goes into the commit.
    ///   - author: the name of the person; control characters and `<>` are left out. Empty for the program's name.
    ///   - subject: the subject of the message, cut to one line.
    /// - Returns: the reason why nothing was committed; `nil` for a commit, and if there was nothing to commit.
    package func commit(_ paths: [String], author: String, subject: String) -> Localized? {
        guard let scratch = ScratchFolder() else { return Self.noRoom }
        let index = "GIT_INDEX_FILE=\(scratch.path)/index"
        let name = Self.line(author)
        let person = [
            "GIT_AUTHOR_NAME=\(name)", "GIT_AUTHOR_EMAIL=", "GIT_COMMITTER_NAME=\(name)", "GIT_COMMITTER_EMAIL=",
        ]
        if let reason = interruption ?? paths.lazy.compactMap({ reasonOutsideRepository($0) }).first { return reason }
        let head = try? run(["rev-parse", "--quiet", "--verify", "HEAD^{commit}"]).get()
        do throws(GitFailure) {
            if let head { _ = try run(["read-tree", head], [index]).get() }
            let entries = try entries(paths, head)
            // The commit uses a temporary index. The repository's own index gets only the committed files.
            try update(entries, [index])
            let tree = try run(["write-tree", "--missing-ok"], [index]).get()
            if let head, try run(["rev-parse", head + "^{tree}"]).get() == tree { return nil }
            let message = scratch.path + "/message"
            do throws(DiskError) {
                try AtomicFile.replace(message, with: Array((Self.line(subject) + "\n").utf8))
            } catch { return Self.noRoom }
            let parents = head.map { ["-p", $0] } ?? []
            let commit = try run(["commit-tree", tree] + parents + ["-F", message], person).get()
            let former = head ?? String(repeating: "0", count: commit.utf8.count)
            // Update the index first: while another program holds its lock, nothing is committed. With the former
            // index, somebody's next commit would take the change back.
            try update(entries, withoutFilters)
            _ = try run(["update-ref", "-m", "oficio", "HEAD", commit, former], person).get()
            return nil
        } catch {
            return Localized(es: "Git dice: \(error.words)", en: "Git says: \(error.words)")
        }
    }

    private static let noRoom = Localized(es: "no hay carpeta temporal", en: "there is no temporary folder")

    /// The reason why the repository accepts no commit now: an operation must be finished first, or the commit would
    /// belong to no branch; `nil` if it accepts commits.
    private var interruption: Localized? {
        let states: [(file: String, words: Localized)] = [
            ("MERGE_HEAD", Localized(es: "una unión (merge)", en: "a merge")),
            ("rebase-merge", Localized(es: "una reordenación (rebase)", en: "a rebase")),
            ("rebase-apply", Localized(es: "una reordenación (rebase)", en: "a rebase")),
            ("CHERRY_PICK_HEAD", Localized(es: "una copia de un cambio (cherry-pick)", en: "a cherry-pick")),
            ("REVERT_HEAD", Localized(es: "una marcha atrás (revert)", en: "a revert")),
        ]
        for (file, words) in states {
            guard let path = try? run(["rev-parse", "--git-path", file]).get() else { continue }
            if Files.status(path.hasPrefix("/") ? path : top + "/" + path) != nil {
                return Localized(
                    es: "el repositorio está a mitad de \(words.spanish)",
                    en: "the repository is in the middle of \(words.english)")
            }
        }
        if (try? run(["symbolic-ref", "--quiet", "HEAD"]).get()) == nil {
            return Localized(es: "el repositorio no está en ninguna rama", en: "the repository is on no branch")
        }
        return nil
    }

    /// Returns the reason why a file of the site does not belong to the repository: it is in another repository
    /// inside of it, such as a submodule; `nil` if the file belongs to the repository.
    private func reasonOutsideRepository(_ path: String) -> Localized? {
        var folder = ""
        for part in (prefix + path).split(separator: "/").dropLast() {
            folder += (folder.isEmpty ? "" : "/") + part
            if Files.status("\(top)/\(folder)/.git") != nil {
                return Localized(
                    es: "«\(folder)» es un repositorio dentro de otro (submódulo), y el editor no escribe en él",
                    en: "“\(folder)” is a repository within another (a submodule), and the editor does not commit to it"
                )
            }
        }
        return nil
    }

    /// A file of the repository with the hash of its bytes; the hash is `nil` for a removed file.
    private struct Entry {
        let path: String
        let hash: String?
        /// The file mode in Git, which shows whether the file is executable.
        let mode: String
    }

    /// Returns the entries of the files to commit. A file that the commit `head` contains keeps its mode.
    private func entries(_ paths: [String], _ head: String?) throws(GitFailure) -> [Entry] {
        var entries: [Entry] = []
        for path in paths {
            let file = site + "/" + path
            guard !Files.isLink(file), Files.status(file)?.kind == .file else {
                entries.append(Entry(path: prefix + path, hash: nil, mode: ""))
                continue
            }
            let hash = try run(["hash-object", "-w", "--no-filters", "--", file]).get()
            let listed = head.flatMap { try? run(["ls-tree", "--full-tree", $0, "--", prefix + path]).get() } ?? ""
            let mode = listed.hasPrefix("100755 ") ? "100755" : "100644"
            entries.append(Entry(path: prefix + path, hash: hash, mode: mode))
        }
        return entries
    }

    /// Environment variables that switch off the filters of the repository's configuration. When Git writes an index,
    /// it passes files to their filters that were changed in the moment of the last write, to compare them.
    private var withoutFilters: [String] {
        let found = (try? run(["config", "--null", "--name-only", "--get-regexp", "^filter\\."]).get()) ?? ""
        var drivers: Set<String> = []
        for key in found.split(separator: "\0" as Character) {
            if let dot = key.lastIndex(of: ".") { drivers.insert(String(key[..<dot])) }
        }
        let settings = drivers.sorted().flatMap { driver in
            [("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")].map { ("\(driver).\($0)", $1) }
        }
        // A name may contain any sign, so it cannot be an argument of `-c`.
        return ["GIT_CONFIG_COUNT=\(settings.count)"]
            + settings.enumerated().flatMap { number, setting in
                ["GIT_CONFIG_KEY_\(number)=\(setting.0)", "GIT_CONFIG_VALUE_\(number)=\(setting.1)"]
            }
    }

    private func update(_ entries: [Entry], _ environment: [String]) throws(GitFailure) {
        let kept = entries.flatMap { entry in
            entry.hash.map { ["--cacheinfo", "\(entry.mode),\($0),\(entry.path)"] } ?? []
        }
        let gone = entries.filter { $0.hash == nil }.map(\.path)
        if !kept.isEmpty { _ = try run(["update-index", "--add"] + kept, environment).get() }
        if !gone.isEmpty { _ = try run(["update-index", "--force-remove", "--"] + gone, environment).get() }
    }

    /// Returns a text as one line of at most 200 characters that Git accepts as a name or a subject; the program's
    /// name if no letter remains.
    private static func line(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Character in
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, UInt32(UInt8(ascii: "<")), UInt32(UInt8(ascii: ">")): return " "
            default: return Character(scalar)
            }
        }
        let line = String(String(scalars).split(separator: " ").joined(separator: " ").prefix(200))
        return line.unicodeScalars.contains { $0.properties.isAlphabetic } ? line : "Oficio"
    }

    // MARK: Running

    private struct GitFailure: Error {
        let words: String
    }

    /// Runs Git in the repository and returns its output, without the final line break.
    private func run(_ arguments: [String], _ environment: [String] = []) -> Result<String, GitFailure> {
        guard let scratch = ScratchFolder() else { return .failure(GitFailure(words: "tmp")) }
        let (output, errors) = (scratch.path + "/output", scratch.path + "/errors")
        let settings = [
            "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.pager=cat",
            "-c", "commit.gpgSign=false", "-c", "core.sshCommand=false", "-c", "gc.auto=0",
        ]
        // Git gets none of the program's environment variables, so its output does not depend on a language.
        let safe = [
            "LC_ALL=C", "PATH=/nonexistent", "HOME=/nonexistent", "GIT_CONFIG_NOSYSTEM=1",
            "GIT_CONFIG_GLOBAL=/dev/null", "GIT_TERMINAL_PROMPT=0", "GIT_ATTR_NOSYSTEM=1", "GIT_NO_REPLACE_OBJECTS=1",
            "GIT_LITERAL_PATHSPECS=1", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none",
        ]
        let end = ChildProcess.run(
            [git, "-C", top] + settings + arguments, output: output, errors: errors,
            environment: safe + environment, seconds: 60)
        func text(_ path: String) -> String {
            var words = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            while words.hasSuffix("\n") { words.removeLast() }
            return words
        }
        switch end {
        case .exited(status: 0): return .success(text(output))
        case .exited: return .failure(GitFailure(words: String(text(errors).prefix(500))))
        case .tooLong: return .failure(GitFailure(words: "60 s"))
        case .notStarted(let reason): return .failure(GitFailure(words: reason))
        }
    }
}
