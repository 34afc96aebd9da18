import OficioBasics

/// A table of one value per record, computed on first access on any thread.
///
/// Computing a value records no dependencies (`DependencyRecorder.pausing`); the reader of the value records one
/// dependency on the fact.
package final class MemoTable<Element: Sendable>: Sendable {
    private let known: Locked<[Element?]>
    private let compute: @Sendable (Int) -> Element

    /// Creates a table for the record numbers below `count`. `compute` computes a value and may run on any thread.
    package init(count: Int, _ compute: @escaping @Sendable (Int) -> Element) {
        known = Locked(Array(repeating: nil, count: count))
        self.compute = compute
    }

    /// Returns a value, computed and stored again, and records the dependencies of the computation.
    func recomputed(_ number: Int) -> Element {
        let element = compute(number)
        known.withLock { $0[number] = element }
        return element
    }

    /// The value of a record number, computed on first access.
    package subscript(number: Int) -> Element {
        if let element = known.withLock({ $0[number] }) { return element }
        // Two threads may compute the same value; their results are equal.
        let element = DependencyRecorder.pausing { compute(number) }
        known.withLock { $0[number] = element }
        return element
    }
}

/// A derived fact of each record, by the record's number. Reading one records a dependency on that fact.
package struct RecordFacts<Element: Sendable>: Sendable {
    private enum Storage: Sendable {
        case all([Element])
        case each(MemoTable<Element>)
    }

    private let known: Storage
    private let count: Int
    private let fact: DependencyKey.Kind?

    /// Wraps values that are computed already, by record number. Without a kind of fact, reading a value records no
    /// dependency.
    package init(_ fact: DependencyKey.Kind?, _ elements: [Element]) {
        self.fact = fact
        known = .all(elements)
        count = elements.count
    }

    /// Creates facts that are computed on first access.
    package init(_ fact: DependencyKey.Kind?, count: Int, _ compute: @escaping @Sendable (Int) -> Element) {
        self.fact = fact
        known = .each(MemoTable(count: count, compute))
        self.count = count
    }

    /// The fact of a record. Records a dependency on the fact.
    package subscript(record: Int) -> Element {
        if let fact { DependencyRecorder.record(fact, of: record) }
        switch known {
        case .all(let elements): return elements[record]
        case .each(let memo): return memo[record]
        }
    }

    /// Returns the fact of a record, computed again if it is computed on access. Records the dependencies of the
    /// computation instead of a dependency on the fact.
    package func recomputed(_ record: Int) -> Element {
        switch known {
        case .all(let elements): return elements[record]
        case .each(let memo): return memo.recomputed(record)
        }
    }

    /// The facts of all records. The result of a computation that reads this property is never reused.
    package var all: [Element] {
        if fact != nil { DependencyRecorder.recordAll() }
        switch known {
        case .all(let elements): return elements
        case .each(let memo): return Array(0..<count).concurrentMap { memo[$0] }
        }
    }
}

/// A derived fact of some records, by the record's number. Reading one records a dependency on that fact, whether or
/// not the record has it.
package struct SparseRecordFacts<Element: Sendable>: Sendable {
    private enum Storage: Sendable {
        case all([Int: Element])
        case each(of: Set<Int>, MemoTable<Element>)
    }

    private let known: Storage
    private let fact: DependencyKey.Kind?

    /// Wraps values that are computed already, by record number. Without a kind of fact, reading a value records no
    /// dependency.
    package init(_ fact: DependencyKey.Kind?, _ elements: [Int: Element] = [:]) {
        self.fact = fact
        known = .all(elements)
    }

    /// Creates facts of `records` that are computed on first access.
    package init(_ fact: DependencyKey.Kind, of records: Set<Int>, _ compute: @escaping @Sendable (Int) -> Element) {
        self.fact = fact
        known = .each(of: records, MemoTable(count: (records.max() ?? -1) + 1, compute))
    }

    /// The fact of a record, `nil` if the record has none. Records a dependency on the fact.
    package subscript(record: Int) -> Element? {
        if let fact { DependencyRecorder.record(fact, of: record) }
        switch known {
        case .all(let elements): return elements[record]
        case .each(let records, let memo): return records.contains(record) ? memo[record] : nil
        }
    }

    /// Returns the fact of a record, computed again if it is computed on access; `nil` if the record has none.
    /// Records the dependencies of the computation instead of a dependency on the fact.
    package func recomputed(_ record: Int) -> Element? {
        switch known {
        case .all(let elements): return elements[record]
        case .each(let records, let memo): return records.contains(record) ? memo.recomputed(record) : nil
        }
    }

    /// The facts of all records that have one. The result of a computation that reads this property is never reused.
    package var all: [Int: Element] {
        if fact != nil { DependencyRecorder.recordAll() }
        switch known {
        case .all(let elements): return elements
        case .each(let records, let memo): return Dictionary(uniqueKeysWithValues: records.map { ($0, memo[$0]) })
        }
    }
}
