/// What a renderer needs to show spans: the names of the files and, on demand, their bytes.
package struct DiagnosticContext: Sendable {
    /// Paths relative to the site, by file.
    private let paths: [String]
    /// What stands before each path, for readers to whom paths begin elsewhere: empty, or a folder with a slash at its end.
    private var prefix = ""
    private let load: @Sendable (FileID) -> [UInt8]

    /// - Parameter load: the bytes of a file, empty where it cannot be read any more; called once per file shown.
    package init(paths: [String], load: @escaping @Sendable (FileID) -> [UInt8]) {
        self.paths = paths
        self.load = load
    }

    package func path(_ file: FileID) -> String {
        paths.indices.contains(Int(file.index)) ? prefix + paths[Int(file.index)] : ""
    }

    /// The same, with paths relative to a folder that the site is in.
    ///
    /// - Parameter prefix: the site as seen from there, empty or with a slash at its end.
    package func prefixing(_ prefix: String) -> DiagnosticContext {
        var context = self
        context.prefix = prefix
        return context
    }

    package func lines(_ file: FileID) -> LineMap { LineMap(load(file)) }
}
