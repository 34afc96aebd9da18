import Diagnostics

extension Rule {
    /// What is asked of the history, in the order of the catalogue.
    package static let historyRules: [Rule] = [.unreleasedChanges, .historyAltered, .interruptedRelease, .releasedSourceMissing, .ledgerAndLog]

    /// The sources say something else than the last release.
    package static let unreleasedChanges = Rule(
        "cambios-sin-publicar", .history, .warning,
        what: Localized(
            es: "La fuente dice otra cosa que la última versión publicada.", en: "The source says something else than the last released version."),
        why: Localized(
            es: "Mientras no se publique, rige la versión anterior y el sitio la muestra; «oficio release» anota lo que cambió.",
            en: "Until it is released the former version is in force and the site shows it; “oficio release” logs what has changed."),
        fires: HistoryExample.site(HistoryExample.document.replacing("Saludar.", with: "Saludar por su nombre.")),
        passes: HistoryExample.site())

    /// A ledger or its folder is not as the program left it.
    package static let historyAltered = Rule(
        "historial-alterado", .history, .error,
        what: Localized(es: "Algo del historial no está como se publicó.", en: "Something of the history is not as it was released."),
        why: Localized(
            es: "El historial prueba qué rigió cada día; un libro alterado ya no prueba nada. «oficio verify» revisa también las versiones guardadas.",
            en: "The history proves what was in force on each day; an altered ledger proves nothing. “oficio verify” looks at the stored versions too."),
        fires: HistoryExample.site(ledger: HistoryExample.ledger.replacing("Creación", with: "Revisión")),
        passes: HistoryExample.site())

    /// A release was cut short.
    package static let interruptedRelease = Rule(
        "publicacion-interrumpida", .history, .warning,
        what: Localized(es: "Una publicación quedó a medias.", en: "A release was cut short."),
        why: Localized(
            es: "La siguiente orden «release», «log» o «verify» la termina o la deshace; hasta entonces la fuente y el libro pueden no coincidir.",
            en: "The next “release”, “log” or “verify” finishes or undoes it; until then source and ledger may disagree."),
        fires: HistoryExample.site() + "\n=== content/historial/protocolos/cobro/pendiente.json\n{}",
        passes: HistoryExample.site())

    /// A released document has lost its source and was not withdrawn.
    package static let releasedSourceMissing = Rule(
        "publicado-sin-fuente", .history, .error,
        what: Localized(es: "Un documento publicado ya no tiene fuente y no fue derogado.", en: "A released document has no source any more and was not withdrawn."),
        why: Localized(
            es: "Borrar un archivo no deroga un documento: alguien lo autorizó y alguien tiene que decir desde cuándo ya no rige.",
            en: "Deleting a file does not end a document: somebody authorised it, and somebody has to say from when it no longer applies."),
        fires: HistoryExample.site(path: "pago", "---\ntítulo: Pago en caja\n---"),
        passes: HistoryExample.site(path: "pago", "---\ntítulo: Pago en caja\n---", ledger: HistoryExample.withdrawn))

    /// The modification log of a source contradicts the ledger.
    package static let ledgerAndLog = Rule(
        "bitacora-y-libro", .history, .warning,
        what: Localized(
            es: "Las modificaciones del documento no dicen lo que se publicó.", en: "The document's modification log does not say what was released."),
        why: Localized(
            es: "La bitácora es lo que lee el personal; el libro, lo que se publicó de verdad. Deben contar lo mismo.",
            en: "The log is what the staff read; the ledger, what was really released. They have to tell the same."),
        fires: HistoryExample.site(HistoryExample.document.replacing("vigencia: 2026-01-02\n    ", with: "vigencia: 2026-01-05\n    ")),
        passes: HistoryExample.site())
}

/// A document that was released once, as the program wrote it: what the examples of the rules vary.
private enum HistoryExample {
    static let document = """
        ---
        título: Cobro en caja
        versión: "01"
        vigencia: 2026-01-02
        modificaciones:
          - versión: "01"
            modificado: 2026-01-02
            vigencia: 2026-01-02
            descripción:
              - "Creación."
        ---

        ## Procedimiento

        1. Saludar.
        """

    static let ledger = #"""
        {"n":1,"kind":"material","version":"01","effective":"2026-01-02","recorded":"2026-01-02","log":["Creación."],"snapshot":"01-df06d306.json","sha256":"df06d3063b1686085fabdea10e7d61c5cc591fcfa93a00e925203619c8c2f775","content":"4fbac75ecbfa05e251df48b03161a65afe76f4760532c1250289ffb4195a7d8b","records":["protocol/cobro"],"previous":"","line":"d919be3e1036c1bac8d31b02c2ee3e798a9d51c028a695e7708a3a04b3ef2ba0"}
        """#

    /// The same, withdrawn.
    static let withdrawn =
        ledger + "\n" + #"""
            {"n":2,"kind":"withdrawal","version":"01","effective":"2026-06-30","recorded":"2026-06-01","log":["Derogación."],"previous":"d919be3e1036c1bac8d31b02c2ee3e798a9d51c028a695e7708a3a04b3ef2ba0","line":"ad25e2f54af13565fc0d687d316710521a72e36d7daa1ad482969ad265bda36a"}
            """#

    static func site(path: String = "cobro", _ document: String = HistoryExample.document, ledger: String = HistoryExample.ledger) -> String {
        "=== content/protocolos/\(path).md\n\(document)\n=== content/historial/protocolos/cobro/libro.jsonl\n\(ledger)"
    }
}
