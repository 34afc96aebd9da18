import OficioBasics

// Tells quickly that a text has no label; most texts have none.
extension StaffPhrase {
    /// Returns the places at which a line or a sentence begins that may have a label in front. In the text, every
    /// scalar is a character of its own.
    static func possibleLabels(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        var starts: [Int] = []
        var start = 0
        var last: UInt8 = 0x20
        func add(_ end: Int) {
            if start < bytes.count, mayBeginWithLabel(UnsafeBufferPointer(rebasing: bytes[start...])) {
                starts.append(start)
            }
            start = end
            last = 0x20
        }
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case 0x20 where isSentenceEnd(last), 0x0A...0x0C: add(place + 1)
            // A carriage return and a line feed are one character.
            case 0x0D: add(place + 1 < bytes.count && bytes[place + 1] == 0x0A ? place + 2 : place + 1)
            case 0xC2 where place + 1 < bytes.count && bytes[place + 1] == 0x85: add(place + 2)
            default: last = byte
            }
            place = max(place + 1, start)
        }
        add(bytes.count)
        return starts
    }

    private static func isSentenceEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"): true
        default: false
        }
    }

    /// Whether a text with some kinds of words may have a label.
    static func mayHoldLabel(_ hints: Hints) -> Bool { !hints.isDisjoint(with: [.staff, .others, .people]) }

    /// Whether the first words of a text may be a label. A label has fewer than `longestLabel` bytes; the test decides
    /// nothing about a text with emphasis or code near its beginning.
    static func mayBeginWithLabel(_ text: Substring) -> Bool {
        text.utf8.withContiguousStorageIfAvailable(mayBeginWithLabel) ?? true
    }

    private static func mayBeginWithLabel(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = firstLetter(in: bytes, from: 0)
        // The letter of an item: *a) Interno: …*
        if start + 1 < bytes.count, endsItem(bytes[start + 1]) { start = firstLetter(in: bytes, from: start + 2) }
        guard start < bytes.count else { return true }
        var end = min(start + longestLabel, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        // Signs in front of the label may be emphasis as well. Soft hyphens make a label longer.
        for place in 0..<end {
            switch bytes[place] {
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"): return true
            case 0xAD where place > 0 && bytes[place - 1] == 0xC2: return true
            default: continue
            }
        }
        let front = bytes[start..<end]
        // The item's letter may be more than one byte, as in *ñ)*, or a sign may belong to a longer character.
        guard bytes[start] < 0x80, hasPlainCharacters(UnsafeBufferPointer(rebasing: front)) else {
            return mayHoldLabel(hints(in: front))
        }
        let label = front[..<firstSign(in: front)]
        return mayHoldLabel(hints(in: label)) && mayBegin(label, isCut: label.endIndex == end && end < bytes.count)
    }

    private static let longestLabel = 90

    private static func endsItem(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ")") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "]")
    }

    /// Returns the place of a sign that certainly ends a label, or the end of the text. An earlier sign may end it.
    private static func firstSign(in text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        for place in text.indices {
            switch text[place] {
            case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: ")"), UInt8(ascii: "]"),
                UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "|"), UInt8(ascii: "!"), 0x0A...0x0D:
                return place
            case UInt8(ascii: "."), UInt8(ascii: ","):
                if place + 1 < text.endIndex, text[place + 1] == 0x20 { return place }
            default: continue
            }
        }
        return text.endIndex
    }

    /// Whether the words of a text may be a label or begin with one; true for a word with letters that are neither
    /// ASCII nor Latin. `isCut` means that the last word may be incomplete.
    static func mayBegin(_ label: Slice<UnsafeBufferPointer<UInt8>>, isCut: Bool) -> Bool {
        var end = label.startIndex
        loop: while end < label.endIndex {
            switch label[end] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: end += 1
            case 0xC3: end += 2
            case 0x80...: return true
            default: break loop
            }
        }
        let word = String(decoding: label[..<min(end, label.endIndex)], as: UTF8.self).folded
        // The signs × and ÷ separate words.
        if word.contains(" ") { return true }
        return beginnings.contains(word)
            && mayContinue(label[min(end, label.endIndex)...], isBehindPeople: people.contains(word), isCut: isCut)
    }

    /// Whether the text behind the first word of a label may belong to the label. No sign ends the label before a word
    /// that follows a single blank, so such words are words of labels, or name a unit: *personal de caja*.
    private static func mayContinue(
        _ rest: Slice<UnsafeBufferPointer<UInt8>>, isBehindPeople: Bool, isCut: Bool
    ) -> Bool {
        var (isBehindPeople, isInUnit) = (isBehindPeople, false)
        var place = rest.startIndex
        while place + 1 < rest.endIndex, rest[place] == 0x20 {
            let start = place + 1
            place = start
            loop: while place < rest.endIndex {
                switch rest[place] {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: place += 1
                case 0xC3 where place + 1 < rest.endIndex: place += 2
                case 0x80...: return true
                default: break loop
                }
            }
            if place == start || isCut && place == rest.endIndex { return true }
            let word = String(decoding: rest[start..<place], as: UTF8.self).folded
            if word.contains(" ") { return true }
            guard continuations.contains(word) else { return isInUnit }
            if isBehindPeople, ofUnit.contains(word) { isInUnit = true }
            if people.contains(word) || permitted.contains(word) { isBehindPeople = true }
        }
        return true
    }

    /// The words of all labels behind their first word, without the names of units.
    private static let continuations: Set<String> = fillers.union(nouns).union(interno).union(adjectives)
        .union(contrasts).union(people).union(onlyWords).union(linking).union(outsiders).union(ofUnit).union(limited)
        .union(units).union(wordsOfReaders)
        .union(wholes.flatMap { $0.split(separator: " ").map(String.init) })

    /// The first words of all labels.
    private static let beginnings: Set<String> = fillers.union(nouns).union(interno).union(adjectives).union(contrasts)
        .union(messages).union(people).union(onlyWords).union(linking).union(limited).union(wordsOfReaders)
        .union(units)
        .union(wholes.map { $0.split(separator: " ").first.map(String.init) ?? $0 })

    /// Returns the place of the first byte of a letter or of code, or of a character that may be a letter.
    static func firstLetter(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        while place < bytes.count {
            let byte = bytes[place], next = place + 1 < bytes.count ? bytes[place + 1] : 0
            if byte == 0xC2, next != 0xAA, next != 0xB5, next != 0xBA {
                place += 2
            } else if byte == 0xE2, next == 0x80 {
                place += 3
            } else if byte >= 0x80 || byte == UInt8(ascii: "`") || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A {
                break
            } else {
                place += 1
            }
        }
        return min(place, bytes.count)
    }
}
