import Diagnostics
import OficioBasics
import OficioSource

/// A result that `ResultCache` can store.
package protocol BinaryCodable: Sendable {
    func write(to out: inout BinaryWriter)
    init(from reader: inout BinaryReader)
}

/// A cache of one result per record, each with the keys of its dependencies (`ReadStamps`) and their fingerprint.
/// Valid results are not computed again.
///
/// The bytes are a line that names the base fingerprint of all results, and then a hashed list with, for each record,
/// the hash of its record id (`Corpus.keys`), its dependencies and its result (see `BinaryWriter`). Missing or damaged
/// entries, and entries of another base fingerprint, are computed anew.
package struct ResultCache: Sendable {
    /// The stored cache; `evaluate` replaces it when results change.
    package private(set) var bytes: [UInt8]
    /// Whether `evaluate` changed the stored bytes.
    package private(set) var isNew = false
    /// The number of results that the last `evaluate` computed.
    package private(set) var computedCount = 0

    /// Whether `evaluate` stores new results in the cache.
    private let storesResults: Bool
    /// The results as values, by the hash of the record id, with their base fingerprint; `nil` for a cache of bytes.
    private var values: (baseStamp: UInt64, results: [UInt64: CachedValue])?

    /// Opens a cache. `bytes` is the content that an earlier run stored, empty for none. If `storesResults` is false,
    /// the bytes never change.
    package init(_ bytes: [UInt8], storesResults: Bool = true) {
        self.bytes = bytes
        self.storesResults = storesResults
    }

    /// Returns an empty cache that keeps results as values for the next run of the same process, without bytes. An
    /// evaluation neither encodes nor decodes the results that stay valid.
    package static var inMemory: ResultCache {
        var cache = ResultCache([])
        cache.values = (0, [:])
        return cache
    }

    /// Returns the results for all records; computes only results whose dependencies have changed.
    ///
    /// - Parameters:
    ///   - corpus: the records.
    ///   - stamps: the current fingerprints of everything that results can depend on.
    ///   - baseStamp: fingerprint of all untracked dependencies.
    ///   - work: computes the result of a record, on any thread.
    /// - Returns: one result per record, in order.
    package mutating func evaluate<Answer: BinaryCodable>(
        _ corpus: Corpus, _ stamps: ReadStamps, baseStamp: UInt64, _ work: @Sendable (Int) -> Answer
    ) -> [Answer] {
        if values != nil { return evaluateValues(corpus, stamps, baseStamp: baseStamp, work) }
        let head = Array("oficio respuestas 3 \(Fingerprint.word(baseStamp))\n".utf8)
        let entries = Self.entries(bytes, head: head)
        let storesResults = storesResults, keys = corpus.keys, files = corpus.stamps.map(\.file)
        let answers = keys.indices.map { $0 }.concurrentMap { index -> Cached<Answer> in
            if let entry = entries?[keys[index]], let answer: Answer = Self.answer(entry, files[index], stamps) {
                return Cached(answer: answer, entry: entry, isNew: false)
            }
            if !storesResults { return Cached(answer: work(index), entry: [], isNew: true) }
            let (answer, trace) = stamps.tracing { work(index) }
            return Cached(
                answer: answer, entry: trace.map { Self.entry(answer, files[index], $0)[...] } ?? [], isNew: true)
        }
        computedCount = answers.count { $0.isNew }
        isNew =
            storesResults && (entries?.count != keys.count || answers.contains { $0.isNew && !$0.entry.isEmpty })
        if isNew {
            bytes = BinaryWriter.sealed(after: head, capacity: answers.reduce(16) { $0 + $1.entry.count + 12 }) {
                $0.list(Array(zip(keys, answers))) { out, kept in
                    out.word(kept.0)
                    out.text(kept.1.entry)
                }
            }
        }
        return answers.map(\.answer)
    }

    /// Evaluates a cache that keeps values.
    private mutating func evaluateValues<Answer: BinaryCodable>(
        _ corpus: Corpus, _ stamps: ReadStamps, baseStamp: UInt64, _ work: @Sendable (Int) -> Answer
    ) -> [Answer] {
        let known = values.map { $0.baseStamp == baseStamp ? $0.results : [:] } ?? [:]
        let keys = corpus.keys, files = corpus.stamps.map(\.file)
        typealias Evaluated = (answer: Answer, new: CachedValue?, isNew: Bool)
        let answers = keys.indices.map { $0 }.concurrentMap { index -> Evaluated in
            if let value = known[keys[index]], stamps.holds(value.trace) {
                if value.file == files[index], let answer = value.answer as? Answer { return (answer, nil, false) }
                if let moved = (value.answer as? Answer).flatMap({ value.moved($0, to: files[index]) }),
                    let answer = moved.answer as? Answer
                {
                    return (answer, moved, false)
                }
            }
            let (answer, trace) = stamps.tracing { work(index) }
            return (answer, trace.flatMap { CachedValue(answer, files[index], $0) }, true)
        }
        computedCount = answers.count { $0.isNew }
        var results = known
        if known.count > keys.count {
            let present = Set(keys)
            results = known.filter { present.contains($0.key) }
        }
        for (key, answer) in zip(keys, answers) {
            if let new = answer.new { results[key] = new } else if answer.isNew { results[key] = nil }
        }
        isNew = computedCount > 0 || results.count != known.count
        values = (baseStamp, results)
        return answers.map(\.answer)
    }

    /// A result and its stored form; `entry` is empty for a result that must be computed in every run.
    private struct Cached<Answer: Sendable>: Sendable {
        let answer: Answer
        let entry: ArraySlice<UInt8>
        let isNew: Bool
    }

    /// Returns the stored entries by the hash of the record id, `nil` if the bytes are damaged or have another base
    /// fingerprint.
    private static func entries(_ bytes: [UInt8], head: [UInt8]) -> [UInt64: ArraySlice<UInt8>]? {
        guard bytes.starts(with: head) else { return nil }
        return bytes.withUnsafeBytes { all in
            guard let start = all.baseAddress,
                var reader = BinaryReader(sealed: UnsafeRawBufferPointer(rebasing: all[head.count...]))
            else { return nil }
            let places = reader.list { reader in
                let key = reader.word()
                return (
                    key,
                    reader.text { entry in
                        let place = entry.baseAddress.map { $0 - start } ?? 0
                        return place..<(place + entry.count)
                    }
                )
            }
            return reader.isBroken ? nil : Dictionary(places.map { ($0, bytes[$1]) }) { first, _ in first }
        }
    }

    /// Returns the result of an entry about a record in `file`, `nil` if a dependency has changed.
    private static func answer<Answer: BinaryCodable>(_ entry: ArraySlice<UInt8>, _ file: FileID, _ stamps: ReadStamps)
        -> Answer?
    {
        entry.withUnsafeBytes { bytes in
            var reader = BinaryReader(bytes, file)
            if !stamps.holds(reader.trace()) || reader.isBroken { return nil }
            let answer = Answer(from: &reader)
            return reader.isBroken ? nil : answer
        }
    }

    /// Returns the encoded result with its trace; empty if the result must be computed in every run.
    private static func entry(_ answer: some BinaryCodable, _ file: FileID, _ trace: Trace) -> [UInt8] {
        var entry = BinaryWriter(file)
        entry.trace(trace)
        answer.write(to: &entry)
        return entry.isForeign ? [] : entry.bytes
    }
}

