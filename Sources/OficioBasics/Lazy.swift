/// A lazy value: the first access computes it, and concurrent accesses wait for it.
package final class Lazy<Value: Sendable>: Sendable {
    private let known = Locked<Value?>(nil)

    /// Creates a value that is not computed yet.
    package init() {}

    /// Returns the value; calls `make` on the first access only.
    package func value(_ make: () -> Value) -> Value {
        known.withLock { known in
            if let known { return known }
            let made = make()
            known = made
            return made
        }
    }
}
