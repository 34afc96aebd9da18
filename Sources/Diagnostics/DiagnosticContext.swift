/// The paths of the files that findings refer to and, on demand, their bytes.
package struct DiagnosticContext: Sendable {
    /// The paths of the files, relative to the site, indexed by `FileID`.
    private let paths: [String]
    /// The folder that is put before each path, with a trailing slash; empty for paths relative to the site.
    private var prefix = ""
    private let load: @Sendable (FileID) -> [UInt8]

    /// Creates a context.
    ///
    /// - Parameters:
    ///   - paths: paths relative to the site, indexed by `FileID`.
    ///   - load: returns the bytes of a file, or an empty array if it cannot be read. Renderers may call it several
    ///     times for a file.
    package init(paths: [String], load: @escaping @Sendable (FileID) -> [UInt8]) {
        self.paths = paths
        self.load = load
    }

    /// Returns the path of a file, or an empty string if the file is unknown.
    package func path(_ file: FileID) -> String {
        paths.indices.contains(Int(file.index)) ? prefix + paths[Int(file.index)] : ""
    }

    /// Returns a context for the same files whose paths are relative to a folder that contains the site.
    ///
    /// - Parameter prefix: the path from that folder to the site, empty or with a trailing slash.
    /// - Returns: a context whose paths begin with `prefix`.
    package func prefixing(_ prefix: String) -> DiagnosticContext {
        var context = self
        context.prefix = prefix
        return context
    }

    /// Returns the line map of a file. Reads the file on each call; see `LineMapCache`.
    package func lines(_ file: FileID) -> LineMap { LineMap(load(file)) }
}
