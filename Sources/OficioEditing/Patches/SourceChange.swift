/// The change of one file: its bytes as read and its new bytes.
package struct SourceChange: Sendable, Equatable {
    /// The path of the file, relative to the site: `content/puestos/x.md`.
    package let path: String
    /// The bytes of the file as read; `nil` for a file that does not exist yet.
    package let before: [UInt8]?
    /// The new bytes of the file; `nil` for a file to remove.
    package let after: [UInt8]?

    /// Makes the change of the file at a path relative to the site.
    package init(_ path: String, before: [UInt8]?, after: [UInt8]?) {
        self.path = path
        self.before = before
        self.after = after
    }
}

/// Three versions of a file that another program changed after it was read. A version is `nil` if the file did not
/// exist.
package struct SourceConflict: Sendable, Equatable {
    /// The path of the file, relative to the site.
    package let path: String
    /// The bytes to be written; `nil` if the file was to be removed.
    package let mine: [UInt8]?
    /// The bytes that the file has now; `nil` if it does not exist.
    package let inFile: [UInt8]?
    /// The bytes of the file before both changes; `nil` if it did not exist.
    package let before: [UInt8]?

    /// Creates a conflict over the file at a path relative to the site.
    package init(_ path: String, mine: [UInt8]?, inFile: [UInt8]?, before: [UInt8]?) {
        self.path = path
        self.mine = mine
        self.inFile = inFile
        self.before = before
    }
}
