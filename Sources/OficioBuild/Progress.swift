import Diagnostics
import OficioBasics
internal import Glibc

/// What a command is doing, and how long each part of it took.
///
/// It says nothing in the first half second: most commands are done by then.
package final class Progress: Sendable {
    /// The parts of a build, in their order.
    package enum Stage: Int, Sendable, CaseIterable {
        case reading, checking, planning, indexing, writing, printing

        package var name: Localized {
            switch self {
            case .reading: Localized(es: "leyendo las fuentes", en: "reading sources")
            case .checking: Localized(es: "comprobando", en: "checking")
            case .planning: Localized(es: "preparando las páginas", en: "planning pages")
            case .indexing: Localized(es: "preparando el buscador", en: "indexing")
            case .writing: Localized(es: "escribiendo páginas", en: "writing pages")
            case .printing: Localized(es: "imprimiendo PDF", en: "printing PDFs")
            }
        }
    }

    /// What one part came to.
    package struct Share: Sendable {
        package let stage: Stage
        /// Milliseconds.
        package let wall: Int
        /// Milliseconds of all processors together.
        package let processor: Int
        package let count: Int
    }

    private struct State {
        var stage: Stage?
        var startWall = 0
        var startProcessor = 0
        var total = 0
        var done = 0
        var shownAt = 0
        var isShown = false
        var shares: [Share] = []
        var slowest: [(name: String, microseconds: Int)] = []
    }

    private let state = Locked(State())
    private let began = Progress.now(CLOCK_MONOTONIC)
    private let language: Language
    private let show: (@Sendable (String) -> Void)?
    private let keepsSlowest: Bool

    /// - Parameters:
    ///   - show: writes to a terminal; `nil` where there is none.
    ///   - keepsSlowest: whether every file is timed.
    package init(language: Language = .spanish, keepsSlowest: Bool = false, show: (@Sendable (String) -> Void)? = nil) {
        self.language = language
        self.keepsSlowest = keepsSlowest
        self.show = show
    }

    /// Microseconds of a clock.
    private static func now(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1_000
    }

    /// A part begins, and the one before it ends.
    ///
    /// - Parameter total: how many steps it has, 0 where nobody can tell.
    func enter(_ stage: Stage, of total: Int = 0) {
        state.withLock { state in
            close(&state)
            state.stage = stage
            state.total = total
            state.done = 0
            state.startWall = Self.now(CLOCK_MONOTONIC)
            state.startProcessor = Self.now(CLOCK_PROCESS_CPUTIME_ID)
            say(&state, isForced: true)
        }
    }

    /// One step of the part is done.
    func step() {
        state.withLock { state in
            state.done += 1
            say(&state, isForced: false)
        }
    }

    /// Does one step of the part, timed where that was asked for.
    func step<Result, Failure: Error>(_ name: @autoclosure () -> String, _ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let start = keepsSlowest ? Self.now(CLOCK_THREAD_CPUTIME_ID) : 0
        defer {
            if keepsSlowest {
                let taken = Self.now(CLOCK_THREAD_CPUTIME_ID) - start
                let name = name()
                state.withLock { state in
                    if state.slowest.count < 10 || taken > state.slowest[9].microseconds {
                        state.slowest.append((name, taken))
                        state.slowest.sort { $0.microseconds > $1.microseconds }
                        state.slowest.removeLast(max(0, state.slowest.count - 10))
                    }
                }
            }
            step()
        }
        return try body()
    }

    /// The last part ends; what stood on the terminal is taken away.
    package func end() {
        state.withLock { state in
            close(&state)
            if state.isShown { show?("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    /// What each part took, in order.
    package var shares: [Share] { state.withLock { $0.shares } }

    /// The files that took most, with milliseconds of processor time.
    package var slowest: [(name: String, milliseconds: Double)] { state.withLock { $0.slowest.map { ($0.name, Double($0.microseconds) / 1_000) } } }

    private func close(_ state: inout State) {
        guard let stage = state.stage else { return }
        let wall = (Self.now(CLOCK_MONOTONIC) - state.startWall) / 1_000
        let processor = (Self.now(CLOCK_PROCESS_CPUTIME_ID) - state.startProcessor) / 1_000
        let count = max(state.total, state.done)
        if let known = state.shares.firstIndex(where: { $0.stage == stage }) {
            let former = state.shares[known]
            state.shares[known] = Share(stage: stage, wall: former.wall + wall, processor: former.processor + processor, count: former.count + count)
        } else {
            state.shares.append(Share(stage: stage, wall: wall, processor: processor, count: count))
        }
        state.stage = nil
    }

    private func say(_ state: inout State, isForced: Bool) {
        guard let show, let stage = state.stage else { return }
        // Asking the clock for each of ten thousand files would cost more than it tells.
        guard isForced || state.done & 15 == 0 || stage == .printing else { return }
        let now = Self.now(CLOCK_MONOTONIC)
        guard now - began > 500_000, isForced || now - state.shownAt > 100_000 else { return }
        state.shownAt = now
        state.isShown = true
        show("\r\u{1B}[K\(stage.name[language])" + (state.total > 0 ? ": \(state.done)/\(state.total)" : "…"))
    }
}
