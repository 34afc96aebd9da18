import Diagnostics
import OficioModel
import OficioSource

/// The results of a check, kept for the next one: where each record leads, what the rules found and
/// collected in it, and what followed for the whole site.
package struct KeptFindings: Sendable {
    private var links: KeptAnswers?
    private var answers: KeptAnswers
    /// By rule that gathers: the stamp of what it had gathered, and what followed.
    private var conclusions: [Conclusion?]
    private let basis: UInt64

    /// The number of records that the rules had to look at in the last check.
    package var asked: Int { answers.asked }
    /// Whether the results differ from the bytes that they began with.
    package private(set) var isNew = false

    private struct Conclusion: Sendable {
        let stamp: UInt64
        let bytes: [UInt8]
    }

    /// Reads the results of an earlier run; empty `bytes` stand for none, and so do damaged ones or
    /// those of another site. `basis` is a fingerprint of the program, the types and the forms.
    /// `isKept` says whether somebody keeps the results of this run.
    package init(_ bytes: [UInt8], basis: UInt64, isKept: Bool = true) {
        self.basis = basis
        var parts: (links: [UInt8], answers: [UInt8], conclusions: [Conclusion?]) = ([], [], [])
        bytes.withUnsafeBytes { all in
            var reader = StoreReader(all)
            let links = reader.text { Array($0) }, answers = reader.text { Array($0) }
            reader.text { sealed in
                guard var inside = StoreReader(sealed: sealed) else { return }
                let read = inside.list { reader in
                    reader.optional { reader in
                        let stamp = reader.word()
                        return Conclusion(stamp: stamp, bytes: reader.text { Array($0) })
                    }
                }
                if !inside.isBroken { parts.conclusions = read }
            }
            if reader.isBroken { return }
            (parts.links, parts.answers) = (links, answers)
        }
        links = KeptAnswers(parts.links, isKept: isKept)
        answers = KeptAnswers(parts.answers, isKept: isKept)
        conclusions = parts.conclusions
    }

    /// The results in the form that the next run reads.
    package var bytes: [UInt8] {
        var out = StoreWriter(capacity: answers.bytes.count + (links?.bytes.count ?? 0) + 65_536)
        out.text((links?.bytes ?? [])[...])
        out.text(answers.bytes[...])
        let inside = StoreWriter.sealed { out in
            out.list(conclusions) { out, conclusion in
                out.optional(conclusion) { out, conclusion in
                    out.word(conclusion.stamp)
                    out.text(conclusion.bytes[...])
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

    /// What follows for the whole site from what a rule has gathered.
    ///
    /// - Parameter number: of the rule among those that gather.
    mutating func conclude(_ number: Int, _ gathered: [GatheringRule.Gathered], _ context: CheckContext, _ conclude: () -> [UInt8]) -> [UInt8] {
        var stamp = Stamp()
        stamp.add(basis(context))
        for facts in gathered { stamp.add(facts.stamp) }
        while conclusions.count <= number { conclusions.append(nil) }
        if let known = conclusions[number], known.stamp == stamp.value { return known.bytes }
        let bytes = conclude()
        conclusions[number] = Conclusion(stamp: stamp.value, bytes: bytes)
        isNew = true
        return bytes
    }
}

/// What the rules found in a record, and by rule what those gathered of it that look at the whole site.
struct RecordAnswer: Storable {
    let found: [Diagnostic]
    let gathered: [GatheringRule.Gathered]

    init(found: [Diagnostic], gathered: [GatheringRule.Gathered]) {
        self.found = found
        self.gathered = gathered
    }

    func write(to out: inout StoreWriter) {
        out.list(found) { $0.diagnostic($1) }
        out.list(gathered) { out, facts in
            out.word(facts.stamp)
            out.text(facts.bytes)
        }
    }

    init(from reader: inout StoreReader) {
        found = reader.list { $0.diagnostic() }
        gathered = reader.list { reader in
            let stamp = reader.word()
            return GatheringRule.Gathered(bytes: reader.text { Array($0)[...] }, stamp: stamp)
        }
    }
}
