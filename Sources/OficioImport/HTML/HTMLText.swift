/// Reads the runs of one HTML paragraph.
struct HTMLText {
    private let flow: HTMLFlow
    private var style: HTMLStyle
    private var runs: [LocatedDocument.Run] = []
    private var changes: [Int]
    private var link: String?
    private var endsWithSpace = true
    /// The number or bullet that Word's HTML puts into the text of a list item; nil if there is
    /// none.
    private(set) var wordLabel: String?

    init(_ flow: HTMLFlow, _ around: HTMLFlow.BlockContext) {
        self.flow = flow
        style = around.style
        changes = around.changes
    }

    mutating func read(_ node: XMLNode) {
        let before = (style, changes, link)
        defer { (style, changes, link) = before }
        let declarations = flow.reader.rules.declarations(node)
        if declarations["mso-list"] == "Ignore" {
            wordLabel = PlainText.clean(node.text)
            return
        }
        let isTracked = (node.name == "ins" || node.name == "del") && (node["datetime"] != nil || node["cite"] != nil)
        if isTracked {
            let author = node["cite"].map { $0.hasPrefix("mailto:") ? String($0.dropFirst(7)) : $0 } ?? ""
            changes.append(flow.builder.document.changes.count)
            flow.builder.document.changes.append(
                .init(
                    kind: node.name == "ins" ? .insertion : .deletion, author: author, date: node["datetime"], text: "",
                    paragraph: nil,
                    address: .init()))
            style.apply(node, declarations)
            style.text.subtract([.underline, .strike])
        } else {
            style.apply(node, declarations)
        }
        if let checked = node["aria-checked"], let role = node["role"], ["checkbox", "radio", "switch"].contains(role) {
            let isTicked = checked == "true"
            return add(.tickBox(.init(kind: .control, isTicked: isTicked, text: isTicked ? "☒" : "☐")))
        }
        // Hide icons and buttons, which stand among the words and are not part of the text.
        if !flow.isInMargin, HTMLLandmarks.isAround(node) { style.isHidden = true }
        switch node.name {
        case "br": add(.lineBreak)
        case "img": add(.picture(flow.picture(node)))
        case "input": readInput(node)
        case "select":
            let options = node.descendants("option")
            if let chosen = options.first(where: { $0["selected"] != nil }) ?? options.first { add(chosen.text) }
        case "wbr", "script", "style", "template", "noscript", "svg", "object", "iframe", "audio", "video", "colgroup",
            "col":
            break
        default:
            if let index = flow.reader.note(ofLink: node) {
                // The number of a note belongs to the note, and its link back is not text.
                if !isInNote(node) { add(.note(index)) }
                return
            }
            if node.name == "a", let target = node["href"] { link = target }
            for content in node.contents {
                switch content {
                case .text(let text): add(text)
                case .element(let child): read(child)
                }
            }
        }
    }

    private func isInNote(_ node: XMLNode) -> Bool {
        let target = node["href"] ?? ""
        return target.hasSuffix("anc") || target.hasPrefix("#_ftnref") || target.hasPrefix("#_ednref")
    }

    private mutating func readInput(_ node: XMLNode) {
        switch node["type"]?.lowercased() ?? "text" {
        case "checkbox", "radio":
            let isTicked = node["checked"] != nil
            add(.tickBox(.init(kind: .control, isTicked: isTicked, text: isTicked ? "☒" : "☐")))
        case "hidden", "password", "image", "file": break
        default: if let value = node["value"] { add(value) }
        }
    }

    /// Adds text, with white space as HTML shows it.
    mutating func add(_ text: String) {
        if style.isPreformatted {
            for run in CSVReader.lines(text) { add(run.content) }
            return
        }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == "\u{C}" {
                if !endsWithSpace { out.append(" ") }
                endsWithSpace = true
            } else {
                out.append(scalar)
                endsWithSpace = false
            }
        }
        if out.isEmpty { return }
        guard let font = style.font, SymbolFonts.isSymbolFont(font) else { return append(.text(String(out))) }
        for scalar in out { append(scalar.value > 0x20 ? SymbolFonts.content(scalar.value, font: font) : .text(" ")) }
    }

    private mutating func add(_ content: LocatedDocument.Run.Content) {
        switch content {
        case .lineBreak: endsWithSpace = true
        default: endsWithSpace = false
        }
        append(content)
    }

    private mutating func append(_ content: LocatedDocument.Run.Content) {
        var run = LocatedDocument.Run(content, style: style.text)
        run.size = style.size
        run.changes = changes
        run.link = link
        let isDeleted = changes.contains { flow.builder.document.changes[$0].kind == .deletion }
        run.visibility = isDeleted ? .deleted : style.isHidden ? .hidden : .shown
        runs.append(run)
    }

    /// Returns the runs without white space and line breaks at both ends.
    func trimmed() -> [LocatedDocument.Run] {
        func isBlank(_ run: LocatedDocument.Run) -> Bool {
            switch run.content {
            case .text(let text): text.unicodeScalars.allSatisfy { $0 == " " || $0 == "\n" }
            case .lineBreak: true
            default: false
            }
        }
        var kept = runs[...]
        while let first = kept.first, isBlank(first) { kept = kept.dropFirst() }
        while let last = kept.last, isBlank(last) { kept = kept.dropLast() }
        if let last = kept.last, case .text(let text) = last.content, text.hasSuffix(" ") {
            var end = text
            while end.hasSuffix(" ") { end.removeLast() }
            kept[kept.endIndex - 1].content = .text(end)
        }
        return Array(kept)
    }
}
