import OficioSource

/// Plans changes of the targets of references as byte replacements.
struct ReferenceEdits {
    let text: SourceText

    typealias Replacement = SourcePatch.Replacement

    /// Replaces a target within a range, however it is written: `[[target]]`, `[[target|label]]`,
    /// `](target)`, the value of an attribute, or the whole text. Throws if the range does not hold
    /// `old`, or if `new` cannot be a target.
    func retarget(_ range: Range<Int>, from old: String, to new: String) throws(EditRefusal) -> [Replacement] {
        let range = range.clamped(to: 0..<text.count)
        guard new.isTarget else {
            throw EditRefusal(
                "«\(new)» no puede ser el destino de una referencia", "“\(new)” cannot be the target of a reference")
        }
        let found = short(range, old) + links(range, old)
        if !found.isEmpty { return found.map { Replacement($0, new) } }
        guard let whole = whole(range, old) ?? attribute(range, old) else { throw .absent(old) }
        if whole.upperBound < range.upperBound, text.bytes[range].contains(UInt8(ascii: "{")),
            self.whole(range, old) == nil
        {
            let isQuoted = text.bytes[whole.lowerBound - 1] == UInt8(ascii: "\"")
            return [Replacement(whole, isQuoted || !new.contains(" ") ? new : "\"" + new + "\"")]
        }
        let isQuoted = whole.lowerBound > 0 && "\"'".utf8.contains(text.bytes[whole.lowerBound - 1])
        return [Replacement(whole, isQuoted || YAMLWriter.isPlain(new, isInFlow: true) ? new : YAMLWriter.quoted(new))]
    }

    private func short(_ range: Range<Int>, _ old: String) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var place = range.lowerBound
        while place + 1 < range.upperBound {
            guard text.bytes[place] == UInt8(ascii: "["), text.bytes[place + 1] == UInt8(ascii: "[") else {
                place += 1
                continue
            }
            var end = place + 2
            while end < range.upperBound, !"]|[\\\n".utf8.contains(text.bytes[end]) { end += 1 }
            let target = text.trimmed((place + 2)..<end)
            if text.string(target).precomposed == old.precomposed { found.append(target) }
            place = end
        }
        return found
    }

    private func links(_ range: Range<Int>, _ old: String) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var place = range.lowerBound
        while place + 1 < range.upperBound {
            guard text.bytes[place] == UInt8(ascii: "]"), text.bytes[place + 1] == UInt8(ascii: "(") else {
                place += 1
                continue
            }
            var start = place + 2
            if start < range.upperBound, text.bytes[start] == UInt8(ascii: "<") { start += 1 }
            var end = start
            while end < range.upperBound, !")> \n".utf8.contains(text.bytes[end]) { end += 1 }
            if text.string(start..<end).precomposed == old.precomposed { found.append(start..<end) }
            place = end
        }
        return found
    }

    /// Returns the range of an attribute's value that equals the target, in braces at the end of a
    /// range.
    private func attribute(_ range: Range<Int>, _ old: String) -> Range<Int>? {
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

    /// Returns a range without white space and quotes at its ends if it holds just the target, otherwise
    /// `nil`.
    private func whole(_ range: Range<Int>, _ old: String) -> Range<Int>? {
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
    /// Whether the text can be a target in every way of writing a reference.
    fileprivate var isTarget: Bool { !utf8.isEmpty && !utf8.contains { "[]|()<>\\\n\"'".utf8.contains($0) } }
}
