import Diagnostics
import OficioBasics
import OficioSchema

/// Renders the controls of a form with their labels, their help, and the findings and conflicts beside them.
struct ControlHTML {
    let work: EditedDocument
    let language: Language
    let check: FormCheck?
    let conflicts: [FieldConflict]
    /// The meanings of references and codes, by the name of their list and by their value.
    let meanings: [String: [String: String]]

    /// Returns a control as HTML with its label, help, findings and conflict.
    func html(_ control: FormControl) -> String {
        let place = HTMLMarkup.place(control.name)
        let id = "k" + place.dropFirst()
        let isGrid = if case .grid = control.kind { true } else { false }
        var out = "<div class=\"campo\" tabindex=\"-1\""
        out += HTMLMarkup.attributes([("id", place), ("data-campo", control.name)])
        if isGrid { out += " role=\"group\"\(HTMLMarkup.attributes([("aria-labelledby", id + "-l")]))" }
        out += ">\n"
        if isGrid {
            out +=
                "<span class=\"rotulo\"\(HTMLMarkup.attributes([("id", id + "-l")]))>"
                + "\(control.label.escapedForHTML)</span>"
        } else if control.isFixed {
            out += "<span class=\"rotulo\">\(control.label.escapedForHTML)</span>"
        } else {
            out += "<label\(HTMLMarkup.attributes([("for", id)]))>\(control.label.escapedForHTML)</label>"
        }
        if control.isRequired, !control.isFixed {
            out += " <span class=\"obligatorio\">\(localized("obligatorio", "required"))</span>"
        }
        if !control.help.isEmpty {
            out +=
                "<p class=\"ayuda\"\(HTMLMarkup.attributes([("id", id + "-a")]))>\(control.help.escapedForHTML)</p>\n"
        }
        out += body(control, id)
        out += "<div class=\"hallazgos\"\(HTMLMarkup.attributes([("id", id + "-h")])) aria-live=\"polite\">"
        out += "\(findings(control.name))</div>\n"
        for conflict in conflicts where conflict.name == control.name { out += conflictSides(conflict) }
        return out + "</div>\n"
    }

    private func body(_ control: FormControl, _ id: String) -> String {
        let text = work.state.texts[control.name] ?? control.text
        let described = (control.help.isEmpty ? "" : "\(id)-a ") + "\(id)-h"
        var attributes = [("id", id), ("name", "v:" + control.name), ("aria-describedby", described)]
        if control.isRequired { attributes.append(("aria-required", "true")) }
        let isInvalid = check?.findings.contains { $0.name == control.name && $0.row == nil && $0.severity == .error }
        if isInvalid == true { attributes.append(("aria-invalid", "true")) }
        if work.model.editor.damage != nil { attributes.append(("readonly", "")) }
        switch control.kind {
        case .fixed:
            let note = localized("Se cambia en el archivo.", "It is changed in the file.")
            return control.isEmpty
                ? "<p class=\"ayuda\">\(note)</p>" : "<pre>\(text.escapedForHTML)</pre><p class=\"ayuda\">\(note)</p>\n"
        case .shared(let names):
            let links = names.map { HTMLMarkup.link($0, work.model.control($0)?.label ?? $0) }.joined(separator: ", ")
            let note = localized("Se edita en: ", "It is edited in: ")
            let rest = text.isEmpty ? "" : "<pre>\(text.escapedForHTML)</pre>"
            let fixed = localized(" Este texto se cambia en el archivo.", " This text is changed in the file.")
            return "\(rest)<p class=\"ayuda\">\(note)\(links).\(text.isEmpty ? "" : fixed)</p>\n"
        case .text:
            let rows = min(14, max(3, Self.rows(text)))
            return Self.area(text, attributes + [("data-marcas", ""), ("rows", "\(rows)")])
        case .line where text.contains("\n"), .date where text.contains("\n"):
            return Self.area(text, attributes + [("rows", "2")])
        case .date:
            // The calendar input has no name, so the browser does not send it. The script copies the chosen day into
            // the text input.
            let day = CalendarDate(iso: text) == nil ? "" : text
            return "<span class=\"fecha\"><input type=\"text\"\(HTMLMarkup.attributes(attributes + [("value", text)]))>"
                + "<input type=\"date\" hidden"
                + "\(HTMLMarkup.attributes([("value", day), ("aria-label", calendar(control))]))>"
                + "</span>\n"
        case .line(let list): return Self.input(text, attributes, list) + meaning(text, list)
        case .grid(let columns): return grid(control, columns)
        }
    }

