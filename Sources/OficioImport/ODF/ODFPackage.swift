import Diagnostics

/// An OpenDocument package (ISO/IEC 26300) with its parts.
struct ODFPackage {
    let archive: ZIPArchive

    private static let urns = [
        "office", "style", "text", "table", "drawing", "meta", "datastyle", "form", "script", "manifest",
    ]

    static let prefixes: [String: String] = {
        var prefixes: [String: String] = [
            "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
            "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
            "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
            "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0": "field",
            "http://www.w3.org/1999/xlink": "xlink", "http://purl.org/dc/elements/1.1/": "dc",
            "http://www.w3.org/XML/1998/namespace": "xml",
        ]
        for name in urns {
            let prefix = name == "drawing" ? "draw" : name == "datastyle" ? "number" : name
            prefixes["urn:oasis:names:tc:opendocument:xmlns:\(name):1.0"] = prefix
        }
        return prefixes
    }()

    /// Opens a package; throws a refusal for an encrypted file.
    init(_ archive: ZIPArchive) throws(ImportRefusal) {
        self.archive = archive
        if let manifest = try tree("META-INF/manifest.xml")?.root,
            !manifest.descendants("manifest:encryption-data").isEmpty
        {
            throw ImportRefusal.encrypted
        }
    }

    func tree(_ part: String) throws(ImportRefusal) -> XMLTree? {
        guard let bytes = try archive.bytes(part) else { return nil }
        return try XMLTree(bytes, prefixes: Self.prefixes, part: part)
    }

    var hasMacros: Bool { archive.names.contains { $0.hasPrefix("Basic/") || $0.hasPrefix("Scripts/") } }

    func properties() throws(ImportRefusal) -> [LocatedDocument.Property] {
        var found: [LocatedDocument.Property] = []
        for node in try tree("meta.xml")?.root?.child("office:meta")?.children ?? XMLNode.none {
            let value = PlainText.clean(node.text)
            if !value.isEmpty {
                found.append(
                    .init(name: node["meta:name"] ?? String(node.name.split(separator: ":").last ?? ""), value: value))
            }
        }
        return found
    }
}

/// Returns a length of OpenDocument in points: *2.5cm*, *0.39in*, *12pt*; nil for other texts.
func odfPoints(_ text: String?) -> Double? {
    guard let text else { return nil }
    let units: [(String, Double)] = [
        ("cm", 72 / 2.54), ("mm", 72 / 25.4), ("in", 72), ("pt", 1), ("pc", 12), ("px", 0.75),
    ]
    for (unit, factor) in units where text.hasSuffix(unit) {
        return Double(text.dropLast(unit.count)).map { $0 * factor }
    }
    return nil
}
