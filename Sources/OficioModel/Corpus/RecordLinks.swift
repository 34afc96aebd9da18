import OficioBasics
import OficioSource

/// The targets of a record's mentions, with a fingerprint of all mentions. They suffice to find which records link to
/// which.
package struct RecordLinks: Sendable {
    /// The mentions that lead to a record, in order.
    package private(set) var links: [Link]
    /// The paths of the attachments that the record mentions.
    package let attachments: [String]
    /// A fingerprint of all mentions, including mentions that lead to no record.
    package let stamp: UInt64
    /// Whether a mention leads to several records.
    private let hasAmbiguous: Bool

    /// A mention that leads to a record.
    package struct Link: Sendable {
        /// The hash of the record id of the record that the mention leads to (`Corpus.keys`).
        fileprivate let key: UInt64
        /// The index of the record that the mention leads to.
        package fileprivate(set) var target: Int
        /// The index of the mention among the mentions of its record.
        package let place: Int
        /// The index of the field that contains the mention, `nil` in an extra section.
        package let field: Int?
        /// The index of the column that contains the mention, `nil` outside rows.
        package let column: Int?
        /// Whether the mention is a link in running text and not the value of a field.
        package let isInline: Bool
        /// A fingerprint of the mention.
        package let stamp: UInt64
    }

    /// Collects the targets of mentions. `keys` are the hashes of the record ids (`Corpus.keys`).
    init(_ mentions: [Mention], _ keys: [UInt64]) {
        var all = Stamp()
        var links: [Link] = []
        var attachments: [String] = []
        var hasAmbiguous = false
        all.add(mentions.count)
        for (place, mention) in mentions.enumerated() {
            var stamp = Stamp()
            mention.add(to: &stamp, keys)
            all.add(stamp.value)
            switch mention.resolution {
            case .record(let target, _):
                links.append(
                    Link(
                        key: keys[target], target: target, place: place, field: mention.field, column: mention.column,
                        isInline: mention.isInline, stamp: stamp.value))
            case .attachment(let path): attachments.append(path)
            case .ambiguous: hasAmbiguous = true
            case .unknown: break
            }
        }
        self.hasAmbiguous = hasAmbiguous
        self.links = links
        self.attachments = attachments
        stamp = all.value
    }

    /// Sets the indices of the targets after reading links from a store; `numbers` has the indices of records by
    /// their keys. Removing a target changes the fingerprint of the mention's name, so the store never returns links
    /// to a missing record.
    mutating func resolveTargets(_ numbers: [UInt64: Int]) {
        for place in links.indices where links[place].target < 0 {
            links[place].target = numbers[links[place].key] ?? -1
        }
        links.removeAll { $0.target < 0 }
    }

    /// Returns the same links with the indices of another corpus, which are in `numbers` by the records' keys; `nil`
    /// if a mention may lead elsewhere there, because a target is missing or it led to several records.
    func moved(to numbers: [UInt64: Int]) -> RecordLinks? {
        if hasAmbiguous { return nil }
        var moved = self
        for place in links.indices {
            guard let target = numbers[links[place].key] else { return nil }
            moved.links[place].target = target
        }
        return moved
    }
}

/// A mention of a record in another record, without its words, so that no body need be read to find it.
package struct Backlink: Sendable {
    /// The index of the record that contains the mention.
    package let source: Int
    /// The index of the field in the source's type that contains the mention, `nil` in an extra section.
    package let field: Int?

    /// Creates a backlink from a record, and from a field of it.
    package init(source: Int, field: Int?) {
        self.source = source
        self.field = field
    }
}

extension RecordLinks: BinaryCodable {
    /// Writes the links to a store.
    package func write(to out: inout BinaryWriter) {
        out.word(stamp)
        out.flag(hasAmbiguous)
        out.list(links) { out, link in
            out.word(link.key)
            for number in [link.place, (link.field ?? -1) + 1, (link.column ?? -1) + 1] {
                out.count(number)
            }
            out.flag(link.isInline)
            out.word(link.stamp)
        }
        out.list(attachments) { $0.text($1) }
    }

    /// Reads the links from a store.
    package init(from reader: inout BinaryReader) {
        stamp = reader.word()
        hasAmbiguous = reader.flag()
        links = reader.list { reader in
            let key = reader.word(), place = reader.count(), field = reader.count(), column = reader.count()
            let isInline = reader.flag()
            return Link(
                key: key, target: -1, place: place, field: field == 0 ? nil : field - 1,
                column: column == 0 ? nil : column - 1, isInline: isInline, stamp: reader.word())
        }
        attachments = reader.list { $0.text() }
    }
}
