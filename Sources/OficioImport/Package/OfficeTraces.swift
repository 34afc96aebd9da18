import Diagnostics
import OficioBasics

/// Finds hidden content in the XML parts of office documents, and fields and addresses that name people, files or
/// machines.
struct OfficeTraces {
    private var hasHidden = false
    private var hasComments = false
    private var hasFields = false
    private var hasPaths = false
    private var hasOwn = false
    private var hasPeople = false
    private var hasLinks = false

    /// Collects the traces in a part of a package.
    mutating func read(_ name: String, _ raw: [UInt8]) {
        guard [".xml", ".rels", ".vml"].contains(where: name.hasSuffix) else { return }
        // UTF-16 is not searched and counts as hidden content: office programs read it, but do not write it.
        if raw.starts(with: [0xFE, 0xFF]) || raw.starts(with: [0xFF, 0xFE]) || raw.prefix(4).contains(0) {
            hasHidden = true
        }
        // XML allows single quotes around values.
        var bytes = raw.map { $0 == UInt8(ascii: "'") ? UInt8(ascii: "\"") : $0 }
        if let plain = Self.withUsualPrefixes(bytes) { bytes = plain } else { hasHidden = true }
        hasPeople = hasPeople || Self.namesPeople(bytes)
        hasComments =
            hasComments
            || name == "xl/workbook.xml" && Self.hasTag("definedName", in: bytes) { $0.contains(" comment=") }
        hasComments = hasComments || Self.containsAny(["<!--"], bytes)
        hasOwn = hasOwn || Self.containsAny(["<w:docVar ", "<w:customXmlPr"], bytes)
        hasComments = hasComments || name.hasSuffix(".vml") && Self.containsAny(["ObjectType=\"Note\""], bytes)
        hasHidden = hasHidden || Self.hidesText(name, bytes)
        hasFields = hasFields || Self.containsAny(Self.fields, bytes) || Self.hasPersonalFields(bytes)
        hasLinks = hasLinks || Self.reachesOut(name, bytes)
        hasPaths = hasPaths || (name.hasSuffix(".rels") ? Self.hasExternalTarget(bytes) : Self.holdsPaths(bytes))
    }

    /// Descriptions of the traces found.
    var found: [Localized] {
        [
            (
                hasHidden,
                Localized(es: "texto, hojas, filas o láminas ocultas", en: "hidden text, sheets, rows or slides")
            ),
            (hasComments, Localized(es: "comentarios en su código", en: "comments in its code")),
            (hasFields, Localized(es: "campos con personas o archivos", en: "fields with people or files")),
            (hasPaths, Localized(es: "rutas de un equipo", en: "paths of a machine")),
            (
                hasLinks,
                Localized(es: "vínculos con otros libros o programas", en: "links to other workbooks or programs")
            ),
            (hasOwn, Localized(es: "propiedades propias", en: "properties of its own")),
            (
                hasPeople,
                Localized(es: "personas con permisos o vistas propias", en: "people with permissions or own views")
            ),
        ].filter(\.0).map(\.1)
    }

    /// Returns a part whose elements have the prefixes that office programs write; nil for a Word or OpenDocument part
    /// with others, which no program writes.
    private static func withUsualPrefixes(_ bytes: [UInt8]) -> [UInt8]? {
        let names = [
            ("wordprocessingml/2006/main", "w"), ("wordprocessingml/main", "w"), ("spreadsheetml/2006/main", ""),
            ("spreadsheetml/main", ""), ("xmlns:text:1.0", "text"), ("xmlns:table:1.0", "table"),
            ("xmlns:office:1.0", "office"),
        ]
        var bytes = bytes
        for (name, usual) in names {
            let mark = Array((name + "\"").utf8)
            var start = 0
            while let place = bytes.firstOffset(of: mark, in: start..<bytes.count) {
                start = place + mark.count
                let front = String(decoding: bytes[..<place].suffix(120), as: UTF8.self)
                guard let declared = front.split(separator: "xmlns", omittingEmptySubsequences: false).last,
                    declared.contains("=\""), !declared.contains("\" ")
                else { continue }
                let prefix = declared.prefix { $0 != "=" }.dropFirst()
                if prefix == usual { continue }
                guard usual.isEmpty else { return nil }
                let text = String(decoding: bytes, as: UTF8.self)
                bytes = Array(
                    text.replacing("<\(prefix):", with: "<").replacing("</\(prefix):", with: "</").utf8)
                start = 0
                if !text.contains("<\(prefix):") { start = place + mark.count }
            }
        }
        return bytes
    }

