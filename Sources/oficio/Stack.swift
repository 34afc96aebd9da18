internal import CThreads
internal import Glibc

/// Runs the program on a stack that is large enough for its recursion, whatever the system's limit
/// (`ulimit -s`).
enum Stack {
    /// The size of the stack: several times what nested sources and templates at their limits need.
    private static let wanted = 8 << 20

    /// Runs `body` with enough room and returns its exit status.
    ///
    /// It runs on a thread of its own where this one has too little. Threads that are started from
    /// now on have enough room too.
    static func withRoom(_ body: @escaping () -> Int32) -> Int32 {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0, limit.rlim_cur < rlim_t(wanted) else {
            return body()
        }
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, wanted)
        pthread_setattr_default_np(&attributes)
        let work = ThreadBody(body)
        // Signals are for the thread that works.
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
