import Diagnostics

/// The reason why a file is not read, in words for the person who imports it.
package struct ImportRefusal: Error, Hashable, Sendable {
    /// The reasons for not reading a file, each kind with words of its own.
    package enum Kind: String, Sendable {
        /// The file does not have the format that its name or its bytes suggest.
        case notThatFormat
        case damaged
        /// The file is encrypted or protected by a password.
        case encrypted
        /// The file exceeds the limits in size, depth or number: a ZIP bomb, endless nesting.
        case tooLarge
        /// The file has a document type definition, a path out of the archive, or two entries of
        /// one name.
        case hostile
        /// The program that reads the format of the file is not installed, or did not finish.
        case program
        case unknownFormat
        case unreadable
    }

    /// The kind of the reason for not reading the file.
    package var kind: Kind
    /// The words for the reason, in both languages.
    package var message: Localized

    /// Creates a reason for not reading a file.
    package init(_ kind: Kind, _ message: Localized) {
        self.kind = kind
        self.message = message
    }
}
