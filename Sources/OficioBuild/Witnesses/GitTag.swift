import OficioFiles
import OficioSource

/// Reads files at a Git tag, if the site is in a repository.
package enum GitTag {
    /// Returns the bytes of a file at a tag; `nil` if there is no repository, tag or file. `path` is relative to the
    /// site, and `search` lists folders in the format of `PATH`.
    package static func file(_ path: String, at tag: String, site: String, in search: String) -> [UInt8]? {
        let isName =
            !tag.isEmpty && !tag.hasPrefix("-") && !tag.contains(where: { ":^~? *[\\".contains($0) || $0.isNewline })
        guard isName, let git = ChildProcess.find(["git"], in: search), let scratch = ScratchFolder() else {
            return nil
        }
        let (output, errors) = (scratch.path + "/file", scratch.path + "/log")
        // `cat-file` runs no hooks, filters, pager or editor, which the repository's configuration could set to any
        // program.
        let end = ChildProcess.run(
            [git, "-C", site, "-c", "core.fsmonitor=false", "cat-file", "blob", "refs/tags/\(tag):./\(path)"],
            output: output, errors: errors, seconds: 60)
        guard end == .exited(status: 0) else { return nil }
        return try? Files.read(output)
    }
}