    private static func containsAny(_ words: [String], _ bytes: [UInt8]) -> Bool {
        words.contains { bytes.contains(Array($0.utf8)) }
    }

    // MARK: Hidden

    private static func hidesText(_ name: String, _ bytes: [UInt8]) -> Bool {
        if containsAny(hidden, bytes) || isSwitchedOn("<w:vanish", bytes) || isSwitchedOn("<w:specVanish", bytes) {
            return true
        }
        if name == "xl/workbook.xml" {
            return containsAny(["state=\"hidden\"", "state=\"veryHidden\""], bytes) || hasNamedText(bytes)
                // Excel makes a hidden name for each filter.
                || hasTag("definedName", in: bytes) {
                    ($0.contains(" hidden=\"1\"") || $0.contains(" hidden=\"true\""))
                        && !$0.contains("\"_xlnm._FilterDatabase\"")
                }
        }
        if name.hasPrefix("xl/worksheets/"), containsAny(emptySizes, bytes) { return true }
        if name == "xl/styles.xml", containsAny(["formatCode=\";;;\""], bytes) { return true }
        if name.hasPrefix("ppt/slides/"), containsAny([" show=\"0\"", " show=\"false\""], bytes) { return true }
        let isBody = ["xl/worksheets/", "xl/drawings/", "ppt/slides/", "word/document", "word/header", "word/footer"]
        return isBody.contains(where: name.hasPrefix) && containsAny([" hidden=\"1\"", " hidden=\"true\""], bytes)
    }

    /// The attributes and elements by which OpenDocument hides content, and those for deleted text in Word.
    private static let hidden = [
        "<w:delText", "<w:moveFrom ",
        "text:display=\"none\"", "text:display=\"condition\"", "<text:hidden-text", "<text:hidden-paragraph",
        "table:display=\"false\"", "table:visibility=\"collapse\"", "table:visibility=\"filter\"",
        "presentation:visibility=\"hidden\"", "draw:display=\"none\"",
    ]

    /// Rows and columns without a height or a width.
    private static let emptySizes = [
        "zeroHeight=\"1\"", "zeroHeight=\"true\"", " ht=\"0\"", " width=\"0\"", " ht=\"0.0\"", " width=\"0.0\"",
    ]

