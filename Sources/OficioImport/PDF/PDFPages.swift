import Diagnostics

/// A word on a page, as poppler finds it: the text between two spaces.
struct PDFWord {
    var text: String
    var box: LocatedDocument.Box
    /// The line and the block that poppler puts it in, counted over the whole file.
    var line: Int
    var block: Int
}

/// The words of every page with their boxes (`pdftotext -bbox-layout`).
struct PDFPages {
    struct Page {
        var width: Double
        var height: Double
        var words: [PDFWord] = []
    }

    private(set) var pages: [Page] = []

    init(_ tools: PDFTools) throws(ImportRefusal) {
        guard var bytes = tools.output("pdftotext", ["-bbox-layout", "-enc", "UTF-8"], toStandardOutput: true) else {
            throw ZIPArchive.damaged
        }
        // Remove the document type that the tool writes, and characters that XML does not allow.
        if let end = bytes.prefix(300).firstIndex(of: UInt8(ascii: ">")), bytes.starts(with: Array("<!DOCTYPE".utf8)) {
            bytes.removeSubrange(...end)
        }
        for index in bytes.indices where bytes[index] < 0x20 && bytes[index] != 0x0A { bytes[index] = 0x20 }
        guard let start = bytes.firstRange(of: Array("<body>".utf8)), let end = bytes.lastIndex(of: UInt8(ascii: ">"))
        else { throw ZIPArchive.damaged }
        // Read only the body: the head holds the properties of the file, which may not be XML.
        var body = Array(bytes[start.lowerBound...end])
        if let close = body.lastRange(of: Array("</html>".utf8)) { body.removeSubrange(close.lowerBound...) }
        let tree = try XMLTree(body, prefixes: [:], part: "PDF")
        var line = 0
        var block = 0
        for node in tree.root?.descendants("page") ?? [] {
            var page = Page(width: number(node, "width"), height: number(node, "height"))
            for group in node.descendants("block") {
                for row in group.children where row.name == "line" {
                    for word in row.children where word.name == "word" {
                        let box = LocatedDocument.Box(
                            left: number(word, "xMin"), top: number(word, "yMin"), right: number(word, "xMax"),
                            bottom: number(word, "yMax"))
                        if !word.text.isEmpty {
                            page.words.append(.init(text: word.text, box: box, line: line, block: block))
                        }
                    }
                    line += 1
                }
                block += 1
            }
            pages.append(page)
        }
    }

    private func number(_ node: XMLNode, _ name: String) -> Double { node[name].flatMap { Double($0) } ?? 0 }
}

extension [UInt8] {
    /// Returns the first place of a sequence of bytes; nil if there is none.
    func firstRange(of other: [UInt8]) -> Range<Int>? {
        indices.first { self[$0] == other[0] && self[$0...].starts(with: other) }.map { $0..<$0 + other.count }
    }

    /// Returns the last place of a sequence of bytes; nil if there is none.
    func lastRange(of other: [UInt8]) -> Range<Int>? {
        indices.last { self[$0] == other[0] && self[$0...].starts(with: other) }.map { $0..<$0 + other.count }
    }
}
