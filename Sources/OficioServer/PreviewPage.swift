import OficioBasics
internal import CMicroHTTPD

/// Prepares files of the site for the preview.
enum PreviewPage {
    /// Returns the page with the preview script added, and with a content security policy that allows the script to
    /// contact this server.
    static func withPreviewScript(_ page: [UInt8]) -> [UInt8] {
        var text = String(decoding: page, as: UTF8.self)
        if !text.contains("connect-src") {
            text = text.replacing(
                "; form-action 'self'", with: "; connect-src 'self'; form-action 'self'", maxReplacements: 1)
        }
        return Array(
            text.replacing("</head>", with: "<script src=\"/-oficio/vista.js\"></script>\n</head>", maxReplacements: 1)
                .utf8)
    }

    /// Returns the page without scripts, for a frame in which scripts must not run.
    static func withoutScripts(_ page: [UInt8]) -> [UInt8] {
        var rest = String(decoding: page, as: UTF8.self)[...]
        var text = ""
        while let start = rest.firstRange(of: "<script") {
            text += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            rest = rest.firstRange(of: "</script>").map { rest[$0.upperBound...] } ?? ""
        }
        return Array((text + rest).utf8)
    }

    /// Returns the page with a link to the form that edits its document.
    static func withEditLink(_ page: [UInt8], _ link: String, _ words: String) -> [UInt8] {
        return Array(
            String(decoding: page, as: UTF8.self).replacing(
                "</body>", with: "<p id=\"oficio-editar\"><a href=\"\(link.escapedForHTML)\">\(words)</a></p>\n</body>",
                maxReplacements: 1
            ).utf8)
    }

    /// Returns a tag for the content of a file: its 64-bit FNV-1a hash in hexadecimal.
    static func entityTag(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return String(hash, radix: 16)
    }

    /// Returns the bytes compressed with gzip; nil if the result would be more than 64 bytes longer.
    static func gzipped(_ bytes: [UInt8]) -> [UInt8]? {
        var out = [UInt8](repeating: 0, count: bytes.count + 64)
        let length = oficio_gzip(bytes, UInt(bytes.count), &out, UInt(out.count))
        return length > 0 ? Array(out.prefix(Int(length))) : nil
    }
}
