/// The change of one file: its bytes as read and its new bytes.
package struct SourceChange: Sendable, Equatable {
    /// Path relative to the site: `content/puestos/x.md`.
    package let path: String
    /// As read; `nil` for a file that does not exist yet.
    package let before: [UInt8]?
    /// The new bytes; `nil` for a file to remove.
    package let after: [UInt8]?

    package init(_ path: String, before: [UInt8]?, after: [UInt8]?) {
        self.path = path
        self.before = before
        self.after = after
    }
}

/// A file that somebody else changed after it was read, in three versions; `nil` stands for no
/// file.
package struct SourceConflict: Sendable, Equatable {
    package let path: String
    package let mine: [UInt8]?
    package let inFile: [UInt8]?
    package let before: [UInt8]?

    package init(_ path: String, mine: [UInt8]?, inFile: [UInt8]?, before: [UInt8]?) {
        self.path = path
        self.mine = mine
        self.inFile = inFile
        self.before = before
    }
}
