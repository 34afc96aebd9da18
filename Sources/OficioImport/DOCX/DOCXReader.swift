import Diagnostics

/// Reads Word files (ISO/IEC 29500, transitional and strict): main text, margins, notes, comments,
/// tracked changes.
final class DOCXReader {
    let package: OfficePackage
    let builder: DocumentBuilder
    let styles: DOCXStyles
    var numbering: DOCXNumbering
    let settings: Settings
    /// Indices into the document's comments and notes, by the ids of the file.
    var comments: [String: Int] = [:]
    var footnotes: [String: Int] = [:]
    var endnotes: [String: Int] = [:]
    /// The bytes of the pictures read so far, by the name of their part.
    var media: [String: [UInt8]] = [:]
    var margins: [String: Int] = [:]
    private let main: String
    private let relationships: [OfficePackage.Relationship]

    struct Settings {
        var hasEvenPages = false
    }

    private init(_ package: OfficePackage, _ builder: DocumentBuilder) throws(ImportRefusal) {
        self.package = package
        self.builder = builder
        let root = try package.relationships(of: "").first { $0.type == "officeDocument" && !$0.isExternal }
        guard let main = root?.target ?? package.parts(ofType: "wordprocessingml.document.main").first,
            package.archive.contains(main)
        else {
            throw ImportRefusal(
                .notThatFormat, Localized(es: "no es un documento de Word", en: "not a Word document"))
        }
        self.main = main
        let relationships = try package.relationships(of: main)
        self.relationships = relationships
        func tree(_ type: String) throws(ImportRefusal) -> XMLTree? {
            guard let part = relationships.first(where: { $0.type == type && !$0.isExternal }) else { return nil }
            return try package.tree(part.target, prefixes: DOCXNamespaces.prefixes)
        }
        styles = DOCXStyles(try tree("styles")?.root)
        numbering = DOCXNumbering(try tree("numbering")?.root)
        settings = Settings(hasEvenPages: try tree("settings")?.root?.child("w:evenAndOddHeaders")?.isOn ?? false)
    }

    /// Reads a Word file; throws the reason why the file cannot be read.
    static func read(_ archive: ZIPArchive, fileName: String, limits: ReadingLimits) throws(ImportRefusal)
        -> LocatedDocument
    {
        let builder = DocumentBuilder(LocatedDocument(fileName: fileName, format: .docx), limits: limits)
        let reader = try DOCXReader(OfficePackage(archive), builder)
        try reader.readAll()
        builder.document.finish()
        return builder.document
    }

    private func readAll() throws(ImportRefusal) {
        if package.hasMacros { builder.remarkMacros() }
        builder.document.properties = try package.properties()
        let comments = try registerComments()
        let footnotes = try openNotes("footnotes", .footnote)
        let endnotes = try openNotes("endnotes", .endnote)
        try readMargins()
        guard let tree = try package.tree(main, prefixes: DOCXNamespaces.prefixes),
            let body = tree.root?.child("w:body")
        else {
            throw ImportRefusal(
                .damaged, Localized(es: "al documento le falta el texto", en: "the document has no text"))
        }
        let story = try DOCXStory(self, part: main, address: .init(), isInMargin: false)
        try story.readBody(body)
        try fill(notes: footnotes, .footnote)
        try fill(notes: endnotes, .endnote)
        try fill(comments: comments)
    }

    /// Returns the part that a relationship of the main part leads to, by the type of the relationship; nil if
    /// there is none.
    private func relatedPart(_ type: String) throws(ImportRefusal) -> (part: String, tree: XMLTree)? {
        guard let part = relationships.first(where: { $0.type == type && !$0.isExternal })?.target,
            let tree = try package.tree(part, prefixes: DOCXNamespaces.prefixes)
        else { return nil }
        return (part, tree)
    }

    // MARK: Headers and footers

