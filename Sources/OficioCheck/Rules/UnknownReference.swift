import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Finds references that lead to no record, or to more than one.
enum UnknownReference {
    static func check(_ context: CheckContext, _ record: Int) -> [Diagnostic] {
        context.mentions[record].compactMap { mention in
            switch mention.resolution {
            case .record, .attachment: nil
            case .ambiguous(let records): ambiguousNameFinding(mention, records, context)
            case .unknown:
                // `campo-en-blanco` reports a key without a value.
                mention.isOptional || mention.target.isEmpty || isForeign(mention)
                    ? nil : unknownNameFinding(mention, context)
            }
        }
    }

    private static func unknownNameFinding(_ mention: Mention, _ context: CheckContext) -> Diagnostic? {
        let corpus = context.corpus
        let nearest = corpus.nearestName(
            to: mention.target, types: mention.types, from: mention.span.file, isPath: mention.isPath)
        if isSentence(mention, nearest, corpus) || CompetencyOutsideCatalogue.isMeant(mention, nearest) { return nil }
        return unknownNameFinding(mention, nearest, context)
    }

    /// Whether the brackets of a mention are markup of another program, which `sintaxis-ajena` reports: `[[TOC]]`,
    /// `![[mapa.png]]`.
    private static func isForeign(_ mention: Mention) -> Bool {
        guard mention.isInline, !mention.isPath else { return false }
        let target = mention.target.lowercased()
        let ending = target.split(separator: ".").last.map(String.init) ?? ""
        return ["toc", "_toc_"].contains(target)
            || target.contains(".") && ["png", "jpg", "jpeg", "gif", "svg", "webp", "pdf"].contains(ending)
    }

    /// Whether a value reads as the name of something that the site does not describe. The value is published as
    /// words, and the finding does not stop the build.
    ///
    /// The first jobs of a new site report to jobs and belong to units that nobody has described yet.
    private static func isName(_ mention: Mention, _ nearest: String?) -> Bool {
        nearest == nil && !mention.isInline && !mention.isPath && mention.column == nil
            && (mention.target.contains(" ") || mention.target.first?.isUppercase == true)
    }

    /// Returns advice on how to create the document that a name in words refers to; `nil` if the type is unknown.
    private static func advice(_ name: String, _ type: DocumentType?) -> Localized? {
        guard let type else { return nil }
        if isNobody(name) {
            return Localized(
                es: "se publica como texto; si no hay a quién nombrar, escriba «N/A»",
                en: "it is published as words; if there is nobody to name, write “N/A”")
        }
        let spanish = type.name.spanish.split(separator: " ").joined(separator: "-")
        let english = type.name.english.split(separator: " ").joined(separator: "-")
        return Localized(
            es: "se publica como texto; «oficio add \(spanish) \"\(name)\"» crea el documento",
            en: "it is published as words; “oficio add \(english) \"\(name)\"” creates the document")
    }

    /// Whether a value means that the post has no staff or no superior: *No supervisa*, *Nadie*, *Sin personal a
    /// cargo*.
    private static func isNobody(_ name: String) -> Bool {
        let words = name.folded.parts(between: " ")
        guard let first = words.first else { return false }
        return ["nadie", "nobody", "sin", "ningun", "ninguno", "ninguna", "without"].contains(first)
            || ["no", "not"].contains(first)
    }

