import Diagnostics

/// Reads the runs of one OpenDocument paragraph.
struct ODFRuns {
    let story: ODFStory
    let paragraph: Int
    let address: LocatedDocument.Address
    private(set) var runs: [LocatedDocument.Run] = []
    var fields: [Int] = []
    var isHidden = false
    private var style: ODFStyles.Style
    private var link: String?
    private var controls: [Int] = []
    /// Whether the text ends with white space. A run of white space is one space, and none at the
    /// beginning of a paragraph.
    private var endsWithSpace = true

    init(_ story: ODFStory, style: ODFStyles.Style, paragraph: Int, address: LocatedDocument.Address) {
        self.story = story
        self.style = style
        self.paragraph = paragraph
        self.address = address
    }

    /// Adds deleted runs before everything else.
    mutating func addDeletedRuns(with deleted: [LocatedDocument.Run]) {
        note(deleted)
        runs += deleted
    }

    private func note(_ deleted: [LocatedDocument.Run]) {
        for index in Set(deleted.flatMap(\.changes)) where story.builder.document.changes[index].paragraph == nil {
            story.builder.document.changes[index].paragraph = paragraph
            story.builder.document.changes[index].address = address
        }
    }

    mutating func read(_ node: XMLNode) throws(ImportRefusal) {
        for content in node.contents {
            switch content {
            case .text(let text): add(text: text)
            case .element(let child): try readElement(child)
            }
        }
    }

    private mutating func readElement(_ node: XMLNode) throws(ImportRefusal) {
        switch node.name {
        case "text:span":
            let before = style
            style = story.styles.resolve("text", node["text:style-name"]).over(style)
            try read(node)
            style = before
        case "text:s": add(.text(String(repeating: " ", count: min(1000, max(1, node.int("text:c") ?? 1)))))
        case "text:tab": add(.tab)
        case "text:line-break": add(.lineBreak)
        case "text:a":
            link = node["xlink:href"]
            try read(node)
            link = nil
        case "text:change", "text:change-start", "text:change-end":
            var deleted: [LocatedDocument.Run] = []
            story.change(node) { deleted += $0 }
            note(deleted)
            runs += deleted
            for index in story.openChanges where story.builder.document.changes[index].paragraph == nil {
                story.builder.document.changes[index].paragraph = paragraph
                story.builder.document.changes[index].address = address
            }
        case "office:annotation": try readAnnotation(node)
        case "office:annotation-end":
            if let index = node["office:name"].flatMap({ story.comments[$0] }) {
                story.openComments.removeAll { $0 == index }
            }
        case "text:note": try readFootnote(node)
        case "text:ruby", "text:ruby-base", "text:ruby-text", "text:meta", "text:meta-field": try read(node)
        case "text:text-input":
            try readControl(
                node, .init(kind: .text, alias: node["text:description"], showsPlaceholder: false, address: address))
        case "text:placeholder":
            try readControl(
                node, .init(kind: .text, alias: node["text:description"], showsPlaceholder: true, address: address))
        case "loext:content-control": try readContentControl(node)
        case "text:hidden-text", "text:hidden-paragraph":
            let wasHidden = isHidden
            isHidden = true
            if let text = node["text:string-value"], node.text.isEmpty { add(text: text) } else { try read(node) }
            isHidden = wasHidden
        case "field:fieldmark": readFieldmark(node)
        case "field:fieldmark-start":
            story.openFields.append(story.builder.document.fields.count)
            let kind = node["field:type"]?.split(separator: ".").last.map(String.init) ?? ""
            story.builder.document.fields.append(
                .init(kind: kind, instruction: node["text:name"] ?? "", address: address))
        case "field:fieldmark-end": _ = story.openFields.popLast()
        case "draw:frame", "draw:custom-shape", "draw:g", "draw:rect", "draw:control", "draw:line", "draw:ellipse",
            "draw:a":
            for content in try ODFDrawings(story, address).contents(node) { add(content) }
        case "text:bookmark", "text:bookmark-start":
            let name = node["text:name"] ?? ""
            story.fieldMarks.begin(name, id: name, story.builder, address)
            if node.name == "text:bookmark" { story.fieldMarks.end(id: name) }
        case "text:bookmark-end": story.fieldMarks.end(id: node["text:name"] ?? "")
        case "text:reference-mark",
            "text:reference-mark-start",
            "text:reference-mark-end", "text:soft-page-break", "office:forms", "text:tracked-changes",
            "text:sequence-decls",
            "text:toc-mark", "text:alphabetical-index-mark", "svg:title", "svg:desc", "field:param",
            "field:fieldmark-separator":
            break
        case "text:index-entry-link-start", "text:index-entry-link-end": break
        default:
            if node.name.hasPrefix("text:") { try readField(node) } else { try read(node) }
        }
    }

    // MARK: Text

    private mutating func add(text: String) {
        var out = ""
        for character in text.unicodeScalars {
            if character == " " || character == "\n" || character == "\t" || character == "\r" {
                if !endsWithSpace { out.append(" ") }
                endsWithSpace = true
            } else {
                out.unicodeScalars.append(character)
                endsWithSpace = false
            }
        }
        if out.isEmpty { return }
        guard
            SymbolFonts.isSymbolFont(style.font)
                || out.unicodeScalars.contains(where: { (0xF000...0xF0FF).contains($0.value) })
        else {
            return append(.text(out))
        }
        for scalar in out.unicodeScalars {
            let isSymbol = (0xF000...0xF0FF).contains(scalar.value) || SymbolFonts.isSymbolFont(style.font)
            let font = SymbolFonts.symbolFont(style.font)
            append(isSymbol ? SymbolFonts.content(scalar.value, font: font) : .text(String(scalar)))
        }
    }

