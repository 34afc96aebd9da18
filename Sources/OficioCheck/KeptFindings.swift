import Diagnostics
import OficioModel
import OficioSource

/// What checking a site has worked out, for the next time: where each record leads to, what the rules found in it and gathered of it, and what followed for the
/// whole site.
package struct KeptFindings: Sendable {
    private var links: KeptAnswers?
    private var answers: KeptAnswers
    /// By rule that gathers: the stamp of what it had gathered, and what followed.
    private var conclusions: [Conclusion?]
    private let basis: UInt64

    /// How many records were asked the last time.
    package var asked: Int { answers.asked }
    /// Whether the bytes are others than those it began with.
    package private(set) var isNew = false

    private struct Conclusion: Sendable {
        let stamp: UInt64
        let found: [Diagnostic]
    }

    /// - Parameters:
    ///   - bytes: what an earlier run kept, empty for nothing; whatever is damaged or of another site counts as nothing.
    ///   - basis: tells the program, and what types and forms say.
    package init(_ bytes: [UInt8], basis: UInt64) {
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
                        return Conclusion(stamp: stamp, found: reader.list { $0.diagnostic() })
                    }
                }
                if !inside.isBroken { parts.conclusions = read }
            }
            if reader.isBroken { return }
            (parts.links, parts.answers) = (links, answers)
        }
        links = KeptAnswers(parts.links)
        answers = KeptAnswers(parts.answers)
        conclusions = parts.conclusions
    }

    package var bytes: [UInt8] {
        var out = StoreWriter()
        out.text((links?.bytes ?? [])[...])
        out.text(answers.bytes[...])
        var inside = StoreWriter()
        inside.list(conclusions) { out, conclusion in
            out.optional(conclusion) { out, conclusion in
                out.word(conclusion.stamp)
                out.list(conclusion.found) { $0.diagnostic($1) }
            }
        }
        out.text(inside.sealed[...])
        return out.bytes
    }

    private func basis(_ context: CheckContext) -> UInt64 {
        var stamp = Stamp()
        stamp.add(basis)
        stamp.add(context.stamp)
        return stamp.value
    }

    /// What is answered of all records, in their order.
    ///
    /// - Parameter ask: all rules of a record; called on all processors.
    mutating func ask(_ ask: @Sendable (Int) -> RecordAnswer, _ context: CheckContext) -> [RecordAnswer] {
        let found = answers.ask(context.corpus, basis: basis(context), ask)
        if answers.isNew { isNew = true }
        return found
    }

    /// Works out where the records lead to.
    mutating func link(_ corpus: Corpus) {
        _ = corpus.links(knowing: &links)
        if links?.isNew == true { isNew = true }
    }

    /// What follows for the whole site from what a rule has gathered.
    ///
    /// - Parameter number: of the rule among those that gather.
    mutating func conclude(_ number: Int, _ gathered: [ArraySlice<UInt8>], _ context: CheckContext, _ conclude: () -> [Diagnostic]) -> [Diagnostic] {
        var stamp = Stamp()
        stamp.add(basis(context))
        for bytes in gathered { stamp.add(bytes.withUnsafeBytes { Fingerprint.quick($0) }) }
        while conclusions.count <= number { conclusions.append(nil) }
        if let known = conclusions[number], known.stamp == stamp.value { return known.found }
        let found = conclude()
        conclusions[number] = Conclusion(stamp: stamp.value, found: found)
        isNew = true
        return found
    }
}

/// What the rules found in a record, and by rule what those gathered of it that look at the whole site.
struct RecordAnswer: Storable {
    let found: [Diagnostic]
    let gathered: [ArraySlice<UInt8>]

    init(found: [Diagnostic], gathered: [ArraySlice<UInt8>]) {
        self.found = found
        self.gathered = gathered
    }

    func write(to out: inout StoreWriter) {
        out.list(found) { $0.diagnostic($1) }
        out.list(gathered) { $0.text($1) }
    }

    init(from reader: inout StoreReader) {
        found = reader.list { $0.diagnostic() }
        gathered = reader.list { reader in reader.text { Array($0)[...] } }
    }
}
