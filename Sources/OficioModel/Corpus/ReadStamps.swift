import OficioBasics
import OficioSource

/// The present fingerprints of everything that a computation can depend on, by its key (`ReadKey`).
///
/// A cached result keeps the keys of what it read and `fingerprint(of:)` of them. Keys name records by type and id,
/// never by place, so that a record that comes or goes changes no fingerprint but those of what names or lists it.
package struct ReadStamps: Sendable {
    private let source: ObjectIdentifier
    private let numbers: [ObjectIdentifier: Int]
    private let keys: [UInt64]
    private let records: StampTable
    private let questions: StampTable
    /// The kinds of derived facts that have fingerprints.
    private let kinds: Set<ReadKey.Kind>
    /// Whether every record has a fingerprint; otherwise nothing is reused.
    private let isComplete: Bool

    /// Collects the fingerprints of a corpus.
    ///
    /// - Parameters:
    ///   - corpus: the records.
    ///   - names: more that belongs to the name of each record, such as its address.
    ///   - facts: the fingerprints of derived facts, by kind and record; 0 for a record without the fact. A result that
    ///     uses a fact of another kind is never reused.
    ///   - lists: the fingerprints of lists that the corpus does not know, by their names.
    package init(
        _ corpus: Corpus, names: [UInt64], facts: [(kind: ReadKey.Kind, stamps: [UInt64])],
        lists: [(name: String, stamp: UInt64)] = []
    ) {
        source = ObjectIdentifier(corpus.source)
        numbers = corpus.numbers
        keys = corpus.keys
        var records = StampTable(capacity: keys.count * (4 + facts.count))
        let stamps = corpus.stamps
        kinds = Set(facts.map(\.kind))
        isComplete = stamps.allSatisfy { $0.whole != 0 }
        for (index, key) in keys.enumerated() {
            let stamps = stamps[index]
            var name = Stamp()
            name.add(stamps.name)
            name.add(names[index])
            records.add(ReadKey.part(.name, of: key), name.value)
            for fact in facts where fact.stamps[index] != 0 {
                records.add(ReadKey.part(fact.kind, of: key), fact.stamps[index])
            }
            // Whoever reads the head or the whole may read the name.
            for (kind, stamp) in [(ReadKey.Kind.whole, stamps.whole), (.head, stamps.head)] {
                var both = name
                both.add(stamp)
                records.add(ReadKey.part(kind, of: key), both.value)
            }
        }
        self.records = records
        var questions = corpus.questions
        for list in lists { questions.add(ReadKey.question(.list, list.name), list.stamp) }
        self.questions = questions
    }

    /// The keys of what a computation read, sorted. `nil` if its result must not be reused: it depends on all records,
    /// on a record without a fingerprint, or on another corpus.
    package func keys(of reads: Reads) -> [UInt64]? {
        if !isComplete || reads.isOfAll || !reads.sources.allSatisfy({ $0 == source }) { return nil }
        var found = Array(reads.questions)
        let heads = reads.heads.subtracting(reads.objects)
        for (kind, objects) in [
            (ReadKey.Kind.whole, reads.objects), (.head, heads),
            (.name, reads.names.subtracting(reads.objects).subtracting(heads)),
        ] {
            for object in objects {
                guard let number = numbers[object] else { return nil }
                found.append(ReadKey.part(kind, of: keys[number]))
            }
        }
        for fact in reads.facts {
            let number = fact / ReadKey.kinds
            guard keys.indices.contains(number), let kind = ReadKey.Kind(rawValue: UInt64(fact % ReadKey.kinds)),
                kinds.contains(kind)
            else { return nil }
            found.append(ReadKey.part(kind, of: keys[number]))
        }
        return found.sorted()
    }

    /// The present fingerprint of what some keys stand for, and of `baseStamp`.
    package func fingerprint(of keys: [UInt64], baseStamp: UInt64) -> UInt64 {
        var stamp = Stamp()
        stamp.add(baseStamp)
        for key in keys {
            stamp.add(key)
            stamp.add(self[key])
        }
        return stamp.value
    }

    /// The present fingerprint of what a key stands for, 0 if there is nothing.
    package subscript(key: UInt64) -> UInt64 {
        switch ReadKey.kind(of: key) {
        case .exactName, .foldedName, .path, .list: questions[key]
        case nil: 0
        default: records[key]
        }
    }
}
