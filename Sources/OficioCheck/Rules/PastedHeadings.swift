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
            guard let name = finding.record,
                let index = corpus.records.firstIndex(where: { $0.file == finding.span.file }),
                corpus.name(ofRecord: index) == name
            else { continue }
            let bytes = context.bytes(of: finding.span.file)
            guard let pasted = pasted(index, bytes, corpus) else { continue }
            let shown = pasted.headings.prefix(4).joined(separator: " · ") + (pasted.headings.count > 4 ? " …" : "")
            let whole = Span(file: finding.span.file, start: 0, end: bytes.count)
            found[place] = Diagnostic(
                code: finding.code, severity: finding.severity, finding.message, at: finding.span,
                label: pasted.headings.isEmpty
                    ? Localized(
                        es: "pruebe «oficio check --fix», que lee los datos",
                        en: "try “oficio check --fix”, which reads the facts")
                    : looksLikeHeadings(shown),
                notes: finding.notes,
                fixes: [fix(whole, pasted)], record: finding.record, group: finding.group)
        }
    }

    /// Reports text with headings of its own below those of the template, in drafts where nothing else is written.
    static func belowTemplate(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        return corpus.records.indices.compactMap { index -> Diagnostic? in
            let record = corpus.records[index]
            guard record.file.index >= 0,
                corpus.value(record, .state)?.plain.folded.hasPrefix("borrador") == true
                    || corpus.value(record, .state)?.plain.folded == "draft",
                record.fields.count - record.headCount < 2
            else { return nil }
            let bytes = context.bytes(of: record.file)
            guard let below = PastedBelowTemplate(String(decoding: bytes, as: UTF8.self)),
                let pasted = pasted(index, bytes, corpus)
            else { return nil }
            let starts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
            guard below.line < starts.count else { return nil }
            let start = starts[below.line]
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            let shown = pasted.headings.prefix(4).joined(separator: " · ") + (pasted.headings.count > 4 ? " …" : "")
            return Diagnostic(
                code: Rule.strayText.code, severity: .warning,
                Localized(
                    es: "el texto bajo el último título trae sus propios títulos, sin «##»",
                    en: "the text below the last heading has headings of its own, without “##”"),
                at: Span(file: record.file, start: start, end: end),
                label: looksLikeHeadings(shown), notes: [],
                fixes: [fix(Span(file: record.file, start: 0, end: bytes.count), pasted)],
                record: corpus.name(ofRecord: index))
        }
    }

    private static func looksLikeHeadings(_ words: String) -> Localized {
        Localized(
            es: "parecen títulos: \(words); pruebe «oficio check --fix», que los escribe con «##»",
            en: "these look like headings: \(words); try “oficio check --fix”, which writes them with “##”")
    }

    private static func pasted(_ index: Int, _ bytes: [UInt8], _ corpus: Corpus) -> PastedText? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        let record = corpus.records[index]
        return PastedText(
            String(decoding: bytes, as: UTF8.self), corpus.type(of: index),
            given: Dictionary(record.fields.prefix(record.headCount).map { ($0.field, $0.value.plain) }) {
                first, _ in first
            }, corpus.schema.language)
    }

    private static func fix(_ whole: Span, _ pasted: PastedText) -> Diagnostic.Fix {
        .init(
            Localized(
                es: "poner los títulos con «##» y los datos entre «---»",
                en: "make headings with “##”, and put the facts between “---”"), safe: true,
            [.init(whole, pasted.text)])
    }
}
