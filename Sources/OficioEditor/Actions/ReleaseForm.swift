import Diagnostics
import OficioBasics
import OficioBuild
import OficioHistory
import OficioSchema
import OficioSource

/// The form of all actions about releases.
struct ReleaseForm {
    let target: ActionTarget
    let language: Language
    private let kind: ReleaseRequest.Kind
    private let fields: ActionFields
    private let editor: Editor
    private static let pictures = ".pdf,.png,.jpg,.jpeg,.tif,.tiff"

    init?(_ kind: ReleaseRequest.Kind, _ fields: ActionFields, _ editor: Editor) {
        guard let target = ActionTarget(fields, editor) else { return nil }
        self.target = target
        self.kind = kind
        self.fields = fields
        self.editor = editor
        language = editor.language
    }

    // MARK: Form

    var inputs: String {
        let make = ActionInputs(language: language)
        var out = target.hidden
        if let words = purpose { out += "<p class=\"ayuda\">\(words[language])</p>\n" }
        if takesDay {
            out += make.text(
                "rige", Localized(es: "Rige desde", en: "Effective from"), fields["rige"],
                help: kind == .version
                    ? Localized(
                        es: "Vacío, la vigencia que dice el documento.",
                        en: "If empty, the day that the document says.") : nil, type: "date")
        }
        if takesReason {
            out += make.text(
                "motivo", Localized(es: "Por qué", en: "Why"), fields.line("motivo"), required: true)
        }
        if kind == .withdrawal {
            out += make.text(
                "sustituto", Localized(es: "Lo sustituye", en: "Replaced by"), fields["sustituto"],
                help: Localized(
                    es: "Id, código o título de otro documento; vacío si ninguno.",
                    en: "The id, code or title of another document; empty for none."))
        }
        out += make.text(
            "acto", Localized(es: "Acto que lo aprueba", en: "Legal act"), fields.line("acto"),
            help: Localized(es: "Por ejemplo: Resolución 123-2026.", en: "For example: Resolution 123-2026."))
        out += make.text(
            "fecha-acto", Localized(es: "Fecha del acto", en: "Date of the act"), fields["fecha-acto"], type: "date")
        out += make.file(
            "archivo-acto", Localized(es: "El acto firmado (PDF o imagen)", en: "The signed act (PDF or picture)"),
            accept: Self.pictures, received: fields.file("archivo-acto")?.name)
        out += make.area(
            "autoriza", Localized(es: "Quién autoriza, un cargo por línea", en: "Who authorises, one role a line"),
            fields["autoriza"])
        if kind == .version || kind == .withdrawal {
            out += make.area(
                "notas", Localized(es: "Filas de la bitácora, una por línea", en: "Log rows, one a line"),
                fields["notas"],
                help: Localized(
                    es: "Vacío, se redactan de lo que cambió; véalas abajo antes de publicar.",
                    en: "If empty, they are drafted from what changed; see them below before you release."))
        }
        if kind == .version {
            out += make.text(
                "version", Localized(es: "Versión", en: "Version"), fields["version"],
                help: Localized(es: "Vacía, la que sigue.", en: "If empty, the next one."))
            out += make.box(
                "forma",
                Localized(
                    es: "Solo cambia la forma: nada de fondo", en: "Editorial: nothing of substance changes"),
                fields["forma"] == "1")
            out += make.file(
                "copia", Localized(es: "Original firmado y digitalizado", en: "Scanned, signed original"),
                accept: Self.pictures, received: fields.file("copia")?.name)
        }
        return out
    }

    /// Whether the recorded line takes effect on a day that the person chooses.
    private var takesDay: Bool { [.version, .withdrawal, .reinstatement].contains(kind) }
    /// Whether the recorded line contains a reason.
    private var takesReason: Bool { [.reinstatement, .annulment, .erratum, .mark].contains(kind) }

    /// One sentence that explains the action to the person; `nil` for actions that need no explanation.
    private var purpose: Localized? {
        switch kind {
        case .version, .withdrawal: nil
        case .reinstatement:
            Localized(
                es: "Deja sin efecto la derogación: el documento vuelve a regir.",
                en: "Takes the withdrawal back: the document is in force again.")
        case .annulment:
            Localized(
                es: "Deja sin efecto lo último que se publicó y todavía no rige: una versión, una derogación o una "
                    + "reposición.",
                en: "Takes back the last thing released that is not in force yet: a version, a withdrawal or a "
                    + "reinstatement.")
        case .erratum:
            Localized(
                es:
                    "Primero corrija las filas de la bitácora en la ficha y guárdela. Aquí se anota la corrección y se "
                    + "muestran las dos lecturas.",
                en: "First correct the rows of the log in the form and save it. The correction is recorded here, and "
                    + "both readings are shown.")
        case .mark:
            Localized(
                es: "Anota en el historial lo que el documento marca como interno, para cuando ya no haya documento.",
                en: "Records in the history what the document marks as internal, for when the document is gone.")
        }
    }

    func hiddenFileFields() throws(EditorRefusal) -> [(name: String, value: String)] {
        try fields.hiddenFileFields("archivo-acto") + (try fields.hiddenFileFields("copia"))
    }

    // MARK: Request

