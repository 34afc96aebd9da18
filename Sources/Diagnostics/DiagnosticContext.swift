/// What a renderer needs to show spans: the names of the files and, on demand, their bytes.
package struct DiagnosticContext: Sendable {
    /// Paths relative to the site, by file.
    private let paths: [String]
    private let load: @Sendable (FileID) -> [UInt8]

    /// - Parameter load: the bytes of a file, empty where it cannot be read any more; called once per file shown.
    package init(paths: [String], load: @escaping @Sendable (FileID) -> [UInt8]) {
        self.paths = paths
        self.load = load
    }

    package func path(_ file: FileID) -> String {
        paths.indices.contains(Int(file.index)) ? paths[Int(file.index)] : ""
    }

    package func lines(_ file: FileID) -> LineMap { LineMap(load(file)) }
}
