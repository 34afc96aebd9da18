import OficioBasics

/// Keeps values alive until the process ends.
///
/// A command that ends after its work need not free the records and pages of a large site one by one, which would take
/// a thirtieth of a build's time. The system frees the memory at once.
enum ProcessLifetime {
    private static let kept = Locked<[any Sendable]>([])

    /// Keeps a value until the process ends.
    static func keep(_ value: any Sendable) { kept.withLock { $0.append(value) } }
}
