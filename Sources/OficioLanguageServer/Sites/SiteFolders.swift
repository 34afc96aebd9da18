import OficioSource

/// Finds the site to which a file belongs.
enum SiteFolders {
    /// Returns the folder of the site that holds a source, and the path of the source relative to it; `nil` for a file
    /// outside of a folder `content`.
    static func site(of path: String) -> (root: String, path: String)? {
        var folder = path[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            let relative = path[path.index(after: slash)...]
            guard relative.hasPrefix("content/"), !folder.isEmpty else { continue }
            if Files.status(folder + "/content")?.kind == .folder { return (String(folder), String(relative)) }
        }
        return nil
    }
}
