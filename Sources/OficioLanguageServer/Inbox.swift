internal import Dispatch
import OficioBasics

/// The messages that the reading thread has received and the server has not handled yet, and the requests that the
/// client has cancelled meanwhile.
final class Inbox: Sendable {
    private struct State: Sendable {
        var events: [MessageStream.Event] = []
        var next = 0
        /// Requests in `events` that are cancelled.
        var cancelled: Set<RequestID> = []
        var waiting: Set<RequestID> = []
    }

    private let state = Locked(State())
    private let count = DispatchSemaphore(value: 0)

    /// Reads messages on a thread of its own until the stream ends.
    func fill(from stream: MessageStream) {
        DispatchQueue.global().async { [self] in
            while true {
                let event = stream.next()
                put(event)
                if case .end = event { return }
            }
        }
    }

    private func put(_ event: MessageStream.Event) {
        state.withLock { state in
            if case .message(let message) = event {
                if message.method == "$/cancelRequest", let id = RequestID(message.parameters["id"]) {
                    if state.waiting.contains(id) { state.cancelled.insert(id) }
                } else if message.method != nil, let id = message.id {
                    state.waiting.insert(id)
                }
            }
            state.events.append(event)
        }
        count.signal()
    }

    /// Waits for the next message in the order of their arrival.
    func next() -> MessageStream.Event {
        count.wait()
        return state.withLock { state in
            defer {
                state.next += 1
                if state.next > 256 {
                    state.events.removeFirst(state.next)
                    state.next = 0
                }
            }
            return state.events[state.next]
        }
    }

    /// Notes that a request is handled now. Returns whether the client has cancelled it.
    func begin(_ id: RequestID) -> Bool {
        state.withLock { state in
            state.waiting.remove(id)
            return state.cancelled.remove(id) != nil
        }
    }
}