    private func readMargins() throws(ImportRefusal) {
        var counts: [LocatedDocument.Margin.Kind: Int] = [:]
        for relationship in relationships where !relationship.isExternal {
            guard let kind = LocatedDocument.Margin.Kind(rawValue: relationship.type), margins[relationship.id] == nil,
                let root = try package.tree(relationship.target, prefixes: DOCXNamespaces.prefixes)?.root
            else { continue }
            let number = counts[kind, default: 0] + 1
            counts[kind] = number
            let address = LocatedDocument.Address([kind == .header ? .header(number) : .footer(number)])
            let story = try DOCXStory(self, part: relationship.target, address: address, isInMargin: true)
            margins[relationship.id] = builder.document.margins.count
            builder.document.margins.append(
                .init(kind: kind, pages: .all, blocks: try story.readBlocks(root), repeats: nil, address: address))
        }
    }

    // MARK: Notes

    private func openNotes(
        _ type: String, _ kind: LocatedDocument.Note.Kind
    ) throws(ImportRefusal) -> (part: String, tree: XMLTree)? {
        guard let found = try relatedPart(type) else { return nil }
        var number = 0
        for node in found.tree.root?.children ?? XMLNode.none {
            guard let id = node["w:id"], Self.isNote(node) else { continue }
            number += 1
            let index = builder.document.notes.count
            if kind == .footnote { footnotes[id] = index } else { endnotes[id] = index }
            let label = kind == .footnote ? String(number) : NumberLabels.roman(number).lowercased()
            builder.document.notes.append(
                .init(
                    kind: kind, label: label, blocks: [],
                    address: .init([kind == .footnote ? .footnote(number) : .endnote(number)])))
        }
        return found
    }

    /// Whether a note belongs to the text, and is not one of the separators that Word keeps among the notes.
    private static func isNote(_ node: XMLNode) -> Bool { node["w:type"] == nil || node["w:type"] == "normal" }

    private func fill(
        notes found: (part: String, tree: XMLTree)?, _ kind: LocatedDocument.Note.Kind
    ) throws(ImportRefusal) {
        guard let found else { return }
        for node in found.tree.root?.children ?? XMLNode.none {
            guard let id = node["w:id"], Self.isNote(node), let index = kind == .footnote ? footnotes[id] : endnotes[id]
            else { continue }
            let address = builder.document.notes[index].address
            let story = try DOCXStory(self, part: found.part, address: address, isInMargin: false)
            builder.document.notes[index].blocks = try story.readBlocks(node)
        }
    }

    // MARK: Comments

    /// Adds the file's comments, still without their text, and returns the part that contains them; `nil` for a file
    /// without comments.
    private func registerComments() throws(ImportRefusal) -> (part: String, tree: XMLTree)? {
        guard let found = try relatedPart("comments") else { return nil }
        for node in found.tree.root?.children ?? XMLNode.none where node.name == "w:comment" {
            guard let id = node["w:id"] else { continue }
            comments[id] = builder.document.comments.count
            builder.document.comments.append(
                .init(
                    author: node["w:author"] ?? "", initials: node["w:initials"], date: node["w:date"], blocks: [],
                    on: "", paragraphs: [],
                    answers: nil, address: .init([.comment(builder.document.comments.count + 1)])))
        }
        return found
    }

    private func fill(comments found: (part: String, tree: XMLTree)?) throws(ImportRefusal) {
        guard let found else { return }
        // commentsExtended identifies a comment by the id of its last paragraph.
        var byParagraph: [String: Int] = [:]
        for node in found.tree.root?.children ?? XMLNode.none where node.name == "w:comment" {
            guard let id = node["w:id"], let index = comments[id] else { continue }
            let story = try DOCXStory(
                self, part: found.part, address: builder.document.comments[index].address, isInMargin: false)
            builder.document.comments[index].blocks = try story.readBlocks(node)
            for paragraph in node.children { if let id = paragraph["w14:paraId"] { byParagraph[id] = index } }
        }
        guard let extended = try relatedPart("commentsExtended")?.tree.root else { return }
        for node in extended.children {
            guard let id = node["w15:paraId"], let index = byParagraph[id] else { continue }
            builder.document.comments[index].isResolved = node["w15:done"] == "1"
            builder.document.comments[index].answers = node["w15:paraIdParent"].flatMap { byParagraph[$0] }
        }
    }
}
