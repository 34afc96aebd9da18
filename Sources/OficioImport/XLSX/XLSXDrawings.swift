import OficioBasics
import OficioOffice

/// Reads the shapes and pictures over a sheet.
struct XLSXDrawings {
    private let reader: XLSXReader
    private let part: String
    private let address: LocatedDocument.Address
    /// Whether each check box of the sheet is ticked, by the name of its shape.
    private let boxes: [String: Bool]

    init(_ reader: XLSXReader, part: String, address: LocatedDocument.Address, boxes: [String: Bool]) {
        self.reader = reader
        self.boxes = boxes
        self.part = part
        self.address = address
    }

    /// Returns one paragraph with a text box or picture for each shape.
    func blocks() throws(ImportRefusal) -> [LocatedDocument.Block] {
        guard let root = try reader.package.tree(part, prefixes: XLSXStyles.namespaces)?.root else { return [] }
        let related = try reader.package.relationships(of: part)
        let container = BlockContainer(address)
        var blocks: [LocatedDocument.Block] = []
        var count = 0
        for anchor in root.children {
            let from = anchor.child("xdr:from")
            let row = min(1_048_575, max(0, from?.child("xdr:row").flatMap { Int($0.text) } ?? 0))
            let column = min(16_383, max(0, from?.child("xdr:col").flatMap { Int($0.text) } ?? 0))
            let place = address.adding(.cellName(CellName.text(row, column)))
            for shape in anchor.descendants("xdr:sp") {
                let lines = shape.descendants("a:p").map { $0.descendants("a:t").map(\.text).joined() }.filter {
                    !$0.isEmpty
                }
                let name = shape.descendants("xdr:cNvPr").first?["name"] ?? ""
                if let isTicked = boxes[name] {
                    blocks.append(.paragraph(checkBox(isTicked, lines.joined(separator: " "), place)))
                    continue
                }
                if lines.isEmpty { continue }
                count += 1
                let inner = BlockContainer(place.adding(.textBox(count)))
                let content = lines.map { line in
                    var paragraph = LocatedDocument.Paragraph(
                        id: reader.builder.paragraphID(),
                        runs: TickBoxes.withTickBoxes([.init(.text(line))], inCell: false),
                        address: inner.nextParagraph())
                    paragraph.deriveLook()
                    return LocatedDocument.Block.paragraph(paragraph)
                }
                let alternative = shape.descendants("xdr:cNvPr").first?["descr"]
                blocks.append(
                    paragraph(
                        .textBox(.init(blocks: content, alternativeText: alternative, address: inner.address)),
                        container))
            }
            for shape in anchor.descendants("xdr:pic") {
                let blip = shape.descendants("a:blip").first
                let relationship = (blip?["r:embed"] ?? blip?["r:link"]).flatMap { id in related.first { $0.id == id } }
                var picture = LocatedDocument.Picture(
                    name: relationship?.target.split(separator: "/").last.map(String.init) ?? "", bytes: [],
                    alternativeText: shape.descendants("xdr:cNvPr").first?["descr"], isInMargin: false, address: place)
                if let relationship, !relationship.isExternal {
                    picture.bytes = (try reader.package.archive.bytes(relationship.target)) ?? []
                    picture.type = PictureTypes.type(of: picture.bytes)
                } else if let relationship {
                    reader.builder.remark(
                        .external, es: "imagen enlazada, no descargada: \(relationship.target.visible)",
                        en: "linked picture, not downloaded: \(relationship.target.visible)", at: place)
                }
                reader.builder.document.pictures.append(picture)
                blocks.append(paragraph(.picture(reader.builder.document.pictures.count - 1), container))
            }
            if !anchor.descendants("xdr:graphicFrame").isEmpty {
                reader.builder.remark(
                    .leftOut, es: "un gráfico de la hoja no se lee", en: "a chart of the sheet is not read", at: place)
            }
        }
        return blocks
    }

    /// Returns a paragraph with a check box and its label, at the address of the cell below the box's upper left
    /// corner.
    private func checkBox(
        _ isTicked: Bool, _ label: String, _ place: LocatedDocument.Address
    ) -> LocatedDocument.Paragraph {
        let box = LocatedDocument.TickBox(kind: .control, isTicked: isTicked, text: isTicked ? "☒" : "☐")
        var runs = [LocatedDocument.Run(.tickBox(box))]
        if !label.isEmpty { runs.append(.init(.text(" " + label))) }
        var paragraph = LocatedDocument.Paragraph(id: reader.builder.paragraphID(), runs: runs, address: place)
        paragraph.deriveLook()
        return paragraph
    }

    private func paragraph(_ content: LocatedDocument.Run.Content, _ container: BlockContainer) -> LocatedDocument.Block
    {
        .paragraph(.init(id: reader.builder.paragraphID(), runs: [.init(content)], address: container.nextParagraph()))
    }
}

extension XLSXReader {
    /// Returns the names of the authors of comment threads, by their ids.
    func people() throws(ImportRefusal) -> [String: String] {
        var people: [String: String] = [:]
        for part in package.archive.names where part.hasPrefix("xl/persons/") {
            for node in try package.tree(part, prefixes: XLSXStyles.namespaces)?.root?.children ?? XMLNode.none {
                if let id = node["id"] { people[id] = node["displayName"] }
            }
        }
        return people
    }
}
