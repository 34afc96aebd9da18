import Diagnostics
import OficioSource

/// The reason for refusing an edit. A refused edit changes nothing.
package struct EditRefusal: Error, Sendable {
    /// The reason for the refusal, in both languages.
    package let message: Localized
    /// The finding in the source that causes the refusal, if there is one.
    package let finding: Diagnostic?

    /// Makes a refusal from its reason in Spanish and in English.
    package init(_ es: String, _ en: String, finding: Diagnostic? = nil) {
        message = Localized(es: es, en: en)
        self.finding = finding
    }

    init(damaged finding: Diagnostic) {
        self.init(
            "el archivo tiene un error que hay que arreglar antes: \(finding.message.spanish)",
            "the file has an error that comes first: \(finding.message.english)", finding: finding)
    }

    static func absent(_ name: String) -> EditRefusal {
        EditRefusal("no hay «\(name)» en el archivo", "there is no “\(name)” in the file")
    }

    static func noItem(_ place: Int, _ name: String) -> EditRefusal {
        EditRefusal("«\(name)» no tiene ningún elemento \(place + 1)", "“\(name)” has no item \(place + 1)")
    }

    /// Throws a refusal if an id is not a slug, or cannot be the name of a file on every system.
    package static func checkID(_ id: String) throws(EditRefusal) {
        guard !id.isEmpty, id == id.slug() else {
            throw EditRefusal(
                "un id lleva solo minúsculas sin tilde, cifras y guiones: «\(id.fileName)»",
                "an id has only plain lower-case letters, digits and hyphens: “\(id.fileName)”")
        }
        if let problem = id.nameProblem {
            throw EditRefusal(
                "el id «\(id)» no puede ser el nombre de un archivo: \(problem.words.spanish)",
                "the id “\(id)” cannot be the name of a file: \(problem.words.english)")
        }
    }

    static let alias = EditRefusal(
        "el valor está escrito en otra parte del archivo (ancla «&» o etiqueta «!») y se cambia a mano",
        "the value is written elsewhere in the file (an anchor “&” or a tag “!”) and has to be changed by hand")

    static let unreadable = EditRefusal(
        "el valor no se leería como se dio, o cambiaría lo que está al lado",
        "the value would not read as given, or would change what stands beside it")

    /// Whether the editor refused the edit only because the written value would not decode to the given one.
    package var isUnreadable: Bool { message.spanish == Self.unreadable.message.spanish }

    /// The refusal of an edit whose request was cancelled, because its client closed the connection.
    static let cancelled = EditRefusal("la revisión se interrumpió", "the check was interrupted")

    /// The refusal of an edit of a part whose notation does not allow a separate change.
    package static let layout = EditRefusal(
        "esta parte está escrita de un modo que no se puede cambiar sola; póngala en líneas propias",
        "this part is written in a way that cannot be changed by itself; put it on lines of its own")
}
