import OficioCommandLine
import Synchronization
import TestSupport

/// Collects the text that a command writes.
private final class Written: Sendable {
    let out = Mutex("")
    let err = Mutex("")
}

extension TemporaryFolder {
    /// Runs a command in the folder, on a fixed day.
    func run(_ arguments: [String]) -> (status: OficioCommandLine.ExitStatus, out: String, err: String) {
        let written = Written()
        let console = Console(
            folder: path, showsColor: false, today: { _ in "2026-11-21" },
            out: { text in written.out.withLock { $0 += text } },
            err: { text in written.err.withLock { $0 += text } })
        let status = Program.run(arguments, console)
        return (status, written.out.withLock { $0 }, written.err.withLock { $0 })
    }
}
