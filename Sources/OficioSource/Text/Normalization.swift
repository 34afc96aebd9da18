import Diagnostics
import OficioBasics
internal import CUTF8Proc

extension String {
    /// The string in Unicode NFC (UAX #15). Costs one scan if it has no combining mark.
    package var precomposed: String {
        let mayCompose = withBytes { bytes in
            // Combining marks U+0300…U+036F start with CC or CD; Hangul jamo and other scripts with E1 or above.
            UnsafeRawBufferPointer(bytes).containsBeyondASCII(where: {
                $0 == 0xCC || $0 == 0xCD || $0 >= 0xE1 && $0 != 0xE2
            })
        }
        guard mayCompose else { return self }
        return utf8procMapped(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue) ?? self
    }

    /// The comparison key of keys, headings, codes and titles: without case and diacritics, with one space for every
    /// run of characters that are neither letters nor digits, trimmed. `% tiempo` gives `tiempo`, `¿Qué hace?` gives
    /// `que hace`.
    @usableFromInline package var folded: String {
        if let quick = withBytes({ LatinFolding.fold($0) }) { return quick }
        let options =
            UTF8PROC_STABLE.rawValue | UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_STRIPMARK.rawValue
            | UTF8PROC_CASEFOLD.rawValue
        let stripped = utf8procMapped(options) ?? self
        var out = String.UnicodeScalarView()
        var gap = false
        for scalar in stripped.unicodeScalars {
            if scalar.isLetterOrDigit {
                if gap, !out.isEmpty { out.append(" ") }
                gap = false
                out.append(scalar)
            } else {
                gap = true
            }
        }
        return String(out)
    }

    /// Calls `body` with the UTF-8 bytes of `folded`, usually without making a string of them. The buffer is valid only
    /// during the call.
    @inlinable package func withFoldedBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let quick = withBytes { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { out -> Result? in
                LatinFolding.fold(bytes, into: out).map { body(UnsafeBufferPointer(rebasing: out[..<$0])) }
            }
        }
        return quick ?? folded.withBytes(body)
    }

    /// Returns a name for files and anchors: `folded` with hyphens, cut to `words` words; `fallback` if nothing is
    /// left.
    package func slug(words: Int = 12, fallback: String = "x") -> String {
        var out: [UInt8] = []
        var count = 0
        for byte in folded.utf8 {
            if byte == 0x20 { count += 1 }
            if count == words { break }
            out.append(byte == 0x20 ? 0x2D : byte)
        }
        return out.isEmpty ? fallback : String(decoding: out, as: UTF8.self)
    }

    /// The name of a new file for a document of this title: `slug`, with `ni` for *ñ* (*Año fiscal*: `anio-fiscal`).
    package var fileName: String { writtenWithNi.slug() }

    /// The text with `ni` in place of *ñ*, as names of new files have it; `ni` stands for *ñi* too (*Compañía*).
    package var writtenWithNi: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        var text = precomposedN
        for vowel in ["i", "í", "I", "Í"] {
            text = text.replacing("ñ" + vowel, with: "ni").replacing("Ñ" + vowel, with: "NI")
        }
        return text.replacing("ñ", with: "ni").replacing("Ñ", with: "Ni")
    }

    /// The text with *ñ* as one character instead of *n* and a tilde.
    private var precomposedN: String {
        replacing("n\u{303}", with: "\u{F1}").replacing("N\u{303}", with: "\u{D1}")
    }

    func utf8procMapped(_ options: UInt32) -> String? {
        withBytes { bytes -> String? in
            var result: UnsafeMutablePointer<UInt8>?
            let length = utf8proc_map(bytes.baseAddress, bytes.count, &result, utf8proc_option_t(rawValue: options))
            guard length >= 0, let result else { return nil }
            defer { result.deallocate() }
            return String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
        }
    }
}

extension Unicode.Scalar {
    /// Whether `folded` keeps the character.
    fileprivate var isLetterOrDigit: Bool {
        if value < 0x80 { return properties.isAlphabetic || (value >= 0x30 && value <= 0x39) }
        return properties.isAlphabetic || properties.numericType != nil && properties.generalCategory != .otherNumber
    }
}
