import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a cover whose version or effective date differs from the last log row.
    package static let coverAndLog = Rule(
        "portada-y-bitacora", .identity, .warning,
        what: Localized(
            es: "La versión o la vigencia de la portada no es la de la última modificación.",
            en: "The cover's version or effective date is not that of the last log row."),
        why: Localized(
            es: "Un auditor lee las dos y no sabe cuál rige.",
            en: "An auditor reads both and cannot tell which is in force."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            versión: 06
            vigencia: 2021-01-02
            modificaciones:
              - {versión: "05.", vigencia: 2021-01-02, descripción: [Creación.]}
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            versión: 05
            vigencia: 2021-01-02
            modificaciones:
              - {versión: "05.", vigencia: 2021-01-02, descripción: [Creación.]}
            ---
            """)
}

enum CoverAndLog {
    /// Returns a version without a final full stop, which some tables add.
    private static func withoutFullStop(_ version: String) -> Substring {
        version.hasSuffix(".") ? version.dropLast() : version[...]
    }

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        guard let last = ModificationLog(corpus, record)?.rows.last else { return [] }
        var found: [Diagnostic] = []
        if let field = corpus.fieldValue(record, .version), let cover = VersionNumber(field.value.plain),
            let row = last.version,
            let logged = VersionNumber(row.source), cover != logged
        {
            found.append(
                Diagnostic(
                    .coverAndLog, at: field.value.textSpan ?? field.span,
                    Localized(
                        es: "la portada dice versión «\(field.value.plain)» y la última modificación «\(row.source)»",
                        en: "the cover says version “\(field.value.plain)”, the last log row “\(row.source)”"),
                    notes: [.init(Localized(es: "la última fila", en: "the last row"), at: row.span)],
                    record: corpus.name(ofRecord: index)))
        }
        if let field = corpus.fieldValue(record, .version), let row = last.version,
            let cover = VersionNumber(field.value.plain), cover == VersionNumber(row.source),
            withoutFullStop(field.value.plain) != withoutFullStop(row.source)
        {
            var finding = Diagnostic(
                .coverAndLog, at: field.value.textSpan ?? field.span,
                Localized(
                    es: "la portada escribe la versión «\(field.value.plain)» y la última modificación «\(row.source)»",
                    en: "the cover spells the version “\(field.value.plain)”, the last log row “\(row.source)”"),
                notes: [.init(Localized(es: "la última fila", en: "the last row"), at: row.span)],
                record: corpus.name(ofRecord: index))
            finding.severity = .note
            found.append(finding)
        }
        if case .date(let cover, let text)? = corpus.value(record, .effective), let logged = last.effective,
            cover != logged.date
        {
            found.append(
                Diagnostic(
                    .coverAndLog, at: text.span,
                    Localized(
                        es: "la portada rige desde \(cover.iso) y la última modificación desde \(logged.date.iso)",
                        en: "the cover is in force from \(cover.iso), the last log row from \(logged.date.iso)"),
                    notes: [.init(Localized(es: "la última fila", en: "the last row"), at: logged.span)],
                    record: corpus.name(ofRecord: index)))
        }
        return found
    }
}
