import OficioSource

/// Plans changes of the targets of references as byte replacements.
struct ReferenceEdits {
    let text: SourceText

    typealias Replacement = SourcePatch.Replacement

    /// Returns those of the given ranges whose bytes the decoder reads as the target of a reference or link.
    let references: ([Range<Int>]) -> [Range<Int>]

    /// Returns the replacements that change a target within a range, in every notation: `[[target]]`,
    /// `[[target|label]]`, `](target)`, the value of an attribute, or the whole text. They also change the link
    /// definitions, `[label]: target`, in the whole source. Text that only looks like a reference, such as text in
    /// code or behind a backslash, stays. Throws if the range does not hold `old`, or if `new` cannot be a target.
    func retarget(_ range: Range<Int>, from old: String, to new: String) throws(EditRefusal) -> [Replacement] {
        let range = range.clamped(to: 0..<text.count)
        guard new.isTarget else {
            throw EditRefusal(
                "«\(new)» no puede ser el destino de una referencia", "“\(new)” cannot be the target of a reference")
        }
        let candidates = shortReferences(range, old) + linkDestinations(range, old) + definitionDestinations(old)
        let found = candidates.isEmpty ? [] : references(candidates)
        if !found.isEmpty { return found.map { Replacement($0, new) } }
        guard let whole = wholeTarget(range, old) ?? attributeValue(range, old) else { throw .absent(old) }
        if whole.upperBound < range.upperBound, text.bytes[range].contains(UInt8(ascii: "{")),
            self.wholeTarget(range, old) == nil
        {
            let isQuoted = text.bytes[whole.lowerBound - 1] == UInt8(ascii: "\"")
            return [Replacement(whole, isQuoted || !new.contains(" ") ? new : "\"" + new + "\"")]
        }
        let isQuoted = whole.lowerBound > 0 && "\"'".utf8.contains(text.bytes[whole.lowerBound - 1])
        return [
            Replacement(
                whole, isQuoted || YAMLWriter.isPlain(new, isInFlow: true) ? new : YAMLWriter.inDoubleQuotes(new))
        ]
    }

