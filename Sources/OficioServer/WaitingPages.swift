internal import CMicroHTTPD
import Diagnostics
internal import Glibc

/// The open pages that wait for the next save: suspended connections, oldest first.
///
/// libmicrohttpd never times a suspended connection out and does not notice that its peer has closed it. Without a bound of our own each page
/// view would hold a connection until the next save, and the server would run out of them.
final class WaitingPages: Sendable {
    private struct Page: Sendable {
        /// The address of the connection; libmicrohttpd keeps it until it is resumed.
        let connection: UInt
        let socket: Int32
        let deadline: ContinuousClock.Instant
    }

    private struct State: Sendable {
        var pages: [Page] = []
        var isClosed = false
    }

    /// A page that has waited for so long is answered although nothing has changed, and asks again.
    private static let patience = Duration.seconds(20)
    /// Half of the connections that the server accepts: the others stay free for files.
    private static let capacity = 256

    private let state = Guarded(State())

    /// Suspends a connection until the next `wake()`, its deadline or the end of its peer.
    ///
    /// - Returns: `false` after `close()`: then the page has to be answered at once.
    func suspend(_ connection: OpaquePointer) -> Bool {
        let page = Page(
            connection: UInt(bitPattern: connection), socket: oficio_socket(connection),
            deadline: ContinuousClock.now + Self.patience)
        let isAdmitted = state.withLock { state in
            guard !state.isClosed else { return false }
            // Before the page is listed: whoever takes it from the list resumes it.
            MHD_suspend_connection(connection)
            state.pages.append(page)
            return true
        }
        if isAdmitted { sweep(leaving: Self.capacity) }
        return isAdmitted
    }

    /// Answers the pages whose time is up and those whose peer has gone.
    func sweep() { sweep(leaving: .max) }

    /// Answers every page that waits.
    func wake() { resume(state.withLock { Self.take(all: &$0) }) }

    /// Answers every page that waits, and lets none wait any more.
    func close() {
        resume(
            state.withLock { state in
                state.isClosed = true
                return Self.take(all: &state)
            })
    }

    /// - Parameter capacity: how many may go on waiting; beyond it the oldest are answered. Fewer cost nothing to look at.
    private func sweep(leaving capacity: Int) {
        resume(
            state.withLock { state in
                guard capacity == .max || state.pages.count > capacity else { return [] }
                let now = ContinuousClock.now
                let isGone = Self.closedPeers(state.pages)
                var (kept, ended): ([Page], [Page]) = ([], [])
                for (page, isGone) in zip(state.pages, isGone) {
                    if isGone || page.deadline <= now { ended.append(page) } else { kept.append(page) }
                }
                let surplus = max(0, kept.count - capacity)
                ended += kept.prefix(surplus)
                state.pages = Array(kept.dropFirst(surplus))
                return ended
            })
    }

    private static func take(all state: inout State) -> [Page] {
        defer { state.pages = [] }
        return state.pages
    }

    /// By page: whether its peer has closed the connection.
    private static func closedPeers(_ pages: [Page]) -> [Bool] {
        let closing = Int16(POLLHUP | POLLERR | POLLNVAL) | oficio_peer_closed
        var sockets = pages.map { pollfd(fd: $0.socket, events: oficio_peer_closed, revents: 0) }
        guard poll(&sockets, nfds_t(sockets.count), 0) > 0 else { return Array(repeating: false, count: pages.count) }
        return sockets.map { $0.revents & closing != 0 }
    }

    private func resume(_ pages: [Page]) {
        for page in pages {
            if let connection = OpaquePointer(bitPattern: page.connection) { MHD_resume_connection(connection) }
        }
    }
}
