import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports facts in a table or in lines of a section that the decoder does not read as facts.
    package static let unreadFacts = Rule(
        "datos-sin-leer", .form, .warning,
        what: Localized(
            es: "Una tabla o unas líneas de una sección dan datos del documento que no se leen como tales.",
            en: "A table or lines of a section give facts of the document that are not read as such."),
        why: Localized(
            es: """
                Se publican donde están, pero ni las listas, ni el organigrama, ni la búsqueda los encuentran. Los \
                datos cortos van arriba, entre las líneas «---».
                """,
            en: """
                They are published where they stand, but lists, the chart and the search do not find them. Short facts \
                belong at the top, between the lines “---”.
                """),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Identificación

            | Campo | Detalle |
            |---|---|
            | Código | C-01 |
            | Clase | 03 |
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            código: C-01
            clase: 03
            ---
            """)

    /// Reports a fact that a document states twice with different values.
    package static let contradictedFact = Rule(
        "dato-contradicho", .form, .warning,
        what: Localized(
            es: "Un documento dice el mismo dato dos veces y de dos maneras.",
            en: "A document states the same fact twice and in two ways."),
        why: Localized(
            es: "Cuenta lo que está entre las líneas «---»; quien lee la página ve las dos cosas y no sabe cuál vale.",
            en: "What stands between the lines “---” counts; readers see both and cannot tell which one holds."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            clase: 03
            ---

            ## Identificación

            | Clase | 04 |
            |---|---|
            | Título | Cajero |
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            clase: 03
            ---

            ## Identificación

            | Clase | 03 |
            |---|---|
            | Título | Cajero |
            """)
}

