/// Reads the runs of one paragraph, through links, tracked changes, fields and content controls.
struct DOCXRuns {
    /// The link, content controls and tracked changes in effect around a run.
    struct RunContext {
        var changes: [Int] = []
        var controls: [Int] = []
        var isDeleted = false
        var link: String?
    }

    private let story: DOCXStory
    private let style: DOCXStyles.Style
    private let paragraph: Int
    private let address: LocatedDocument.Address
    private let isInCell: Bool
    /// The properties of the paragraph's style, over the defaults of the file.
    private let base: DOCXRunProperties
    private(set) var runs: [LocatedDocument.Run] = []

    init(_ story: DOCXStory, style: DOCXStyles.Style, paragraph: Int, address: LocatedDocument.Address, isInCell: Bool)
    {
        self.story = story
        self.style = style
        self.paragraph = paragraph
        self.address = address
        self.isInCell = isInCell
        base = style.run.over(story.reader.styles.defaults)
    }

    /// Reads everything below a paragraph or a container within one.
    mutating func read(_ node: XMLNode, _ inline: RunContext) throws(ImportRefusal) {
        for child in node.children {
            switch child.name {
            case "w:r": try run(child, inline)
            case "w:hyperlink":
                var inner = inline
                inner.link =
                    child["r:id"].flatMap { story.relationships[$0]?.target } ?? child["w:anchor"].map { "#" + $0 }
                try read(child, inner)
            case "w:ins": try read(child, contextOfChange(inline, .insertion, child))
            case "w:moveTo": try read(child, contextOfChange(inline, .movedTo, child))
            case "w:del": try read(child, contextOfChange(inline, .deletion, child))
            case "w:moveFrom": try read(child, contextOfChange(inline, .movedFrom, child))
            case "w:fldSimple": try readSimpleField(child, inline)
            case "w:sdt": try readContentControl(child, inline)
            case "w:smartTag", "w:customXml", "w:dir", "w:bdo": try read(child, inline)
            case "w:commentRangeStart", "w:commentRangeEnd": story.toggleComment(child)
            case "w:bookmarkStart", "w:bookmarkEnd": story.toggleBookmark(child, address)
            case "mc:AlternateContent":
                if let choice = child.child("mc:Choice") ?? child.child("mc:Fallback") { try read(choice, inline) }
            case "m:oMath", "m:oMathPara": readMath(child, inline)
            default: break
            }
        }
    }

    private func contextOfChange(_ inline: RunContext, _ kind: LocatedDocument.Change.Kind, _ node: XMLNode)
        -> RunContext
    {
        var inner = inline
        inner.changes.append(story.change(kind, node, paragraph, address))
        if kind == .deletion || kind == .movedFrom { inner.isDeleted = true }
        return inner
    }

    // MARK: Runs

    private mutating func run(_ node: XMLNode, _ inline: RunContext) throws(ImportRefusal) {
        let properties = node.child("w:rPr")
        let own = DOCXRunProperties(properties)
        var all = base
        if let id = properties?.child("w:rStyle")?["val"], let character = story.reader.styles.characterStyles[id] {
            all = character.run.combined(withParagraphStyle: base)
        }
        all = own.over(all)
        var inline = inline
        if let change = properties?.child("w:rPrChange") {
            inline.changes.append(story.change(.format, change, paragraph, address))
        }
        try readContents(node, all, inline)
    }

    private mutating func readContents(_ node: XMLNode, _ all: DOCXRunProperties, _ inline: RunContext)
        throws(ImportRefusal)
    {
        for child in node.children {
            switch child.name {
            case "w:t", "w:delText": addText(child.text, all, inline)
            case "w:tab", "w:ptab": add(.tab, all, inline)
            case "w:br": add(child["type"] == "page" ? .pageBreak : .lineBreak, all, inline)
            case "w:cr": add(.lineBreak, all, inline)
            case "w:noBreakHyphen": add(.text("-"), all, inline)
            case "w:softHyphen": add(.text("\u{AD}"), all, inline)
            case "w:sym": readSymbol(child, all, inline)
            case "w:footnoteReference": note(child, story.reader.footnotes, all, inline)
            case "w:endnoteReference": note(child, story.reader.endnotes, all, inline)
            case "w:fldChar": readFieldCharacter(child, all, inline)
            case "w:instrText": story.addInstruction(child.text)
            case "w:drawing", "w:pict", "w:object": try readDrawing(child, all, inline)
            case "mc:AlternateContent":
                if let choice = child.child("mc:Choice") ?? child.child("mc:Fallback") {
                    try readContents(choice, all, inline)
                }
            case "w:ruby":
                for part in ["w:rubyBase", "w:rt"] { if let part = child.child(part) { try read(part, inline) } }
            default: break
            }
        }
    }

