/// Lists the words of office documents that only some readers meet: alternative texts, titles of controls.
package enum OfficeTexts {
    /// Returns the first of these words, each once, in order; at most five.
    package static func spoken(in bytes: [UInt8]) -> [String] {
        guard let archive = try? ZIPArchive(bytes, limits: ReadingLimits()) else { return [] }
        var found: [String] = []
        func add(_ words: String) {
            let words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let shown = words.count > 60 ? words.prefix(60) + "…" : words[...]
            if !words.isEmpty, found.count < 5, !found.contains(String(shown)) { found.append(String(shown)) }
        }
        let folders = ["word/", "xl/drawings/", "ppt/slides/", "content.xml"]
        for name in archive.names where [".xml", ".vml"].contains(where: name.hasSuffix) {
            guard folders.contains(where: name.hasPrefix), let part = try? archive.bytes(name) else { continue }
            _ = XMLTags.rewriting(part) { element, tag in
                let attributes: [String] =
                    switch element {
                    case "w:alias": ["w:val"]
                    case "wp:docPr", "pic:cNvPr", "xdr:cNvPr", "p:cNvPr", "wps:cNvPr": ["descr", "title"]
                    case "v:shape", "v:rect", "v:imagedata": ["alt"]
                    default: []
                    }
                for attribute in attributes {
                    if let range = XMLTags.value(of: attribute, in: tag) { add(String(tag[range])) }
                }
                return nil
            }
            guard name == "content.xml" else { continue }
            let text = String(decoding: part, as: UTF8.self)
            for mark in ["<svg:title>", "<svg:desc>"] {
                for piece in text.split(separator: mark).dropFirst() { add(String(piece.prefix { $0 != "<" })) }
            }
        }
        return found
    }
}
