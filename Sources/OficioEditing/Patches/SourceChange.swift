/// The change of one file: its bytes as read and its new bytes.
package struct SourceChange: Sendable, Equatable {
    /// Path relative to the site: `content/puestos/x.md`.
    package let path: String
    /// The bytes as read; `nil` for a file that does not exist yet.
    package let before: [UInt8]?
    /// The new bytes; `nil` for a file to remove.
    package let after: [UInt8]?

    /// Makes the change of the file at a path relative to the site.
    package init(_ path: String, before: [UInt8]?, after: [UInt8]?) {
        self.path = path
        self.before = before
        self.after = after
    }
}

/// Three versions of a file that somebody else changed after it was read. `nil` stands for an
/// absent file.
package struct SourceConflict: Sendable, Equatable {
    /// The path relative to the site.
    package let path: String
    /// The bytes that were to be written.
    package let mine: [UInt8]?
    /// The bytes in the file.
    package let inFile: [UInt8]?
    /// The bytes that were read before both changes.
    package let before: [UInt8]?

    /// Creates a conflict over the file at a path relative to the site.
    package init(_ path: String, mine: [UInt8]?, inFile: [UInt8]?, before: [UInt8]?) {
        self.path = path
        self.mine = mine
        self.inFile = inFile
        self.before = before
    }
}
