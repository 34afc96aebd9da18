import OficioBasics
import OficioSchema
import OficioSource

/// The current fingerprints of everything that a computation can depend on, by its key (`DependencyKey`).
///
/// A cached result keeps its `Trace`: the keys of what it read, and a fingerprint of them. Keys name records by type
/// and id, never by place, so that adding or removing a record changes only the fingerprints of queries that name or
/// list it.
package struct ReadStamps: Sendable {
    /// The fingerprint of a query that a corpus does not answer itself, with the kind and the subject of the query.
    package typealias Answer = (kind: DependencyKey.Kind, subject: String, stamp: UInt64)

    /// A second corpus that computations read besides the first, such as the corpus that includes internal parts.
    package struct Other: Sendable {
        let corpus: Corpus
        let answers: [Answer]
    }

    /// The salt of each corpus that answers queries, which keeps its keys apart from the keys of the other corpora.
    private var salts: [ObjectIdentifier: UInt64]
    /// The salted hashes of the record ids, by record object, for the corpora other than the first.
    private var otherKeys: [ObjectIdentifier: UInt64] = [:]
    private let corpus: Corpus
    private let numbers: [ObjectIdentifier: Int]
    private let keys: [UInt64]
    private let records: StampTable
    private let queries: StampTable
    /// The kinds of derived facts whose fingerprints the table has.
    private let kinds: Set<DependencyKey.Kind>
    /// Whether every record has a fingerprint; otherwise nothing is reused.
    private let isComplete: Bool
    /// The present day, with which results compare days; `nil` if no result may.
    private let today: CalendarDate?

    /// Collects the fingerprints of a corpus.
    ///
    /// - Parameters:
    ///   - corpus: the records.
    ///   - names: a further number that belongs to the name of each record, such as a hash of its address.
    ///   - facts: the fingerprints of derived facts, by kind and record; 0 for a record without the fact. A result
    ///     that uses a fact of another kind is never reused.
    ///   - answers: fingerprints of queries that the corpus does not answer.
    ///   - today: the day with which results compare days; `nil` to reuse no result that does.
    ///   - others: more corpora that computations read. Repetitions of a corpus are ignored.
    package init(
        _ corpus: Corpus, names: [UInt64], facts: [(kind: DependencyKey.Kind, stamps: [UInt64])],
        answers: [Answer] = [], today: CalendarDate? = nil, others: [Other] = []
    ) {
        self.today = today
        self.corpus = corpus
        salts = [ObjectIdentifier(corpus.source): 0]
        numbers = corpus.numbers
        keys = corpus.keys
        var records = StampTable(capacity: keys.count * (4 + facts.count))
        let stamps = corpus.stamps
        kinds = Set(facts.map(\.kind))
        isComplete = ([corpus] + others.map(\.corpus)).allSatisfy { $0.stamps.allSatisfy { $0.whole != 0 } }
        for (index, key) in keys.enumerated() {
            let stamps = stamps[index]
            var name = Stamp()
            name.add(stamps.name)
            name.add(names[index])
            records.add(DependencyKey.part(.name, of: key), name.value)
            for fact in facts where fact.stamps[index] != 0 {
                records.add(DependencyKey.part(fact.kind, of: key), fact.stamps[index])
            }
            Self.add(stamps, name, key, to: &records)
        }
        var queries = corpus.queries
        for answer in answers { queries.add(DependencyKey.query(answer.kind, answer.subject), answer.stamp) }
        for other in others where salts[ObjectIdentifier(other.corpus.source)] == nil {
            let salt = DependencyKey.salt(salts.count)
            salts[ObjectIdentifier(other.corpus.source)] = salt
            for (object, number) in other.corpus.numbers where otherKeys[object] == nil {
                otherKeys[object] = other.corpus.keys[number] ^ salt
            }
            for (key, stamps) in zip(other.corpus.keys, other.corpus.stamps) {
                var name = Stamp()
                name.add(stamps.name)
                records.add(DependencyKey.part(.name, of: key ^ salt), name.value)
                Self.add(stamps, name, key ^ salt, to: &records)
            }
            queries.add(other.corpus.queries, salt: salt)
            for answer in other.answers {
                queries.add(DependencyKey.query(answer.kind, answer.subject) ^ salt, answer.stamp)
            }
        }
        self.records = records
        self.queries = queries
    }

    /// Adds the fingerprints of a record's head and of the whole record. Both cover the name, because a computation
    /// that reads them may read the name.
    private static func add(_ stamps: RecordStamps, _ name: Stamp, _ key: UInt64, to records: inout StampTable) {
        for (kind, stamp) in [(DependencyKey.Kind.whole, stamps.whole), (.head, stamps.head)] {
            var both = name
            both.add(stamp)
            records.add(DependencyKey.part(kind, of: key), both.value)
        }
    }

    /// Returns the keys of what a computation read, sorted; `nil` if the result of the computation must not be
    /// reused, because it depends on all records, on a record or a fact without a fingerprint, or on an unknown
    /// corpus.
    package func keys(of reads: DependencyRecorder) -> [UInt64]? {
        if !isComplete || !reads.isReusable || today == nil && !reads.days.isEmpty { return nil }
        var found = Array(reads.days)
        for (source, keys) in reads.queries {
            guard let salt = salts[source] else { return nil }
            found += keys.map { $0 ^ salt }
        }
        let heads = reads.heads.subtracting(reads.objects)
        for (kind, objects) in [
            (DependencyKey.Kind.whole, reads.objects), (.head, heads),
            (.name, reads.names.subtracting(reads.objects).subtracting(heads)),
        ] {
            for object in objects {
                guard let key = numbers[object].map({ keys[$0] }) ?? otherKeys[object] else { return nil }
                found.append(DependencyKey.part(kind, of: key))
            }
        }
        for fact in reads.facts {
            let number = fact / DependencyKey.kinds
            guard keys.indices.contains(number),
                let kind = DependencyKey.Kind(rawValue: UInt64(fact % DependencyKey.kinds)),
                kinds.contains(kind)
            else { return nil }
            found.append(DependencyKey.part(kind, of: keys[number]))
        }
        return found.sorted()
    }

    // MARK: Explanations

    /// All current fingerprints, with the keys that they are stored under.
    var entries: [(key: UInt64, stamp: UInt64)] { records.entries + queries.entries }

    /// The names of the corpus's records by their keys.
    var names: [(key: UInt64, name: String)] {
        DependencyRecorder.pausing { zip(keys, corpus.records.indices).map { ($0, corpus.recordID(of: $1).text) } }
    }

    /// Returns the record to which a key of a part or a fact belongs, `nil` for other keys. A record of another
    /// corpus stands for the record with the same record id.
    package func record(of key: UInt64) -> Int? {
        for salt in salts.values {
            if let record = corpus.numbersByKey[DependencyKey.part(.whole, of: key ^ salt)] { return record }
        }
        return nil
    }

    /// Returns the subject of the query with a key, among the subjects that a computation recorded; `nil` if it
    /// recorded none for the key.
    package func subject(of key: UInt64, in reads: DependencyRecorder) -> String? {
        salts.values.lazy.compactMap { reads.subjects?[key ^ $0] }.first
    }

    // MARK: Traces

    /// Runs a computation and returns its result with its trace; without one if the result must not be reused.
    /// `baseStamp` covers everything that the computation uses without reading it.
    package func tracing<Result>(baseStamp: UInt64 = 0, _ body: () -> Result) -> (Result, Trace?) {
        let (result, reads) = DependencyRecorder.recording(body)
        return (
            result, keys(of: reads).map { Trace(keys: $0, fingerprint: fingerprint(of: $0, baseStamp: baseStamp)) }
        )
    }

    /// Whether the result of a trace is still valid.
    package func holds(_ trace: Trace, baseStamp: UInt64 = 0) -> Bool {
        fingerprint(of: trace.keys, baseStamp: baseStamp) == trace.fingerprint
    }

    /// Returns a fingerprint of the current values under some keys, and of `baseStamp`.
    package func fingerprint(of keys: [UInt64], baseStamp: UInt64) -> UInt64 {
        var stamp = Stamp()
        stamp.add(baseStamp)
        for key in keys {
            stamp.add(key)
            stamp.add(self[key])
        }
        return stamp.value
    }

    /// The current fingerprint under a key, 0 if there is none.
    package subscript(key: UInt64) -> UInt64 {
        switch DependencyKey.kind(of: key) {
        case .exactName, .foldedName, .path, .list, .post, .access: queries[key]
        case .passed: today.map { $0.isAfter(number: DependencyKey.day(of: key)) ? 1 : 2 } ?? 0
        case nil: 0
        default: records[key]
        }
    }
}
