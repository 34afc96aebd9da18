import Diagnostics
import OficioBasics

/// A copy of a page for the printing program. Images and styles are read from the output folder, and links lead to the
/// site's address. Printing the page itself would put local paths into the PDF.
struct PrintedPage {
    /// The path of the page, relative to the output folder.
    let path: String
    /// The path of the output folder.
    let root: String
    /// The address of the site with a final slash; empty if it has none. Without an address, links become plain text.
    let base: String

    /// Returns the copy of a page. The page must be one that the program rendered, with attributes in double quotes.
    func bytes(_ page: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
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
            out += tag(page[place..<end])
            place = end
        }
        return out
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// Returns the offset after the bracket that closes a tag.
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

    /// Returns the path relative to the root of the site, `nil` for an address outside of the site or inside the page.
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
