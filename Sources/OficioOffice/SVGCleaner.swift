internal import CXML2

/// Removes active content and outside references from an SVG picture: scripts, event handlers, embedded pages, and
/// references other than to the picture itself or to pictures embedded in it (SVG 2, § 2.3 and 5.7). Also removes all
/// elements and attributes that `SVGNames` does not list: comments, metadata, data of drawing programs. Uses libxml2.
package enum SVGCleaner {
    /// The result of cleaning a picture.
    package struct Outcome: Sendable {
        /// The cleaned picture; the original bytes if nothing was removed.
        package let bytes: [UInt8]
        /// The names of the active content, unknown elements and uncleanable embedded files that were removed,
        /// sorted, without duplicates.
        package let removed: [String]
    }

    /// Returns the cleaned picture; nil if the bytes are not a complete SVG document, or 64 MiB or more. With
    /// `isPublic`, names that nothing refers to, elements that draw nothing, embedded fonts, and metadata of embedded
    /// pictures are removed as well.
    package static func clean(_ bytes: [UInt8], isPublic: Bool = false) -> Outcome? {
        // The parser has no network access, opens no external files and expands no entities. The content of entities is
        // never examined, so references to them are removed.
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        guard bytes.count < 1 << 26 else { return nil }
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil, options)
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        guard let root = xmlDocGetRootElement(document), name(root) == "svg",
            [SVGNames.space, ""].contains(space(root))
        else { return nil }
        var removed: Set<String> = []
        // Entities can contain markup, and declared attributes act like written ones.
        if let subset = document.pointee.intSubset, subset.pointee.children != nil { removed.insert("<!DOCTYPE … []>") }
        var node = document.pointee.children
        while let current = node {
            node = current.pointee.next
            if current.pointee.type == XML_PI_NODE { removed.insert("<?\(String(cString: current.pointee.name))?>") }
        }
        var notes = SVGMetadata(isPublic: isPublic)
        notes.remove(from: root, document)
        let hasNotes = notes.found
        removed.formUnion(notes.unclean)
        clean(root, &removed)
        if hasNotes || !removed.isEmpty { SVGMetadata.removeNamespaces(of: root) }
        guard hasNotes || !removed.isEmpty else { return Outcome(bytes: bytes, removed: []) }
        guard let buffer = xmlBufferCreate() else { return nil }
        defer { xmlBufferFree(buffer) }
        guard xmlNodeDump(buffer, document, root, 0, 0) >= 0, let content = xmlBufferContent(buffer) else { return nil }
        let text = UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer)))
        return Outcome(
            bytes: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + text + [0x0A], removed: removed.sorted()
        )
    }

    private typealias Node = UnsafeMutablePointer<_xmlNode>

    private static let animations: Set<String> = [
        "animate", "set", "animatetransform", "animatemotion", "animatecolor",
    ]
    /// Attributes that are removed regardless of their value, because they may load a resource.
    static let leading: Set<String> = [
        "base", "src", "srcset", "srcdoc", "action", "formaction", "ping", "data", "codebase", "archive", "background",
        "poster",
    ]

    // MARK: Elements

    private static func clean(_ element: Node, _ removed: inout Set<String>) {
        cleanAttributes(of: element, &removed)
        var child = element.pointee.children
        while let node = child {
            child = node.pointee.next
            guard let reason = reasonToRemove(node) else {
                if node.pointee.type == XML_ELEMENT_NODE { clean(node, &removed) }
                continue
            }
            removed.insert(reason)
            xmlUnlinkNode(node)
            xmlFreeNode(node)
        }
    }

    /// Returns the name under which a node to remove is reported; nil if the node stays.
    private static func reasonToRemove(_ node: Node) -> String? {
        switch node.pointee.type {
        case XML_ENTITY_REF_NODE: return "&\(String(cString: node.pointee.name));"
        case XML_PI_NODE: return "<?\(String(cString: node.pointee.name))?>"
        case XML_ELEMENT_NODE: break
        default: return nil
        }
        let name = name(node), shown = "<\(name)>"
        guard [SVGNames.space, ""].contains(space(node)), SVGNames.elements.contains(name) else { return shown }
        if animations.contains(name.lowercased()) {
            let target = (attribute(node, "attributeName") ?? "").lowercased()
            let changed = target.split(separator: ":").last.map { String($0).filter { !$0.isWhitespace } } ?? ""
            if changed == "href" || changed.hasPrefix("on") || leading.contains(changed) { return shown }
        }
        if name.lowercased() == "style", !isHarmless(style: content(node)) { return shown }
        return nil
    }

    // MARK: Attributes

    private static func cleanAttributes(of element: Node, _ removed: inout Set<String>) {
        var attribute = element.pointee.properties
        while let current = attribute {
            attribute = current.pointee.next
            let name = String(cString: current.pointee.name)
            guard !isHarmless(name.lowercased(), current) else { continue }
            removed.insert(name)
            xmlRemoveProp(current)
        }
    }

    private static func isHarmless(_ name: String, _ attribute: UnsafeMutablePointer<_xmlAttr>) -> Bool {
        var child = attribute.pointee.children
        while let current = child {
            if current.pointee.type == XML_ENTITY_REF_NODE { return false }
            child = current.pointee.next
        }
        if name.hasPrefix("on") || leading.contains(name) { return false }
        let value = attribute.pointee.children.flatMap { xmlNodeListGetString(attribute.pointee.doc, $0, 1) }
        defer { if let value { oficio_xml_free(value) } }
        let text = value.map { String(cString: $0) } ?? ""
        let bare = text.lowercased().filter { !$0.isWhitespace && ($0.unicodeScalars.first?.value ?? 0) > 0x1F }
        if bare.contains("javascript:") || bare.contains("vbscript:") || bare.contains("data:text/")
            || bare.contains("data:image/svg")
        {
            return false
        }
        if name == "href" { return bare.isEmpty || bare.hasPrefix("#") || isPicture(bare) }
        if name == "style" || text.contains("(") && (text.contains("\\") || bare.contains("url(")) {
            return isHarmless(style: text)
        }
        return true
    }

    static func isPicture(_ address: String) -> Bool {
        ["png", "jpeg", "jpg", "gif", "webp", "avif"].contains {
            address.hasPrefix("data:image/\($0);") || address.hasPrefix("data:image/\($0),")
        }
    }

    /// Whether CSS rules refer to nothing outside the picture. Escapes could hide anything, so rules with escapes are
    /// not harmless.
    private static func isHarmless(style: String) -> Bool {
        var rest = style.lowercased()[...]
        if ["\\", "@import", "@charset", "@namespace", "expression(", "-moz-binding", "behavior", "javascript:"]
            .contains(where: { rest.contains($0) })
        {
            return false
        }
        var left = ""
        while let open = rest.firstRange(of: "url(") {
            left += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstIndex(of: ")") else { return false }
            let address = rest[open.upperBound..<close].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
            let isFont =
                address.hasPrefix("data:font/") || address.hasPrefix("data:application/font")
                || address.hasPrefix("data:application/x-font")
            guard address.hasPrefix("#") || isFont else { return false }
            rest = rest[rest.index(after: close)...]
        }
        left += rest
        return !["//", "image-set(", "image(", "src(", "cross-fade(", "element("].contains { left.contains($0) }
    }

    // MARK: Reading

    private static func name(_ node: Node) -> String { String(cString: node.pointee.name) }

    private static func space(_ node: Node) -> String {
        node.pointee.ns?.pointee.href.map { String(cString: $0) } ?? ""
    }

    private static func attribute(_ node: Node, _ name: String) -> String? {
        guard let value = xmlGetNoNsProp(node, name) else { return nil }
        defer { oficio_xml_free(value) }
        return String(cString: value)
    }

    private static func content(_ node: Node) -> String {
        guard let value = xmlNodeGetContent(node) else { return "" }
        defer { oficio_xml_free(value) }
        return String(cString: value)
    }
}