/// A result as `ResultCache` keeps it in memory.
private struct CachedValue: Sendable {
    let file: FileID
    let trace: Trace
    let answer: any BinaryCodable

    /// Keeps a result about a record in `file`; `nil` if the result contains spans of other files. The kept answer is
    /// the one that reading the encoded answer gives, which names no record by its index.
    init?<Answer: BinaryCodable>(_ answer: Answer, _ file: FileID, _ trace: Trace) {
        self.init(answer, from: file, to: file, trace)
    }

    /// Returns the result for a record whose file has another index now; `nil` if it cannot be encoded.
    func moved<Answer: BinaryCodable>(_ answer: Answer, to file: FileID) -> CachedValue? {
        CachedValue(answer, from: self.file, to: file, trace)
    }

    private init?<Answer: BinaryCodable>(_ answer: Answer, from old: FileID, to new: FileID, _ trace: Trace) {
        var writer = BinaryWriter(old)
        answer.write(to: &writer)
        if writer.isForeign { return nil }
        let read = writer.bytes.withUnsafeBytes { bytes -> Answer? in
            var reader = BinaryReader(bytes, new)
            let answer = Answer(from: &reader)
            return reader.isBroken ? nil : answer
        }
        guard let read else { return nil }
        self.answer = read
        file = new
        self.trace = trace
    }
}

/// Fingerprints of a record, to tell whether it has changed without reading it.
struct RecordStamps: Sendable {
    let file: FileID
    /// The fingerprint of the whole record.
    let whole: UInt64
    let head: UInt64
    /// The fingerprint of the record's id, type, title, form and file, and of whether it could be read.
    let name: UInt64
    /// The offset in bytes of the record in its file.
    let start: Int

    /// Takes the fingerprints of a record with its key (`Corpus.keys`), the id of its form and the path of its file.
    init(_ record: Record, _ key: UInt64, form: String, path: String) {
        file = record.ownFile
        whole = record.stamp
        head = record.headStamp
        start = Int(record.ownSpan.start)
        var name = Stamp()
        name.add(key)
        name.add([record.ownTitle, form, path])
        name.add(record.ownIsBroken)
        self.name = name.value
    }
}
