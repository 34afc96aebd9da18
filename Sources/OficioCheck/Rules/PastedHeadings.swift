import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Adds a fix to findings about text without headings, which turns pasted text into headings and front matter.
enum PastedHeadings {
    static func addFixes(_ found: inout [Diagnostic], _ context: CheckContext) {
        guard found.contains(where: { $0.code == Rule.strayText.code }) else { return }
        let corpus = context.corpus
        var filesWithSeveral: Set<FileID> = []
        for (place, finding) in found.enumerated() where finding.code == Rule.strayText.code {
            guard let name = finding.record,
                let index = corpus.records.firstIndex(where: { $0.file == finding.span.file }),
                corpus.name(ofRecord: index) == name
            else { continue }
            let bytes = context.bytes(of: finding.span.file)
            if let several = PastedDocuments(String(decoding: bytes, as: UTF8.self), corpus.type(of: index)) {
                found[place] = severalDocuments(several.names, finding, corpus.type(of: index))
                filesWithSeveral.insert(finding.span.file)
                continue
            }
            guard let pasted = pastedText(index, bytes, corpus) else { continue }
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
        // `--fix` does not change a text with several jobs, so findings about its lines would not help.
        let ofLines = [Rule.runTogetherPairs.code, Rule.wordPaste.code]
        found.removeAll { filesWithSeveral.contains($0.span.file) && ofLines.contains($0.code) }
    }

    /// Returns findings about text with headings of its own below the headings of the template, in drafts without
    /// other text: in the drafts of a file, or in all drafts for `nil`.
    static func findingsBelowTemplate(_ context: CheckContext, in file: FileID?) -> [Diagnostic] {
        let corpus = context.corpus
        return corpus.records.indices.compactMap { index -> Diagnostic? in
            let record = corpus.records[index]
            guard record.file.index >= 0, file == nil || file == record.file,
                corpus.value(record, .state)?.plain.folded.hasPrefix("borrador") == true
                    || corpus.value(record, .state)?.plain.folded == "draft",
                record.fields.count - record.headCount < 2
            else { return nil }
            let bytes = context.bytes(of: record.file)
            guard let below = PastedBelowTemplate(String(decoding: bytes, as: UTF8.self)),
                let pasted = pastedText(index, bytes, corpus)
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

    /// Returns a finding about a heading in capitals, with its text, that was pasted below the last section of a
    /// record; `nil` if there is none.
    static func findingAtEnd(of index: Int, _ context: CheckContext) -> Diagnostic? {
        let corpus = context.corpus, record = corpus.records[index]
        guard record.file.index >= 0 else { return nil }
        let bytes = context.bytes(of: record.file)
        guard bytes.mayEndInCapitals, bytes.hasLineInCapitals, let source = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let given = { Dictionary(record.fields.map { ($0.field, $0.value.plain) }) { first, _ in first } }
        guard let pasted = PastedAtEnd(source, corpus.type(of: index), given: given(), corpus.schema.language) else {
            return nil
        }
        let starts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
        let start = starts[pasted.line]
        let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        let heading = pasted.heading
        let summary = Localized(
            es: "hacer de «\(heading)» una sección con «##»", en: "make “\(heading)” a section with “##”")
        return Diagnostic(
            code: Rule.strayText.code, severity: .warning,
            Localized(
                es: "«\(heading)» parece un título, pero sin «##» es texto de la sección de arriba",
                en: "“\(heading)” looks like a heading, but without “##” it is text of the section above"),
            at: Span(file: record.file, start: start, end: end),
            label: pasted.text == nil
                ? Localized(es: "escriba «## » delante", en: "write “## ” in front")
                : Localized(
                    es: "pruebe «oficio check --fix», que escribe la sección",
                    en: "try “oficio check --fix”, which writes the section"),
            notes: [],
            fixes: pasted.text.map {
                [
                    .init(
                        summary, safe: true,
                        [.init(Span(file: record.file, start: start, end: bytes.count), $0)])
                ]
            } ?? [], record: corpus.name(ofRecord: index))
    }

    /// Returns a finding about a text that holds several documents. It has no fix: each belongs in a file of its own.
    private static func severalDocuments(
        _ names: [String], _ finding: Diagnostic, _ type: DocumentType
    ) -> Diagnostic {
        func list(_ open: String, _ close: String) -> String {
            names.prefix(4).map { open + $0 + close }.joined(separator: ", ") + (names.count > 4 ? " …" : "")
        }
        return Diagnostic(
            code: finding.code, severity: finding.severity,
            Localized(
                es: "el texto trae varios documentos: \(list("«", "»"))",
                en: "the text holds several documents: \(list("“", "”"))"),
            at: finding.span,
            label: Localized(
                es: """
                    cada uno va en su archivo: «oficio add \(type.name.spanish) "\(names[0])"» crea el primero; pegue \
                    en él su parte
                    """,
                en: """
                    each belongs in a file of its own: “oficio add \(type.name.english) "\(names[0])"” creates the \
                    first; paste its part there
                    """),
            notes: finding.notes, fixes: [], record: finding.record, group: finding.group)
    }

    private static func looksLikeHeadings(_ words: String) -> Localized {
        Localized(
            es: "parecen títulos: \(words); pruebe «oficio check --fix», que los escribe con «##»",
            en: "these look like headings: \(words); try “oficio check --fix”, which writes them with “##”")
    }

    private static func pastedText(_ index: Int, _ bytes: [UInt8], _ corpus: Corpus) -> PastedText? {
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

extension [UInt8] {
    /// Whether a line below the last heading may be in capitals: it has no ASCII lower-case letter, and at least four
    /// bytes of letters. The test reads only the last section.
    fileprivate var mayEndInCapitals: Bool {
        withUnsafeBufferPointer { bytes in
            var found = false
            var end = bytes.count
            while end > 0 {
                var start = end, letters = 0, isInCapitals = true
                while start > 0, bytes[start - 1] != 0x0A {
                    start -= 1
                    let byte = bytes[start]
                    if byte >= 0x80 || byte >= 0x41 && byte <= 0x5A { letters += 1 }
                    if byte >= 0x61 && byte <= 0x7A { isInCapitals = false }
                }
                // A sign with an accent, as in the emoji of a key, makes no heading.
                if start < end, bytes[start] == UInt8(ascii: "#"), start + 1 == end || bytes[start + 1] < 0x80 {
                    return found
                }
                if letters > 3, isInCapitals, bytes[start] != UInt8(ascii: "|") { found = true }
                end = start - 1
            }
            return false
        }
    }

    /// Whether a line below the first may be a heading in capitals: it begins with *A* or a later byte, and none of
    /// its first four bytes is an ASCII lower-case letter. Rows of tables are no headings.
    fileprivate var hasLineInCapitals: Bool {
        withUnsafeBufferPointer { bytes in
            bytes.indices.dropFirst().dropLast(3).contains { place in
                bytes[place - 1] == 0x0A && bytes[place] >= 0x41 && bytes[place] != UInt8(ascii: "|")
                    && (0..<4).allSatisfy { bytes[place + $0] < 0x61 || bytes[place + $0] > 0x7A }
            }
        }
    }
}