    mutating func add(_ content: LocatedDocument.Run.Content) {
        switch content {
        case .text, .tab, .lineBreak: endsWithSpace = false
        default: break
        }
        append(content)
    }

    private mutating func append(_ content: LocatedDocument.Run.Content) {
        var run = LocatedDocument.Run(content, style: style.textStyle)
        run.size = style.size
        run.visibility = isHidden || style.isHidden == true ? .hidden : .shown
        run.changes = story.openChanges
        run.comments = story.openComments
        run.fields = fields + story.openFields
        run.controls = controls + story.fieldMarks.controls
        run.link = link
        runs.append(run)
    }

    /// Returns the text that a tracked deletion removed, as runs: its paragraphs with line breaks
    /// between them.
    static func deletedRuns(_ node: XMLNode, _ change: Int) -> [LocatedDocument.Run] {
        var runs: [LocatedDocument.Run] = []
        func run(_ content: LocatedDocument.Run.Content) {
            var run = LocatedDocument.Run(content)
            run.visibility = .deleted
            run.changes = [change]
            runs.append(run)
        }
        func collect(_ node: XMLNode) {
            for content in node.contents {
                switch content {
                case .text(let text): run(.text(text))
                case .element(let child):
                    switch child.name {
                    case "text:s": run(.text(" "))
                    case "text:tab": run(.tab)
                    case "text:line-break": run(.lineBreak)
                    case "office:annotation", "text:note", "office:change-info": break
                    default: collect(child)
                    }
                }
            }
        }
        func paragraphs(_ node: XMLNode) {
            for child in node.children where child.name != "office:change-info" {
                if child.name == "text:p" || child.name == "text:h" {
                    if !runs.isEmpty { run(.lineBreak) }
                    collect(child)
                } else {
                    paragraphs(child)
                }
            }
        }
        paragraphs(node)
        return runs
    }

    // MARK: Fields and controls

    private static let kinds = [
        "page-number": "PAGE", "page-count": "NUMPAGES", "date": "DATE", "time": "TIME", "bookmark-ref": "REF",
        "reference-ref": "REF",
        "sequence-ref": "REF", "note-ref": "NOTEREF", "author-name": "AUTHOR", "title": "TITLE",
        "file-name": "FILENAME",
        "modification-date": "SAVEDATE", "creation-date": "CREATEDATE", "sequence": "SEQ", "drop-down": "FORMDROPDOWN",
        "chapter": "STYLEREF",
        "user-defined": "DOCPROPERTY", "database-display": "MERGEFIELD",
    ]

    private mutating func readField(_ node: XMLNode) throws(ImportRefusal) {
        let local = String(node.name.dropFirst("text:".count))
        let before = fields
        fields.append(story.builder.document.fields.count)
        story.builder.document.fields.append(
            .init(kind: Self.kinds[local] ?? local.uppercased(), instruction: "", address: address))
        try read(node)
        fields = before
    }

    private mutating func readControl(_ node: XMLNode, _ control: LocatedDocument.ContentControl) throws(ImportRefusal)
    {
        var control = control
        if control.alias?.isEmpty == true { control.alias = nil }
        controls.append(story.builder.document.controls.count)
        story.builder.document.controls.append(control)
        try read(node)
        _ = controls.popLast()
    }

    private mutating func readContentControl(_ node: XMLNode) throws(ImportRefusal) {
        func isTrue(_ name: String) -> Bool { node["loext:" + name] == "true" }
        var own = LocatedDocument.ContentControl(
            kind: .text, tag: node["loext:tag"], alias: node["loext:alias"],
            showsPlaceholder: isTrue("showing-place-holder"), address: address)
        own.choices = node.children.filter { $0.name == "loext:list-item" }.compactMap {
            $0["loext:display-text"] ?? $0["loext:value"]
        }
        if isTrue("checkbox") {
            own.kind = .checkBox
        } else if isTrue("date") {
            own.kind = .date
        } else if isTrue("picture") {
            own.kind = .picture
        }
        if isTrue("dropdown") || !own.choices.isEmpty { own.kind = isTrue("combobox") ? .comboBox : .dropDown }
        let before = runs.count
        try readControl(node, own)
        guard own.kind == .checkBox else { return }
        let isTicked = isTrue("checked")
        let shown = PlainText.clean(runs[before...].map(\.shownText).joined())
        let box = LocatedDocument.TickBox(
            kind: .control, isTicked: isTicked,
            text: PlainText.words(shown).isEmpty && !shown.isEmpty ? shown : isTicked ? "☒" : "☐")
        guard let first = runs[before...].first else { return add(.tickBox(box)) }
        runs.removeSubrange(before...)
        runs.append(first.with(.tickBox(box)))
    }

    /// Reads a legacy form field of Word: a check box or a drop-down list.
    private mutating func readFieldmark(_ node: XMLNode) {
        var values: [String: String] = [:]
        var entries: [String] = []
        for child in node.children where child.name == "field:param" {
            guard let name = child["field:name"], let value = child["field:value"] else { continue }
            values[name] = value
            if name == "Dropdown_ListEntry" { entries.append(value) }
        }
        let kind = node["field:type"]?.split(separator: ".").last.map(String.init) ?? ""
        let before = fields
        fields.append(story.builder.document.fields.count)
        story.builder.document.fields.append(.init(kind: kind, instruction: node["text:name"] ?? "", address: address))
        if kind == "FORMCHECKBOX" {
            let isTicked = values["Checkbox_Checked"] == "true"
            add(.tickBox(.init(kind: .field, isTicked: isTicked, text: isTicked ? "☒" : "☐")))
        } else if let chosen = values["Dropdown_Selected"].flatMap({ Int($0) }), entries.indices.contains(chosen) {
            add(.text(entries[chosen]))
        }
        fields = before
    }
}
