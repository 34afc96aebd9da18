/// The kind of a file by its first bytes.
enum FileKind {
    case empty
    /// A ZIP package: DOCX, XLSX, ODT, ODS.
    case zip
    /// An OLE compound file: DOC, XLS, or an encrypted DOCX or XLSX.
    case compound
    case pdf
    case rtf
    case html
    /// Text in lines: CSV.
    case text
    /// Markdown with or without front matter.
    case markdown
    case unknown

    init(_ bytes: [UInt8], fileName: String) {
        func begins(_ start: [UInt8]) -> Bool { bytes.starts(with: start) }
        let ending = fileName.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if bytes.isEmpty {
            self = .empty
        } else if begins([0x50, 0x4B]) {
            self = .zip
        } else if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .compound
        } else if bytes.prefix(1024).indices.contains(where: { bytes[$0...].starts(with: Array("%PDF-".utf8)) }) {
            self = .pdf
        } else if begins(Array("{\\rtf".utf8)) {
            self = .rtf
        } else if ["html", "htm", "xhtml"].contains(ending) {
            self = .html
        } else if ["md", "markdown", "mdx"].contains(ending) {
            self = .markdown
        } else if ["csv", "tsv", "txt", "tab"].contains(ending) {
            self = .text
        } else {
            let start = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased()
            self = start.contains("<html") || start.contains("<!doctype html") ? .html : .unknown
        }
    }
}
