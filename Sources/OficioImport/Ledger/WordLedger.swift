import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The account of one file: every word with its fate, and whether the written sources hold the
/// words.
///
/// The check is independent of the matcher: it counts the words of the document model, the fates, and the words of
/// the sources as Oficio's reader decodes them.
package struct WordLedger: Sendable {
    /// The number of words with each fate.
    package private(set) var counts: [(fate: Fate, words: Int)] = []
    /// The number of words of the file.
    package private(set) var total = 0
    /// Descriptions of the counts that do not add up; empty if all counts add up.
    package private(set) var problems: [Localized] = []

    /// For each record, the fields whose words do not add up.
    package private(set) var wrongFields: [Int: Set<String>] = [:]

    /// Whether all counts add up.
    package var isExact: Bool { problems.isEmpty }

    /// Counts the words of a file and of its sources. `drafts` holds the source of each record, and `records`
    /// the record that each source decodes to. `title` returns the title of the document that a reference leads
    /// to, by its target and the types that it may have.
    package init(
        _ match: Match, drafts: [Int: SourceDraft], records: [Int: Record], title: (String, [TypeKey]) -> String?
    ) {
        countFates(match)
        let words = WordsOfRecords(match)
        for (number, record) in match.records.enumerated() {
            guard let draft = drafts[number], let decoded = records[number] else {
                report("una fuente no se puede leer de vuelta", "a source cannot be read back")
                continue
            }
            if record.isProse {
                compareProse(record, number, draft, decoded, match, words, title)
            } else {
                compare(record, number, decoded, match, words, title)
            }
        }
    }

    private mutating func countFates(_ match: Match) {
        let words = match.outline.document.words
        total = words.count
        if words.count != match.fates.all.count {
            report(
                "el archivo tiene \(words.count) palabras y se repartieron \(match.fates.all.count)",
                "the file has \(words.count) words and \(match.fates.all.count) were accounted for")
        }
        var sums: [Fate: Int] = [:]
        var order: [Fate] = []
        for (index, fate) in match.fates.all.enumerated() {
            guard let fate else {
                let word = match.outline.words[index]
                report(
                    "la palabra «\(word.text)» no tiene destino (\(word.address.description.spanish))",
                    "the word “\(word.text)” has no fate (\(word.address.description.english))")
                continue
            }
            if sums[fate] == nil { order.append(fate) }
            sums[fate, default: 0] += 1
        }
        for index in match.fates.conflicts {
            let word = match.outline.words[index]
            report(
                "la palabra «\(word.text)» tiene dos destinos (\(word.address.description.spanish))",
                "the word “\(word.text)” has two fates (\(word.address.description.english))")
        }
        counts = order.map { ($0, sums[$0] ?? 0) }
    }

    private mutating func compare(
        _ record: MatchedRecord, _ number: Int, _ decoded: Record, _ match: Match, _ words: WordsOfRecords,
        _ title: (String, [TypeKey]) -> String?
    ) {
        let type = match.labels.forms[record.form].type
        var inFile = words.fields[number] ?? [:]
        let source = DecodedWords(decoded, type, title: title)
        let compared = compareFields(record, number, inFile, source, match)
        inFile = inFile.filter { !compared.contains($0.key) }
        for (name, bag) in inFile where bag.total > 0 {
            reportDifference(WordBag(), bag, name, "el archivo", "the file")
        }
        reportDifference(words.unplaced[number] ?? WordBag(), source.extra, "Sin colocar", "la fuente", "the source")
    }

    /// Compares the words of a document with its own headings: the words of its blocks as Oficio reads them,
    /// and the words of its fields.
    private mutating func compareProse(
        _ record: MatchedRecord, _ number: Int, _ draft: SourceDraft, _ decoded: Record, _ match: Match,
        _ inRecords: WordsOfRecords, _ title: (String, [TypeKey]) -> String?
    ) {
        let type = match.labels.forms[record.form].type
        var inFile = inRecords.fields[number] ?? [:]
        var text = inFile.removeValue(forKey: ProseText.field) ?? WordBag()
        text.add(inRecords.unplaced[number] ?? WordBag())
        text.add(ProseMarks.words(record, match.outline))
        let source = SourceDocument(Array(draft.text.utf8), file: FileID(0), path: draft.path)
        var written = WordBag()
        for block in source.blocks {
            let line = draft.line(at: Int(block.span.start))
            if line?.field != nil || line?.block == SourceDraft.Line.ownBlock { continue }
            [block].forEachText { written.add($0.plain) }
        }
        reportDifference(text, written, draft.path, "la fuente", "the source")
        let words = DecodedWords(decoded, type, title: title)
        _ = compareFields(record, number, inFile, words, match)
    }

    /// Compares the words of each field in the file with the words of the field in the source; returns the
    /// names of the fields.
    private mutating func compareFields(
        _ record: MatchedRecord, _ number: Int, _ inFile: [String: WordBag], _ source: DecodedWords, _ match: Match
    ) -> Set<String> {
        let type = match.labels.forms[record.form].type
        var names: Set<String> = []
        for field in record.fields {
            let name = Assembler.name(field.path, type)
            let expected = ExpectedWords(field.value, match.outline)
            let before = problems.count
            // A field that is found a second time has no words to compare with.
            let words = names.insert(name).inserted ? inFile[name] : nil
            reportDifference(expected.taken, words ?? WordBag(), name, "el archivo", "the file")
            reportDifference(expected.written, source.fields[name] ?? WordBag(), name, "la fuente", "the source")
            if problems.count > before { wrongFields[number, default: []].insert(name) }
        }
        return names
    }

    private mutating func reportDifference(
        _ expected: WordBag, _ found: WordBag, _ field: String, _ spanish: String, _ english: String
    ) {
        if expected == found { return }
        let missing = expected.wordsBeyond(found).prefix(8).joined(separator: " ")
        let surplus = found.wordsBeyond(expected).prefix(8).joined(separator: " ")
        report(
            "en «\(field)» las palabras de \(spanish) no cuadran: faltan «\(missing)», sobran «\(surplus)»",
            "in “\(field)” the words of \(english) do not agree: “\(missing)” missing, “\(surplus)” too many")
    }

    private mutating func report(_ spanish: String, _ english: String) {
        if problems.count < 50 { problems.append(Localized(es: spanish, en: english)) }
    }
}

/// The words that each record takes from a file, gathered in one pass over all fates.
private struct WordsOfRecords {
    /// The words of each field by its name, by record.
    private(set) var fields: [Int: [String: WordBag]] = [:]
    /// The words under *Sin colocar*, by record.
    private(set) var unplaced: [Int: WordBag] = [:]

    init(_ match: Match) {
        for (fate, word) in zip(match.fates.all, match.outline.words) {
            switch fate {
            case .field(let record, let field):
                fields[record, default: [:]][field, default: WordBag()].add(word: word.text)
            case .unplaced(let record): unplaced[record, default: WordBag()].add(word: word.text)
            default: break
            }
        }
    }
}
