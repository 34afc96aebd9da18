/// Words in a row that may be the parts of one code, number or initialism.
///
/// The words become one word if they are:
/// - parts with one `-`, `.`, `/` or `_` between them, if one has a digit: `F-GC-012` is `fgc12`;
/// - digits with a comma between them: `12,5` is `125`;
/// - digits with a space between them, six or more in all: `2200 0100` is `22000100`;
/// - initials with points: `D.N.I.` is `dni`, `RR. HH.` is `rrhh`.
/// Zeros between a letter and a digit are left out: `PR-ATC-09` is `pratc9`.
struct CodeRun: ~Copyable {
    private let limits = RankingConstants.current.words
    /// The maximum number of parts of a run; a longer run is not a code.
    private static let mostParts = 16

    /// The joined parts of the run; `ends` has the end of each.
    private var joined: [UInt8] = []
    private var ends: [Int] = []
    /// The kind of join between the parts; `none` while there is only one part.
    private var kind = Kind.none
    private var hasDigit = false
    /// The signs after the last part of the run: their number and the first two of them.
    private var gap: (count: Int, first: UInt8, second: UInt8) = (0, 0, 0)
    private var out = Words.Word()

    private enum Kind { case none, code, digits, initials }

    mutating func clear() {
        joined.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        kind = .none
        hasDigit = false
        gap = (0, 0, 0)
    }

    /// Records a sign after the last word.
    mutating func add(sign: UInt8) {
        if ends.isEmpty { return }
        if gap.count == 0 { gap.first = sign } else if gap.count == 1 { gap.second = sign }
        gap.count += 1
    }

    /// Adds the next word, which `sign` follows. Calls `body` with the code that ends before the word, if there
    /// is one.
    mutating func add(
        _ word: borrowing Words.Word, before sign: UInt8, _ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void
    ) {
        if !ends.isEmpty {
            let next = joining(word)
            // Digits with spaces end where their last part begins a code: `45 2024-11`.
            if kind == .digits, next == .code { splitBeforeLast(body) }
            let continues = next != .none && (kind == .none || kind == next || next == .code && kind != .digits)
            if continues, ends.count < Self.mostParts {
                // An initialism followed by a sign is a code: `C.V.-2`.
                kind = next
            } else {
                end(body)
            }
        }
        // Most words begin no code: they are not copied.
        if ends.isEmpty, !Self.mayJoin(sign), !(sign == 0x20 && word.hasDigit) { return }
        gap = (0, 0, 0)
        joined.append(contentsOf: word.bytes)
        ends.append(joined.count)
        if word.hasDigit { hasDigit = true }
    }

    /// Ends the run. Calls `body` with the one word that the parts make, if they make one.
    mutating func end(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        if ends.count > 1 {
            switch kind {
            case .code where hasDigit && joined.count <= limits.code, .initials where joined.count <= limits.initials:
                out.set(unpadding: joined)
                body(out.bytes, out.hash)
            case .digits:
                // Also emit a telephone number without its country code.
                for start in [0] + ends.dropLast(2)
                where joined.count - start >= limits.digits && joined.count - start <= limits.code {
                    out.set(unpadding: joined[start...])
                    body(out.bytes, out.hash)
                }
            default: break
            }
        }
        clear()
    }

    private static func mayJoin(_ sign: UInt8) -> Bool {
        sign == 0x2D || sign == 0x2E || sign == 0x2F || sign == 0x5F || sign == 0x2C
    }

    /// Returns the way in which the gap joins the last part and the next word.
    private func joining(_ word: borrowing Words.Word) -> Kind {
        let last = joined[(ends.count > 1 ? ends[ends.count - 2] : 0)...]
        let next = word.bytes
        guard let before = last.last, let after = next.first else { return .none }
        func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
        /// Whether a part is an initial: one letter, or the same letter twice (`RR. HH.`). Before a space, only
        /// the doubled letter is one, because `a`, `o` and `y` are words.
        func isInitial(_ part: some Collection<UInt8>) -> Bool {
            guard let first = part.first, first >= 0x61, first <= 0x7A else { return false }
            return part.count == 1 && gap.count == 1 || part.count == 2 && part.allSatisfy { $0 == first }
        }
        switch (gap.count, gap.first) {
        case (1, 0x2E), (2, 0x2E):
            if gap.count == 2, gap.second != 0x20 { return .none }
            if kind != .code, isInitial(last), isInitial(next) { return .initials }
            return gap.count == 1 ? .code : .none
        case (1, 0x2D), (1, 0x2F), (1, 0x5F): return .code
        case (1, 0x2C): return isDigit(before) && isDigit(after) ? .code : .none
        case (1, 0x20):
            let isNumber = last.count > 1 && next.count > 1 && last.allSatisfy(isDigit) && next.allSatisfy(isDigit)
            return isNumber && kind != .code ? .digits : .none
        default: return .none
        }
    }

    /// Ends the run before its last part, which begins the next run.
    private mutating func splitBeforeLast(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        let start = ends.count > 1 ? ends[ends.count - 2] : 0
        let last = Array(joined[start...]), signs = gap
        joined.removeSubrange(start...)
        ends.removeLast()
        end(body)
        joined = last
        ends = [last.count]
        hasDigit = true
        gap = signs
    }
}
