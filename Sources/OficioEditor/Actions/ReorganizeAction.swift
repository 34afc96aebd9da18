import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema

/// Moves, merges and splits units and gives many jobs another unit, from one table and in one change.
struct ReorganizeAction: EditorAction {
    static let path = "reorganizar"
    private let fields: ActionFields
    private let editor: Editor
    private let site: LoadedSite
    private var language: Language { editor.language }
    private var corpus: Corpus { site.corpus }

    init?(_ fields: ActionFields, _ editor: Editor) {
        self.fields = fields
        self.editor = editor
        site = editor.freshSite()
    }

    var title: String { Localized(es: "Reorganizar", en: "Reorganise")[language] }
    var back: (link: String, words: String) {
        ("/-oficio/editar/", Localized(es: "Volver a la lista", en: "Back to the list")[language])
    }
    var confirmation: Localized { Localized(es: "Reorganizar", en: "Reorganise") }
    var isComplete: Bool { false }

    // MARK: Form

    private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
    private var units: [Int] { Reorganization.records(.unit, corpus) }
    private var jobs: [Int] { Reorganization.records(.job, corpus) }

    private func input(_ name: String, _ present: String, _ label: String) -> String {
        let value = fields.has(name) ? fields.line(name) : present
        let attributes = [
            ("type", "text"), ("name", name), ("value", value), ("list", "unidades"), ("aria-label", label),
            ("autocomplete", "off"),
        ]
        return "<input\(HTML.attributes(attributes))>"
    }

    var inputs: String {
        let names = corpus.records
        var out = "<datalist id=\"unidades\">"
        for unit in units {
            out += "<option value=\"\(names[unit].id.escapedForHTML)\">\(names[unit].title.escapedForHTML)</option>"
        }
        out += "</datalist>\n"
        out += ActionInputs(language: language).area(
            "nuevas", Localized(es: "Unidades nuevas", en: "New units"), fields["nuevas"],
            help: Localized(
                es: "Una por línea: título; id de la unidad superior. Sirve para partir una en varias.",
                en: "One a line: title; id of the parent unit. Use it to split one into several."))
        let (parent, into) = (say("Unidad superior", "Parent unit"), say("Se une a", "Is merged into"))
        out += "<h2>\(say("Unidades", "Units"))</h2>\n<div class=\"rejilla\"><table class=\"filas\"><thead><tr>"
        out += "<th scope=\"col\">\(say("Unidad", "Unit"))</th><th scope=\"col\">\(parent)</th>"
        out += "<th scope=\"col\">\(into)</th></tr></thead><tbody>\n"
        for unit in units {
            let (id, title) = (names[unit].id, names[unit].title)
            out += "<tr><td>\(title.escapedForHTML)</td><td data-rotulo=\"\(parent)\">"
            let present = Reorganization.written(.parentUnit, of: unit, corpus)
            out += input("sup:" + id, present, "\(parent): \(title)") + "</td><td data-rotulo=\"\(into)\">"
            out += input("en:" + id, "", "\(into): \(title)") + "</td></tr>\n"
        }
        let own = say("Su unidad", "Its unit")
        out += "</tbody></table></div>\n<h2>\(say("Puestos", "Jobs"))</h2>\n<div class=\"rejilla\">"
        out += "<table class=\"filas\"><thead><tr><th scope=\"col\">\(say("Puesto", "Job"))</th>"
        out += "<th scope=\"col\">\(own)</th></tr></thead><tbody>\n"
        for job in jobs {
            let (id, title) = (names[job].id, names[job].title)
            out += "<tr><td>\(title.escapedForHTML)</td><td data-rotulo=\"\(own)\">"
            let present = Reorganization.written(.unit, of: job, corpus)
            out += input("uni:" + id, present, "\(own): \(title)") + "</td></tr>\n"
        }
        return out + "</tbody></table></div>\n"
    }

    // MARK: Proposal

    func proposal() throws(EditorRefusal) -> Proposal {
        var plan = Reorganization(site)
        for line in fields.lines("nuevas") {
            let parts = line.split(separator: ";", maxSplits: 1).map { String($0).trimmedSpaces }
            plan.created.append((title: parts.first ?? "", parent: parts.count > 1 ? parts[1] : ""))
        }
        for unit in units {
            let id = corpus.records[unit].id
            let merged = fields.line("en:" + id)
            if !merged.isEmpty { plan.merged[unit] = merged }
            let parent = Reorganization.written(.parentUnit, of: unit, corpus)
            if fields.has("sup:" + id), fields.line("sup:" + id) != parent {
                plan.moved[unit] = fields.line("sup:" + id)
            }
        }
        for job in jobs {
            let name = "uni:" + corpus.records[job].id
            if fields.has(name), fields.line(name) != Reorganization.written(.unit, of: job, corpus) {
                plan.reassigned[job] = fields.line(name)
            }
        }
        let changes = try plan.changes(language)
        if changes.isEmpty { throw EditorRefusal("nada cambia", "nothing changes") }
        let broken = editor.newErrors(changes)
        var html = "<p>\(plan.summary[language].escapedForHTML)</p>\n"
        if !broken.isEmpty {
            let words = say("Errores que antes no había:", "Errors that were not there before:")
            html += "<p class=\"aviso error\">\(words)</p>\n<ul>"
            html += broken.map { "<li>\(($0).escapedForHTML)</li>" }.joined() + "</ul>\n"
        }
        return Proposal(
            html + ChangesHTML(language: language).html(changes), changes: changes, action: .reorganize,
            title: plan.summary[language], next: "/-oficio/editar/guardados")
    }
}
