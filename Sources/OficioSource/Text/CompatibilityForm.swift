internal import CUTF8Proc

extension String {
    /// The string in NFKD (UAX #15) without combining marks and default-ignorable characters. Case and punctuation
    /// stay.
    ///
    /// Full-width, circled and mathematical letters become plain ones. Zero-width spaces, byte order marks, soft
    /// hyphens and bidirectional controls disappear. `Ａ\u{200B}ñ` gives `An`.
    package var compatibilityForm: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        let options =
            UTF8PROC_STABLE.rawValue | UTF8PROC_COMPAT.rawValue | UTF8PROC_DECOMPOSE.rawValue
            | UTF8PROC_STRIPMARK.rawValue | UTF8PROC_IGNORE.rawValue
        return utf8procMapped(options) ?? self
    }
}
