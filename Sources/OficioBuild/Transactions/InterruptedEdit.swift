import Diagnostics
import OficioHistory
import OficioSource

/// Reports a journal that an interrupted command left among the sources.
struct InterruptedEdit {
    let diagnostics: [Diagnostic]
    /// The path of the journal as the only element; empty if there is no journal.
    let paths: [String]

    /// Looks for a journal; `start` is the id that its file receives in findings.
    init(root: String, from start: Int) {
        let path = "content/" + SourceJournal.name
        guard Files.status(root + "/" + path) != nil else {
            (diagnostics, paths) = ([], [])
            return
        }
        let moves = (try? Files.read(root + "/" + path)).flatMap { SourceJournal($0) }?.moves ?? []
        let finding = Diagnostic(
            .interruptedEdit, at: .start(of: FileID(start)),
            Localized(
                es: """
                    un cambio de varios archivos quedó a medias; la siguiente orden que escriba en «content» lo \
                    termina
                    """,
                en: "a change of several files was cut short; the next command that writes to “content” finishes it"),
            notes: moves.map { Diagnostic.Note(Localized(same: $0.path)) })
        (diagnostics, paths) = ([finding], [path])
    }
}

extension Rule {
    /// Reports an interrupted change of several sources.
    package static let interruptedEdit = Rule(
        "cambio-interrumpido", .history, .warning,
        what: Localized(
            es: "Un cambio de varios archivos quedó a medias.", en: "A change of several files was cut short."),
        why: Localized(
            es: "Unos archivos dicen ya lo nuevo y otros todavía lo anterior. «oficio check --fix», «oficio add» y "
                + "«oficio release» lo terminan antes de escribir; lo que alguien guardó entretanto se queda.",
            en: "Some files are new already and others still as before. “oficio check --fix”, “oficio add” and "
                + "“oficio release” finish it before they write; what somebody has saved meanwhile stays."),
        fires: passes + """

            === content/\(SourceJournal.name)
            {"format":"oficio-cambios-1","moves":[]}
            """,
        passes: passes)

    private static let passes = """
        === content/protocolos/archivo.md
        ---
        título: Archivo de expedientes
        ---

        ## Objetivo

        Que cada expediente se encuentre.
        """
}
