import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The page that lists all released versions of a document with their changes, and compares any two of them.
struct VersionsPage {
    let history: DocumentHistory

    private var site: SiteContext { history.site }

    func frame() -> PageFrame {
        let record = site.corpus.records[history.index]
        var frame = PageFrame(
            site, path: history.listPath, kind: "versions", title: "\(site.message("versionsOf")) \(record.title)")
        let links = LinkShapes(site: site, root: frame.root)
        frame.breadcrumb = HistoryCrumbs.make(history, links, last: site.message("versions"))
        let all = (history.releases + history.events + history.setAside).sorted {
            ($0.number, $0.hash) > ($1.number, $1.hash)
        }
        let versions = history.releases.map { entry -> TemplateValue in
            Shape(("value", .text(String(entry.number))), ("label", .text(history.label(entry)))).value
        }
        var shape = Shape(
            ("document", links.link(to: history.index)), ("script", .text(frame.root + history.dataPath)),
            ("canCompare", .bool(versions.count > 1)))
        shape.set(ListName("entries"), all.map { EntryShape(history, $0, links, root: frame.root).value })
        shape.set(ListName("versions"), versions)
        frame.data = [("versionsPage", shape.value)]
        return frame
    }
}

/// A line of a ledger in the form in which history pages list it.
struct EntryShape {
    let value: TemplateValue

    private static let kinds: [LedgerEntry.Kind: String] = [
        .material: "kindMaterial", .editorial: "kindEditorial", .withdrawal: "kindWithdrawal",
        .reinstatement: "kindReinstatement",
        .erratum: "kindErratum", .annulment: "kindAnnulment",
    ]

    /// Returns the key of the message that names the kind of a line.
    static func kind(of entry: LedgerEntry) -> String { kinds[entry.kind] ?? "kindEditorial" }

    init(_ history: DocumentHistory, _ entry: LedgerEntry, _ links: LinkShapes, root: String) {
        let site = history.site
        let isEvent = !entry.isVersion
        let kind = Self.kind(of: entry)
        let setAside = history.setAsideWords(entry)
        let counts = setAside == nil
        let hasChanges = counts && !isEvent && history.previous(entry) != nil
        var shape = Shape(
            ("anchor", .text("v-\(entry.number)" + (counts ? "" : "-\(entry.hash.prefix(8))"))),
            ("label", .text(isEvent ? site.message(kind) : history.label(entry))),
            ("document", links.link(to: history.index)), ("kind", .text(entry.kind.rawValue)),
            ("kindLabel", .text(site.message(kind))),
            ("state", isEvent || !counts ? .absent : site.states.shape(history.state(of: entry), .version)),
            ("effective", links.date(entry.effective)),
            ("recorded", links.date(entry.recorded)),
            ("reconstructed", .bool(entry.isReconstructed)),
            ("authorized", .optional(history.authorizers(entry).joined(separator: ", "))),
            ("code", .text(entry.shortCode)),
            ("url", isEvent || !counts ? .absent : .text(root + history.path(of: entry))),
            ("changesUrl", hasChanges ? .text(root + history.changesPath(of: entry)) : .absent),
            ("signedUrl", history.signedCopy(of: entry).map { .text(root + history.attachmentPath($0)) } ?? .absent),
            ("setAside", .optional(setAside)), ("annulled", .optional(history.annulmentWords(entry))),
            (
                "until",
                counts && entry.isVersion ? history.lastDay(of: entry).map { links.date($0) } ?? .absent : .absent
            ),
            ("late", .bool(entry.isVersion && !entry.isReconstructed && entry.recorded > entry.effective)),
            ("act", .optional(entry.act.map { ActWords.text($0, site) })),
            ("actUrl", history.actFile(of: entry).map { .text(root + history.attachmentPath($0)) } ?? .absent),
            ("reason", .optional(history.reason(entry))), ("successor", SuccessorLink.make(entry, links) ?? .absent))
        shape.set(ListName("log"), (history.log(entry) + history.corrections(entry)).map { .text($0) })
        value = shape.value
    }
}

/// Describes a legal act in words: `Resolución 123-2026, 3 de mayo de 2026`.
enum ActWords {
    static func text(_ act: LedgerEntry.Act, _ site: SiteContext) -> String {
        let title = site.edition.publicView?.publicWords(act.title) ?? act.title
        return act.date.map { "\(title), \(DatePattern.long(site.language).format($0, site.language))" } ?? title
    }
}

/// Links to the document that replaces a withdrawn document.
enum SuccessorLink {
    /// Returns a link to the document that replaces a withdrawn one; `nil` if the ledger line names none, or one that
    /// the edition does not have.
    static func make(_ entry: LedgerEntry, _ links: LinkShapes) -> TemplateValue? {
        index(entry, links.site).map { links.link(to: $0) }
    }

    static func index(_ entry: LedgerEntry, _ site: SiteContext) -> Int? {
        entry.successor.flatMap { site.corpus.index(of: $0) }
    }
}

/// Builds the breadcrumb from the home page through the list and the document to its history.
enum HistoryCrumbs {
    static func make(_ history: DocumentHistory, _ links: LinkShapes, last title: String) -> [TemplateValue] {
        let site = history.site
        let type = site.type(history.index)
        return [
            links.link(links.root + "index.html", site.message("home")),
            links.link(links.root + site.listPath(type), site.pluralName(type)),
            links.link(site.url(of: history.index, from: links.root), site.corpus.records[history.index].title),
            links.link(nil, title, isCurrent: true),
        ]
    }
}

/// The texts of all versions for the comparison in the browser, as a script that calls `oficioVersiones({…})`.
struct VersionData {
    let history: DocumentHistory

    /// Returns the script. Each text is stored once; a passage is an array with the indices of its section,
    /// group, id and text, and whether it is a heading.
    func rendered() -> [UInt8] {
        var texts: [String: Int] = [:]
        var order: [JSONText] = []
        func number(_ text: String) -> JSONText {
            if let known = texts[text] { return .integer(known) }
            texts[text] = order.count
            order.append(.string(text))
            return .integer(order.count - 1)
        }
        let versions = history.releases.compactMap { entry -> JSONText? in
            guard let content = history.content(of: entry) else { return nil }
            let writer = PassageWriter(history.site.schema, names: content.names)
            let parts = (content.records + content.competencies).map { record -> JSONText in
                .object([
                    ("id", .string("\(record.type)/\(record.id)")), ("title", number(record.title)),
                    (
                        "passages",
                        .array(
                            writer.passages(of: record).map {
                                .array([
                                    number($0.section), number($0.group), number($0.id), number($0.text),
                                    .integer($0.isHeading ? 1 : 0),
                                ])
                            })
                    ),
                ])
            }
            return .object([
                ("n", .integer(entry.number)), ("label", .string(history.label(entry))), ("parts", .array(parts)),
            ])
        }
        var bytes = Array("oficioVersiones(".utf8)
        JSONText.object([("texts", .array(order)), ("versions", .array(versions))]).write(to: &bytes)
        return bytes + Array(");\n".utf8)
    }
}
