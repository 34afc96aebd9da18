import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// The input of all rules: the working records of a site, their mentions, and the day of the check.
package final class CheckContext: Sendable {
    /// The working records of the site with their schema.
    package let corpus: Corpus
    /// The mentions of each record, in the order of its fields.
    package let mentions: RecordFacts<[Mention]>
    private let today: CalendarDate

    /// The functions of each job or clause: rows of its fields, then lists outside of the fields (`LooseFunctions`),
    /// without the functions of the clauses that a job uses.
    package let functions: RecordFacts<[JobFunction]>
    /// The names of internal documents that no public document shares.
    let hiddenNames: HiddenNames
    /// The words that the glossary marks as not to be used.
    let banned: BannedWords
    /// A fingerprint of the untracked dependencies of per-record rules: the banned words and the names of internal
    /// documents.
    let stamp: UInt64
    /// A fingerprint of the dependencies of rules over the whole site, apart from the facts that they extract. Their
    /// aggregates do not depend on the day.
    var wholeStamp: UInt64 {
        var whole = Stamp()
        whole.add(stamp)
        whole.add(corpus.stamp)
        return whole.value
    }
    /// The current fingerprints of all tracked dependencies of per-record rules.
    var readStamps: ReadStamps { corpus.readStamps(today: today) }
    /// The levels of each competency, folded, in the order of the catalogue.
    let scales: SparseRecordFacts<[String]>
    /// The keys of all spellings of *not applicable* of more than two letters, sorted.
    let notApplicable: [String]
    /// The fields that each form prints, in the order of the schema's forms.
    let printedFields: [Set<Int>]
    private let site: LoadedSite
    private let recordsOfFile: [FileID: [Int]]

    /// Collects the input of all rules from a loaded site.
    package init(_ site: LoadedSite, today: CalendarDate) {
        let corpus = site.corpus
        self.corpus = corpus
        self.today = today
        self.site = site
        recordsOfFile = Dictionary(grouping: corpus.records.indices) { corpus.records[$0].file }
        mentions = corpus.mentions
        functions = RecordFacts(.functions, count: corpus.records.count) { index in
            LooseFunctions.withShares(corpus.functions[index], of: index, in: corpus)
                + LooseFunctions.all(of: index, in: corpus)
        }
        let competencies = corpus.records.indices.filter { corpus.type(of: $0).key == .competency }
        scales = SparseRecordFacts(
            .scale,
            Dictionary(uniqueKeysWithValues: competencies.map { ($0, LevelOutsideScale.levels(of: $0, corpus)) }))
        printedFields = corpus.schema.forms.map(\.printedFields)
        banned = BannedWords(corpus)
        hiddenNames = HiddenNames(ofInternalIn: corpus)
        notApplicable = NotApplicable.builtIn.union(corpus.schema.settings.notApplicable).filter { $0.utf8.count > 2 }
            .sorted()
        var stamp = Stamp()
        stamp.add(banned.stamp.value)
        hiddenNames.add(to: &stamp)
        self.stamp = stamp.value
    }

    /// Returns whether a day lies before the day of the check. The result of a rule depends on the answer and not on
    /// the day of the check, so a new day invalidates only the results that it changes.
    package func isPast(_ day: CalendarDate) -> Bool {
        DependencyRecorder.record(day: day.number)
        return day < today
    }

    /// Returns a number that a rule uses for a record: the number of the form, else of the site, else the default.
    /// `name` is the option's English name; `nil` stands for the rule's first option. Returns 0 if the rule has no
    /// such option.
    package func option(_ rule: Rule, named name: String? = nil, for record: Int? = nil) -> Int {
        guard let option = rule.options.first(where: { name == nil || $0.name.english == name }) else { return 0 }
        let schema = corpus.schema
        for rules in [record.map { schema.forms[corpus.records[$0].form].rules }, schema.settings.rules].compactMap(
            \.self)
        {
            for name in [option.name.spanish.folded, option.name.english.folded] {
                if let value = rules.options[rule.code]?[name] { return value }
            }
        }
        return option.defaultValue
    }

    /// Returns the span of the first occurrence of some words in a span, or the whole span if it does not contain them
    /// literally. Reads the file again.
    package func locate(_ words: String, in span: Span) -> Span {
        let bytes = source(span.file)
        let wanted = Array(words.utf8)
        let range = span.range.clamped(to: 0..<bytes.count)
        guard let index = bytes.firstOffset(of: wanted, in: range) else { return span }
        return Span(file: span.file, start: index, end: index + wanted.count)
    }

    /// Returns the first occurrence of each mark `[^label]` in a span, by its label. Reads the file again.
    func firstMarks(in span: Span) -> [String: Span] {
        let bytes = source(span.file)
        let range = span.range.clamped(to: 0..<bytes.count)
        var found: [String: Span] = [:]
        var next = range.lowerBound
        while let open = bytes.firstOffset(of: [UInt8(ascii: "["), UInt8(ascii: "^")], in: next..<range.upperBound) {
            next = open + 2
            let label = bytes[next..<min(range.upperBound, next + Footnotes.longestLabel)].prefix {
                $0 != UInt8(ascii: "]")
            }
            guard label.endIndex < range.upperBound, bytes[label.endIndex] == UInt8(ascii: "]") else { continue }
            let mark = Span(file: span.file, start: open, end: label.endIndex + 1)
            let words = String(decoding: label, as: UTF8.self)
            if found[words] == nil { found[words] = mark }
        }
        return found
    }

    /// Returns the first line that is indented by four columns more than a paragraph: an item of a list inside the
    /// paragraph, or the line that follows it; `nil` for none. Reads the file again.
    func indentedLine(inOrBelow paragraph: Span) -> (span: Span, isInside: Bool)? {
        let bytes = source(paragraph.file)
        var start = min(Int(paragraph.start), bytes.count)
        let lineStart = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let margin = start - lineStart
        while let lineEnd = bytes[min(start, bytes.count)...].firstIndex(of: 0x0A) {
            start = lineEnd + 1
            let line = bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
            let words = line.drop { $0 == 0x20 || $0 == 0x09 }
            if words.isEmpty { continue }
            let isIndented = words.startIndex - start > margin + 3 || margin == 0 && line.first == 0x09
            let isInside = start < Int(paragraph.end)
            let mark = words.prefix { 0x30...0x39 ~= $0 || "+*-.)".utf8.contains($0) }
            let isItem = (1...4).contains(mark.count) && words.dropFirst(mark.count).first == 0x20
            if isIndented, isItem || !isInside {
                return (Span(file: paragraph.file, start: words.startIndex, end: words.endIndex), isInside)
            }
            if !isInside { return nil }
        }
        return nil
    }

    /// Returns the bytes of a file that the site was loaded from. Creates a dependency on all records of the file.
    func bytes(of file: FileID) -> [UInt8] {
        for record in recordsOfFile[file] ?? [] { corpus.records[record].dependOnWhole() }
        return source(file)
    }

    /// Returns the bytes of a file without creating a dependency, for callers that have read the record whose words
    /// they search for.
    ///
    /// Somebody may have shortened the file since it was read. Blanks then take the place of what is gone, so that the
    /// places of the records still lie in the file; the next check reads it again.
    private func source(_ file: FileID) -> [UInt8] {
        let bytes = DependencyRecorder.pausing { site.bytes(of: file) }
        guard site.folder.sources.indices.contains(Int(file.index)) else { return bytes }
        let missing = site.folder.sources[Int(file.index)].size - bytes.count
        return missing > 0 && missing <= Limits.fileBytes
            ? bytes + [UInt8](repeating: UInt8(ascii: " "), count: missing) : bytes
    }

    /// Returns the end of a file's content, where an insertion continues a list: the span from after the last visible
    /// character to the end; `nil` if no line of the file begins with `words`.
    package func lastLine(of file: FileID, beginning words: String) -> Span? {
        let bytes = self.bytes(of: file)
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard lines.contains(where: { $0.starts(with: words.utf8) }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else { return nil }
        return Span(file: file, start: last + 1, end: bytes.count)
    }

    /// Returns the spans of a word inside a span, except where an ASCII letter, a digit or any character beyond ASCII
    /// touches the word. Reads the file again.
    package func occurrences(of word: String, in span: Span) -> [Span] {
        let bytes = source(span.file)
        let wanted = Array(word.utf8)
        let range = span.range.clamped(to: 0..<bytes.count)
        func isInWord(_ place: Int) -> Bool {
            guard bytes.indices.contains(place) else { return false }
            let byte = bytes[place]
            return byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A
                || byte >= 0x61 && byte <= 0x7A
        }
        var found: [Span] = []
        var index = range.lowerBound
        while !wanted.isEmpty, index + wanted.count <= range.upperBound {
            let end = index + wanted.count
            if bytes[index] == wanted[0], bytes[index..<end].elementsEqual(wanted), !isInWord(index - 1), !isInWord(end)
            {
                found.append(Span(file: span.file, start: index, end: end))
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    /// Whether a span lies in the target of a reference: between `[[` and `|` or `]]`. Reads the file again.
    func isReferenceTarget(_ place: Span) -> Bool {
        let bytes = source(place.file)
        var index = Int(place.start)
        while index > 1, bytes[index - 1] != 0x0A, bytes[index - 1] != 0x7C, bytes[index - 1] != 0x5D {
            if bytes[index - 1] == 0x5B, bytes[index - 2] == 0x5B { return true }
            index -= 1
        }
        return false
    }
}
