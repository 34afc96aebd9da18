/// Finds tick boxes that are typed as characters, in runs of any format.
enum TickBoxes {
    /// Returns true for a ticked box, false for an empty one; nil if the character is not a tick box.
    static func state(_ scalar: Unicode.Scalar) -> Bool? {
        switch scalar.value {
        case 0x2610, 0x25A1, 0x25FB, 0x25FD, 0x2B1C, 0x2751, 0x2752, 0x1F78E: false
        case 0x2611, 0x2612, 0x2713, 0x2714, 0x2715, 0x2716, 0x2717, 0x2718, 0x2327, 0x1F5F5...0x1F5F9, 0x2705, 0x274E:
            true
        default: nil
        }
    }

    /// Returns the runs with each ☐, ☒, ✓ and *[X]* as a tick box of its own. `inCell` says that the runs are a whole
    /// cell, where a lone X is a tick.
    static func withTickBoxes(_ runs: [LocatedDocument.Run], inCell: Bool) -> [LocatedDocument.Run] {
        if inCell, let alone = loneBox(runs) { return alone }
        guard runs.contains(where: mayHoldOne) else { return runs }
        return runs.flatMap { run -> [LocatedDocument.Run] in
            guard case .text(let text) = run.content, mayHoldOne(run) else { return [run] }
            return contents(text).map { run.with($0) }
        }
    }

    private static func mayHoldOne(_ run: LocatedDocument.Run) -> Bool {
        guard case .text(let text) = run.content else { return false }
        return text.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "(") || $0 >= 0xE2 }
    }

    private static func loneBox(_ runs: [LocatedDocument.Run]) -> [LocatedDocument.Run]? {
        var found: Int?
        for (index, run) in runs.enumerated() where run.visibility == .shown {
            switch run.content {
            case .text(let text):
                let clean = PlainText.clean(text)
                if clean.isEmpty { continue }
                guard clean == "X" || clean == "x", found == nil else { return nil }
                found = index
            case .tickBox, .picture, .textBox: return nil
            default: continue
            }
        }
        guard let found, case .text(let text) = runs[found].content else { return nil }
        var out = runs
        out[found].content = .tickBox(.init(kind: .cross, isTicked: true, text: text))
        return out
    }

    private static func contents(_ text: String) -> [LocatedDocument.Run.Content] {
        var out: [LocatedDocument.Run.Content] = []
        var plain = String.UnicodeScalarView()
        func flush() {
            if !plain.isEmpty { out.append(.text(String(plain))) }
            plain = String.UnicodeScalarView()
        }
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if let isTicked = state(scalar) {
                flush()
                out.append(.tickBox(.init(kind: .character, isTicked: isTicked, text: String(scalar))))
                index += 1
                // A variation selector (U+FE0E text, U+FE0F emoji) belongs to the character before.
                if index < scalars.count, scalars[index].value & ~1 == 0xFE0E { index += 1 }
            } else if let (length, isTicked) = bracketBox(scalars, index) {
                flush()
                let shown = String(String.UnicodeScalarView(scalars[index..<index + length]))
                out.append(.tickBox(.init(kind: .cross, isTicked: isTicked, text: shown)))
                index += length
            } else {
                plain.append(scalar)
                index += 1
            }
        }
        flush()
        return out
    }

    /// Returns the length of *[X]*, *[ ]*, *(x)* or *( )* at a place, with up to six blanks inside,
    /// and whether it is ticked; nil for anything else.
    private static func bracketBox(_ scalars: [Unicode.Scalar], _ start: Int) -> (Int, Bool)? {
        guard scalars[start] == "[" || scalars[start] == "(" else { return nil }
        let close: Unicode.Scalar = scalars[start] == "[" ? "]" : ")"
        var isTicked = false
        var blanks = 0
        var index = start + 1
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == close { return blanks > 0 || isTicked ? (index + 1 - start, isTicked) : nil }
            if scalar == " " || scalar == "\u{A0}" || scalar == "_" {
                blanks += 1
                if blanks > 6 { return nil }
            } else if (scalar == "x" || scalar == "X") && !isTicked {
                isTicked = true
            } else {
                return nil
            }
            index += 1
        }
        return nil
    }
}
