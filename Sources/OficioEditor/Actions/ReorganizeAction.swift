import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema

/// Moves, merges and splits units and assigns many jobs to other units, with one table and in one change.
struct ReorganizeAction: EditorAction {
    static let path = "reorganizar"
    private let fields: ActionFields
    private let editor: Editor
    private let site: LoadedSite
    /// The units and the jobs that the person may read.
    private let units: [Int]
    private let jobs: [Int]
    private var language: Language { editor.language }
    private var corpus: Corpus { site.corpus }

    init?(_ fields: ActionFields, _ editor: Editor) {
        self.fields = fields
        self.editor = editor
        site = editor.wholeSite()
        units = editor.readable(Reorganization.records(.unit, site.corpus), in: site)
        jobs = editor.readable(Reorganization.records(.job, site.corpus), in: site)
    }

    var title: String { Localized(es: "Reorganizar", en: "Reorganise")[language] }
    var back: (link: String, words: String) {
        ("/-oficio/editar/", Localized(es: "Volver a la lista", en: "Back to the list")[language])
    }
    var confirmation: Localized { Localized(es: "Reorganizar", en: "Reorganise") }
    var isComplete: Bool { false }

    // MARK: Form

    private func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

    private func input(_ name: String, _ present: String, _ label: String) -> String {
        let value = fields.has(name) ? fields.line(name) : present
        let attributes = [
            ("type", "text"), ("name", name), ("value", value), ("list", "unidades"), ("aria-label", label),
            ("autocomplete", "off"),
        ]
        return "<input\(HTMLMarkup.attributes(attributes))>"
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
                es: "Una por línea: título; unidad superior. Sirve para partir una en varias.",
                en: "One a line: title; parent unit. Use it to split one into several."))
        out += ActionInputs(language: language).area(
            "puestos", Localized(es: "Puestos que cambian de unidad", en: "Jobs that change their unit"),
            fields["puestos"],
            help: Localized(
                es: "Uno por línea: puesto; unidad, por título, código o id. Se pueden pegar dos columnas de una hoja "
                    + "de cálculo. También se cambian abajo, uno a uno.",
                en: "One a line: job; unit, by title, code or id. Two columns of a spreadsheet can be pasted. They can "
                    + "also be changed below, one by one."))
        let (parent, into) = (localized("Unidad superior", "Parent unit"), localized("Se une a", "Is merged into"))
        out += "<h2>\(localized("Unidades", "Units"))</h2>\n<div class=\"rejilla\"><table class=\"filas\"><thead><tr>"
        out += "<th scope=\"col\">\(localized("Unidad", "Unit"))</th><th scope=\"col\">\(parent)</th>"
        out += "<th scope=\"col\">\(into)</th></tr></thead><tbody>\n"
        for unit in units {
            let (id, title) = (names[unit].id, names[unit].title)
            out += "<tr><td>\(title.escapedForHTML)</td><td data-rotulo=\"\(parent)\">"
            let present = Reorganization.unitID(.parentUnit, of: unit, corpus)
            out += input("sup:" + id, present, "\(parent): \(title)") + "</td><td data-rotulo=\"\(into)\">"
            out += input("en:" + id, "", "\(into): \(title)") + "</td></tr>\n"
        }
        let own = localized("Su unidad", "Its unit")
        out += "</tbody></table></div>\n<h2>\(localized("Puestos", "Jobs"))</h2>\n<div class=\"rejilla\">"
        out += "<table class=\"filas\"><thead><tr><th scope=\"col\">\(localized("Puesto", "Job"))</th>"
        out += "<th scope=\"col\">\(own)</th></tr></thead><tbody>\n"
        for job in jobs {
            let (id, title) = (names[job].id, names[job].title)
            out += "<tr><td>\(title.escapedForHTML)</td><td data-rotulo=\"\(own)\">"
            let present = Reorganization.unitID(.unit, of: job, corpus)
            out += input("uni:" + id, present, "\(own): \(title)") + "</td></tr>\n"
        }
        return out + "</tbody></table></div>\n"
    }

    // MARK: Proposal

    /// Returns the two parts of a line, which a tab or a semicolon separates. A line without a separator is the first
    /// part.
    private func pair(_ line: String) -> (String, String) {
        let sign: Character = line.contains("\t") ? "\t" : ";"
        let parts = line.split(separator: sign, maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]).trimmedSpaces, parts.count > 1 ? String(parts[1]).trimmedSpaces : "")
    }

    private func reassign(
        _ job: Int, to unit: String, _ names: NameChoice, _ plan: inout Reorganization
    ) throws(EditorRefusal) {
        let present = Reorganization.unitID(.unit, of: job, corpus)
        guard fields.has("uni:" + corpus.records[job].id) || !unit.isEmpty, unit != present else { return }
        let given = try names.id(unit)
        if given != present { plan.reassigned[job] = given }
    }

    func proposal() throws(EditorRefusal) -> Proposal {
        var plan = Reorganization(site)
        let created = fields.lines("nuevas").map(pair)
        let unitNames = NameChoice(units, corpus, new: created.map(\.0))
        plan.created = try created.map { title, parent throws(EditorRefusal) in
            (title: title, parent: try unitNames.id(parent))
        }
        for unit in units {
            let id = corpus.records[unit].id
            let merged = fields.line("en:" + id)
            if !merged.isEmpty { plan.merged[unit] = try unitNames.id(merged) }
            let parent = Reorganization.unitID(.parentUnit, of: unit, corpus)
            if fields.has("sup:" + id), fields.line("sup:" + id) != parent {
                let given = try unitNames.id(fields.line("sup:" + id))
                if given != parent { plan.moved[unit] = given }
            }
        }
        for job in jobs { try reassign(job, to: fields.line("uni:" + corpus.records[job].id), unitNames, &plan) }
        let jobNames = NameChoice(jobs, corpus)
        for (job, unit) in fields.lines("puestos").map(pair) {
            let id = try jobNames.id(job)
            guard let job = jobs.first(where: { corpus.records[$0].id == id }) else {
                throw EditorRefusal("no hay ningún puesto «\(id)»", "there is no job “\(id)”")
            }
            if unit.isEmpty {
                throw EditorRefusal(
                    "falta la unidad de «\(corpus.records[job].title)»",
                    "the unit of “\(corpus.records[job].title)” is missing")
            }
            try reassign(job, to: unit, unitNames, &plan)
        }
        let known = Set(units.map { corpus.records[$0].id } + plan.created.map(\.title.fileName) + [""])
        let named = Array(plan.merged.values) + plan.moved.values + plan.reassigned.values + plan.created.map(\.parent)
        if let unknown = named.first(where: { !known.contains($0) }) {
            throw EditorRefusal("no hay ninguna unidad «\(unknown)»", "there is no unit “\(unknown)”")
        }
        let changes = try plan.changes(language)
        if changes.isEmpty { throw EditorRefusal("nada cambia", "nothing changes") }
        let broken = editor.newErrors(changes)
        var html = "<p>\(plan.summary[language].escapedForHTML)</p>\n"
        if !broken.isEmpty {
            let words = localized("Errores que antes no había:", "Errors that were not there before:")
            html += "<p class=\"aviso error\">\(words)</p>\n<ul>"
            html += broken.map { "<li>\(($0).escapedForHTML)</li>" }.joined() + "</ul>\n"
        }
        return Proposal(
            html + ChangesHTML(language: language).html(changes), changes: changes, action: .reorganize,
            title: plan.summary[language], next: "/-oficio/editar/guardados")
    }
}
