import Diagnostics

/// Reads HTML as Word, LibreOffice and web sites write it. It opens nothing that a page refers to.
final class HTMLReader {
    let builder: DocumentBuilder
    /// The indices of the notes that word processors wrote, by their ids: `sdfootnote1`, `ftn1`.
    var notes: [String: Int] = [:]
    let rules: HTMLRules
    private let root: XMLNode
    /// The element that holds the document, and the parts around it; nil for a page without a body.
    let landmarks: HTMLLandmarks?

    private init(_ root: XMLNode, _ builder: DocumentBuilder) {
        self.root = root
        self.builder = builder
        rules = HTMLRules(root)
        landmarks = root.child("body").map { HTMLLandmarks($0) }
    }

    static func read(_ bytes: [UInt8], fileName: String, limits: ReadingLimits) throws(ImportRefusal) -> LocatedDocument
    {
        guard bytes.count <= limits.partBytes else {
            throw ImportRefusal(
                .tooLarge,
                Localized(
                    es: "el archivo es demasiado grande para leerlo como HTML",
                    en: "the file is too large to be read as HTML"))
        }
        let tree = try XMLTree(html: withoutConditionalComments(Array(HTMLEncoding.decode(bytes).utf8)))
        let builder = DocumentBuilder(LocatedDocument(fileName: fileName, format: .html), limits: limits)
        guard let root = tree.root else { throw ZIPArchive.damaged }
        let reader = HTMLReader(root, builder)
        try reader.readAll()
        builder.document.finish()
        return builder.document
    }

    /// Returns the page without Word's `<![if …]>` and `<![endif]>`, which the parser would take
    /// for text.
    private static func withoutConditionalComments(_ html: [UInt8]) -> [UInt8] {
        let start = Array("<![".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(html.count)
        var index = 0
        while index < html.count {
            if html[index] == start[0], html[index...].starts(with: start),
                let end = html[index...].prefix(200).firstIndex(of: UInt8(ascii: ">"))
            {
                index = end + 1
            } else {
                out.append(html[index])
                index += 1
            }
        }
        return out
    }

    private func readAll() throws(ImportRefusal) {
        for node in root.child("head")?.children ?? XMLNode.none {
            let value = PlainText.clean(node.name == "title" ? node.text : node["content"] ?? "")
            if value.isEmpty { continue }
            if node.name == "title" { builder.document.properties.append(.init(name: "title", value: value)) }
            if node.name == "meta", let name = node["name"] {
                builder.document.properties.append(.init(name: name, value: value))
            }
            if node.name == "base" {
                builder.remark(
                    .external, es: "la página fija otra dirección base, que se ignora",
                    en: "the page sets another base address, which is ignored")
            }
        }
        if !root.descendants("script").isEmpty {
            builder.remark(
                .leftOut, es: "la página contiene programas (script); no se ejecutan",
                en: "the page contains scripts; they are not run")
        }
        collectNotes(root)
        var section = LocatedDocument.Section(address: .init())
        let flow = HTMLFlow(self, address: .init())
        if let body = root.child("body") { section.blocks = try flow.blocks(body) }
        section.margins = Array(builder.document.margins.indices)
        builder.document.sections = [section]
    }

    /// Collects the notes before the text is read, so that references find them.
    private func collectNotes(_ node: XMLNode) {
        for child in node.children {
            if let (id, kind) = Self.note(child) {
                let number = builder.document.notes.count { $0.kind == kind } + 1
                notes[id] = builder.document.notes.count
                builder.document.notes.append(
                    .init(
                        kind: kind, label: String(number), blocks: [],
                        address: .init([kind == .footnote ? .footnote(number) : .endnote(number)])))
            } else {
                collectNotes(child)
            }
        }
    }

    /// Returns the id and the kind of a note as LibreOffice and Word write it; nil for any other
    /// element.
    static func note(_ node: XMLNode) -> (id: String, kind: LocatedDocument.Note.Kind)? {
        guard node.name == "div", let id = node["id"] else { return nil }
        if id.hasPrefix("sdfootnote") || id.hasPrefix("ftn") { return (id, .footnote) }
        if id.hasPrefix("sdendnote") || id.hasPrefix("edn") { return (id, .endnote) }
        return nil
    }

    /// Returns the note that a link leads to or comes from; nil for other links.
    func note(ofLink node: XMLNode) -> Int? {
        guard node.name == "a", let target = node["href"], target.hasPrefix("#") else { return nil }
        // #sdfootnote1sym and #_ftn1 lead to the note, #sdfootnote1anc and #_ftnref1 back.
        var id = String(target.dropFirst())
        if id.hasPrefix("_ftnref") || id.hasPrefix("_ednref") { id = "_" + id.dropFirst(1).replacing("ref", with: "") }
        if id.hasPrefix("_") { id.removeFirst() }
        for ending in ["sym", "anc"] where id.hasSuffix(ending) { id.removeLast(3) }
        return notes[id]
    }
}

/// Decodes an HTML file by its byte order mark, by the encoding that it declares, or by its bytes.
enum HTMLEncoding {
    static func decode(_ bytes: [UInt8]) -> String {
        let decoded = TextEncoding.decode(bytes)
        guard decoded.encoding != .utf8, decoded.encoding != .utf16, decoded.encoding != .utf16Big else {
            return decoded.text
        }
        let head = TextEncoding.windows1252Text(Array(bytes.prefix(4096))).lowercased()
        // Browsers read Latin-1 as Windows-1252, too.
        let isWestern =
            head.contains("charset=windows-1252") || head.contains("charset=iso-8859-1")
            || head.contains("charset=\"windows-1252")
        return isWestern ? TextEncoding.windows1252Text(bytes) : decoded.text
    }
}
