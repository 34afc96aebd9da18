import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// Creates a document of a type in one of its forms, with the text that `oficio add` writes.
struct NewAction: EditorAction {
    static let path = "nuevo"
    private let fields: ActionFields
    private let language: Language
    private let site: LoadedSite
    /// The units in which the person may create documents; `nil` if the person may create documents without a unit.
    private let units: [(id: String, title: String)]?
    private let createsUnassigned: Bool
    private var schema: Schema { site.corpus.schema }

    init?(_ fields: ActionFields, _ editor: Editor) {
        self.fields = fields
        language = editor.language
        site = editor.wholeSite()
        units = editor.editableUnits(site)
        createsUnassigned = editor.createsUnassigned
    }

    var title: String { Localized(es: "Documento nuevo", en: "New document")[language] }
    var back: (link: String, words: String) {
        ("/-oficio/editar/", Localized(es: "Volver a la lista", en: "Back to the list")[language])
    }
    var confirmation: Localized { Localized(es: "Crear el documento", en: "Create the document") }
    var isComplete: Bool { false }

    var inputs: String {
        let make = ActionInputs(language: language)
        let groups = schema.types.map { type -> (name: String, options: [(value: String, words: String)]) in
            let usual = NewDocument.usualForm(of: type, site.corpus)
            let own = NewDocument.ownForms(of: type, schema)
            let forms = [usual] + own.filter { $0 != usual }
            let name = type.name[language].capitalizedFirst
            return (
                name,
                forms.map { form in
                    let title = schema.forms[form].isBuiltIn ? "" : " · " + schema.forms[form].title
                    return ("\(type.id)/\(schema.forms[form].id)", name + title)
                }
            )
        }
        let words = groups.flatMap(\.options).map(\.words)
        let distinct = groups.map { group in
            // Forms with the same title are told apart by their ids.
            let options = group.options.map { option in
                words.count { $0 == option.words } < 2
                    ? option : (option.value, option.words + " (\(option.value.drop { $0 != "/" }.dropFirst()))")
            }
            return (name: group.name, options: options)
        }
        let jobs = groups.flatMap(\.options).first { $0.value.hasPrefix("job/") || $0.value.hasPrefix("puesto/") }
        let chosen = fields["clase"].isEmpty ? jobs?.value ?? "" : fields["clase"]
        return make.choice("clase", Localized(es: "Tipo y formato", en: "Type and form"), chosen, distinct)
            + make.text(
                "titulo", Localized(es: "Título", en: "Title"), fields.line("titulo"), required: true)
            + make.text(
                "id", Localized(same: "Id"), shownID,
                help: Localized(
                    es: "Nombre del archivo y de la dirección. Vacío, sale del título.",
                    en: "The name of the file and of the address. If empty, it comes from the title."))
            + (units.map { units in
                make.choice(
                    "unidad", Localized(es: "Unidad", en: "Unit"), fields["unidad"],
                    [("", units.map { (value: $0.id, words: $0.title) })])
            } ?? "")
    }

    private var shownID: String {
        fields["id"].isEmpty && fields.has("accion") ? fields.line("titulo").fileName : fields["id"]
    }

    /// Returns the change that creates a document in the chosen unit.
    private func placed(
        _ change: SourceChange, _ units: [(id: String, title: String)], _ type: DocumentType
    ) throws(EditRefusal) -> SourceChange {
        if createsUnassigned, [FieldKey.unit, .area, .parentUnit].allSatisfy({ type.field($0) == nil }) {
            return change
        }
        let unit = fields["unidad"].isEmpty && units.count == 1 ? units[0].id : fields["unidad"]
        guard units.contains(where: { $0.id == unit }) else {
            throw EditRefusal("elija una unidad de la lista", "choose a unit from the list")
        }
        guard let field = [FieldKey.unit, .area, .parentUnit].lazy.compactMap({ type.field($0) }).first else {
            throw EditRefusal(
                "estos documentos no son de ninguna unidad: los crea quien puede editar todo el sitio",
                "such documents belong to no unit: whoever may edit the whole site creates them")
        }
        let editor = SourceEditor(change.after ?? [], path: change.path, schema: schema)
        let patch = try editor.patch(.set(FieldPath(type.fields[field].id), .text(unit))).get()
        guard let bytes = patch.applied(to: change.after ?? []) else { throw .layout }
        return SourceChange(change.path, before: nil, after: bytes)
    }

    func proposal() throws(EditorRefusal) -> Proposal {
        let title = fields.line("titulo")
        if title.isEmpty { throw EditorRefusal("falta el título", "the title is missing") }
        let parts = fields["clase"].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map {
            String($0)
        }
        guard parts.count == 2, let type = schema.types.firstIndex(where: { $0.id == parts[0] }) else {
            throw EditorRefusal("elija un tipo de la lista", "choose a type from the list")
        }
        let own = NewDocument.ownForms(of: schema.types[type], schema)
        let form =
            own.first { schema.forms[$0].id == parts[1] } ?? NewDocument.usualForm(of: schema.types[type], site.corpus)
        var change: SourceChange
        do throws(EditRefusal) {
            change = try NewDocument(site, type: type, form: form).change(title: title, id: shownID, language)
            if let units { change = try placed(change, units, schema.types[type]) }
        } catch {
            throw EditorRefusal(error)
        }
        let address = DocumentAddress(path: change.path, record: nil)
        return Proposal(
            ChangesHTML(language: language).html([change]), changes: [change], action: .create, title: title,
            next: address.link("documento"))
    }
}
