import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports parts of the released version that public builds withhold; see `WithheldParts`.
    package static let withheldPart = Rule(
        "parte-retenida", .history, .warning,
        what: Localized(
            es: """
                La fuente tiene una parte interna nueva, y algo de la versión publicada ya no está en lo público de la \
                fuente: la compilación pública lo retiene.
                """,
            en: """
                The source has a new internal part, and something of the released version is no longer in the public \
                parts of the source: public builds withhold it.
                """),
        why: Localized(
            es: """
                Lo que se marca interno lo es desde ya. Si una sección cambia de nombre y de texto y se marca interna \
                a la vez, nada dice que es la que se publicó; por eso no se muestra. Publicar la versión nueva lo \
                resuelve, y también dejar a la sección interna el nombre que tenía.
                """,
            en: """
                What is marked internal is internal at once. If a section gets another name and another text and is \
                marked internal in one edit, nothing says that it is the one that was released; so it is not shown. \
                Releasing the new version settles it, and so does giving the internal section its former name.
                """),
        fires: HistoryExample.site(
            HistoryExample.document.replacing(
                "1. Saludar.", with: "1. Recibir.\n\n## Seguridad {acceso=interno}\n\nLa llave.")),
        passes: HistoryExample.site(HistoryExample.document + "\n\n## Seguridad {acceso=interno}\n\nLa llave."))
}

enum WithheldRule {
    /// Returns the findings about parts of the last release that are withheld because of the sources.
    static func check(
        _ ledger: Ledger, _ content: DocumentContent, _ latest: LedgerEntry, root: String, _ names: DocumentNames,
        _ elsewhere: InternalText
    ) -> [Diagnostic] {
        let corpus = names.working
        let released = ledger.releasedContents(root: root, corpus.schema, from: latest.number)
        let marks = LedgerMarks(released, latest: latest, names, elsewhere: elsewhere, next: content)
        return marks.withheldBySources.sorted { $0.key.text < $1.key.text }.compactMap { key, withheld in
            guard let cause = withheld.cause else { return nil }
            let index = cause.record.flatMap { corpus.index(of: $0) } ?? corpus.index(of: key) ?? content.records[0]
            let shown = withheld.names.prefix(3).map { "«\($0)»" }.joined(separator: ", ")
            let more = withheld.names.count > 3 ? "…" : ""
            let englishShown = withheld.names.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
            return Diagnostic(
                .withheldPart, at: cause.span(in: corpus.records[index]),
                Localized(
                    es: """
                        «\(cause.name)», interna, puede ser lo que la versión \(latest.version) publicó como \
                        \(shown)\(more): la compilación pública ya no lo muestra
                        """,
                    en: """
                        “\(cause.name)”, which is internal, may be what version \(latest.version) released as \
                        \(englishShown)\(more): public builds no longer show it
                        """),
                notes: [
                    .init(
                        Localized(
                            es: """
                                para resolverlo, publique la versión nueva con «oficio release», o deje a la parte \
                                interna el nombre con que se publicó
                                """,
                            en: """
                                to settle it, release the new version with “oficio release”, or give the internal \
                                part the name under which it was released
                                """))
                ], record: corpus.recordID(of: index).text)
        }
    }
}
