import Diagnostics
internal import CXML2

/// A parsed XML part, read with libxml2: no document type, no entities but the five of XML, nothing
/// fetched.
final class XMLTree {
    private let document: UnsafeMutablePointer<xmlDoc>
    /// The prefix that readers use for a namespace, by its address.
    private let prefixes: [String: String]
    private var names: [NameKey: String] = [:]

    private struct NameKey: Hashable {
        var name: UnsafePointer<xmlChar>?
        var namespace: UnsafeMutablePointer<xmlNs>?
    }

    /// Parses a part of a package. `prefixes` holds the prefix by which readers name the elements
    /// of each namespace, by its address. Throws a refusal with the name `part` if the XML is
    /// damaged, declares a document type or is beyond ``MarkupBounds``.
    init(_ bytes: [UInt8], prefixes: [String: String], part: String) throws(ImportRefusal) {
        try MarkupBounds.check(bytes, isHTML: false, part: part)
        let options = Int32(
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
                | XML_PARSE_COMPACT.rawValue)
        guard bytes.count < Int32.max, let context = xmlNewParserCtxt() else { throw Self.damagedPartRefusal(part, 0) }
        defer { xmlFreeParserCtxt(context) }
        let parsed = bytes.withUnsafeBytes { buffer in
            xmlCtxtReadMemory(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil, options
            )
        }
        guard let parsed else {
            let error = xmlCtxtGetLastError(context)
            throw Self.damagedPartRefusal(part, Int(error?.pointee.line ?? 0))
        }
        guard parsed.pointee.intSubset == nil else {
            xmlFreeDoc(parsed)
            throw ImportRefusal(
                .hostile,
                Localized(
                    es: """
                        la parte «\(part)» declara un tipo de documento (DTD), lo que un archivo de oficina nunca hace
                        """,
                    en: "the part “\(part)” declares a document type (DTD), which an office file never does"))
        }
        document = parsed
        self.prefixes = prefixes
    }

    /// Parses HTML in UTF-8, even if it is malformed. Throws if libxml2 returns no document, or if the
    /// HTML is beyond ``MarkupBounds``.
    init(html: [UInt8]) throws(ImportRefusal) {
        try MarkupBounds.check(html, isHTML: true, part: "HTML")
        let options = Int32(
            HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_RECOVER.rawValue)
        let parsed = html.withUnsafeBytes { buffer in
            htmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count), nil, "UTF-8",
                options)
        }
        guard let parsed else { throw Self.damagedPartRefusal("HTML", 0) }
        document = parsed
        prefixes = [:]
    }

    deinit { xmlFreeDoc(document) }

    private static func damagedPartRefusal(_ part: String, _ line: Int) -> ImportRefusal {
        ImportRefusal(
            .damaged,
            Localized(
                es: "la parte «\(part)» no es XML válido (línea \(line)): el archivo está dañado o incompleto",
                en: "the part “\(part)” is not valid XML (line \(line)): the file is damaged or incomplete"))
    }

    var root: XMLNode? { xmlDocGetRootElement(document).map { XMLNode(tree: self, pointer: $0) } }

    /// Returns the name with the readers' prefix: `w:p`. Names are interned by libxml2, so each is made once.
    fileprivate func name(_ name: UnsafePointer<xmlChar>?, _ namespace: UnsafeMutablePointer<xmlNs>?) -> String {
        let key = NameKey(name: name, namespace: namespace)
        if let known = names[key] { return known }
        let local = name.map { String(cString: $0) } ?? ""
        var full = local
        if let href = namespace?.pointee.href {
            full = (prefixes[String(cString: href)] ?? "?") + ":" + local
        }
        names[key] = full
        return full
    }
}

/// An element of an ``XMLTree``.
struct XMLNode {
    fileprivate let tree: XMLTree
    fileprivate let pointer: UnsafeMutablePointer<xmlNode>