    private mutating func addText(_ text: String, _ all: DOCXRunProperties, _ inline: RunContext) {
        guard
            SymbolFonts.isSymbolFont(all.font)
                || text.utf8.contains(0xEF)
                    && text.unicodeScalars.contains(where: { (0xF000...0xF0FF).contains($0.value) })
        else { return add(.text(text), all, inline) }
        for scalar in text.unicodeScalars {
            let isPrivate = (0xF000...0xF0FF).contains(scalar.value)
            guard isPrivate || SymbolFonts.isSymbolFont(all.font) else {
                add(.text(String(scalar)), all, inline)
                continue
            }
            add(SymbolFonts.content(scalar.value, font: SymbolFonts.symbolFont(all.font)), all, inline)
        }
    }

    private mutating func readSymbol(_ node: XMLNode, _ all: DOCXRunProperties, _ inline: RunContext) {
        guard let code = node["char"].flatMap({ UInt32($0, radix: 16) }) else { return }
        let font = node["font"] ?? all.font ?? ""
        if SymbolFonts.isSymbolFont(font) { return add(SymbolFonts.content(code, font: font), all, inline) }
        let plain = (0xF000...0xF0FF).contains(code) ? code - 0xF000 : code
        if let scalar = Unicode.Scalar(plain) { add(.text(String(scalar)), all, inline) }
    }

    private mutating func note(_ node: XMLNode, _ ids: [String: Int], _ all: DOCXRunProperties, _ inline: RunContext) {
        if let index = node["w:id"].flatMap({ ids[$0] }) { add(.note(index), all, inline) }
    }

    private mutating func readMath(_ node: XMLNode, _ inline: RunContext) {
        for text in node.descendants("m:t") { add(.text(text.text), base, inline) }
    }

    mutating func add(_ content: LocatedDocument.Run.Content, _ all: DOCXRunProperties, _ inline: RunContext) {
        var run = LocatedDocument.Run(content, style: all.textStyle)
        run.size = all.size
        run.visibility = inline.isDeleted ? .deleted : all.hidden == true || story.isInInstruction ? .hidden : .shown
        run.changes = inline.changes
        run.controls = inline.controls + story.fieldMarks.controls
        run.fields = story.openFields.compactMap { $0.isResult ? $0.index : nil }
        run.comments = story.openComments
        run.link = inline.link
        runs.append(run)
        if !story.openFields.isEmpty { story.markFieldResult() }
    }

    // MARK: Fields

    private mutating func readSimpleField(_ node: XMLNode, _ inline: RunContext) throws(ImportRefusal) {
        story.beginField(at: address)
        story.addInstruction(node["instr"] ?? "")
        story.separateField()
        try read(node, inline)
        _ = story.endField()
    }

    private mutating func readFieldCharacter(_ node: XMLNode, _ all: DOCXRunProperties, _ inline: RunContext) {
        switch node["fldCharType"] {
        case "begin":
            story.beginField(at: address)
            if let data = node.child("w:ffData") { story.readForm(data) }
        case "separate": story.separateField()
        case "end":
            guard let field = story.endField() else { return }
            // A legacy check box or drop-down list without a result shows its state.
            if let box = field.tickBox, !field.hasResult { add(.tickBox(box), all, inline, in: field.index) }
            if let choice = field.choice, !field.hasResult { add(.text(choice), all, inline, in: field.index) }
        default: break
        }
    }

    private mutating func add(
        _ content: LocatedDocument.Run.Content, _ all: DOCXRunProperties, _ inline: RunContext, in field: Int
    ) {
        add(content, all, inline)
        runs[runs.count - 1].fields.append(field)
    }

    // MARK: Content controls

    private mutating func readContentControl(_ node: XMLNode, _ inline: RunContext) throws(ImportRefusal) {
        var inner = inline
        if let control = story.control(node, address) { inner.controls.append(control) }
        guard let content = node.child("w:sdtContent") else { return }
        let before = runs.count
        try read(content, inner)
        guard let box = story.tickBox(of: node) else { return }
        // A character of some font shows the box; the control gives its state.
        let shown = runs[before...].map(\.shownText).joined()
        let text =
            PlainText.words(shown).isEmpty && !PlainText.clean(shown).isEmpty
            ? PlainText.clean(shown) : box.isTicked ? "☒" : "☐"
        guard let first = runs[before...].first(where: { !$0.shownText.isEmpty }) ?? runs[before...].first else {
            return add(.tickBox(box), base, inner)
        }
        runs.removeSubrange(before...)
        runs.append(first.with(.tickBox(.init(kind: .control, isTicked: box.isTicked, text: text))))
    }

    // MARK: Drawings

    private mutating func readDrawing(_ node: XMLNode, _ all: DOCXRunProperties, _ inline: RunContext)
        throws(ImportRefusal)
    {
        for content in try DOCXDrawings(story, address).contents(node) { add(content, all, inline) }
    }
}
