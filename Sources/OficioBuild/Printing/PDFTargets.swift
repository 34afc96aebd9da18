import OficioOffice

/// The named destinations of a PDF, with their pages. It reads the output of Chromium and WeasyPrint (with
/// `--uncompressed-pdf`): objects outside of streams, and a classic cross-reference table (ISO 32000-1, 7.5.4 and
/// 12.3.2.3).
struct PDFTargets {
    /// A place in the PDF to which a named destination leads.
    struct Target: Equatable {
        /// The number of the page that holds the place, from 1.
        let page: Int
        /// The distance from the bottom of the page in points. Chromium ignores the margins, so only differences
        /// between two targets are meaningful.
        let height: Double
    }

    /// The targets of the named destinations, by name.
    private(set) var targets: [String: Target] = [:]
    /// The height of each page in points.
    private(set) var pageHeights: [Double] = []

    private let bytes: [UInt8]
    /// The offset of each object by its number.
    private var offsets: [Int: Int] = [:]

    /// Reads a PDF; `nil` if it has no pages in the expected form.
    init?(_ pdf: [UInt8]) {
        bytes = pdf
        readOffsets()
        var pages: [Int: Int] = [:]
        let trailer = text(max(0, bytes.count - 2048)..<bytes.count)
        guard let root = reference("/Root", in: trailer), let tree = reference("/Pages", in: object(root)) else {
            return nil
        }
        collectPages(tree, inherited: 0, depth: 0, into: &pages)
        if pages.isEmpty { return nil }
        readTargets(pages)
    }

