import Diagnostics

/// A set of byte replacements in one source. They apply at once and leave every other byte alone.
package struct SourcePatch: Sendable, Equatable {
    /// A range of the original's bytes and what stands there afterwards; an empty range inserts.
    package struct Replacement: Sendable, Equatable {
        package let range: Range<Int>
        package let bytes: [UInt8]

        package init(_ range: Range<Int>, _ bytes: [UInt8]) {
            self.range = range
            self.bytes = bytes
        }

        package init(_ range: Range<Int>, _ text: String) { self.init(range, Array(text.utf8)) }
    }

    /// In the order of the original's bytes; no two overlap.
    package let replacements: [Replacement]

    /// The patch that changes nothing.
    package static let none = SourcePatch(sorted: [])

    package var isEmpty: Bool { replacements.isEmpty }

    private init(sorted replacements: [Replacement]) { self.replacements = replacements }

    /// Returns `nil` where two replacements overlap, or insert at one place.
    package init?(_ replacements: [Replacement]) {
        let sorted = replacements.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        for (a, b) in zip(sorted, sorted.dropFirst()) where Self.collide(a.range, b.range) { return nil }
        self.init(sorted: sorted)
    }

    /// The edits of a fix in one file; `nil` where they overlap.
    package init?(_ edits: [Diagnostic.Edit]) { self.init(edits.map { Replacement($0.span.range, $0.replacement) }) }

    private static func collide(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        a.lowerBound < b.upperBound && b.lowerBound < a.upperBound || a.lowerBound == b.lowerBound
    }

    /// Both patches of one original as one patch; `nil` where they touch the same bytes.
    package func merging(_ other: SourcePatch) -> SourcePatch? { SourcePatch(replacements + other.replacements) }

    /// Applies the patch to the bytes that it was made for; `nil` where a range lies outside of
    /// them.
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

    /// The patch that turns the result back into the original; `nil` where a range lies outside of
    /// the original.
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

    /// The ranges of the result that hold new bytes, one for each replacement; empty where bytes
    /// were only removed.
    package var newRanges: [Range<Int>] {
        var shift = 0
        return replacements.map { replacement in
            let start = replacement.range.lowerBound + shift
            shift += replacement.bytes.count - replacement.range.count
            return start..<(start + replacement.bytes.count)
        }
    }

    /// The offset in the result of a byte of the original that no replacement covers.
    package func moved(_ offset: Int) -> Int {
        var shift = 0
        for replacement in replacements where replacement.range.upperBound <= offset {
            shift += replacement.bytes.count - replacement.range.count
        }
        return offset + shift
    }
}

extension SourcePatch {
    /// A stretch of a result: bytes kept from the original, or new ones.
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

    /// Composes this patch with a patch of its result into one patch of the original.
    ///
    /// - Parameter count: the bytes of the original.
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
