/// Takes names that authors chose, and no reader sees, out of the parts of office documents: those of bookmarks, of
/// controls and of drawings, and names of cells that nothing uses.
struct OfficeNames {
    /// Neutral names in place of those of bookmarks.
    private var bookmarks: [String: String] = [:]
    /// The names in formulas, in lower case.
    private var namesInFormulas: Set<String> = []

    /// Collects the names that a part declares, and the formulas that use names.
    mutating func collect(_ part: String, _ bytes: [UInt8]) {
        if part.hasPrefix("xl/") {
            let text = String(decoding: bytes, as: UTF8.self)
            for piece in text.split(separator: "<") {
                let name = piece.prefix { $0 != " " && $0 != ">" }.split(separator: ":").last ?? ""
                if Self.formulaNames.contains(String(name)) {
                    let words = (name == "hyperlink" ? piece : piece.drop { $0 != ">" }).lowercased()
                    for word in words.split(whereSeparator: { !$0.isLetter && !$0.isNumber && !"_.\\".contains($0) }) {
                        namesInFormulas.insert(String(word))
                    }
                }
            }
        }
        guard part.hasPrefix("word/") || part == "content.xml" || part == "styles.xml" else { return }
        _ = XMLTags.rewriting(bytes) { element, tag in
            let attribute =
                switch element {
                case "w:bookmarkStart": "w:name"
                case "text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start":
                    "text:name"
                default: ""
                }
            if !attribute.isEmpty, let range = XMLTags.value(of: attribute, in: tag) {
                let name = String(tag[range])
                if !Self.isMade(name), bookmarks[name] == nil { bookmarks[name] = "m\(bookmarks.count + 1)" }
            }
            return nil
        }
    }

    private static let formulaNames: Set<String> = [
        "f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula",
        "hyperlink",
    ]

    /// Whether an office program made the name of a bookmark itself.
    private static func isMade(_ name: String) -> Bool {
        let stem = name.prefix { !$0.isNumber }
        return made.contains(String(stem)) && name.dropFirst(stem.count).allSatisfy { $0.isNumber || $0 == "_" }
    }

    private static let made: Set<String> = [
        "_Toc", "_Ref", "_Hlk", "_GoBack", "__RefHeading__", "__RefHeading___Toc", "__DdeLink__", "Texto", "Text",
        "Casilla", "Check", "Listadesplegable", "Dropdown", "OLE_LINK", "m",
    ]

    /// Returns a part without the names; adds to `removed` what it has removed.
    func withoutNames(_ part: String, _ bytes: [UInt8], _ removed: inout Set<OfficeCleaner.Removed>) -> [UInt8] {
        let isText = part != "word/styles.xml" && part != "word/numbering.xml"
        let named = bookmarks.isEmpty ? bytes : withoutFieldNames(bytes)
        let whole = part == "xl/workbook.xml" ? withoutUnusedCells(named, &removed) : named
        let out = XMLTags.rewriting(whole) { element, tag in
            switch element {
            case "w:tag", "w:dataBinding", "w15:dataBinding": return tag.hasSuffix("/>") ? "" : nil
            case "w:bookmarkStart": return renamed("w:name", in: tag)
            case "w:name": return isText ? renamed("w:val", in: tag) : nil
            case "w:hyperlink": return renamed("w:anchor", in: tag)
            case "text:bookmark", "text:bookmark-start", "text:bookmark-end", "text:reference-mark",
                "text:reference-mark-start", "text:reference-mark-end":
                return renamed("text:name", in: tag)
            case "text:bookmark-ref", "text:reference-ref": return renamed("text:ref-name", in: tag)
            case "text:a":
                return XMLTags.replacing("xlink:href", in: tag) { target in
                    target.hasPrefix("#") ? bookmarks[String(target.dropFirst())].map { "#" + $0 } : nil
                }
            case "v:imagedata", "v:fill": return XMLTags.replacing("o:title", in: tag) { $0.isEmpty ? nil : "" }
            default:
                if element.hasSuffix(":cNvPr") || element == "wp:docPr" {
                    return XMLTags.replacing("name", in: tag) { Self.isOrdinary($0) ? nil : "n" }
                }
                guard element.hasPrefix("draw:") else { return nil }
                return XMLTags.replacing("draw:name", in: tag) { Self.isOrdinary($0) ? nil : "n" }
            }
        }
        if named != bytes || out != whole { removed.insert(.names) }
        return out
    }

