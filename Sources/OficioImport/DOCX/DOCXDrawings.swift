import OficioBasics
import OficioOffice

/// Reads pictures, text boxes and diagrams, in DrawingML and in the VML of old files.
struct DOCXDrawings {
    private let story: DOCXStory
    private let anchor: LocatedDocument.Address
    private typealias Content = LocatedDocument.Run.Content

    init(_ story: DOCXStory, _ anchor: LocatedDocument.Address) {
        self.story = story
        self.anchor = anchor
    }

    /// Returns the visible contents of a `w:drawing`, `w:pict` or `w:object`.
    func contents(_ node: XMLNode) throws(ImportRefusal) -> [LocatedDocument.Run.Content] {
        var found: [Content] = []
        for child in node.children { try collect(child, Shape(), &found) }
        return found
    }

    /// The properties of a shape, known before its content is read.
    private struct Shape {
        var alternativeText: String?
        var width: Double?
        var height: Double?
    }

    private func collect(_ node: XMLNode, _ shape: Shape, _ found: inout [Content]) throws(ImportRefusal) {
        switch node.name {
        case "wp:inline", "wp:anchor":
            var shape = shape
            let properties = node.child("wp:docPr")
            shape.alternativeText = Self.text(properties?["descr"]) ?? Self.text(properties?["title"])
            shape.width = node.child("wp:extent")?["cx"].flatMap { Double($0) }.map { $0 / 12700 }
            shape.height = node.child("wp:extent")?["cy"].flatMap { Double($0) }.map { $0 / 12700 }
            let before = found.count
            for child in node.children { try collect(child, shape, &found) }
            // A shape without picture and text may still have an alternative text.
            if found.count == before, shape.alternativeText != nil { found.append(picture(nil, shape)) }
        case "v:shape", "v:rect", "v:roundrect", "v:oval", "v:group":
            var shape = shape
            shape.alternativeText = Self.text(node["alt"]) ?? shape.alternativeText
            for child in node.children { try collect(child, shape, &found) }
        case "wps:txbx", "v:textbox":
            for content in node.descendants("w:txbxContent").prefix(1) { found.append(try textBox(content, shape)) }
        case "a:blip", "v:imagedata":
            if let id = node["r:embed"] ?? node["r:link"] ?? node["r:id"] { found.append(picture(id, shape)) }
        case "v:textpath":
            if let text = Self.text(node["string"]) { found.append(labels([text], shape)) }
        case "dgm:relIds":
            if let id = node["r:dm"] { try readDiagram(id, shape, &found) }
        case "c:chart":
            if let id = node["r:id"] { try readChart(id, shape, &found) }
        case "o:OLEObject":
            story.builder.remark(
                .leftOut, es: "objeto incrustado (\(node["ProgID"] ?? "desconocido")): se conserva solo su imagen",
                en: "embedded object (\(node["ProgID"] ?? "unknown")): only its picture is kept", at: anchor)
        case "a:txBody":
            let lines = node.descendants("a:p").map { Self.line($0) }
            if lines.contains(where: { !$0.isEmpty }) { found.append(labels(lines, shape)) }
        case "mc:AlternateContent":
            if let choice = node.child("mc:Choice") ?? node.child("mc:Fallback") { try collect(choice, shape, &found) }
        case "mc:Fallback", "w:control": break
        default:
            for child in node.children { try collect(child, shape, &found) }
        }
    }

    private static func text(_ text: String?) -> String? { text.flatMap { PlainText.clean($0).isEmpty ? nil : $0 } }

    private static func line(_ paragraph: XMLNode) -> String { paragraph.descendants("a:t").map(\.text).joined() }

    // MARK: Text boxes

    private func nextTextBoxAddress() -> LocatedDocument.Address {
        story.textBoxes += 1
        return story.address.adding(.textBox(story.textBoxes))
    }

