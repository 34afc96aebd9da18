import OficioBasics

/// What is told of numbered things, each when it is first asked for, on any thread.
///
/// What telling asks is not noted (`Reads`): whoever asks here notes the number.
package final class Memo<Element: Sendable>: Sendable {
    private let known: Locked<[Element?]>
    private let tell: @Sendable (Int) -> Element

    package init(count: Int, _ tell: @escaping @Sendable (Int) -> Element) {
        known = Locked(Array(repeating: nil, count: count))
        self.tell = tell
    }

    /// Tells it anew, and what that asks is noted.
    func noted(_ number: Int) -> Element {
        let element = tell(number)
        known.withLock { $0[number] = element }
        return element
    }

    package subscript(number: Int) -> Element {
        if let element = known.withLock({ $0[number] }) { return element }
        // Two threads may tell the same: what each of them says is alike.
        let element = Reads.pausing { tell(number) }
        known.withLock { $0[number] = element }
        return element
    }
}

/// Something known of each record, by its number: whoever asks for it has asked what is known of that record.
package struct ByRecord<Element: Sendable>: Sendable {
    private enum Known: Sendable {
        case all([Element])
        case each(Memo<Element>)
    }

    private let known: Known
    private let count: Int

    package init(_ elements: [Element]) {
        known = .all(elements)
        count = elements.count
    }

    /// Told when it is first asked for.
    package init(count: Int, _ tell: @escaping @Sendable (Int) -> Element) {
        known = .each(Memo(count: count, tell))
        self.count = count
    }

    package subscript(record: Int) -> Element {
        Reads.note(record)
        switch known {
        case .all(let elements): return elements[record]
        case .each(let memo): return memo[record]
        }
    }

    /// Of every record.
    package var all: [Element] {
        Reads.noteAll()
        switch known {
        case .all(let elements): return elements
        case .each(let memo): return Array(0..<count).concurrentMap { memo[$0] }
        }
    }
}

/// Something known of some records, by number: whoever asks for it has asked what is known of that record.
package struct KnownOf<Element: Sendable>: Sendable {
    private enum Known: Sendable {
        case all([Int: Element])
        case each(of: Set<Int>, Memo<Element>)
    }

    private let known: Known

    package init(_ elements: [Int: Element] = [:]) { known = .all(elements) }

    /// Told when it is first asked for.
    package init(of records: Set<Int>, _ tell: @escaping @Sendable (Int) -> Element) {
        known = .each(of: records, Memo(count: (records.max() ?? -1) + 1, tell))
    }

    package subscript(record: Int) -> Element? {
        Reads.note(record)
        switch known {
        case .all(let elements): return elements[record]
        case .each(let records, let memo): return records.contains(record) ? memo[record] : nil
        }
    }

    /// Tells it anew where it is told when it is asked for, and notes what that asks instead of the number.
    package func noted(_ record: Int) -> Element? {
        switch known {
        case .all(let elements): return elements[record]
        case .each(let records, let memo): return records.contains(record) ? memo.noted(record) : nil
        }
    }

    /// Of every record that anything is known of.
    package var all: [Int: Element] {
        Reads.noteAll()
        switch known {
        case .all(let elements): return elements
        case .each(let records, let memo): return Dictionary(uniqueKeysWithValues: records.map { ($0, memo[$0]) })
        }
    }
}