    /// Reads the cross-reference table, whose entries have 20 bytes.
    private mutating func readOffsets() {
        guard let last = Self.lastRange(of: "startxref", in: bytes),
            let start = Self.number(in: bytes, after: last), bytes.indices.contains(start),
            bytes[start...].starts(with: Array("xref".utf8))
        else { return }
        var place = start + 4
        while let (first, afterFirst) = Self.integer(in: bytes, at: place),
            let (count, afterCount) = Self.integer(in: bytes, at: afterFirst), count < bytes.count
        {
            place = afterCount
            while place < bytes.count, bytes[place] == 0x0A || bytes[place] == 0x0D || bytes[place] == 0x20 {
                place += 1
            }
            for number in 0..<count {
                guard place + 20 <= bytes.count else { return }
                if bytes[place + 17] == UInt8(ascii: "n"), let offset = Int(text(place..<place + 10)) {
                    offsets[first + number] = offset
                }
                place += 20
            }
        }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Returns the dictionary of an object as text, without its stream; empty if the PDF has no object with the
    /// number.
    private func object(_ number: Int) -> String {
        guard let start = offsets[number], start < bytes.count else { return "" }
        var end = start
        while end < bytes.count, !bytes[end...].starts(with: Self.endOfObject), !bytes[end...].starts(with: Self.stream)
        {
            end += 1
        }
        return text(start..<end)
    }

    private static let endOfObject = Array("endobj".utf8)
    private static let stream = Array("stream".utf8)

    /// Appends the pages below a node of the page tree, in order.
    private mutating func collectPages(_ node: Int, inherited: Double, depth: Int, into pages: inout [Int: Int]) {
        let words = object(node)
        var height = inherited
        if let box = numbers("/MediaBox", in: words), box.count == 4 { height = box[3] - box[1] }
        guard depth < 50, words.contains("/Kids") else {
            if words.contains("/Page") {
                pageHeights.append(height)
                pages[node] = pageHeights.count
            }
            return
        }
        let kids = numbers("/Kids", in: words, skipping: "R") ?? []
        for place in stride(from: 0, to: kids.count - 1, by: 2) {
            collectPages(Int(kids[place]), inherited: height, depth: depth + 1, into: &pages)
        }
    }

    /// Reads all destinations of the form `NAME [PAGE 0 R /XYZ X Y Z]` in the file.
    private mutating func readTargets(_ pages: [Int: Int]) {
        let kind = Array("/XYZ".utf8)
        var place = 0
        while let slash = bytes[place...].firstIndex(of: UInt8(ascii: "/")) {
            place = slash + 1
            guard bytes[slash...].starts(with: kind) else { continue }
            guard let open = bytes[max(0, slash - 40)..<slash].lastIndex(of: UInt8(ascii: "[")),
                let close = bytes[slash..<min(bytes.count, slash + 80)].firstIndex(of: UInt8(ascii: "]"))
            else { continue }
            let values = text(open + 1..<close).split { " \r\n".contains($0) }
            guard values.count >= 6, values[2] == "R", values[3] == "/XYZ", let page = Int(values[0]),
                let number = pages[page], let height = Double(values[5])
            else { continue }
            let name = Self.name(text(max(0, open - 400)..<open)[...])
            if !name.isEmpty { targets[name] = Target(page: number, height: height) }
        }
    }

    /// Returns the last name `/name` or string `(name)` in a text; empty if the text has neither.
    private static func name(_ text: Substring) -> String {
        let text = text.drop { " \r\n".contains($0) }
        var end = text.endIndex
        while end > text.startIndex, " \r\n".contains(text[text.index(before: end)]) { end = text.index(before: end) }
        let trimmed = text[..<end]
        if trimmed.hasSuffix(")") {
            guard let open = trimmed.lastIndex(of: "(") else { return "" }
            return String(trimmed[trimmed.index(after: open)...].dropLast())
        }
        guard let slash = trimmed.lastIndex(of: "/") else { return "" }
        return unescaped(trimmed[trimmed.index(after: slash)...])
    }

    /// Returns a name with escapes such as `#E1` decoded.
    private static func unescaped(_ name: Substring) -> String {
        var out: [UInt8] = []
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "#"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                out.append(value)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private func reference(_ key: String, in words: String) -> Int? {
        guard let found = words.firstRange(of: key) else { return nil }
        return words[found.upperBound...].split(maxSplits: 1) { " \r\n".contains($0) }.first.flatMap { Int($0) }
    }

    /// Returns the numbers of the array under a key of a dictionary, without the entries `skipping`; `nil` if the key
    /// has no array.
    private func numbers(_ key: String, in words: String, skipping: String = "") -> [Double]? {
        guard let found = words.firstRange(of: key), let open = words[found.upperBound...].firstIndex(of: "["),
            let close = words[open...].firstIndex(of: "]")
        else { return nil }
        return words[words.index(after: open)..<close].split { " \r\n".contains($0) }.filter { $0 != skipping }
            .compactMap { Double($0) }
    }

    /// Returns the number of pages of a PDF whose objects may be compressed (ISO 32000-1, 7.5.7); 0 if no pages are
    /// found.
    static func pageCount(_ pdf: [UInt8]) -> Int {
        if let plain = PDFTargets(pdf) { return plain.pageHeights.count }
        var count = 0
        var place = 0
        let kind = Array("/ObjStm".utf8)
        while let slash = pdf[place...].firstIndex(of: UInt8(ascii: "/")) {
            place = slash + 1
            guard pdf[slash...].starts(with: kind),
                let start = pdf[slash..<min(pdf.count, slash + 400)].indices.first(where: {
                    pdf[$0...].starts(with: stream)
                })
            else { continue }
            let data = pdf[(start + stream.count)...].drop { $0 == 0x0D || $0 == 0x0A }
            let words = String(decoding: Deflate.inflated(data, limit: 1 << 26), as: UTF8.self)
            count += words.ranges(of: "/Type /Page/").count + words.ranges(of: "/Type /Page ").count
        }
        return count
    }

    private static func lastRange(of word: String, in bytes: [UInt8]) -> Int? {
        let sought = Array(word.utf8)
        var place = bytes.count - sought.count
        while place >= 0, place > bytes.count - 2048 {
            if bytes[place...].starts(with: sought) { return place + sought.count }
            place -= 1
        }
        return nil
    }

    private static func number(in bytes: [UInt8], after place: Int) -> Int? { integer(in: bytes, at: place)?.0 }

    /// Returns the integer at an offset, after white space, and the offset after it; `nil` for other bytes.
    private static func integer(in bytes: [UInt8], at place: Int) -> (Int, Int)? {
        var start = place
        while start < bytes.count, [0x20, 0x0A, 0x0D].contains(bytes[start]) { start += 1 }
        var end = start
        while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
        return Int(String(decoding: bytes[start..<end], as: UTF8.self)).map { ($0, end) }
    }
}
