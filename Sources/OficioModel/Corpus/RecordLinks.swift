import OficioBasics
import OficioSource

/// Where a record leads to: its mentions in short, which is enough to know who leads to whom, and whether all of them are as they were.
package struct RecordLinks: Sendable {
    /// Mentions that lead to a record, in their order.
    package let links: [Link]
    /// Paths of the attachments that it mentions.
    package let attachments: [String]
    /// Of all mentions, whatever they lead to.
    package let stamp: UInt64

    package struct Link: Sendable {
        /// The record that it leads to.
        package let target: Int
        /// The place of the mention among those of its record.
        package let place: Int
        /// The field and the column that it stands in, as in the mention.
        package let field: Int?
        package let column: Int?
        /// Whether it stands in running text: a link, no fact.
        package let isInline: Bool
        /// Of the mention.
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
                links.append(Link(target: target, place: place, field: mention.field, column: mention.column, isInline: mention.isInline, stamp: stamp.value))
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
    package func write(to out: inout StoreWriter) {
        out.word(stamp)
        out.list(links) { out, link in
            for number in [link.target, link.place, (link.field ?? -1) + 1, (link.column ?? -1) + 1] { out.count(number) }
            out.flag(link.isInline)
            out.word(link.stamp)
        }
        out.list(attachments) { $0.text($1) }
    }

    package init(from reader: inout StoreReader) {
        stamp = reader.word()
        links = reader.list { reader in
            let target = reader.count(), place = reader.count(), field = reader.count(), column = reader.count()
            let isInline = reader.flag()
            return Link(
                target: target, place: place, field: field == 0 ? nil : field - 1, column: column == 0 ? nil : column - 1, isInline: isInline, stamp: reader.word())
        }
        attachments = reader.list { $0.text() }
    }
}
