import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// A document as a single HTML file for mailing, which contains styles, images and search. Links lead to the published
/// site if it has an address.
package struct SingleFile {
    private let site: SiteContext
    private let index: Int

    /// Finds a document by its id (`analista`), its record id (`job/analista`), its code, its title or the path of its
    /// source; `nil` if the edition has none with that name. Of several, prefers a controlled one.
    ///
    /// `writesControls` says whether the page marks the values of fields, for office files that are imported
    /// again. `published` holds the paths of the attachments that a public build publishes; `nil` if it
    /// publishes all.
    package init?(
        _ edition: Edition, _ theme: Theme, document: String, writesControls: Bool = false,
        published: Set<String>? = nil
    ) {
        let site = SiteContext(
            edition: edition, theme: theme, linkBase: edition.corpus.schema.settings.baseURL,
            writesControls: writesControls,
            published: published)
        let folded = document.folded
        // Controlled documents take precedence over others with the same name.
        let order =
            site.corpus.records.indices.filter { site.type($0).isControlled }
            + site.corpus.records.indices.filter { !site.type($0).isControlled }
        let found = order.first {
            let record = site.corpus.records[$0]
            return record.id == document || site.corpus.recordID(of: $0).text == document
                || site.corpus.words(record, .code) == document || record.title.folded == folded
        }
        guard let found = found ?? (try? ReleasePlanner.find(document, in: site.corpus)) else { return nil }
        self.site = site
        index = found
    }

    /// The record's id, to be used as a file name.
    package var name: String { site.corpus.records[index].id }

    /// The title of the document.
    package var title: String { site.corpus.records[index].title }
    /// The record id of the document: `job/analista`.
    package var key: String { site.corpus.recordID(of: index).text }
    /// The code of the document's manual, or of the document itself if it has no manual; empty for none.
    package var code: String { site.corpus.words(control, .code) ?? "" }
    /// The version of the document's manual, or of the document itself if it has no manual; empty for none.
    package var version: String { site.corpus.words(control, .version) ?? "" }

    /// The SHA-256 of the content, as the history records it.
    package var contentHash: String { DocumentContent(of: index, in: site.corpus).hash }

    /// The paper of the document's form, as a value of the CSS property `size`.
    package var paper: String { form.paper.css(PageBoxes(site: site).sitePaper) }
    /// The margins of the document's form in millimetres, in the order of CSS.
    package var margins: [Int] { form.paper.margins }

    private var form: Form { site.schema.forms[site.corpus.records[index].form] }

    /// The effective date of the document's manual, or of the document itself if it has no manual; `nil` for none.
    package var effective: CalendarDate? {
        if case .date(let date, _)? = site.corpus.value(control, .effective) { return date }
        return nil
    }

    /// The record whose control block the file shows: the document's manual, or the document itself.
    private var control: Record {
        site.edition.manuals[index].map { site.corpus.records[$0] } ?? site.corpus.records[index]
    }

    /// Renders the file.
    package var bytes: [UInt8] {
        var frame = RecordPage(site, index).frame()
        frame.kind = "single"
        frame.isIndexed = false
        let day = DayFiles(site: site)
        let style =
            site.theme.stylesheet + PageBoxes(site: site).rendered() + day.stylesheet + site.theme.single.style
        let script = day.scriptBytes + site.theme.single.script
        let base = site.settings.baseURL
        frame.data.append(
            (
                "single",
                Shape(
                    ("style", .html(HTML(unescaped: style))), ("script", .html(HTML(unescaped: script))),
                    ("styleHash", .text("sha256-" + SHA256.base64(style))),
                    ("scriptHash", .text("sha256-" + SHA256.base64(script))),
                    ("address", .optional(base.isEmpty ? nil : base + site.paths[index]))
                ).value
            ))
        return frame.rendered()
    }
}

extension SingleFile: PageKind {
    static let dataNames: [TemplateName] = ["single"]

    /// Plans nothing, because `oficio export html` writes the file.
    static func plan(_ plan: inout PagePlan) {}
}