/// Finds facts of a document in tables and lines of its sections.
enum FactsInSections {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let record = context.corpus.records[index]
        let type = context.corpus.type(of: index)
        // The facts of several documents in one text are not those of the file.
        if let lead = record.extra.first, record.fields.count == record.headCount,
            lead.heading.span.start == lead.blocks.first?.span.start,
            PastedDocuments(String(decoding: context.bytes(of: record.file), as: UTF8.self), type) != nil
        {
            return []
        }
        return sections(of: record, type).flatMap { section in
            section.blocks.flatMap { block in check(block, in: section, context, index) }
        }
    }

    /// A section that may contain facts.
    struct Section {
        /// The field of the section, `nil` for a section of the author's own.
        let field: Int?
        let blocks: [Block]
        /// Whether single lines `Label: value` are facts of the document.
        let isAboutDocument: Bool
    }

    private static func sections(of record: Record, _ type: DocumentType) -> [Section] {
        var found: [Section] = []
        for field in record.fields {
            let key = type.fields[field.field].key
            switch field.value {
            case .blocks(let blocks) where key == .identification:
                found.append(Section(field: field.field, blocks: blocks, isAboutDocument: true))
            case .rows(let rows) where key == .signatures && rows.rows.isEmpty:
                found.append(
                    Section(
                        field: field.field, blocks: rows.introduction, isAboutDocument: false))
            default: continue
            }
        }
        return found
            + record.extra.map { section in
                Section(
                    field: nil, blocks: section.blocks,
                    isAboutDocument: BoxHeading.isCover(section.heading.plain))
            }
    }

    private static func check(
        _ block: Block, in section: Section, _ context: CheckContext, _ index: Int
    ) -> [Diagnostic] {
        let type = context.corpus.type(of: index)
        guard let (rows, places) = rows(of: block, section, context, index) else { return [] }
        // A table of another section may have any subject, unless it names people who sign.
        if !section.isAboutDocument, !PastedText.isAboutPeople(rows, type) { return [] }
        let cells = LabelledCells(rows, isLabel: type.isLabel)
        let lone = cells == nil && section.isAboutDocument && rows.allSatisfy { $0.count == 2 }
        let pairs = cells?.pairs ?? (lone ? rows.map { PastedPair(label: $0[0], value: $0[1]) } : [])
        var given = Dictionary(context.corpus.records[index].fields.map { ($0.field, $0.value.plain) }) { $1 }
        var found: [Diagnostic] = []
        for pair in pairs where !pair.value.isEmpty && !pair.isBlank {
            guard let field = type.fact(named: pair.label), let value = context.corpus.records[index].fieldValue(field)
            else { continue }
            if isSame(pair.value, value.value, type.fields[field], context.corpus, index) {
                given[field] = pair.value
            } else {
                found.append(contradictionFinding(pair, value, at: place(of: pair, places, block), context, index))
            }
        }
        if let finding = unreadFactsFinding(rows, block, section, given, context, index) { found.append(finding) }
        return found
    }

    /// Returns the cells of a table with their spans, or, in a section about the document, the labels and values of a
    /// paragraph that consists of lines `Label: value`, without spans; `nil` for any other block.
    private static func rows(
        of block: Block, _ section: Section, _ context: CheckContext, _ index: Int
    ) -> (rows: [[String]], places: [(String, Span)])? {
        switch block {
        case .table(let table):
            let cells = [table.header] + table.rows.map(\.cells)
            return (cells.map { $0.map(\.plain) }, cells.flatMap { $0.map { ($0.plain, $0.span) } })
        case .paragraph(let text) where section.isAboutDocument:
            // The text itself has spaces where its lines break.
            let bytes = context.bytes(of: context.corpus.records[index].file)
            let range = Int(text.span.start)..<min(Int(text.span.end), bytes.count)
            guard !range.isEmpty else { return nil }
            let lines = String(decoding: bytes[range], as: UTF8.self).split(whereSeparator: \.isNewline).map { line in
                String(line.hasSuffix("\\") ? line.dropLast() : line).trimmedASCII
            }
            let pairs = lines.compactMap(PastedPair.init)
            guard pairs.count == lines.count, !pairs.isEmpty else { return nil }
            return (pairs.map { [$0.label, $0.value] }, [])
        default: return nil
        }
    }

    // MARK: Contradictions

    private static func isSame(
        _ written: String, _ value: Value, _ field: Field, _ corpus: Corpus, _ index: Int
    ) -> Bool {
        let folded = written.folded
        if value.plain.folded == folded { return true }
        switch value {
        case .date(let date, _):
            guard case .days(let days)? = DateReading(written)?.meaning else { return false }
            return days.contains { $0.date == date }
        case .references(let references):
            let names = references.flatMap { reference -> [String] in
                guard let target = corpus.target(of: reference, from: corpus.records[index].file) else { return [] }
                return [corpus.records[target].title, corpus.records[target].id]
            }
            return names.contains { $0.folded == folded }
                || references.contains { $0.label?.folded == folded || $0.target.folded == folded }
        // A table may name one of several people, or omit their posts.
        case .rows: return value.plain.folded.contains(folded) || folded.contains(value.plain.folded)
        default:
            if field.key == .version, let here = VersionNumber(written), let there = VersionNumber(value.plain) {
                return here == there
            }
            return false
        }
    }

    private static func place(of pair: PastedPair, _ places: [(String, Span)], _ block: Block) -> Span {
        let label = places.firstIndex { $0.0.hasPrefix(pair.label) } ?? places.startIndex
        return places[label...].first { $0.0 == pair.value }?.1 ?? places[label...].first?.1 ?? block.span
    }

    private static func contradictionFinding(
        _ pair: PastedPair, _ value: FieldValue, at place: Span, _ context: CheckContext, _ index: Int
    ) -> Diagnostic {
        let label = context.corpus.type(of: index).fields[value.field].label
        let other = value.value.plain
        let isOwnName = [label.spanish.folded, label.english.folded].contains(pair.label.folded)
        return Diagnostic(
            .contradictedFact, at: context.locate(pair.value, in: place),
            Localized(
                es: isOwnName
                    ? "«\(pair.label)» es aquí «\(pair.value)» y en otro lugar «\(other)»"
                    : "«\(pair.label)» es aquí «\(pair.value)», y «\(label.spanish)», que es el mismo dato, «\(other)»",
                en: isOwnName
                    ? "“\(pair.label)” is “\(pair.value)” here and “\(other)” elsewhere"
                    : "“\(pair.label)” is “\(pair.value)” here, and “\(label.english)”, the same fact, “\(other)”"),
            label: isOneUnit(context.corpus.type(of: index).fields[value.field])
                ? Localized(
                    es:
                        "arriba va la unidad más cercana; la que está sobre ella se escribe en su documento",
                    en: "the nearest unit goes at the top; the one above it is written in its document")
                : Localized(
                    es: "corrija una de las dos, o borre esta", en: "correct one of the two, or delete this one"),
            notes: [
                .init(
                    Localized(es: "aquí dice «\(other)»", en: "here it is “\(other)”"),
                    at: value.value.textSpan ?? value.span)
            ], record: context.corpus.name(ofRecord: index))
    }

    private static func isOneUnit(_ field: Field) -> Bool {
        if case .references(let kind) = field.kind { !kind.isMany && kind.types == [.unit] } else { false }
    }

    // MARK: Facts that are not read

    private static func unreadFactsFinding(
        _ rows: [[String]], _ block: Block, _ section: Section, _ given: [Int: String], _ context: CheckContext,
        _ index: Int
    ) -> Diagnostic? {
        let corpus = context.corpus
        let record = corpus.records[index]
        guard
            let form = PastedText.form(
                rows, corpus.type(of: index), given: given, in: section.field, corpus.schema.language)
        else { return nil }
        let isSignatures = section.field != nil && corpus.type(of: index).fields[section.field ?? 0].key == .signatures
        if form.facts.isEmpty && !isSignatures { return nil }
        let names = form.facts.compactMap { $0.split(separator: ":").first.map(String.init) }
        let shown = names.prefix(4).map { "«\($0)»" }.joined(separator: ", ") + (names.count > 4 ? " …" : "")
        let quoted = names.prefix(4).map { "“\($0)”" }.joined(separator: ", ") + (names.count > 4 ? " …" : "")
        return Diagnostic(
            .unreadFacts, at: block.span,
            names.isEmpty
                ? Localized(
                    es: "esta tabla de firmas se publica tal cual: nadie sale de ella como firmante",
                    en: "this table of signatures is published as it stands: nobody in it is read as signing")
                : Localized(
                    es: "se publica, pero no se lee como datos del documento: \(shown)",
                    en: "published, but not read as facts of the document: \(quoted)"),
            label: names.isEmpty
                ? nil
                : Localized(
                    es: "los datos cortos van arriba, entre las líneas «---»",
                    en: "short facts belong at the top, between the lines “---”"),
            fixes: fix(form, block, bytes: context.bytes(of: record.file), record.file).map {
                [
                    .init(
                        names.isEmpty
                            ? Localized(es: "escribir los firmantes en filas", en: "write those who sign in rows")
                            : Localized(
                                es: "pasarlos arriba, entre las líneas «---»", en: "move them between the lines “---”"),
                        safe: true, $0)
                ]
            } ?? [], record: corpus.name(ofRecord: index))
    }
}
