import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Headings over steps that name who carries them out, *### Cajera*, where no step says so itself.
enum ActorHeadings {
    /// Returns a finding for each heading that names who carries out the steps below it, with a fix that writes the
    /// name at the end of every step. There is no fix if the name contains quotation marks or a step cannot take it.
    static func check(_ context: CheckContext, _ index: Int, _ rows: Rows, _ kind: RowType, actor: Int) -> [Diagnostic]
    {
        let corpus = context.corpus
        let record = corpus.records[index]
        let name = kind.columns[actor].label[corpus.schema.language].lowercased()
        var bytes: [UInt8]?
        return rows.groups.enumerated().compactMap { place, group -> Diagnostic? in
            let words = group.heading.plain.trimmedASCII
            let below = rows.rows.filter { $0.group == place }
            guard !below.isEmpty, isActor(words, corpus, record) else { return nil }
            let value = words.contains(" ") ? "\"\(words)\"" : words
            let mark = "{\(name)=\(value)}"
            let source = bytes ?? context.bytes(of: record.file)
            bytes = source
            let ends = words.contains("\"") ? [] : below.compactMap { end(of: $0, kind, source) }
            return Diagnostic(
                .stepWithoutActor, at: group.heading.span,
                Localized(
                    es: "«\(words)» parece quien hace estos pasos, pero los pasos no lo dicen",
                    en: "“\(words)” seems to be who does these steps, but the steps do not say so"),
                label: Localized(
                    es: "escriba «\(mark)» al final de cada paso", en: "write “\(mark)” at the end of each step"),
                fixes: ends.count < below.count
                    ? []
                    : [
                        .init(
                            Localized(
                                es: "decir en cada paso que lo hace «\(words)»",
                                en: "say in each step that “\(words)” does it"),
                            safe: true, ends.map { .init(Span(file: record.file, start: $0, end: $0), " " + mark) })
                    ],
                record: corpus.name(ofRecord: index))
        }
    }

    /// Whether words name a post, a unit, or those who use a service.
    private static func isActor(_ words: String, _ corpus: Corpus, _ record: Record) -> Bool {
        guard words.split(separator: " ").count < 8, !words.contains(where: { ".:;,".contains($0) }) else {
            return false
        }
        if corpus.resolve(words, types: [.job, .unit], from: record.file).record != nil { return true }
        return ActorWords.startsName(words)
    }

    /// Returns the byte offset at which the first paragraph of a step ends in its source; `nil` for a step without
    /// one, for a row of a table, and if attributes or other text follow.
    private static func end(of row: Row, _ kind: RowType, _ bytes: [UInt8]) -> Int? {
        let text: Text? =
            switch row[kind.main] {
            case .blocks(let blocks)?: if case .paragraph(let text)? = blocks.first { text } else { nil }
            case .text(let text)?: text
            default: nil
            }
        guard let span = text?.span, span.start < span.end, Int(span.end) <= bytes.count else { return nil }
        var end = Int(span.end)
        while end > Int(span.start), [0x20, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        var line = Int(span.start)
        while line > 0, bytes[line - 1] != 0x0A { line -= 1 }
        let first = bytes[line...].first { $0 != 0x20 && $0 != 0x09 }
        if first == UInt8(ascii: "|") || bytes[end - 1] == UInt8(ascii: "}") { return nil }
        let behind = bytes[end...].prefix { $0 != 0x0A }
        return behind.allSatisfy { $0 == 0x20 || $0 == 0x0D } ? end : nil
    }
}
