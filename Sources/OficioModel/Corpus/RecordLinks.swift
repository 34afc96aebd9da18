import OficioBasics
import OficioSource

/// The targets of a record's mentions: enough to know which records link to which, with a fingerprint of all mentions.
package struct RecordLinks: Sendable {
    /// The mentions that lead to a record, in order.
    package let links: [Link]
    /// The paths of the attachments that the record mentions.
    package let attachments: [String]
    /// Fingerprint of all mentions, including those that lead to no record.
    package let stamp: UInt64

    /// A mention that leads to a record.
    package struct Link: Sendable {
        /// The index of the record that the mention leads to.
        package let target: Int
        /// The index of the mention among those of its record.
        package let place: Int
        /// The index of the field that contains the mention, `nil` in an extra section.
        package let field: Int?
        /// The index of the column that contains the mention, `nil` outside rows.
        package let column: Int?
        /// Whether the mention is a link in running text and not the value of a field.
        package let isInline: Bool
        /// Fingerprint of the mention.
        package let stamp: UInt64
    }

    init(_ mentions: [Mention]) {
        var all = Stamp()
        var links: [Link] = []
        var attachments: [String] = []
        all.add(mentions.count)
        for (place, mention) in mentions.enumerated() {
            var stamp = Stamp()
            mention.add(to: &stamp)
            all.add(stamp.value)
            switch mention.resolution {
            case .record(let target, _):
                links.append(
                    Link(
                        target: target, place: place, field: mention.field, column: mention.column,
                        isInline: mention.isInline, stamp: stamp.value))
            case .attachment(let path): attachments.append(path)
            case .ambiguous, .unknown: break
            }
        }
        self.links = links
        self.attachments = attachments
        stamp = all.value
    }
}

extension RecordLinks: Storable {
    /// Writes the links to a store.
    package func write(to out: inout StoreWriter) {
        out.word(stamp)
        out.list(links) { out, link in
            for number in [link.target, link.place, (link.field ?? -1) + 1, (link.column ?? -1) + 1] {
                out.count(number)
            }
            out.flag(link.isInline)
            out.word(link.stamp)
        }
        out.list(attachments) { $0.text($1) }
    }

    /// Reads the links from a store.
    package init(from reader: inout StoreReader) {
        stamp = reader.word()
        links = reader.list { reader in
            let target = reader.count(), place = reader.count(), field = reader.count(), column = reader.count()
            let isInline = reader.flag()
            return Link(
                target: target, place: place, field: field == 0 ? nil : field - 1,
                column: column == 0 ? nil : column - 1, isInline: isInline, stamp: reader.word())
        }
        attachments = reader.list { $0.text() }
    }
}
