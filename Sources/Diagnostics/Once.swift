/// A value that is made when it is first asked for; whoever asks meanwhile waits for it.
package final class Once<Value: Sendable>: Sendable {
    private let known = Guarded<Value?>(nil)

    package init() {}

    package func value(_ make: () -> Value) -> Value {
        known.withLock { known in
            if let known { return known }
            let made = make()
            known = made
            return made
        }
    }
}