    /// Returns the ranges, within a range, of the targets of `[[target]]` that are `old`.
    private func shortReferences(_ range: Range<Int>, _ old: String) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var place = range.lowerBound
        while place + 1 < range.upperBound {
            guard text.bytes[place] == UInt8(ascii: "["), text.bytes[place + 1] == UInt8(ascii: "[") else {
                place += 1
                continue
            }
            var end = place + 2
            while end < range.upperBound, !"]|[\n".utf8.contains(text.bytes[end]) {
                // The bar before a label is escaped in a table.
                let isEscape = text.bytes[end] == UInt8(ascii: "\\") && end + 1 < range.upperBound
                if isEscape, text.bytes[end + 1] == UInt8(ascii: "|") { break }
                end += isEscape ? 2 : 1
            }
            let target = text.trimmed((place + 2)..<min(end, range.upperBound))
            if isTarget(target, old) { found.append(target) }
            place = max(place + 1, end)
        }
        return found
    }

    /// Returns the ranges of the destinations of `](destination)` within a range.
    private func linkDestinations(_ range: Range<Int>, _ old: String) -> [Range<Int>] {
        endOffsets(of: "](", in: range).compactMap { start in
            destination(start, before: range.upperBound).flatMap { isTarget($0, old) ? $0 : nil }
        }
    }

    /// Returns the ranges of the destinations of `[label]: destination` in the whole text. A destination may stand on
    /// the line after its label.
    private func definitionDestinations(_ old: String) -> [Range<Int>] {
        endOffsets(of: "]:", in: 0..<text.count).compactMap { end in
            var start = end
            var breaks = 0
            while start < text.count, SourceText.isSpace(text.bytes[start]) {
                breaks += text.bytes[start] == 0x0A ? 1 : 0
                start += 1
            }
            guard breaks < 2 else { return nil }
            return destination(start, before: text.count).flatMap { isTarget($0, old) ? $0 : nil }
        }
    }

    /// Returns the offsets after all occurrences of `signs`, two characters, within a range.
    private func endOffsets(of signs: String, in range: Range<Int>) -> [Int] {
        let signs = Array(signs.utf8)
        return range.dropLast().filter { text.bytes[$0] == signs[0] && text.bytes[$0 + 1] == signs[1] }.map { $0 + 2 }
    }

    /// Returns the range of the link destination that begins at an offset, without angle brackets around it; `nil` if
    /// there is none. Parentheses in a destination come in pairs.
    private func destination(_ start: Int, before limit: Int) -> Range<Int>? {
        var start = start
        while start < limit, text.bytes[start] == 0x20 { start += 1 }
        guard start < limit else { return nil }
        let isInBrackets = text.bytes[start] == UInt8(ascii: "<")
        if isInBrackets { start += 1 }
        var end = start
        var depth = 0
        while end < limit {
            switch text.bytes[end] {
            case 0x0A, 0x0D: return start..<end
            case UInt8(ascii: "\\") where end + 1 < limit: end += 1
            case UInt8(ascii: ">") where isInBrackets: return start..<end
            case 0x20 where !isInBrackets, 0x09 where !isInBrackets: return start..<end
            case UInt8(ascii: "(") where !isInBrackets: depth += 1
            case UInt8(ascii: ")") where !isInBrackets:
                if depth == 0 { return start..<end }
                depth -= 1
            default: break
            }
            end += 1
        }
        return start..<min(end, limit)
    }

    /// Whether a range holds a target, with or without backslashes before its signs.
    private func isTarget(_ range: Range<Int>, _ target: String) -> Bool {
        let words = text.string(range).precomposed
        if words == target.precomposed { return true }
        guard words.utf8.contains(UInt8(ascii: "\\")) else { return false }
        var bare = ""
        var isEscaped = false
        for scalar in words.unicodeScalars {
            let isSign =
                scalar.isASCII && scalar.value > 0x20 && !scalar.properties.isAlphabetic
                && !("0"..."9").contains(Character(scalar))
            if isEscaped, !isSign { bare += "\\" }
            if scalar == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            isEscaped = false
            bare.unicodeScalars.append(scalar)
        }
        return bare == target.precomposed
    }

    /// Returns the range of an attribute's value that equals the target, in braces at the end of a range; `nil` if
    /// there is none.
    private func attributeValue(_ range: Range<Int>, _ old: String) -> Range<Int>? {
        let bytes = text.bytes
        let words = text.trimmed(range)
        guard bytes[words].last == UInt8(ascii: "}"), let open = bytes[words].lastIndex(of: UInt8(ascii: "{")) else {
            return nil
        }
        for place in open..<words.upperBound where bytes[place] == UInt8(ascii: "=") {
            let isQuoted = bytes[place + 1] == UInt8(ascii: "\"")
            let start = place + (isQuoted ? 2 : 1)
            let end =
                bytes[start..<words.upperBound].firstIndex {
                    isQuoted ? $0 == UInt8(ascii: "\"") : $0 == 0x20 || $0 == UInt8(ascii: "}")
                } ?? start
            if text.string(start..<end).precomposed == old.precomposed { return start..<end }
        }
        return nil
    }

    /// Returns a range without the white space and quotes at its ends if the rest is the target, otherwise `nil`.
    private func wholeTarget(_ range: Range<Int>, _ old: String) -> Range<Int>? {
        var words = text.trimmed(range)
        if words.count > 1, let first = text.bytes[words].first, "\"'".utf8.contains(first),
            text.bytes[words].last == first
        {
            words = (words.lowerBound + 1)..<(words.upperBound - 1)
        }
        return text.string(words).precomposed == old.precomposed ? words : nil
    }
}

extension String {
    /// Whether the text can be a target in every notation of a reference.
    fileprivate var isTarget: Bool { !utf8.isEmpty && !utf8.contains { "[]|()<>\\\n\"'".utf8.contains($0) } }
}
