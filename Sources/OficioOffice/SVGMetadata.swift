internal import CXML2
import OficioBasics

/// Removes the parts of an SVG picture that draw nothing: comments, metadata, elements and attributes of drawing
/// programs, and characters outside of texts.
struct SVGMetadata {
    /// Whether any part was removed.
    private(set) var found = false
    /// The names of attributes that held pictures which could not be cleaned, and `@font-face` for embedded fonts.
    private(set) var unclean: Set<String> = []
    private let isPublic: Bool
    /// The words in attribute values and styles. An id or class that is not among them is unused.
    private var words: Set<Substring> = []
    private var styleWords: Set<Substring> = []
    /// The parts that a public build leaves out because they draw nothing.
    private var undrawn = UndrawnElements()

    typealias Node = UnsafeMutablePointer<_xmlNode>

    /// Prepares the removal; `isPublic` as in `SVGCleaner`.
    init(isPublic: Bool) { self.isPublic = isPublic }

    /// Removes the parts that draw nothing from a document.
    mutating func remove(from root: Node, _ document: UnsafeMutablePointer<_xmlDoc>) {
        // The picture is written from its root, so comments before and after it disappear.
        var node = document.pointee.children
        while let current = node {
            node = current.pointee.next
            if current.pointee.type == XML_COMMENT_NODE { found = true }
        }
        if let type = document.pointee.intSubset {
            func isOther(_ text: UnsafePointer<xmlChar>?, _ start: String) -> Bool {
                text.map { !String(cString: $0).hasPrefix(start) } ?? false
            }
            if isOther(type.pointee.SystemID, "http://www.w3.org/") || isOther(type.pointee.ExternalID, "-//W3C//") {
                found = true
            }
        }
        if isPublic { collectWords(root) }
        remove(in: root)
    }

    // MARK: Elements

    private mutating func remove(in element: Node) {
        let name = Self.name(element)
        removeAttributes(of: element)
        if name == "style" { removeComments(of: element) }
        var child = element.pointee.children
        while let node = child {
            child = node.pointee.next
            switch node.pointee.type {
            case XML_ELEMENT_NODE
            where Self.isOfDrawingProgram(node) || isPublic && undrawn.drawsNothing(node, usedNames: words):
                drop(node)
            case XML_ELEMENT_NODE: remove(in: node)
            case XML_COMMENT_NODE: drop(node)
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                if !SVGNames.textElements.contains(name), xmlIsBlankNode(node) == 0 { drop(node) }
            default: break
            }
        }
    }

    /// Whether an element belongs to a drawing program, which browsers ignore.
    private static func isOfDrawingProgram(_ node: Node) -> Bool {
        let space = node.pointee.ns?.pointee.href.map { String(cString: $0) } ?? ""
        return inertSpaces.contains { space.hasPrefix($0) } || space == SVGNames.space && name(node) == "metadata"
    }

    /// Beginnings of the namespace names of drawing programs. Elements of other namespaces are reported.
    private static let inertSpaces = [
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns", "http://web.resource.org/cc/",
        "http://purl.org/dc/",
        "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/",
        "http://inkscape.sourceforge.net/", "http://ns.adobe.com/",
        "http://www.bohemiancoding.com/sketch/ns", "http://www.serif.com/", "http://www.figma.com/figma/ns",
        "http://www.vectornator.io", "http://xmlns.com/foaf/",
    ]

    private mutating func drop(_ node: Node) {
        found = true
        xmlUnlinkNode(node)
        xmlFreeNode(node)
    }

    // MARK: Attributes

    private mutating func removeAttributes(of element: Node) {
        var attribute = element.pointee.properties
        while let current = attribute {
            attribute = current.pointee.next
            let name = String(cString: current.pointee.name)
            guard Self.isKept(name, current.pointee.ns?.pointee.href.map { String(cString: $0) }) else {
                found = true
                xmlRemoveProp(current)
                continue
            }
            let value = Self.value(current)
            guard let shown = cleanedValue(value, of: name) else {
                found = true
                xmlRemoveProp(current)
                continue
            }
            if shown == value { continue }
            found = true
            xmlSetNsProp(element, current.pointee.ns, name, shown)
        }
    }

    /// Whether an attribute is on the lists of `SVGNames`, or is one that `SVGCleaner` reports.
    private static func isKept(_ name: String, _ space: String?) -> Bool {
        switch space {
        case nil, "":
            let folded = name.lowercased()
            return SVGNames.attributes.contains(name) || folded.hasPrefix("on") || SVGCleaner.leading.contains(folded)
        case SVGNames.links: return SVGNames.linkAttributes.contains(name)
        case SVGNames.xml: return SVGNames.xmlAttributes.contains(name)
        default: return false
        }
    }

    /// Returns the value without comments of CSS, names that nothing refers to, and metadata of an embedded picture;
    /// nil if the attribute is to be removed.
    private mutating func cleanedValue(_ value: String, of name: String) -> String? {
        if name == "href" { return isPublic ? picture(value) : value }
        let value = Self.withoutComments(value)
        guard isPublic else { return value }
        switch name {
        case "style": return publicStyle(value)
        case "id": return words.contains(value[...]) ? value : nil
        case "class":
            let used = value.split(whereSeparator: \.isWhitespace).filter(styleWords.contains)
            return used.isEmpty ? nil : used.joined(separator: " ")
        default: return value
        }
    }

