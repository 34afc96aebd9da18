import Diagnostics
import OficioBasics
import OficioSource

/// Something that `KeptAnswers` keeps.
package protocol Storable: Sendable {
    func write(to out: inout StoreWriter)
    init(from reader: inout StoreReader)
}

/// What was worked out of each record when it was last done, with what was asked of the site for it: where all of that says the same, it is not done again.
///
/// As bytes: a line that names what all answers hang on, then, with a hash in front, by record what it asked and what was answered (`StoreWriter`). Whatever is
/// missing, damaged or of another site is worked out anew.
package struct KeptAnswers: Sendable {
    package private(set) var bytes: [UInt8]
    /// Whether the bytes are others than those it began with.
    package private(set) var isNew = false
    /// Of how many records it was worked out the last time.
    package private(set) var asked = 0

    /// Whether somebody keeps what is worked out now.
    private let isKept: Bool

    /// - Parameters:
    ///   - bytes: what an earlier run kept, empty for nothing.
    ///   - isKept: whether somebody keeps what is worked out now: otherwise the bytes stay as they are.
    package init(_ bytes: [UInt8], isKept: Bool = true) {
        self.bytes = bytes
        self.isKept = isKept
    }

    /// What is answered of all records, in their order.
    ///
    /// - Parameters:
    ///   - basis: of what answers may hang on without its being noted.
    ///   - work: works out the answer of a record; called on all processors.
    package mutating func ask<Answer: Storable>(_ corpus: Corpus, basis: UInt64, _ work: @Sendable (Int) -> Answer) -> [Answer] {
        let head = Array("oficio respuestas 2 \(Fingerprint.word(basis))\n".utf8)
        let entries = Self.entries(bytes, head: head, count: corpus.records.count)
        let isKept = isKept, stamps = corpus.stamps
        let answers = Array(corpus.records.indices).concurrentMap { index -> Kept<Answer> in
            if let entry = entries?[index], let answer: Answer = Self.answer(entry, index, stamps) {
                return Kept(answer: answer, entry: entry, isNew: false)
            }
            if !isKept { return Kept(answer: work(index), entry: [], isNew: true) }
            let (answer, reads) = Reads.noting { work(index) }
            return Kept(answer: answer, entry: Self.entry(answer, index, reads, corpus)[...], isNew: true)
        }
        asked = answers.count { $0.isNew }
        isNew = isKept && (entries == nil || answers.contains { $0.isNew && !$0.entry.isEmpty })
        if isNew {
            bytes = StoreWriter.sealed(after: head, capacity: answers.reduce(16) { $0 + $1.entry.count + 4 }) { $0.list(answers) { $0.text($1.entry) } }
        }
        return answers.map(\.answer)
    }

    /// Of one record: the answer, and how it is kept; an empty entry for what is worked out every time.
    private struct Kept<Answer: Sendable>: Sendable {
        let answer: Answer
        let entry: ArraySlice<UInt8>
        let isNew: Bool
    }

    /// By record, `nil` where the bytes are of something else.
    private static func entries(_ bytes: [UInt8], head: [UInt8], count: Int) -> [ArraySlice<UInt8>]? {
        guard bytes.starts(with: head) else { return nil }
        return bytes.withUnsafeBytes { all in
            guard var reader = StoreReader(sealed: UnsafeRawBufferPointer(rebasing: all[head.count...])) else { return nil }
            let start = all.baseAddress!
            let places = reader.list { reader in
                reader.text { entry in
                    let place = entry.baseAddress.map { $0 - start } ?? 0
                    return place..<(place + entry.count)
                }
            }
            return reader.isBroken || places.count != count ? nil : places.map { bytes[$0] }
        }
    }

    /// What an entry tells, `nil` where something that was asked says something else.
    private static func answer<Answer: Storable>(_ entry: ArraySlice<UInt8>, _ index: Int, _ stamps: [RecordStamps]) -> Answer? {
        entry.withUnsafeBytes { bytes in
            var reader = StoreReader(bytes, stamps[index].file)
            var asked = Stamp()
            for ofHead in [false, true] {
                let count = reader.size()
                for _ in 0..<count {
                    let number = reader.count()
                    if reader.isBroken || !asked.add(number, ofHead: ofHead, stamps) { return nil }
                }
                asked.add(count)
            }
            if reader.word() != asked.value || reader.isBroken { return nil }
            let answer = Answer(from: &reader)
            return reader.isBroken ? nil : answer
        }
    }

    /// Empty where it cannot be told what was asked.
    private static func entry(_ answer: some Storable, _ index: Int, _ reads: Reads, _ corpus: Corpus) -> [UInt8] {
        if reads.isOfAll { return [] }
        let (numbers, stamps) = (corpus.numbers, corpus.stamps)
        // What is known of a record by its number is known of all that it says.
        var asked = reads.numbers
        for object in reads.objects {
            guard let number = numbers[object] else { return [] }
            asked.insert(number)
        }
        var heads: Set<Int> = []
        for object in reads.heads {
            guard let number = numbers[object] else { return [] }
            if !asked.contains(number) { heads.insert(number) }
        }
        var entry = StoreWriter(corpus.records[index].file)
        var stamp = Stamp()
        for (records, ofHead) in [(asked.sorted(), false), (heads.sorted(), true)] {
            entry.list(records) { $0.count($1) }
            for record in records where !stamp.add(record, ofHead: ofHead, stamps) { return [] }
            stamp.add(records.count)
        }
        entry.word(stamp.value)
        answer.write(to: &entry)
        return entry.isForeign ? [] : entry.bytes
    }
}

/// What tells of a record whether it says what it said, without the record.
struct RecordStamps: Sendable {
    let file: FileID
    /// Its stamp, that of its head, and where it begins in its file.
    let whole: UInt64
    let head: UInt64
    let start: Int

    init(_ record: Record) {
        file = record.file
        whole = record.stamp
        head = record.headStamp
        start = Int(record.span.start)
    }
}

extension Stamp {
    /// Whether a record can be told by its source, which is then added.
    fileprivate mutating func add(_ number: Int, ofHead: Bool, _ stamps: [RecordStamps]) -> Bool {
        guard stamps.indices.contains(number), stamps[number].whole != 0 else { return false }
        add(number)
        add(ofHead ? stamps[number].head : stamps[number].whole)
        // Answers have places, which move with what stands in front.
        add(stamps[number].start)
        return true
    }
}
