internal import Dispatch
internal import Glibc

extension Array where Element: Sendable {
    /// Returns the results of `transform` for every element, in order, computed on all processors. Dependencies that
    /// `transform` records are added to those of the calling thread.
    package func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        if count < 2 || !Threads.canBeCreated { return map(transform) }
        let chunk = Swift.max(1, Swift.min(64, count / 16))
        let chunks = (count + chunk - 1) / chunk
        let parts = ResultSlots<[Result]>(count: chunks)
        let noted = DependencyRecorder.current.map {
            (reads: $0, parts: ResultSlots<DependencyRecorder>(count: chunks))
        }
        let notes = noted?.parts, isNaming = DependencyRecorder.current?.subjects != nil
        DispatchQueue.concurrentPerform(iterations: chunks) { index in
            let slice = self[(index * chunk)..<Swift.min(count, (index + 1) * chunk)]
            guard let notes else { return parts.put(slice.map(transform), at: index) }
            let (part, reads) = DependencyRecorder.recording(naming: isNaming) { slice.map(transform) }
            parts.put(part, at: index)
            notes.put(reads, at: index)
        }
        if let noted { for reads in noted.parts.all { noted.reads.add(reads) } }
        var results: [Result] = []
        results.reserveCapacity(count)
        for part in parts.all { results.append(contentsOf: part) }
        return results
    }
}

/// Tests whether the system can create threads.
private enum Threads {
    /// Whether the system can create a thread now. Without memory for one, Dispatch would wait forever.
    static var canBeCreated: Bool {
        var thread = pthread_t()
        guard pthread_create(&thread, nil, { _ in nil }, nil) == 0 else { return false }
        pthread_join(thread, nil)
        return true
    }
}

/// An array that several threads fill, each at its own index.
private final class ResultSlots<Value>: @unchecked Sendable {
    private let slots: UnsafeMutableBufferPointer<Value?>

    init(count: Int) {
        slots = .allocate(capacity: count)
        slots.initialize(repeating: nil)
    }

    deinit {
        slots.deinitialize()
        slots.deallocate()
    }

    func put(_ value: Value, at index: Int) { slots[index] = value }

    /// The values of all indices, which are complete after all threads have ended.
    var all: [Value] { slots.compactMap(\.self) }
}