    /// Whether a program named a drawing: one or two words and a number.
    private static func isOrdinary(_ name: String) -> Bool {
        let words = name.split(separator: " ")
        if name.isEmpty || name == "n" { return true }
        guard words.count < 5, let last = words.last, last.allSatisfy(\.isNumber) else { return false }
        return words.dropLast().allSatisfy { drawings.contains($0.lowercased()) }
    }

    /// Words by which office programs name drawings.
    private static let drawings: Set<String> = [
        "imagen", "picture", "image", "gráfico", "grafico", "chart", "cuadro", "de", "texto", "text", "box", "forma",
        "shape", "rectángulo", "rectangle", "line", "línea", "conector", "recto", "connector", "straight", "grupo",
        "group", "diagrama", "diagram", "título", "title", "subtítulo", "subtitle", "marcador", "contenido",
        "placeholder", "content", "flecha", "arrow", "elipse", "ellipse", "oval", "object", "objeto", "tabla", "table",
        "graphic", "freeform", "autoforma", "autoshape", "lienzo", "canvas", "marco", "frame", "control",
    ]

    private func renamed(_ attribute: String, in tag: String) -> String? {
        bookmarks.isEmpty ? nil : XMLTags.replacing(attribute, in: tag) { bookmarks[$0] }
    }

    /// Returns a part of Word with the neutral names in the instructions of fields.
    private func withoutFieldNames(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("instrText") || text.contains("w:instr=") else { return bytes }
        func replaced(_ words: Substring) -> String {
            words.split(separator: " ", omittingEmptySubsequences: false).map { word in
                bookmarks[word.replacing("&quot;", with: "").filter { $0 != "\"" }] ?? String(word)
            }.joined(separator: " ")
        }
        var out = ""
        for (place, piece) in text.split(separator: "<", omittingEmptySubsequences: false).enumerated() {
            if place > 0 { out += "<" }
            if piece.hasPrefix("w:instrText"), let end = piece.firstIndex(of: ">") {
                out += piece[...end] + replaced(piece[piece.index(after: end)...])
            } else if piece.hasPrefix("w:fldSimple "),
                let tag = XMLTags.replacing(
                    "w:instr", in: String(piece),
                    with: {
                        replaced($0[...])
                    })
            {
                out += tag
            } else {
                out += piece
            }
        }
        return Array(out.utf8)
    }

    /// Returns the workbook without the names of cells that no formula has, apart from those of Excel itself.
    private func withoutUnusedCells(_ bytes: [UInt8], _ removed: inout Set<OfficeCleaner.Removed>) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        var out = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "<definedName "),
            let end = rest[open.upperBound...].firstRange(
                of: "</definedName>")
        {
            out += rest[..<open.lowerBound]
            let whole = rest[open.lowerBound..<end.upperBound]
            rest = rest[end.upperBound...]
            let tag = String(whole.prefix { $0 != ">" }) + ">"
            let name = XMLTags.value(of: "name", in: tag).map { String(tag[$0]).lowercased() } ?? ""
            let isHidden = tag.contains(" hidden=") || tag.contains(" comment=")
            if name.hasPrefix("_xlnm.") || isHidden || namesInFormulas.contains(name) {
                out += whole
            } else {
                removed.insert(.cells)
            }
        }
        let left = (out + rest).replacing("<definedNames></definedNames>", with: "")
        return left == text ? bytes : Array(left.utf8)
    }
}
