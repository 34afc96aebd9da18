internal import Dispatch
internal import Synchronization

extension Array where Element: Sendable {
    /// The results of `transform` for every element, in the order of the elements, computed on all processors.
    package func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        if count < 2 { return map(transform) }
        let chunk = Swift.max(1, Swift.min(64, count / 16))
        let chunks = (count + chunk - 1) / chunk
        let parts = Mutex<[[Result]]>([[Result]](repeating: [], count: chunks))
        DispatchQueue.concurrentPerform(iterations: chunks) { index in
            let slice = self[(index * chunk)..<Swift.min(count, (index + 1) * chunk)]
            let part = slice.map(transform)
            parts.withLock { $0[index] = part }
        }
        return parts.withLock { Array<Result>($0.joined()) }
    }
}
