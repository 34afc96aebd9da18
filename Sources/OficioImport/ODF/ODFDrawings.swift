import OficioBasics
import OficioOffice

/// Reads pictures, text boxes and form controls of OpenDocument files.
struct ODFDrawings {
    private let story: ODFStory
    private let anchor: LocatedDocument.Address
    private typealias Content = LocatedDocument.Run.Content

    init(_ story: ODFStory, _ anchor: LocatedDocument.Address) {
        self.story = story
        self.anchor = anchor
    }

    func contents(_ node: XMLNode) throws(ImportRefusal) -> [LocatedDocument.Run.Content] {
        let text = [node.child("svg:desc")?.text, node.child("svg:title")?.text].compactMap(\.self).first {
            !PlainText.clean($0).isEmpty
        }
        switch node.name {
        case "draw:g", "draw:a":
            var found: [Content] = []
            for child in node.children where child.name.hasPrefix("draw:") { found += try contents(child) }
            if let text, found.isEmpty { found.append(picture(nil, node, text)) }
            return found
        case "draw:frame":
            if let box = node.child("draw:text-box") { return [try textBox(box, text)] }
            if let image = node.child("draw:image") {
                if let object = node.child("draw:object") ?? node.child("draw:object-ole") { remarkEmbedded(object) }
                return [picture(image, node, text)]
            }
            if let object = node.child("draw:object") ?? node.child("draw:object-ole") { remarkEmbedded(object) }
            return text.map { [picture(nil, node, $0)] } ?? []
        case "draw:control": return control(node)
        default:
            let hasText = node.children.contains {
                ["text:p", "text:list", "text:h"].contains($0.name) && !PlainText.clean($0.text).isEmpty
            }
            if hasText { return [try textBox(node, text)] }
            return text.map { [picture(nil, node, $0)] } ?? []
        }
    }

    private func remarkEmbedded(_ object: XMLNode) {
        let name = object["xlink:href"] ?? ""
        story.builder.remark(
            .leftOut, es: "objeto incrustado, no leído: \(name.visible)",
            en: "embedded object, not read: \(name.visible)", at: anchor)
    }

    private func textBox(_ node: XMLNode, _ alternative: String?) throws(ImportRefusal) -> Content {
        story.textBoxes += 1
        let address = story.address.adding(.textBox(story.textBoxes))
        let blocks = try story.builder.oneLevelDeeper { () throws(ImportRefusal) in
            var blocks: [LocatedDocument.Block] = []
            try story.read(node, BlockContainer(address), .init(isInCell: true), into: &blocks)
            return blocks
        }
        return .textBox(.init(blocks: blocks, alternativeText: alternative, address: address))
    }

    private func control(_ node: XMLNode) -> [Content] {
        guard let form = node["draw:control"].flatMap({ story.reader.forms[$0] }) else { return [] }
        if form.name == "form:text" {
            let text = form["form:current-value"] ?? form["form:value"] ?? ""
            return text.isEmpty ? [] : [.text(text)]
        }
        let state = form["form:current-state"] ?? form["form:state"] ?? form["form:current-selected"] ?? ""
        let isTicked = state == "checked" || state == "true"
        var found: [Content] = [.tickBox(.init(kind: .control, isTicked: isTicked, text: isTicked ? "☒" : "☐"))]
        if let label = form["form:label"], !label.isEmpty { found.append(.text(" " + label)) }
        return found
    }

    private func picture(_ image: XMLNode?, _ frame: XMLNode, _ alternative: String?) -> Content {
        story.pictures += 1
        var picture = LocatedDocument.Picture(
            name: "", bytes: [], alternativeText: alternative, width: odfPoints(frame["svg:width"]),
            height: odfPoints(frame["svg:height"]),
            isInMargin: story.isInMargin, address: story.address.adding(.picture(story.pictures)))
        if let reference = image?["xlink:href"] {
            let name = reference.hasPrefix("./") ? String(reference.dropFirst(2)) : reference
            picture.name = name.split(separator: "/").last.map(String.init) ?? ""
            if story.reader.package.archive.contains(name) {
                picture.bytes = ((try? story.reader.package.archive.bytes(name)) ?? nil) ?? []
                picture.type = PictureTypes.type(of: picture.bytes)
            } else {
                story.builder.remark(
                    .external, es: "imagen enlazada, no descargada: \(reference.visible)",
                    en: "linked picture, not downloaded: \(reference.visible)",
                    at: anchor)
            }
        }
        story.builder.document.pictures.append(picture)
        return .picture(story.builder.document.pictures.count - 1)
    }
}
