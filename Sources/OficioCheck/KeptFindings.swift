import Diagnostics
import OficioBasics
import OficioModel
import OficioSource

/// What checking a site has worked out, for the next time: where each record leads to, what the
/// rules found in it and extracted from it, and what followed for the whole site.
package struct KeptFindings: Sendable {
    private var links: KeptAnswers?
    private var answers: KeptAnswers
    /// By aggregating rule: the stamp of what it extracted, and its aggregate.
    private var aggregates: [Aggregate?]
    private let basis: UInt64

    /// The number of records that the rules had to look at in the last check.
    package var asked: Int { answers.asked }
    /// Whether the results differ from the bytes that they began with.
    package private(set) var isNew = false

    private struct Aggregate: Sendable {
        let stamp: UInt64
        let bytes: [UInt8]
    }

    /// Reads the results of an earlier run; empty `bytes` stand for none, and so do damaged ones or
    /// those of another site. `basis` is a fingerprint of the program, the types and the forms.
    /// `isKept` says whether somebody keeps the results of this run.
    package init(_ bytes: [UInt8], basis: UInt64, isKept: Bool = true) {
        self.basis = basis
        var parts: (links: [UInt8], answers: [UInt8], aggregates: [Aggregate?]) = ([], [], [])
        bytes.withUnsafeBytes { all in
            var reader = StoreReader(all)
            let links = reader.text { Array($0) }, answers = reader.text { Array($0) }
            reader.text { sealed in
                guard var inside = StoreReader(sealed: sealed) else { return }
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
        links = KeptAnswers(parts.links, isKept: isKept)
        answers = KeptAnswers(parts.answers, isKept: isKept)
        aggregates = parts.aggregates
    }

    /// The results in the form that the next run reads.
    package var bytes: [UInt8] {
        var out = StoreWriter(capacity: answers.bytes.count + (links?.bytes.count ?? 0) + 65_536)
        out.text((links?.bytes ?? [])[...])
        out.text(answers.bytes[...])
        let inside = StoreWriter.sealed { out in
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

    private func basis(_ context: CheckContext) -> UInt64 {
        var stamp = Stamp()
        stamp.add(basis)
        stamp.add(context.stamp)
        return stamp.value
    }

    /// Returns the answers of all rules about all records, in their order. Calls `ask` on all
    /// processors for the records whose kept answers no longer apply.
    mutating func ask(_ ask: @Sendable (Int) -> RecordAnswer, _ context: CheckContext) -> [RecordAnswer] {
        let found = answers.ask(context.corpus, basis: basis(context), ask)
        if answers.isNew { isNew = true }
        return found
    }

    /// Finds where the records lead, and keeps the result.
    mutating func link(_ corpus: Corpus) {
        _ = corpus.links(knowing: &links)
        if links?.isNew == true { isNew = true }
    }

    /// The aggregate of a rule, from the cache where the extracted facts have not changed.
    ///
    /// `number` is the index of the rule among the aggregating ones, and `aggregate` makes the aggregate anew.
    mutating func aggregate(
        _ number: Int, _ extracted: [AggregatingRule.Extracted], _ context: CheckContext, _ aggregate: () -> [UInt8]
    ) -> [UInt8] {
        var stamp = Stamp()
        stamp.add(basis(context))
        for facts in extracted { stamp.add(facts.stamp) }
        while aggregates.count <= number { aggregates.append(nil) }
        if let known = aggregates[number], known.stamp == stamp.value { return known.bytes }
        let bytes = aggregate()
        aggregates[number] = Aggregate(stamp: stamp.value, bytes: bytes)
        isNew = true
        return bytes
    }
}

/// What the rules found in a record, and by aggregating rule the facts extracted from it.
struct RecordAnswer: Storable {
    let found: [Diagnostic]
    let extracted: [AggregatingRule.Extracted]

    init(found: [Diagnostic], extracted: [AggregatingRule.Extracted]) {
        self.found = found
        self.extracted = extracted
    }

    func write(to out: inout StoreWriter) {
        out.list(found) { $0.diagnostic($1) }
        out.list(extracted) { out, facts in
            out.word(facts.stamp)
            out.text(facts.bytes)
        }
    }

    init(from reader: inout StoreReader) {
        found = reader.list { $0.diagnostic() }
        extracted = reader.list { reader in
            let stamp = reader.word()
            return AggregatingRule.Extracted(bytes: reader.text { Array($0)[...] }, stamp: stamp)
        }
    }
}
