/// Lists the parts of office packages that contain only the document: text, styles, pictures.
enum DocumentParts {
    /// Whether office programs write a part for the document itself. Other parts may contain anything.
    static func isKnown(_ name: String) -> Bool {
        if name.hasSuffix("/") || name.hasSuffix(".rels") || names.contains(name) { return true }
        let parts = name.split(separator: "/").map(String.init)
        guard let file = parts.last, parts.count > 1 else { return false }
        let folder = parts.dropLast().joined(separator: "/")
        if folders.contains(where: { folder == $0 || folder.hasPrefix($0 + "/") }) { return true }
        let stem = file.prefix { $0.isLetter }
        return parts.count == 2 && file.hasSuffix(".xml") && files[parts[0]]?.contains(String(stem)) == true
    }

    private static let names: Set<String> = [
        "[Content_Types].xml", "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "mimetype",
        "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml", "manifest.rdf",
        "layout-cache", "docProps/thumbnail.jpeg", "docProps/thumbnail.png", "docProps/thumbnail.emf",
    ]

    private static let folders = [
        "word/media", "word/theme", "word/charts", "word/diagrams", "xl/media", "xl/theme", "xl/worksheets",
        "xl/drawings", "xl/charts", "xl/tables", "xl/chartsheets", "ppt/media", "ppt/theme", "ppt/slides",
        "ppt/slideLayouts", "ppt/slideMasters", "ppt/charts", "ppt/diagrams", "Pictures", "Thumbnails",
        "Configurations2",
    ]

    /// The beginnings of the names of parts that contain only the document, by folder.
    private static let files: [String: Set<String>] = [
        "word": [
            "document", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "numbering", "footnotes",
            "endnotes", "header", "footer",
        ],
        "xl": ["workbook", "styles", "sharedStrings", "calcChain", "metadata"],
        "ppt": ["presentation", "presProps", "viewProps", "tableStyles"],
    ]
}