    /// Returns an address unchanged, or an embedded picture without its metadata; if that picture cannot be cleaned,
    /// adds `href` to `unclean` and returns nil.
    private mutating func picture(_ address: String) -> String? {
        guard SVGCleaner.isPicture(address.lowercased().filter { !$0.isWhitespace }) else { return address }
        guard let comma = address.firstIndex(of: ","), address[..<comma].lowercased().contains("base64"),
            let cleaned = PictureMetadata.withoutMetadata(Base64.bytes(of: address[address.index(after: comma)...])),
            let type = PictureTypes.type(of: cleaned)
        else {
            unclean.insert("href")
            return nil
        }
        return "data:image/\(type);base64,\(Base64.text(cleaned))"
    }

    // MARK: Styles

    private mutating func removeComments(of style: Node) {
        let text = Self.content(style)
        let bare = Self.withoutComments(text)
        let shown = isPublic ? publicStyle(bare) : bare
        guard shown != text else { return }
        found = true
        xmlNodeSetContent(style, nil)
        xmlNodeAddContent(style, shown)
    }

    /// Returns CSS without embedded fonts, which contain names, without unused custom properties, and without
    /// properties of one program such as `-inkscape-font-specification`. Adds `@font-face` to `unclean` for an
    /// embedded font.
    private mutating func publicStyle(_ css: String) -> String {
        var out = ""
        var rest = css[...]
        while let open = rest.firstRange(of: "url(") {
            let address = rest[open.upperBound...].drop { $0.isWhitespace || "\"'".contains($0) }
            let end = rest[open.upperBound...].firstIndex(of: ")") ?? rest.endIndex
            let isEmbedded = address.prefix(5).lowercased() == "data:"
            if isEmbedded { unclean.insert("@font-face") }
            out += isEmbedded ? rest[..<open.lowerBound] + "local(x" : rest[..<end]
            rest = rest[end...]
        }
        out += rest
        let parts = out.split(omittingEmptySubsequences: false) { "{;}".contains($0) }
        for part in parts {
            let own = part.drop { $0.isWhitespace }
            let name = own.prefix { $0 != ":" && !$0.isWhitespace }
            let isOwn = name.hasPrefix("--") && !out.contains("var(\(name)")
            let isForeign = name.hasPrefix("-") && !name.hasPrefix("--")
            if isOwn || isForeign { out = out.replacing(part, with: "") }
        }
        return out
    }

    private static func withoutComments(_ css: String) -> String {
        var out = ""
        var rest = css[...]
        while let open = rest.firstRange(of: "/*") {
            out += rest[..<open.lowerBound] + " "
            rest = rest[open.upperBound...].firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
        }
        return out.isEmpty ? css : out + rest
    }

    // MARK: Names

    private mutating func collectWords(_ element: Node) {
        if Self.name(element) == "style" {
            let css = Self.withoutComments(Self.content(element))
            undrawn.read(style: css)
            let found = Self.words(css)
            styleWords.formUnion(found)
            words.formUnion(found)
        }
        var attribute = element.pointee.properties
        while let current = attribute {
            attribute = current.pointee.next
            let name = String(cString: current.pointee.name)
            if ["id", "d", "points", "transform"].contains(name) { continue }
            let value = Self.value(current)
            if !value.hasPrefix("data:") { words.formUnion(Self.words(Self.withoutComments(value))) }
        }
        var child = element.pointee.children
        while let node = child {
            child = node.pointee.next
            if node.pointee.type == XML_ELEMENT_NODE { collectWords(node) }
        }
    }

    private static func words(_ text: String) -> Set<Substring> {
        var words: Set<Substring> = []
        for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || "_-:.".contains($0)) }) {
            words.insert(word)
            words.formUnion(word.split(separator: "."))
        }
        return words
    }

    // MARK: Namespaces

    /// Removes the declarations of all namespaces but those of SVG and XLink, which no element and no attribute has
    /// any more.
    static func removeNamespaces(of element: Node) {
        var kept: UnsafeMutablePointer<_xmlNs>?
        var declared = element.pointee.nsDef
        element.pointee.nsDef = nil
        while let current = declared {
            declared = current.pointee.next
            let name = current.pointee.href.map { String(cString: $0) } ?? ""
            current.pointee.next = nil
            guard [SVGNames.space, SVGNames.links, ""].contains(name) else {
                xmlFreeNs(current)
                continue
            }
            if let last = kept { last.pointee.next = current } else { element.pointee.nsDef = current }
            kept = current
        }
        var child = element.pointee.children
        while let node = child {
            child = node.pointee.next
            if node.pointee.type == XML_ELEMENT_NODE { removeNamespaces(of: node) }
        }
    }

    // MARK: Reading

    private static func name(_ node: Node) -> String { String(cString: node.pointee.name) }

    private static func content(_ node: Node) -> String {
        guard let value = xmlNodeGetContent(node) else { return "" }
        defer { oficio_xml_free(value) }
        return String(cString: value)
    }

    private static func value(_ attribute: UnsafeMutablePointer<_xmlAttr>) -> String {
        guard let value = attribute.pointee.children.flatMap({ xmlNodeListGetString(attribute.pointee.doc, $0, 1) })
        else { return "" }
        defer { oficio_xml_free(value) }
        return String(cString: value)
    }
}
