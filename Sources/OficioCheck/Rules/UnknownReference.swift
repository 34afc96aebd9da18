import Diagnostics
import OficioModel
import OficioSource

/// Finds references that lead to no record, or to more than one.
enum UnknownReference {
    static func check(_ context: CheckContext, _ record: Int) -> [Diagnostic] {
        context.mentions[record].compactMap { mention in
            switch mention.resolution {
            case .record, .attachment: nil
            case .ambiguous(let records): ambiguous(mention, records, context)
            case .unknown(let nearest):
                if mention.isOptional || CompetencyOutsideCatalogue.isMeant(mention, nearest) { nil } else { unknown(mention, nearest, context) }
            }
        }
    }

    /// Whether words under a heading of the body are more likely prose than the name of a document.
    /// They get a warning in place of an error.
    private static func isProse(_ mention: Mention, _ nearest: String?, _ corpus: Corpus) -> Bool {
        guard nearest == nil, !mention.isInline, !mention.isPath, mention.column == nil,
            mention.target.contains(" ") || mention.target.first?.isUppercase == true,
            let span = corpus.records[mention.source].fieldValue(mention.field)?.span
        else { return false }
        return span.end <= mention.span.start
    }

    private static func unknown(_ mention: Mention, _ nearest: String?, _ context: CheckContext) -> Diagnostic {
        let corpus = context.corpus
        let wanted = mention.types.compactMap { id in corpus.schema.types.first { $0.id == id } }
        let spanish =
            wanted.isEmpty
            ? "ningún documento"
            : ([wanted[0].spanishNone] + wanted.dropFirst().map(\.name.spanish)).joined(separator: " ni ")
        let english = wanted.isEmpty ? "document" : wanted.map(\.name.english).joined(separator: " or ")
        let name = mention.isPath ? mention.target.removingPercents : mention.target
        let isFile = mention.isPath && !name.isMarkdownPath && name.split(separator: "/").last?.contains(".") == true
        let ids =
            nearest == nil ? [] : corpus.records.filter { record in mention.types.isEmpty || wanted.contains { $0.id == corpus.schema.types[record.type].id } }.map(\.id)
        let certain = nearest == nil ? nil : Suggestion.certainName(for: mention.target, in: ids)
        let fixes = nearest.map {
            [
                Diagnostic.Fix(
                    Localized(es: "cambiar por «\($0)»", en: "change to “\($0)”"), safe: $0 == certain, [.init(context.locate(mention.target, in: mention.span), $0)])
            ]
        }
        var found = Diagnostic(
            .unknownReference, at: context.locate(mention.target, in: mention.span),
            isFile
                ? Localized(es: "no hay ningún archivo «\(name)»", en: "there is no file “\(name)”")
                : Localized(es: "no hay \(spanish) «\(name)»", en: "there is no \(english) “\(name)”"),
            label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") }
                ?? (isFile
                    ? Localized(
                        es: "guárdelo en «content/recursos/» y escriba su ruta desde este archivo",
                        en: "save it in “content/recursos/” and write its path from this file") : nil),
            fixes: mention.isInline || mention.isPath ? [] : fixes ?? [], record: corpus.name(ofRecord: mention.source))
        if isProse(mention, nearest, corpus) { found.severity = .warning }
        return found
    }

    private static func ambiguous(_ mention: Mention, _ records: [Int], _ context: CheckContext) -> Diagnostic {
        let corpus = context.corpus
        let names = records.map { corpus.name(of: corpus.records[$0]) }
        return Diagnostic(
            .unknownReference, at: context.locate(mention.target, in: mention.span),
            Localized(
                es: "«\(mention.target)» puede ser \(names.joined(separator: " o "))", en: "“\(mention.target)” may be \(names.joined(separator: " or "))"),
            label: Localized(es: "escriba [[\(names[0])]]", en: "write [[\(names[0])]]"),
            notes: records.map { .init(Localized(same: corpus.records[$0].title), at: corpus.records[$0].span) },
            record: corpus.name(ofRecord: mention.source))
    }
}

extension Corpus {
    /// Returns the name of a record in findings: `job/cajero`.
    package func name(ofRecord index: Int) -> String { "\(type(of: index).id)/\(records[index].id)" }
}
