import Glibc
import OficioBasics

/// Ends the program after an unrecoverable I/O error.
package enum FatalExit {
    /// Prints the reason to standard error in both languages and exits with status 74 (`EX_IOERR` of `sysexits.h`).
    package static func exit(_ reason: Localized) -> Never {
        let words = "oficio: \(reason.spanish)\noficio: \(reason.english)\n"
        words.withBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
        _exit(74)
    }
}
