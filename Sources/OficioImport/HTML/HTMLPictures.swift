import Diagnostics
import OficioBasics
import OficioOffice

extension HTMLFlow {
    /// Records a picture and returns its index. Only a picture in the page itself has bytes.
    func picture(_ node: XMLNode) -> Int {
        pictures += 1
        var picture = LocatedDocument.Picture(
            name: "", bytes: [], alternativeText: node["alt"].flatMap { PlainText.clean($0).isEmpty ? nil : $0 },
            isInMargin: isInMargin,
            address: address.adding(.picture(pictures)))
        picture.width = node["width"].flatMap { Double($0) }.map { $0 * 0.75 }
        picture.height = node["height"].flatMap { Double($0) }.map { $0 * 0.75 }
        let source = node["src"] ?? ""
        if source.hasPrefix("data:"), let comma = source.firstIndex(of: ",") {
            if source[..<comma].hasSuffix(";base64") {
                picture.bytes = Base64.bytes(of: source[source.index(after: comma)...])
            }
            picture.type = PictureTypes.type(of: picture.bytes)
            picture.name = "imagen\(pictures)." + (picture.type ?? "bin")
        } else {
            picture.name = source.split(separator: "/").last.map(String.init) ?? ""
            builder.remark(
                .external, es: "imagen fuera del archivo, no abierta: \(source.visible)",
                en: "picture outside the file, not opened: \(source.visible)",
                at: address)
        }
        builder.document.pictures.append(picture)
        return builder.document.pictures.count - 1
    }
}
