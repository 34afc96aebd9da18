import Diagnostics
import OficioSource

/// Parses a `Range` header such as `bytes=0-99`, `bytes=100-` or `bytes=-100` (RFC 9110, § 14.1.2).
///
/// A header with several ranges, or one that is malformed, selects the whole file.
package enum ByteRange {
    /// The part of a file to send: all of it, some bytes (status 206), or none (status 416).
    package enum Answer: Equatable { case whole, part(Range<Int>), unsatisfiable }

    /// Returns the part of a file of `length` bytes that a `Range` header selects; the whole file if `header` is nil
    /// or anything other than one range of bytes.
    package static func selectedPart(_ header: String?, length: Int) -> Answer {
        guard let header, let equals = header.firstIndex(of: "="), header[..<equals].lowercased() == "bytes" else {
            return .whole
        }
        let bounds = header[header.index(after: equals)...].split(separator: "-", omittingEmptySubsequences: false).map
        { String($0).trimmedASCII }
        guard bounds.count == 2, bounds.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return .whole
        }
        switch (number(bounds[0]), number(bounds[1])) {
        case (let first?, let last?):
            guard first <= last else { return .whole }
            return first < length ? .part(first..<(min(length - 1, last) + 1)) : .unsatisfiable
        case (let first?, nil): return first < length ? .part(first..<length) : .unsatisfiable
        case (nil, let last?): return last > 0 && length > 0 ? .part(max(0, length - last)..<length) : .unsatisfiable
        case (nil, nil): return .whole
        }
    }

    /// Returns the number that the digits denote, `Int.max` if it does not fit, or nil for an empty string.
    private static func number(_ digits: String) -> Int? { digits.isEmpty ? nil : Int(digits) ?? .max }
}
