import Diagnostics
import OficioBasics
internal import Glibc

/// Shows what a command is doing, and measures how long each stage takes.
///
/// Shows nothing in the first half second, because most commands take less time.
package final class Progress: Sendable {
    /// The stages of a build, in order.
    package enum Stage: Int, Sendable, CaseIterable {
        case reading, checking, planning, indexing, writing, printing

        /// The name of the stage, as the terminal shows it.
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

    /// The measurements of a stage.
    package struct Share: Sendable {
        /// The stage that was measured.
        package let stage: Stage
        /// The elapsed time of the stage, in milliseconds.
        package let wall: Int
        /// The time that all processors together spent on the stage, in milliseconds.
        package let processor: Int
        /// The number of steps of the stage: the completed ones, or the planned ones if there were more.
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

    /// Creates a progress display.
    ///
    /// - Parameters:
    ///   - language: the language of the stages' names.
    ///   - keepsSlowest: whether to measure the time of every file.
    ///   - show: writes to a terminal; `nil` for no terminal.
    package init(language: Language = .spanish, keepsSlowest: Bool = false, show: (@Sendable (String) -> Void)? = nil) {
        self.language = language
        self.keepsSlowest = keepsSlowest
        self.show = show
    }

    /// Returns the time of a clock in microseconds.
    private static func now(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1_000
    }

    /// Ends the current stage and begins another. `total` is the number of its steps, 0 if it is unknown.
    func enter(_ stage: Stage, of total: Int = 0) {
        state.withLock { state in
            finishStage(&state)
            state.stage = stage
            state.total = total
            state.done = 0
            state.startWall = Self.now(CLOCK_MONOTONIC)
            state.startProcessor = Self.now(CLOCK_PROCESS_CPUTIME_ID)
            display(&state, isForced: true)
        }
    }

    /// Counts a step of the stage.
    func step() {
        state.withLock { state in
            state.done += 1
            display(&state, isForced: false)
        }
    }

    /// Runs a step of the stage, and measures its time if `keepsSlowest` is set.
    func step<Result, Failure: Error>(_ name: @autoclosure () -> String, _ body: () throws(Failure) -> Result)
        throws(Failure) -> Result
    {
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

    /// Ends the last stage and clears the line on the terminal.
    package func end() {
        state.withLock { state in
            finishStage(&state)
            if state.isShown { show?("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    /// The measurements of all finished stages, in order. Those of a stage that was entered several times are added
    /// up.
    package var shares: [Share] { state.withLock { $0.shares } }

    /// The ten files that took the most processor time, in milliseconds; empty unless `keepsSlowest` is set.
    package var slowest: [(name: String, milliseconds: Double)] {
        state.withLock { $0.slowest.map { ($0.name, Double($0.microseconds) / 1_000) } }
    }

    private func finishStage(_ state: inout State) {
        guard let stage = state.stage else { return }
        let wall = (Self.now(CLOCK_MONOTONIC) - state.startWall) / 1_000
        let processor = (Self.now(CLOCK_PROCESS_CPUTIME_ID) - state.startProcessor) / 1_000
        let count = max(state.total, state.done)
        if let known = state.shares.firstIndex(where: { $0.stage == stage }) {
            let former = state.shares[known]
            state.shares[known] = Share(
                stage: stage, wall: former.wall + wall, processor: former.processor + processor,
                count: former.count + count)
        } else {
            state.shares.append(Share(stage: stage, wall: wall, processor: processor, count: count))
        }
        state.stage = nil
    }

    private func display(_ state: inout State, isForced: Bool) {
        guard let show, let stage = state.stage else { return }
        // The display is updated every 16 files, because reading the clock for each would take too long.
        guard isForced || state.done & 15 == 0 || stage == .printing else { return }
        let now = Self.now(CLOCK_MONOTONIC)
        guard now - began > 500_000, isForced || now - state.shownAt > 100_000 else { return }
        state.shownAt = now
        state.isShown = true
        show("\r\u{1B}[K\(stage.name[language])" + (state.total > 0 ? ": \(state.done)/\(state.total)" : "…"))
    }
}
