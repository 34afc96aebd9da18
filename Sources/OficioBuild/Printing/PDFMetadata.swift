/// Removes information about the machine that printed a PDF: the browser, the system and the time.
enum PDFMetadata {
    private static let names = ["/Creator", "/CreationDate", "/ModDate"].map { Array($0.utf8) }

    /// Returns the PDF with the entries about the machine in its document information (ISO 32000-1, 14.3.3)
    /// overwritten by blanks, so that the offsets in its cross-reference table stay correct.
    static func withoutMachineData(_ pdf: [UInt8]) -> [UInt8] {
        var bytes = pdf
        var place = 0
        while let slash = bytes[place...].firstIndex(of: UInt8(ascii: "/")) {
            place = slash + 1
            guard let name = names.first(where: { bytes[slash...].starts(with: $0) }),
                let end = end(of: name, at: slash, bytes)
            else { continue }
            for index in slash..<end { bytes[index] = 0x20 }
            place = end
        }
        return bytes
    }

    /// Returns the end of an entry whose value is a string in parentheses; `nil` for any other value.
    private static func end(of name: [UInt8], at start: Int, _ bytes: [UInt8]) -> Int? {
        var index = start + name.count
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { return nil }
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { return index }
        }
        return nil
    }
}
