import Glibc

/// The end of the program where nobody is left to ask, in words.
package enum Stop {
    /// Says why on the error output, in both languages, and ends the process with 74 (`EX_IOERR` of `sysexits.h`).
    package static func now(_ reason: Localized) -> Never {
        let words = "oficio: \(reason.spanish)\noficio: \(reason.english)\n"
        words.withBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
        _exit(74)
    }
}
