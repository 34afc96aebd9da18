import OficioBasics

/// Limits the rate of an operation with a token bucket.
final class RateLimit: Sendable {
    private struct State: Sendable {
        var left: Double
        /// The time of the last call of `takeToken`, in milliseconds since 1970 (UTC); 0 before the first call.
        var time: Int
    }

    private let burst: Double
    private let perSecond: Double
    private let state: Locked<State>

    /// Creates a limit that allows the operation `burst` times at once, and `perSecond` times a second in the long
    /// run.
    init(burst: Int, perSecond: Double) {
        self.burst = Double(burst)
        self.perSecond = perSecond
        state = Locked(State(left: Double(burst), time: 0))
    }

    /// Takes one token from the bucket; returns false if the bucket is empty. `now` is the time in milliseconds since
    /// 1970 (UTC).
    func takeToken(now: Int = SavedStates.now) -> Bool {
        state.withLock { state in
            // Use 0 if the clock was set back.
            let passed = Double(max(now - state.time, 0)) / 1000
            state.left = min(burst, state.left + passed * perSecond)
            state.time = now
            if state.left < 1 { return false }
            state.left -= 1
            return true
        }
    }
}
