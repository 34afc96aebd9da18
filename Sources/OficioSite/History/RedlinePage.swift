import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The page that compares a release with the release before it: a list of the changes, followed by the redline of the
/// whole text.
struct RedlinePage {
    let history: DocumentHistory
    let entry: LedgerEntry
    let former: LedgerEntry

    private var site: SiteContext { history.site }

    func frame() -> PageFrame {
        let record = site.corpus.records[history.index]
        var frame = PageFrame(
            site, path: history.changesPath(of: entry), kind: "redline",
            title: "\(site.message("changesOf")) \(record.title)")
        frame.isIndexed = false
        frame.isDated = false
        let links = LinkShapes(site: site, root: frame.root)
        frame.breadcrumb = HistoryCrumbs.make(history, links, last: site.message("changes"))
        var shape = Shape(
            ("document", links.link(to: history.index)),
            ("versions", links.link(frame.root + history.listPath, site.message("versions"))),
            ("from", .text(history.label(former))), ("to", .text(history.label(entry))),
            ("fromDate", links.date(former.effective)),
            ("toDate", links.date(entry.effective)), ("kind", .text(entry.kind.rawValue)),
            ("kindLabel", .text(site.message(entry.kind == .material ? "kindMaterial" : "kindEditorial"))))
        guard let old = history.content(of: former), let new = history.content(of: entry) else {
            shape.set(ListName("changes"), [])
            shape.set(.parts, [])
            shape.set("missing", true)
            frame.data = [("redlinePage", shape.value)]
            return frame
        }
        shape.set("missing", false)
        let difference = DocumentDifference(from: old, to: new, site.schema)
        shape.set(
            ListName("changes"),
            difference.changes.map {
                Shape(("text", .text($0.text[site.language])), ("material", .bool($0.isMaterial))).value
            })
        var anchors = AnchorNames()
        shape.set(.parts, Redline(from: old, to: new, site.schema).parts.map { part($0, &anchors) })
        frame.data = [("redlinePage", shape.value)]
        return frame
    }

    private func part(_ part: Redline.Part, _ anchors: inout AnchorNames) -> TemplateValue {
        let label: String? =
            part.state == .added
            ? "markAdded" : part.state == .removed ? "markRemoved" : part.state == .same ? "markSame" : nil
        return Shape(
            ("anchor", .text(anchors.next(part.id))), ("title", .text(part.title)),
            ("state", .text(part.state.rawValue)),
            ("label", .optional(label.map { site.message($0) }))
        ).with(.sections, part.sections.map(section)).value
    }

    private func section(_ section: Redline.Section) -> TemplateValue {
        Shape(("title", .text(section.title)), ("changed", .bool(section.isChanged))).with(
            ListName("lines"),
            section.lines.map { line in
                var notes: [String] = []
                if let groups = line.groups, !groups.old.isEmpty || !groups.new.isEmpty {
                    notes.append(
                        site.message("markGroup").replacing("{from}", with: groups.old).replacing(
                            "{to}", with: groups.new))
                } else if line.isMoved {
                    notes.append(site.message("markMoved"))
                }
                return Shape(
                    ("state", .text(line.state.rawValue)), ("heading", .bool(line.isHeading)),
                    ("moved", .bool(line.isMoved)),
                    ("note", .optional(notes.joined(separator: "; "))), ("html", Self.markup(line.marks).value)
                ).value
            }
        ).value
    }

    static func markup(_ marks: [TextRun]) -> Markup {
        var markup = Markup()
        for mark in marks {
            switch mark.kind {
            case .same: markup.text(mark.text)
            case .deleted:
                markup.tag("<del>")
                markup.text(mark.text)
                markup.tag("</del>")
            case .inserted:
                markup.tag("<ins>")
                markup.text(mark.text)
                markup.tag("</ins>")
            }
        }
        return markup
    }
}
