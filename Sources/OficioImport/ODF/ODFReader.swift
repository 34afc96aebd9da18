import Diagnostics

/// Reads OpenDocument texts and spreadsheets.
final class ODFReader {
    let package: ODFPackage
    let builder: DocumentBuilder
    /// The styles of the main text, and of headers and footers. Automatic styles of both parts may
    /// have the same names.
    let contentStyles: ODFStyles
    let marginStyles: ODFStyles
    var lists: ODFLists
    let content: XMLNode
    private let styleRoot: XMLNode?
    /// The form controls by their ids.
    private(set) var forms: [String: XMLNode] = [:]
    /// The indices of the margins of each master page.
    private(set) var masterMargins: [String: [Int]] = [:]
    private var nextMaster: [String: String] = [:]
    private var landscape: Set<String> = []

    private init(_ package: ODFPackage, _ builder: DocumentBuilder) throws(ImportRefusal) {
        self.package = package
        self.builder = builder
        guard let root = try package.tree("content.xml")?.root else {
            throw ImportRefusal(
                .notThatFormat, Localized(es: "no es un documento de OpenDocument", en: "not an OpenDocument file"))
        }
        content = root
        styleRoot = try package.tree("styles.xml")?.root
        contentStyles = ODFStyles([styleRoot, content])
        marginStyles = ODFStyles([styleRoot])
        lists = ODFLists([styleRoot, content])
    }

    static func read(_ archive: ZIPArchive, fileName: String, limits: ReadingLimits) throws(ImportRefusal)
        -> LocatedDocument
    {
        let builder = DocumentBuilder(LocatedDocument(fileName: fileName, format: .odt), limits: limits)
        let reader = try ODFReader(ODFPackage(archive), builder)
        try reader.readAll()
        builder.document.finish()
        return builder.document
    }

    private func readAll() throws(ImportRefusal) {
        if package.hasMacros { builder.remarkMacros() }
        builder.document.properties = try package.properties()
        guard let body = content.child("office:body") else {
            throw ImportRefusal(
                .damaged, Localized(es: "al documento le falta el texto", en: "the document has no text"))
        }
        for form in body.descendants("office:forms") {
            for control in form.descendants("form:checkbox") + form.descendants("form:text")
                + form.descendants("form:radio")
            {
                if let id = control["form:id"] ?? control["xml:id"] { forms[id] = control }
            }
        }
        try readMargins()
        if let text = body.child("office:text") {
            try ODFText(self, text).readBody()
        } else if let sheets = body.child("office:spreadsheet") {
            builder.document.format = .ods
            try ODFSheets(self).read(sheets)
        } else {
            throw ImportRefusal(
                .notThatFormat,
                Localized(
                    es: "es un dibujo o una presentación de OpenDocument, no un texto ni una hoja de cálculo",
                    en: "an OpenDocument drawing or presentation, neither a text nor a spreadsheet"))
        }
    }

    // MARK: Master pages

    private func readMargins() throws(ImportRefusal) {
        var layouts: [String: Bool] = [:]
        for node in styleRoot?.child("office:automatic-styles")?.children ?? XMLNode.none
        where node.name == "style:page-layout" {
            if let name = node["style:name"] {
                layouts[name] = node.child("style:page-layout-properties")?["style:print-orientation"] == "landscape"
            }
        }
        var counts: [LocatedDocument.Margin.Kind: Int] = [:]
        for page in styleRoot?.child("office:master-styles")?.children ?? XMLNode.none
        where page.name == "style:master-page" {
            guard let name = page["style:name"] else { continue }
            nextMaster[name] = page["style:next-style-name"]
            if let layout = page["style:page-layout-name"], layouts[layout] == true { landscape.insert(name) }
            for node in page.children {
                let local = node.name.split(separator: ":").last ?? ""
                guard local.hasPrefix("header") || local.hasPrefix("footer"), node["style:display"] != "false" else {
                    continue
                }
                let kind: LocatedDocument.Margin.Kind = local.hasPrefix("header") ? .header : .footer
                let number = counts[kind, default: 0] + 1
                counts[kind] = number
                let address = LocatedDocument.Address([kind == .header ? .header(number) : .footer(number)])
                let story = ODFStory(self, styles: marginStyles, address: address, isInMargin: true)
                masterMargins[name, default: []].append(builder.document.margins.count)
                builder.document.margins.append(
                    .init(
                        kind: kind, pages: local.hasSuffix("first") ? .first : local.hasSuffix("left") ? .even : .all,
                        blocks: try story.readBlocks(node), repeats: nil, address: address))
            }
        }
    }

    /// Returns the margins of a master page and of the pages that follow it.
    func margins(of master: String?) -> (margins: [Int], isLandscape: Bool) {
        var found: Set<Int> = []
        var seen: Set<String> = []
        var next = master ?? "Standard"
        let isLandscape = landscape.contains(next)
        while seen.insert(next).inserted {
            found.formUnion(masterMargins[next] ?? [])
            guard let following = nextMaster[next] else { break }
            next = following
        }
        return (found.sorted(), isLandscape)
    }
}

/// Reads the main text of an OpenDocument text in its sections.
struct ODFText {
    private let reader: ODFReader
    private let text: XMLNode

    init(_ reader: ODFReader, _ text: XMLNode) {
        self.reader = reader
        self.text = text
    }

    func readBody() throws(ImportRefusal) {
        let story = ODFStory(reader, styles: reader.contentStyles, address: .init(), isInMargin: false)
        story.changes = ODFChanges(text, reader.builder, .init())
        try story.readSections(text)
    }
}
