import CXML2
import Foundation

/// A page parsed by libxml2's HTML parser.
public struct HTMLDocument {
    /// The values of `href` and `src`, in document order.
    public private(set) var links: [String] = []
    /// The values of `id`, in document order.
    public private(set) var ids: [String] = []
    /// The element names of headings, in document order: `h1`, `h2` …
    public private(set) var headings: [String] = []
    /// The text of the page, and the values of `datetime`, `title` and `alt`.
    public private(set) var text = ""

    public init(_ data: Data) {
        let bytes = [UInt8](data)
        let options = Int32(HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue)
        let document = bytes.withUnsafeBytes { buffer in
            htmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, "UTF-8", options)
        }
        guard let document else { return }
        defer { xmlFreeDoc(document) }
        walk(xmlDocGetRootElement(document))
    }

    private mutating func walk(_ start: UnsafeMutablePointer<_xmlNode>?) {
        var node = start
        while let current = node {
            if current.pointee.type == XML_TEXT_NODE || current.pointee.type == XML_CDATA_SECTION_NODE {
                if let content = current.pointee.content { text += String(cString: content) + " " }
            }
            if current.pointee.type == XML_ELEMENT_NODE { visit(current) }
            node = current.pointee.next
        }
    }

    private mutating func visit(_ element: UnsafeMutablePointer<_xmlNode>) {
        let name = String(cString: element.pointee.name)
        if name.count == 2, name.hasPrefix("h"), name.last?.isNumber == true { headings.append(name) }
        for attribute in ["href", "src"] { if let value = value(element, attribute) { links.append(value) } }
        if let id = value(element, "id") { ids.append(id) }
        for attribute in ["datetime", "title", "alt"] {
            if let value = value(element, attribute) { text += value + " " }
        }
        if !["script", "style"].contains(name) { walk(element.pointee.children) }
    }

    private func value(_ element: UnsafeMutablePointer<_xmlNode>, _ name: String) -> String? {
        var attribute = element.pointee.properties
        while let current = attribute {
            if String(cString: current.pointee.name) == name {
                var text = ""
                var part = current.pointee.children
                while let node = part {
                    if let content = node.pointee.content { text += String(cString: content) }
                    part = node.pointee.next
                }
                return text
            }
            attribute = current.pointee.next
        }
        return nil
    }
}
