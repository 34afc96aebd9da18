import Diagnostics

/// A set of byte replacements in one source. All apply at once to the original bytes; no other byte
/// changes.
package struct SourcePatch: Sendable, Equatable {
    /// A replacement of a range of the original's bytes; an empty range inserts.
    package struct Replacement: Sendable, Equatable {
        /// The range of the original's bytes to replace.
        package let range: Range<Int>
        /// The bytes that replace the range of the original.
        package let bytes: [UInt8]

        /// Creates the replacement of a range of the original by bytes.
        package init(_ range: Range<Int>, _ bytes: [UInt8]) {
            self.range = range
            self.bytes = bytes
        }

        /// Creates the replacement of a range of the original by a text in UTF-8.
        package init(_ range: Range<Int>, _ text: String) { self.init(range, Array(text.utf8)) }
    }

    /// The replacements in the order of the original's bytes. No two overlap.
    package let replacements: [Replacement]

    /// The patch that changes nothing.
    package static let none = SourcePatch(sorted: [])

    /// Whether the patch changes nothing.
    package var isEmpty: Bool { replacements.isEmpty }

    private init(sorted replacements: [Replacement]) { self.replacements = replacements }

    /// Makes a patch of replacements in any order; returns `nil` if two of them overlap or begin at
    /// the same byte.
    package init?(_ replacements: [Replacement]) {
        let sorted = replacements.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        for (a, b) in zip(sorted, sorted.dropFirst()) where Self.overlap(a.range, b.range) { return nil }
        self.init(sorted: sorted)
    }

    /// Makes a patch of a fix's edits in one file; returns `nil` if two of them overlap.
    package init?(_ edits: [Diagnostic.Edit]) { self.init(edits.map { Replacement($0.span.range, $0.replacement) }) }

    private static func overlap(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        a.lowerBound < b.upperBound && b.lowerBound < a.upperBound || a.lowerBound == b.lowerBound
    }

    /// Returns one patch that unites this patch with another of the same original, or `nil` if they touch the same
    /// bytes. Replacements that both patches contain are no conflict.
    package func merging(_ other: SourcePatch) -> SourcePatch? {
        let own = Set(replacements.map(\.range.lowerBound))
        return SourcePatch(
            replacements
                + other.replacements.filter {
                    $0.range.isEmpty || !own.contains($0.range.lowerBound) || !replacements.contains($0)
                })
    }

    /// Returns the bytes after the patch, or `nil` if a range lies outside of `bytes`.
    package func applied(to bytes: [UInt8]) -> [UInt8]? {
        guard (replacements.last?.range.upperBound ?? 0) <= bytes.count,
            (replacements.first?.range.lowerBound ?? 0) >= 0
        else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var place = 0
        for replacement in replacements {
            out += bytes[place..<replacement.range.lowerBound]
            out += replacement.bytes
            place = replacement.range.upperBound
        }
        return out + bytes[place...]
    }

    /// Returns the patch that turns the patched bytes back into `bytes`, or `nil` if a range lies
    /// outside of `bytes`.
    package func inverse(of bytes: [UInt8]) -> SourcePatch? {
        guard (replacements.last?.range.upperBound ?? 0) <= bytes.count else { return nil }
        var shift = 0
        return SourcePatch(
            sorted: replacements.map { replacement in
                let start = replacement.range.lowerBound + shift
                shift += replacement.bytes.count - replacement.range.count
                return Replacement(start..<(start + replacement.bytes.count), Array(bytes[replacement.range]))
            })
    }

    /// The ranges of the patched bytes that hold new bytes, one per replacement. A removal has an empty range.
    package var newRanges: [Range<Int>] {
        var shift = 0
        return replacements.map { replacement in
            let start = replacement.range.lowerBound + shift
            shift += replacement.bytes.count - replacement.range.count
            return start..<(start + replacement.bytes.count)
        }
    }

    /// A function that returns the same results as `moved`, but looks an offset up by binary search instead of going
    /// through all replacements.
    var offsets: (Int) -> Int {
        var ends: [Int] = []
        var shifts = [0]
        for replacement in replacements {
            ends.append(replacement.range.upperBound)
            shifts.append(shifts[shifts.count - 1] + replacement.bytes.count - replacement.range.count)
        }
        return { offset in
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if ends[middle] <= offset { low = middle + 1 } else { high = middle }
            }
            return offset + shifts[low]
        }
    }

    /// Returns the offset in the patched bytes of a byte of the original. No replacement may cover the byte.
    package func moved(_ offset: Int) -> Int {
        var shift = 0
        for replacement in replacements where replacement.range.upperBound <= offset {
            shift += replacement.bytes.count - replacement.range.count
        }
        return offset + shift
    }
}

extension SourcePatch {
    /// A part of the patched bytes: bytes kept from the original, or new bytes.
    private enum Piece {
        case kept(Range<Int>)
        case new([UInt8])

        var count: Int {
            switch self {
            case .kept(let range): range.count
            case .new(let bytes): bytes.count
            }
        }

        func part(_ range: Range<Int>) -> Piece {
            switch self {
            case .kept(let kept): .kept((kept.lowerBound + range.lowerBound)..<(kept.lowerBound + range.upperBound))
            case .new(let bytes): .new(Array(bytes[range]))
            }
        }
    }

    /// Returns one patch with the effect of this patch followed by `next`, a patch of the patched bytes. The original
    /// has `count` bytes.
    package func followed(by next: SourcePatch, of count: Int) -> SourcePatch {
        if isEmpty { return next }
        if next.isEmpty { return self }
        var pieces: [Piece] = []
        var place = 0
        for replacement in replacements {
            pieces.append(.kept(place..<replacement.range.lowerBound))
            pieces.append(.new(replacement.bytes))
            place = replacement.range.upperBound
        }
        pieces.append(.kept(place..<max(place, count)))
        func cut(_ wanted: Range<Int>) -> [Piece] {
            var start = 0
            return pieces.compactMap { piece in
                defer { start += piece.count }
                let part = wanted.clamped(to: start..<(start + piece.count))
                return part.isEmpty ? nil : piece.part((part.lowerBound - start)..<(part.upperBound - start))
            }
        }
        let total = pieces.reduce(0) { $0 + $1.count }
        var result: [Piece] = []
        var from = 0
        for replacement in next.replacements {
            result += cut(from..<replacement.range.lowerBound)
            result.append(.new(replacement.bytes))
            from = replacement.range.upperBound
        }
        result += cut(from..<max(from, total))
        return SourcePatch(pieces: result, of: count)
    }

    private init(pieces: [Piece], of count: Int) {
        var replacements: [Replacement] = []
        var place = 0
        var pending: [UInt8] = []
        func flush(_ end: Int) {
            if place < end || !pending.isEmpty { replacements.append(Replacement(place..<end, pending)) }
            pending = []
        }
        for piece in pieces where piece.count > 0 {
            switch piece {
            case .new(let bytes): pending += bytes
            case .kept(let range):
                flush(range.lowerBound)
                place = range.upperBound
            }
        }
        flush(count)
        self.init(sorted: replacements)
    }
}
