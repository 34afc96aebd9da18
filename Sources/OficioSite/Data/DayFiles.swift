import Diagnostics
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
package struct DayFiles: Sendable {
    private let theme: Theme
    private let language: Language
    private let day: CalendarDate
    private let next: CalendarDate?

    /// The path of the style sheet in the output folder.
    package static let style = "estilos/dia.css"
    /// The path of the script in the output folder.
    static let script = "guiones/dia.js"

    /// Creates the files of a site; a page that contains them depends on the day.
    init(site: SiteContext) {
        // `renewed` makes the files again on the next day.
        self.init(
            site.theme, site.language, day: site.edition.today.untracked,
            next: site.edition.isPast ? nil : site.nextChange)
    }

    private init(_ theme: Theme, _ language: Language, day: CalendarDate, next: CalendarDate?) {
        self.theme = theme
        self.language = language
        self.day = day
        self.next = next
    }

    /// Returns all files that show the day of a build, for a later day on which nothing else has changed.
    ///
    /// - Parameters:
    ///   - theme: the theme of the site.
    ///   - settings: the settings of the site.
    ///   - days: the day of the last build, and the day that the files are to show.
    ///   - next: the day of the next change; `nil` if no change is planned.
    ///   - index: the bytes of the index of data files (`indexPath`); `nil` if the site has none.
    /// - Returns: the files by path; `nil` if the index does not show the day of the last build.
    package static func renewed(
        _ theme: Theme, _ settings: SiteSettings, days: (last: CalendarDate, new: CalendarDate), next: CalendarDate?,
        index: [UInt8]?
    ) -> [(path: String, bytes: [UInt8])]? {
        let files = DayFiles(theme, settings.language, day: days.new.untracked, next: next)
        var renewed = [(style, files.stylesheet), (script, files.scriptBytes)]
        if let index {
            guard let bytes = DataFiles.redated(index, showing: days) else { return nil }
            renewed.append((DataFiles.index, bytes))
        }
        return renewed
    }

    /// The path of the index of data files, which shows the day too.
    package static var indexPath: String { DataFiles.index }

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
        let shape = Shape(
            ("day", date(day, "stateOn", escape)),
            ("next", next.map { date($0, "nextChange", escape) } ?? .absent),
            ("notControlled", .text(escape(message("notControlled")))))
        var bytes: [UInt8] = []
        theme.render(template, shape.value, into: &bytes)
        return bytes
    }

    /// Returns a date with its label, escaped for the file: `{label, iso, text}`.
    private func date(_ date: CalendarDate, _ label: String, _ escape: (String) -> String) -> TemplateValue {
        Shape(
            ("label", .text(escape(message(label)))), ("iso", .text(escape(date.iso))),
            ("text", .text(escape(DatePattern.long(language).format(date, language))))
        ).value
    }

    private func message(_ key: String) -> String { theme.messages[key] ?? key }
}
