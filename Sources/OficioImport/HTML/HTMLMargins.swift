import Diagnostics

/// Separates headers, footers and the parts around the document from its text.
extension HTMLFlow {
    /// Moves an element outside the document's text into the margins; returns false, and moves nothing, for any
    /// other element.
    func moveToMargin(_ node: XMLNode, _ around: BlockContext) throws(ImportRefusal) -> Bool {
        guard !isInMargin, let kind = kind(of: node, around) else { return false }
        if kind == .header, isHeaderOfDocument(node, around) { return false }
        try readIntoMargin(node.contents, kind, around)
        return true
    }

    private func kind(of node: XMLNode, _ around: BlockContext) -> LocatedDocument.Margin.Kind? {
        // LibreOffice writes the header and footer of the page as a `div` with the title *header* or *footer*.
        if node.name == "div", let title = node["title"], let kind = LocatedDocument.Margin.Kind(rawValue: title) {
            return kind
        }
        if HTMLLandmarks.isAround(node) { return .around }
        guard around.isInDocument, !around.isInPart else { return nil }
        return node.name == "header" ? .header : node.name == "footer" ? .footer : nil
    }

    /// Whether an element is the header of the document with its headings, which are text.
    func isHeaderOfDocument(_ node: XMLNode, _ around: BlockContext) -> Bool {
        guard !isInMargin, node.name == "header", around.isInDocument, !around.isInPart else { return false }
        return !HTMLLandmarks.headings(in: node).isEmpty
    }

    /// Returns the headings of the document's header, and moves the rest of the header into the margins.
    func headings(
        _ node: XMLNode, _ container: BlockContainer, _ around: BlockContext
    ) throws(ImportRefusal) -> [LocatedDocument.Block] {
        var blocks: [LocatedDocument.Block] = []
        var rest: [XMLNode.Content] = []
        for content in node.contents {
            guard case .element(let child) = content, !HTMLLandmarks.isAround(child) else {
                rest.append(content)
                continue
            }
            if HTMLLandmarks.isHeading(child) {
                blocks += try flow([content], container, around)
            } else if HTMLLandmarks.headings(in: child).isEmpty {
                rest.append(content)
            } else {
                blocks += try headings(child, container, around)
            }
        }
        try readIntoMargin(rest, .header, around)
        return blocks
    }

    /// Reads contents into a margin of their own, unless they hold no text.
    func readIntoMargin(
        _ contents: [XMLNode.Content], _ kind: LocatedDocument.Margin.Kind, _ around: BlockContext
    ) throws(ImportRefusal) {
        if contents.isEmpty { return }
        let number = builder.document.margins.count { $0.kind == kind } + 1
        let place: LocatedDocument.Address
        switch kind {
        case .header: place = .init([.header(number)])
        case .footer: place = .init([.footer(number)])
        case .around: place = .init([.around(number)])
        }
        var inner = around
        inner.list = nil
        let blocks = try inMargin { () throws(ImportRefusal) in try flow(contents, BlockContainer(place), inner) }
        if blocks.isEmpty { return }
        builder.document.margins.append(
            .init(kind: kind, pages: .all, blocks: blocks, repeats: nil, address: place))
    }
}
