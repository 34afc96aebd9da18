internal import BuiltIn

/// The files that travel inside the program: types, themes, messages, the starter site.
package enum BuiltInFiles {
    /// The paths below a folder (`types/`), sorted.
    package static func paths(under folder: String) -> [String] {
        var paths: [String] = []
        for index in 0..<Int(builtin_file_count) {
            let path = path(at: index)
            if path.hasPrefix(folder) { paths.append(path) }
        }
        return paths
    }

    /// The bytes of a file, `nil` where there is none of that path.
    package static func bytes(_ path: String) -> [UInt8]? {
        for index in 0..<Int(builtin_file_count) where Self.path(at: index) == path {
            let file = builtin_file_at(index)
            return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
        }
        return nil
    }

    private static func path(at index: Int) -> String { String(cString: builtin_file_at(index).path) }
}
