import Diagnostics
import OficioBuild

/// The difference between two values of a field. It is computed by line, and by word within a changed line.
struct ValueRedline: Sendable {
    /// The state of a piece of text: unchanged, removed or added.
    enum WordChange: String, Sendable {
        case kept = "=", removed = "-", added = "+"
    }

    /// A piece of a line, with its state.
    struct Piece: Sendable {
        let mark: WordChange
        var text: String
    }

    /// The lines that differ, in order. A removed or added line is one piece; a changed line consists of unchanged,
    /// removed and added pieces.
    let lines: [[Piece]]
    /// A summary of the difference for people: *2 filas nuevas, 1 cambiada*.
    let summary: Localized

    /// Compares two values. If `isGrid` is true, each line of a value is a row.
    init(from old: String, to new: String, isGrid: Bool) {
        let changes = LineChanges.lines(Array(old.utf8), Array(new.utf8)).filter { $0.count > 2 }
        var lines: [[Piece]] = []
        var counts = (added: 0, removed: 0, changed: 0)
        var place = 0
        while place < changes.count {
            let removed = changes[place...].prefix { $0.hasPrefix("-") }.map { String($0.dropFirst(2)) }
            place += removed.count
            let added = changes[place...].prefix { $0.hasPrefix("+") }.map { String($0.dropFirst(2)) }
            place += added.count
            for number in 0..<max(removed.count, added.count) {
                let was = number < removed.count ? removed[number] : nil
                let now = number < added.count ? added[number] : nil
                if let was, let now, let pieces = Self.pieces(from: was, to: now) {
                    lines.append(pieces)
                    counts.changed += 1
                    continue
                }
                if let was { lines.append([Piece(mark: .removed, text: was)]) }
                if let now { lines.append([Piece(mark: .added, text: now)]) }
                if was != nil { counts.removed += 1 }
                if now != nil { counts.added += 1 }
            }
        }
        self.lines = lines
        summary = isGrid ? Self.rows(counts) : Self.text(isNew: old.isEmpty, isGone: new.isEmpty)
    }

    private static func text(isNew: Bool, isGone: Bool) -> Localized {
        if isNew { return Localized(es: "se añade", en: "is added") }
        return isGone ? Localized(es: "se quita", en: "is removed") : Localized(es: "cambia", en: "changes")
    }

    private static func rows(_ counts: (added: Int, removed: Int, changed: Int)) -> Localized {
        let parts = [
            (counts.added, ("fila nueva", "filas nuevas"), ("new row", "new rows")),
            (counts.removed, ("fila quitada", "filas quitadas"), ("row removed", "rows removed")),
            (counts.changed, ("fila cambiada", "filas cambiadas"), ("row changed", "rows changed")),
        ].filter { $0.0 > 0 }.map { Localized.count($0.0, es: $0.1, en: $0.2) }
        return Localized(
            es: parts.map(\.spanish).joined(separator: ", "), en: parts.map(\.english).joined(separator: ", "))
    }

    /// The maximum number of words in a line that is compared word by word.
    private static let wordLimit = 400

    /// Returns the pieces of a changed line with their states; `nil` if the lines have fewer than half of their words
    /// in common, or if one has more than `wordLimit` words.
    private static func pieces(from old: String, to new: String) -> [Piece]? {
        let (before, after) = (words(old), words(new))
        guard before.count <= wordLimit, after.count <= wordLimit else { return nil }
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let place, _, _): removed.insert(place)
            case .insert(let place, _, _): added.insert(place)
            }
        }
        guard 2 * (after.count - added.count) >= max(before.count, after.count) else { return nil }
        var pieces: [Piece] = []
        func add(_ mark: WordChange, _ word: String) {
            if pieces.last?.mark == mark {
                pieces[pieces.count - 1].text += word
            } else {
                pieces.append(Piece(mark: mark, text: word))
            }
        }
        var (from, to) = (0, 0)
        while from < before.count || to < after.count {
            if removed.contains(from) {
                add(.removed, before[from])
                from += 1
            } else if added.contains(to) {
                add(.added, after[to])
                to += 1
            } else {
                add(.kept, after[to])
                from += 1
                to += 1
            }
        }
        return pieces
    }

    /// Returns the words of a line, each with the white space after it.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var isEnded = true
        for character in line {
            if isEnded, !character.isWhitespace || words.isEmpty { words.append("") }
            isEnded = character.isWhitespace
            words[words.count - 1].append(character)
        }
        return words
    }
}
