import Diagnostics
import OficioBasics
import OficioModel
import OficioSource

/// A rule over the whole site in three steps: extract (per record, cached), aggregate (cached), report (every time).
package struct AggregatingRule: Sendable {
    /// The encoded facts of one record.
    struct Extracted: Sendable {
        let bytes: ArraySlice<UInt8>
        /// A fingerprint of all parts of the facts that an aggregate may depend on.
        let stamp: UInt64
    }

    let extract: @Sendable (CheckContext, RecordTexts) -> Extracted
    /// The function that computes results of the whole site from the facts, which are indexed by record, and encodes
    /// the results.
    let aggregate: @Sendable (CheckContext, [Extracted]) -> [UInt8]
    let report: @Sendable (CheckContext, [Extracted], [UInt8]) -> [Diagnostic]

    /// Creates a rule that extracts facts from the texts of records.
    ///
    /// - Parameters:
    ///   - extractTexts: returns the facts of one record, from its texts; all spans of a fact lie in the record's file.
    ///   - aggregate: computes the aggregates. It may depend only on what the facts add to their fingerprints, on names
    ///     and titles of records, on settings and on forms.
    ///   - report: returns the findings; it may read the facts of any record.
    init<Fact: ExtractedFact, Aggregate: BinaryCodable>(
        extractTexts: @escaping @Sendable (CheckContext, RecordTexts) -> [Fact],
        aggregate: @escaping @Sendable (CheckContext, [[Fact]]) -> [Aggregate],
        report: @escaping @Sendable (CheckContext, (Int) -> [Fact], [Aggregate]) -> [Diagnostic]
    ) {
        self.extract = { context, texts in
            let index = texts.record
            let facts = extractTexts(context, texts)
            var stamp = Stamp()
            for fact in facts { fact.add(to: &stamp) }
            if facts.isEmpty { return Extracted(bytes: [], stamp: stamp.value) }
            var out = BinaryWriter(context.corpus.records[index].file)
            out.list(facts) { $1.write(to: &$0) }
            return Extracted(bytes: out.bytes[...], stamp: stamp.value)
        }
        @Sendable func facts(_ context: CheckContext, _ extracted: [Extracted], _ index: Int) -> [Fact] {
            if extracted[index].bytes.isEmpty { return [] }
            return extracted[index].bytes.withUnsafeBytes { bytes in
                var reader = BinaryReader(bytes, context.corpus.records[index].file)
                return reader.list { Fact(from: &$0, of: index) }
            }
        }
        self.aggregate = { context, extracted in
            var out = BinaryWriter()
            out.list(aggregate(context, extracted.indices.map { facts(context, extracted, $0) })) { $1.write(to: &$0) }
            return out.bytes
        }
        self.report = { context, extracted, aggregate in
            let aggregates = aggregate.withUnsafeBytes { bytes in
                var reader = BinaryReader(bytes)
                return reader.list { Aggregate(from: &$0) }
            }
            var known: [Int: [Fact]] = [:]
            return report(
                context,
                { index in
                    if let facts = known[index] { return facts }
                    let own = facts(context, extracted, index)
                    known[index] = own
                    return own
                }, aggregates)
        }
    }

    /// Creates a rule that extracts facts from records without their texts.
    init<Fact: ExtractedFact, Aggregate: BinaryCodable>(
        extract: @escaping @Sendable (CheckContext, Int) -> [Fact],
        aggregate: @escaping @Sendable (CheckContext, [[Fact]]) -> [Aggregate],
        report: @escaping @Sendable (CheckContext, (Int) -> [Fact], [Aggregate]) -> [Diagnostic]
    ) {
        self.init(extractTexts: { extract($0, $1.record) }, aggregate: aggregate, report: report)
    }

    /// Creates a rule whose aggregates are its findings, from facts in the texts of records.
    init<Fact: ExtractedFact>(
        extractTexts: @escaping @Sendable (CheckContext, RecordTexts) -> [Fact],
        aggregate: @escaping @Sendable (CheckContext, [[Fact]]) -> [Diagnostic]
    ) {
        self.init(extractTexts: extractTexts, aggregate: aggregate, report: { $2 })
    }

    /// Creates a rule whose aggregates are its findings, from facts in records without their texts.
    init<Fact: ExtractedFact>(
        extract: @escaping @Sendable (CheckContext, Int) -> [Fact],
        aggregate: @escaping @Sendable (CheckContext, [[Fact]]) -> [Diagnostic]
    ) {
        self.init(extract: extract, aggregate: aggregate, report: { $2 })
    }
}

/// A fact that an aggregating rule extracts from a record.
protocol ExtractedFact: Sendable {
    /// Writes the fact without the index of its record, which changes when records come and go.
    func write(to out: inout BinaryWriter)
    /// Reads a fact of the record with the index `record`.
    init(from reader: inout BinaryReader, of record: Int)
    /// Adds to a fingerprint all parts of the fact that an aggregate may depend on.
    func add(to stamp: inout Stamp)
}