    /// Whether words under a heading describe the number or kind of people (*Tres puestos operativos*, *tiene
    /// personal a su cargo*) and do not name a post.
    private static func isSentence(_ mention: Mention, _ nearest: String?, _ corpus: Corpus) -> Bool {
        guard isName(mention, nearest), let span = corpus.records[mention.source].fieldValue(mention.field)?.span,
            span.end <= mention.span.start
        else { return false }
        let words = mention.target.folded.parts(between: " ")
        return words.count > 1
            && words.contains { quantities.contains($0) || $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    }

    private static let quantities: Set<Substring> = [
        "un", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "varios", "varias",
        "personal", "personas", "cargo", "tiene", "tienen",
        "cuenta",
        "cuentan", "reporta", "reportan", "depende", "dependen", "le", "se", "sin", "no", "que", "staff", "people",
        "has", "two", "three", "four", "five", "several",
    ]

    private static func unknownNameFinding(_ mention: Mention, _ nearest: String?, _ context: CheckContext)
        -> Diagnostic
    {
        let corpus = context.corpus
        let wanted = mention.types.compactMap { key in corpus.schema.types.first { $0.key == key } }
        let spanish =
            wanted.isEmpty
            ? "ningún documento"
            : ([wanted[0].spanishNone] + wanted.dropFirst().map(\.name.spanish)).joined(separator: " ni ")
        let english = wanted.isEmpty ? "document" : wanted.map(\.name.english).joined(separator: " or ")
        let name = mention.isPath ? mention.target.removingPercents : mention.target
        let isFile = mention.isPath && !name.isMarkdownPath && name.split(separator: "/").last?.contains(".") == true
        let ids =
            nearest == nil
            ? []
            : corpus.records.filter { record in
                mention.types.isEmpty || wanted.contains { $0.id == corpus.schema.types[record.type].id }
            }.map(\.id)
        let certain = nearest == nil ? nil : Suggestion.certainName(for: mention.target, in: ids)
        let fixes = nearest.map {
            [
                Diagnostic.Fix(
                    Localized(es: "cambiar por «\($0)»", en: "change to “\($0)”"), safe: $0 == certain,
                    [.init(context.locate(mention.target, in: mention.span), $0)])
            ]
        }
        if mention.isInline, !mention.isPath, let section = sectionFinding(mention, context) { return section }
        var found = Diagnostic(
            .unknownReference, at: context.locate(mention.target, in: mention.span),
            isFile
                ? Localized(es: "no hay ningún archivo «\(name)»", en: "there is no file “\(name)”")
                : Localized(es: "no hay \(spanish) «\(name)»", en: "there is no \(english) “\(name)”"),
            label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") }
                ?? (isFile
                    ? Localized(
                        es: "guárdelo en «content/recursos/» y escriba su ruta desde este archivo",
                        en: "save it in “content/recursos/” and write its path from this file")
                    : isName(mention, nearest) ? advice(name, wanted.first) : nil),
            fixes: mention.isInline || mention.isPath ? [] : fixes ?? [], record: corpus.name(ofRecord: mention.source))
        if isName(mention, nearest) { found.severity = .warning }
        return found
    }

    /// Returns the finding about a target with a section, `[[cobro#pasos]]`, because only links lead to sections;
    /// `nil` for any other target.
    private static func sectionFinding(_ mention: Mention, _ context: CheckContext) -> Diagnostic? {
        let parts = mention.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        let corpus = context.corpus
        let anchor = String(parts[1]).trimmedASCII.slug()
        let name = String(parts[0]).trimmedASCII
        var link = "[\(mention.label ?? String(parts[1]))](#\(anchor))"
        if !name.isEmpty {
            guard case .record(let target, _) = corpus.resolve(name, from: mention.span.file) else { return nil }
            let record = corpus.records[target]
            let (own, other) = (corpus.type(of: mention.source), corpus.type(of: target))
            let folder = own.key == other.key ? "" : "../\(other.folder)/"
            link = "[\(mention.label ?? record.title)](\(folder)\(record.id).md#\(anchor))"
        }
        let place = context.locate(mention.target, in: mention.span)
        return Diagnostic(
            .unknownReference, at: place,
            Localized(
                es: "«[[\(mention.target)]]» no enlaza una sección: entre corchetes dobles solo va un documento",
                en: "“[[\(mention.target)]]” does not link a section: double brackets take a document only"),
            label: Localized(es: "escriba «\(link)»", en: "write “\(link)”"),
            fixes: bracketedSpan(place, context).map {
                [
                    .init(
                        Localized(es: "cambiar por «\(link)»", en: "change to “\(link)”"), safe: true,
                        [.init($0, link)])
                ]
            } ?? [], record: corpus.name(ofRecord: mention.source))
    }

    /// Returns the span of a reference with its brackets and its label; nil if the reference is written otherwise.
    private static func bracketedSpan(_ target: Span, _ context: CheckContext) -> Span? {
        let bytes = context.bytes(of: target.file)
        let (start, end) = (Int(target.start), Int(target.end))
        guard start > 1, bytes[(start - 2)..<start].elementsEqual("[[".utf8),
            let close = bytes.firstOffset(of: Array("]]".utf8), in: end..<bytes.count),
            !bytes[end..<close].contains(0x0A), !bytes[end..<close].contains(UInt8(ascii: "["))
        else { return nil }
        return Span(file: target.file, start: start - 2, end: close + 2)
    }

    private static func ambiguousNameFinding(_ mention: Mention, _ records: [Int], _ context: CheckContext)
        -> Diagnostic
    {
        let corpus = context.corpus
        let names = records.map { corpus.name(of: corpus.records[$0]) }
        return Diagnostic(
            .unknownReference, at: context.locate(mention.target, in: mention.span),
            Localized(
                es: "«\(mention.target)» puede ser \(names.joined(separator: " o "))",
                en: "“\(mention.target)” may be \(names.joined(separator: " or "))"),
            label: Localized(es: "escriba [[\(names[0])]]", en: "write [[\(names[0])]]"),
            notes: records.map { .init(Localized(same: corpus.records[$0].title), at: corpus.records[$0].span) },
            record: corpus.name(ofRecord: mention.source))
    }
}

extension Corpus {
    /// Returns the id of a record as findings write it: `job/cajero`.
    package func name(ofRecord index: Int) -> String { recordID(of: index).text }
}
