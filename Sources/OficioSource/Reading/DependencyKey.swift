import OficioBasics

/// Computes the keys of dependencies. A key has 64 bits that are the same in every run, and stands for a part of a
/// record, or for a query about all records and its subject.
///
/// The low five bits give the kind, the others a hash of the subject. No key is 0.
package enum DependencyKey {
    /// The kinds of dependencies that a key names.
    package enum Kind: UInt64, Sendable {
        /// The whole content of a record.
        case whole = 1
        /// The head of a record.
        case head
        /// The name of a record: its id, type, title, form, file and address.
        case name
        /// The query *Which records have this id, code or title?*, by exact spelling.
        case exactName
        /// The query *Which records have this title or former name?*, regardless of case and accents.
        case foldedName
        /// The query *What lies at this path?*
        case path
        /// The query *Which records are in this list, in which order?*
        case list
        /// The query *Is this the name of a post?*, for a public build that hides people's names.
        case post
        /// The query *Which parts of this record are internal?*
        case access
        /// The query *Has this day passed?* Its key holds the day itself (`DependencyKey.day`).
        case passed

        // Facts derived for a record from other records, the history and the day:

        /// The records that the record mentions.
        case mentions
        /// The records that mention the record.
        case mentionedBy
        /// The state of the record on the day.
        case state
        /// The day of the record's next review.
        case nextReview
        /// The manual that the record belongs to.
        case manual
        /// The release that the record shows, and the ledger that records it.
        case publication
        /// The versions of the record that the public sees.
        case history
        /// The functions of a job.
        case functions
        /// The competencies that a job requires.
        case requirements
        /// The levels of a competency.
        case scale
        /// The unit of a job.
        case unit
        /// The job that a job reports to.
        case boss
        /// The jobs that report to a job.
        case reports
        /// The jobs that a job supervises technically.
        case technical
        /// The checklists of a job.
        case checklists
        /// The jobs of a unit.
        case members
    }

    /// The kinds that stand for derived facts.
    package static let facts: [Kind] = [
        .mentions, .mentionedBy, .state, .nextReview, .manual, .publication, .history, .functions, .requirements,
        .scale, .unit, .boss, .reports, .technical, .checklists, .members,
    ]

    /// The exclusive upper bound of the values of `Kind`.
    package static let kinds = 32
    private static let kindBits: UInt64 = 31

    /// Returns the key of a part of a record, from the hash of the record's id (`Corpus.keys`).
    package static func part(_ kind: Kind, of record: UInt64) -> UInt64 { record & ~kindBits | kind.rawValue }

    /// Returns the key of a query about a text.
    package static func query(_ kind: Kind, _ subject: String) -> UInt64 {
        hash(subject) & ~kindBits | kind.rawValue
    }

    /// Returns the key of the query whether a day has passed, from the number of the day (`CalendarDate.number`).
    package static func day(_ number: Int) -> UInt64 { UInt64(number) * UInt64(kinds) | Kind.passed.rawValue }

    /// Returns the number of the day in a key that `day` returned.
    package static func day(of key: UInt64) -> Int { Int(key / UInt64(kinds)) }

    /// Returns the salt that keeps the keys of a second corpus apart from those of the first: each key is combined
    /// with the salt by XOR. The salt of number 0 is 0.
    package static func salt(_ number: Int) -> UInt64 {
        number == 0 ? 0 : hash("corpus \(number)") & ~kindBits
    }

    /// Returns the kind of a key, `nil` for a damaged key.
    package static func kind(of key: UInt64) -> Kind? { Kind(rawValue: key & kindBits) }

    /// Returns a hash of a text whose bits all depend on the whole text.
    package static func hash(_ text: String) -> UInt64 {
        var hash = text.withBytes { Fingerprint.quick(UnsafeRawBufferPointer($0)) }
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ hash >> 33
    }
}
