internal import BuiltIn

/// The files embedded in the program: types, themes, messages, the starter site.
package enum BuiltInFiles {
    /// Returns the paths of the embedded files that begin with `folder`, such as `types/`, in sorted order.
    package static func paths(under folder: String) -> [String] {
        var paths: [String] = []
        for index in 0..<Int(builtin_file_count) {
            let path = path(at: index)
            if path.hasPrefix(folder) { paths.append(path) }
        }
        return paths
    }

    /// Returns the bytes of an embedded file, `nil` if there is no file with that path. Each call searches all files.
    package static func bytes(_ path: String) -> [UInt8]? {
        for index in 0..<Int(builtin_file_count) where Self.path(at: index) == path {
            let file = builtin_file_at(index)
            return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
        }
        return nil
    }

    private static func path(at index: Int) -> String { String(cString: builtin_file_at(index).path) }
}
