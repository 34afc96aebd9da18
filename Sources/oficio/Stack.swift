internal import CThreads
internal import Glibc

/// Runs the program on a stack that is large enough for its recursion, even if the system's limit (`ulimit -s`) is
/// lower.
enum Stack {
    /// The size of the stack in bytes: several times what nested sources and templates need at their limits.
    private static let requiredSize = 8 << 20

    /// Runs `body` with a large enough stack and returns its exit status.
    ///
    /// If the stack of the current thread is too small, runs `body` on a new thread. Threads that are started later
    /// have the same stack size.
    static func withLargeStack(_ body: @escaping () -> Int32) -> Int32 {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0, limit.rlim_cur < rlim_t(requiredSize)
        else {
            return body()
        }
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, requiredSize)
        pthread_setattr_default_np(&attributes)
        let work = ThreadBody(body)
        // Only the new thread receives signals.
        var (all, former) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &former)
        work.signals = former
        var thread = pthread_t()
        let isStarted =
            pthread_create(&thread, &attributes, { ThreadBody.run($0) }, Unmanaged.passUnretained(work).toOpaque()) == 0
        if isStarted { pthread_join(thread, nil) }
        pthread_sigmask(SIG_SETMASK, &former, nil)
        return isStarted ? work.status : body()
    }

    private final class ThreadBody {
        private let body: () -> Int32
        var signals = sigset_t()
        private(set) var status: Int32 = 0

        init(_ body: @escaping () -> Int32) { self.body = body }

        static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let pointer else { return nil }
            let work = Unmanaged<ThreadBody>.fromOpaque(pointer).takeUnretainedValue()
            pthread_sigmask(SIG_SETMASK, &work.signals, nil)
            work.status = work.body()
            return nil
        }
    }
}
