internal import CMicroHTTPD
import OficioBasics
import OficioEditor
internal import Glibc

/// Runs requests to the editor on threads of their own while their connections are suspended. The server responds to
/// other requests meanwhile.
final class EditorJobs: Sendable {
    private struct Job: Sendable {
        let socket: Int32
        /// Whether the job is cancelled when the client closes the connection.
        let isCancellable: Bool
        var task: Task<Void, Never>?
        var response: EditorResponse?
    }

    private struct State: Sendable {
        /// The jobs without a delivered response, by the address of their connection.
        var jobs: [UInt: Job] = [:]
        var isWatching = false
        var isClosed = false
    }

    private let state = Locked(State())

    /// Suspends a connection and starts the work that makes its response.
    ///
    /// - Parameters:
    ///   - connection: the connection of the request.
    ///   - isCancellable: whether the work is cancelled when the client closes the connection.
    ///   - work: makes the response.
    /// - Returns: false after `close()`; the caller then responds at once.
    func start(_ connection: OpaquePointer, isCancellable: Bool, _ work: @escaping @Sendable () -> EditorResponse)
        -> Bool
    {
        let key = UInt(bitPattern: connection)
        let (isStarted, watches) = state.withLock { state -> (Bool, Bool) in
            if state.isClosed { return (false, false) }
            // Suspend the connection first, because the job may end at once and resume the connection.
            MHD_suspend_connection(connection)
            let task = Task.detached { [self] in finish(key, work()) }
            state.jobs[key] = Job(socket: oficio_socket(connection), isCancellable: isCancellable, task: task)
            defer { state.isWatching = true }
            return (true, !state.isWatching)
        }
        if watches { watch() }
        return isStarted
    }

    /// Removes the job of a resumed connection and returns its response; `nil` if there is no response.
    func takeResponse(_ connection: OpaquePointer) -> EditorResponse? {
        state.withLock { $0.jobs.removeValue(forKey: UInt(bitPattern: connection))?.response }
    }

    /// Resumes all connections with an error, and accepts no more jobs.
    func close() {
        state.withLock { state in
            state.isClosed = true
            for (key, job) in state.jobs where job.response == nil {
                job.task?.cancel()
                state.jobs[key]?.response = EditorResponse.text(503, "the server stops")
                Self.resume(key)
            }
        }
    }

    private func finish(_ key: UInt, _ response: EditorResponse) {
        state.withLock { state in
            guard !state.isClosed, state.jobs[key] != nil else { return }
            state.jobs[key]?.response = response
            Self.resume(key)
        }
    }

    private static func resume(_ key: UInt) {
        if let connection = OpaquePointer(bitPattern: key) { MHD_resume_connection(connection) }
    }

    /// Looks for closed connections until no job is left. libmicrohttpd does not notice that the client of a suspended
    /// connection has closed it.
    private func watch() {
        Thread.start { [self] in
            while true {
                usleep(50_000)
                let isDone = state.withLock { state -> Bool in
                    let waiting = state.jobs.values.filter { $0.response == nil }
                    state.isWatching = !waiting.isEmpty && !state.isClosed
                    let cancellable = waiting.filter(\.isCancellable)
                    for (job, isGone) in zip(cancellable, WaitingPages.closedPeers(cancellable.map(\.socket)))
                    where isGone {
                        job.task?.cancel()
                    }
                    return !state.isWatching
                }
                if isDone { return }
            }
        }
    }
}

/// A thread that runs a closure and ends.
private enum Thread {
    private final class Work {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs a closure on a new thread. Does nothing if the system cannot create a thread.
    static func start(_ run: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(run))
        let result = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, work.toOpaque())
        if result == 0 { pthread_detach(thread) } else { work.release() }
    }
}
