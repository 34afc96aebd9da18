import Diagnostics
import OficioBasics
import OficioSource

/// A result that `KeptAnswers` can store.
package protocol Storable: Sendable {
    func write(to out: inout StoreWriter)
    init(from reader: inout StoreReader)
}

/// A cache of one result per record, with the fingerprints of the records that each result depends on. Valid results
/// are not computed again.
///
/// The bytes are a line that names the basis of all results, and then a hashed list with, for each record, its
/// dependencies and its result (see `StoreWriter`). Missing or damaged entries, and entries of another basis, are
/// computed anew.
package struct KeptAnswers: Sendable {
    /// The stored cache; `ask` replaces it when results change.
    package private(set) var bytes: [UInt8]
    /// Whether `ask` changed the bytes.
    package private(set) var isNew = false
    /// The number of results that the last `ask` computed.
    package private(set) var asked = 0

    /// Whether `ask` stores new results in `bytes`.
    private let isKept: Bool

    /// Opens a cache. `bytes` is the content that an earlier run stored, empty for none. Without `isKept` the bytes
    /// never change.
    package init(_ bytes: [UInt8], isKept: Bool = true) {
        self.bytes = bytes
        self.isKept = isKept
    }

    /// Returns the results for all records; stored results whose dependencies have not changed are not computed again.
    ///
    /// - Parameters:
    ///   - corpus: the records.
    ///   - basis: fingerprint of everything untracked that results may depend on.
    ///   - work: computes the result of a record, on any thread.
    /// - Returns: one result per record, in order.
    package mutating func ask<Answer: Storable>(_ corpus: Corpus, basis: UInt64, _ work: @Sendable (Int) -> Answer)
        -> [Answer]
    {
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
            bytes = StoreWriter.sealed(after: head, capacity: answers.reduce(16) { $0 + $1.entry.count + 4 }) {
                $0.list(answers) { $0.text($1.entry) }
            }
        }
        return answers.map(\.answer)
    }

    /// A result and its stored form; `entry` is empty for a result that must be computed in every run.
    private struct Kept<Answer: Sendable>: Sendable {
        let answer: Answer
        let entry: ArraySlice<UInt8>
        let isNew: Bool
    }

    /// The stored entries by record, `nil` if the bytes are damaged or have another basis.
    private static func entries(_ bytes: [UInt8], head: [UInt8], count: Int) -> [ArraySlice<UInt8>]? {
        guard bytes.starts(with: head) else { return nil }
        return bytes.withUnsafeBytes { all in
            guard let start = all.baseAddress,
                var reader = StoreReader(sealed: UnsafeRawBufferPointer(rebasing: all[head.count...]))
            else { return nil }
            let places = reader.list { reader in
                reader.text { entry in
                    let place = entry.baseAddress.map { $0 - start } ?? 0
                    return place..<(place + entry.count)
                }
            }
            return reader.isBroken || places.count != count ? nil : places.map { bytes[$0] }
        }
    }

    /// The result of an entry, `nil` if a dependency has changed.
    private static func answer<Answer: Storable>(_ entry: ArraySlice<UInt8>, _ index: Int, _ stamps: [RecordStamps])
        -> Answer?
    {
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

    /// Encodes a result with its dependencies; empty if a dependency has no fingerprint.
    private static func entry(_ answer: some Storable, _ index: Int, _ reads: Reads, _ corpus: Corpus) -> [UInt8] {
        if reads.isOfAll { return [] }
        let (numbers, stamps) = (corpus.numbers, corpus.stamps)
        // A derived fact of a record may come from any part of it, so the dependency is the whole record.
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

/// Fingerprints of a record that decide whether it has changed, without the record itself.
struct RecordStamps: Sendable {
    let file: FileID
    /// The fingerprint of the whole record.
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
    /// Adds the fingerprint of a record, and returns false if the record has none.
    fileprivate mutating func add(_ number: Int, ofHead: Bool, _ stamps: [RecordStamps]) -> Bool {
        guard stamps.indices.contains(number), stamps[number].whole != 0 else { return false }
        add(number)
        add(ofHead ? stamps[number].head : stamps[number].whole)
        // Results contain spans, which move when text before the record changes.
        add(stamps[number].start)
        return true
    }
}