    private func calendar(_ control: FormControl) -> String {
        localized("Calendario de \(control.label)", "Calendar of \(control.label)")
    }

    // MARK: Grids

    private func grid(_ control: FormControl, _ columns: [GridColumn]) -> String {
        var rows = work.state.grids[control.name] ?? []
        if rows.isEmpty { rows = [FormState.Row(origin: nil, cells: [:])] }
        var out = "<input type=\"hidden\"\(HTMLMarkup.attributes([("name", "g:" + control.name), ("value", "1")]))>\n"
        // Show the heading above the only column of a list to screen readers only.
        let isList = columns.count == 1
        out += "<div class=\"rejilla\"><table class=\"filas\(isList ? " sola" : "")\">"
        out += "<thead\(isList ? " class=\"lector\"" : "")><tr>"
        let filled = self.shownColumns(columns, rows)
        for column in columns {
            let isEmpty = !filled.contains(column.id)
            out += "<th scope=\"col\"\(isEmpty ? " class=\"vacia\"" : "")>\(column.label.escapedForHTML)</th>"
        }
        out += "<th scope=\"col\"><span class=\"lector\">\(localized("Acciones", "Actions"))</span></th>"
        out += "</tr></thead><tbody>\n"
        let wide = Set(
            columns.filter { column in
                column.isMain || rows.contains { ($0.cells[column.id] ?? "").count > 40 }
            }.map(\.id))
        var new = 0
        var heading: String?
        for (place, row) in rows.enumerated() {
            if let group = control.groupColumn, case let name = row.cells[group.id] ?? "", name != heading {
                heading = name
                let words = name.isEmpty ? localized("Sin título", "Without a heading") : name
                out += "<tr class=\"grupo\"><td colspan=\"\(columns.count + 1)\">\(words.escapedForHTML)</td></tr>\n"
            }
            if row.origin == nil { new += 1 }
            let key = row.origin.map { "o\($0)" } ?? "n\(new)"
            out += line(control, columns, row.cells, wide, filled, key: key, number: place + 1)
            let found = (check?.findings ?? []).filter { $0.name == control.name && $0.row == place }
            if !found.isEmpty {
                out += "<tr class=\"hallazgo\"><td colspan=\"\(columns.count + 1)\">\(list(found))</td></tr>\n"
            }
        }
        out += "</tbody></table></div>\n"
        out += "<template>\(line(control, columns, [:], wide, filled, key: "__fila__", number: 0))</template>\n"
        out +=
            "<button"
            + "\(HTMLMarkup.attributes([("name", "accion"), ("value", "fila:" + control.name), ("class", "mas")]))>"
        return out + "\(localized("Añadir fila", "Add a row"))</button>\n"
    }

    /// Returns the ids of the columns that a grid shows at first: the columns with a value in some row. If the grid
    /// has no values, returns the columns that the form prints; if the form prints none of them, or the grid is
    /// narrow, returns all columns.
    private func shownColumns(_ columns: [GridColumn], _ rows: [FormState.Row]) -> Set<String> {
        let used = columns.filter { column in
            column.isMain || column.isGroup || rows.contains { !($0.cells[column.id] ?? "").isEmpty }
        }
        let printed = columns.filter { $0.isPrinted || $0.isMain }
        if used.count < 2, printed.contains(where: \.isPrinted) { return Set(printed.map(\.id)) }
        let hasValues = rows.contains { row in row.cells.values.contains { !$0.isEmpty } }
        return Set((columns.count > 3 && hasValues ? used : columns).map(\.id))
    }

    private func line(
        _ control: FormControl, _ columns: [GridColumn], _ cells: [String: String], _ wide: Set<String>,
        _ filled: Set<String>, key: String, number: Int
    ) -> String {
        var out = "<tr><td class=\"clave\" hidden><input type=\"hidden\""
        out += "\(HTMLMarkup.attributes([("name", "r:" + control.name), ("value", key)]))></td>"
        for column in columns {
            var place = columns.count == 1 ? [] : [("data-rotulo", column.label)]
            let classes = (wide.contains(column.id) ? ["ancha"] : []) + (filled.contains(column.id) ? [] : ["vacia"])
            if !classes.isEmpty { place.append(("class", classes.joined(separator: " "))) }
            out += "<td\(HTMLMarkup.attributes(place))>"
            guard let text = key.hasPrefix("o") ? cells[column.id] : cells[column.id] ?? "" else {
                let note = localized("Se cambia en el archivo.", "It is changed in the file.")
                out += "<span class=\"ayuda\">\(note)</span></td>"
                continue
            }
            let attributes =
                [
                    ("name", "c:\(key):\(column.id):\(control.name)"),
                    ("aria-label", "\(column.label), \(localized("fila", "row")) \(number)"),
                    ("data-columna", column.id),
                ] + (column.isGroup ? [("data-grupo", "")] : [])
            if column.isLong || column.isList || text.contains("\n") {
                out += Self.area(text, attributes + [("rows", "\(min(8, max(1, Self.rows(text, width: 44))))")])
            } else {
                out += Self.input(text, attributes, column.suggestions) + meaning(text, column.suggestions)
            }
            out += "</td>"
        }
        out += "<td class=\"orden\">"
        for (action, sign, key, words) in [
            ("subir", "↑", " (Alt+↑)", localized("Subir la fila", "Move up row")),
            ("bajar", "↓", " (Alt+↓)", localized("Bajar la fila", "Move down row")),
            ("tras", "+", "", localized("Añadir una fila debajo de la", "Add a row below row")),
            ("quitar", "×", "", localized("Quitar la fila", "Delete row")),
        ] {
            let attributes = [
                ("name", "accion"), ("value", "\(action):\(key):\(control.name)"), ("aria-label", "\(words) \(number)"),
                ("title", words + key),
            ]
            out += "<button\(HTMLMarkup.attributes(attributes))>\(sign)</button>"
        }
        return out + "</td></tr>\n"
    }

    private static func input(_ text: String, _ attributes: [(String, String)], _ list: String?) -> String {
        let list = list.map { [("list", "d-" + $0), ("data-lista", $0)] } ?? []
        return "<input type=\"text\"\(HTMLMarkup.attributes(attributes + list + [("value", text)]))>"
    }

    /// Returns the meaning of a reference or a code as HTML, which the page shows below the control; a line break for
    /// a control without suggestions.
    private func meaning(_ text: String, _ list: String?) -> String {
        guard let list else { return "\n" }
        let words = meanings[list]?[text] ?? ""
        return "<span class=\"ayuda es\">\(words == text ? "" : words.escapedForHTML)</span>\n"
    }

    /// Returns a text area as HTML. HTML drops a line break after the opening tag, so the function writes an
    /// additional one.
    private static func area(_ text: String, _ attributes: [(String, String)]) -> String {
        "<textarea\(HTMLMarkup.attributes(attributes))>\n\(text.escapedForForm)</textarea>\n"
    }

    private static func rows(_ text: String, width: Int = 80) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { $0 + 1 + $1.count / width }
    }

    // MARK: Findings

    /// Returns the findings about a control that concern no single row, as HTML; for `nil`, the findings about the
    /// whole document.
    func findings(_ name: String?) -> String {
        let found = (check?.findings ?? []).filter { $0.name == name && $0.row == nil }
        return found.isEmpty ? "" : list(found)
    }

    private func list(_ findings: [FormFinding]) -> String {
        let items = findings.map { finding in
            let link = finding.reference.map {
                "<a\(HTMLMarkup.attributes([("href", $0), ("target", "_blank"), ("rel", "noopener")]))>"
                    + "\(localized("Explicación", "Explanation"))</a> "
            }
            let fixes = finding.fixes.map {
                "<button\(HTMLMarkup.attributes([("name", "accion"), ("value", $0.action)]))>"
                    + "\($0.label.escapedForHTML)</button>"
            }
            return "<li class=\"\(finding.severity.rawValue)\">\(finding.message.escapedForHTML) \(link ?? "")"
                + "\(fixes.joined())</li>"
        }
        return "<ul>\(items.joined())</ul>"
    }

    private func conflictSides(_ conflict: FieldConflict) -> String {
        let heading = localized("Alguien más cambió este campo", "Somebody else has changed this field")
        var out = "<div class=\"conflicto\"><h3>\(heading)</h3>"
        for (words, text) in [
            (localized("Mío", "Mine"), conflict.mine), (localized("En el archivo", "In the file"), conflict.inFile),
            (localized("Antes", "Before"), conflict.before),
        ] { out += "<h4>\(words)</h4><pre>\(text.escapedForHTML)</pre>" }
        let attributes = [("name", "accion"), ("value", "archivo:" + conflict.name)]
        let words = localized("Dejar lo del archivo", "Keep what is in the file")
        return out + "<button\(HTMLMarkup.attributes(attributes))>\(words)</button></div>\n"
    }

    private func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
}
