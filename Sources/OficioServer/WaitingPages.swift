internal import CMicroHTTPD
import OficioBasics
internal import Glibc

/// The suspended connections of open pages that wait for the next save, oldest first.
///
/// libmicrohttpd neither times out a suspended connection nor notices that the client has closed it. Without a limit,
/// each page view would hold a connection until the next save, and the server would run out of connections.
final class WaitingPages: Sendable {
    private struct Page: Sendable {
        /// The address of the page's connection, which stays valid until the connection is resumed.
        let connection: UInt
        let socket: Int32
        let deadline: ContinuousClock.Instant
    }

    private struct State: Sendable {
        var pages: [Page] = []
        var isClosed = false
    }

    /// The time after which a waiting page gets a response although nothing has changed; the page then sends its
    /// request again.
    private static let maximumWait = Duration.seconds(20)
    /// The number of pages that may wait: half of the connections that the server accepts. The others remain free for
    /// files.
    private static let capacity = 256

    private let state = Locked(State())

    /// Suspends a connection until the next `wake()`, until its deadline, or until the client closes the connection.
    ///
    /// - Parameter connection: the connection of the page.
    /// - Returns: false after `close()`; the caller must then respond at once.
    func suspend(_ connection: OpaquePointer) -> Bool {
        let page = Page(
            connection: UInt(bitPattern: connection), socket: oficio_socket(connection),
            deadline: ContinuousClock.now + Self.maximumWait)
        let isAdmitted = state.withLock { state in
            guard !state.isClosed else { return false }
            // Suspend the connection before it is added to the list, because any thread may then remove it and resume
            // it.
            MHD_suspend_connection(connection)
            state.pages.append(page)
            return true
        }
        if isAdmitted { respondToExpired(leaving: Self.capacity) }
        return isAdmitted
    }

    /// Responds to the pages whose deadline has passed or whose client has closed the connection.
    func respondToExpired() { respondToExpired(leaving: .max) }

    /// Responds to all waiting pages.
    func wake() { resume(state.withLock { Self.take(all: &$0) }) }

    /// Responds to all waiting pages, and accepts no more pages.
    func close() {
        resume(
            state.withLock { state in
                state.isClosed = true
                return Self.take(all: &state)
            })
    }

    /// Responds to expired pages, and to the oldest ones beyond `capacity`. If `capacity` is not `.max`, does nothing
    /// unless more pages are waiting.
    private func respondToExpired(leaving capacity: Int) {
        resume(
            state.withLock { state in
                guard capacity == .max || state.pages.count > capacity else { return [] }
                let now = ContinuousClock.now
                let isGone = Self.closedPeers(state.pages.map(\.socket))
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

    /// Returns, for each socket, whether the client has closed the connection.
    static func closedPeers(_ sockets: [Int32]) -> [Bool] {
        let closing = Int16(POLLHUP | POLLERR | POLLNVAL) | oficio_peer_closed
        var sockets = sockets.map { pollfd(fd: $0, events: oficio_peer_closed, revents: 0) }
        guard poll(&sockets, nfds_t(sockets.count), 0) > 0 else { return Array(repeating: false, count: sockets.count) }
        return sockets.map { $0.revents & closing != 0 }
    }

    private func resume(_ pages: [Page]) {
        for page in pages {
            if let connection = OpaquePointer(bitPattern: page.connection) { MHD_resume_connection(connection) }
        }
    }
}
