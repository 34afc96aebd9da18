import OficioBasics
internal import Glibc

/// The engines at work: whoever stops the program stops them too, for each is in a group of its own.
enum Running {
    private static let limit = 64
    /// Read by the signal handler: process numbers, 0 for a free place.
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
    private static let door = Locked(0)

    /// Notes a child; the place to give back, -1 where there is none left.
    static func add(_ child: pid_t) -> Int {
        door.withLock { _ in
            guard let place = (0..<limit).first(where: { children[$0] == 0 }) else { return -1 }
            children[place] = child
            return place
        }
    }

    static func remove(_ place: Int) { if place >= 0 { door.withLock { _ in children[place] = 0 } } }
}
