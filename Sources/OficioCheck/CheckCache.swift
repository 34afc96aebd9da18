import Diagnostics
import OficioBasics
import OficioModel
import OficioSource

/// The cached results of a check: the links of each record, the findings about it and the facts extracted from it, and
/// the aggregates of the whole site.
package struct CheckCache: Sendable {
    private var links: ResultCache?
    private var answers: ResultCache
    /// The aggregate of each aggregating rule, with the fingerprint of the extracted facts; `nil` for a rule without
    /// an aggregate.
    private var aggregates: [Aggregate?]
    let baseStamp: UInt64

    /// The number of records that the last check examined again.
    package var computedCount: Int { answers.computedCount }
    /// Whether the results differ from the results of the earlier run.
    package private(set) var isNew = false

    private struct Aggregate: Sendable {
        let stamp: UInt64
        let bytes: [UInt8]
    }

    /// Reads the results of an earlier run. Ignores empty or damaged `bytes`, and results of another base
    /// fingerprint.
    ///
    /// - Parameters:
    ///   - bytes: the results as `bytes` returned them.
    ///   - baseStamp: a fingerprint of the program, the types and the forms.
    ///   - storesResults: whether the caller stores the results of this run.
    package init(_ bytes: [UInt8], baseStamp: UInt64, storesResults: Bool = true) {
        self.baseStamp = baseStamp
        var parts: (links: [UInt8], answers: [UInt8], aggregates: [Aggregate?]) = ([], [], [])
        bytes.withUnsafeBytes { all in
            var reader = BinaryReader(all)
            let links = reader.text { Array($0) }, answers = reader.text { Array($0) }
            reader.text { sealed in
                guard var inside = BinaryReader(sealed: sealed) else { return }
                let read = inside.list { reader in
                    reader.optional { reader in
                        let stamp = reader.word()
                        return Aggregate(stamp: stamp, bytes: reader.text { Array($0) })
                    }
                }
                if !inside.isBroken { parts.aggregates = read }
            }
            if reader.isBroken { return }
            (parts.links, parts.answers) = (links, answers)
        }
        links = ResultCache(parts.links, storesResults: storesResults)
        answers = ResultCache(parts.answers, storesResults: storesResults)
        aggregates = parts.aggregates
    }

    /// Creates an empty cache whose results stay in memory for the next check of the same process.
    init(inMemoryWith baseStamp: UInt64) {
        self.baseStamp = baseStamp
        links = .inMemory
        answers = .inMemory
        aggregates = []
    }

    /// The encoded results, for the next run to read.
    package var bytes: [UInt8] {
        var out = BinaryWriter(capacity: answers.bytes.count + (links?.bytes.count ?? 0) + 65_536)
        out.text((links?.bytes ?? [])[...])
        out.text(answers.bytes[...])
        let inside = BinaryWriter.sealed { out in
            out.list(aggregates) { out, aggregate in
                out.optional(aggregate) { out, aggregate in
                    out.word(aggregate.stamp)
                    out.text(aggregate.bytes[...])
                }
            }
        }
        out.text(inside[...])
        return out.bytes
    }

    private func stamp(with context: UInt64) -> UInt64 {
        var stamp = Stamp()
        stamp.add(baseStamp)
        stamp.add(context)
        return stamp.value
    }

    /// Returns the results of all rules for all records, in order. Calls `work` on all processors for the records whose
    /// cached results are no longer valid.
    mutating func evaluate(_ work: @Sendable (Int) -> RecordFindings, _ context: CheckContext) -> [RecordFindings] {
        let found = answers.evaluate(
            context.corpus, context.readStamps, baseStamp: stamp(with: context.stamp), work)
        if answers.isNew { isNew = true }
        return found
    }

    /// Computes the links of all records and caches them.
    mutating func link(_ corpus: Corpus) {
        _ = corpus.links(knowing: &links, baseStamp: baseStamp)
        if links?.isNew == true { isNew = true }
    }

    /// Returns the aggregate of a rule; takes it from the cache if the extracted facts have not changed.
    ///
    /// `number` is the index of the rule among the aggregating rules; `aggregate` computes the aggregate.
    mutating func aggregate(
        _ number: Int, _ extracted: [AggregatingRule.Extracted], _ context: CheckContext, _ aggregate: () -> [UInt8]
    ) -> [UInt8] {
        var stamp = Stamp()
        stamp.add(self.stamp(with: context.wholeStamp))
        for facts in extracted { stamp.add(facts.stamp) }
        while aggregates.count <= number { aggregates.append(nil) }
        if let known = aggregates[number], known.stamp == stamp.value { return known.bytes }
        let bytes = aggregate()
        aggregates[number] = Aggregate(stamp: stamp.value, bytes: bytes)
        isNew = true
        return bytes
    }
}

/// The results of all rules for one record: the findings, and the facts that each aggregating rule extracted.
struct RecordFindings: BinaryCodable {
    let found: [Diagnostic]
    /// The finding of a heading that was pasted at the end of the record; it counts if its file has no other of its
    /// code. `nil` for a record without such a heading.
    let atEnd: Diagnostic?
    let extracted: [AggregatingRule.Extracted]

    init(found: [Diagnostic], atEnd: Diagnostic?, extracted: [AggregatingRule.Extracted]) {
        self.found = found
        self.atEnd = atEnd
        self.extracted = extracted
    }

    func write(to out: inout BinaryWriter) {
        out.list(found) { $0.diagnostic($1) }
        out.optional(atEnd) { $0.diagnostic($1) }
        out.list(extracted) { out, facts in
            out.word(facts.stamp)
            out.text(facts.bytes)
        }
    }

    init(from reader: inout BinaryReader) {
        found = reader.list { $0.diagnostic() }
        atEnd = reader.optional { $0.diagnostic() }
        extracted = reader.list { reader in
            let stamp = reader.word()
            return AggregatingRule.Extracted(bytes: reader.text { Array($0)[...] }, stamp: stamp)
        }
    }
}
