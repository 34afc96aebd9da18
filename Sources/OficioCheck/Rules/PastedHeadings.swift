import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Adds a fix to findings about text without headings, which turns pasted text into headings and front matter.
enum PastedHeadings {
    static func addFixes(_ found: inout [Diagnostic], _ context: CheckContext) {
        guard found.contains(where: { $0.code == Rule.strayText.code }) else { return }
        let corpus = context.corpus
        for (place, finding) in found.enumerated() where finding.code == Rule.strayText.code {
            guard let name = finding.record, finding.fixes.isEmpty,
                let index = corpus.records.firstIndex(where: { $0.file == finding.span.file }),
                corpus.name(ofRecord: index) == name
            else { continue }
            let bytes = context.bytes(of: finding.span.file)
            let record = corpus.records[index]
            guard String(validating: bytes, as: UTF8.self) != nil,
                let pasted = PastedText(
                    String(decoding: bytes, as: UTF8.self), corpus.type(of: index),
                    given: Dictionary(record.fields.prefix(record.headCount).map { ($0.field, $0.value.plain) }) {
                        first, _ in first
                    },
                    corpus.schema.language)
            else { continue }
            let shown = pasted.headings.prefix(4).joined(separator: " · ") + (pasted.headings.count > 4 ? " …" : "")
            let whole = Span(file: finding.span.file, start: 0, end: bytes.count)
            found[place] = Diagnostic(
                code: finding.code, severity: finding.severity, finding.message, at: finding.span,
                label: pasted.headings.isEmpty
                    ? finding.label
                    : Localized(es: "parecen títulos: \(shown)", en: "these look like headings: \(shown)"),
                notes: finding.notes,
                fixes: [
                    .init(
                        Localized(
                            es: "poner los títulos con «##» y los datos entre «---»",
                            en: "make headings with “##”, and put the facts between “---”"), safe: true,
                        [.init(whole, pasted.text)])
                ], record: finding.record, group: finding.group)
        }
    }
}
