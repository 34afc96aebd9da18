import Diagnostics

/// What lives as long as the process, for commands that end with what they have done: the system takes memory back at once, while taking the
/// records and pages of a large site apart one by one costs a thirtieth of a build.
enum Lasting {
    private static let kept = Guarded<[any Sendable]>([])

    static func keep(_ value: any Sendable) { kept.withLock { $0.append(value) } }
}
