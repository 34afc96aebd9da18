/// Parses the references of the source format: `[[target]]` and `[[target|label]]`.
package enum References {
    /// Returns the inlines of a text, split at its references; anything else stays text. An escaped bar counts as a
    /// bar.
    package static func split(_ text: String) -> [Inline] {
        let bytes = Array(text.utf8)
        guard bytes.count > 4, bytes.contains(UInt8(ascii: "[")) else { return [.text(text)] }
        var inlines: [Inline] = []
        var plainStart = 0
        var index = 0
        while index + 4 < bytes.count {
            guard bytes[index] == UInt8(ascii: "["), bytes[index + 1] == UInt8(ascii: "["),
                let end = closingBrackets(bytes, after: index + 2)
            else {
                index += 1
                continue
            }
            if let reference = parse(bytes[(index + 2)..<end]) {
                if plainStart < index {
                    inlines.append(.text(String(decoding: bytes[plainStart..<index], as: UTF8.self)))
                }
                inlines.append(reference)
                plainStart = end + 2
            }
            index = end + 2
        }
        if plainStart < bytes.count { inlines.append(.text(String(decoding: bytes[plainStart...], as: UTF8.self))) }
        return inlines
    }

    /// Returns the target and label of a text that is one reference and nothing else; nil otherwise.
    package static func soleReference(_ text: String) -> (target: String, label: String?)? {
        guard text.hasPrefix("[["), text.hasSuffix("]]") else { return nil }
        let parts = split(text)
        guard parts.count == 1, case .reference(let target, let label) = parts[0] else { return nil }
        return (target, label)
    }

    private static func closingBrackets(_ bytes: [UInt8], after start: Int) -> Int? {
        var index = start
        while index + 1 < bytes.count, bytes[index] != 0x0A, bytes[index] != UInt8(ascii: "[") {
            if bytes[index] == UInt8(ascii: "]"), bytes[index + 1] == UInt8(ascii: "]") { return index }
            index += 1
        }
        return nil
    }

    private static func parse(_ bytes: ArraySlice<UInt8>) -> Inline? {
        let bar = bytes.firstIndex(of: UInt8(ascii: "|"))
        var end = bar ?? bytes.endIndex
        if let bar, bar > bytes.startIndex, bytes[bar - 1] == UInt8(ascii: "\\") { end = bar - 1 }
        let target = String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self).trimmedASCII
        guard !target.isEmpty else { return nil }
        let label = bar.map { String(decoding: bytes[($0 + 1)...], as: UTF8.self).trimmedASCII }
        return .reference(target: target, label: label?.isEmpty == true ? nil : label)
    }
}
