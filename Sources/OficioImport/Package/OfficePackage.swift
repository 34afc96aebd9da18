import Diagnostics

/// An OPC package (ISO/IEC 29500-2): parts, their relationships and content types. DOCX and XLSX
/// are such packages.
struct OfficePackage {
    struct Relationship {
        var id: String
        /// The last part of the relationship's type: *image*, *header*, *comments*.
        var type: String
        /// The name of the part that the relationship leads to, or its address if it is outside of the package.
        var target: String
        var isExternal: Bool
    }

    let archive: ZIPArchive
    /// The content types by lower-case part name, and by extension.
    private var overrides: [String: String] = [:]
    private var defaults: [String: String] = [:]

    static let namespaces: [String: String] = [
        "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
        "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "cup",
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes": "vt",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://purl.org/dc/terms/": "dcterms",
    ]

    init(_ archive: ZIPArchive) throws(ImportRefusal) {
        self.archive = archive
        guard let bytes = try archive.bytes("[Content_Types].xml") else {
            throw ImportRefusal(
                .notThatFormat,
                Localized(
                    es: "no es un archivo de Office: le falta la lista de sus partes",
                    en: "not an Office file: the list of its parts is missing"))
        }
        let tree = try XMLTree(bytes, prefixes: Self.namespaces, part: "[Content_Types].xml")
        for node in tree.root?.children ?? XMLNode.none {
            guard let type = node["ContentType"] else { continue }
            if let name = node["PartName"] { overrides[String(name.drop { $0 == "/" }).lowercased()] = type }
            if let end = node["Extension"] { defaults[end.lowercased()] = type }
        }
    }

    func contentType(_ part: String) -> String? {
        overrides[part.lowercased()] ?? part.split(separator: ".").last.flatMap { defaults[$0.lowercased()] }
    }

    /// Returns the names of the parts whose content type contains some words, in the order of the
    /// file.
    func parts(ofType words: String) -> [String] { archive.names.filter { contentType($0)?.contains(words) ?? false } }

    /// Whether the package holds macros, which are never read.
    var hasMacros: Bool {
        archive.names.contains {
            $0.lowercased().hasSuffix("vbaproject.bin") || contentType($0)?.contains("vbaProject") ?? false
        }
    }

    /// Returns the relationships of a part, or those of the package for an empty name.
    func relationships(of part: String) throws(ImportRefusal) -> [Relationship] {
        let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
        let folder = String(part[..<slash])
        guard let bytes = try archive.bytes("\(folder)_rels/\(part[slash...]).rels") else { return [] }
        let tree = try XMLTree(bytes, prefixes: Self.namespaces, part: "\(part).rels")
        var found: [Relationship] = []
        for node in tree.root?.children ?? XMLNode.none {
            guard let id = node["Id"], let target = node["Target"] else { continue }
            let isExternal = node["TargetMode"] == "External"
            let type = (node["Type"] ?? "").split(separator: "/").last.map(String.init) ?? ""
            found.append(
                Relationship(
                    id: id, type: type, target: isExternal ? target : Self.resolve(target, from: folder),
                    isExternal: isExternal))
        }
        return found
    }

    /// Returns the name of the part that a target means: relative to the folder, or from the root
    /// if it begins with a slash.
    static func resolve(_ target: String, from folder: String) -> String {
        let path = target.hasPrefix("/") ? target : folder + target
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    /// Returns a parsed part; nil if the package has no part of that name.
    func tree(_ part: String, prefixes: [String: String]) throws(ImportRefusal) -> XMLTree? {
        guard let bytes = try archive.bytes(part) else { return nil }
        return try XMLTree(bytes, prefixes: prefixes, part: part)
    }

    /// Returns title, authors, dates and custom properties.
    func properties() throws(ImportRefusal) -> [LocatedDocument.Property] {
        var found: [LocatedDocument.Property] = []
        for relationship in try relationships(of: "")
        where relationship.type.hasSuffix("properties") && !relationship.isExternal {
            guard let root = try tree(relationship.target, prefixes: Self.namespaces)?.root else { continue }
            for node in root.children {
                let local = node.name.split(separator: ":").last.map(String.init) ?? node.name
                let value = PlainText.clean(node.text)
                if !value.isEmpty { found.append(.init(name: node["name"] ?? local, value: value)) }
            }
        }
        return found
    }
}

extension XMLNode {
    /// An empty sequence, for a tree without a root.
    static var none: Children { Children.empty }
}
