/// Tracks the bookmarks that mark the values of fields in office files that Oficio exported.
///
/// LibreOffice drops the tags of content controls and keeps bookmarks, so a bookmark is read like a control whose tag
/// is the bookmark's name. If LibreOffice has split a bookmark at the ends of paragraphs, the parts have the same
/// name.
struct FieldBookmarks {
    private static let prefix = "_oficio_"
    private var open: [(name: String, ids: Set<String>, control: Int)] = []

    /// Indices into ``LocatedDocument/controls`` of the bookmarks that are open at the current position.
    var controls: [Int] { open.map(\.control) }

    mutating func begin(
        _ name: String, id: String, _ builder: DocumentBuilder, _ address: LocatedDocument.Address
    ) {
        guard name.hasPrefix(Self.prefix) else { return }
        if let place = open.firstIndex(where: { $0.name == name }) {
            open[place].ids.insert(id)
            return
        }
        builder.document.controls.append(.init(kind: .other, tag: name, showsPlaceholder: false, address: address))
        open.append((name, [id], builder.document.controls.count - 1))
    }

    mutating func end(id: String) { open.removeAll { $0.ids.contains(id) } }
}