    /// The name of the element with the readers' prefix: `w:p`, or `?:p` in a namespace that readers do not
    /// know.
    var name: String { tree.name(pointer.pointee.name, pointer.pointee.ns) }

    /// Whether two nodes are the same element of the same tree.
    func isSame(_ other: XMLNode) -> Bool { pointer == other.pointer }

    /// Whether the element is, or contains, another element.
    func holds(_ node: XMLNode) -> Bool {
        var next: UnsafeMutablePointer<xmlNode>? = node.pointer
        while let current = next {
            if current == pointer { return true }
            next = current.pointee.parent
        }
        return false
    }

    /// The child elements of the element in order.
    var children: Children { Children(tree: tree, following: pointer.pointee.children) }

    struct Children: Sequence, IteratorProtocol {
        fileprivate let tree: XMLTree?
        fileprivate var following: UnsafeMutablePointer<xmlNode>?

        static var empty: Children { Children(tree: nil, following: nil) }

        mutating func next() -> XMLNode? {
            guard let tree else { return nil }
            while let current = following {
                following = current.pointee.next
                if current.pointee.type == XML_ELEMENT_NODE { return XMLNode(tree: tree, pointer: current) }
            }
            return nil
        }
    }

    /// A child that is an element or text.
    enum Content {
        case element(XMLNode)
        case text(String)
    }

    /// The element's child elements and texts in order.
    var contents: [Content] {
        var found: [Content] = []
        var next = pointer.pointee.children
        while let current = next {
            next = current.pointee.next
            switch current.pointee.type {
            case XML_ELEMENT_NODE: found.append(.element(XMLNode(tree: tree, pointer: current)))
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                if let content = current.pointee.content { found.append(.text(String(cString: content))) }
            default: break
            }
        }
        return found
    }

    /// Returns the first child element with a name; `nil` if there is none.
    func child(_ name: String) -> XMLNode? {
        for child in children where child.name == name { return child }
        return nil
    }

    /// Returns the element at the end of a path of child names; `nil` if one of them is missing.
    func child(_ path: String...) -> XMLNode? {
        var node: XMLNode? = self
        for step in path { node = node?.child(step) }
        return node
    }

    /// Returns all elements with a name below the element, in document order.
    func descendants(_ name: String) -> [XMLNode] {
        var found: [XMLNode] = []
        collect(name, into: &found)
        return found
    }

    private func collect(_ name: String, into found: inout [XMLNode]) {
        for child in children {
            if child.name == name { found.append(child) }
            child.collect(name, into: &found)
        }
    }

    /// The value of an attribute. A local name finds it in any namespace, a name with a prefix (`r:id`) only in
    /// the namespace of the prefix.
    subscript(_ name: String) -> String? {
        var next = pointer.pointee.properties
        let isQualified = name.utf8.contains(UInt8(ascii: ":"))
        while let current = next {
            next = current.pointee.next
            let full = tree.name(current.pointee.name, current.pointee.ns)
            guard
                full == name
                    || !isQualified && full.utf8.count > name.utf8.count && full.hasSuffix(name)
                        && full.utf8.dropLast(name.utf8.count).last == UInt8(ascii: ":")
            else { continue }
            guard let first = current.pointee.children else { return "" }
            if first.pointee.next == nil, let content = first.pointee.content { return String(cString: content) }
            guard let whole = xmlNodeListGetString(pointer.pointee.doc, first, 1) else { return "" }
            defer { oficio_xml_free(whole) }
            return String(cString: whole)
        }
        return nil
    }

    /// The text of the element and of everything below it.
    var text: String {
        guard let first = pointer.pointee.children else { return "" }
        if first.pointee.next == nil, first.pointee.type == XML_TEXT_NODE {
            return first.pointee.content.map { String(cString: $0) } ?? ""
        }
        guard let whole = xmlNodeGetContent(pointer) else { return "" }
        defer { oficio_xml_free(whole) }
        return String(cString: whole)
    }

    /// The line of the element's start tag in the part.
    var line: Int { Int(xmlGetLineNo(pointer)) }
}