    private func textBox(_ node: XMLNode, _ shape: Shape) throws(ImportRefusal) -> Content {
        let address = nextTextBoxAddress()
        let fields = story.openFields
        // A field around the anchor does not include the text of the box.
        story.openFields = []
        defer { story.openFields = fields }
        let blocks = try story.builder.oneLevelDeeper { () throws(ImportRefusal) in
            var blocks = DOCXBlocks()
            try story.read(node, BlockContainer(address), .init(isInCell: true), into: &blocks)
            return blocks.finishedBlocks()
        }
        return .textBox(.init(blocks: blocks, alternativeText: shape.alternativeText, address: address))
    }

    /// Returns a text box of plain lines, for a diagram, a chart or a watermark.
    private func labels(_ lines: [String], _ shape: Shape) -> Content {
        let container = BlockContainer(nextTextBoxAddress())
        let blocks = lines.filter { !$0.isEmpty }.map { line in
            var paragraph = LocatedDocument.Paragraph(
                id: story.builder.paragraphID(), address: container.nextParagraph())
            paragraph.runs = TickBoxes.withTickBoxes([.init(.text(line))], inCell: false)
            paragraph.deriveLook()
            return LocatedDocument.Block.paragraph(paragraph)
        }
        return .textBox(.init(blocks: blocks, alternativeText: shape.alternativeText, address: container.address))
    }

    private func part(_ id: String) throws(ImportRefusal) -> XMLNode? {
        guard let relationship = story.relationships[id], !relationship.isExternal else { return nil }
        return try story.reader.package.tree(relationship.target, prefixes: DOCXNamespaces.prefixes)?.root
    }

    private func readDiagram(_ id: String, _ shape: Shape, _ found: inout [Content]) throws(ImportRefusal) {
        guard let root = try part(id) else { return }
        let lines = root.descendants("dgm:t").flatMap { $0.descendants("a:p").map(Self.line) }
        found.append(labels(lines, shape))
        story.builder.remark(
            .loss, es: "diagrama: se lee su texto, no su forma", en: "diagram: its text is read, not its shape",
            at: anchor)
    }

    private func readChart(_ id: String, _ shape: Shape, _ found: inout [Content]) throws(ImportRefusal) {
        guard let root = try part(id) else { return }
        let titles = root.descendants("a:p").map(Self.line)
        let values = root.descendants("c:strCache").flatMap { $0.descendants("c:v").map(\.text) }
        found.append(labels(titles + values, shape))
        story.builder.remark(
            .loss, es: "gráfico: se leen sus rótulos, no sus datos", en: "chart: its labels are read, not its data",
            at: anchor)
    }

    // MARK: Pictures

    private func picture(_ id: String?, _ shape: Shape) -> Content {
        story.pictures += 1
        var picture = LocatedDocument.Picture(
            name: "", bytes: [], alternativeText: shape.alternativeText, width: shape.width, height: shape.height,
            isInMargin: story.isInMargin, address: story.address.adding(.picture(story.pictures)))
        if let relationship = id.flatMap({ story.relationships[$0] }) {
            picture.name = relationship.target.split(separator: "/").last.map(String.init) ?? ""
            if relationship.isExternal {
                story.builder.remark(
                    .external, es: "imagen enlazada, no descargada: \(relationship.target.visible)",
                    en: "linked picture, not downloaded: \(relationship.target.visible)", at: anchor)
            } else {
                picture.bytes = bytes(relationship.target)
                picture.type = PictureTypes.type(of: picture.bytes)
            }
        }
        story.builder.document.pictures.append(picture)
        return .picture(story.builder.document.pictures.count - 1)
    }

    /// Returns the bytes of a picture; empty if the part is missing or damaged, with a remark at the first request.
    private func bytes(_ part: String) -> [UInt8] {
        if let known = story.reader.media[part] { return known }
        let bytes = (try? story.reader.package.archive.bytes(part)) ?? nil
        if bytes == nil {
            story.builder.remark(
                .damage, es: "no se pudo leer la imagen «\(part.visibleName)»",
                en: "the picture “\(part.visibleName)” could not be read",
                at: anchor)
        }
        story.reader.media[part] = bytes ?? []
        return bytes ?? []
    }
}