    /// Whether a name of cells stands for a text, which no cell shows.
    private static func hasNamedText(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).split(separator: "<definedName ").dropFirst().contains { piece in
            let formula = piece.drop { $0 != ">" }.prefix { $0 != "<" }
            return formula.contains("\"") || formula.contains("&quot;")
        }
    }

    /// Whether some tag with a name satisfies a condition.
    private static func hasTag(_ name: String, in bytes: [UInt8], where isWanted: (String) -> Bool) -> Bool {
        let mark = Array("<\(name) ".utf8)
        var start = 0
        while let place = bytes.firstOffset(of: mark, in: start..<bytes.count) {
            start = place + mark.count
            let tag = bytes[place...].prefix { $0 != UInt8(ascii: ">") }
            if isWanted(String(decoding: tag, as: UTF8.self)) { return true }
        }
        return false
    }

    /// Whether a part names people besides authors: who may change something, whose view it is, who tried a scenario.
    private static func namesPeople(_ bytes: [UInt8]) -> Bool {
        if containsAny(["<customWorkbookView ", "<scenario ", " securityDescriptor="], bytes) { return true }
        return hasTag("fileSharing", in: bytes) { $0.contains(" userName=") && !$0.contains(" userName=\"\"") }
            || hasTag("w:permStart", in: bytes) { $0.contains(" w:ed=") }
    }

    /// Whether the file contains a property of Word whose value does not switch it off.
    private static func isSwitchedOn(_ mark: String, _ bytes: [UInt8]) -> Bool {
        let mark = Array(mark.utf8)
        var start = 0
        while let place = bytes.firstOffset(of: mark, in: start..<bytes.count) {
            start = place + mark.count
            let rest = String(decoding: bytes[start...].prefix { $0 != 0x3E }, as: UTF8.self)
            let isOff = ["\"0\"", "\"false\"", "\"off\""].contains { rest.contains($0) }
            if rest.first.map({ !$0.isLetter }) ?? true, !isOff { return true }
        }
        return false
    }

    // MARK: Fields

    /// Fields of OpenDocument that name people and files, and parts of other files.
    private static let fields = [
        "<text:author-name", "<text:author-initials", "<text:initial-creator", "<text:creator", "<text:printed-by",
        "<text:sender-", "<text:file-name", "<text:template-name", "<text:user-defined", "<text:section-source",
        "<text:database-", "<w:mailMerge", "<form:hidden", "<text:dde-connection", "<table:cell-range-source",
        "<table:table-source",
    ]

    /// Fields of Word whose results every reader sees: pages, references inside, dates, boxes to fill in.
    private static let plainFields: Set<String> = [
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "REF", "NOTEREF", "TOC", "TC", "SEQ", "STYLEREF",
        "DATE", "TIME", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "SYMBOL", "QUOTE", "IF", "EQ",
        "LISTNUM",
        "AUTONUM", "XE", "INDEX", "=", "TITLE", "MERGEFORMAT", "NUMWORDS", "NUMCHARS",
    ]

    /// Whether the file contains a field of Word that may name people, or that links to a file.
    private static func hasPersonalFields(_ bytes: [UInt8]) -> Bool {
        guard containsAny(["instrText", "w:instr=\""], bytes) else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        // Between two field characters is one instruction, split into any number of runs.
        for stretch in text.split(separator: "w:fldCharType=") where stretch.contains("instrText") {
            let words = stretch.split(separator: "instrText").enumerated().filter { $0.offset % 2 == 1 }.map { part in
                part.element.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
            }.joined()
            if isPersonal(words, isWhole: stretch.hasPrefix("\"begin\"") || !text.contains("fldCharType")) {
                return true
            }
        }
        return text.split(separator: "w:instr=\"").dropFirst().contains { part in
            isPersonal(String(part.prefix { $0 != "\"" }), isWhole: true)
        }
    }

    private static func isPersonal(_ instruction: String, isWhole: Bool) -> Bool {
        let text = instruction.replacing("&quot;", with: "\"")
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let name = words.first else { return false }
        if isWhole, !plainFields.contains(name.uppercased()), !name.hasPrefix("=") { return true }
        guard name.uppercased() == "HYPERLINK" else { return text.contains("\\\\") || isPath(text) }
        let target = words.dropFirst().first { !$0.hasPrefix("\\") }.map { $0.filter { $0 != "\"" } } ?? ""
        return !words.dropFirst().contains("\\l") && !isAddress(target)
    }

    // MARK: Links

    /// Whether a part of a workbook or of an OpenDocument file takes values from another file, a server or a running
    /// program (DDE) when somebody opens it.
    private static func reachesOut(_ name: String, _ bytes: [UInt8]) -> Bool {
        let parts = ["xl/externalLinks/", "xl/connections", "xl/queryTables/", "xl/webExtensions/"]
        if parts.contains(where: name.hasPrefix) { return true }
        if containsAny(["dde-source", "<table:dde-link"], bytes) { return true }
        guard name.hasPrefix("xl/") else { return false }
        let functions = ["WEBSERVICE(", "RTD(", "CALL(", "REGISTER.ID(", "EXEC(", "IMAGE("]
        return ["<f", "<formula", "<definedName"].contains { tag in
            containsAny([tag], bytes)
                && String(decoding: bytes, as: UTF8.self).split(separator: tag).dropFirst().contains { piece in
                    let formula = piece.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
                    let bare = String(formula).outsideQuotation.uppercased()
                    return bare.contains("|") || functions.contains(where: bare.contains)
                }
        }
    }

    // MARK: Paths

    private static func isAddress(_ target: String) -> Bool {
        let target = target.lowercased()
        return target.isEmpty || ["http:", "https:", "mailto:", "tel:", "#"].contains(where: target.hasPrefix)
    }

    /// Whether a relationship targets a file outside of the package.
    private static func hasExternalTarget(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).split(separator: "<Relationship ").contains { part in
            guard part.contains("TargetMode=\"External\"") else { return part.contains("Target=\"file:") }
            let target = part.split(separator: "Target=\"", maxSplits: 1).last?.prefix { $0 != "\"" } ?? ""
            return !isAddress(String(target))
        }
    }

    /// Whether the value of an attribute is a path of a machine or an address of a file.
    private static func holdsPaths(_ bytes: [UInt8]) -> Bool {
        if containsAny(["=\"file:", "href=\"../", "href=\"/", "=\"\\\\"], bytes) { return true }
        var start = 0
        while let place = bytes.firstOffset(of: [0x3A, 0x5C], in: start..<bytes.count) {
            start = place + 2
            let front = bytes[..<place].suffix(2)
            if front.count == 2, front.first == 0x22,
                front.last.map({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) ?? false
            {
                return true
            }
        }
        return false
    }

    private static func isPath(_ text: String) -> Bool {
        text.lowercased().contains("file:") || text.contains(":\\")
    }
}

extension String {
    /// The text without its parts between double quotation marks, also as entities.
    fileprivate var outsideQuotation: String {
        replacing("&quot;", with: "\"").split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined()
    }
}