    private func request() throws(EditorRefusal) -> ReleaseRequest {
        let type = target.corpus.schema.types[target.corpus.records[target.record].type]
        var request = ReleaseRequest(document: "\(type.id)/\(target.id)")
        request.kind = kind
        if takesDay { request.effective = try date("rige") }
        if takesReason { request.reason = fields.line("motivo") }
        request.authorized = fields.lines("autoriza")
        if kind == .version || kind == .withdrawal { request.notes = fields.lines("notas") }
        let act = fields.line("acto")
        let (day, file) = (try date("fecha-acto"), try attachment("archivo-acto"))
        if !act.isEmpty {
            request.act = .init(title: act, date: day, file: file)
        } else if day != nil || file != nil {
            throw EditorRefusal("falta el nombre del acto", "the name of the act is missing")
        }
        if kind == .withdrawal {
            let successor = fields.line("sustituto")
            request.successor = successor.isEmpty ? nil : successor
        }
        if kind == .version {
            request.version = fields["version"].isEmpty ? nil : fields.line("version")
            request.isEditorial = fields["forma"] == "1"
            request.signedCopy = try attachment("copia")
        }
        return request
    }

    private func date(_ name: String) throws(EditorRefusal) -> CalendarDate? {
        if fields[name].isEmpty { return nil }
        guard let date = CalendarDate(iso: fields[name]) else {
            throw EditorRefusal(
                "«\(fields[name])» no es una fecha como 2026-12-01", "“\(fields[name])” is not a date like 2026-12-01")
        }
        return date
    }

    private func attachment(_ name: String) throws(EditorRefusal) -> ReleaseRequest.Attachment? {
        guard let file = fields.file(name) else { return nil }
        let ending = file.name.split(separator: ".").dropFirst().last.map { String($0).slug() } ?? ""
        guard SignedCopy.isAcceptable(Array(file.bytes.prefix(SignedCopy.length)), ending: ending) else {
            throw EditorRefusal(
                "«\(file.name)» no es un PDF ni una imagen", "“\(file.name)” is neither a PDF nor a picture")
        }
        return .init(bytes: file.bytes, ending: ending)
    }

    // MARK: Proposal

    func proposal() throws(EditorRefusal) -> Proposal {
        let request = try request()
        let plan = try EditorRefusal.wrapping { try editor.releases.rehearse([request]) }
        guard let document = plan.documents.first else { throw EditorRefusal("no hay nada", "there is nothing") }
        var proposal = Proposal(
            target.draftNote(editor) + summary(document) + redline, changes: [], action: .release, title: target.title,
            next: target.address.link("documento", "&publicado=1"))
        proposal.release = .init(request: request, plan: plan)
        return proposal
    }

    private func summary(_ document: ReleasePlan.DocumentRelease) -> String {
        func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
        let entry = document.entry
        var facts: [(String, String)] = []
        if entry.isVersion {
            let kind = entry.kind == .material ? localized("de fondo", "material") : localized("de forma", "editorial")
            facts.append((localized("Versión", "Version"), "\(entry.version), \(kind)"))
        }
        facts.append((localized("Rige desde", "Effective from"), entry.effective.iso))
        facts.append((localized("Se anota el", "Recorded on"), entry.recorded.iso))
        if let act = entry.act {
            facts.append((localized("Acto", "Act"), act.title + (act.date.map { ", \($0.iso)" } ?? "")))
        }
        let nobody = localized("nadie lo dice", "nobody is named")
        let people = entry.authorized.joined(separator: "; ")
        facts.append((localized("Autoriza", "Authorised by"), people.isEmpty ? nobody : people))
        if let successor = entry.successor { facts.append((localized("Lo sustituye", "Replaced by"), successor.id)) }
        var out = "<dl>"
        for (name, value) in facts { out += "<dt>\(name)</dt><dd>\(value.escapedForHTML)</dd>" }
        out += "</dl>\n"
        if !entry.log.isEmpty {
            out += "<h3>\(localized("Bitácora", "Log"))</h3>\n<ul class=\"bitacora\">"
            out += entry.log.map { "<li>\(($0).escapedForHTML)</li>" }.joined() + "</ul>\n"
        }
        let untold = document.changes.filter { $0.isMaterial && !entry.log.contains($0.text[language]) }
        if !untold.isEmpty {
            out += "<h3>\(localized("Cambia además, según las fuentes", "Changes besides, by the sources"))</h3>\n<ul>"
            out += untold.map { "<li>\(($0.text[language]).escapedForHTML)</li>" }.joined() + "</ul>\n"
        }
        return out
    }

    /// The differences between the document and its last released version, or a note that there is none, as HTML;
    /// empty unless the form releases a version.
    private var redline: String {
        if kind != .version { return "" }
        func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
        let site = editor.freshSite()
        guard let record = target.address.index(in: site.corpus) else { return "" }
        let history = History(of: site)
        guard let place = history.ledger(of: record, in: site.corpus),
            let latest = history.ledgers[place].latestContent,
            let snapshot = history.ledgers[place].snapshot(of: latest, root: editor.root)
        else { return "<p>\(localized("Es su primera versión.", "It is its first version."))</p>\n" }
        let schema = site.corpus.schema
        let old = VersionContent(snapshot, schema)
        let new = VersionContent(working: record, in: site.corpus)
        var out = "<h3>\(localized("Frente a la versión publicada", "Against the released version"))</h3>\n"
        for part in Redline(from: old, to: new, schema).parts {
            for section in part.sections where section.isChanged {
                out += "<h4>\(section.title.escapedForHTML)</h4>\n<ul class=\"lineas marcada\">"
                for line in section.lines where line.state != .same || line.isMoved {
                    out += "<li>\(ChangesHTML.marks(line.marks))</li>"
                }
                out += "</ul>\n"
            }
        }
        return out
    }
}
