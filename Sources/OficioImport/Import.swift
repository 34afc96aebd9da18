import Diagnostics

/// The reason why a file is not read, in words for the person who imports it.
package struct ImportRefusal: Error, Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// Not a file of the format that its name or its bytes say.
        case notThatFormat
        case damaged
        /// Encrypted or protected by a password.
        case encrypted
        /// Larger, deeper or more than the limits allow: a ZIP bomb, nesting without end.
        case tooLarge
        /// A document type definition, a path out of the archive, two entries of one name.
        case hostile
        /// A program that reads this format is not installed, or did not finish.
        case program
        case unknownFormat
        case unreadable
    }

    package var kind: Kind
    package var message: Localized

    package init(_ kind: Kind, _ message: Localized) {
        self.kind = kind
        self.message = message
    }
}
