import Diagnostics
import OficioModel
import OficioSource

/// A rule that looks at the whole site in steps, of which none is done again that would come out as before: what counts of each record; what follows from all of
/// that; and what is said of it, which is done every time.
package struct GatheringRule: Sendable {
    /// What counts of a record.
    struct Gathered: Sendable {
        let bytes: ArraySlice<UInt8>
        /// Of what conclusions hang on.
        let stamp: UInt64
    }

    let gather: @Sendable (CheckContext, RecordTexts) -> Gathered
    /// By record what was gathered; what follows, as bytes.
    let conclude: @Sendable (CheckContext, [Gathered]) -> [UInt8]
    let tell: @Sendable (CheckContext, [Gathered], [UInt8]) -> [Diagnostic]

    /// - Parameters:
    ///   - gather: the facts that count of a record; all their places lie in its file.
    ///   - conclude: what follows from nothing but the facts by record, as far as they add to their stamps, names and titles of records, settings and forms.
    ///   - tell: says it, with the facts of whatever records it needs.
    init<Fact: GatheredFact, Conclusion: Storable>(
        gatherTexts gather: @escaping @Sendable (CheckContext, RecordTexts) -> [Fact], conclude: @escaping @Sendable (CheckContext, [[Fact]]) -> [Conclusion],
        tell: @escaping @Sendable (CheckContext, (Int) -> [Fact], [Conclusion]) -> [Diagnostic]
    ) {
        self.gather = { context, texts in
            let index = texts.record
            let facts = gather(context, texts)
            var stamp = Stamp()
            for fact in facts { fact.add(to: &stamp) }
            if facts.isEmpty { return Gathered(bytes: [], stamp: stamp.value) }
            var out = StoreWriter(context.corpus.records[index].file)
            out.list(facts) { $1.write(to: &$0) }
            return Gathered(bytes: out.bytes[...], stamp: stamp.value)
        }
        @Sendable func facts(_ context: CheckContext, _ gathered: [Gathered], _ index: Int) -> [Fact] {
            if gathered[index].bytes.isEmpty { return [] }
            return gathered[index].bytes.withUnsafeBytes { bytes in
                var reader = StoreReader(bytes, context.corpus.records[index].file)
                return reader.list { Fact(from: &$0) }
            }
        }
        self.conclude = { context, gathered in
            var out = StoreWriter()
            out.list(conclude(context, gathered.indices.map { facts(context, gathered, $0) })) { $1.write(to: &$0) }
            return out.bytes
        }
        self.tell = { context, gathered, conclusion in
            let conclusions = conclusion.withUnsafeBytes { bytes in
                var reader = StoreReader(bytes)
                return reader.list { Conclusion(from: &$0) }
            }
            var known: [Int: [Fact]] = [:]
            return tell(
                context,
                { index in
                    if let facts = known[index] { return facts }
                    let own = facts(context, gathered, index)
                    known[index] = own
                    return own
                }, conclusions)
        }
    }

    /// The same for a rule that does not go by the texts of a record.
    init<Fact: GatheredFact, Conclusion: Storable>(
        gather: @escaping @Sendable (CheckContext, Int) -> [Fact], conclude: @escaping @Sendable (CheckContext, [[Fact]]) -> [Conclusion],
        tell: @escaping @Sendable (CheckContext, (Int) -> [Fact], [Conclusion]) -> [Diagnostic]
    ) {
        self.init(gatherTexts: { gather($0, $1.record) }, conclude: conclude, tell: tell)
    }

    /// A rule whose conclusions are its findings.
    init<Fact: GatheredFact>(
        gatherTexts: @escaping @Sendable (CheckContext, RecordTexts) -> [Fact], conclude: @escaping @Sendable (CheckContext, [[Fact]]) -> [Diagnostic]
    ) {
        self.init(gatherTexts: gatherTexts, conclude: conclude, tell: { $2 })
    }

    /// A rule whose conclusions are its findings, and that does not go by the texts of a record.
    init<Fact: GatheredFact>(
        gather: @escaping @Sendable (CheckContext, Int) -> [Fact], conclude: @escaping @Sendable (CheckContext, [[Fact]]) -> [Diagnostic]
    ) {
        self.init(gather: gather, conclude: conclude, tell: { $2 })
    }
}

/// Something that counts of a record.
protocol GatheredFact: Storable {
    /// Adds all that conclusions may hang on.
    func add(to stamp: inout Stamp)
}
