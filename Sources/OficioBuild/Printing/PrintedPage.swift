import Diagnostics
import OficioBasics

/// A copy of a page for the printing program. It reads images and styles from the output folder, and its links lead
/// to the site's address. Printing the page itself would put local paths into the PDF.
struct PrintedPage {
    /// The path of the original page, relative to the output folder.
    let path: String
    /// The path of the output folder.
    let root: String
    /// The address of the site with a final slash; empty if the site has no address. Links then become plain text.
    let base: String

    /// Returns the sum of the margins above and below the text of each sheet with a foot, in points, in the order of
    /// the page.
    static func margins(_ page: [UInt8]) -> [Double] {
        var margins: [Double] = []
        var place = 0
        let attribute = Array("class=\"\(PrintedPositions.space)\" data-margins=\"".utf8)
        while let found = page[place...].firstIndex(of: UInt8(ascii: "c")) {
            place = found + 1
            guard page[found...].starts(with: attribute) else { continue }
            let digits = page[(found + attribute.count)...].prefix { $0 != UInt8(ascii: "\"") }
            margins.append((Double(String(decoding: digits, as: UTF8.self)) ?? 0) * 72 / 25.4)
        }
        return margins
    }

    /// Whether the page has a table of contents with room for page numbers.
    static func hasContents(_ page: [UInt8]) -> Bool {
        String(decoding: page, as: UTF8.self).contains("class=\"\(PrintedPositions.number)\"")
    }

    /// Returns the copy of a page. Oficio must have rendered the page, because attributes must be in double quotes.
    ///
    /// - Parameters:
    ///   - page: the page.
    ///   - style: CSS rules for this copy only.
    ///   - marks: the values from an earlier pass, empty in the first of several passes; `nil` for a single pass.
    /// - Returns: the copy.
    func bytes(_ page: [UInt8], style: String = "", marks: PrintedPositions? = nil) -> [UInt8] {
        var out: [UInt8] = []
        var sheets = (starts: 0, spaces: 0, ends: 0)
        var contents: Int?
        out.reserveCapacity(page.count + 4096)
        var place = 0
        while place < page.count {
            guard page[place] == UInt8(ascii: "<"), place + 1 < page.count, Self.isLetter(page[place + 1]),
                let end = Self.end(of: place, in: page)
            else {
                out.append(page[place])
                place += 1
                continue
            }
            let tag = page[place..<end]
            place = end
            if let marks {
                switch Self.value("class", of: tag).map(String.init) {
                case PrintedPositions.start:
                    out += Self.target(sheets.starts, isEnd: false)
                    sheets.starts += 1
                    continue
                case PrintedPositions.end:
                    out += Self.target(sheets.ends, isEnd: true)
                    sheets.ends += 1
                    continue
                case PrintedPositions.space:
                    let height = marks.spaces.indices.contains(sheets.spaces) ? marks.spaces[sheets.spaces] : 0
                    out += Array("<div class=\"\(PrintedPositions.space)\" style=\"height:\(Int(height))pt\">".utf8)
                    sheets.spaces += 1
                    continue
                case PrintedPositions.link:
                    contents = Self.value("href", of: tag).flatMap { marks.pages[String($0.dropFirst())] }
                case PrintedPositions.number:
                    out += tag + Array((contents.map { String($0) } ?? "").utf8)
                    continue
                default: break
                }
            }
            if !style.isEmpty, tag.starts(with: Array("<body".utf8)) { out += Array("<style>\(style)</style>".utf8) }
            out += self.tag(tag)
        }
        return out
    }

    /// Returns the start tag of an element with a link to it, so that the printing program records its position.
    private static func target(_ sheet: Int, isEnd: Bool) -> [UInt8] {
        let id = PrintedPositions.id(sheet, isEnd: isEnd)
        let name = isEnd ? PrintedPositions.end : PrintedPositions.start
        return Array("<div class=\"\(name)\" id=\"\(id)\"><a href=\"#\(id)\"></a>".utf8)
    }

    /// Returns the value of an attribute of a tag; `nil` if the tag does not have it.
    private static func value(_ name: String, of tag: ArraySlice<UInt8>) -> Substring? {
        let text = String(decoding: tag, as: UTF8.self)
        guard let found = text.firstRange(of: " \(name)=\""), let end = text[found.upperBound...].firstIndex(of: "\"")
        else {
            return nil
        }
        return text[found.upperBound..<end]
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// Returns the offset after the bracket that closes a tag; `nil` if the tag is not closed.
    private static func end(of start: Int, in page: [UInt8]) -> Int? {
        var isQuoted = false
        for place in start..<page.count {
            if page[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if page[place] == UInt8(ascii: ">"), !isQuoted { return place + 1 }
        }
        return nil
    }

    private func tag(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let name = bytes.dropFirst().prefix(while: Self.isLetter)
        // The copy lacks the content security policy, which would block the styles and images of the output folder.
        if name.elementsEqual("meta".utf8), bytes.count > 40,
            String(decoding: bytes, as: UTF8.self).contains("Content-Security-Policy")
        {
            return []
        }
        let isLink = name.elementsEqual("a".utf8) || name.elementsEqual("area".utf8)
        var text = String(decoding: bytes, as: UTF8.self)
        for attribute in isLink ? [" href=\""] : [" href=\"", " src=\""] {
            guard let found = text.firstRange(of: attribute), let close = text[found.upperBound...].firstIndex(of: "\"")
            else { continue }
            let address = String(text[found.upperBound..<close])
            guard let target = resolved(address) else { continue }
            if !isLink {
                text.replaceSubrange(found.upperBound..<close, with: "file://" + Self.encoded(root) + "/" + target)
            } else if base.isEmpty {
                text.removeSubrange(found.lowerBound...close)
            } else {
                text.replaceSubrange(found.upperBound..<close, with: base + target)
            }
        }
        return Array(text.utf8)
    }

    /// Returns the path to which an address leads, relative to the root of the site; `nil` for an address outside of
    /// the site or inside the page.
    private func resolved(_ address: String) -> String? {
        guard !address.isEmpty, !address.hasPrefix("#"), !address.hasPrefix("/"),
            !address.prefix(while: { $0 != "/" && $0 != "?" && $0 != "#" }).contains(":")
        else { return nil }
        let way = address.prefix { $0 != "?" && $0 != "#" }
        var parts = path.split(separator: "/").dropLast().map { String($0).percentEncoded }
        for part in way.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": if !parts.isEmpty { parts.removeLast() }
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/") + address.dropFirst(way.count)
    }

    private static func encoded(_ path: String) -> String {
        path.split(separator: "/").map { "/" + String($0).percentEncoded }.joined()
    }
}
