import OficioBasics
internal import Glibc

/// The process groups of running engines, which the program stops when it is stopped itself.
enum Running {
    private static let limit = 64
    /// The numbers of the processes, which the signal handler reads; 0 for a free place.
    nonisolated(unsafe) private static let children: UnsafeMutablePointer<pid_t> = {
        let places = UnsafeMutablePointer<pid_t>.allocate(capacity: limit)
        places.initialize(repeating: 0, count: limit)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let former = signal(number) { number in
                for place in 0..<Running.limit where Running.children[place] > 0 {
                    kill(-Running.children[place], SIGKILL)
                }
                // As if nobody had listened.
                signal(number, SIG_DFL)
                raise(number)
            }
            // Whoever told the program not to listen (`nohup`) is obeyed.
            if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
        }
        return places
    }()
    private static let lock = Locked(0)

    /// Adds a child process and returns its place, -1 if none is free.
    static func add(_ child: pid_t) -> Int {
        lock.withLock { _ in
            guard let place = (0..<limit).first(where: { children[$0] == 0 }) else { return -1 }
            children[place] = child
            return place
        }
    }

    static func remove(_ place: Int) { if place >= 0 { lock.withLock { _ in children[place] = 0 } } }
}
