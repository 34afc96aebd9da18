/// The prefixes by which the reader names the elements of a Word file, in the transitional and the
/// strict format.
enum DOCXNamespaces {
    static let prefixes: [String: String] = [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
        "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
        "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
        "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
        "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
        "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
        "http://purl.oclc.org/ooxml/drawingml/main": "a",
        "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
        "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
        "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
        "http://purl.oclc.org/ooxml/drawingml/chart": "c",
        "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
        "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
        "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
        "http://purl.oclc.org/ooxml/officeDocument/math": "m",
        "urn:schemas-microsoft-com:vml": "v",
        "urn:schemas-microsoft-com:office:office": "o",
    ]
}

extension XMLNode {
    /// Whether a toggle element such as `w:b` is on; true if the element has no value.
    var isOn: Bool { Self.isTrue(self["val"]) }

    static func isTrue(_ value: String?) -> Bool {
        switch value {
        case "0", "false", "off", "none": false
        default: true
        }
    }

    /// Returns a whole number in an attribute; nil for a number beyond ±2³⁰, so that sums of two numbers never
    /// overflow.
    func int(_ name: String) -> Int? {
        self[name].flatMap { Int($0) }.flatMap { (-(1 << 30)...1 << 30).contains($0) ? $0 : nil }
    }

    /// Returns a length in points from an attribute in twentieths of a point; `nil` if the attribute is missing or no
    /// number.
    func points(_ name: String) -> Double? { self[name].flatMap { Double($0) }.map { $0 / 20 } }
}
