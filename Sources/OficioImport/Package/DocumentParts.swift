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

    /// Whether relationships lead from the package to each of its parts. Nobody sees a part that nothing refers to, and
    /// it may hold an earlier text. True for a package without relationships, which no program opens, and for
    /// OpenDocument.
    static func areReached(_ names: [String], _ text: (String) -> String) -> Bool {
        guard names.contains("_rels/.rels") else { return true }
        var reached: Set<String> = ["[Content_Types].xml"]
        var left = [""]
        while let part = left.popLast() {
            let pieces = part.split(separator: "/")
            let folder = pieces.dropLast().map { $0 + "/" }.joined()
            let list = folder + "_rels/" + (pieces.last ?? "") + ".rels"
            guard names.contains(list), reached.insert(list).inserted else { continue }
            for piece in text(list).split(separator: "<") where piece.contains("Relationship ") {
                let tag = String(piece.prefix { $0 != ">" }).replacing("'", with: "\"")
                guard let range = XMLTags.value(of: "Target", in: tag) else { continue }
                let target = OfficePackage.resolve(String(tag[range]), from: folder)
                if reached.insert(target).inserted { left.append(target) }
            }
        }
        let folded = Set(reached.map { $0.lowercased() })
        return names.allSatisfy { folded.contains($0.lowercased()) || $0.hasSuffix("/") }
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
