import OficioBasics

/// Limits how often something may happen: a number of times at once, and so many a second after that.
final class RateLimit: Sendable {
    private struct State: Sendable {
        var left: Double
        /// The time of the last answer in milliseconds.
        var time: Int
    }

    private let burst: Double
    private let perSecond: Double
    private let state: Locked<State>

    /// Creates a limit that allows `burst` times at once and `perSecond` times a second in the long run.
    init(burst: Int, perSecond: Double) {
        self.burst = Double(burst)
        self.perSecond = perSecond
        state = Locked(State(left: Double(burst), time: 0))
    }

    /// Takes one time, and returns whether it was left. `now` is the time in milliseconds.
    func take(now: Int = SavedStates.now) -> Bool {
        state.withLock { state in
            // The clock may be set back.
            let passed = Double(max(now - state.time, 0)) / 1000
            state.left = min(burst, state.left + passed * perSecond)
            state.time = now
            if state.left < 1 { return false }
            state.left -= 1
            return true
        }
    }
}
