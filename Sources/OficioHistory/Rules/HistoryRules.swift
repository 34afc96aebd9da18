import Diagnostics

extension Rule {
    /// The rules about the history, in the order of the catalogue.
    package static let historyRules: [Rule] = [
        .unreleasedChanges, .withheldPart, .unrecordedMark, .historyAltered, .interruptedRelease,
        .releasedSourceMissing, .ledgerAndLog, .releasedLog,
    ]

    /// Reports sources that differ from the last release.
    package static let unreleasedChanges = Rule(
        "cambios-sin-publicar", .history, .warning,
        what: Localized(
            es: "La fuente dice otra cosa que la última versión publicada.",
            en: "The source says something else than the last released version."),
        why: Localized(
            es: """
                Mientras no se publique, rige la versión anterior y el sitio la muestra; «oficio release» anota lo \
                que cambió.
                """,
            en: """
                Until it is released the former version is in force and the site shows it; “oficio release” logs \
                what has changed.
                """
        ),
        fires: HistoryExample.site(HistoryExample.document.replacing("Saludar.", with: "Saludar por su nombre.")),
        passes: HistoryExample.site())

    /// Reports a ledger, or a file beside it, that differs from what the program wrote.
    package static let historyAltered = Rule(
        "historial-alterado", .history, .error,
        what: Localized(
            es: "Algo del historial no está como se publicó.", en: "Something of the history is not as it was released."
        ),
        why: Localized(
            es: """
                El historial prueba qué rigió cada día; alterado ya no prueba nada, y no se publica. Recupere los \
                archivos de una copia.
                """,
            en: """
                The history proves what was in force on each day; altered it proves nothing, and nothing is \
                published. Bring the files back from a copy.
                """
        ),
        fires: HistoryExample.site(ledger: HistoryExample.ledger.replacing("Creación", with: "Revisión")),
        passes: HistoryExample.site())

    /// Reports an interrupted release.
    package static let interruptedRelease = Rule(
        "publicacion-interrumpida", .history, .warning,
        what: Localized(es: "Una publicación quedó a medias.", en: "A release was cut short."),
        why: Localized(
            es: """
                «oficio repair», o la siguiente «oficio release», la termina o la deshace; hasta entonces rige lo \
                último que se terminó de publicar.
                """,
            en: """
                “oficio repair”, or the next “oficio release”, finishes or undoes it; until then what was released \
                last is in force.
                """
        ),
        fires: HistoryExample.site() + "\n=== content/historial/protocolos/cobro/pendiente.json\n{}",
        passes: HistoryExample.site())

    /// Reports a released document that lost its source without being withdrawn.
    package static let releasedSourceMissing = Rule(
        "publicado-sin-fuente", .history, .error,
        what: Localized(
            es: "Un documento publicado ya no tiene fuente y no fue derogado.",
            en: "A released document has no source any more and was not withdrawn."),
        why: Localized(
            es: """
                Borrar un archivo no deroga un documento: alguien lo autorizó y alguien tiene que decir desde cuándo \
                ya no rige.
                """,
            en: """
                Deleting a file does not end a document: somebody authorised it, and somebody has to say from when \
                it no longer applies.
                """
        ),
        fires: HistoryExample.site(path: "pago", "---\ntítulo: Pago en caja\n---"),
        passes: HistoryExample.site(path: "pago", "---\ntítulo: Pago en caja\n---", ledger: HistoryExample.withdrawn))

    /// Reports a modification log that contradicts the ledger.
    package static let ledgerAndLog = Rule(
        "bitacora-y-libro", .history, .warning,
        what: Localized(
            es: "Las modificaciones del documento no dicen lo que se publicó.",
            en: "The document's modification log does not say what was released."),
        why: Localized(
            es: "La bitácora es lo que lee el personal; el libro, lo que se publicó de verdad. Deben contar lo mismo.",
            en: "The log is what the staff read; the ledger, what was really released. They have to tell the same."),
        fires: HistoryExample.site(ledger: HistoryExample.later),
        passes: HistoryExample.site())
}

/// A document with one release, with the files exactly as the program wrote them. The examples of the rules vary it.
enum HistoryExample {
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

    // Files with long lines of JSON, exactly as the program writes them.
    private static let snapshotName = "01-eebb1a6f.json"

    private static let snapshot = #"""
        {"format":"oficio-instantanea-1","document":"protocol/cobro","version":"01","effective":"2026-01-02",\#
        "language":"es","content":{"records":[{"type":"protocol","id":"cobro","fields":[{"field":"title",\#
        "text":"Cobro en caja"},{"field":"steps","rows":{"rows":[{"id":"saludar","cells":[{"field":"action","blocks":\#
        [{"p":"Saludar."}]}]}]}},{"field":"version","text":"01"},{"field":"effective","date":"2026-01-02",\#
        "as":"2026-01-02"},{"field":"log","rows":{"rows":[{"id":"creacion","cells":[{"field":"version","text":"01"},\#
        {"field":"modified","date":"2026-01-02","as":"2026-01-02"},{"field":"effective","date":"2026-01-02",\#
        "as":"2026-01-02"},{"field":"description","list":[{"id":"creacion","blocks":[{"p":"Creación."}]}]}]}]}}]}],\#
        "competencies":[]},"layouts":[""],"names":[],"clauses":[],"labels":{},"forms":[]}
        """#

    static let ledger = #"""
        {"n":1,"kind":"material","version":"01","effective":"2026-01-02","recorded":"2026-01-02","log":["Creación."],\#
        "snapshot":"01-eebb1a6f.json","sha256":"eebb1a6f3351bae53e23747bc06fcafe8b7cd16324eb1d7463c3c08b58988281",\#
        "content":"4fbac75ecbfa05e251df48b03161a65afe76f4760532c1250289ffb4195a7d8b","records":["protocol/cobro"],\#
        "previous":"","line":"812f7a2ad9d2770ff074b8fdda2bd48e50e76183eacc5f3ce01b11cdc9fe5dae"}
        """#

    /// A ledger with another effective date than the document's log row.
    static let later = #"""
        {"n":1,"kind":"material","version":"01","effective":"2026-01-05","recorded":"2026-01-02","log":["Creación."],\#
        "snapshot":"01-eebb1a6f.json","sha256":"eebb1a6f3351bae53e23747bc06fcafe8b7cd16324eb1d7463c3c08b58988281",\#
        "content":"4fbac75ecbfa05e251df48b03161a65afe76f4760532c1250289ffb4195a7d8b","records":["protocol/cobro"],\#
        "previous":"","line":"952fb17ad9fb5e629eab3c4f33455270d1017af1136752d89a2e396ab4bd3e71"}
        """#

    /// A ledger whose document is withdrawn.
    static let withdrawn =
        ledger + "\n" + #"""
            {"n":2,"kind":"withdrawal","version":"01","effective":"2026-06-30","recorded":"2026-06-01",\#
            "log":["Derogación."],"previous":"812f7a2ad9d2770ff074b8fdda2bd48e50e76183eacc5f3ce01b11cdc9fe5dae",\#
            "line":"a7d797d77122eb869ba861a9390da570669f2329b90e4418ebcaea118f793fc5"}
            """#

    static func site(
        path: String = "cobro", _ document: String = HistoryExample.document, ledger: String = HistoryExample.ledger
    ) -> String {
        """
        === content/protocolos/\(path).md
        \(document)
        === content/historial/protocolos/cobro/libro.jsonl
        \(ledger)
        === content/historial/protocolos/cobro/\(snapshotName)
        \(snapshot)
        """
    }
}
