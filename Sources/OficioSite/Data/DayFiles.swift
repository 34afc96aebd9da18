import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioTheme

/// The style sheet and the script that give pages the day of the site and the day of its next change. Pages of
/// archived versions do not use them.
///
/// Pages themselves do not depend on the day. On a new day only these two files change, and the pages whose
/// content the day decides.
struct DayFiles: Sendable {
    let site: SiteContext

    static let style = "estilos/dia.css"
    static let script = "guiones/dia.js"

    var files: [PlannedFile] {
        [
            PlannedFile(path: Self.style) { [self] in stylesheet },
            PlannedFile(path: Self.script) { [self] in scriptBytes },
        ]
    }

    /// The style sheet `dia.css`. It shows the day of the site and of its next change with generated content, for
    /// paper and for browsers without scripts.
    var stylesheet: [UInt8] { rendered("templates/day.css") { PageBoxes.escape($0) } }

    /// The script `dia.js`. It writes the day of the site and of its next change as text, and shows a banner after
    /// the latter.
    var scriptBytes: [UInt8] {
        // Escape the texts for an inline script too, because a document exported as one file contains the script.
        ShippedScript.minified(
            rendered("templates/day.js") { JSONText.string($0).compact.replacing("<", with: "\\u003c") })
    }

    private func rendered(_ template: String, _ escape: (String) -> String) -> [UInt8] {
        let next = site.edition.isPast ? nil : site.nextChange
        let shape = Shape(
            ("day", date(site.edition.today, "stateOn", escape)),
            ("next", next.map { date($0, "nextChange", escape) } ?? .absent),
            ("notControlled", .text(escape(site.message("notControlled")))))
        var bytes: [UInt8] = []
        site.theme.render(template, shape.value, into: &bytes)
        return bytes
    }

    /// Returns a date with its label, escaped for the file: `{label, iso, text}`.
    private func date(_ date: CalendarDate, _ label: String, _ escape: (String) -> String) -> TemplateValue {
        Shape(
            ("label", .text(escape(site.message(label)))), ("iso", .text(escape(date.iso))),
            ("text", .text(escape(DatePattern.long(site.language).format(date, site.language))))
        ).value
    }
}
