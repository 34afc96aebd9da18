import Diagnostics

/// Keys with which other programs hide a page. In Oficio, the document's state hides it.
enum ForeignKey {
    /// The line to write instead, and the label of the finding that proposes it.
    struct Replacement {
        let line: String
        let label: Localized
    }

    static func replacement(for folded: String, _ language: Language) -> Replacement? {
        guard keys.contains(folded) else { return nil }
        let line = language == .spanish ? "estado: borrador" : "state: draft"
        return Replacement(
            line: line,
            label: Localized(
                es: "aquí se escribe «\(line)», o se guarda en «_borradores/»",
                en: "here write “\(line)”, or keep it in “_drafts/”"))
    }

    /// Folded keys of Hugo, Jekyll, Eleventy, Docusaurus and MkDocs.
    private static let keys: Set<String> = [
        "draft", "published", "unlisted", "hidden", "borrador", "publicado", "publicar", "oculto",
    ]
}
