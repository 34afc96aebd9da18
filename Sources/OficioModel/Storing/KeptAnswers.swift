import Diagnostics
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
        let records = corpus.records
        let head = Array("oficio respuestas 1 \(String(basis, radix: 36))\n".utf8)
        let entries = Self.entries(bytes, head: head, count: records.count)
        let numbers = corpus.numbers
        let isKept = isKept
        let answers = Array(records.indices).concurrentMap { index -> Kept<Answer> in
            if let entry = entries?[index], let answer: Answer = Self.answer(entry, in: records[index], records) {
                return Kept(answer: answer, entry: entry, isNew: false)
            }
            if !isKept { return Kept(answer: work(index), entry: [], isNew: true) }
            let (answer, reads) = Reads.noting { work(index) }
            return Kept(answer: answer, entry: Self.entry(answer, of: records[index], reads, numbers, records)[...], isNew: true)
        }
        asked = answers.count { $0.isNew }
        isNew = isKept && (entries == nil || answers.contains { $0.isNew && !$0.entry.isEmpty })
        if isNew {
            var body = StoreWriter()
            body.list(answers) { $0.text($1.entry) }
            bytes = head + body.sealed
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
    private static func answer<Answer: Storable>(_ entry: ArraySlice<UInt8>, in record: Record, _ records: [Record]) -> Answer? {
        entry.withUnsafeBytes { bytes in
            var reader = StoreReader(bytes, record.file)
            let asked = reader.list { $0.count() }
            let heads = reader.list { $0.count() }
            let stamp = reader.word()
            if reader.isBroken || stamp != self.stamp(of: asked, heads: heads, records) { return nil }
            let answer = Answer(from: &reader)
            return reader.isBroken ? nil : answer
        }
    }

    private static func entry(_ answer: some Storable, of record: Record, _ reads: Reads, _ numbers: [ObjectIdentifier: Int], _ records: [Record]) -> [UInt8] {
        if reads.isOfAll { return [] }
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
        guard let stamp = stamp(of: asked.sorted(), heads: heads.sorted(), records) else { return [] }
        var entry = StoreWriter(record.file)
        entry.list(asked.sorted()) { $0.count($1) }
        entry.list(heads.sorted()) { $0.count($1) }
        entry.word(stamp)
        answer.write(to: &entry)
        return entry.isForeign ? [] : entry.bytes
    }

    /// Tells whether some records, and the heads of others, say the same; `nil` where one of them cannot be told by its source.
    private static func stamp(of asked: [Int], heads: [Int], _ records: [Record]) -> UInt64? {
        var stamp = Stamp()
        for (numbers, told) in [(asked, \Record.stamp), (heads, \Record.headStamp)] {
            for number in numbers {
                guard records.indices.contains(number), records[number].stamp != 0 else { return nil }
                stamp.add(number)
                stamp.add(records[number][keyPath: told])
                // Answers have places, which move with what stands in front.
                stamp.add(Int(records[number].span.start))
            }
            stamp.add(numbers.count)
        }
        return stamp.value
    }
}
