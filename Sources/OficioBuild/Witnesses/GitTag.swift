import OficioFiles
import OficioSource

/// Files as a tag of Git has them, where the site is kept in a repository.
package enum GitTag {
    /// The bytes of a file of the site at a tag, `nil` where the tag has none.
    ///
    /// - Parameter path: relative to the site.
    package static func file(_ path: String, at tag: String, site: String, in search: String) -> [UInt8]? {
        let isName =
            !tag.isEmpty && !tag.hasPrefix("-") && !tag.contains(where: { ":^~? *[\\".contains($0) || $0.isNewline })
        guard isName, let git = ChildProcess.find(["git"], in: search), let scratch = ScratchFolder() else {
            return nil
        }
        let (output, errors) = (scratch.path + "/file", scratch.path + "/log")
        // Neither hooks nor filters run for `cat-file`; the site's own configuration cannot name a pager or an editor for it.
        let end = ChildProcess.run(
            [git, "-C", site, "-c", "core.fsmonitor=false", "cat-file", "blob", "refs/tags/\(tag):./\(path)"],
            output: output, errors: errors, seconds: 60)
        guard end == .exited(status: 0) else { return nil }
        return try? Files.read(output)
    }
}
