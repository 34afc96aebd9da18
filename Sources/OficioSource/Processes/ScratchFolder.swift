internal import Glibc

/// A folder for the files of one task, below `TMPDIR`; it is removed with everything in it.
package final class ScratchFolder {
    package let path: String

    package init?() {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((base + "/oficio-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { return nil }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { Self.remove(path) }

    /// Removes a folder with what it holds; links are removed, not followed.
    private static func remove(_ folder: String) {
        for name in (try? Files.names(in: folder)) ?? [] {
            let path = folder + "/" + name
            if unlink(path) != 0 { remove(path) }
        }
        rmdir(folder)
    }
}
