import OficioBasics
internal import Glibc

/// The process groups of running child programs. A signal that ends this program kills them first.
enum ChildProcessGroups {
    private static let limit = 64
    /// The process ids, which the signal handler reads; 0 marks a free slot.
    nonisolated(unsafe) private static let children: UnsafeMutablePointer<pid_t> = {
        let slots = UnsafeMutablePointer<pid_t>.allocate(capacity: limit)
        slots.initialize(repeating: 0, count: limit)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let former = signal(number) { number in
                for slot in 0..<ChildProcessGroups.limit where ChildProcessGroups.children[slot] > 0 {
                    kill(-ChildProcessGroups.children[slot], SIGKILL)
                }
                // Restore the default action and raise the signal again, so that the program ends by the signal.
                signal(number, SIG_DFL)
                raise(number)
            }
            // A signal that the parent process set to be ignored (`nohup`) stays ignored.
            if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
        }
        return slots
    }()
    private static let lock = Locked(0)

    /// Adds a child process and returns its slot, or -1 if none is free.
    static func add(_ child: pid_t) -> Int {
        lock.withLock { _ in
            guard let slot = (0..<limit).first(where: { children[$0] == 0 }) else { return -1 }
            children[slot] = child
            return slot
        }
    }

    static func remove(_ slot: Int) { if slot >= 0 { lock.withLock { _ in children[slot] = 0 } } }
}
