import Diagnostics
import OficioHistory

/// Releases a version of a document, with its legal act and its log row.
struct PublishAction: ReleaseAction {
    static let path = "publicar"
    let form: ReleaseForm

    init?(_ fields: ActionFields, _ editor: Editor) {
        guard let form = ReleaseForm(.version, fields, editor) else { return nil }
        self.form = form
    }

    var title: String { Localized(es: "Publicar: ", en: "Release: ")[form.language] + form.target.title }
    var confirmation: Localized { Localized(es: "Publicar esta versión", en: "Release this version") }
}

/// Withdraws a released document from a day on, with its legal act and the document that takes its place.
struct WithdrawAction: ReleaseAction {
    static let path = "derogar"
    let form: ReleaseForm

    init?(_ fields: ActionFields, _ editor: Editor) {
        guard let form = ReleaseForm(.withdrawal, fields, editor) else { return nil }
        self.form = form
    }

    var title: String { Localized(es: "Derogar: ", en: "Withdraw: ")[form.language] + form.target.title }
    var confirmation: Localized { Localized(es: "Derogar el documento", en: "Withdraw the document") }
}

/// Reinstates a withdrawn document from a day on, with a reason and a legal act.
struct ReinstateAction: ReleaseAction {
    static let path = "reponer"
    let form: ReleaseForm

    init?(_ fields: ActionFields, _ editor: Editor) {
        guard let form = ReleaseForm(.reinstatement, fields, editor) else { return nil }
        self.form = form
    }

    var title: String { Localized(es: "Reponer: ", en: "Reinstate: ")[form.language] + form.target.title }
    var confirmation: Localized { Localized(es: "Reponer el documento", en: "Reinstate the document") }
}

/// Annuls the last recorded entry if it is not in force yet: a version, a withdrawal or a reinstatement.
struct AnnulAction: ReleaseAction {
    static let path = "anular"
    let form: ReleaseForm

    init?(_ fields: ActionFields, _ editor: Editor) {
        guard let form = ReleaseForm(.annulment, fields, editor) else { return nil }
        self.form = form
    }

    var title: String { Localized(es: "Dejar sin efecto: ", en: "Annul: ")[form.language] + form.target.title }
    var confirmation: Localized { Localized(es: "Dejar sin efecto lo último", en: "Annul the last one") }
}

/// Records corrections of released rows of the log. The document then shows the released row and the corrected one.
struct ErratumAction: ReleaseAction {
    static let path = "corregir"
    let form: ReleaseForm

    init?(_ fields: ActionFields, _ editor: Editor) {
        guard let form = ReleaseForm(.erratum, fields, editor) else { return nil }
        self.form = form
    }

    var title: String {
        Localized(es: "Corregir la bitácora: ", en: "Correct the log: ")[form.language] + form.target.title
    }
    var confirmation: Localized { Localized(es: "Anotar la corrección", en: "Record the correction") }
}

/// Records which parts of a document's releases are internal, so that they stay internal when the source no longer
/// exists.
struct MarkAction: ReleaseAction {
    static let path = "anotar-interno"
    let form: ReleaseForm

    init?(_ fields: ActionFields, _ editor: Editor) {
        guard let form = ReleaseForm(.mark, fields, editor) else { return nil }
        self.form = form
    }

    var title: String {
        Localized(es: "Anotar lo interno: ", en: "Record internal parts: ")[form.language] + form.target.title
    }
    var confirmation: Localized { Localized(es: "Anotar lo interno", en: "Record internal parts") }
}

/// An action that adds an entry to the ledger of a document through a `ReleaseForm`.
protocol ReleaseAction: EditorAction {
    /// The form with the fields of the release.
    var form: ReleaseForm { get }
}

extension ReleaseAction {
    static var sendsFiles: Bool { true }
    var back: (link: String, words: String) { form.target.back(form.language) }
    var isComplete: Bool { false }
    var inputs: String { form.inputs }
    func hiddenFileFields() throws(EditorRefusal) -> [(name: String, value: String)] { try form.hiddenFileFields() }
    func proposal() throws(EditorRefusal) -> Proposal { try form.proposal() }
}
